"""An exercise that is counted per side says how its sides take turns."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.dosage import Dose
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def sides_agree(pack: Pack) -> Iterator[Problem]:
    """`per_side` and `repetitions_per_side` belong together, and need `sides`."""
    for file in pack.exercises:
        for where, dose in _doses(file):
            yield from _dose_agrees(file, where, dose)
    for routine in pack.routines:
        for index, row in enumerate(routine.document.data["step"]):
            exercise = pack.known.exercises.get(row["exercise"])
            if row.get("per_side") and exercise is not None and not exercise.sides:
                what = english(
                    'step {n}: "{id}" has no sides, so nothing can be per side', n=index + 1, id=exercise.id
                )
                yield routine.document.problem(("step", index, "per_side"), what, N_("take per_side out"))


def _doses(file: ExerciseFile) -> Iterator[tuple[tuple[str | int, ...], Dose]]:
    yield ("own",), file.value.own
    for index, dose in enumerate(file.value.doses):
        yield ("dose", index), dose


def _dose_agrees(file: ExerciseFile, where: tuple[str | int, ...], dose: Dose) -> Iterator[Problem]:
    if dose.repetitions_per_side and not dose.per_side:
        hint = N_("add per_side = true, or write reps")
        yield file.document.problem(
            (*where, "repetitions_per_side"), N_("repetitions per side without per_side"), hint
        )
    if dose.reps and dose.per_side:
        hint = N_("write repetitions_per_side instead of reps")
        yield file.document.problem(
            (*where, "reps"), N_("reps together with per_side could mean either"), hint
        )
    if dose.per_side and not file.value.sides:
        hint = N_('add sides = "each" (one side, then the other) or sides = "alternate"')
        yield file.document.problem((*where, "per_side"), N_("per side, but the exercise has no sides"), hint)
