"""Days off, from the whole-day events of a holiday calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

from deskbreak.platforms.calendars.series import Time

_DAY = timedelta(days=1)
_LONGEST = 400  # a sabbatical is a setting, not an event; garbage may last for centuries
_LONGEST_NAME = 60


class Days:
    """Collects days off; of two holidays on one day, the first named counts."""

    def __init__(self) -> None:
        self._names: dict[date, str] = {}

    def add(self, one: Time) -> None:
        for day in _covered(one):
            self._names.setdefault(day, _name(one))

    def between(self, first: date, last: date) -> tuple[tuple[str, str], ...]:
        """(ISO date, name), sorted, both ends included."""
        return tuple(
            (day.isoformat(), self._names[day]) for day in sorted(self._names) if first <= day <= last
        )


def _covered(one: Time) -> Iterator[date]:
    """The days that the event fills from midnight to midnight."""
    first, end = _whole(one.start), one.end.date() if isinstance(one.end, datetime) else one.end
    days = (first + _DAY * number for number in range(_LONGEST))
    return takewhile(lambda day: day < end, days)


def _whole(start: date) -> date:
    """The first whole day from `start` on."""
    if not isinstance(start, datetime):
        return start
    return start.date() if start.time().replace(tzinfo=None) == datetime.min.time() else start.date() + _DAY


def _name(one: Time) -> str:
    line = one.block.first("SUMMARY")
    text = re.sub(r"\\([\\;,])|\\[nN]", lambda found: found[1] or " ", line.value) if line else ""
    return " ".join(text.split())[:_LONGEST_NAME] or "holiday"
