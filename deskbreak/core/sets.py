"""Puts a set together around the exercise that leads it. docs/choosing.md has the rule in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from deskbreak.core.content import POSITIONS, ROLES, UPRIGHT, Exercise
from deskbreak.core.dose import exercise_seconds

MOST_STEPS = 10


class Making:
    """A set in the making: its parts, how far each is built up, and the time that is left."""

    def __init__(self, leader: Exercise, seconds: float, reached: Mapping[str, int]) -> None:
        self.leader, self._reached = leader, reached
        self.parts = [leader]
        self.levels = {leader.id: 0}
        self.left = seconds - exercise_seconds(leader)

    def add(self, pool: Sequence[Exercise], spare: float = 0.0) -> bool:
        """Add the first of `pool` that is not in yet and leaves `spare` seconds; says whether one did."""
        for one in pool:
            if one not in self.parts and exercise_seconds(one) <= self.left - spare:
                self.parts.append(one)
                self.levels[one.id] = 0
                self.left -= exercise_seconds(one)
                return True
        return False

    def build_up(self, one: Exercise, spare: float = 0.0) -> None:
        """The dose that was reached, or the nearest below it for which there is time."""
        now = self.levels[one.id]
        for level in range(self._reached.get(one.id, 0), now, -1):
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
        return [role for role in ROLES if not fillers(role, self.parts)]

    def ordered(self) -> list[Exercise]:
        """From the standing positions down to the floor."""
        return sorted(
            self.parts, key=lambda one: (POSITIONS.index(one.position), ROLES.index(one.role), one.order)
        )


def make(
    leader: Exercise,
    pool: Sequence[Exercise],
    seconds: float,
    reached: Mapping[str, int],
    owed: Collection[str] = (),
) -> Making:
    """The leader, then one for each role that it does not fill, then more while they fit.

    `pool` comes in order of preference. Company is looked for in the same place first, upright or on the
    floor; where that leaves a role without anybody, or out what the day owes, everywhere.
    """
    near = [one for one in pool if (one.position in UPRIGHT) == (leader.position in UPRIGHT)]
    made = _paired(leader, near, seconds, reached, owed)
    if made.missing() or owed:
        everywhere = _paired(leader, pool, seconds, reached, owed)
        made = min(made, everywhere, key=lambda one: (len(one.missing()), -one.holds(owed)))
    for one in made.parts:
        made.build_up(one)
    while len(made.parts) < MOST_STEPS and any(
        made.add([one for one in near if one.role == role]) for role in _rarest_first(made.parts)
    ):
        made.build_up(made.parts[-1])
    return made


def fillers(role: str, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Those that fill the role, and do not only join beside what fills it."""
    return [one for one in exercises if one.role == role and one.fills_role]


def _paired(
    leader: Exercise,
    pool: Sequence[Exercise],
    seconds: float,
    reached: Mapping[str, int],
    owed: Collection[str],
) -> Making:
    """The leader, built up as far as the other roles leave time, then one for each of them.

    Time is left for what the day owes of a role, else for the shortest.
    The role whose first candidate is preferred most comes first, and leaves time for the shortest of the
    next ones. Where time is too short for all, opening comes first and waking last.
    """
    made = Making(leader, seconds, reached)
    waiting = {role: found for role in made.missing() if (found := fillers(role, pool))}
    shortest = {role: min(map(exercise_seconds, found)) for role, found in waiting.items()}
    owing = {role: exercise_seconds(found[0]) for role, found in waiting.items() if found[0].id in owed}
    made.build_up(leader, sum((shortest | owing).values()))
    all_fit = sum(shortest.values()) <= made.left
    for role in sorted(waiting, key=lambda role: pool.index(waiting[role][0])) if all_fit else waiting:
        spare = sum(
            seconds for other, seconds in shortest.items() if other in made.missing() and other != role
        )
        made.add(waiting[role], spare) or made.add(waiting[role])
    return made


def _rarest_first(parts: Sequence[Exercise]) -> list[str]:
    return sorted(ROLES, key=lambda role: sum(one.role == role for one in parts))
