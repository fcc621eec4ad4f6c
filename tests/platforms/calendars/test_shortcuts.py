"""The shortcuts for old events give what playing every repetition gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.platforms.calendars import dates, read, series
from deskbreak.platforms.calendars.ask import Ask
from deskbreak.platforms.calendars.text import sheets

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def events(draw: st.DrawFn) -> str:
    """An event of the last years that repeats daily or weekly, with whatever may stand in such a rule."""
    first = draw(st.dates(date(2022, 1, 1), date(2026, 3, 20)))
    rule = f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY']))};INTERVAL={draw(st.integers(1, 5))}"
    if draw(st.booleans()):
        rule += ";BYDAY=" + ",".join(sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1))))
    rule += draw(
        st.sampled_from(["", ";WKST=SU", ";UNTIL=20260305", ";UNTIL=20260309T120000Z", ";COUNT=300"])
    )
    zone = draw(st.sampled_from(["", ";TZID=Europe/Berlin", ";TZID=America/Los_Angeles"]))
    hour = draw(st.integers(0, 23))
    length = draw(st.sampled_from(["DURATION:PT45M", "DURATION:PT26H", "DURATION:P1DT1H", "DTEND"]))
    end = datetime(first.year, first.month, first.day, hour) + timedelta(hours=draw(st.integers(1, 20)))
    lines = [f"DTSTART{zone}:{first:%Y%m%d}T{hour:02}0000", f"RRULE:{rule}"]
    lines.append(f"DTEND{zone}:{end:%Y%m%dT%H%M%S}" if length == "DTEND" else length)
    if draw(st.booleans()):
        lines.append(f"EXDATE{zone}:20260304T{hour:02}0000")
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", "END:VCALENDAR"])


@settings(max_examples=60, deadline=None)
@given(text=events())
def test_a_shortcut_changes_nothing(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "shortcut.ics"
    path.write_text(text)
    start = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
    ask = Ask(start, start + 14 * 86_400, "Europe/Berlin", (str(path),))
    short = read.read(ask)
    with (
        patch.object(series, "forward", lambda block, _: block),
        patch.object(read, "may_matter", lambda *_: True),
    ):
        assert short == read.read(ask)


def test_an_old_weekly_event_begins_just_before_the_window():
    text = b"BEGIN:VEVENT\nDTSTART:20160104T090000\nDTEND:20160104T100000\nRRULE:FREQ=WEEKLY\nEND:VEVENT"
    moved = dates.forward(sheets(text)[0].blocks[0], date(2026, 3, 2))
    assert moved.text("DTSTART") == "20260223T090000"
    assert moved.text("DTEND") == "20260223T100000"


@pytest.mark.parametrize(
    "lines", ["DTSTART:20160104T090000", "DTSTART:20300104T090000\nDTEND:20300104T100000"]
)
def test_events_outside_the_window_are_not_looked_at(lines):
    block = sheets(f"BEGIN:VEVENT\n{lines}\nEND:VEVENT".encode())[0].blocks[0]
    assert not dates.may_matter([block], date(2026, 3, 2), date(2026, 3, 16))
