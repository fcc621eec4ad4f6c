"""What a player asks for takes time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deskbreak.catalog.lengths import MAX_CUES, cue_count
from deskbreak.catalog.pack import ExerciseFile, Pack, RoutineFile
from deskbreak.core.amounts import TOP
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.cues import CueKind
from deskbreak.core.script import exercise_seconds, script
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english
from deskbreak.values import replace

MIN_S = 5
# the kind of a cue -> the key of [tempo] that says how long it is, and the words for it
_PARTS = {
    CueKind.POSITION: ("position_s", N_("getting into place")),
    CueKind.WORK: ("rep_s", "a repetition"),
    CueKind.SWITCH: ("switch_s", N_("changing sides")),
    CueKind.REST: ("rest_s", N_("the rest between sets")),
}


def cues_take_time(pack: Pack) -> Iterator[Problem]:
    """An exercise lasts a few seconds at least, and nothing that a player says is over at once."""
    for file in pack.exercises:
        yield from _exercise(file)
    for routine in pack.routines:
        yield from _routine(routine, pack.known.exercises)


def _exercise(file: ExerciseFile) -> Iterator[Problem]:
    exercise, step = file.value, RoutineStep(file.value.id)
    if part := next(filter(None, (_empty_part(exercise, step, level) for level in range(TOP + 1))), None):
        key, words = part
        yield file.document.problem(
            ("tempo", key),
            english("{words} takes no time", words=words),
            english("give {key} a second or more", key=key),
        )
    elif cue_count(exercise, step) <= MAX_CUES and exercise_seconds(exercise) < MIN_S:
        what = english("this lasts {n} seconds", n=exercise_seconds(exercise))
        yield file.document.problem(("tempo",), what, english("give it {n} seconds or more", n=MIN_S))


def _routine(file: RoutineFile, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """A step's own amounts may need what the exercise by itself does not, such as a repetition."""
    rows = file.document.data["step"]
    for step in dict.fromkeys(file.value.steps):
        exercise = exercises.get(step.exercise)
        if exercise is None or step.dose is None or not (part := _empty_part(exercise, step)):
            continue
        index = next(at for at, row in enumerate(rows) if row["exercise"] == step.exercise)
        what = english(
            'step {n}: {part} takes no time in "{exercise}"',
            n=index + 1,
            part=part[1],
            exercise=step.exercise,
        )
        yield file.document.problem(("step", index), what, N_("give the step more time, or other amounts"))


def _empty_part(exercise: Exercise, step: RoutineStep, level: int = 0) -> tuple[str, str] | None:
    """The first part of the step that takes no time; what is far too long is not gone through."""
    if cue_count(exercise, step, level) > MAX_CUES:
        return None  # said by lengths_are_true
    alone = Routine(exercise.id, exercise.name, (replace(step, optional=False),))
    cues = script(alone, Catalog({step.exercise: exercise}, {}), levels={exercise.id: level}).cues
    empty = (_PARTS.get(cue.kind) for cue in cues if cue.seconds <= 0)
    return next(filter(None, empty), None)  # a hold of no time is said by amounts_are_known
