"""Both sides of every edge of work hours: ranges that meet, nights, skipped and doubled times, what is remembered."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.hours import (
    MEMO_DAYS,
    fixed_times,
    instant,
    local_day,
    next_edge,
    next_fixed,
    ranges_on,
    shifted,
    span_at,
    spans,
    wall_clock,
    work_within,
)
from deskbreak.core.plan import Break, DayRule, Plan, Range, Span
from deskbreak.values import replace

MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
DAY_S = 86400.0


def on(day: int, clock: str) -> float:
    """An instant of that week in UTC: day 0 is Monday."""
    text = f"{MONDAY + timedelta(days=day)}T{clock}"
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def hours(*ranges: tuple[int, int], days: int = 7) -> Plan:
    """The same hours, in whole hours, on the first `days` of the week."""
    found = tuple(Range(start * 60, end * 60) for start, end in ranges)
    return Plan(hours=(found,) * days + ((),) * (7 - days))


OFFICE = hours((9, 12), (13, 18), days=5)
NIGHTS = hours((22, 30), days=5)
ALWAYS = hours((0, 24))


# -- spans -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranges", "joined"),
    [
        (((9, 12), (13, 18)), [(9, 12), (13, 18)]),
        (((13, 18), (9, 12)), [(9, 12), (13, 18)]),
        (((8, 9), (10, 11), (11, 12)), [(8, 9), (10, 12)]),  # touching
        (((8, 9), (10, 12), (11, 13)), [(8, 9), (10, 13)]),  # overlapping
        (((8, 9), (10, 18), (11, 13)), [(8, 9), (10, 18)]),  # one in the other
        (((8, 9), (10, 11), (11, 12), (12, 13), (14, 15)), [(8, 9), (10, 13), (14, 15)]),
    ],
)
def test_ranges_that_meet_are_one_span(
    ranges: tuple[tuple[int, int], ...], joined: list[tuple[int, int]]
) -> None:
    found = [(on(0, f"{start:02}:00"), on(0, f"{end:02}:00")) for start, end in joined]
    assert spans(hours(*ranges), MONDAY, 1) == found


def test_spans_of_so_many_days() -> None:
    plan = hours((9, 10))
    found = [(on(day, "09:00"), on(day, "10:00")) for day in range(3)]
    assert spans(plan, MONDAY, 0) == []
    assert spans(plan, MONDAY, 1) == found[:1]
    assert spans(plan, MONDAY, 3) == found
    assert len(spans(plan, date.max, 5)) == 1, "there is no day after it"


def test_a_night_that_goes_into_the_morning_shift_is_one_span() -> None:
    plan = hours((5, 7), (22, 30))
    assert spans(plan, MONDAY, 2) == [
        (on(0, "05:00"), on(0, "07:00")),
        (on(0, "22:00"), on(1, "07:00")),
        (on(1, "22:00"), on(2, "06:00")),
    ]


def test_hours_that_a_clock_change_skips_are_no_span() -> None:
    """02:00 to 02:30 does not exist on that morning; from 03:00 on it is as ever."""
    plan = Plan(hours=((Range(120, 150), Range(170, 200)),) * 7, zone=BERLIN)
    three = datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()
    assert spans(plan, SPRING, 1) == [(three, three + 20 * 60)]


@pytest.mark.parametrize(
    ("day", "rule"), [(-1, None), (0, "holiday"), (1, "both"), (2, "both"), (3, "half"), (4, None)]
)
def test_exceptions_hold_from_their_first_to_their_last_day(day: int, rule: str | None) -> None:
    half = (Range(540, 720),)
    rules = (
        DayRule(MONDAY, MONDAY + timedelta(days=2), ()),
        DayRule(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3), half),
    )
    plan = replace(hours((9, 18)), days=rules)
    wanted = {None: (Range(540, 1080),), "holiday": (), "both": half, "half": half}[rule]
    assert ranges_on(plan, MONDAY + timedelta(days=day)) == wanted


# -- where an instant is -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "span", "edge"),
    [
        (on(0, "08:59:59"), None, on(0, "09:00")),
        (on(0, "09:00"), (on(0, "09:00"), on(0, "12:00")), on(0, "12:00")),
        (on(0, "11:59:59"), (on(0, "09:00"), on(0, "12:00")), on(0, "12:00")),
        (on(0, "12:00"), None, on(0, "13:00")),
        (on(0, "13:00"), (on(0, "13:00"), on(0, "18:00")), on(0, "18:00")),
        (on(0, "18:00"), None, on(1, "09:00")),
        (on(4, "18:00"), None, on(7, "09:00")),  # over the weekend
        (on(5, "12:00"), None, on(7, "09:00")),
    ],
)
def test_the_work_hours_that_an_instant_is_in(at: float, span: Span | None, edge: float) -> None:
    assert (span_at(OFFICE, at), next_edge(OFFICE, at)) == (span, edge)


def test_of_hours_without_an_end_a_week_is_looked_at() -> None:
    """From two days before to two days after."""
    assert span_at(ALWAYS, on(2, "12:00")) == (on(0, "00:00"), on(5, "00:00"))
    assert next_edge(ALWAYS, on(2, "12:00")) == on(5, "00:00")


@pytest.mark.parametrize("plan", [OFFICE, NIGHTS, hours((22, 30), (9, 12), days=3)])
def test_what_was_asked_before_changes_no_answer(plan: Plan) -> None:
    """Every quarter of an hour of a week, asked in any order, as if each were the first question."""
    times = [on(0, "00:00") + quarter * 900.0 for quarter in range(7 * 96)]
    random.Random(4).shuffle(times)
    walk = Break("walk", at=(540, 690, 1410), days=frozenset((0, 1, 2)))
    for at in times[:60]:
        fresh = replace(plan)
        known = (span_at(plan, at), next_edge(plan, at), next_fixed(plan, walk, at))
        assert known == (span_at(fresh, at), next_edge(fresh, at), next_fixed(fresh, walk, at))


def test_an_instant_far_from_work_is_no_edge_for_an_earlier_one() -> None:
    """Nobody works from Wednesday's night until Monday; Saturday is asked about first."""
    plan = hours((22, 30), days=3)
    assert span_at(plan, on(5, "10:30")) is None
    assert next_edge(plan, on(3, "12:00")) == on(7, "22:00")


