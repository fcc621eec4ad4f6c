"""Breaks that can never fall due: too long an interval for the hours, or set back by another break every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskbreak.core.plan import USUAL_LASTS_S
from deskbreak.sentences import N_, english
from deskbreak.settings.model import BreakOption, Settings

MinuteRange = tuple[float, float]  # minutes of the day; without a gap that counts as a break


def never_due(settings: Settings) -> Iterator[tuple[int, str, str]]:
    """Each break by sitting that no weekday of its own can bring: its number, what is wrong, what to do."""
    for number, one in enumerate(settings.breaks):
        if one.every is None or not one.days:
            continue
        days = [day for day in one.days if getattr(settings.hours, day)]
        if not days or any(_comes(settings, one, day, alone=False) for day in days):
            continue
        rival = _rival(settings, one, days)
        if rival is not None and any(_comes(settings, one, day, alone=True) for day in days):
            what = english(
                '"{name}" is never due: "{other}" comes sooner and sets its clock back each time',
                name=one.name,
                other=rival.name,
            )
            hint = N_(
                "give it a time of day with at, or a shorter every; one with only say keeps its own clock"
            )
        else:
            what = english(
                '"{name}" is never due: no stretch of your hours is long enough for it', name=one.name
            )
            hint = N_("give it a shorter every, or a time of day with at")
        yield number, what, hint


def moves(one: BreakOption) -> bool:
    """Return True if the break has a routine; one that only says something keeps its own clock."""
    return bool(one.routine) or not one.say


def _comes(settings: Settings, one: BreakOption, day: str, *, alone: bool) -> bool:
    """Return True if it falls due on that weekday for a person who sits and takes every break."""
    sets_back = (
        [] if alone or not moves(one) else [other for other in settings.breaks if _is_rival(one, other, day)]
    )
    for start, end in _stretches(settings, one, day):
        others = (other for other in sets_back if _fits(other, start, end))
        if _fits(one, start, end) and next(others, None) is None:
            return True
    return False


def _fits(one: BreakOption, start: float, end: float) -> bool:
    takes = one.lasts or (USUAL_LASTS_S if moves(one) else 0.0)
    return one.every is not None and start + (one.every + takes) / 60 <= end


def _is_rival(one: BreakOption, other: BreakOption, day: str) -> bool:
    sooner = other.every is not None and one.every is not None and other.every < one.every
    return sooner and moves(other) and day in other.days


def _rival(settings: Settings, one: BreakOption, days: Sequence[str]) -> BreakOption | None:
    found = (other for other in settings.breaks if any(_is_rival(one, other, day) for day in days))
    return next(found, None) if moves(one) else None


def _stretches(settings: Settings, one: BreakOption, day: str) -> Iterator[MinuteRange]:
    """The hours of a weekday, joined over gaps that are no break, and cut where a fixed movement break comes."""
    joined: list[list[float]] = []
    for start, end in sorted(getattr(settings.hours, day)):
        if joined and (start - joined[-1][1]) * 60 < settings.away.counts_as_break:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    cuts = sorted(_cuts(settings, day)) if moves(one) else []
    for begin, finish in joined:
        at = begin
        for cut in (minute for minute in cuts if begin < minute < finish):
            yield at, cut
            at = cut
        yield at, finish


def _cuts(settings: Settings, day: str) -> set[int]:
    return {
        minute
        for other in settings.breaks
        if other.at and moves(other) and day in other.days
        for minute in other.at
    }
