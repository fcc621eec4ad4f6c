"""Amounts as a person says them."""

from __future__ import annotations

from deskbreak.core.amounts import Amounts
from deskbreak.core.durations import exactly


def dose_words(amounts: Amounts) -> str:
    """The amounts as a person says them: "2 sets of 10, holding 5 s"."""
    a_side = " a side" if len(amounts.sides) == 2 else ""
    if amounts.duration_s:
        return exactly(amounts.duration_s, in_seconds_below=90) + (
            ", changing sides half-way" if amounts.halves else a_side
        )
    if amounts.reps:
        words = _count_words(amounts)
        words += f", holding {amounts.hold_s} s" if amounts.hold_s else ""
        return words + (f", {amounts.breaths} breaths each" if amounts.breaths else "")
    if amounts.breaths:
        return f"{amounts.breaths} slow breaths{a_side}"
    times = f"{amounts.holds} holds of" if amounts.holds > 1 else "hold"
    return f"{times} {exactly(amounts.hold_s, in_seconds_below=90)}{a_side}"


_FEW = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


def _count_words(amounts: Amounts) -> str:
    turns = amounts.alternate and amounts.reps % 2 == 0
    count = amounts.reps // 2 if turns else amounts.reps
    words = (
        f"{amounts.sets} sets of {count}"
        if amounts.sets > 1
        else ("once" if count == 1 else f"{count} times")
    )
    if turns or len(amounts.sides) == 2:
        words += " a side"
    elif amounts.alternate:
        words += ", sides in turn"
    batches = amounts.batches()
    few = -(-max(batches) // (2 if amounts.alternate else 1)) if len(batches) > 1 else 0
    return f"{words}, {_FEW[few]} at a time" if few else words
