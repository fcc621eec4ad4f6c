"""One step of a routine as beats: each way, hold, breath, change and rest, with its seconds and its pose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from deskbreak.core.amounts import LEFT, RIGHT, Amounts, settle
from deskbreak.core.content import Exercise, RoutineStep
from deskbreak.core.cues import CueKind, with_side
from deskbreak.core.moves import LOOP, START, Move, Moves, plain_moves
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, replace

BREATHER_S = 3  # between the twos and threes of something new; our own
BACK_S = 2  # back to the starting pose where a file says nothing of it; our own


@dataclass(frozen=True, slots=True)
class Beat:
    """A cue before it has a place in the routine."""

    kind: CueKind
    seconds: float
    say: str
    side: str = ""
    count: int = 0
    of: int = 0
    set_: int = 1
    sets: int = 1
    start: str = START  # the pose at its beginning
    pose: str = START  # the pose at its end
    via: tuple[str, ...] = ()  # the poses between
    breath: str = ""
    stated: bool = False  # part of a time that the dose states


@dataclass(frozen=True, slots=True)
class _Going:
    """What stays the same through one step."""

    exercise: Exercise
    amounts: Amounts
    moves: Moves


def beats_of(exercise: Exercise, step: RoutineStep, level: int, ready_s: int) -> list[Beat]:
    """The beats of one step. `ready_s` is what getting into place takes before it."""
    amounts = settle(exercise, step.dose, side=step.side, level=level)
    going = _Going(exercise, amounts, moves_of(exercise, amounts))
    if amounts.duration_s:
        return [replace(beat, stated=True) for beat in _lasting(going, ready_s)]
    return list(_counted(going, ready_s))


def moves_of(exercise: Exercise, amounts: Amounts) -> Moves:
    """The exercise's ways with the words and poses of its stage; a way back to the start is always among them."""
    enter, each, leave = (
        tuple(one.at(amounts.stage) for one in ways)
        for ways in (exercise.enter, exercise.moves or _plain(exercise, amounts), exercise.leave)
    )
    holds = amounts.hold_s or amounts.breaths
    if holds and not any(one.hold for one in (*enter[-1:], *each)):
        out = next((at for at, one in enumerate(each) if one.pose != START), 0)
        each = (*each[:out], replace(each[out], hold=(exercise.cue_hold,)), *each[out + 1 :])
    if not leave and each[-1].pose not in (START, LOOP):
        leave = (Move((N_("Come back slowly"),), (START,), (), BACK_S),)
    return Moves(enter, each, leave)


def _plain(exercise: Exercise, amounts: Amounts) -> Sequence[Move]:
    """One repetition of an exercise whose file names no poses."""
    holds = amounts.hold_s or amounts.breaths or (amounts.duration_s and exercise.stays)
    words = (exercise.cue_holds or (exercise.cue_hold,)) if holds else ()
    return plain_moves(exercise.cue, words, exercise.tempo.rep_s)


# -- a move that lasts so long ------------------------------------------------------------------------------


