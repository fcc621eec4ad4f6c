"""Going from substitute to substitute, or from part to whole, comes to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deskbreak.catalog.pack import File, Pack
from deskbreak.errors import Problem
from deskbreak.sentences import english


def no_circles(pack: Pack) -> Iterator[Problem]:
    """Nothing is its own substitute or its own parent, not even over several others."""
    substitutes = {key: one.substitute for key, one in pack.known.exercises.items()}
    parents = {key: one.parent for key, one in pack.known.routines.items()}
    for exercise in pack.exercises:
        yield from _circle(exercise, "substitute", substitutes)
    for routine in pack.routines:
        yield from _circle(routine, "parent", parents)


def _circle(file: File, key: str, leads: Mapping[str, str]) -> Iterator[Problem]:
    way = [file.value.id]
    while (name := leads.get(way[-1], "")) and name not in way:
        way.append(name)
    if name == file.value.id:
        what = english("this {key} goes in a circle: {names}", key=key, names=" -> ".join([*way[:5], name]))
        yield file.document.problem((key,), what, english("take the {key} out of one of them", key=key))
