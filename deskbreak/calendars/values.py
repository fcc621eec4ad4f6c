"""The values of iCalendar that say when: dates, times, periods and lengths, as programs really write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

_WHEN = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?)?(Z?)")
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?"
)
_DAY = timedelta(days=1)


def when(text: str, zone: tzinfo | None, *, day: bool = False) -> date:
    """A date, or a time in UTC or in `zone`; `day` asks for the date alone. ValueError for anything else."""
    found = _WHEN.fullmatch(text.strip().upper())
    if not found:
        raise ValueError("no date")
    whole = date(int(found[1]), int(found[2]), int(found[3]))
    if day or found[4] is None:
        return whole
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    if second == 60:
        second = 59  # a leap second
    late = hour == 24 and minute == second == 0  # the midnight that ends the day
    at = datetime(whole.year, whole.month, whole.day, 0 if late else hour, minute, second)
    return (at + _DAY if late else at).replace(tzinfo=UTC if found[7] else zone)


def length(text: str) -> timedelta:
    """A length such as `PT1H30M`; ValueError for anything else."""
    plain = text.strip().upper()
    found = _LENGTH.fullmatch(plain)
    if not found or not any(found.groups()[1:]):
        raise ValueError("no length")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    whole = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -whole if found[1] == "-" else whole


def period(text: str, zone: tzinfo | None) -> tuple[datetime, timedelta]:
    """The start and length of a period; ValueError for anything else, and for one that runs backwards."""
    first, _, last = text.partition("/")
    start = when(first, zone)
    span = length(last) if "P" in last.upper() else _since(start, when(last, zone))
    if not isinstance(start, datetime) or span < timedelta(0):
        raise ValueError("no period")
    return start, span


def _since(start: date, end: date) -> timedelta:
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        raise ValueError("no period")
    return end - start
