"""Free/busy entries: what a server says of a person's time without saying what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from deskbreak.calendars.moments import Time
from deskbreak.calendars.text import Block
from deskbreak.calendars.values import period

_NONE = timedelta(0)


def times(block: Block) -> Iterator[Time]:
    """The busy times of a VFREEBUSY; ValueError where one cannot be read."""
    for line in block.all("FREEBUSY"):
        if line.param("FBTYPE").upper() != "FREE":
            for value in filter(None, (one.strip() for one in line.value.split(","))):
                start, span = period(value, None)
                if start.tzinfo is None:
                    raise ValueError("free/busy times are in UTC")
                if span > _NONE:
                    yield Time(start, start + span, block)
