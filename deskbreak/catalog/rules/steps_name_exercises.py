"""Every step of a routine names an exercise that exists."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.catalog.kinds import near
from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english


def steps_name_exercises(pack: Pack) -> Iterator[Problem]:
    """A routine is made of exercises, the shipped ones or those of a pack; never of other routines."""
    for file in pack.routines:
        for index, row in enumerate(file.document.data["step"]):
            name = row["exercise"]
            if name not in pack.known.exercises:
                routine = name in pack.known.routines
                hint = near(name, list(pack.known.exercises))
                what = english('step {n}: no exercise "{name}"', n=index + 1, name=name)
                if routine:
                    hint = N_("name its exercises one by one")
                    what = english('step {n}: "{name}" is a routine', n=index + 1, name=name)
                yield file.document.problem(("step", index, "exercise"), what, hint)
