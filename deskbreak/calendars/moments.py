"""The time that is asked about, and the occurrences of events within it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from deskbreak.calendars.text import Block
from deskbreak.values import dataclass

MARGIN = timedelta(days=2)  # over every zone's offset, so that no view of "between" ever cuts
_DAY = timedelta(days=1)
_LAST_MINUTE = timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The time that is asked about, as UTC epoch seconds."""

    start: int
    end: int

    def instants(self) -> tuple[datetime, datetime]:
        return datetime.fromtimestamp(self.start, UTC), datetime.fromtimestamp(self.end, UTC)

    def days(self) -> tuple[date, date]:
        """The first and last day that can matter in any time zone."""
        first, last = self.instants()
        return (first - MARGIN).date(), (last + MARGIN).date()


@dataclass(frozen=True, slots=True)
class Time:
    """One occurrence: two dates for whole days (`end` is the day after), else two instants."""

    start: date  # or datetime, which is a date too
    end: date
    block: Block

    def is_whole_days(self) -> bool:
        """A date, a day and more on the clock, or a day but for its last minute: no meeting is that long."""
        if not isinstance(self.start, datetime):
            return True
        at_midnight = not (self.start.hour or self.start.minute)
        return self.end - self.start >= (_LAST_MINUTE if at_midnight else _DAY)

    def stretch(self, mine: tzinfo) -> tuple[int, int]:
        """From when to when, as UTC epoch seconds; dates begin and end at midnight in `mine`."""
        start, end = (
            at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=mine)
            for at in (self.start, self.end)
        )
        return int(start.timestamp()), int(end.timestamp())
