"""Doses build up with what went well, and step back for what did not and for time away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.amounts import TOP
from deskbreak.core.progress import GAP_DAYS, BuildUp, Practice, feels_easy, levels

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


def test_a_fortnight_without_anything_is_a_step_back() -> None:
    sessions = [Practice(START, "a", "easy"), Practice(START, "a", "easy")]
    assert levels(sessions, START + timedelta(days=13)) == {"a": 1}
    assert levels(sessions, START + timedelta(days=14)) == {"a": 0}
    assert levels(sessions * 4, START + timedelta(days=14)) == {"a": 3}
    assert levels(sessions, START - timedelta(days=20)) == {"a": 1}  # a clock that was set back
    assert levels(sessions, START - timedelta(days=1)) == {"a": 1}


def test_a_step_back_takes_every_exercise_along_and_what_was_begun_of_the_next_step() -> None:
    progress = BuildUp()
    for exercise in ("a", "b"):
        for _ in range(5):  # two steps, and half of the third
            progress.add(Practice(START, exercise, "easy"))
    back = START + timedelta(days=14)
    progress.add(Practice(back, "a", "easy"))
    assert progress.levels(back) == {"a": 1, "b": 1}
    progress.add(Practice(back, "b", "easy"))
    assert progress.levels(back) == {"a": 1, "b": 1}  # half a step again, not a whole one
    progress.add(Practice(back, "b", "easy"))
    assert progress.levels(back) == {"a": 1, "b": 2}
    assert progress.levels(back + timedelta(days=28)) == {"a": 0, "b": 0}


def test_the_day_before_is_no_gap() -> None:
    days = [START, START + timedelta(days=13), START + timedelta(days=26), START + timedelta(days=40)]
    sessions = [Practice(START, "a", "easy")] * 2 + [Practice(day, "b") for day in days[1:3]]
    assert levels(sessions, days[2]) == {"a": 1, "b": 0}
    assert levels([*sessions, Practice(days[3], "b")], days[3]) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("felt", "level"),
    [
        (["right", "right", "right", "easy"], 1),  # more than enough is enough
        (["easy"] * 8 + ["hard"], 3),
        (["easy", "right", "hard", "easy"], 0),  # a hard one: the count begins again
        (["easy", "easy", "easy", "hard", "easy"], 0),
        (["easy", "easy", "easy", "easy", "hurt", "easy"], 0),
        (["hurt", "easy", "easy"], 1),
        (["right", "right", "right", "hurt", "right"], 0),
    ],
)
def test_a_hard_one_and_a_stop_begin_the_count_again(felt: list[str], level: int) -> None:
    assert after(*felt) == level


def answers(*days_and_felt: tuple[int, str]) -> list[tuple[date, str]]:
    """Answers so many days before `START`, oldest first."""
    return [(START - timedelta(days=ago), felt) for ago, felt in days_and_felt]


FORTNIGHT = [14, *[7] * 8, 0]


@pytest.mark.parametrize(
    ("given", "easy"),
    [
        ([(ago, "easy") for ago in FORTNIGHT], True),
        ([(ago, "easy") for ago in [*FORTNIGHT[:-2], 0]], False),  # nine answers
        ([(ago, "easy") for ago in [13, *FORTNIGHT[1:]]], False),  # within 13 days
        ([(15, "easy"), *((ago, "easy") for ago in FORTNIGHT)], True),
        ([(14, "right"), *((ago, "easy") for ago in FORTNIGHT[1:])], True),  # nine of ten
        ([(14, "right"), (7, "right"), *((ago, "easy") for ago in FORTNIGHT[2:])], False),
        ([(14, "hard"), *((ago, "easy") for ago in FORTNIGHT[1:])], False),
        ([(28, "hard"), *((ago, "easy") for ago in FORTNIGHT)], True),  # four weeks ago: not lately
        ([(27, "hard"), *((ago, "easy") for ago in FORTNIGHT)], False),
        ([(29, "hard"), *((ago, "easy") for ago in FORTNIGHT)], True),
        ([(28, "easy"), *((ago, "easy") for ago in FORTNIGHT[1:])], False),
        ([], False),
    ],
)
def test_ten_answers_over_a_fortnight_nine_of_ten_easy_and_none_hard(
    given: list[tuple[int, str]], easy: bool
) -> None:
    assert feels_easy(answers(*given), START) is easy


def test_a_session_is_told_plainly() -> None:
    assert Practice(START, "a") == Practice(START, "a", "", hurt=False)


ANSWERS = st.sampled_from(["easy", "right", "hard", "", "hurt"])


@given(st.lists(ANSWERS, min_size=1, max_size=60), st.integers(0, 400))
def test_a_level_never_leaves_its_bounds(felt: list[str], then: int) -> None:
    assert 0 <= after(*felt, then=then) <= TOP
