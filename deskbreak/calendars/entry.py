"""One event as checked values: from the lines of its block to start, length, rules and exceptions.

A value that makes no sense costs itself where the rest still means something, and the event where not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from deskbreak.calendars.rules import RecurrenceRule, tidy
from deskbreak.calendars.text import Block, ContentLine
from deskbreak.calendars.values import length, period, when
from deskbreak.calendars.zones import Zones
from deskbreak.sentences import N_
from deskbreak.values import dataclass

_DAY = timedelta(days=1)
_MAX_LENGTH = timedelta(days=3660)
_NONE = timedelta(0)


class Unclear(Exception):
    """The event cannot be understood; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or a changed repetition of one. Dates where it takes whole days, else times with a zone."""

    block: Block
    start: date
    end: date
    rules: tuple[RecurrenceRule, ...] = ()
    more: tuple[tuple[date, timedelta | None], ...] = ()  # RDATE: a start, and its own length if it has one
    without: tuple[date, ...] = ()  # EXDATE: an instant, or a date for whatever begins on it
    instead_of: date | None = None  # RECURRENCE-ID
    onwards: bool = False  # and of all repetitions after it
    lost: tuple[str, ...] = ()  # the properties that had values without sense

    @property
    def span(self) -> timedelta:
        return self.end - self.start


def entry(block: Block, zones: Zones, series: Entry | None = None) -> Entry:
    """The event of the block; `series` is what it changes. Raises Unclear."""
    line = block.first("DTSTART")
    if line is None:
        raise Unclear(N_("has no start"))
    if block.first("EXRULE"):
        raise Unclear(N_("has an EXRULE, which the standard gave up"))
    start = _single(line, zones.of(line))
    lost: list[str] = []
    return Entry(
        block,
        start,
        _end(block, start, zones),
        tuple(_rules(block, start, zones, lost)),
        tuple(_more(block, start, zones, lost)),
        tuple(_without(block, start, zones, lost)),
        _instead_of(block, series, zones),
        "THISANDFUTURE" in (one.param("RANGE").upper() for one in block.lines if one.name == "RECURRENCE-ID"),
        tuple(dict.fromkeys(lost)),
    )


def _single(line: ContentLine, zone: tzinfo) -> date:
    try:
        return _one(line, line.value, zone)
    except (ValueError, OverflowError) as error:
        raise Unclear(f"has a broken {line.name}") from error


def _one(line: ContentLine, text: str, zone: tzinfo) -> date:
    """A value of the line; midnight that says of itself to be a date is one."""
    at = when(text, zone)
    if isinstance(at, datetime) and line.param("VALUE").upper() == "DATE" and not _time_of_day(at):
        return at.date()
    return at


def _time_of_day(at: datetime) -> bool:
    return bool(at.hour or at.minute or at.second)


# -- the end ------------------------------------------------------------------------------------------------


def _end(block: Block, start: date, zones: Zones) -> date:
    line, span = block.first("DTEND"), block.first("DURATION")
    if line is not None:
        end = _ended(start, _single(line, zones.of(line, _zone_of(start))))
    elif span is not None:
        end = _after(start, span)
    else:
        end = start
    if type(start) is date and end == start:
        end = start + _DAY
    if end < start:
        raise Unclear(N_("ends before it starts"))
    if end - start > _MAX_LENGTH:
        raise ValueError("nothing lasts for decades")
    return end


def _ended(start: date, end: date) -> date:
    """The end in the kind of the start: a date with a time, or a time with a date, is what people write too."""
    if isinstance(start, datetime) == isinstance(end, datetime):
        return end
    if isinstance(end, datetime):  # a day that ends at some time is a whole day
        day = end.date() + _DAY if _time_of_day(end) else end.date()
        return day if end.date() != start else start + _DAY
    midnight = datetime(end.year, end.month, end.day, tzinfo=_zone_of(start))
    if isinstance(start, datetime) and midnight < start and end == start.date():
        raise Unclear(N_("has a time for a start and a date for an end"))
    return midnight


def _after(start: date, line: ContentLine) -> date:
    try:
        span = length(line.value)
    except ValueError as error:
        raise Unclear("has a broken DURATION") from error
    if isinstance(start, datetime) or span < _NONE:
        return start + span
    return start - (-span // _DAY) * _DAY  # a part of a day is a day


def _zone_of(start: date) -> tzinfo | None:
    return start.tzinfo if isinstance(start, datetime) else None


# -- repetitions --------------------------------------------------------------------------------------------


def _rules(block: Block, start: date, zones: Zones, lost: list[str]) -> Iterator[RecurrenceRule]:
    for line in block.all("RRULE"):
        try:
            rule = tidy(line.value, start, zones.mine)
        except (ValueError, OverflowError) as error:
            raise Unclear("has a broken RRULE") from error
        if rule is None:
            lost.append(line.name)
        else:
            yield rule


def _more(
    block: Block, start: date, zones: Zones, lost: list[str]
) -> Iterator[tuple[date, timedelta | None]]:
    for line, text, zone in _listed(block, "RDATE", start, zones):
        try:
            if "/" in text and isinstance(start, datetime):
                yield period(text, zone)
            else:
                yield like(_one(line, text.partition("/")[0], zone), start, zones.mine), None
        except (ValueError, OverflowError):
            lost.append(line.name)


def _without(block: Block, start: date, zones: Zones, lost: list[str]) -> Iterator[date]:
    for line, text, zone in _listed(block, "EXDATE", start, zones):
        try:
            at = _one(line, text.partition("/")[0], zone)
            yield like(at, start, zones.mine) if isinstance(at, datetime) else at
        except (ValueError, OverflowError):
            lost.append(line.name)


def _listed(block: Block, name: str, start: date, zones: Zones) -> Iterator[tuple[ContentLine, str, tzinfo]]:
    for line in block.all(name):
        zone = zones.of(line, _zone_of(start))
        for text in re.split("[,;]", line.value):
            yield line, text, zone


def _instead_of(block: Block, series: Entry | None, zones: Zones) -> date | None:
    line = block.first("RECURRENCE-ID")
    if line is None:
        return None
    at = _single(line, zones.of(line, _zone_of(series.start) if series else None))
    return like(at, series.start, zones.mine) if series else at


def like(at: date, start: date, mine: tzinfo) -> date:
    """`at` in the kind of the series' start: its time of day for a date, the day for a time."""
    if isinstance(start, datetime):
        if isinstance(at, datetime):
            return at
        return datetime.combine(at, start.time(), tzinfo=start.tzinfo)
    if isinstance(at, datetime):
        return at.astimezone(mine).date() if _time_of_day(at) else at.date()
    return at


def sequence(block: Block) -> int:
    """The revision of an entry, 0 where it is absent or no number; the higher one is the newer."""
    text = block.text("SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
