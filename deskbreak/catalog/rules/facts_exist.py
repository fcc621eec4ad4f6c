"""Whatever rests on a fact names one that the ledger has."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import Where, near
from deskbreak.catalog.pack import File, Pack
from deskbreak.catalog.sources import facts_in
from deskbreak.errors import Problem
from deskbreak.sentences import english

# key in a content file -> kind of fact in the ledger
KINDS = {
    "reasons": "rationale",
    "safety": "safety",
    "frequency": "frequency",
    "conflicts": "conflict",
}


def facts_exist(pack: Pack) -> Iterator[Problem]:
    """Reasons, cautions, frequencies and conflicts are facts of the right kind and source."""
    facts = facts_in(pack.ledger)
    for file in pack.files:
        for key, kind in KINDS.items():
            for index, name in enumerate(file.document.data.get(key, ())):
                if name not in facts[kind]:
                    hint = near(name, list(facts[kind]))
                    yield file.document.problem(
                        (key, index), english('no {kind} fact "{name}"', kind=kind, name=name), hint
                    )
        for where, row, kind in _sentences(file):
            source, fact = row.get("source", "own"), facts[kind].get(row.get("fact", ""))
            if source == "own" and "fact" not in row:
                continue
            if fact is None:
                yield file.document.problem(
                    where,
                    english('this sentence rests on no {kind} fact of "{source}"', kind=kind, source=source),
                )
            elif fact["source"] != source:
                yield file.document.problem(
                    where,
                    english(
                        '"{fact}" is stated by {stated}, not {source}',
                        fact=row["fact"],
                        stated=fact["source"],
                        source=source,
                    ),
                )


def _sentences(file: File) -> Iterator[tuple[Where, dict[str, str], str]]:
    if "why" in file.document.data:
        yield ("why",), file.document.data["why"], "rationale"
    for index, row in enumerate(file.document.data.get("cautions", ())):
        yield ("cautions", index), row, "safety"
