"""From a routine to what a player plays: each repetition, hold, breath, change and rest as a timed cue.

The pace is ours (`Tempo`). Where a source states how long a move lasts, getting into place is taken from that
time; elsewhere it comes on top. The same arguments always give the same script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from deskbreak.core.amounts import TOP, settle, stage
from deskbreak.core.beats import Beat, beats_of, pace_share, paced
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.core.dose_words import dose_words
from deskbreak.core.ready import DESK, ready_s
from deskbreak.sentences import english

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
    get_ready_s: int | None = None,
) -> Script:
    """The routine as timed cues.

    With `seconds` to spend, optional steps and further rounds come in as far as they fit, and doses are built
    up only as far as they do; without, it is one round with no optional steps. The
    shortest form is kept even where it is longer than `seconds`. Blocked exercises are left out. `get_ready_s` is
    what the person allows for getting into place; None: by the way from one position to the next.
    """
    steps = [step for step in routine.steps if step.exercise not in blocked]
    needed = [step for step in routine.needed if step.exercise not in blocked]
    eased = _eased(needed, catalog, levels or {}, seconds)
    chosen = _chosen(steps, needed, catalog, levels=eased, seconds=seconds, equipment=equipment)
    beats = _at_its_pace(routine, catalog, _in_a_row(chosen, catalog, eased, get_ready_s))
    once = sum(beat.seconds for part in beats for beat in part)
    times = _rounds(routine, rounds, once, seconds)
    shown = [
        _shown(
            catalog.exercises[one.exercise], one, eased.get(one.exercise, 0), part, optional=one not in needed
        )
        for one, part in zip(chosen, beats, strict=True)
    ]
    cues = tuple(_timed(beats, times))
    end = cues[-1].start_s + cues[-1].seconds if cues else 0
    return Script(routine.id, routine.name, rounds=times, seconds=end, steps=tuple(shown), cues=cues)


def step_seconds(catalog: Catalog, step: RoutineStep, level: int = 0) -> int:
    """How long one step lasts from the desk, getting into place included."""
    exercise = catalog.exercises[step.exercise]
    return _total(beats_of(exercise, step, level, ready_s(DESK, exercise.position)))


def steps_seconds(
    catalog: Catalog, steps: Sequence[RoutineStep], levels: Mapping[str, int] | None = None
) -> list[int]:
    """How long each of these steps lasts when they follow each other, the first one from the desk."""
    return list(map(_total, _in_a_row(steps, catalog, levels or {}, None)))


def exercise_seconds(exercise: Exercise, level: int = 0, *, before: str = DESK) -> int:
    """How long the exercise lasts in its usual dose after the position `before`."""
    from_desk = _total(beats_of(exercise, RoutineStep(exercise.id), level, ready_s(DESK, exercise.position)))
    return from_desk + extra_seconds(exercise, before)


def extra_seconds(exercise: Exercise, before: str) -> int:
    """What getting there takes more (or less) than from the desk; nothing where it is part of a stated time."""
    if before == DESK or exercise.tempo.position_s is not None or settle(exercise).duration_s:
        return 0
    return ready_s(before, exercise.position) - ready_s(DESK, exercise.position)


def routine_seconds(routine: Routine, catalog: Catalog) -> int:
    """How long one round lasts at the start of everybody's building up, optional steps left out."""
    return sum(routine_lengths(routine, catalog, routine.needed))


def routine_lengths(
    routine: Routine, catalog: Catalog, steps: Sequence[RoutineStep] | None = None
) -> list[int]:
    """How long each step of the routine lasts at the start of everybody's building up, in its row.

    Steps: all of the routine, or those given. An optional one comes after what is needed before it.
    """
    wanted = routine.steps if steps is None else steps
    return list(map(_total, _at_its_pace(routine, catalog, _in_a_row(wanted, catalog, {}, None))))


