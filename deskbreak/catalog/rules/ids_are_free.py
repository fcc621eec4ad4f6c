"""No two things share an id, and none takes a word that means something else."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english

TAKEN = frozenset({"auto", "none", "own", "all"})


def ids_are_free(pack: Pack) -> Iterator[Problem]:
    """Every exercise is also a routine of one step, so exercises and routines share one set of ids."""
    seen: dict[str, str] = {}
    for file in pack.files:
        given, name = file.value.id, str(file.document.path)
        if given in TAKEN:
            yield file.document.problem(
                ("id",), english('"{given}" has a meaning of its own', given=given), N_("choose another id")
            )
        elif id_is_taken(given, pack.before):
            yield file.document.problem(
                ("id",),
                english('there is already something called "{given}"', given=given),
                english('choose another id, like "my-{given}"', given=given),
            )
        elif given in seen:
            yield file.document.problem(
                ("id",),
                english('"{given}" is also in {seen}', given=given, seen=seen[given]),
                N_("rename one of them"),
            )
        seen.setdefault(given, name)


def id_is_taken(given: str, before: Catalog) -> bool:
    """Return True if something else has this very id, or the id is a word with a meaning of its own."""
    return given in TAKEN or given in before.exercises or given in before.routines
