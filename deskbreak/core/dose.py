"""From a routine to what a player plays: each repetition, hold, breath, change and rest as a timed cue.

The pace is ours (`Tempo`). Where a source states how long a move lasts, getting into place is taken from that
time; elsewhere it comes on top. The same arguments always give the same script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from deskbreak.core.amounts import LEFT, RIGHT, Amounts, settle, stage
from deskbreak.core.content import Catalog, Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep

# The length of each exercise before its dose builds up: choosing a set asks for it again and again.
_LENGTHS: dict[str, tuple[Exercise, int]] = {}

ROUND_REST_S = 30  # no source gives a rest between rounds; this is ours
BREATHER_S = 3  # between the twos and threes of something new; ours too


@dataclass(frozen=True, slots=True)
class _Beat:
    """A cue before it has a place in the routine."""

    kind: CueKind
    seconds: int
    say: str
    side: str = ""
    count: int = 0
    of: int = 0
    set_: int = 1
    sets: int = 1


def script(
    routine: Routine,
    catalog: Catalog,
    *,
    seconds: float | None = None,
    rounds: int | None = None,
    levels: Mapping[str, int] | None = None,
    equipment: Collection[str] | None = None,
    blocked: Collection[str] = (),
) -> Script:
    """The routine as timed cues.

    With `seconds` to spend, optional steps and further rounds come in as far as they fit, and built-up doses
    go back towards their start where they would not; without, it is one round with no optional steps. The
    shortest form is kept even where it is longer than `seconds`. Blocked exercises are left out.
    """
    steps = [step for step in routine.steps if step.exercise not in blocked]
    needed = [step for step in routine.needed if step.exercise not in blocked]
    eased = _eased(needed, catalog, levels or {}, seconds)
    chosen = _chosen(steps, needed, catalog, eased, seconds, equipment)
    beats = [_beats(catalog.exercises[one.exercise], one, eased.get(one.exercise, 0)) for one in chosen]
    once = sum(beat.seconds for part in beats for beat in part)
    times = _rounds(routine, rounds, once, seconds)
    shown = [
        _shown(catalog.exercises[one.exercise], one, eased.get(one.exercise, 0), part, one not in needed)
        for one, part in zip(chosen, beats, strict=True)
    ]
    cues = tuple(_timed(beats, times))
    end = cues[-1].start_s + cues[-1].seconds if cues else 0
    return Script(routine.id, routine.name, times, end, tuple(shown), cues)


def step_seconds(catalog: Catalog, step: RoutineStep, level: int = 0) -> int:
    """How long one step lasts, getting into place included."""
    return sum(beat.seconds for beat in _beats(catalog.exercises[step.exercise], step, level))


def exercise_seconds(exercise: Exercise, level: int = 0) -> int:
    """How long the exercise lasts in its usual dose."""
    if level:
        return sum(beat.seconds for beat in _beats(exercise, RoutineStep(exercise.id), level))
    known = _LENGTHS.get(exercise.id)
    if known is None or known[0] is not exercise:
        seconds = sum(beat.seconds for beat in _beats(exercise, RoutineStep(exercise.id), 0))
        known = _LENGTHS[exercise.id] = exercise, seconds
    return known[1]


def routine_seconds(routine: Routine, catalog: Catalog) -> int:
    """How long one round lasts at the start of everybody's building up, optional steps left out."""
    return sum(step_seconds(catalog, step) for step in routine.needed)


def dose_words(amounts: Amounts) -> str:
    """The amounts as a person says them: "2 sets of 10, holding 5 s"."""
    a_side = " a side" if len(amounts.sides) == 2 else ""
    if amounts.duration_s:
        return _length(amounts.duration_s) + (", half of it a side" if amounts.halves else a_side)
    if amounts.reps:
        words = _count_words(amounts)
        words += f", holding {amounts.hold_s} s" if amounts.hold_s else ""
        return words + (f", {amounts.breaths} breaths each" if amounts.breaths else "")
    if amounts.breaths:
        return f"{amounts.breaths} slow breaths{a_side}"
    times = f"{amounts.holds} holds of" if amounts.holds > 1 else "hold"
    return f"{times} {_length(amounts.hold_s)}{a_side}"


