"""`auto`: puts a set together for the minutes at hand. docs/choosing.md states the same rule in words.

The same day, journal and wishes always give the same set. What was done longest ago comes first, so that
everything allowed has its turn; what the sources want daily comes in between, and in two sets running only
when the day has begun it and still owes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from deskbreak.core.content import (
    AVOIDED,
    LEVELS,
    ROLES,
    Catalog,
    Exercise,
    Routine,
    listed,
)
from deskbreak.core.dose import exercise_seconds
from deskbreak.core.past import Done, Past
from deskbreak.core.plan import USUAL_LASTS_S, Body
from deskbreak.core.sets import Making, fillers, make

REMEMBERED = 200  # sets of the journal that are looked at
PATIENCE = 10  # sets that an exercise waits for its turn where the set around it would lack a role
_VERBS = {"opens": "opens hips and front", "moves": "moves the spine", "wakes": "wakes core or glutes"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a set must suit: the time, the place, the gear at hand and the body."""

    seconds: float = USUAL_LASTS_S
    positions: frozenset[str] = frozenset()  # empty: any
    equipment: frozenset[str] = frozenset()  # what is at hand
    avoid: frozenset[str] = frozenset()  # exercises, movements or positions
    level: str = ""  # nothing harder than this; empty: any
    back: str = "well"


@dataclass(frozen=True, slots=True)
class Choice:
    """The set that was chosen, and why, in a sentence."""

    routine: Routine
    reason: str
    levels: dict[str, int] = field(default_factory=dict)  # how far each of its exercises is built up


def wanted(body: Body, seconds: float | None) -> Wanted:
    """The wishes of the person's settings for a break of that length."""
    return Wanted(
        seconds or USUAL_LASTS_S,
        frozenset(body.positions),
        frozenset(body.equipment),
        frozenset(body.avoid),
        body.level,
        body.back,
    )


def choose(
    catalog: Catalog,
    want: Wanted,
    history: Sequence[Done],
    day: date,
    blocked: Collection[str] = (),
    reached: Mapping[str, int] | None = None,
) -> Choice | None:
    """The set for now; None where nothing that is allowed fits into the time, or all was done often enough.

    `history` is oldest first; `reached` says how far each exercise has been built up.
    """
    fitting = [one for one in allowed(catalog, want, blocked) if exercise_seconds(one) <= want.seconds]
    past = Past(fitting, history[-REMEMBERED:], day, is_well=want.back != "sensitive")
    ready = past.sorted(one for one in fitting if not one.is_daily_walk and past.may(one))
    walk = _walk(fitting, past, alone=not ready)
    if walk is not None and (routine := catalog.routine(walk.id)):
        return Choice(routine, f"{walk.name} belongs to every day, and there is time for it")
    made = _found(ready, past, want.seconds, reached or {})
    return _chosen(catalog, made, past) if made else None


def nothing(catalog: Catalog, want: Wanted, blocked: Collection[str] = ()) -> str:
    """Why there is no set, in words."""
    if any(exercise_seconds(one) <= want.seconds for one in allowed(catalog, want, blocked)):
        return "what is allowed was done often enough today"
    return "nothing that is allowed fits into the time"


def allowed(catalog: Catalog, want: Wanted, blocked: Collection[str] = ()) -> Iterator[Exercise]:
    """Every exercise that suits the wishes and is not blocked, whatever its length."""
    return (one for one in catalog.exercises.values() if one.id not in blocked and suits(one, want))


def suits(exercise: Exercise, want: Wanted) -> bool:
    """Whether place, gear, level and body allow the exercise."""
    asks = {exercise.id, exercise.position, *exercise.movements}
    return not (
        (want.positions and exercise.position not in want.positions)
        or not exercise.needs <= want.equipment
        or asks & want.avoid
        or (want.level in LEVELS and LEVELS.index(exercise.level) > LEVELS.index(want.level))
        or (want.back == "sensitive" and (not exercise.sensitive or asks & set(AVOIDED)))
    )


def _walk(fitting: Iterable[Exercise], past: Past, *, alone: bool) -> Exercise | None:
    """A walk, if one fits and today has none yet; not two running, unless there is nothing else."""
    for one in past.sorted(one for one in fitting if one.is_daily_walk):
        if one.id not in past.today and (alone or one.id not in past.previous):
            return one
    return None


def _found(
    ready: Sequence[Exercise], past: Past, seconds: float, reached: Mapping[str, int]
) -> Making | None:
    """The set to do: the first that is another one than the last and lacks no role."""
    pool = past.company(ready)
    owed = {one.id for one in ready if past.owes(one)}
    lacking = None
    for leader in ready:
        made = make(leader, pool, seconds, reached, owed)
        if not past.is_new(made.parts):
            continue
        if not made.missing() or past.waited(leader) >= PATIENCE:
            return made
        lacking = lacking or made
    if lacking or not ready:
        return lacking
    made = make(
        ready[0], pool, seconds, reached, owed
    )  # whoever leads, it is the last set again: one is left out
    latest = past.latest(made.parts[1:])
    made.parts = [one for one in made.parts if one is not latest]
    return made


def _chosen(catalog: Catalog, made: Making, past: Past) -> Choice:
    single = catalog.routine(made.leader.id) if len(made.parts) == 1 else None
    routine = single or catalog.set_of(one.id for one in made.ordered())
    return Choice(routine, _reason(made, past), made.levels)


def _reason(made: Making, past: Past) -> str:
    roles = [_VERBS[role] for role in ROLES if fillers(role, made.parts)]
    first = f"led by {made.leader.name}, {past.why(made.leader)}"
    return f"{first}; the set {listed(roles)}" if roles else first
