"""From the year 1 to 9999 every day can be lived, in every zone."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.hours import instant, local_day, shifted, span_at, wall_clock, work_within
from deskbreak.core.plan import Break, DayRule, Plan, Range
from deskbreak.core.rehearse import rehearse

ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Kiritimati")
DAY = (Range(540, 1080),)
NIGHT = (Range(1320, 1800),)
ALWAYS = (Range(0, 1440),)
BREAKS = (Break("mobility", every_s=2700.0, routine="cat-cow"), Break("walk", at=(720, 1430), routine="walk"))


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hours", [DAY, NIGHT, ALWAYS])
@pytest.mark.parametrize("first", [date.min, date(1, 1, 3), date(1950, 1, 2), date(9999, 12, 29), date.max])
def test_the_first_and_the_last_days_are_rehearsed(zone, hours, first):
    plan = Plan(hours=(hours,) * 7, breaks=BREAKS, zone=ZoneInfo(zone), days=(DayRule(first, first, ALWAYS),))
    lines = rehearse(plan, first, 3, choose=lambda _one, _at: "cat-cow")
    offers = [line for line in lines if line.event == "offer"]
    assert len(offers) >= 10
    shown = [wall_clock(line.at, plan.zone) for line in lines]
    assert all(first <= at.date() <= shifted(first, 2) for at in shown)
    assert [at.replace(tzinfo=None) for at in shown] == sorted(at.replace(tzinfo=None) for at in shown)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_each_minute_of_them_has_its_instant(zone, day):
    plan = Plan(hours=(ALWAYS,) * 7, zone=ZoneInfo(zone))
    for minute in (0, 1, 719, 1439):
        at = instant(plan.zone, day, minute)
        seen = wall_clock(at, plan.zone)
        assert seen.date() == day == local_day(plan, at)
        assert seen.hour * 60 + seen.minute == minute
        assert span_at(plan, at) is not None
    assert work_within(plan, instant(plan.zone, day, 0), instant(plan.zone, day, 1440)) == 86400.0


def test_beyond_them_the_clock_stands_still():
    plan = Plan(hours=(ALWAYS,) * 7)
    assert local_day(plan, -1e12) == date.min and local_day(plan, 1e12) == date.max
    assert shifted(date.min, -5) == date.min and shifted(date.max, 5) == date.max
