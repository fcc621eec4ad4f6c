"""From the journal to figures, and figures to JSON or to a few lines in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from deskbreak.cells import cells, padded
from deskbreak.columns import wrapped
from deskbreak.language import _, current, translated
from deskbreak.local_forms import weekday
from deskbreak.sentences import N_
from deskbreak.store.report.headlines import days_between, headlines, short_date, time
from deskbreak.store.report.numbers import ASKED, DayFigures, Numbers
from deskbreak.store.report.ranges import Report
from deskbreak.store.report.weeks import Week, week_words
from deskbreak.store.rows import OUTCOMES, number
from deskbreak.store.text import NARROW, Paint
from deskbreak.store.zones import iso

NEXT_LINE = "\n          "
NOTHING_YET = N_(
    "Nothing is written down yet. After your first break this shows how many you took, this week beside last, "
    "how long you sat, and what you worked."
)
NOTHING_THEN = N_("Nothing was written down in these days.")


def as_json(report: Report) -> dict[str, object]:
    """The figures as `report --json` prints them."""
    numbers, weeks = report.numbers, report.weeks
    longest = numbers.longest
    return {
        "from": numbers.first.isoformat(),
        "to": numbers.last.isoformat(),
        "taken": numbers.moved,
        "moved_s": number(numbers.moved_s),
        "followed": numbers.followed,
        "weeks": weeks and {"this": _week_json(weeks.this), "last": weeks.last and _week_json(weeks.last)},
        "back": [
            {"week": one.monday.isoformat(), "score": one.score, "taken": one.breaks} for one in report.backs
        ],
        "own_starts": {name: numbers.own[name] for name in ASKED},
        "sitting_per_day_s": None if numbers.sat_per_day is None else round(numbers.sat_per_day),
        "longest_sitting": longest and {"at": iso(longest.start), "seconds": number(round(longest.seconds))},
        "streak_days": {"now": numbers.streak.now, "best": numbers.streak.best},
        "walks": {"count": numbers.walks, "seconds": number(numbers.walked_s)},
        "outcomes": {name: numbers.outcomes[name] for name in OUTCOMES},
        "reasons": {outcome: dict(why) for outcome, why in numbers.reasons.items()},
        "hours": {"taken": list(numbers.hours_moved), "not_taken": list(numbers.hours_missed)},
        "targets": dict(numbers.targets.most_common()),
        "exercises": dict(numbers.exercises.most_common()),
        "felt": {name: {**felt.counts, "last": felt.last} for name, felt in numbers.felt.items()},
        "learning": report.learning.to_json(),
        "days": [
            {"date": day.isoformat(), "sitting_s": round(found.sat_s), "outcomes": dict(found.outcomes)}
            for day, found in sorted(numbers.days.items())
        ],
    }


def _week_json(week: Week) -> dict[str, object]:
    sat = week.sat_per_day
    return {
        "from": week.monday.isoformat(),
        "taken": week.moved,
        "moved_s": number(week.moved_s),
        "sitting_per_day_s": None if sat is None else round(sat),
    }


def brief_lines(report: Report, paint: Paint) -> Iterator[str]:
    """The report in a few lines: this week, the figures that matter, and the last seven days."""
    numbers = report.numbers
    if numbers.nothing:
        yield wrapped(translated(NOTHING_YET if report.weeks else NOTHING_THEN), wide=paint.width)
        return
    if report.weeks and not report.weeks.nothing:
        yield paint(wrapped(week_words(report.weeks), wide=paint.width), "1")
        yield ""
    span = days_between(short_date(numbers.first), short_date(numbers.last))
    yield paint(wrapped(_("Your breaks, {days}", days=span), wide=paint.width), "1")
    yield ""
    for figure, words in headlines(numbers):
        yield wrapped(words, f"  {' ' * (12 - cells(figure))}{figure}  ", wide=paint.width)
    yield ""
    yield from _last_days(numbers, paint)
    if report.learning.has_comparison:
        yield ""
        yield wrapped(translated(_sentence(report.learning.words)), wide=paint.width)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _last_days(numbers: Numbers, paint: Paint) -> Iterator[str]:
    days = [numbers.last - timedelta(days=back) for back in range(6, -1, -1)]
    most = max([8, *(numbers.days[day].moved for day in days if day in numbers.days)])
    for day in days:
        found = numbers.days.get(day, DayFigures())
        bar = paint(paint.bar(found.moved / most, 16), "36" if found.moved else "90")
        sat = _("{time} of sitting", time=time(found.sat_s)) if found.sat_s else ""
        name = padded(weekday(day, current()), 3)
        taken = _("{n} taken", n=f"{found.moved:>2}")
        line = f"  {name} {day:%d}  {bar} {taken}"
        yield f"{line}{'   ' if paint.width >= NARROW else NEXT_LINE}{paint(sat, '90')}" if sat else line
