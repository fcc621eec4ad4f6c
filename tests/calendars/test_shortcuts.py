"""What deskbreak works out by itself is what the libraries give, for whatever may stand in an event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from deskbreak.calendars import dates
from deskbreak.calendars.entry import entry
from deskbreak.calendars.limits import Watchdog
from deskbreak.calendars.moments import TimeWindow
from deskbreak.calendars.series import groups, times
from deskbreak.calendars.text import sheets
from deskbreak.calendars.zones import Definitions, Zones

FIRST = datetime(2026, 3, 2, tzinfo=UTC)
WINDOW = TimeWindow(int(FIRST.timestamp()), int(FIRST.timestamp()) + 28 * 86_400)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = (";TZID=Europe/Berlin", ";TZID=America/Los_Angeles", ";TZID=Asia/Kolkata", "Z", "DATE")


@st.composite
def rules(draw: st.DrawFn, whole: bool) -> str:
    """A daily or weekly rule, ended or not; now and then one that is not plain."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "DAILY", "MONTHLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    if freq != "MONTHLY" and draw(st.booleans()):
        parts.append("BYDAY=" + ",".join(sorted(draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1)))))
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU', 'WE']))}")
    day = draw(st.dates(date(2021, 6, 1), date(2026, 3, 25)))
    ends = [
        "",
        "",
        f"UNTIL={day:%Y%m%d}" if whole else f"UNTIL={day:%Y%m%d}T{draw(st.integers(0, 23)):02}3000Z",
    ]
    parts.append(draw(st.sampled_from([*ends, f"COUNT={draw(st.integers(1, 900))}"])))
    return "RRULE:" + ";".join(part for part in parts if part)


@st.composite
def series(draw: st.DrawFn) -> str:
    """An event with up to three rules, added and called-off dates, and changed repetitions."""
    zone = draw(st.sampled_from(ZONES))
    first = draw(st.dates(date(2022, 1, 1), date(2026, 3, 20)))
    hour, length = draw(st.integers(0, 23)), draw(st.integers(1, 60))
    days = st.dates(date(2026, 2, 25), date(2026, 4, 4))

    def value(name: str, day: date, hours: int = hour) -> str:
        if zone == "DATE":
            return f"{name};VALUE=DATE:{day:%Y%m%d}"
        at = datetime(day.year, day.month, day.day) + timedelta(hours=hours)
        return f"{name}:{at:%Y%m%dT%H%M%SZ}" if zone == "Z" else f"{name}{zone}:{at:%Y%m%dT%H%M%S}"

    end = first + timedelta(days=1 + length // 30) if zone == "DATE" else first
    lines = ["UID:1", value("DTSTART", first), value("DTEND", end, 0 if zone == "DATE" else hour + length)]
    lines += draw(st.lists(rules(whole=zone == "DATE"), max_size=3))
    lines += [value("EXDATE", day) for day in draw(st.lists(days, max_size=3))]
    lines += [
        value("RDATE", day, draw(st.sampled_from([hour, 7]))) for day in draw(st.lists(days, max_size=2))
    ]
    if draw(st.booleans()):
        lines.append(f"EXDATE;VALUE=DATE:{draw(days):%Y%m%d}")
    if zone != "DATE" and draw(st.booleans()):
        lines.append(f"RDATE;VALUE=PERIOD:{draw(days):%Y%m%d}T050000Z/PT{draw(st.integers(1, 40))}H")
    blocks = [lines]
    for number, day in enumerate(draw(st.lists(days, max_size=2, unique=True))):
        moved = draw(days)
        blocks.append(
            [
                *("UID:1", value("RECURRENCE-ID", day), value("DTSTART", moved, 15)),
                value("DTEND", moved + timedelta(days=zone == "DATE"), 16 + number),
            ]
        )
    whole = ["\n".join(["BEGIN:VEVENT", *block, "END:VEVENT"]) for block in blocks]
    return "\n".join(["BEGIN:VCALENDAR", *whole, "END:VCALENDAR", ""])


def by_us(text: str) -> list[tuple[str, str]]:
    (sheet,) = sheets(text.encode())
    with Watchdog() as watchdog:
        zones = Zones(sheet, ZoneInfo("Europe/Berlin"), Definitions(watchdog, 2030))
    found = []
    for group in groups(sheet.blocks):
        if dates.may_matter(group, *WINDOW.days()):
            first = entry(group[0], zones)
            found += times(first, [entry(block, zones, first) for block in group[1:]], WINDOW)
    return _shown((one.start, one.end) for one in found)


def by_the_libraries(text: str) -> list[tuple[str, str]]:
    query = recurring_ical_events.CalendarQuery(Calendar.from_ical(text))
    first, last = WINDOW.instants()
    first -= timedelta(days=3)  # they miss a period that is longer than the event itself
    return _shown((one["DTSTART"].dt, one["DTEND"].dt) for one in query.between(first, last))


def _shown(found) -> list[tuple[str, str]]:
    """Those that touch the window, as texts in UTC; dates stay dates."""
    shown = []
    for start, end in found:
        if not isinstance(start, datetime):
            if start <= WINDOW.instants()[1].date() - timedelta(days=1) and end > WINDOW.instants()[0].date():
                shown.append((start.isoformat(), end.isoformat()))
        elif start.timestamp() < WINDOW.end and end.timestamp() > WINDOW.start:
            shown.append((start.astimezone(UTC).isoformat(), end.astimezone(UTC).isoformat()))
    return sorted(shown)


ENDED_FIRST = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20250106T100000
DTEND;TZID=Europe/Berlin:20250106T110000
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20250601T000000Z
RRULE:FREQ=DAILY;INTERVAL=3
END:VEVENT
END:VCALENDAR
"""


@settings(max_examples=300, deadline=None)
@given(text=series())
@example(text=ENDED_FIRST)
def test_a_shortcut_changes_nothing(text: str):
    assert by_us(text) == by_the_libraries(text)


def test_the_rule_that_still_runs_counts_though_the_first_has_ended():
    assert len(by_us(ENDED_FIRST)) == 10


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:20160104T090000",
        "DTSTART:20300104T090000\nDTEND:20300104T100000",
        "DTSTART:20160104T090000\nRRULE:FREQ=DAILY;UNTIL=20170101\nRRULE:FREQ=WEEKLY;UNTIL=20180101",
        "DTSTART:20160104T090000\nRDATE:20170104T090000,20180104T090000",
    ],
)
def test_events_outside_the_window_are_not_looked_at(lines):
    block = sheets(f"BEGIN:VEVENT\n{lines}\nEND:VEVENT".encode())[0].blocks[0]
    assert not dates.may_matter([block], date(2026, 3, 2), date(2026, 3, 16))


@pytest.mark.parametrize(
    "lines",
    [
        "RRULE:FREQ=DAILY;UNTIL=20170101\nRRULE:FREQ=WEEKLY",
        "RRULE:FREQ=DAILY;UNTIL=20170101\nRRULE:FREQ=WEEKLY;UNTIL=20260303",
        "RRULE:FREQ=DAILY;UNTIL=20170101\nRDATE:20170104T090000,20260304T090000",
        "RDATE;VALUE=PERIOD:20250101T000000Z/P99W",
    ],
)
def test_any_rule_or_date_may_reach_into_the_window(lines):
    block = sheets(f"BEGIN:VEVENT\nDTSTART:20160104T090000\n{lines}\nEND:VEVENT".encode())[0].blocks[0]
    assert dates.may_matter([block], date(2026, 3, 2), date(2026, 3, 16))