_FEW = {3: "three", 5: "five"}


def _count_words(amounts: Amounts) -> str:
    turns = amounts.alternate and amounts.reps % 2 == 0
    count = amounts.reps // 2 if turns else amounts.reps
    words = f"{amounts.sets} sets of {count}" if amounts.sets > 1 else f"{count} times"
    if turns or len(amounts.sides) == 2:
        words += " a side"
    elif amounts.alternate:
        words += ", sides in turn"
    few = amounts.at_a_time if len(amounts.batches()) > 1 else 0
    return f"{words}, {_FEW.get(few, str(few))} at a time" if few else words


# -- choosing what is played --------------------------------------------------------------------------------


def _eased(
    needed: list[RoutineStep], catalog: Catalog, levels: Mapping[str, int], seconds: float | None
) -> dict[str, int]:
    """The levels, all lowered step by step until the steps that must be there fit."""
    eased = dict(levels)
    while seconds is not None and any(eased.values()) and _length_of(needed, catalog, eased) > seconds:
        eased = {exercise: max(level - 1, 0) for exercise, level in eased.items()}
    return eased


def _length_of(steps: list[RoutineStep], catalog: Catalog, levels: Mapping[str, int]) -> int:
    return sum(step_seconds(catalog, one, levels.get(one.exercise, 0)) for one in steps)


def _chosen(
    steps: list[RoutineStep],
    needed: list[RoutineStep],
    catalog: Catalog,
    levels: Mapping[str, int],
    seconds: float | None,
    equipment: Collection[str] | None,
) -> list[RoutineStep]:
    left = (seconds or 0) - _length_of(needed, catalog, levels)
    chosen = []
    for one in steps:
        if one not in needed:
            length = step_seconds(catalog, one, levels.get(one.exercise, 0))
            if length > left or not catalog.exercises[one.exercise].needs <= set(equipment or ()):
                continue
            left -= length
        chosen.append(one)
    return chosen


def _rounds(routine: Routine, asked: int | None, once: int, seconds: float | None) -> int:
    """What was asked for, else as many of those offered as fit; without a time the fewest."""
    offered = routine.rounds_offered
    if asked is not None:
        return max((number for number in offered if number <= asked), default=offered[0])
    if seconds is None or not once:
        return offered[0]
    fitting = (seconds + ROUND_REST_S) // (once + ROUND_REST_S)
    return max((number for number in offered if number <= fitting), default=offered[0])


# -- timing -------------------------------------------------------------------------------------------------


def _timed(parts: list[list[_Beat]], rounds: int) -> Iterator[Cue]:
    start = 0
    for round_ in range(1, rounds + 1):
        for index, part in enumerate(parts):
            for beat in part:
                yield _cue(beat, start, index, round_)
                start += beat.seconds
        if round_ < rounds and parts:
            rest = _Beat(CueKind.REST, ROUND_REST_S, f"Rest, then round {round_ + 1}")
            yield _cue(rest, start, len(parts) - 1, round_)
            start += ROUND_REST_S


def _cue(beat: _Beat, start: int, step: int, round_: int) -> Cue:
    return Cue(
        beat.kind,
        start,
        beat.seconds,
        step,
        beat.say,
        beat.side,
        beat.count,
        beat.of,
        beat.set_,
        beat.sets,
        round_,
    )


def _beats(exercise: Exercise, step: RoutineStep, level: int) -> list[_Beat]:
    amounts = settle(exercise, step.dose, side=step.side, level=level)
    if amounts.duration_s:
        return list(_lasting(exercise, amounts))
    return list(_counted(exercise, amounts))


