"""From a routine to what a player plays: each repetition, hold, breath, change and rest as a timed cue.

The pace is ours (`Tempo`). Where a source states how long a move lasts, getting into place is taken from that
time; elsewhere it comes on top. The same arguments always give the same script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from deskbreak.core.amounts import TOP, settle, stage
from deskbreak.core.beats import Beat, beats_of
from deskbreak.core.content import Catalog, Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.core.dose_words import dose_words

# The length of each exercise before its dose builds up: choosing a set asks for it again and again.
_LENGTHS: dict[str, tuple[Exercise, int]] = {}

ROUND_REST_S = 30  # no source gives a rest between rounds; this is ours


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

    With `seconds` to spend, optional steps and further rounds come in as far as they fit, and doses are built
    up only as far as they do; without, it is one round with no optional steps. The
    shortest form is kept even where it is longer than `seconds`. Blocked exercises are left out.
    """
    steps = [step for step in routine.steps if step.exercise not in blocked]
    needed = [step for step in routine.needed if step.exercise not in blocked]
    eased = _eased(needed, catalog, levels or {}, seconds)
    chosen = _chosen(steps, needed, catalog, eased, seconds, equipment)
    beats = [beats_of(catalog.exercises[one.exercise], one, eased.get(one.exercise, 0)) for one in chosen]
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
    return sum(beat.seconds for beat in beats_of(catalog.exercises[step.exercise], step, level))


def exercise_seconds(exercise: Exercise, level: int = 0) -> int:
    """How long the exercise lasts in its usual dose."""
    if level:
        return sum(beat.seconds for beat in beats_of(exercise, RoutineStep(exercise.id), level))
    known = _LENGTHS.get(exercise.id)
    if known is None or known[0] is not exercise:
        seconds = sum(beat.seconds for beat in beats_of(exercise, RoutineStep(exercise.id), 0))
        known = _LENGTHS[exercise.id] = exercise, seconds
    return known[1]


def routine_seconds(routine: Routine, catalog: Catalog) -> int:
    """How long one round lasts at the start of everybody's building up, optional steps left out."""
    return sum(step_seconds(catalog, step) for step in routine.needed)


# -- choosing what is played --------------------------------------------------------------------------------


def _eased(
    needed: list[RoutineStep], catalog: Catalog, levels: Mapping[str, int], seconds: float | None
) -> dict[str, int]:
    """The levels; where the steps that must be there would not fit, each is built up only as far as they do.

    They are raised from the start in turn, a step each time round.
    """
    if seconds is None or _length_of(needed, catalog, levels) <= seconds:
        return dict(levels)
    eased = dict.fromkeys(levels, 0)
    for level in range(1, TOP + 1):
        for one in dict.fromkeys(step.exercise for step in needed):
            raised = eased | {one: level}
            if levels.get(one, 0) >= level and _length_of(needed, catalog, raised) <= seconds:
                eased = raised
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


def _timed(parts: list[list[Beat]], rounds: int) -> Iterator[Cue]:
    start = 0
    for round_ in range(1, rounds + 1):
        for index, part in enumerate(parts):
            for beat in part:
                yield _cue(beat, start, index, round_)
                start += beat.seconds
        if round_ < rounds and parts:
            rest = Beat(CueKind.REST, ROUND_REST_S, f"Rest, then round {round_ + 1}")
            yield _cue(rest, start, len(parts) - 1, round_)
            start += ROUND_REST_S


def _cue(beat: Beat, start: int, step: int, round_: int) -> Cue:
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


def _shown(
    exercise: Exercise, step: RoutineStep, level: int, beats: list[Beat], optional: bool
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
