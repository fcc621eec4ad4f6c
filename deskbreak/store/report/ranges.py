"""The stretches of days that the page lets one choose among; the journal is read once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from deskbreak.core.measured import NOTHING_YET, Progress, progress
from deskbreak.sentences import N_
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names
from deskbreak.store.offers import shown
from deskbreak.store.report.numbers import Numbers, measure
from deskbreak.store.report.weeks import BackWeek, Weeks, back_weeks, weeks_of
from deskbreak.store.rows import Feeling, Row, Sitting
from deskbreak.store.spans import DaySpan, today
from deskbreak.values import dataclass, replace
from deskbreak.zone import moment

LENGTHS = ((N_("7 days"), 7), (N_("4 weeks"), 28), (N_("12 months"), 365))
EVERYTHING = N_("Everything")
DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page and the short version show."""

    numbers: Numbers  # of the asked days, or of the whole journal
    weeks: Weeks | None = None  # None where certain days were asked for
    backs: tuple[BackWeek, ...] = ()  # the weeks with an answer, oldest first
    learning: Progress = NOTHING_YET  # how chosen moments went beside plain ones, on this machine
    ranges: tuple[tuple[str, Numbers], ...] = ()  # stretches up to today, by name; the last is everything


def report_of(
    journal: Journal, names: Names, now: float, days: DaySpan | None, *, picked: bool = True
) -> Report:
    """The report on the asked days; on the whole journal with this week and, if `picked`, its ranges."""
    start, end = (days.start, days.end) if days else (None, None)
    rows, sat = journal.rows(start, end), journal.sittings(start, end)
    answers, day = journal.answers(start, end), today(now)
    if days:
        first = days.first if days.first.year > 1971 else None
        numbers = measure(rows, sat, answers, names, today=day, first=first, last=days.last)
        learning = progress(shown(journal.offers(start, end), rows), now)
        return Report(numbers, backs=back_weeks(journal.backs(start, end), numbers.days), learning=learning)
    whole = measure(rows, sat, answers, names, today=day)
    ranges = _ranges(whole, rows, sat, answers=answers, names=names, day=day) if picked else ()
    learning = progress(shown(journal.offers(), rows), now)
    backs = back_weeks(journal.backs(), whole.days)
    return Report(whole, weeks_of(whole.days, day), backs, learning, ranges)


def _ranges(
    whole: Numbers,
    rows: Sequence[Row],
    sittings: Sequence[Sitting],
    *,
    answers: Sequence[Feeling],
    names: Names,
    day: date,
) -> tuple[tuple[str, Numbers], ...]:
    """Those that are shorter than the journal is long; a streak is the whole journal's in all of them."""
    found = []
    for name, length in LENGTHS:
        days = DaySpan(day - timedelta(days=length - 1), day)
        if days.first <= whole.first:
            break
        start, end = days.start, days.end
        numbers = measure(
            [row for row in rows if row.at > start - DAY_S and _day_of(row) in days],
            [one for one in sittings if start < one.end and one.start < end],
            [one for one in answers if start <= one.at < end],
            names,
            today=day,
            first=days.first,
            last=day,
        )
        found.append((name, replace(numbers, streak=whole.streak)))
    return (*found, (EVERYTHING, whole)) if found else ()


def _day_of(row: Row) -> date:
    return moment(row.at, row.zone).date()
