"""A substitute and a parent are names of things that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from deskbreak.catalog.kinds import near
from deskbreak.catalog.pack import File, Pack
from deskbreak.errors import Problem
from deskbreak.sentences import english


def names_lead_somewhere(pack: Pack) -> Iterator[Problem]:
    """What is offered instead of an exercise can be done, and what a routine is part of can be found."""
    for exercise in pack.exercises:
        yield from _known(exercise, "substitute", exercise.value.substitute, pack.known.exercises)
    for routine in pack.routines:
        yield from _known(routine, "parent", routine.value.parent, pack.known.routines)


def _known(file: File, key: str, name: str, names: Collection[str]) -> Iterator[Problem]:
    if name and name not in names:
        yield file.document.problem(
            (key,), english('nothing is called "{name}"', name=name), near(name, list(names))
        )
