"""Amounts as a person says them, shape by shape."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.amounts import Amounts
from deskbreak.core.dose_words import dose_words

BOTH = ("left", "right")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 s"), (45, "45 s"), (60, "1 min"), (75, "75 s"), (89, "89 s"), (90, "1 min 30 s"), (120, "2 min")],
)
def test_a_time_and_a_hold_are_in_seconds_below_a_minute_and_a_half(seconds: int, words: str) -> None:
    assert dose_words(Amounts(duration_s=seconds)) == words
    assert dose_words(Amounts(duration_s=seconds, sides=("left",))) == words
    assert dose_words(Amounts(duration_s=seconds, sides=BOTH)) == f"{words} a side"
    assert dose_words(Amounts(duration_s=seconds, halves=True)) == f"{words}, changing sides half-way"
    assert dose_words(Amounts(hold_s=seconds)) == f"hold {words}"
    assert dose_words(Amounts(hold_s=seconds, holds=2)) == f"2 holds of {words}"
    assert dose_words(Amounts(hold_s=seconds, sides=BOTH)) == f"hold {words} a side"
    assert dose_words(Amounts(hold_s=seconds, holds=3, sides=BOTH)) == f"3 holds of {words} a side"


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"breaths": 5}, "5 slow breaths"),
        ({"breaths": 5, "sides": BOTH}, "5 slow breaths a side"),
        ({"breaths": 5, "sides": ("right",)}, "5 slow breaths"),
        ({"reps": 1}, "once"),
        ({"reps": 2}, "2 times"),
        ({"reps": 1, "sides": BOTH}, "once a side"),
        ({"reps": 2, "sides": BOTH}, "2 times a side"),
        ({"reps": 1, "sets": 2}, "2 sets of 1"),
        ({"reps": 10, "sets": 3}, "3 sets of 10"),
        ({"reps": 10, "sets": 2, "sides": BOTH}, "2 sets of 10 a side"),
        ({"reps": 10, "hold_s": 5}, "10 times, holding 5 s"),
        ({"reps": 10, "breaths": 2}, "10 times, 2 breaths each"),
        ({"reps": 4, "sets": 2, "hold_s": 1, "breaths": 3}, "2 sets of 4, holding 1 s, 3 breaths each"),
        ({"reps": 2, "alternate": True}, "once a side"),
        ({"reps": 10, "alternate": True}, "5 times a side"),
        ({"reps": 10, "sets": 2, "alternate": True}, "2 sets of 5 a side"),
        ({"reps": 5, "alternate": True}, "5 times, sides in turn"),
        ({"reps": 1, "alternate": True}, "once, sides in turn"),
        ({"reps": 5, "alternate": True, "sides": BOTH}, "5 times a side"),
    ],
)
def test_breaths_and_counts(amounts: dict[str, Any], words: str) -> None:
    assert dose_words(Amounts(**amounts)) == words


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"reps": 3, "at_a_time": 1}, "3 times, one at a time"),
        ({"reps": 4, "at_a_time": 3}, "4 times, two at a time"),
        ({"reps": 3, "at_a_time": 3}, "3 times"),
        ({"reps": 8, "at_a_time": 3}, "8 times, three at a time"),
        ({"reps": 8, "at_a_time": 5}, "8 times, four at a time"),
        ({"reps": 10, "at_a_time": 5}, "10 times, five at a time"),
        ({"reps": 8, "at_a_time": 3, "alternate": True}, "4 times a side, two at a time"),
        ({"reps": 7, "at_a_time": 3, "alternate": True}, "7 times, sides in turn, two at a time"),
        ({"reps": 9, "at_a_time": 3, "alternate": True}, "9 times, sides in turn, three at a time"),
        ({"reps": 6, "at_a_time": 3, "alternate": True}, "3 times a side"),
        ({"reps": 4, "sets": 2, "at_a_time": 3, "hold_s": 5}, "2 sets of 4, two at a time, holding 5 s"),
    ],
)
def test_few_at_a_time_while_it_is_new(amounts: dict[str, Any], words: str) -> None:
    assert dose_words(Amounts(**amounts)) == words
