"""Movements that the sources advise against come in only when the person names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.content import AVOIDED
from deskbreak.errors import Problem

WHY = {
    "toe-touches": "toe touches overload the lower back",
    "sit-ups": "sit-ups press hard on the discs of the spine",
    "leg-lifts": "straight-leg lifts on the back may aggravate back pain",
}
# Only these very names: raising a leg in bird dog, heel dips or a hamstring stretch is something else.
_NAMES = {
    "toe-touches": re.compile(r"\btoe[\s_-]*touch", re.IGNORECASE),
    "sit-ups": re.compile(r"\bsit[\s_-]*ups?\b", re.IGNORECASE),
    "leg-lifts": re.compile(r"\bleg[\s_-]*(lift|raise)s?\b", re.IGNORECASE),
}


def avoided_movements_are_named(pack: Pack) -> Iterator[Problem]:
    """Toe touches, sit-ups and straight-leg lifts need `override = ["..."]` in the exercise's own file."""
    for file in pack.exercises:
        for movement in AVOIDED:
            if _does(file, movement) and movement not in file.document.data.get("override", ()):
                key = "movements" if movement in file.value.movements else "name"
                hint = f'leave it out; if a professional wants it, write override = ["{movement}"]'
                yield file.document.problem((key,), f"{WHY[movement]} (S4)", hint)


def _does(file: ExerciseFile, movement: str) -> bool:
    exercise = file.value
    if movement in exercise.movements:
        return True
    if movement == "leg-lifts" and exercise.position != "supine":
        return False
    return any(_NAMES[movement].search(name) for name in (exercise.id, exercise.name, *exercise.aliases))
