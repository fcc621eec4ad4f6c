"""What an exercise does in a set, as text that is true of it."""

from __future__ import annotations

from collections.abc import Iterable

from deskbreak.core.body_words import ROLES
from deskbreak.core.content import Exercise
from deskbreak.sentences import N_

OPENS_FRONT = N_("opens hips and front")  # only what stretches the hip flexors
_DOES = {"opens": N_("opens the hips"), "moves": N_("moves the spine"), "wakes": N_("wakes core or glutes")}
_LOOSENS = N_("loosens legs or hips")  # it joins a set beside what opens the hips


def does(exercise: Exercise) -> str:
    """What one exercise does."""
    if not exercise.fills_role:
        return _LOOSENS
    return OPENS_FRONT if exercise.opens_front and exercise.role == "opens" else _DOES[exercise.role]


def set_does(exercises: Iterable[Exercise]) -> list[str]:
    """What a set of them does, a phrase for each role that is filled."""
    found = [does(one) for one in exercises if one.fills_role]
    order = [OPENS_FRONT, *(_DOES[role] for role in ROLES)]
    said = [phrase for phrase in order if phrase in found]
    return [phrase for phrase in said if not (phrase == _DOES["opens"] and OPENS_FRONT in said)]
