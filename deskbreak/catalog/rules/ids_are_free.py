"""No two things share an id, and none takes a word that means something else."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem

TAKEN = frozenset({"auto", "none", "own", "all"})


def ids_are_free(pack: Pack) -> Iterator[Problem]:
    """Every exercise is also a routine of one step, so exercises and routines share one set of ids."""
    seen: dict[str, str] = {}
    for file in pack.files:
        given, name = file.value.id, str(file.document.path)
        if given in TAKEN:
            yield file.document.problem(("id",), f'"{given}" has a meaning of its own', "choose another id")
        elif id_is_taken(given, pack.before):
            yield file.document.problem(
                ("id",),
                f'there is already something called "{given}"',
                f'choose another id, like "my-{given}"',
            )
        elif given in seen:
            yield file.document.problem(("id",), f'"{given}" is also in {seen[given]}', "rename one of them")
        seen.setdefault(given, name)


def id_is_taken(given: str, before: Catalog) -> bool:
    """Return True if something else has this very id, or the id is a word with a meaning of its own."""
    return given in TAKEN or given in before.exercises or given in before.routines
