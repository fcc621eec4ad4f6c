"""A figure that is named can be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import near
from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import english


def figures_exist(pack: Pack) -> Iterator[Problem]:
    """Without a `figure` key an exercise shows its own drawing, or a stand-in in the same position."""
    for file in pack.exercises:
        named = file.document.data.get("figure")
        if named and named not in pack.figures:
            yield file.document.problem(
                ("figure",), english('no figure "{named}"', named=named), near(named, sorted(pack.figures))
            )
