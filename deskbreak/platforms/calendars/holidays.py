"""Days off, from the whole-day events of a holiday calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from deskbreak.platforms.calendars.series import Time

_DAY = timedelta(days=1)
_LONGEST_NAME = 60


class Days:
    """Collects the days off from `first` to `last`; of two holidays on one day, the first named counts."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last
        self._names: dict[date, str] = {}

    def add(self, one: Time) -> None:
        """Take the days that the event fills from midnight to midnight."""
        end = one.end.date() if isinstance(one.end, datetime) else one.end
        day, after = max(_whole(one.start), self._first), min(end, self._last + _DAY)
        while day < after:
            self._names.setdefault(day, _name(one))
            day += _DAY

    def found(self) -> tuple[tuple[str, str], ...]:
        """(ISO date, name), sorted."""
        return tuple((day.isoformat(), self._names[day]) for day in sorted(self._names))


def _whole(start: date) -> date:
    """The first whole day from `start` on."""
    if not isinstance(start, datetime):
        return start
    return start.date() if start.time().replace(tzinfo=None) == datetime.min.time() else start.date() + _DAY


def _name(one: Time) -> str:
    line = one.block.first("SUMMARY")
    text = re.sub(r"\\([\\;,])|\\[nN]", lambda found: found[1] or " ", line.value) if line else ""
    return " ".join(text.split())[:_LONGEST_NAME] or "holiday"
