"""Everything that can be started says how much of it there is."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.core.amounts import settle
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Dose
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def amounts_are_known(pack: Pack) -> Iterator[Problem]:
    """What a source leaves open is filled by the `own` table, so that no step lasts for nothing."""
    hint = N_("add an [own] table with reps, hold_s, breaths or duration_s")
    for file in pack.exercises:
        exercise = file.value
        chosen = file.document.data.get("use_dose")
        if chosen is not None and chosen > len(exercise.doses):
            what = english("there is no dose number {chosen}", chosen=chosen)
            yield file.document.problem(
                ("use_dose",), what, english("the file has {n}; 0 is [own]", n=len(exercise.doses))
            )
            continue
        if not _amounts(exercise, exercise.usual):
            yield file.document.problem((), N_("nothing says how much of this is done"), hint)
        for index, dose in enumerate(exercise.doses):
            if dose != exercise.usual and not _amounts(exercise, dose):
                yield file.document.problem(("dose", index), N_("this dose says nothing of how much"), hint)


def _amounts(exercise: Exercise, dose: Dose) -> bool:
    amounts = settle(exercise, dose)
    return bool(amounts.reps or amounts.hold_s or amounts.breaths or amounts.duration_s)
