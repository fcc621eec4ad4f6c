"""A routine lasts as long as it says, and nothing lasts for hours."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.lengths import MAX_CUES, MAX_S, cue_count, seconds_up_to
from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.amounts import TOP
from deskbreak.core.content import RoutineStep
from deskbreak.core.script import exercise_seconds
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


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
            yield routine.document.problem(
                (), N_("this lasts more than two hours"), N_("leave some of it out")
            )
        elif stated is not None and stated != seconds:
            what = english(
                "total_s says {n} seconds, the steps add up to {seconds}", n=stated, seconds=seconds
            )
            yield routine.document.problem(("total_s",), what, N_("correct one of them"))


def _built_up(file: ExerciseFile) -> Iterator[Problem]:
    """An exercise is short enough at every step of its building up; the first that is not is reported."""
    for level in range(TOP + 1):
        count = cue_count(file.value, RoutineStep(file.value.id), level)
        if count > MAX_CUES:
            what = english("this counts to {n}", n=count)
            if level:
                what = english("this counts to {n} once it is built up", n=count)
            yield file.document.problem((), what, english("keep it under {n}", n=MAX_CUES))
            return
        if (seconds := exercise_seconds(file.value, level)) > MAX_S:
            what = english("this lasts {n} minutes", n=seconds // 60)
            if level:
                what = english("this lasts {n} minutes once it is built up", n=seconds // 60)
            yield file.document.problem((), what, N_("keep it under two hours"))
            return
