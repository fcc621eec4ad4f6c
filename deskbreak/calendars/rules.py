"""Repetition rules as text: tidied up for the libraries, and the plain ones worked out here.

Most events repeat daily or weekly, often since years. What such a rule gives follows from the date alone, so
the days of the window are asked one by one instead of playing every repetition since the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from deskbreak.calendars.values import when
from deskbreak.values import dataclass

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLAIN = frozenset(("FREQ", "INTERVAL", "UNTIL", "WKST", "BYDAY"))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """One RRULE: its text with UNTIL as the libraries want it, and that UNTIL as a date or time."""

    text: str
    until: date | None = None


def tidy(value: str, start: date, mine: tzinfo) -> RecurrenceRule | None:
    """The rule without blanks and stray signs, UNTIL in UTC; None where nothing is left. ValueError for nonsense.

    UNTIL as a bare date includes that whole day; without a zone it is in the start's. For whole days it is a
    date: of an instant the later one that it is in UTC or where the person is, since programs write either.
    """
    plain = re.sub(r",+(?=;|$)", "", re.sub(r"\s+", "", value.upper()))
    parts = [part for part in plain.split(";") if part]
    if not parts:
        return None
    kept = [part for part in parts if not part.startswith("UNTIL=")]
    untils = [part[len("UNTIL=") :] for part in parts if part.startswith("UNTIL=")]
    if not untils or not untils[0]:
        return RecurrenceRule(";".join(kept))
    until = _until(untils[0], start, mine)
    as_text = f"{until:%Y%m%dT%H%M%SZ}" if isinstance(until, datetime) else f"{until:%Y%m%d}"
    return RecurrenceRule(";".join([*kept, f"UNTIL={as_text}"]), until)


def _until(text: str, start: date, mine: tzinfo) -> date:
    if not isinstance(start, datetime):
        at = when(text, mine)
        if not isinstance(at, datetime):
            return at
        return max(at.date(), at.astimezone(mine).date())
    at = when(text, start.tzinfo)
    if not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day, 23, 59, 59, tzinfo=start.tzinfo)
    return at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Plain:
    """A daily or weekly rule that a date alone fits or not."""

    weekly: bool
    interval: int
    days: frozenset[int]  # weekdays, Monday is 0; none: all
    week_start: int
    until: date | None

    def days_between(self, start: date, first: date, last: date) -> Iterator[date]:
        """The days of the rule from `first` to `last`, never before `start`; `until` is looked at elsewhere."""
        begin = start.date() if isinstance(start, datetime) else start
        day = max(first, begin)
        while day <= last:
            if self._fits(day, begin):
                yield day
            day += _DAY

    def _fits(self, day: date, begin: date) -> bool:
        if self.weekly:
            weeks = (self._week(day) - self._week(begin)).days // 7
            return weeks % self.interval == 0 and day.weekday() in (self.days or {begin.weekday()})
        in_step = (day - begin).days % self.interval == 0
        return in_step and (not self.days or day.weekday() in self.days)

    def _week(self, day: date) -> date:
        """The first day of the week that `day` is in."""
        return date.fromordinal(day.toordinal() - (day.weekday() - self.week_start) % 7)


def plain(rule: RecurrenceRule) -> Plain | None:
    """The rule as days that fit, None where it is not that simple."""
    pairs = [part.partition("=") for part in rule.text.split(";")]
    parts = {name: value for name, _, value in pairs}
    interval, week_start = parts.get("INTERVAL", "1"), parts.get("WKST", "MO")
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    if (
        len(parts) < len(pairs)
        or not set(parts) <= _PLAIN
        or parts.get("FREQ") not in ("DAILY", "WEEKLY")
        or not re.fullmatch("[1-9][0-9]{0,2}", interval)
        or not {week_start, *days} <= set(_WEEKDAYS)
    ):
        return None
    named = frozenset(_WEEKDAYS.index(day) for day in days)
    return Plain(parts["FREQ"] == "WEEKLY", int(interval), named, _WEEKDAYS.index(week_start), rule.until)
