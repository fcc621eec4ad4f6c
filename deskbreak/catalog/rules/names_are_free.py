"""No two things answer to the same name."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.folded import folded
from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.catalog.rules.ids_are_free import TAKEN, id_is_taken
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def names_are_free(pack: Pack) -> Iterator[Problem]:
    """People start things by name, so what a pack brings may not go by an id, a name or an alias in use."""
    taken = dict.fromkeys(TAKEN, N_("a word of deskbreak's own")) | _taken(pack.before)
    for file in pack.files:
        names = [*_said(file.value)]
        if not id_is_taken(file.value.id, pack.before):
            names.append(("id", file.value.id))
        for key, name in names:
            if owner := taken.get(folded(name), ""):
                what = english('"{name}" is already a name of {owner}', name=name, owner=owner)
                yield file.document.problem(
                    (key,), what, english('choose another, like "My {name}"', name=folded(name))
                )
    yield from _twice(pack)


def _taken(before: Catalog) -> dict[str, str]:
    """What each name in use belongs to."""
    things: tuple[Exercise | Routine, ...] = (*before.exercises.values(), *before.routines.values())
    names = ((folded(name), one.id) for one in things for _, name in (("id", one.id), *_said(one)))
    return {name: f'"{owner}"' for name, owner in names if name}


def _said(one: Exercise | Routine) -> Iterator[tuple[str, str]]:
    """The names of an exercise or routine besides its id, with the key that says each."""
    yield "name", one.name
    if isinstance(one, Exercise):
        yield from (("aliases", name) for name in one.aliases)
    elif one.source_name:
        yield "source_name", one.source_name


def _twice(pack: Pack) -> Iterator[Problem]:
    """Two exercises of one pack; a routine may be called as the one exercise it is about."""
    seen: dict[str, ExerciseFile] = {}
    for file in pack.exercises:
        for key, name in (("id", file.value.id), *_said(file.value)):
            first = seen.setdefault(folded(name), file).value
            if first.id != file.value.id:
                what = english('"{name}" is also a name of "{id}"', name=name, id=first.id)
                yield file.document.problem((key,), what, N_("rename one of them"))
