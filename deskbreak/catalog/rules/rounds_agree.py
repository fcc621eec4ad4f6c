"""The numbers of rounds that are offered lie within the range."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def rounds_agree(pack: Pack) -> Iterator[Problem]:
    """`rounds` is the range that may be chosen; `rounds_options` are the numbers its source names."""
    for file in pack.routines:
        low, high = file.value.rounds.min or 1, file.value.rounds.max or 1
        wrong = [number for number in file.value.rounds_options if not low <= number <= high]
        if wrong:
            what = english(
                "{n} rounds are offered, but rounds goes from {low} to {high}",
                n=wrong[0],
                low=low,
                high=high,
            )
            yield file.document.problem(("rounds_options",), what, N_("widen rounds, or take the number out"))
