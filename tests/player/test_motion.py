"""The figure moves with the count."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deskbreak.core.cues import Cue, CueKind, Script
from deskbreak.player.motion import Motion


@dataclass
class Loop:
    seconds: float = 4.0
    still_s: float = 3.0


def of(script: Script, start: float) -> Cue:
    return next(cue for cue in script.cues if cue.start_s == start)


def test_a_repetition_is_one_loop_whatever_its_length(script):
    motion, second = Motion(script), of(script, 4.0)
    assert motion.moment(second, 0.0, Loop()) == 0.0
    assert motion.moment(second, 1.0, Loop()) == pytest.approx(2.0)
    assert motion.moment(second, 1.5, Loop()) == pytest.approx(3.0)


def test_a_repetition_far_from_the_loops_length_keeps_the_figures_pace(script):
    assert Motion(script).moment(of(script, 4.0), 1.5, Loop(seconds=20.0)) == 1.5


def test_a_hold_by_itself_is_gone_into_and_kept(script):
    motion, hold = Motion(script), of(script, 12.0)
    assert [motion.moment(hold, into, Loop()) for into in (0.0, 1.0, 3.0, 7.9)] == [0.0, 1.0, 3.0, 3.0]


def _cues(*kinds: tuple[CueKind, float, int, str]) -> Script:
    cues, start = [], 0.0
    for kind, seconds, count, side in kinds:
        cues.append(Cue(kind, start, seconds, 0, kind.value, side, count, 2))
        start += seconds
    return Script("x", "X", 1, start, (), tuple(cues))


def test_repetitions_with_holds_flow_into_the_hold_and_out_of_it():
    work, hold = CueKind.WORK, CueKind.HOLD
    script = _cues((work, 4, 1, ""), (hold, 5, 1, ""), (work, 4, 2, ""), (hold, 5, 2, ""))
    motion = Motion(script)
    first, held, second, _ = script.cues
    assert motion.moment(first, 4.0, Loop()) == pytest.approx(3.0)
    assert motion.moment(held, 0.0, Loop()) == motion.moment(held, 4.9, Loop()) == 3.0
    assert motion.moment(second, 0.0, Loop()) == pytest.approx(3.0)
    assert motion.moment(second, 1.0, Loop()) == pytest.approx(0.0)
    assert motion.moment(second, 4.0, Loop()) == pytest.approx(3.0)


def test_a_loop_of_both_sides_is_two_repetitions():
    script = _cues((CueKind.WORK, 4, 1, "left"), (CueKind.WORK, 4, 2, "right"))
    motion = Motion(script)
    assert motion.moment(script.cues[0], 2.0, Loop()) == pytest.approx(1.0)
    assert motion.moment(script.cues[1], 2.0, Loop()) == pytest.approx(3.0)


def test_moments_stay_within_the_loop(script):
    motion = Motion(script)
    for loop in (Loop(), Loop(0.0, 0.0), Loop(2.0, 2.0), Loop(9.0, 0.0)):
        for cue in script.cues:
            for tenth in range(11):
                moment = motion.moment(cue, cue.seconds * tenth / 10, loop)
                assert 0.0 <= moment <= max(loop.seconds, 0.1)
