"""Who sits at the simulated desk: each kind says how likely an offer is taken where it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """An offer as its person meets it. `day` counts working days from 0, `hour` is local."""

    day: int
    hour: float
    after_meeting_min: float  # since the last one ended
    typing: bool
    minutes: float
    floor: bool


@dataclass(frozen=True)
class Kind:
    """One kind of person. `skips`: the share of offers not taken that get a "no" and are not just left."""

    name: str
    takes: Callable[[Moment], float]
    skips: float = 0.5
    typing_min: float = 4.0  # how long they type on average
    pause_s: float = 40.0  # and how long they pause


def after_meetings(m: Moment) -> float:
    return 0.85 if m.after_meeting_min <= 10 else 0.3


def mornings(m: Moment) -> float:
    return 0.75 if m.hour < 12 else 0.1


def never_while_typing(m: Moment) -> float:
    return 0.05 if m.typing else 0.8


def no_floor(m: Moment) -> float:
    return 0.1 if m.floor else 0.75


def short_ones(m: Moment) -> float:
    return 0.8 if m.minutes <= 1.5 else 0.35


def at_random(_m: Moment) -> float:
    return 0.5


AWAY_WEEKS = (7, 15)


def away_for_weeks(m: Moment) -> float:
    """Two weeks of 24 everything is left alone."""
    return 0.0 if m.day // 5 in AWAY_WEEKS else 0.65


def nothing(_m: Moment) -> float:
    return 0.0


KINDS = (
    Kind("answers after meetings", after_meetings),
    Kind("mornings only", mornings),
    Kind("never while typing", never_while_typing, typing_min=9.0),
    Kind("skips the floor at the office", no_floor),
    Kind("takes short ones", short_ones),
    Kind("answers at random", at_random),
    Kind("ignores all for a week, twice, and returns", away_for_weeks, skips=0.0),
    Kind("ignores everything", nothing, skips=0.0),
)
