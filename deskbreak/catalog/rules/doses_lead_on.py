"""Building up leads from one dose of the exercise to another."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def doses_lead_on(pack: Pack) -> Iterator[Problem]:
    """`then_doses` numbers doses of the same file, each once, and not the one it begins with."""
    for file in pack.exercises:
        exercise = file.value
        seen = [exercise.dose]
        for index, number in enumerate(exercise.later):
            where = ("then_doses", index)
            if number >= len(exercise.doses):
                what, hint = (
                    english("there is no dose number {number}", number=number + 1),
                    english("the file has {n}", n=len(exercise.doses)),
                )
                yield file.document.problem(where, what, hint)
            elif number in seen:
                yield file.document.problem(
                    where, english("dose {number} comes twice", number=number + 1), N_("name each dose once")
                )
            seen.append(number)
