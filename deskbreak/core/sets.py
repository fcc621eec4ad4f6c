"""Puts a set together around the exercise that leads it. docs/choosing.md has the rule in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from deskbreak.core.content import POSITIONS, ROLES, UPRIGHT, Exercise
from deskbreak.core.dose import exercise_seconds

MOST_STEPS = 8
MIXED_FROM_S = 120.0  # shorter sets stay in one place: getting down to the floor and up again takes too long
STRAINS = frozenset({"back-bends"})  # two that ask for the same one of these are not put into one set


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every set that is tried."""

    seconds: float
    reached: Mapping[str, int]  # how far each exercise is built up
    owed: Collection[str] = ()  # what the day still lacks
    fresh: Collection[str] = ()  # what may come today without coming too often
    front: bool = False  # the front was not opened today: nothing else counts as opening
    gentle: bool = False  # something gentle comes first


class Making:
    """A set in the making: its parts, how far each is built up, and the time that is left."""

    def __init__(self, leader: Exercise, terms: Terms) -> None:
        self.leader, self.terms = leader, terms
        self.parts = [leader]
        self.levels = {leader.id: 0}
        self.left = terms.seconds - exercise_seconds(leader)

    def add(self, pool: Iterable[Exercise], spare: float = 0.0) -> bool:
        """Add the first of `pool` that goes with the others and leaves `spare` seconds; says whether one did."""
        for one in pool:
            if exercise_seconds(one) <= self.left - spare and self._goes_with(one):
                self.parts.append(one)
                self.levels[one.id] = 0
                self.left -= exercise_seconds(one)
                return True
        return False

    def _goes_with(self, one: Exercise) -> bool:
        strains = STRAINS.intersection(one.movements)
        return one not in self.parts and not any(strains.intersection(part.movements) for part in self.parts)

    def build_up(self, one: Exercise, spare: float = 0.0) -> None:
        """The dose that was reached, or the nearest below it for which there is time."""
        now = self.levels[one.id]
        for level in range(self.terms.reached.get(one.id, 0), now, -1):
            more = exercise_seconds(one, level) - exercise_seconds(one, now)
            if more <= self.left - spare:
                self.levels[one.id] = level
                self.left -= more
                return

    def holds(self, owed: Collection[str]) -> int:
        """How many of these are in it."""
        return sum(one.id in owed for one in self.parts)

    def missing(self) -> list[str]:
        """The roles that nobody fills yet."""
        return [role for role in ROLES if not fillers(role, self.parts, front=self.terms.front)]

    def is_complete(self, hoped: Collection[str]) -> bool:
        """Whether it fills the roles that may be hoped for; a walk need not, but it must not be thin."""
        return not (self.is_thin() if self.leader.is_walk else set(hoped).intersection(self.missing()))

    def is_thin(self) -> bool:
        """Whether less than half of the time is used."""
        return self.left > self.terms.seconds / 2

    def is_rough(self) -> bool:
        """Whether it begins with strength where something gentle should come first."""
        return self.terms.gentle and not is_gentle(self.ordered()[0])

    def ordered(self) -> list[Exercise]:
        """From the standing positions down to the floor; in the day's first set something gentle comes first."""
        parts = sorted(
            self.parts,
            key=lambda one: (
                is_upright(one) is False,
                POSITIONS.index(one.position),
                ROLES.index(one.role),
                one.order,
            ),
        )
        if self.terms.gentle:
            place = is_upright(parts[0])
            first = next((one for one in parts if is_gentle(one) and is_upright(one) is place), parts[0])
            parts.remove(first)
            parts.insert(0, first)
        return parts


def make(leader: Exercise, pool: Sequence[Exercise], terms: Terms) -> Making:
    """The leader, then one for each role that it does not fill, then more while they fit.

    `pool` comes in order of preference. Company is looked for in the same place first, upright or on the
    floor; where that leaves a role without anybody, or out what the day owes, everywhere.
    """
    if leader.is_walk:
        return Making(leader, terms)
    near = [one for one in pool if is_upright(one) is is_upright(leader)]
    made = _paired(leader, near, terms)
    if (made.missing() or terms.owed) and terms.seconds >= MIXED_FROM_S:
        everywhere = _paired(leader, pool, terms)
        made = min(made, everywhere, key=_lacks)
    for one in made.parts:
        made.build_up(one)
    fresh = _spendable([one for one in near if one.id in terms.fresh])
    while len(made.parts) < MOST_STEPS and (made.add(fresh) or (made.is_thin() and made.add(near))):
        made.build_up(made.parts[-1])
    return made


def _spendable(pool: Sequence[Exercise]) -> list[Exercise]:
    """What may be spent on a set that has its roles: what fills none first, then of the role that has most left."""
    left = Counter(one.role for one in pool if one.fills_role)
    return sorted(pool, key=lambda one: (one.fills_role, -left[one.role]))


def fillers(role: str, exercises: Iterable[Exercise], *, front: bool = False) -> list[Exercise]:
    """Those that fill the role, and do not only join beside what fills it; with `front`, only they open."""
    return [
        one
        for one in exercises
        if one.role == role and one.fills_role and (one.opens_front or not front or role != "opens")
    ]


def is_upright(one: Exercise) -> bool:
    return one.position in UPRIGHT


def is_gentle(one: Exercise) -> bool:
    """What may begin the day: easy, and no work for core or glutes."""
    return one.is_walk or (one.level == "easy" and one.role != "wakes")


def _lacks(made: Making) -> tuple[bool, int, int]:
    return made.is_rough(), len(made.missing()), -made.holds(made.terms.owed)


def _paired(leader: Exercise, pool: Sequence[Exercise], terms: Terms) -> Making:
    """The leader, built up as far as the other roles leave time, then one for each of them.

    Time is left for what the day owes of a role, else for the shortest.
    The role whose first candidate is preferred most comes first, and leaves time for the shortest of the
    next ones. Where time is too short for all, opening comes first and waking last.
    """
    made = Making(leader, terms)
    waiting = {role: found for role in made.missing() if (found := fillers(role, pool, front=terms.front))}
    shortest = {role: min(map(exercise_seconds, found)) for role, found in waiting.items()}
    owing = {role: exercise_seconds(found[0]) for role, found in waiting.items() if found[0].id in terms.owed}
    made.build_up(leader, sum((shortest | owing).values()))
    all_fit = sum(shortest.values()) <= made.left
    for role in sorted(waiting, key=lambda role: pool.index(waiting[role][0])) if all_fit else waiting:
        spare = sum(
            seconds for other, seconds in shortest.items() if other in made.missing() and other != role
        )
        made.add(waiting[role], spare) or made.add(waiting[role])
    return made