def _at_its_pace(routine: Routine, catalog: Catalog, parts: list[list[Beat]]) -> list[list[Beat]]:
    """Where its source states how long the routine lasts, our pace is made to fit that."""
    if routine.total_s is None:
        return parts
    plain = _in_a_row(routine.needed, catalog, {}, None)
    share = pace_share(plain, routine.total_s)
    return paced(parts, share) if share != 1 else parts


def _in_a_row(
    steps: Iterable[RoutineStep], catalog: Catalog, levels: Mapping[str, int], get_ready_s: int | None
) -> list[list[Beat]]:
    """The beats of each step; getting into place depends on where the step before it left the person."""
    before, made = DESK, []
    for step in steps:
        exercise = catalog.exercises[step.exercise]
        wait = ready_s(before, exercise.position) if get_ready_s is None else get_ready_s
        made.append(beats_of(exercise, step, levels.get(step.exercise, 0), wait))
        before = exercise.position
    return made


def _total(beats: Iterable[Beat]) -> int:
    return round(sum(beat.seconds for beat in beats))


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
    return sum(steps_seconds(catalog, steps, levels))


def _chosen(
    steps: list[RoutineStep],
    needed: list[RoutineStep],
    catalog: Catalog,
    *,
    levels: Mapping[str, int],
    seconds: float | None,
    equipment: Collection[str] | None,
) -> list[RoutineStep]:
    chosen = list(needed)
    for one in steps:
        if one in needed or not catalog.exercises[one.exercise].needs <= set(equipment or ()):
            continue
        more = [other for other in steps if other in chosen or other is one]
        if seconds is not None and _length_of(more, catalog, levels) <= seconds:
            chosen = more
    return [one for one in steps if one in chosen]


def _rounds(routine: Routine, asked: int | None, once: float, seconds: float | None) -> int:
    """What was asked for, else as many of those offered as fit; without a time the fewest."""
    offered = routine.rounds_offered
    if asked is not None:
        return max((number for number in offered if number <= asked), default=offered[0])
    if seconds is None or not once:
        return offered[0]
    fitting = int((seconds + ROUND_REST_S) // (once + ROUND_REST_S))
    return max((number for number in offered if number <= fitting), default=offered[0])


# -- timing -------------------------------------------------------------------------------------------------


def _timed(parts: list[list[Beat]], rounds: int) -> Iterator[Cue]:
    start = 0.0
    for round_ in range(1, rounds + 1):
        for index, part in enumerate(parts):
            for beat in part:
                yield _cue(beat, start, index, round_)
                start = round(start + beat.seconds, 3)
        if round_ < rounds and parts:
            rest = Beat(CueKind.REST, ROUND_REST_S, english("Rest, then round {round:d}", round=round_ + 1))
            yield _cue(rest, start, len(parts) - 1, round_)
            start += ROUND_REST_S


def _cue(beat: Beat, start: float, step: int, round_: int) -> Cue:
    return Cue(
        kind=beat.kind,
        start_s=start,
        seconds=beat.seconds,
        step=step,
        say=beat.say,
        side=beat.side,
        count=beat.count,
        of=beat.of,
        set_=beat.set_,
        sets=beat.sets,
        round_=round_,
        start=beat.start,
        pose=beat.pose,
        via=beat.via,
        breath=beat.breath,
    )


def _shown(
    exercise: Exercise, step: RoutineStep, level: int, beats: list[Beat], *, optional: bool
) -> ScriptStep:
    dose = step.dose or stage(exercise, level)[0]
    amounts = settle(exercise, step.dose, side=step.side, level=level)
    return ScriptStep(
        exercise=exercise.id,
        name=exercise.name,
        figure=exercise.figure or exercise.id,
        position=exercise.position,
        seconds=round(sum(beat.seconds for beat in beats), 3),
        instructions=exercise.steps,
        why=exercise.why.text,
        source=dose.source,
        dose=dose_words(amounts),
        cautions=tuple(one.text for one in exercise.cautions),
        optional=optional,
        side=step.side,
        walk=exercise.is_walk,
        side_word=exercise.side_word,
        counted=amounts.reps > 1,
        choices=exercise.differs,
        needs=tuple(sorted(exercise.needs)),
    )