def off_until(day: int) -> Plan:
    """Nobody works on the days before that one."""
    last = MONDAY + timedelta(days=day - 1)
    return replace(hours((9, 18)), days=(DayRule(date.min, last, ()),))


@pytest.mark.parametrize(("day", "is_seen"), [(3, True), (366, True), (399, True), (400, False)])
def test_a_year_and_a_bit_is_looked_ahead(day: int, is_seen: bool) -> None:
    assert next_edge(off_until(day), on(0, "12:00")) == (on(day, "09:00") if is_seen else None)


@pytest.mark.parametrize(
    ("start", "end", "worked_h"),
    [
        (on(0, "09:00"), on(0, "12:00"), 3.0),
        (on(0, "08:00"), on(0, "09:30"), 0.5),
        (on(0, "11:00"), on(0, "14:00"), 2.0),  # lunch is left out
        (on(0, "12:00"), on(0, "13:00"), 0.0),
        (on(0, "17:00"), on(1, "10:00"), 2.0),
        (on(4, "17:00"), on(7, "10:00"), 2.0),  # so is the weekend
        (on(0, "00:00"), on(7, "00:00"), 40.0),
        (on(0, "10:00"), on(0, "10:00"), 0.0),
        (on(0, "11:00"), on(0, "10:00"), 0.0),
        (on(9, "11:00"), on(0, "10:00"), 0.0),
    ],
)
def test_how_much_work_lies_between(start: float, end: float, worked_h: float) -> None:
    assert work_within(OFFICE, start, end) == worked_h * 3600


@pytest.mark.parametrize(
    ("start", "end", "worked_h"),
    [
        (on(1, "01:00"), on(1, "04:00"), 3.0),  # of the shift that began the evening before
        (on(0, "21:00"), on(0, "23:00"), 1.0),
        (on(5, "05:00"), on(5, "23:00"), 1.0),  # on Saturday Friday's shift ends
    ],
)
def test_work_at_night(start: float, end: float, worked_h: float) -> None:
    assert work_within(NIGHTS, start, end) == worked_h * 3600


# -- local times -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minute", range(120, 180))
def test_every_minute_that_is_skipped_is_the_first_valid_one_after(minute: int) -> None:
    assert instant(BERLIN, SPRING, minute) == datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(("minute", "hour"), [(119, 0), (120, 0), (179, 0), (180, 2)])
def test_of_a_time_that_comes_twice_the_first_is_meant(minute: int, hour: int) -> None:
    """Two o'clock is first at midnight UTC, three o'clock only once, at two."""
    wanted = datetime(2026, 10, 25, hour, minute % 60, tzinfo=UTC)
    assert instant(BERLIN, AUTUMN, minute) == (wanted - timedelta(hours=minute == 119)).timestamp()


def test_a_half_hour_that_is_skipped() -> None:
    """Lord Howe's clocks go from two to half past two."""
    zone = ZoneInfo("Australia/Lord_Howe")
    jumps = datetime(2026, 10, 3, 15, 30, tzinfo=UTC).timestamp()
    assert [instant(zone, date(2026, 10, 4), minute) - jumps for minute in (119, 120, 149, 150, 151)] == [
        -60.0,
        0.0,
        0.0,
        0.0,
        60.0,
    ]


def test_the_night_after_the_last_day_of_the_calendar() -> None:
    midnight = datetime(9999, 12, 31, tzinfo=UTC).timestamp()
    assert instant(UTC, date.max, 1500) == midnight + 90_000
    assert instant(UTC, date.min, -60) == datetime.min.replace(tzinfo=UTC).timestamp() - 3600


