"""What a player plays: the words with their side, and what a cue or a step has where nothing is said."""

from __future__ import annotations

import pytest

from deskbreak.core.cues import Cue, CueKind, ScriptStep, with_side


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("left", "left knee down, right foot forward"),
        ("right", "right knee down, left foot forward"),
        ("", "one knee down, other foot forward"),
    ],
)
def test_a_side_and_the_other_one(side: str, words: str) -> None:
    assert with_side("{side} knee down, {other} foot forward", side) == words
    assert with_side("Both knees down", side) == "Both knees down"


def test_a_cue_counts_nothing_and_is_of_the_first_set_and_round_unless_it_says_so() -> None:
    plain = Cue(CueKind.WORK, 0.0, 4.0, 0, "Round the back")
    assert (plain.count, plain.of) == (0, 0)
    assert (plain.set_, plain.sets, plain.round_) == (1, 1, 1)
    assert (plain.side, plain.start, plain.pose, plain.via, plain.breath) == ("", "start", "start", (), "")


def test_a_step_is_none_of_the_special_ones_unless_it_says_so() -> None:
    step = ScriptStep(
        "cat-cow",
        "Cat-Cow",
        "cat-cow",
        "quadruped",
        seconds=60.0,
        instructions=("Kneel",),
        why="it moves the spine",
        source="S1",
        dose="8 times",
    )
    assert (step.optional, step.walk, step.counted) == (False, False, False)
    assert (step.cautions, step.side, step.side_word, step.choices, step.needs) == ((), "", "", (), ())