def _lasting(going: _Going, ready_s: int) -> Iterator[Beat]:
    """What leads in is taken from its time, a third of it at most."""
    exercise, amounts = going.exercise, going.amounts
    total = amounts.duration_s
    if exercise.is_walk:
        yield Beat(CueKind.WALK, total, exercise.cue, start=LOOP, pose=LOOP)
        return
    for index, side in enumerate((LEFT, RIGHT) if amounts.halves else amounts.sides):
        seconds = (total + index) // 2 if amounts.halves else total
        lead = _switch(exercise, side) if index else _position(exercise, side, ready_s)
        lead_s = min(lead.seconds, seconds // 3)
        yield replace(lead, seconds=lead_s)
        if exercise.stays:
            yield from _staying(going, side, seconds - lead_s)
        else:
            yield from _repeating(going, side, seconds - lead_s)


def _staying(going: _Going, side: str, seconds: float) -> Iterator[Beat]:
    """Into the pose, held for the rest of the time, and back."""
    into, back = _around_hold(going.moves)
    held = into[-1]
    spent = sum(one.seconds for one in (*into, *back))
    if spent > seconds / 2:
        spent = min(held.seconds, int(seconds // 2))
        into, back = [replace(held, seconds=spent)], []
    yield from _ways(into, START, side)
    words = _on(held.hold_words or going.exercise.cue_hold, side, False)
    hold = Beat(CueKind.HOLD, seconds - spent, words, side)
    yield replace(hold, start=held.pose, pose=held.pose)
    yield from _ways(back, held.pose, side)


def _around_hold(moves: Moves) -> tuple[list[Move], list[Move]]:
    """The ways up to the first held pose, and those from there back to the start."""
    ways = [*moves.enter, *moves.each]
    first = next((at for at, one in enumerate(ways) if one.hold), len(ways))
    after = [one for one in ways[first + 1 :] if not one.hold]
    return ways[: first + 1], [*after, *moves.leave]


def _repeating(going: _Going, side: str, seconds: float) -> Iterator[Beat]:
    """Repetitions at our pace, stretched a little so that the last one ends with the time."""
    enter, each, leave = going.moves.enter, going.moves.each, going.moves.leave
    if each[0].pose == LOOP:
        yield Beat(CueKind.WORK, seconds, each[0].words, side, start=LOOP, pose=LOOP)
        return
    around = sum(one.seconds for one in (*enter, *leave))
    if around > seconds / 2:
        enter, leave, around = (), (), 0
    once = sum(one.seconds for one in each)
    in_turn = going.amounts.alternate
    unit = 2 if in_turn else 1
    times = max(round((seconds - around) / (once * unit)), 1) * unit
    yield from _ways(enter, START, side or (LEFT if in_turn else ""))
    beats: list[Beat] = []
    at = going.moves.begins if enter else START
    for number in range(times):
        turn = (RIGHT if number % 2 else LEFT) if in_turn else side
        beats += _ways(each, at, turn, said_side=in_turn and not going.exercise.side_word)
        at = going.moves.ends
    yield from _stretched(beats, seconds - around)
    yield from _ways(leave, at, beats[-1].side)


def _stretched(beats: Sequence[Beat], seconds: float) -> Iterator[Beat]:
    """The beats so that they last `seconds` together, to the millisecond."""
    ends = list(accumulate(beat.seconds for beat in beats))
    cuts = [0.0, *(round(end * seconds / ends[-1], 3) for end in ends)]
    for number, beat in enumerate(beats):
        yield replace(beat, seconds=round(cuts[number + 1] - cuts[number], 3))


# -- counted ------------------------------------------------------------------------------------------------


def _counted(going: _Going, ready_s: int) -> Iterator[Beat]:
    exercise, amounts = going.exercise, going.amounts
    yield _position(exercise, amounts.sides[0], ready_s)
    for set_ in range(1, amounts.sets + 1):
        for index, side in enumerate(amounts.sides):
            if index:
                yield replace(_switch(exercise, side), set_=set_, sets=amounts.sets)
            for beat in _one_go(going, side):
                yield replace(beat, set_=set_, sets=amounts.sets)
        if set_ < amounts.sets:
            yield Beat(CueKind.REST, exercise.tempo.rest_s, N_("Rest"), set_=set_, sets=amounts.sets)


def _one_go(going: _Going, side: str) -> Iterator[Beat]:
    if going.amounts.reps:
        yield from _repetitions(going, side)
        return
    for turn in (LEFT, RIGHT) if going.amounts.alternate else (side,):
        yield from _holds(going, turn)


def _holds(going: _Going, side: str) -> Iterator[Beat]:
    """Holds in a row, the n-th in the n-th pose that is held, or breaths in the first."""
    amounts, moves = going.amounts, going.moves
    wanted = 1 if amounts.breaths else amounts.holds
    held = [one for one in moves.each if one.hold]
    if not held:  # held where the way in ends
        held = [moves.enter[-1] if moves.enter else moves.each[-1]]
    yield from _ways(moves.enter, START, side)
    at = moves.begins
    for number, one in enumerate((held * wanted)[:wanted], 1):
        if one.pose != at:
            yield from _ways([one], at, side)
        at = one.pose
        yield from _held(going, one, side, count=number if wanted > 1 else 0, of=wanted if wanted > 1 else 0)
    yield from _ways(_way_back(moves), at, side)


def _way_back(moves: Moves) -> Sequence[Move]:
    """The ways of a repetition after its last held pose, and those that leave."""
    last = max((at for at, one in enumerate(moves.each) if one.hold), default=len(moves.each))
    return [*moves.each[last + 1 :], *moves.leave]


def _repetitions(going: _Going, side: str) -> Iterator[Beat]:
    amounts, moves = going.amounts, going.moves
    ends = set(accumulate(amounts.batches()))
    first = LEFT if amounts.alternate else side
    yield from _ways(moves.enter, START, first)
    at, turn = moves.begins, first
    said_side = amounts.alternate and not going.exercise.side_word
    for rep in range(1, amounts.reps + 1):
        turn = (LEFT if rep % 2 else RIGHT) if amounts.alternate else side
        for one in moves.each:
            (way,) = _ways([one], at, turn, said_side=said_side)
            yield replace(way, count=rep, of=amounts.reps)
            at = one.pose
            if one.hold:
                yield from _held(going, one, turn, count=rep, of=amounts.reps)
        if rep in ends and rep < amounts.reps:
            yield Beat(CueKind.BREATHER, BREATHER_S, N_("A breather"), turn, start=at, pose=at)
    yield from _ways(moves.leave, at, turn)


def _held(going: _Going, one: Move, side: str, *, count: int, of: int) -> Iterator[Beat]:
    """The hold in a pose, and the breaths that its dose asks for there."""
    amounts, pose = going.amounts, one.pose
    if amounts.hold_s:
        words = _on(one.hold_words or going.exercise.cue_hold, side, False)
        yield Beat(CueKind.HOLD, amounts.hold_s, words, side, count=count, of=of, start=pose, pose=pose)
    for breath in range(1, amounts.breaths + 1):
        yield Beat(
            CueKind.BREATHE,
            going.exercise.tempo.breath_s,
            N_("Breathe in, and out"),
            side,
            count=breath,
            of=amounts.breaths,
            start=pose,
            pose=pose,
        )


# -- pace ---------------------------------------------------------------------------------------------------


def paced(parts: Sequence[Sequence[Beat]], share: float) -> list[list[Beat]]:
    """The steps with everything that goes at our pace made longer or shorter by `share`; what a dose states stays.

    Each step lasts whole seconds then.
    """
    made, end, cut = [], 0.0, 0
    for part in parts:
        fixed = sum(beat.seconds for beat in part if not _is_ours(beat))
        end += fixed + sum(beat.seconds for beat in part if _is_ours(beat)) * share
        before, cut = cut, round(end)
        ours = iter(_stretched([beat for beat in part if _is_ours(beat)], cut - before - fixed))
        made.append([next(ours) if _is_ours(beat) else beat for beat in part])
    return made


def pace_share(parts: Sequence[Sequence[Beat]], total_s: int) -> float:
    """By how much what goes at our pace must be longer for the steps to last `total_s` seconds; 1 where it cannot."""
    beats = [beat for part in parts for beat in part]
    ours = sum(beat.seconds for beat in beats if _is_ours(beat))
    left = total_s - sum(beat.seconds for beat in beats if not _is_ours(beat))
    return left / ours if ours and 0.5 <= left / ours <= 2 else 1.0


def _is_ours(beat: Beat) -> bool:
    return not beat.stated and beat.kind in (CueKind.POSITION, CueKind.WORK, CueKind.SWITCH)


# -- parts --------------------------------------------------------------------------------------------------


def _ways(moves: Iterable[Move], at: str, side: str, *, said_side: bool = False) -> Iterator[Beat]:
    """Each move from the pose where the one before it ended."""
    for one in moves:
        say = _on(one.words, side, said_side)
        yield Beat(
            CueKind.WORK, one.seconds, say, side, start=at, pose=one.pose, via=one.via, breath=one.breath
        )
        at = one.pose


def _position(exercise: Exercise, side: str, ready_s: int) -> Beat:
    first = _name_and_side(exercise, side) if side else exercise.name
    seconds = ready_s if exercise.tempo.position_s is None else exercise.tempo.position_s
    return Beat(CueKind.POSITION, seconds, first, side)


def _switch(exercise: Exercise, side: str) -> Beat:
    if exercise.side_word:
        said = english("Change sides: {side}", side=with_side(exercise.side_word, side))
    elif side == LEFT:
        said = N_("Change to the left side")
    else:
        said = N_("Change to the right side")
    return Beat(CueKind.SWITCH, exercise.tempo.switch_s, said, side)


def _name_and_side(exercise: Exercise, side: str) -> str:
    """Which exercise comes, and the side that is done first."""
    if exercise.side_word:
        words = with_side(exercise.side_word, side)
        return english("{exercise}, {side} first", exercise=exercise.name, side=words)
    if side == LEFT:
        return english("{exercise}, left side first", exercise=exercise.name)
    return english("{exercise}, right side first", exercise=exercise.name)


def _on(say: str, side: str, said_side: bool) -> str:
    """The words with their side: where they have a place for it, or behind them where sides take turns."""
    if "{side}" in say or "{other}" in say:
        said = with_side(say, side)
        return said[:1].upper() + said[1:]
    if not side or not said_side:
        return say
    return english("{move}, left", move=say) if side == LEFT else english("{move}, right", move=say)
