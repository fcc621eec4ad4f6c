"""Movements that the sources advise against come in only when the person names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskbreak.catalog.folded import folded
from deskbreak.catalog.pack import ExerciseFile, Pack
from deskbreak.core.body_words import AVOIDED
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english

WHY = {
    "toe-touches": N_("toe touches overload the lower back"),
    "sit-ups": N_("sit-ups press hard on the discs of the spine"),
    "leg-lifts": N_("leg lifts, as we take it straight legs raised on the back, may aggravate back pain"),
}
# Only these very names, as `folded` has them: raising a leg in bird dog, heel dips or a hamstring stretch is
# something else, and so are toe taps and hamstring touches. Crunches are sit-ups; sitting up straight is not.
_WHOSE = r"(?:(?:your|my|the|both|straight) )*"
_NAMES = {
    "toe-touches": re.compile(rf"\btoes? ?(?:touch|reach)|\btouch(?:es|ing)? {_WHOSE}toes?\b"),
    "sit-ups": re.compile(
        r"\bsit ?ups\b|\bsit ?up\b(?! (?:straight|tall)\b(?! leg))|\bcrunch(?:es|ing)?\b|\b(?:curl|v) ?ups?\b"
    ),
    "leg-lifts": re.compile(
        rf"\blegs? ?(?:lift|rais|lower)(?:s|e|es|er|ers|ing)?\b|\b(?:lift|rais)(?:s|e|es|ing)? {_WHOSE}legs?\b"
    ),
}


def avoided_movements_are_named(pack: Pack) -> Iterator[Problem]:
    """Toe touches, sit-ups and straight-leg lifts need `override = ["..."]` in the exercise's own file."""
    for file in pack.exercises:
        for movement in AVOIDED:
            if movement not in file.document.data.get("override", ()) and (key := _says(file, movement)):
                hint = english(
                    'leave it out; if a professional wants it, write override = ["{movement}"]',
                    movement=movement,
                )
                yield file.document.problem((key,), f"{WHY[movement]} (S4)", hint)


def _says(file: ExerciseFile, movement: str) -> str:
    """The key that says the exercise is this movement; "" where none does."""
    exercise = file.value
    if movement in exercise.movements:
        return "movements"
    if movement == "leg-lifts" and exercise.position != "supine":
        return ""  # raising a leg on the side, on all fours or standing is no straight-leg lift on the back
    names = {"name": [exercise.name], "aliases": exercise.aliases, "id": [exercise.id]}
    found = (key for key, words in names.items() if any(_NAMES[movement].search(folded(w)) for w in words))
    return next(found, "")
