"""Days and clock times as a person types them."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from deskbreak.core.named_days import typed_day
from deskbreak.errors import UsageError
from deskbreak.sentences import english
from deskbreak.store.zones import end_of, midnight
from deskbreak.values import dataclass
from deskbreak.zone import local, moment


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The local days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def start(self) -> float:
        return midnight(self.first)

    @property
    def end(self) -> float:
        return end_of(self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def today(now: float) -> date:
    """The local date."""
    return moment(now).date()


def read_day(text: str, now: float) -> date:
    """A date such as 2026-11-20, `today`, `yesterday`, or `monday`: the last one."""
    day = typed_day(text, today(now), ahead=False)
    if day is None:
        raise UsageError(
            english('"{text}" is not a date; write it like 2026-11-20, or yesterday, or monday', text=text)
        )
    return day


def read_days(first: str | None, last: str | None, now: float) -> DaySpan | None:
    """The days that --from and --to ask for; None where neither is given."""
    if first is None and last is None:
        return None
    start = read_day(first, now) if first is not None else date.min
    end = read_day(last, now) if last is not None else max(today(now), start)
    if end < start:
        raise UsageError(
            english("--from {start} lies after --to {end}; give the earlier day first", start=start, end=end)
        )
    return DaySpan(start, end)


def last_days(count: int, now: float) -> DaySpan:
    """The last `count` days, today included."""
    end = today(now)
    return DaySpan(end - timedelta(days=count - 1), end)


def read_moment(text: str, now: float) -> float:
    """UTC seconds of HH:MM today, or yesterday where that time has not come yet; a date may go before it."""
    clock = text.strip().replace("T", " ")
    day, _, hours = clock.rpartition(" ")
    try:
        when = datetime.strptime(hours, "%H:%M").time()
    except ValueError:
        raise UsageError(english('"{text}" is not a time; write it like 09:30', text=text)) from None
    here = local().zone
    date_ = read_day(day, now) if day else today(now)
    at = datetime.combine(date_, when).replace(tzinfo=here).astimezone(here).timestamp()
    if at <= now:
        return at
    if day:
        raise UsageError(english("{text} has not come yet; only what was done can be logged", text=text))
    return datetime.combine(date_ - timedelta(days=1), when).replace(tzinfo=here).astimezone(here).timestamp()


def read_minutes(text: str) -> float:
    """Seconds of a number of minutes, over 0 and at most a day."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not 0 < minutes <= 24 * 60:
        raise UsageError(
            english('"{text}" is not a number of minutes; write for example --minutes 10', text=text)
        )
    return round(minutes * 60)
