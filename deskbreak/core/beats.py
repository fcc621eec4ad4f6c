"""One step of a routine as beats: each repetition, hold, breath, change and rest, with its seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from deskbreak.core.amounts import LEFT, RIGHT, Amounts, settle
from deskbreak.core.content import Exercise, RoutineStep
from deskbreak.core.cues import CueKind

BREATHER_S = 3  # between the twos and threes of something new; our own


@dataclass(frozen=True, slots=True)
class Beat:
    """A cue before it has a place in the routine."""

    kind: CueKind
    seconds: int
    say: str
    side: str = ""
    count: int = 0
    of: int = 0
    set_: int = 1
    sets: int = 1


def beats_of(exercise: Exercise, step: RoutineStep, level: int) -> list[Beat]:
    amounts = settle(exercise, step.dose, side=step.side, level=level)
    if amounts.duration_s:
        return list(_lasting(exercise, amounts))
    return list(_counted(exercise, amounts))


def _lasting(exercise: Exercise, amounts: Amounts) -> Iterator[Beat]:
    """A move that lasts so long: what leads in is taken from its time."""
    total = amounts.duration_s
    if exercise.is_walk:
        yield Beat(CueKind.WALK, total, exercise.cue)
        return
    for index, side in enumerate((LEFT, RIGHT) if amounts.halves else amounts.sides):
        seconds = (total + index) // 2 if amounts.halves else total
        lead = _switch(exercise, side) if index else _position(exercise, side)
        lead_s = min(lead.seconds, seconds // 3)
        yield Beat(lead.kind, lead_s, lead.say, side)
        yield Beat(CueKind.WORK, seconds - lead_s, _on(exercise.cue, side), side)


def _counted(exercise: Exercise, amounts: Amounts) -> Iterator[Beat]:
    yield _position(exercise, amounts.sides[0])
    for set_ in range(1, amounts.sets + 1):
        for index, side in enumerate(amounts.sides):
            if index:
                yield _switch(exercise, side, set_, amounts.sets)
            yield from _one_go(exercise, amounts, side, set_)
        if set_ < amounts.sets:
            yield Beat(CueKind.REST, exercise.tempo.rest_s, "Rest", "", 0, 0, set_, amounts.sets)


def _one_go(exercise: Exercise, amounts: Amounts, side: str, set_: int) -> Iterator[Beat]:
    sets = amounts.sets
    if not amounts.reps:
        if amounts.breaths:
            yield from _breaths(exercise, amounts, side, set_)
            return
        for hold in range(1, amounts.holds + 1):
            of = amounts.holds if amounts.holds > 1 else 0
            say = _hold_words(exercise, hold)
            yield Beat(CueKind.HOLD, amounts.hold_s, say, side, hold if of else 0, of, set_, sets)
        return
    ends = set(accumulate(amounts.batches()))
    for rep in range(1, amounts.reps + 1):
        turn = (LEFT if rep % 2 else RIGHT) if amounts.alternate else side
        work = Beat(
            CueKind.WORK, exercise.tempo.rep_s, _on(exercise.cue, turn), turn, rep, amounts.reps, set_, sets
        )
        yield work
        if amounts.hold_s:
            yield Beat(CueKind.HOLD, amounts.hold_s, exercise.cue_hold, turn, rep, amounts.reps, set_, sets)
        yield from _breaths(exercise, amounts, turn, set_)
        if rep in ends and rep < amounts.reps:
            yield Beat(CueKind.BREATHER, BREATHER_S, "A breather", side, 0, 0, set_, sets)


def _hold_words(exercise: Exercise, hold: int) -> str:
    """The words of one hold in a row; where the file has fewer, the last ones go on."""
    words = exercise.cue_holds or (exercise.cue_hold,)
    return words[min(hold, len(words)) - 1]


def _breaths(exercise: Exercise, amounts: Amounts, side: str, set_: int) -> Iterator[Beat]:
    for breath in range(1, amounts.breaths + 1):
        yield Beat(
            CueKind.BREATHE,
            exercise.tempo.breath_s,
            "Breathe in, and out",
            side,
            breath,
            amounts.breaths,
            set_,
            amounts.sets,
        )


def _position(exercise: Exercise, side: str) -> Beat:
    first = f"{exercise.name}, {side} side first" if side else exercise.name
    return Beat(CueKind.POSITION, exercise.tempo.position_s, first, side)


def _switch(exercise: Exercise, side: str, set_: int = 1, sets: int = 1) -> Beat:
    return Beat(CueKind.SWITCH, exercise.tempo.switch_s, f"Change to the {side} side", side, 0, 0, set_, sets)


def _on(cue: str, side: str) -> str:
    return f"{cue}, {side}" if side else cue
