"""How long content lasts, for the rules: reckoned only where it is a reasonable number of cues."""

from __future__ import annotations

from deskbreak.core.amounts import settle
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.script import routine_seconds, step_seconds

MAX_S = 2 * 60 * 60
MAX_CUES = 3000  # of one step; more would keep the check busy, and no person does so much


def cue_count(exercise: Exercise, step: RoutineStep, level: int = 0) -> int:
    """About how many cues a step has, without making them."""
    amounts = settle(exercise, step.dose, side=step.side, level=level)
    once = amounts.reps * (2 + amounts.breaths) or amounts.breaths or amounts.holds
    return amounts.sets * len(amounts.sides) * once


def seconds_up_to(routine: Routine, catalog: Catalog, most: int = MAX_S) -> int:
    """How long one round of the routine lasts; anything over `most` where that is clear on the way."""
    total = 0
    for step in routine.needed:
        if cue_count(catalog.exercises[step.exercise], step) > MAX_CUES:
            return most + 1
        total += step_seconds(catalog, step)
        if total > 2 * most:
            return total
    return routine_seconds(routine, catalog)
