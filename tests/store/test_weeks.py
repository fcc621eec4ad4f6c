"""This week beside the last one: whole weeks, what counts by the same weekday, and which answer is a week's."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from deskbreak.store.report.numbers import DayFigures
from deskbreak.store.report.week_card import week_card
from deskbreak.store.report.weeks import BackWeek, Week, Weeks, back_weeks, monday_of, weeks_of
from deskbreak.store.rows import BackScore

LAST = date(2026, 11, 20)  # a Friday
NOON = 1_795_176_000.0  # of that day, in UTC
DAY_S = 86400.0


def a_day(sat_s: float = 0, moved_s: float = 0, **outcomes: int) -> DayFigures:
    return DayFigures(sat_s, moved_s, Counter(outcomes))


def test_a_week_is_its_seven_days() -> None:
    monday = date(2026, 11, 16)
    days = {monday + timedelta(days=one): a_day(100.0 * one, 10, taken=one) for one in range(-8, 8)}
    weeks = weeks_of({**days, monday - timedelta(days=7): a_day(50, 5, partly=9)}, LAST)
    assert weeks.this == Week(monday, (0, 1, 2, 3, 4, 5, 6), 70, 350.0)  # on six days somebody sat
    assert weeks.last is not None and weeks.last.monday == date(2026, 11, 9) and weeks.last.breaks[0] == 9
    assert weeks.today == LAST and weeks.this.moved == 21
    assert [monday_of(monday + timedelta(days=one)) for one in range(7)] == [monday] * 7


@pytest.mark.parametrize(
    ("day", "found", "begun"),
    [
        (date(2026, 11, 15), a_day(60), True),
        (date(2026, 1, 1), a_day(missed=1), True),
        (date(2026, 11, 16), a_day(60), False),
        (date(2026, 11, 15), a_day(), False),
    ],
)
def test_there_is_a_last_week_once_the_journal_had_begun(day: date, found: DayFigures, begun: bool) -> None:
    assert (weeks_of({day: found}, LAST).last is not None) is begun


@pytest.mark.parametrize(
    ("this", "last", "nothing"),
    [
        (a_day(), a_day(), True),
        (a_day(60), a_day(), False),
        (a_day(), a_day(60), False),
        (a_day(taken=1), a_day(), False),
        (a_day(), a_day(partly=1), False),
    ],
)
def test_weeks_that_hold_nothing_have_no_card(this: DayFigures, last: DayFigures, nothing: bool) -> None:
    old = {date(2026, 1, 1): a_day(60)}
    weeks = weeks_of({LAST: this, date(2026, 11, 9): last, **old}, LAST)
    assert weeks.last is not None and weeks.nothing is nothing and (week_card(weeks) == "") is nothing


def test_last_week_counts_up_to_the_same_weekday() -> None:
    this, last = (Week(date(2026, 11, day), (1, 2, 4, 8, 16, 32, 64), 0, None) for day in (16, 9))
    by_now = [Weeks(this, last, date(2026, 11, day)).last_by_now for day in range(16, 23)]
    assert by_now == [1, 3, 7, 15, 31, 63, 127]
    assert Weeks(this, None, LAST).last_by_now == 0


def test_the_last_answer_of_a_week_counts_and_the_oldest_week_comes_first() -> None:
    backs = [
        BackScore(NOON, "UTC", 3),
        BackScore(NOON - 7 * DAY_S, "UTC", 8),
        BackScore(NOON + DAY_S, "UTC", 5),
    ]
    days = {LAST: a_day(taken=2), date(2026, 11, 9): a_day(partly=1, missed=4)}
    assert back_weeks(backs, days) == (BackWeek(date(2026, 11, 9), 8, 1), BackWeek(date(2026, 11, 16), 5, 2))
