"""Free/busy entries: what a server tells of somebody's time without telling what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from icalendar import vPeriod

from deskbreak.platforms.calendars.found import Stretch
from deskbreak.platforms.calendars.text import Block

_DAY_S = timedelta(days=1).total_seconds()


def stretches(block: Block) -> Iterator[Stretch]:
    """The busy stretches of a VFREEBUSY under a day in length; ValueError where one cannot be read."""
    for line in block.lines:
        if line.name == "FREEBUSY" and line.param("FBTYPE").upper() != "FREE":
            for value in filter(None, line.value.upper().split(",")):
                yield from _stretch(value.strip())


def _stretch(value: str) -> Iterator[Stretch]:
    start, end = vPeriod.from_ical(value)  # type: ignore[no-untyped-call]
    if isinstance(end, timedelta):
        end = start + end
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("free/busy times are in UTC")
    first, last = start.astimezone(UTC).timestamp(), end.astimezone(UTC).timestamp()
    if 0 < last - first < _DAY_S:
        yield int(first), int(last)
