"""A routine lasts as long as it says, and nothing lasts for hours."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.lengths import MAX_CUES, MAX_S, cue_count, seconds_up_to
from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.amounts import TOP
from deskbreak.core.content import RoutineStep
from deskbreak.core.script import exercise_seconds
from deskbreak.errors import Problem


def lengths_are_true(pack: Pack) -> Iterator[Problem]:
    """The stated `total_s` is what one round without optional steps adds up to."""
    for file in pack.exercises:
        yield from _built_up(file)
    for routine in pack.routines:
        if any(step.exercise not in pack.known.exercises for step in routine.value.steps):
            continue  # said by steps_name_exercises
        seconds = seconds_up_to(routine.value, pack.known)
        stated = routine.value.total_s
        if seconds > MAX_S:
            yield routine.document.problem((), "this lasts more than two hours", "leave some of it out")
        elif stated is not None and stated != seconds:
            what = f"total_s says {stated} seconds, the steps add up to {seconds}"
            yield routine.document.problem(("total_s",), what, "correct one of them")


def _built_up(file: ExerciseFile) -> Iterator[Problem]:
    """An exercise is short enough at every step of its building up; the first that is not is told."""
    for level in range(TOP + 1):
        count = cue_count(file.value, RoutineStep(file.value.id), level)
        then = " once it is built up" if level else ""
        if count > MAX_CUES:
            yield file.document.problem((), f"this counts to {count}{then}", f"keep it under {MAX_CUES}")
            return
        if (seconds := exercise_seconds(file.value, level)) > MAX_S:
            what = f"this lasts {seconds // 60} minutes{then}"
            yield file.document.problem((), what, "keep it under two hours")
            return
