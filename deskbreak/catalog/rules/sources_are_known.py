"""Every dose, routine and exercise is credited to a source that exists, or to ourselves."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import near
from deskbreak.catalog.pack import Pack
from deskbreak.core.dosage import OWN
from deskbreak.errors import Problem
from deskbreak.sentences import english


def sources_are_known(pack: Pack) -> Iterator[Problem]:
    """In shipped content a source is one of the ledger's articles or "own"."""
    known = [OWN, *pack.known.sources]
    for file in pack.files:
        data = file.document.data
        named = [(("sources",), one) for one in data.get("sources", ())]
        named += [(("dose",), row["source"]) for row in data.get("dose", ())]
        named += [(("source",), data["source"])] if "source" in data else []
        for where, source in named:
            if source not in known:
                yield file.document.problem(
                    where, english('no source "{source}"', source=source), near(source, known)
                )
