"""Which moment of a figure's loop belongs to which moment of the routine. Pure.

A counted repetition is one loop, however long it lasts; a hold stays in the figure's most telling pose; whatever
has no count moves at the figure's own pace.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from deskbreak.core.cues import Cue, CueKind, Script

_HELD = (CueKind.HOLD, CueKind.BREATHE)
SLOWEST, FASTEST = 2.5, 0.4  # a repetition this much longer or shorter than the loop goes at its own pace


class Loop(Protocol):
    """What is needed of a figure."""

    @property
    def seconds(self) -> float: ...
    @property
    def still_s(self) -> float: ...


class Motion:
    """Follows one script."""

    def __init__(self, script: Script) -> None:
        pairs = [(one, two) for one, two in pairwise(script.cues) if _same(one, two)]
        self._before_hold = {cue.start_s for cue, after in pairs if _is_work(cue) and after.kind in _HELD}
        self._after_work = {after.start_s for cue, after in pairs if _is_work(cue) and after.kind in _HELD}
        self._after_hold = {after.start_s for cue, after in pairs if cue.kind in _HELD}
        self._in_turn = {after.step for cue, after in _works(script) if cue.side != after.side}

    def moment(self, cue: Cue, into_s: float, loop: Loop) -> float:
        """Seconds into the loop; where repetitions change sides, the loop shows one to each side."""
        length = max(loop.seconds, 0.1)
        if cue.kind in (CueKind.REST, CueKind.BREATHER):
            return 0.0
        if cue.kind in _HELD:
            return self._held(cue, into_s, loop)
        if not _is_work(cue) or not cue.seconds:
            return into_s % length
        share = min(into_s / cue.seconds, 1.0)
        if cue.step in self._in_turn:
            return ((cue.count - 1) % 2 + share) / 2 * length % length
        if cue.start_s in self._before_hold:
            begin = loop.still_s - length if cue.start_s in self._after_hold else 0.0
            return (begin + (loop.still_s - begin) * share) % length
        if not FASTEST <= cue.seconds / length <= SLOWEST:
            return into_s % length
        return share * length % length

    def _held(self, cue: Cue, into_s: float, loop: Loop) -> float:
        """A hold after a movement, or after another hold, is there already; the first by itself is gone into."""
        there = cue.start_s in self._after_work or cue.start_s in self._after_hold
        return loop.still_s if there else min(into_s, loop.still_s)


def _is_work(cue: Cue) -> bool:
    return cue.kind is CueKind.WORK and cue.of > 0


def _works(script: Script) -> list[tuple[Cue, Cue]]:
    """Repetitions that follow each other within a step, whatever lies between."""
    works = [cue for cue in script.cues if _is_work(cue)]
    pairs = pairwise(works)
    return [(one, two) for one, two in pairs if _same(one, two) and two.count == one.count + 1]


def _same(one: Cue, other: Cue) -> bool:
    return (one.step, one.round_) == (other.step, other.round_)
