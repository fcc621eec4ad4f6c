"""What a source says about the care of one movement is said where the movement is shown."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import english


def cautions_are_said(pack: Pack) -> Iterator[Problem]:
    """Every safety fact about an exercise itself is spoken by one of its cautions; players show those."""
    of_movements = {fact["id"] for fact in pack.ledger.get("safety", ()) if fact["scope"] == "exercise"}
    for file in pack.exercises:
        said = {caution.fact for caution in file.value.cautions}
        for index, fact in enumerate(file.value.safety):
            if fact in of_movements and fact not in said:
                what = english('no caution says what the safety fact "{fact}" states', fact=fact)
                yield file.document.problem(
                    ("safety", index), what, english('add one with fact = "{fact}"', fact=fact)
                )