@pytest.mark.parametrize(
    ("at", "shows"),
    [(1e12, datetime.max), (1e30, datetime.max), (-1e12, datetime.min), (-1e30, datetime.min)],
)
@pytest.mark.parametrize("zone", [UTC, BERLIN])
def test_beyond_the_calendar_the_clock_stands_still(at: float, shows: datetime, zone: ZoneInfo) -> None:
    assert wall_clock(at, zone) == shows.replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (MONDAY, 2, date(2026, 11, 25)),
        (MONDAY, -23, date(2026, 10, 31)),
        (date(1, 1, 2), -1, date.min),
        (date.min, -1, date.min),
        (date(9999, 12, 30), 1, date.max),
        (date.max, 1, date.max),
    ],
)
def test_days_later(day: date, days: int, found: date) -> None:
    assert shifted(day, days) == found


def test_the_local_date() -> None:
    plan = Plan(zone=BERLIN)
    midnight = datetime(2026, 11, 23, tzinfo=BERLIN).timestamp()
    assert [local_day(plan, midnight + s) for s in (-1, 0)] == [date(2026, 11, 22), MONDAY]


# -- fixed times -------------------------------------------------------------------------------------------------

WALK = Break("walk", at=(780, 600), days=frozenset((0, 2)))  # at ten and at one, on Mondays and Wednesdays


@pytest.mark.parametrize(
    ("after", "until", "found"),
    [
        (on(0, "00:00"), on(6, "00:00"), [on(0, "10:00"), on(0, "13:00"), on(2, "10:00"), on(2, "13:00")]),
        (on(0, "10:00"), on(0, "13:00"), [on(0, "13:00")]),  # after the one, up to the other
        (on(0, "09:59:59"), on(0, "12:59:59"), [on(0, "10:00")]),
        (on(0, "13:00"), on(2, "09:00"), []),
        (on(2, "10:00"), on(0, "10:00"), []),
    ],
)
def test_the_times_of_day_between_two_instants(after: float, until: float, found: list[float]) -> None:
    assert list(fixed_times(OFFICE, WALK, after, until)) == found


@pytest.mark.parametrize("days", [frozenset((day,)) for day in range(7)])
def test_weekdays_are_counted_from_monday(days: frozenset[int]) -> None:
    walk = replace(WALK, at=(600,), days=days)
    (day,) = days
    assert list(fixed_times(ALWAYS, walk, on(0, "00:00"), on(7, "00:00"))) == [on(day, "10:00")]


def test_a_time_outside_the_hours_is_none() -> None:
    walk = replace(WALK, at=(539, 540, 719, 720, 1079, 1080))
    assert list(fixed_times(OFFICE, walk, on(0, "00:00"), on(1, "00:00"))) == [
        on(0, "09:00"),
        on(0, "11:59"),
        on(0, "17:59"),
    ]
    assert list(fixed_times(OFFICE, replace(WALK, at=()), on(0, "00:00"), on(7, "00:00"))) == []


def test_the_next_time_of_day_is_asked_again_and_again() -> None:
    """Also of an instant before the last one, and of another break with other times."""
    stroll = replace(WALK, at=(660,))
    asked = [
        ("08:00", "10:00"),
        ("09:59", "10:00"),
        ("10:00", "13:00"),
        ("07:00", "10:00"),
        ("12:59", "13:00"),
    ]
    for at, wanted in asked:
        assert next_fixed(OFFICE, WALK, on(0, at)) == on(0, wanted)
    assert next_fixed(OFFICE, stroll, on(0, "08:00")) == on(0, "11:00")
    assert next_fixed(OFFICE, replace(WALK, days=frozenset((1,))), on(0, "08:00")) == on(1, "10:00")
    assert next_fixed(OFFICE, replace(WALK, at=()), on(0, "08:00")) is None


@pytest.mark.parametrize(("clock", "found"), [("10:00", True), ("09:59:59", False)])
def test_two_weeks_are_looked_ahead_for_a_time_of_day(clock: str, found: bool) -> None:
    walk = replace(WALK, at=(600,), days=frozenset(range(7)))
    assert next_fixed(off_until(14), walk, on(0, clock)) == (on(14, "10:00") if found else None)


# -- what is remembered ------------------------------------------------------------------------------------------


def day_by_day(plan: Plan, day: int) -> int:
    span_at(plan, on(day, "12:00"))
    return len(plan.memo.spans)


def time_by_time(plan: Plan, day: int) -> int:
    next_fixed(plan, replace(WALK, at=(600,), days=frozenset(range(7))), on(day, "09:00"))
    return len(plan.memo.fixed)


@pytest.mark.parametrize("ask", [day_by_day, time_by_time])
def test_a_daemon_that_runs_for_years_remembers_a_year_and_a_half(ask: Callable[[Plan, int], int]) -> None:
    plan = hours((9, 18))
    known = [ask(plan, day) for day in range(600)]
    assert max(known) == MEMO_DAYS == 500
    assert known.count(MEMO_DAYS) == 1 and min(known[500:]) < 10, "then it begins again"