def _lasting(exercise: Exercise, amounts: Amounts) -> Iterator[_Beat]:
    """A move that lasts so long: what leads in is taken from its time."""
    total = amounts.duration_s
    if exercise.is_walk:
        yield _Beat(CueKind.WALK, total, exercise.cue)
        return
    for index, side in enumerate((LEFT, RIGHT) if amounts.halves else amounts.sides):
        seconds = (total + index) // 2 if amounts.halves else total
        lead = _switch(exercise, side) if index else _position(exercise, side)
        lead_s = min(lead.seconds, seconds // 3)
        yield _Beat(lead.kind, lead_s, lead.say, side)
        yield _Beat(CueKind.WORK, seconds - lead_s, _on(exercise.cue, side), side)


def _counted(exercise: Exercise, amounts: Amounts) -> Iterator[_Beat]:
    yield _position(exercise, amounts.sides[0])
    for set_ in range(1, amounts.sets + 1):
        for index, side in enumerate(amounts.sides):
            if index:
                yield _switch(exercise, side, set_, amounts.sets)
            yield from _one_go(exercise, amounts, side, set_)
        if set_ < amounts.sets:
            yield _Beat(CueKind.REST, exercise.tempo.rest_s, "Rest", "", 0, 0, set_, amounts.sets)


def _one_go(exercise: Exercise, amounts: Amounts, side: str, set_: int) -> Iterator[_Beat]:
    sets = amounts.sets
    if not amounts.reps:
        if amounts.breaths:
            yield from _breaths(exercise, amounts, side, set_)
            return
        for hold in range(1, amounts.holds + 1):
            of = amounts.holds if amounts.holds > 1 else 0
            say = _hold_words(exercise, hold)
            yield _Beat(CueKind.HOLD, amounts.hold_s, say, side, hold if of else 0, of, set_, sets)
        return
    ends = set(accumulate(amounts.batches()))
    for rep in range(1, amounts.reps + 1):
        turn = (LEFT if rep % 2 else RIGHT) if amounts.alternate else side
        work = _Beat(
            CueKind.WORK, exercise.tempo.rep_s, _on(exercise.cue, turn), turn, rep, amounts.reps, set_, sets
        )
        yield work
        if amounts.hold_s:
            yield _Beat(CueKind.HOLD, amounts.hold_s, exercise.cue_hold, turn, rep, amounts.reps, set_, sets)
        yield from _breaths(exercise, amounts, turn, set_)
        if rep in ends and rep < amounts.reps:
            yield _Beat(CueKind.BREATHER, BREATHER_S, "A breather", side, 0, 0, set_, sets)


def _hold_words(exercise: Exercise, hold: int) -> str:
    """The words of one hold in a row; where the file has fewer, the last ones go on."""
    words = exercise.cue_holds or (exercise.cue_hold,)
    return words[min(hold, len(words)) - 1]


def _breaths(exercise: Exercise, amounts: Amounts, side: str, set_: int) -> Iterator[_Beat]:
    for breath in range(1, amounts.breaths + 1):
        yield _Beat(
            CueKind.BREATHE,
            exercise.tempo.breath_s,
            "Breathe in, and out",
            side,
            breath,
            amounts.breaths,
            set_,
            amounts.sets,
        )


def _position(exercise: Exercise, side: str) -> _Beat:
    first = f"{exercise.name}, {side} side first" if side else exercise.name
    return _Beat(CueKind.POSITION, exercise.tempo.position_s, first, side)


def _switch(exercise: Exercise, side: str, set_: int = 1, sets: int = 1) -> _Beat:
    return _Beat(
        CueKind.SWITCH, exercise.tempo.switch_s, f"Change to the {side} side", side, 0, 0, set_, sets
    )


def _on(cue: str, side: str) -> str:
    return f"{cue}, {side}" if side else cue


def _shown(
    exercise: Exercise, step: RoutineStep, level: int, beats: list[_Beat], optional: bool
) -> ScriptStep:
    dose = step.dose or stage(exercise, level)[0]
    return ScriptStep(
        exercise=exercise.id,
        name=exercise.name,
        figure=exercise.figure or exercise.id,
        position=exercise.position,
        seconds=sum(beat.seconds for beat in beats),
        instructions=exercise.steps,
        why=exercise.why.text,
        source=dose.source,
        dose=dose_words(settle(exercise, step.dose, side=step.side, level=level)),
        cautions=tuple(one.text for one in exercise.cautions),
        optional=optional,
        side=step.side,
        walk=exercise.is_walk,
    )


def _length(seconds: int) -> str:
    if seconds % 60 == 0:
        return f"{seconds // 60} min"
    return f"{seconds} s" if seconds < 90 else f"{seconds // 60} min {seconds % 60} s"
