"""Doses build up with what went well, and step back for what did not and for time away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.amounts import TOP
from deskbreak.core.progress import GAP_DAYS, Practice, levels

START = date(2026, 1, 5)


def after(*felt: str, then: int = 0) -> int:
    """The level after a session a day, each with its answer, and `then` days more."""
    sessions = [
        Practice(
            START + timedelta(days=number), "bird-dog", "" if answer == "hurt" else answer, answer == "hurt"
        )
        for number, answer in enumerate(felt)
    ]
    today = START + timedelta(days=len(felt) - 1 + then)
    return levels(sessions, today)["bird-dog"]


@pytest.mark.parametrize(
    ("felt", "level"),
    [
        (["easy"], 0),
        (["easy", "easy"], 1),
        (["right"] * 3, 0),
        (["right"] * 4, 1),
        ([""] * 4, 1),
        (["easy", "right", "right"], 1),
        (["easy", "hard", "easy"], 0),
        (["easy"] * 4 + ["hard"], 1),
        (["hard"], 0),
        (["easy"] * 6 + ["hurt"], 0),
        (["easy"] * 40, TOP),
    ],
)
def test_answers_move_the_level(felt: list[str], level: int) -> None:
    assert after(*felt) == level


@pytest.mark.parametrize(
    ("days", "level"), [(GAP_DAYS - 1, 2), (GAP_DAYS, 1), (2 * GAP_DAYS, 0), (20 * GAP_DAYS, 0)]
)
def test_time_away_takes_steps_back(days: int, level: int) -> None:
    assert after(*["easy"] * 4, then=days) == level


def test_coming_back_after_a_gap_starts_lower() -> None:
    first = [Practice(START + timedelta(days=number), "a", "easy") for number in range(4)]
    back = Practice(START + timedelta(days=3 + GAP_DAYS), "a", "easy")
    assert levels([*first, back], back.day) == {"a": 1}


def test_who_goes_on_with_others_is_not_away() -> None:
    """Exercises take turns: one that waits a month for its own is not forgotten meanwhile."""
    sessions = [Practice(START + timedelta(days=number), "a", "easy") for number in range(4)]
    sessions += [Practice(START + timedelta(days=number), "b") for number in range(4, 34, 2)]
    assert levels(sessions, START + timedelta(days=34))["a"] == 2
    assert levels(sessions, START + timedelta(days=34 + GAP_DAYS))["a"] == 1


def test_exercises_go_their_own_ways() -> None:
    sessions = [Practice(START, "a", "easy"), Practice(START, "b", "hard"), Practice(START, "a", "easy")]
    assert levels(sessions, START) == {"a": 1, "b": 0}
    assert levels([], START) == {}


ANSWERS = st.sampled_from(["easy", "right", "hard", "", "hurt"])


@given(st.lists(ANSWERS, min_size=1, max_size=60), st.integers(0, 400))
def test_a_level_never_leaves_its_bounds(felt: list[str], then: int) -> None:
    assert 0 <= after(*felt, then=then) <= TOP
