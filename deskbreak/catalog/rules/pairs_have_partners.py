"""Steps that go through the sides together stand next to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def pairs_have_partners(pack: Pack) -> Iterator[Problem]:
    """A `pair` is done whole on the left and then whole on the right, so it is one block of two or more."""
    for file in pack.routines:
        rows = file.document.data["step"]
        blocks = [
            (key, [index for index, _ in block])
            for key, block in groupby(enumerate(rows), lambda one: one[1].get("pair"))
        ]
        times = Counter(key for key, _ in blocks if key)
        for key, indexes in blocks:
            if key and (len(indexes) < 2 or times[key] > 1):
                what = english('the steps of pair "{key}" do not stand together', key=key)
                yield file.document.problem(
                    ("step", indexes[0], "pair"), what, N_("put them next to each other")
                )
