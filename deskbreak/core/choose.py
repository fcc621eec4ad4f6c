"""`auto`: puts a set together for the minutes at hand. docs/choosing.md states the same rule in words.

The same day, journal and wishes always give the same set. What was done longest ago comes first, so that
everything allowed has its turn; what the sources want daily comes in between, and in two sets running only
when the day has begun it and still owes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from deskbreak.core.content import (
    AVOIDED,
    LEVELS,
    POSITIONS,
    ROLES,
    UPRIGHT,
    Catalog,
    Exercise,
    Routine,
    listed,
)
from deskbreak.core.dose import exercise_seconds
from deskbreak.core.past import Done, Past
from deskbreak.core.plan import USUAL_LASTS_S, Body

REMEMBERED = 200  # sets of the journal that are looked at
MOST_STEPS = 10
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
) -> Choice | None:
    """The set for now; `history` is oldest first. None where nothing that is allowed fits into the time."""
    fitting = [one for one in allowed(catalog, want, blocked) if exercise_seconds(one) <= want.seconds]
    past = Past(fitting, history[-REMEMBERED:], day, is_well=want.back != "sensitive")
    if walk := _walk(fitting, past):
        reason = f"{walk.name} belongs to every day, and there is time for it"
        return Choice(_routine(catalog, [walk]), reason)
    ready = past.sorted(one for one in fitting if not one.is_walk and past.may(one))
    found = _found(ready, past, want.seconds)
    return Choice(_routine(catalog, found[1]), _reason(*found, past)) if found else None


def _found(ready: Sequence[Exercise], past: Past, seconds: float) -> tuple[Exercise, list[Exercise]] | None:
    """Who leads, and the set around it: the first that is another set than the last and lacks no role."""
    lacking = None
    for anchor in ready:
        parts = _around(anchor, ready, seconds)
        if not past.is_new(parts):
            continue
        if not _missing(parts) or past.waited(anchor) >= PATIENCE:
            return anchor, parts
        lacking = lacking or (anchor, parts)
    if lacking or not ready:
        return lacking
    parts = _around(ready[0], ready, seconds)  # whoever leads, it is the last set again: one is left out
    latest = past.latest(one for one in parts if one is not ready[0])
    return ready[0], [one for one in parts if one is not latest]


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


# -- putting a set together ---------------------------------------------------------------------------------


def _walk(fitting: Iterable[Exercise], past: Past) -> Exercise | None:
    """A walk, if one fits, today has none yet and the last set was something else."""
    for one in past.sorted(one for one in fitting if one.is_walk):
        if one.id not in past.today and one.id not in past.previous:
            return one
    return None


def _around(anchor: Exercise, ready: Sequence[Exercise], seconds: float) -> list[Exercise]:
    """The anchor, then one of each other role, then more while they fit; in the order of their positions.

    `ready` comes in order of preference. Company is looked for in the same place first, upright or on the
    floor; where that leaves a role without anybody, everywhere.
    """
    near = [one for one in ready if _is_upright(one) == _is_upright(anchor)]
    parts = _paired(anchor, near, seconds)
    if _missing(parts):
        parts = max(parts, _paired(anchor, ready, seconds), key=lambda found: -len(_missing(found)))
    while len(parts) < MOST_STEPS and any(
        _add(parts, _of_role(role, near), seconds) for role in _fewest_first(parts)
    ):
        pass
    return sorted(parts, key=lambda one: (POSITIONS.index(one.position), ROLES.index(one.role), one.order))


def _paired(anchor: Exercise, pool: Sequence[Exercise], seconds: float) -> list[Exercise]:
    """The anchor with one for each role that it does not fill; each leaves time for the shortest of the next.

    Where time is too short for all, the first ones get it.
    """
    parts = [anchor]
    missing = _missing(parts)
    for index, role in enumerate(missing):
        shortest = [
            min(map(exercise_seconds, _fillers(after, pool)), default=0) for after in missing[index + 1 :]
        ]
        candidates = _fillers(role, pool)
        _add(parts, candidates, seconds - sum(shortest)) or _add(parts, candidates, seconds)
    return parts


def _missing(parts: Sequence[Exercise]) -> list[str]:
    """The roles that nobody fills yet."""
    return [role for role in ROLES if not _fillers(role, parts)]


def _fillers(role: str, exercises: Sequence[Exercise]) -> list[Exercise]:
    return [one for one in _of_role(role, exercises) if one.fills_role]


def _add(parts: list[Exercise], pool: Sequence[Exercise], seconds: float) -> bool:
    """Add the first of `pool` that is not in yet and fits; says whether one did."""
    left = seconds - sum(map(exercise_seconds, parts))
    for one in pool:
        if one not in parts and exercise_seconds(one) <= left:
            parts.append(one)
            return True
    return False


def _of_role(role: str, exercises: Sequence[Exercise]) -> list[Exercise]:
    return [one for one in exercises if one.role == role]


def _fewest_first(parts: Sequence[Exercise]) -> list[str]:
    return sorted(ROLES, key=lambda role: len(_of_role(role, parts)))


def _is_upright(exercise: Exercise) -> bool:
    return exercise.position in UPRIGHT


def _routine(catalog: Catalog, parts: Sequence[Exercise]) -> Routine:
    single = catalog.routine(parts[0].id) if len(parts) == 1 else None
    return single or catalog.set_of(one.id for one in parts)


def _reason(anchor: Exercise, parts: Sequence[Exercise], past: Past) -> str:
    ranked = ("wanted once more today", "wanted every day", "wanted often through the day")
    rank = past.rank(anchor)
    why = (
        ranked[rank]
        if rank < len(ranked)
        else "done longest ago"
        if anchor.id in past.last
        else "not done yet"
    )
    first = f"led by {anchor.name}, {why}"
    roles = [_VERBS[role] for role in ROLES if _fillers(role, parts)]
    return f"{first}; the set {listed(roles)}" if roles else first
