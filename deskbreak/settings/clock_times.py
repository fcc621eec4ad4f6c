"""Times of day as people write them: "09:00". Light, because every command reads them."""

from __future__ import annotations

import re

from deskbreak.core.durations import shorten
from deskbreak.sentences import english

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
CLOCK_PATTERN = r"^\s*([01]?\d|2[0-3])([:.h][0-5]\d(\s*[AaPp][Mm])?|\s*[AaPp][Mm])\s*$"


def parse_clock(text: str, *, end: bool = False) -> int:
    """Minutes after midnight of "09:00"; "24:00" only as an `end`. ValueError with a sentence otherwise."""
    found = _CLOCK.fullmatch(text.strip()) if text.isascii() else None
    if found is None:
        raise ValueError(_no_time(text))
    hour, minute = int(found[1]), int(found[2])
    if end and (hour, minute) == (24, 0):
        return 1440
    if hour > 23 or minute > 59:
        raise ValueError(_no_such_time(text))
    return hour * 60 + minute


def _no_time(text: str) -> str:
    return english('"{text}" is no time of day; write hours and minutes, such as "09:30"', text=shorten(text))


def _no_such_time(text: str) -> str:
    return english('"{text}" does not exist; a day goes from "00:00" to "23:59"', text=shorten(text))


def format_clock(minutes: int) -> str:
    """ "09:00" of minutes after midnight; past midnight it counts on from zero, the end of a day is "24:00"."""
    if minutes == 1440:
        return "24:00"
    hour, minute = divmod(minutes % 1440, 60)
    return f"{hour:02}:{minute:02}"
