"""The figures that matter, at a glance: for the page's tiles and the terminal's lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from deskbreak.core.durations import roughly
from deskbreak.store.report.numbers import Numbers, clock


def headlines(numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Each figure with the words that belong to it; what is not known is left out."""
    own = f", {numbers.own_moved:,} of them started by yourself" if numbers.own_moved else ""
    yield f"{numbers.moved:,}", f"{plural(numbers.moved, 'break')} taken{own}"
    if numbers.moved_s:
        yield roughly(numbers.moved_s), "of movement"
    if numbers.followed is not None:
        yield f"{numbers.followed:.0%}", "of offers followed"
    if numbers.sat_per_day is not None:
        yield roughly(numbers.sat_per_day), "of sitting a day"
    if numbers.longest:
        when = short_date(clock(numbers.longest.start).date())
        yield roughly(numbers.longest.seconds), f"longest stretch of sitting, {when}"
    row = numbers.streak
    if row.best:
        yield f"{row.now:,}", f"{plural(row.now, 'day')} in a row; best {row.best:,}, days off forgiven"
    if numbers.walks:
        yield f"{numbers.walks:,}", f"{plural(numbers.walks, 'walk')}, {roughly(numbers.walked_s)} in all"


def plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def short_date(day: date) -> str:
    """20 Nov 2026."""
    return f"{day.day} {day:%b %Y}"
