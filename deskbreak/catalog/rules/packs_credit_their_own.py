"""A pack speaks for its own people, and not for the articles behind the shipped content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deskbreak.catalog.folded import folded
from deskbreak.catalog.kinds import Where
from deskbreak.catalog.pack import File, Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def packs_credit_their_own(pack: Pack) -> Iterator[Problem]:
    """What a pack says an article says cannot be proved, so it may not name one."""
    theirs = {folded(source) for source in pack.before.sources}
    for file in pack.files:
        for where, source in _credits(file):
            if folded(source) in theirs:
                what = english('"{source}" is one of the articles behind the shipped content', source=source)
                yield file.document.problem(where, what, N_('credit whoever gave it to you, or "own"'))


def _credits(file: File) -> Iterator[tuple[Where, str]]:
    """Every source that the file names, and where."""
    data = file.document.data
    yield from ((("sources", index), one) for index, one in enumerate(data.get("sources", ())))
    rows: list[tuple[Where, Mapping[str, Any]]] = [((), data), (("why",), data.get("why", {}))]
    rows += [((key, at), row) for key in ("dose", "cautions") for at, row in enumerate(data.get(key, ()))]
    yield from (((*where, "source"), row["source"]) for where, row in rows if "source" in row)
