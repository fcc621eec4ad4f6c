"""The figures that matter, at a glance: for the page's tiles and the terminal's lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from deskbreak.core.durations import roughly
from deskbreak.language import _, current, n_, p_, translated
from deskbreak.local_forms import day, share, whole
from deskbreak.store.report.numbers import Numbers, clock


def headlines(numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Each figure with the words that belong to it; what is not known is left out."""
    yield count(numbers.moved), _taken(numbers)
    if numbers.moved_s:
        yield time(numbers.moved_s), _("of movement")
    if numbers.followed is not None:
        yield share(numbers.followed, current()), _("of offers followed")
    if numbers.sat_per_day is not None:
        yield time(numbers.sat_per_day), _("of sitting a day")
    if numbers.longest:
        when = short_date(clock(numbers.longest.start).date())
        yield time(numbers.longest.seconds), _("longest stretch of sitting, {day}", day=when)
    row = numbers.streak
    if row.best:
        yield (
            count(row.now),
            n_(
                "day in a row; best {best}, days off forgiven",
                "days in a row; best {best}, days off forgiven",
                row.now,
                best=count(row.best),
            ),
        )
    if numbers.walks:
        walked = time(numbers.walked_s)
        yield (
            count(numbers.walks),
            n_("walk, {time} in all", "walks, {time} in all", numbers.walks, time=walked),
        )


def _taken(numbers: Numbers) -> str:
    if not numbers.own_moved:
        return n_("break taken", "breaks taken", numbers.moved)
    return n_(
        "break taken, {own} of them started by yourself",
        "breaks taken, {own} of them started by yourself",
        numbers.moved,
        own=count(numbers.own_moved),
    )


def count(number: int) -> str:
    """ "1,234"."""
    return whole(number, current())


def time(seconds: float) -> str:
    """ "1 h 30 min"."""
    return translated(roughly(seconds))


def days_between(first: str, last: str) -> str:
    """ "1 Nov 2026 to 20 Nov 2026"; one day alone."""
    return p_("days", "{first} to {last}", first=first, last=last) if first != last else first


def short_date(at: date) -> str:
    """20 Nov 2026."""
    return day(at, current(), year=True)
