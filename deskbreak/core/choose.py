"""`auto`: puts a set together for the minutes at hand. docs/choosing.md states the same rule in words.

The same day, journal and wishes always give the same set. What was done longest ago comes first, so that
everything allowed has its turn; what the sources want daily comes in between, and in two sets running only
when the day has begun it and still owes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from deskbreak.core.assemble import Making, Pool, Terms, is_gentle, make, seconds_of
from deskbreak.core.body_words import LEVELS, UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, listed
from deskbreak.core.past import Done, Past
from deskbreak.core.plan import USUAL_LASTS_S, Body
from deskbreak.core.roles import set_does
from deskbreak.values import dataclass, field

REMEMBERED = 200  # sets of the journal that are looked at
PATIENCE = 20  # sets that an exercise waits for its turn where the set around it would lack a role


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a set must suit: the time, the place, the gear at hand and the body."""

    seconds: float = USUAL_LASTS_S
    positions: frozenset[str] = frozenset()  # empty: any
    equipment: frozenset[str] = frozenset()  # what is at hand
    avoid: frozenset[str] = frozenset()  # exercises, movements or positions
    level: str = ""  # nothing harder than this; empty: any
    back: str = "well"


_last: tuple[Catalog, Wanted, frozenset[str], list[Exercise]] | None = None  # see `_fitting`


@dataclass(frozen=True, slots=True)
class Choice:
    """The set that was chosen, and why, in a sentence."""

    routine: Routine
    reason: str
    levels: dict[str, int] = field(default_factory=dict)  # how far each of its exercises is built up


def wanted(body: Body, seconds: float | None) -> Wanted:
    """The wishes of the person's settings for a break of that length. Nobody is sent to the floor unasked."""
    return Wanted(
        seconds or USUAL_LASTS_S,
        frozenset(body.positions) or UPRIGHT,
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
    planned: Collection[str] = (),
) -> Choice | None:
    """The set for now; None where nothing that is allowed fits into the time, or all was done often enough.

    `history` is oldest first; `reached` says how far each exercise has been built up; `planned` is what fixed
    breaks bring later today.
    """
    fitting = _fitting(catalog, want, frozenset(blocked))
    past = Past(
        fitting,
        history[-REMEMBERED:],
        day,
        is_well=want.back != "sensitive",
        walks={one.id for one in catalog.exercises.values() if one.is_walk},
        planned=planned,
    )
    ready = past.sorted(one for one in fitting if not one.is_daily_walk and past.may(one))
    walk = _walk(fitting, past, alone=not ready)
    if walk is not None and (routine := catalog.routine(walk.id)):
        return Choice(routine, f"{walk.name} belongs to every day, and there is time for it")
    made = _found(ready, past, want.seconds, reached or {})
    return _chosen(catalog, made, past) if made else None


def nothing(catalog: Catalog, want: Wanted, blocked: Collection[str] = ()) -> str:
    """Why there is no set, in words."""
    if any(seconds_of(one) <= want.seconds for one in allowed(catalog, want, blocked)):
        return "what is allowed was done often enough today"
    return "nothing that is allowed fits into the time"


def allowed(catalog: Catalog, want: Wanted, blocked: Collection[str] = ()) -> Iterator[Exercise]:
    """Every exercise that suits the wishes and is not blocked, whatever its length."""
    return (one for one in catalog.exercises.values() if one.id not in blocked and suits(one, want))


def _fitting(catalog: Catalog, want: Wanted, blocked: frozenset[str]) -> list[Exercise]:
    """Every exercise that is allowed and fits into the time; the last answer is kept."""
    global _last
    if _last is None or _last[0] is not catalog or _last[1:3] != (want, blocked):
        found = [one for one in allowed(catalog, want, blocked) if seconds_of(one) <= want.seconds]
        _last = catalog, want, blocked, found
    return _last[3]


def forget() -> None:
    """Let go of the catalogue; a daemon does not keep it from one break to the next."""
    global _last
    _last = None


def suits(exercise: Exercise, want: Wanted) -> bool:
    """Whether place, gear, level and body allow the exercise."""
    asks = {exercise.id, exercise.position, *exercise.movements}
    return not (
        (want.positions and exercise.position not in want.positions)
        or not exercise.needs <= want.equipment
        or asks & want.avoid
        or (want.level in LEVELS and LEVELS.index(exercise.level) > LEVELS.index(want.level))
        or (want.back == "sensitive" and not exercise.is_gentle)
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
    """The set to do, of what was not done today; where that would be a thin one, with what was done once, …"""
    fresh = {one.id for one in ready if past.is_fresh(one)}
    terms = Terms(
        seconds,
        reached,
        owed={one.id for one in ready if past.owes(one)},
        fresh=fresh,
        tired={one.id for one in ready if one.id not in fresh and past.today[one.id] > 1},
        front=past.owes_front and any(one.opens_front for one in ready),
        gentle=past.is_first and any(map(is_gentle, ready)),
    )
    found = None
    for often in range(1, max(past.today.values(), default=0) + 2):
        may = [one for one in ready if one.id in fresh or (past.today[one.id] < often and not one.is_walk)]
        found = _best(may, past, terms) or found
        if found and not found.is_thin():
            return found
    either = filter(None, (found, _one_less(ready, past, terms)))
    return max(either, key=lambda one: len(one.parts), default=None)


def _best(leaders: Sequence[Exercise], past: Past, terms: Terms) -> Making | None:
    """The first set that lacks no role and is another one than the latest; else the first of the others."""
    pool = Pool(past.company(leaders), terms)
    second: list[tuple[bool, bool, Making]] = []
    for leader in leaders:
        must = not leader.is_walk and (leader.id in terms.owed or past.waited(leader) >= PATIENCE)
        for made in _tries(leader, pool, past, terms):
            if not past.is_new(made.parts):
                continue
            good = made.is_complete(pool)
            rare = leader.is_walk or past.is_rare(made.parts)
            if good and rare and not made.is_rough():
                return made
            second.append((made.is_rough(), not good, made))
        if must and made.parts and past.is_new(made.parts) and not made.is_rough():
            return made
    return min(second, key=lambda one: one[:2])[2] if second else None


def _tries(leader: Exercise, pool: Pool, past: Past, terms: Terms) -> Iterator[Making]:
    """The set around this leader; where it is one of the latest, the one with other company first."""
    made = make(leader, pool, terms)
    if not leader.is_walk and not past.is_rare(made.parts):
        others = (one for one in pool.all if one.id not in made.levels or one.id in terms.owed)
        yield make(leader, Pool(others, terms), terms)
    yield made


def _one_less(ready: Sequence[Exercise], past: Past, terms: Terms) -> Making | None:
    """Whoever leads, it is the last set again: the one that was done last is left out."""
    if not ready:
        return None
    made = make(ready[0], Pool(past.company(ready), terms), terms)
    latest = past.latest(made.parts[1:])
    made.parts = [one for one in made.parts if one is not latest]
    return made


def _chosen(catalog: Catalog, made: Making, past: Past) -> Choice:
    single = catalog.routine(made.leader.id) if len(made.parts) == 1 else None
    routine = single or catalog.set_of(one.id for one in made.ordered())
    return Choice(routine, _reason(made, past), made.levels)


def _reason(made: Making, past: Past) -> str:
    first = f"led by {made.leader.name}, {past.why(made.leader)}"
    phrases = set_does(made.parts)
    return f"{first}; the set {listed(phrases)}" if phrases else first
