"""`auto`: puts a set together for the minutes at hand. docs/choosing.md states the same rule.

The same day, journal and wishes always give the same set. What was done longest ago comes first, so that
everything allowed has its turn; what the sources want daily comes in between, and in two sets running only
when the day has started it and it is still due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from deskbreak.core.assemble import Lengths, Pool, SetBuilder, Terms, is_gentle, make, seconds_of
from deskbreak.core.body_words import LEVELS, UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, listed
from deskbreak.core.past import Done, Past
from deskbreak.core.plan import USUAL_LASTS_S, Body
from deskbreak.core.roles import set_does
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, field, replace

REMEMBERED = 200  # sets of the journal that are looked at
MAX_WAITED = 20  # sets that an exercise waits for its turn where the set around it would lack a role


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a set must suit: the time, the place, the gear at hand and the body."""

    seconds: float = USUAL_LASTS_S
    positions: frozenset[str] = frozenset()  # empty: any
    equipment: frozenset[str] = frozenset()  # what is at hand
    avoid: frozenset[str] = frozenset()  # exercises, movements or positions
    level: str = ""  # nothing harder than this; empty: any
    back: str = "well"


@dataclass(frozen=True, slots=True)
class SetChoice:
    """The set that was chosen, and why, in a sentence."""

    routine: Routine
    reason: str
    levels: dict[str, int] = field(default_factory=dict)  # how far each of its exercises is built up


def criteria(body: Body, seconds: float | None) -> Criteria:
    """What the settings ask of a break of that length. The floor is never chosen unasked."""
    return Criteria(
        seconds or USUAL_LASTS_S,
        positions=frozenset(body.positions) or UPRIGHT,
        equipment=frozenset(body.equipment),
        avoid=frozenset(body.avoid),
        level=body.level,
        back=body.back,
    )


def standing_up(body: Body) -> Body:
    """The body's wishes for a set that needs neither floor nor gear."""
    places = tuple(one for one in body.positions if one in UPRIGHT) or tuple(sorted(UPRIGHT))
    return replace(body, positions=places, equipment=())


def choose(
    catalog: Catalog,
    want: Criteria,
    history: Sequence[Done],
    day: date,
    *,
    blocked: Collection[str] = (),
    reached: Mapping[str, int] | None = None,
    planned: Collection[str] = (),
) -> SetChoice | None:
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
        why = english("{walk} belongs to every day, and there is time for it", walk=walk.name)
        return SetChoice(routine, why)
    made = _found(ready, past, seconds=want.seconds, lengths=catalog.memo.seconds, reached=reached or {})
    return _chosen(catalog, made, past) if made else None


def nothing(catalog: Catalog, want: Criteria, blocked: Collection[str] = ()) -> str:
    """Why there is no set, as a sentence."""
    if any(_short_enough(catalog, want, blocked)):
        return N_("what is allowed was done often enough today")
    return N_("nothing that is allowed fits into the time")


def allowed(catalog: Catalog, want: Criteria, blocked: Collection[str] = ()) -> Iterator[Exercise]:
    """Every exercise that suits the wishes and is not blocked, whatever its length."""
    return (one for one in catalog.exercises.values() if one.id not in blocked and suits(one, want))


def _fitting(catalog: Catalog, want: Criteria, blocked: frozenset[str]) -> tuple[Exercise, ...]:
    """Every exercise that is allowed and fits into the time; the last answer is kept."""
    memo = catalog.memo
    if memo.fitting[0] != (want, blocked):
        memo.fitting = (want, blocked), tuple(_short_enough(catalog, want, blocked))
    return memo.fitting[1]


def _short_enough(catalog: Catalog, want: Criteria, blocked: Collection[str]) -> Iterator[Exercise]:
    for one in allowed(catalog, want, blocked):
        if seconds_of(catalog.memo.seconds, one) <= want.seconds:
            yield one


def suits(exercise: Exercise, want: Criteria) -> bool:
    """Return True if place, gear, level and body allow the exercise."""
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
    ready: Sequence[Exercise], past: Past, *, seconds: float, lengths: Lengths, reached: Mapping[str, int]
) -> SetBuilder | None:
    """The set to do, of what was not done today; where that would be a thin one, with what was done once, …"""
    fresh = {one.id for one in ready if past.is_fresh(one)}
    terms = Terms(
        seconds=seconds,
        lengths=lengths,
        reached=reached,
        due_today={one.id for one in ready if past.is_due_today(one)},
        fresh=fresh,
        tired={one.id for one in ready if one.id not in fresh and past.today[one.id] > 1},
        front=past.front_is_due and any(one.opens_front for one in ready),
        gentle=past.is_first and any(map(is_gentle, ready)),
    )
    some = [one for one in ready if one.id in fresh or not one.is_walk]  # no walk comes too often
    found = None
    for often in sorted({0, *past.today.values()}):
        may = [one for one in some if one.id in fresh or past.today[one.id] <= often]
        found = _best(may, past, terms) or found
        if found and not found.is_thin():
            return found
    either = filter(None, (found, _one_less(some or ready, past, terms)))
    return max(either, key=lambda one: len(one.parts), default=None)


def _best(leads: Sequence[Exercise], past: Past, terms: Terms) -> SetBuilder | None:
    """The first set that lacks no role and is another one than the latest; else the first of the others."""
    pool = Pool(past.companions(leads), terms)
    second: list[tuple[bool, bool, SetBuilder]] = []
    for lead in leads:
        must = not lead.is_walk and (lead.id in terms.due_today or past.waited(lead) >= MAX_WAITED)
        for made in _tries(lead, pool, past, terms):
            if not past.is_new(made.parts):
                continue
            good = made.is_complete(pool)
            rare = lead.is_walk or past.is_rare(made.parts)
            if good and rare and not made.is_rough():
                return made
            second.append((made.is_rough(), not good, made))
        if must and made.parts and past.is_new(made.parts) and not made.is_rough():
            return made
    return min(second, key=lambda one: one[:2])[2] if second else None


def _tries(lead: Exercise, pool: Pool, past: Past, terms: Terms) -> Iterator[SetBuilder]:
    """The set around this lead; where it is one of the latest, the one with other companions first."""
    made = make(lead, pool, terms)
    if not lead.is_walk and not past.is_rare(made.parts):
        others = (one for one in pool.all if one.id not in made.levels or one.id in terms.due_today)
        yield make(lead, Pool(others, terms), terms)
    yield made


def _one_less(ready: Sequence[Exercise], past: Past, terms: Terms) -> SetBuilder | None:
    """Whichever exercise leads, it is the last set again: the companion that was done last is left out."""
    if not ready:
        return None
    made = make(ready[0], Pool(past.companions(ready), terms), terms)
    latest = past.latest(made.parts[1:])
    made.parts = [one for one in made.parts if one is not latest]
    return made


def _chosen(catalog: Catalog, made: SetBuilder, past: Past) -> SetChoice:
    single = catalog.routine(made.lead.id) if len(made.parts) == 1 else None
    routine = single or catalog.set_of(one.id for one in made.ordered())
    return SetChoice(routine, _reason(made, past), made.levels)


def _reason(made: SetBuilder, past: Past) -> str:
    why = past.why(made.lead)
    first = english("led by {exercise}, {reason}", exercise=made.lead.name, reason=why)
    phrases = set_does(made.parts)
    return f"{first}; {english('the set {does}', does=listed(phrases))}" if phrases else first
