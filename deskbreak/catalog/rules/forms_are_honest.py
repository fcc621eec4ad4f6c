"""A form of our own says which movement it is made after, and claims no more than that movement's source does."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import Where, near
from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import OWN, After
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english

FormFinding = tuple[Where, str, str]  # where, what, what to do about it


def forms_are_honest(pack: Pack) -> Iterator[Problem]:
    """`after` leads to a sourced movement and to a dose of that very source; nothing is claimed beyond them."""
    for file in pack.exercises:
        if file.value.after is None:
            continue
        for where, what, hint in _found(file, file.value.after, pack):
            yield file.document.problem(where, what, hint)


def _found(file: ExerciseFile, after: After, pack: Pack) -> Iterator[FormFinding]:
    one, behind = file.value, pack.known.exercises.get(after.exercise)
    if behind is None or after.exercise == one.id:
        what = english('no other exercise is called "{exercise}"', exercise=after.exercise)
        yield ("after", "exercise"), what, near(after.exercise, list(pack.known.exercises))
        return
    if after.source not in behind.sources:
        hint = english("its sources are: {names}", names=", ".join(behind.sources))
        yield (
            ("after", "source"),
            english('"{id}" does not come from {source}', id=behind.id, source=after.source),
            hint,
        )
    yield from _dose(after, behind)
    if one.sources != (OWN,):
        yield (
            ("sources",),
            N_("a form of our own has no other source"),
            N_("leave sources out; after names it"),
        )
    if any(dose.source != OWN for dose in one.doses if not dose.after):
        hint = N_("carry the source's dose over with after = { ..., dose = 1 }, or write ours into [own]")
        yield ("dose",), N_("a form of our own has no dose written for it by a source"), hint
    yield from _claims(one, behind)
    yield from _why(one, pack)


def _dose(after: After, behind: Exercise) -> Iterator[FormFinding]:
    if after.dose > len(behind.doses):
        what = english('"{id}" has no dose number {dose}', id=behind.id, dose=after.dose)
        yield ("after", "dose"), what, english("it has {n}", n=len(behind.doses))
    elif after.dose and behind.doses[after.dose - 1].source != after.source:
        theirs = behind.doses[after.dose - 1].source
        yield (
            ("after", "dose"),
            english(
                "dose {dose} is of {theirs}, not {source}",
                dose=after.dose,
                theirs=theirs,
                source=after.source,
            ),
            N_("name its own"),
        )


def _claims(one: Exercise, behind: Exercise) -> Iterator[FormFinding]:
    works = {*behind.targets, *behind.routine_targets}
    for index, target in enumerate(one.targets):
        if target not in works:
            yield (
                ("targets", index),
                english('no source says that "{id}" works on "{target}"', id=behind.id, target=target),
                N_("leave it out"),
            )


def _why(one: Exercise, pack: Pack) -> Iterator[FormFinding]:
    """What a source says of one movement is no reason for a form of ours; what it says of backs is."""
    for fact in pack.ledger.get("rationale", ()):
        if fact["id"] == one.why.fact and fact.get("exercises"):
            what = english(
                '"{fact}" speaks of {names}, and not of this form',
                fact=fact["id"],
                names=", ".join(fact["exercises"]),
            )
            yield ("why", "fact"), what, N_("give a reason that holds for any movement")
