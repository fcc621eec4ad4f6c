"""Work hours as instants: several ranges, nights, exceptions, and the two days the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.hours import (
    fixed_times,
    instant,
    next_edge,
    next_fixed,
    span_at,
    spans,
    work_within,
)
from deskbreak.core.plan import Break, DayRule, Plan, Range

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
OFFICE = Plan(hours=((Range(540, 750), Range(810, 1080)),) * 5 + ((),) * 2, zone=BERLIN)
NIGHTS = Plan(hours=((Range(1320, 1800),),) * 5 + ((),) * 2, zone=BERLIN)


def local(text: str, zone: ZoneInfo = BERLIN) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def reported(at: float) -> str:
    return f"{datetime.fromtimestamp(at, BERLIN):%a %H:%M}"


def test_ranges_of_a_day_are_two_spans():
    assert [(reported(a), reported(b)) for a, b in spans(OFFICE, MONDAY, 1)] == [
        ("Mon 09:00", "Mon 12:30"),
        ("Mon 13:30", "Mon 18:00"),
    ]


def test_the_end_is_outside():
    assert span_at(OFFICE, local("2026-11-23T12:29:59")) is not None
    assert span_at(OFFICE, local("2026-11-23T12:30")) is None


def test_touching_spans_are_one():
    plan = Plan(hours=((Range(540, 600), Range(600, 660)),) * 7)
    assert len(spans(plan, MONDAY, 1)) == 1


def test_a_night_goes_on_into_the_day_off():
    assert span_at(NIGHTS, local("2026-11-28T05:59")) is not None  # Saturday, from Friday's shift
    assert span_at(NIGHTS, local("2026-11-28T22:30")) is None


def test_a_day_off_drops_the_shift_that_starts_then():
    from deskbreak.values import replace

    plan = replace(NIGHTS, days=(DayRule(MONDAY, MONDAY, ()),))
    assert span_at(plan, local("2026-11-24T01:00")) is None
    assert span_at(plan, local("2026-11-24T23:00")) is not None


def test_the_last_exception_wins():
    from deskbreak.values import replace

    plan = replace(
        OFFICE,
        days=(DayRule(MONDAY, date(2026, 11, 27), ()), DayRule(MONDAY, MONDAY, (Range(600, 660),))),
    )
    assert [reported(edge) for span in spans(plan, MONDAY, 5) for edge in span] == ["Mon 10:00", "Mon 11:00"]


def test_edges_lead_through_the_week():
    at, seen = local("2026-11-27T12:00"), []
    for _ in range(4):
        at = next_edge(OFFICE, at) or 0.0
        seen.append(reported(at))
    assert seen == ["Fri 12:30", "Fri 13:30", "Fri 18:00", "Mon 09:00"]


def test_no_hours_have_no_edge():
    assert next_edge(Plan(), local("2026-11-23T12:00")) is None


def test_work_within_leaves_lunch_out():
    assert work_within(OFFICE, local("2026-11-23T12:00"), local("2026-11-23T14:00")) == 3600
    assert work_within(OFFICE, 10.0, 5.0) == 0


@pytest.mark.parametrize(
    ("day", "minute", "wanted"),
    [
        (date(2026, 3, 29), 150, "2026-03-29T01:00+00:00"),  # 02:30 is skipped: 03:00 summer time
        (date(2026, 10, 25), 150, "2026-10-25T00:30+00:00"),  # 02:30 comes twice: the first
        (date(2026, 3, 29), 1500, "2026-03-29T23:00+00:00"),  # 25:00 is 01:00 of the next day
        (date(2026, 11, 23), 540, "2026-11-23T08:00+00:00"),
    ],
)
def test_local_times_that_do_not_exist_or_come_twice(day, minute, wanted):
    assert instant(BERLIN, day, minute) == datetime.fromisoformat(wanted).timestamp()


def test_a_skipped_day_of_samoa_begins_after_it():
    zone = ZoneInfo("Pacific/Apia")
    assert datetime.fromtimestamp(instant(zone, date(2011, 12, 30), 600), zone).date() == date(2011, 12, 31)


def test_fixed_times_keep_to_hours_and_days():
    walk = Break("walk", at=(720, 780), days=frozenset((0, 2)))
    found = list(fixed_times(OFFICE, walk, local("2026-11-22T00:00"), local("2026-11-29T00:00")))
    assert [reported(at) for at in found] == ["Mon 12:00", "Wed 12:00"]
    assert reported(next_fixed(OFFICE, walk, local("2026-11-23T12:00")) or 0) == "Wed 12:00"
    assert next_fixed(OFFICE, Break("never", at=(1200,)), local("2026-11-23T12:00")) is None


def test_a_long_night_with_the_clock_going_back_lasts_an_hour_longer():
    plan = Plan(hours=((Range(1320, 1800),),) * 7, zone=BERLIN)
    ((start, end),) = spans(plan, date(2026, 10, 24), 1)
    assert end - start == 9 * 3600
    ((start, end),) = spans(plan, date(2026, 3, 28), 1)
    assert end - start == 7 * 3600
    assert datetime.fromtimestamp(start, UTC).hour == 21
