"""This week beside the last one, counted from the report's days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from deskbreak.language import current, n_
from deskbreak.local_forms import weekday
from deskbreak.store.report.numbers import DayFigures
from deskbreak.store.rows import BackScore
from deskbreak.values import dataclass
from deskbreak.zone import moment

WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week from Monday on; days that are still to come are nothing yet."""

    monday: date
    breaks: tuple[int, ...]  # breaks taken on each of the seven days
    moved_s: float
    sat_per_day: float | None  # seconds on a day with any; None where none was recorded

    @property
    def moved(self) -> int:
        """Breaks taken in the week."""
        return sum(self.breaks)


@dataclass(frozen=True, slots=True)
class Weeks:
    """This week and the one before, which is None where the journal is younger than that."""

    this: Week
    last: Week | None
    today: date

    @property
    def last_by_now(self) -> int:
        """Breaks of last week up to the weekday that today is: what this week can fairly stand beside."""
        return sum(self.last.breaks[: self.today.weekday() + 1]) if self.last else 0

    @property
    def nothing(self) -> bool:
        """Return True if neither week holds anything."""
        both = [week for week in (self.this, self.last) if week]
        return not any(week.moved or week.sat_per_day for week in both)


def weeks_of(days: Mapping[date, DayFigures], today: date) -> Weeks:
    """The week that `today` is in and the one before. `days` may hold any other days too."""
    monday = monday_of(today)
    has_started = any(day < monday and found.worked for day, found in days.items())
    last = _week(days, monday - timedelta(days=WEEKDAYS)) if has_started else None
    return Weeks(_week(days, monday), last, today)


@dataclass(frozen=True, slots=True)
class BackWeek:
    """A week for which the person said how the back was, and its breaks. Nothing is concluded from the two."""

    monday: date
    score: int
    breaks: int


def back_weeks(backs: Iterable[BackScore], days: Mapping[date, DayFigures]) -> tuple[BackWeek, ...]:
    """The weeks with an answer, oldest first; the answer written last counts for its week."""
    scores = {monday_of(moment(one.at, one.zone).date()): one.score for one in backs}
    return tuple(BackWeek(day, score, _week(days, day).moved) for day, score in sorted(scores.items()))


def monday_of(day: date) -> date:
    """The day its week begins on."""
    return day - timedelta(days=day.weekday())


def week_words(weeks: Weeks) -> str:
    """This week: 14 breaks, last week: 11 (9 of them by Wednesday)."""
    this, last = weeks.this.moved, weeks.last
    if last is None:
        return n_("This week: {n} break", "This week: {n} breaks", this)
    if weeks.last_by_now == last.moved:  # then there is nothing to add
        return n_(
            "This week: {n} break, last week: {last}",
            "This week: {n} breaks, last week: {last}",
            this,
            last=last.moved,
        )
    return n_(
        "This week: {n} break, last week: {last} ({by_now} of them by {day})",
        "This week: {n} breaks, last week: {last} ({by_now} of them by {day})",
        this,
        last=last.moved,
        by_now=weeks.last_by_now,
        day=weekday(weeks.today, current(), short=False),
    )


def _week(days: Mapping[date, DayFigures], monday: date) -> Week:
    found = [days.get(monday + timedelta(days=number), DayFigures()) for number in range(WEEKDAYS)]
    sat = [day.sat_s for day in found if day.sat_s]
    return Week(
        monday,
        tuple(day.moved for day in found),
        sum(day.moved_s for day in found),
        sum(sat) / len(sat) if sat else None,
    )
