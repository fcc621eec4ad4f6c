"""Shifts over midnight: what was slept through is of the same shift, or it is over."""

from __future__ import annotations

from datetime import date

from deskbreak.core.events import CommandKind
from tests.stories.day import Day, at, every


def night(*breaks, begins: str = "21:59") -> Day:
    return Day(*breaks, work="22:00-06:00", weekdays=7, begins=begins)


def test_a_time_before_midnight_that_was_slept_through_is_caught_up_after_it():
    day = night(every(600), at("23:30"))
    day.until("23:00")
    day.sleeps(90)
    day.happened("00:30 offer walk late")


def test_a_time_of_the_evening_before_is_over_in_the_next_shift():
    day = night(every(600), at("23:30"))
    day.until("23:00")
    day.sleeps(24 * 60)
    assert day.count("offer walk") == 0
    assert day.count("suppressed walk") == 1
    day.until("23:31", days=1)
    assert day.count("offer walk") == 1


def test_a_time_of_the_morning_is_caught_up_on_its_own_day_only():
    day = Day(every(600), at("10:00"), work="09:00-18:00", weekdays=7)
    day.until("09:30")
    day.sleeps(60)
    day.happened("10:30 offer walk late")
    other = Day(every(600), at("10:00"), work="09:00-18:00", weekdays=7)
    other.until("09:30")
    other.sleeps(23 * 60 + 45)  # to 09:15 of the next day
    assert other.count("offer walk") == 0 and other.count("suppressed walk") == 1


def test_a_time_that_is_noticed_a_moment_late_is_not_late():
    for seconds, late in ((89, False), (91, True)):
        day = Day(every(600), at("10:00"), work="09:00-18:00", weekdays=7)
        day.until("09:59")
        day._at += 60 + seconds  # the machine slept
        day.works(0.001)
        assert any(line.endswith("offer walk late") for line in day.lines) is late


def test_a_break_that_is_left_out_today_comes_tomorrow():
    day = night(every(600), at("23:30"))
    day.until("22:30")
    assert day.says(CommandKind.SKIP_TODAY, name="walk") == ""
    day.until("05:00", days=1)
    assert day.count("walk") == 0
    day.until("23:31", days=1)
    assert day.count("offer walk") == 1
    assert day.day == date(2026, 11, 23)
