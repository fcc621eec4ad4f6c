"""A time zone by the rules that a calendar carries along (VTIMEZONE).

Exchange begins its rules in 1601, and a folder repeats them in each of thousands of files. So the changes of
the years that matter are worked out once for each text, and looked up by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from deskbreak.calendars.offsets import offset
from deskbreak.calendars.text import ContentLine
from deskbreak.values import dataclass

_FIRST_YEAR, _LAST_YEAR = 1970, 2050
_EPOCH = datetime(1970, 1, 1)
_ZERO = timedelta(0)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(rf"([+-]?\d{{1,2}})?({'|'.join(_WEEKDAYS)})")
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_PARTS = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "WKST", "UNTIL", "COUNT", *_CLOCK}


class Defined(tzinfo):
    """A zone by its changes: (UTC seconds, offset before, offset after)."""

    def __init__(self, changes: Sequence[tuple[float, timedelta, timedelta]]) -> None:
        self._offsets = [changes[0][1], *(after for _, _, after in changes)]
        self._at = [at for at, _, _ in changes]
        before_after = [
            (at + one.total_seconds(), at + two.total_seconds())
            for at, one, two in zip(self._at, self._offsets, self._offsets[1:], strict=False)
        ]
        # On the wall a change begins late or early: an hour that is skipped or comes twice is either side's.
        self._late = [max(pair) for pair in before_after]
        self._early = [min(pair) for pair in before_after]

    def utcoffset(self, when: datetime | None) -> timedelta:
        if when is None:
            return self._offsets[0]
        return self._offsets[bisect_right(self._early if when.fold else self._late, _seconds(when))]

    def dst(self, when: datetime | None) -> timedelta:
        return _ZERO

    def tzname(self, when: datetime | None) -> str:
        return "defined"

    def fromutc(self, when: datetime) -> datetime:
        length = self._offsets[bisect_right(self._at, _seconds(when))]
        wall = (when + length).replace(fold=0)
        return wall if self.utcoffset(wall) == length else wall.replace(fold=1)


def defined(lines: Sequence[ContentLine], last_year: int = _LAST_YEAR) -> Defined:
    """The zone that the lines of a VTIMEZONE define, right from 1970 to `last_year`; ValueError for none."""
    changes = sorted({change for part in _parts(lines) for change in _changes(part, last_year)})
    if not changes:
        raise ValueError("no rules")
    return Defined(changes)


def _parts(lines: Sequence[ContentLine]) -> Iterator[dict[str, list[str]]]:
    """The values of each STANDARD and DAYLIGHT."""
    part: dict[str, list[str]] | None = None
    for line in lines:
        if line.name == "BEGIN":
            part = {}
        elif line.name == "END" and part is not None:
            yield part
            part = None
        elif part is not None:
            part.setdefault(line.name, []).append(line.value.strip().upper())


def _changes(part: dict[str, list[str]], last_year: int) -> Iterator[tuple[float, timedelta, timedelta]]:
    after = offset(part.get("TZOFFSETTO", [""])[0])
    before = offset(part["TZOFFSETFROM"][0]) if "TZOFFSETFROM" in part else after
    if before is None or after is None:
        raise ValueError("an offset is missing or broken")
    start = _time(part.get("DTSTART", [""])[0], before)
    dates = [_time(one, before) for many in part.get("RDATE", []) for one in many.split(",") if one.strip()]
    if "RRULE" in part:
        for rule in part["RRULE"]:
            dates += _played(rule, start, before, last_year)
    if not dates or "RRULE" not in part:
        dates.append(start)
    for one in dates:
        yield _seconds(one) - before.total_seconds(), before, after


def _played(rule: str, start: datetime, before: timedelta, last_year: int) -> Iterator[datetime]:
    """The yearly changes from `start` on; of a rule from long ago only those that can still count."""
    parts = dict(part.partition("=")[::2] for part in "".join(rule.split()).strip(";").split(";"))
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or not parts.keys() <= _PARTS:
        raise ValueError("no yearly rule")
    yearly = _Yearly.of(parts, start)
    hour, minute, second = (int(parts.get(name, getattr(start, name[2:].lower()))) for name in _CLOCK)
    at = time(hour, minute, second)
    last = _time(parts["UNTIL"], before) if "UNTIL" in parts else datetime(last_year, 12, 31)
    left = int(parts["COUNT"]) if "COUNT" in parts else None
    for year in range(start.year if left is not None else max(start.year, _FIRST_YEAR - 1), last_year + 1):
        for day in yearly.days(year):
            one = datetime.combine(day, at)
            if one > last or left == 0:
                return
            if one >= start:
                left = left - 1 if left is not None else None
                yield one


@dataclass(frozen=True, slots=True)
class _Yearly:
    """The days of a year that a rule names."""

    months: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]  # (which of the month, or 0 for each; Monday is 0); none: any
    month_days: frozenset[int]  # none: any

    @staticmethod
    def of(parts: dict[str, str], start: datetime) -> _Yearly:
        months = tuple(sorted({int(one) for one in parts.get("BYMONTH", str(start.month)).split(",")}))
        weekdays = tuple(_weekday(one) for one in parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
        month_days = parts.get("BYMONTHDAY", "" if weekdays else str(start.day))
        return _Yearly(months, weekdays, frozenset(int(one) for one in month_days.split(",") if one))

    def days(self, year: int) -> list[date]:
        return [
            date(year, month, day) for month in self.months for day in sorted(self._of_month(year, month))
        ]

    def _of_month(self, year: int, month: int) -> set[int]:
        first, length = monthrange(year, month)
        named = {day if day > 0 else length + 1 + day for day in self.month_days} or set(range(1, length + 1))
        found: set[int] = set() if self.weekdays else named
        for which, weekday in self.weekdays:
            days = range(1 + (weekday - first) % 7, length + 1, 7)
            if not which:
                found.update(days)
            elif abs(which) <= len(days):
                found.add(days[which - 1 if which > 0 else which])
        return {day for day in found & named if 1 <= day <= length}


def _weekday(text: str) -> tuple[int, int]:
    """`-1SU` is the last Sunday of the month, `SU` each."""
    found = _WEEKDAY.fullmatch(text)
    if not found:
        raise ValueError("no weekday")
    return int(found[1] or 0), _WEEKDAYS.index(found[2])


def _time(text: str, before: timedelta) -> datetime:
    """The local time before the change; a time in UTC is made one."""
    found = re.fullmatch(r"(\d{8})(?:T(\d{4})(\d{2})?)?(Z?)", text.strip())
    if not found:
        raise ValueError("a broken time")
    when = datetime.strptime(f"{found[1]}{found[2] or '0000'}{found[3] or '00'}", "%Y%m%d%H%M%S")
    return when + before if found[4] else when


def _seconds(when: datetime) -> float:
    """The wall time as seconds, whatever its zone."""
    return (when.replace(tzinfo=None, fold=0) - _EPOCH).total_seconds()


def works(zone: tzinfo) -> bool:
    """Return True if every time has an offset that Python takes."""
    return datetime(2026, 1, 1, tzinfo=UTC).astimezone(zone).utcoffset() is not None
