"""Days off, from the whole-day events of a holiday calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from deskbreak.calendars.moments import Time

_DAY = timedelta(days=1)
_LAST_MINUTE = timedelta(hours=23, minutes=59)


class DaysOff:
    """Collects the days off from `first` to `last`; of two holidays on one day, the first named counts."""

    def __init__(self, first: date, last: date, mine: tzinfo) -> None:
        self._first, self._last, self._mine = first, last, mine
        self._names: dict[date, str] = {}

    def add(self, one: Time, name: str, *, marked: bool) -> bool:
        """Take the whole days of the event; False where it has none. `marked`: it says that it is all-day."""
        day, after = _days(one, self._mine, marked)
        if after <= day:
            return False
        day, after = max(day, self._first), min(after, self._last + _DAY)
        while day < after:
            self._names.setdefault(day, name or "holiday")
            day += _DAY
        return True

    def found(self) -> tuple[tuple[str, str], ...]:
        """(ISO date, name), sorted."""
        return tuple((day.isoformat(), self._names[day]) for day in sorted(self._names))


def _days(one: Time, mine: tzinfo, marked: bool) -> tuple[date, date]:
    """The first whole day and the day after the last; equal or reversed where the event has none.

    From midnight to midnight counts in the zone that the event is written in, and in the person's own, since
    some programs write their local midnight as UTC. So does a last minute: 23:59.
    """
    if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
        return one.start, one.end
    for start, end in ((one.start, one.end), (one.start.astimezone(mine), one.end.astimezone(mine))):
        if _is_midnight(start) and (start == end or _is_midnight(end) or _is_last_minute(end)):
            return start.date(), max(_after(end), start.date() + _DAY)
    if marked:
        return _nearest(one.start.astimezone(mine), one.end.astimezone(mine))
    begins = one.start.date() if _is_midnight(one.start) else one.start.date() + _DAY
    return begins, _after(one.end)


def _nearest(start: datetime, end: datetime) -> tuple[date, date]:
    """The days of an event that says it is all-day and has other times: from and to the nearest midnights."""
    first, after = ((at + _DAY / 2).date() for at in (start, end))
    return (first, after) if after > first else (start.date(), start.date() + _DAY)


def _after(end: datetime) -> date:
    return end.date() + _DAY if _is_last_minute(end) else end.date()


def _is_midnight(at: datetime) -> bool:
    return not (at.hour or at.minute)


def _is_last_minute(at: datetime) -> bool:
    return timedelta(hours=at.hour, minutes=at.minute) >= _LAST_MINUTE
