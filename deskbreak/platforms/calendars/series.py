"""One event with all its repetitions: from the lines of its blocks to the times within a window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from deskbreak.platforms.calendars.dates import forward
from deskbreak.platforms.calendars.text import Block
from deskbreak.platforms.calendars.zones import Zones

_MARGIN = timedelta(days=2)  # over every zone's offset, so that the libraries' view of "between" never cuts
_WHICH = "X-WHICH"  # tells which block an occurrence comes from
_DAY = timedelta(days=1)
MOST_TIMES = 5_000


class Unclear(Exception):
    """The event cannot be understood; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is asked about, as UTC epoch seconds."""

    start: int
    end: int

    def instants(self) -> tuple[datetime, datetime]:
        return datetime.fromtimestamp(self.start, UTC), datetime.fromtimestamp(self.end, UTC)

    def days(self) -> tuple[date, date]:
        """The first and last day that can matter in any time zone."""
        first, last = self.instants()
        return (first - _MARGIN).date(), (last + _MARGIN).date()


@dataclass(frozen=True, slots=True)
class Time:
    """One occurrence: two dates for whole days (`end` is the day after), else two instants."""

    start: date  # or datetime, which is a date too
    end: date
    block: Block

    def is_whole_days(self) -> bool:
        """A date, or a day and more on the clock: nobody sits in a meeting that long."""
        return not isinstance(self.start, datetime) or self.end - self.start >= _DAY

    def stretch(self) -> tuple[int, int]:
        """From when to when, as UTC epoch seconds; only where it is not whole days."""
        assert isinstance(self.start, datetime) and isinstance(self.end, datetime)
        return int(self.start.timestamp()), int(self.end.timestamp())


def groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: an event, and its changed repetitions.

    Only the newest version of an event counts, but several of the same age are several events: some
    programs give all of theirs one UID.
    """
    by_uid: dict[str, list[Block]] = {}
    for block in blocks:
        uid = block.first("UID")
        key = uid.value.strip() if uid and uid.value.strip() else f"line {block.line}"
        by_uid.setdefault(key, []).append(block)
    for members in by_uid.values():
        yield from _split(members)


def _split(members: list[Block]) -> Iterator[list[Block]]:
    changes = [block for block in members if block.first("RECURRENCE-ID")]
    events = [block for block in members if not block.first("RECURRENCE-ID")]
    newest = max((_sequence(block) for block in events), default=0)
    events = [block for block in events if _sequence(block) == newest]
    events.sort(key=lambda block: block.first("RRULE") is None)  # changes belong to the one that repeats
    yield [*events[:1], *changes]
    for block in events[1:]:
        yield [block]


def times(group: Sequence[Block], zones: Zones, window: Window) -> list[Time]:
    """When the group happens in the window, at most MOST_TIMES of it; `Unclear` where nobody can tell."""
    for block in group:
        if not block.first("DTSTART"):
            raise Unclear("has no start")
        if re.search("FREQ=(SECONDLY|MINUTELY)", block.text("RRULE")):
            raise Unclear("repeats too often for a meeting")
        if block.first("EXRULE"):
            raise Unclear("has an EXRULE, which the standard gave up")
    first, last = window.instants()
    if len(group) == 1:
        group = [forward(group[0], window.days()[0])]
    calendar = Calendar.from_ical(_as_text(group, zones))
    for event in calendar.walk("VEVENT"):
        _check(event)
    query = recurring_ical_events.CalendarQuery(calendar)
    found = query.between(first - _MARGIN, last + _MARGIN)
    if len(found) > MOST_TIMES:
        raise Unclear("repeats too often for a meeting")
    return [_time(event, group) for event in found]


def _time(event: Any, group: Sequence[Block]) -> Time:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if type(start) is not type(end):
        raise Unclear("has a date for a start and a time for an end")
    return Time(start, end, group[int(event[_WHICH])])


def _as_text(group: Sequence[Block], zones: Zones) -> str:
    out = ["BEGIN:VCALENDAR"]
    for place, block in enumerate(group):
        out += ["BEGIN:VEVENT", "UID:one", f"SEQUENCE:{_sequence(block)}", f"{_WHICH}:{place}"]
        out += zones.place(block)
        out.append("END:VEVENT")
    return "\n".join([*out, "END:VCALENDAR", ""])


def _check(event: Any) -> None:
    """Refuse what the libraries would guess at."""
    if event.errors:
        raise Unclear(f"has a broken {event.errors[0][0] or 'line'}")
    start, length = event["DTSTART"].dt, event.get("DURATION")
    end = event["DTEND"].dt if "DTEND" in event else start
    if (length is not None and length.dt < timedelta(0)) or _comparable(end, start) < _comparable(start, end):
        raise Unclear("ends before it starts")


def _comparable(one: date | datetime, other: date | datetime) -> Any:
    """`one` as a date where `other` is a date: the two may be mixed."""
    if isinstance(one, datetime) and not isinstance(other, datetime):
        return one.date()
    return one


def _sequence(block: Block) -> int:
    text = block.text("SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
