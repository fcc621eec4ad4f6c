"""Amounts as a person says them: parts with commas between, each of them a text of its own."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.amounts import Amounts
from deskbreak.core.durations import exactly
from deskbreak.sentences import N_, english, english_n


def dose_words(amounts: Amounts) -> str:
    """The amounts as a person says them: "2 sets of 10, holding 5 s"."""
    return ", ".join(_parts(amounts))


def _parts(amounts: Amounts) -> Iterator[str]:
    if amounts.duration_s:
        yield from _time_words(amounts)
    elif amounts.reps:
        yield from _count_words(amounts)
        if amounts.hold_s:
            yield english("holding {seconds:d} s", seconds=amounts.hold_s)
        if amounts.breaths:
            yield english_n("{n} breaths each", "{n} breaths each", amounts.breaths)
    elif amounts.breaths:
        yield _breath_words(amounts)
    else:
        yield _hold_words(amounts)


def _a_side(amounts: Amounts) -> bool:
    return len(amounts.sides) == 2


def _time_words(amounts: Amounts) -> Iterator[str]:
    length = exactly(amounts.duration_s, in_seconds_below=90)
    if amounts.halves:
        yield from (length, N_("changing sides half-way"))
    else:
        yield english("{length} a side", length=length) if _a_side(amounts) else length


def _breath_words(amounts: Amounts) -> str:
    if _a_side(amounts):
        return english_n("{n} slow breaths a side", "{n} slow breaths a side", amounts.breaths)
    return english_n("{n} slow breaths", "{n} slow breaths", amounts.breaths)


def _hold_words(amounts: Amounts) -> str:
    length, times = exactly(amounts.hold_s, in_seconds_below=90), amounts.holds
    if _a_side(amounts):
        return english_n("hold {length} a side", "{n} holds of {length} a side", times, length=length)
    return english_n("hold {length}", "{n} holds of {length}", times, length=length)


_FEW = {
    1: N_("one at a time"),
    2: N_("two at a time"),
    3: N_("three at a time"),
    4: N_("four at a time"),
    5: N_("five at a time"),
}


def _count_words(amounts: Amounts) -> Iterator[str]:
    turns = amounts.alternate and amounts.reps % 2 == 0
    count = amounts.reps // 2 if turns else amounts.reps
    a_side = turns or _a_side(amounts)
    yield _times_a_side(amounts.sets, count) if a_side else _times(amounts.sets, count)
    if amounts.alternate and not a_side:
        yield N_("sides in turn")
    batches = amounts.batches()
    few = -(-max(batches) // (2 if amounts.alternate else 1)) if len(batches) > 1 else 0
    if few:
        yield _FEW[few]


def _times(sets: int, count: int) -> str:
    if sets > 1:
        return english_n("{n} set of {times:d}", "{n} sets of {times:d}", sets, times=count)
    return english_n("once", "{n} times", count)


def _times_a_side(sets: int, count: int) -> str:
    if sets > 1:
        return english_n("{n} set of {times:d} a side", "{n} sets of {times:d} a side", sets, times=count)
    return english_n("once a side", "{n} times a side", count)
