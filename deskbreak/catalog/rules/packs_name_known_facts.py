"""A pack that points to a fact points to one that deskbreak can show."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import Where, near
from deskbreak.catalog.pack import File, Pack
from deskbreak.catalog.rules.facts_exist import KINDS
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def packs_name_known_facts(pack: Pack) -> Iterator[Problem]:
    """Reasons, safety, frequency and conflicts are ids of the shipped facts, each of its kind."""
    if not pack.before.facts:
        return  # the shipped content: facts_exist proves it by the ledger
    for file in pack.files:
        for where, kind, name in _named(file):
            if (kind, name) not in pack.before.facts:
                known = [key for of, key in pack.before.facts if of == kind]
                hint = near(name, known) or N_("leave it out")
                yield file.document.problem(
                    where, english('no {kind} fact "{name}"', kind=kind, name=name), hint
                )


def _named(file: File) -> Iterator[tuple[Where, str, str]]:
    """Every fact that the file names: where, of which kind, its id."""
    data = file.document.data
    for key, kind in KINDS.items():
        yield from (((key, index), kind, name) for index, name in enumerate(data.get(key, ())))
    if "fact" in data.get("why", {}):
        yield ("why", "fact"), "rationale", data["why"]["fact"]
    for index, row in enumerate(data.get("cautions", ())):
        if "fact" in row:
            yield ("cautions", index, "fact"), "safety", row["fact"]
