"""A routine lasts as long as it says, and nothing lasts for hours."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.core.dose import exercise_seconds, routine_seconds
from deskbreak.errors import Problem

LONGEST_S = 2 * 60 * 60


def lengths_are_true(pack: Pack) -> Iterator[Problem]:
    """The stated `total_s` is what one round without optional steps adds up to."""
    for file in pack.exercises:
        seconds = exercise_seconds(file.value)
        if seconds > LONGEST_S:
            yield file.document.problem((), f"this lasts {seconds // 60} minutes", "keep it under two hours")
    for routine in pack.routines:
        if any(step.exercise not in pack.known.exercises for step in routine.value.steps):
            continue  # said by steps_name_exercises
        seconds = routine_seconds(routine.value, pack.known)
        stated = routine.value.total_s
        if stated is not None and stated != seconds:
            what = f"total_s says {stated} seconds, the steps add up to {seconds}"
            yield routine.document.problem(("total_s",), what, "correct one of them")
        elif seconds > LONGEST_S:
            yield routine.document.problem(
                (), f"this lasts {seconds // 60} minutes", "keep it under two hours"
            )
        elif not seconds:
            yield routine.document.problem((), "every step is optional", "make at least one step count")
