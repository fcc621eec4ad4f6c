"""How long getting ready takes: the way from one position to the next. Our own numbers, no source gives any."""

from __future__ import annotations

from deskbreak.core.body_words import UPRIGHT

DESK = "chair"  # where everybody is before the first step
DOWN_OR_UP_S, TURN_OVER_S, USUAL_S = 12, 8, 5
_LYING = frozenset({"prone", "supine", "side-lying"})


def ready_s(before: str, position: str) -> int:
    """Seconds to get from one position into another, and to take along what is needed."""
    if (before in UPRIGHT) != (position in UPRIGHT):
        return DOWN_OR_UP_S
    lies = before in _LYING and position in _LYING
    return TURN_OVER_S if lies and before != position else USUAL_S
