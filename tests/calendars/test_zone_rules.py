"""Zones by the rules in the file, and offsets in every spelling, against the library and the tz database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from deskbreak.calendars.defined import Defined, defined
from deskbreak.calendars.names import reading
from deskbreak.calendars.offsets import offset
from deskbreak.calendars.text import sheets

OFFSETS = st.integers(-11 * 4, 13 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))
MOMENTS = st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1))


def written(length: timedelta) -> str:
    minutes = abs(int(length.total_seconds())) // 60
    return f"{'-' if length < timedelta(0) else '+'}{minutes // 60:02}{minutes % 60:02}"


@st.composite
def definitions(draw: st.DrawFn) -> str:
    """Rules as Exchange and others write them, from 1601 or later, with summer time or without."""
    standard = draw(OFFSETS)
    summer = standard + draw(st.sampled_from([timedelta(hours=1), timedelta(minutes=30)]))
    first = draw(st.sampled_from(["16010101", "19700101", "20070101", "19181027"]))
    weeks, day = st.sampled_from(["1", "2", "3", "-1"]), draw(st.sampled_from(["SU", "FR", "MO"]))
    spring, autumn = draw(st.sampled_from([(3, 10), (10, 4), (2, 11)]))
    parts = [("STANDARD", summer, standard, autumn), ("DAYLIGHT", standard, summer, spring)]
    if draw(st.integers(0, 3)) == 0:
        parts = [("STANDARD", standard, standard, 1)]
    lines = ["BEGIN:VTIMEZONE", "TZID:Some Zone"]
    for name, before, after, month in parts:
        lines += [f"BEGIN:{name}", f"DTSTART:{first}T0{draw(st.integers(0, 5))}0000"]
        lines += [f"TZOFFSETFROM:{written(before)}", f"TZOFFSETTO:{written(after)}"]
        if len(parts) > 1:
            lines.append(f"RRULE:FREQ=YEARLY;BYDAY={draw(weeks)}{day};BYMONTH={month}")
        lines.append(f"END:{name}")
    return "\n".join([*lines, "END:VTIMEZONE"])


def ours(text: str) -> Defined:
    (block,) = sheets(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR".encode())[0].blocks
    return defined([line for line in block.lines if line.name != "TZID"])


def far_from_changes(zone: tzinfo, at: datetime) -> bool:
    """The hours of a change are left out: what the library says of them depends on how it was asked."""
    around = [(at + timedelta(hours=hours)).replace(tzinfo=zone).utcoffset() for hours in (-4, 4)]
    return around[0] == around[1]


@settings(max_examples=120, deadline=None)
@given(text=definitions(), moments=st.lists(MOMENTS, min_size=5, max_size=20))
def test_rules_give_what_the_library_gives(text: str, moments: list[datetime]):
    zone = ours(text)
    library = Calendar.from_ical(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR").walk("VTIMEZONE")[0]
    theirs = library.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    late = [at.replace(year=at.year % 25 + 2010) for at in moments if (at.month, at.day) != (2, 29)]
    for at in late:
        if far_from_changes(zone, at):
            assert at.replace(tzinfo=zone).utcoffset() == at.replace(tzinfo=theirs).utcoffset()
        assert at.replace(tzinfo=UTC).astimezone(zone).astimezone(UTC).replace(tzinfo=None) == at


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]
)
@settings(max_examples=60, deadline=None)
@given(at=st.datetimes(datetime(1990, 1, 1), datetime(2036, 1, 1)))
def test_a_definition_made_from_a_known_zone_is_that_zone(name: str, at: datetime):
    zone, known = _made(name), ZoneInfo(name)
    # Chile's clocks change at midnight, and the library writes that an hour late.
    assume(name != "America/Santiago" or far_from_changes(known, at))
    assert at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) == at.replace(tzinfo=UTC).astimezone(
        known
    ).replace(tzinfo=None)
    for fold in (0, 1):
        wall = at.replace(fold=fold)
        assert wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=known).utcoffset()


_DEFINED: dict[str, Defined] = {}


def _made(name: str) -> Defined:
    if name not in _DEFINED:
        _DEFINED[name] = ours(Timezone.from_tzid(name).to_ical().decode())
    return _DEFINED[name]


SPELLINGS = (
    "{sign}{hours:02}{minutes:02}",
    "{sign}{hours:02}:{minutes:02}",
    "UTC{sign}{hours:02}:{minutes:02}",
    "UTC {sign}{hours:02}:{minutes:02}",
    "GMT{sign}{hours}:{minutes:02}",
    "GMT{sign}{hours:02}{minutes:02}",
    "gmt{sign}{hours:02}.{minutes:02}",
    "(UTC{sign}{hours:02}:{minutes:02})",
    "(GMT{sign}{hours:02}:{minutes:02})",
    "[UTC{sign}{hours:02}{minutes:02}]",
    "UTC{sign}{hours}{minutes:02}",
    "{sign}{hours:02}:{minutes:02} UTC",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(length=OFFSETS, minus=st.sampled_from(["-", "\u2212", "\u2013"]))
def test_an_offset_in_every_spelling(spelling: str, length: timedelta, minus: str):
    minutes = abs(int(length.total_seconds())) // 60
    sign = minus if length < timedelta(0) else "+"
    found = reading(spelling.format(sign=sign, hours=minutes // 60, minutes=minutes % 60))
    assert found is not None and not found.guess
    assert datetime(2026, 7, 1, tzinfo=found.zone).utcoffset() == length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("-500", -300),
        ("+530", 330),
        ("0530", 330),
        ("+5", 300),
        ("-05:30", -330),
        ("+053000", 330),
        ("+0", 0),
    ],
)
def test_an_offset_of_few_digits(text: str, minutes: int):
    assert offset(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "+", "noon", "+2500", "+0561", "+1234567", "+5:3", "5+"])
def test_what_is_no_offset(text: str):
    assert offset(text) is None
