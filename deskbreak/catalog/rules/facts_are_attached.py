"""No fact of the sources is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deskbreak.catalog.pack import Pack
from deskbreak.catalog.rules.facts_exist import KINDS
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def facts_are_attached(pack: Pack) -> Iterator[Problem]:
    """Each stands in the files of the exercises and routines it names, and each is shown somewhere."""
    files = {file.value.id: file for file in pack.files}
    for key, kind in KINDS.items():
        for fact in pack.ledger.get(kind, ()):
            for name in _named(fact):
                file = files.get(name)
                if file is None:
                    yield Problem(
                        str(pack.folder),
                        1,
                        english('"{fact}" is about "{name}", which has no file', fact=fact["id"], name=name),
                    )
                elif fact["id"] not in file.document.data.get(key, ()):
                    what = english('the {kind} fact "{fact}" is missing', kind=kind, fact=fact["id"])
                    yield file.document.problem((key,), what, english("add it to {key}", key=key))
    yield from _unattached(pack)


def _unattached(pack: Pack) -> Iterator[Problem]:
    noticed = {fact for notice in pack.known.notices.values() for fact in notice.facts}
    for key, kind in KINDS.items():
        attached = noticed | {fact for file in pack.files for fact in file.document.data.get(key, ())}
        for fact in pack.ledger.get(kind, ()):
            if fact["id"] not in attached:
                what = english('the {kind} fact "{fact}" is told nowhere', kind=kind, fact=fact["id"])
                yield Problem(
                    str(pack.folder), 1, what, hint=N_("attach it to an exercise, routine or notice")
                )


def _named(fact: dict[str, Any]) -> set[str]:
    single = {fact[key] for key in ("exercise", "routine") if key in fact}
    return single | set(fact.get("exercises", ()))
