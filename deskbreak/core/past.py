"""The journal as choosing a set needs it: what was done when, and what is still due today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from datetime import date
from itertools import chain, takewhile

from deskbreak.core.content import Exercise
from deskbreak.sentences import N_
from deskbreak.values import dataclass

LATELY = 16  # sets, about two days, in which the same one better does not come again
ENOUGH = 3  # sets a day, among which what is daily leaves room for the rest
WALKS_A_DAY = 2  # short ones: a source has us move all through the day


@dataclass(frozen=True, slots=True)
class Done:
    """A break of the journal in which exercises were done, on its local day."""

    day: date
    exercises: tuple[str, ...]


class Past:
    """The journal as the rule needs it. What a fixed break brings later today counts as done today."""

    def __init__(
        self,
        known: Sequence[Exercise],
        history: Sequence[Done],
        day: date,
        *,
        is_well: bool = True,
        walks: Collection[str] = (),
        planned: Collection[str] = (),
    ) -> None:
        self._is_well = is_well
        self._walks = set(walks)
        daily = {one.id for one in known if one.per_day and not one.is_walk}
        self.last = {name: index for index, done in enumerate(history) for name in done.exercises}
        self._times = Counter(chain.from_iterable(done.exercises for done in history))
        self._count = len(history)
        self.previous = set(history[-1].exercises) if history else set()
        self._before_walk = next(
            (set(done.exercises) for done in reversed(history) if not self._walks.issuperset(done.exercises)),
            None,
        )
        self._lately = [set(done.exercises) for done in history[-LATELY:]]
        today = list(takewhile(lambda done: done.day == day, reversed(history)))
        self.is_first = not today  # nothing was done today yet
        self.today = Counter([*(one for done in today for one in done.exercises), *planned])
        openers = [one for one in known if one.opens_front]
        self.front_is_due = bool(openers) and not any(one.id in self.today for one in openers)
        recent, more = _latest_day(history, walks)
        self._started = bool(recent)
        of_today = self._started and recent[0].day == day
        self._may_begin = not of_today or (len(recent) < 2 and not more)
        self._daily_may_lead = _may_lead(recent, daily, of_today=of_today)
        self._has_two = of_today and len(recent) >= ENOUGH - 1

    def is_new(self, parts: Iterable[Exercise]) -> bool:
        """Return True if the set is another one than the last, and than the last that was no walk."""
        return {one.id for one in parts} not in (self.previous, self._before_walk)

    def is_rare(self, parts: Iterable[Exercise]) -> bool:
        """Return True if the set is another one than the latest ones."""
        return {one.id for one in parts} not in self._lately

    def waited(self, exercise: Exercise) -> int:
        """How many sets ago it was done; where it never was, how many there were at all."""
        return self._count - self.last.get(exercise.id, -1) - 1

    def latest(self, parts: Iterable[Exercise]) -> Exercise | None:
        """The one that was done last, as the order of choosing has it."""
        return max(parts, key=self._key, default=None)

    def wanted(self, exercise: Exercise) -> tuple[int, int | None]:
        """How often a day it is wanted at least, and at most; a well back needs only its upkeep."""
        if exercise.per_day is None and exercise.maintenance_per_day is None:
            return 0, None
        upkeep = exercise.maintenance_per_day if self._is_well else None
        amount = upkeep or exercise.per_day
        return (amount.min or 0, amount.max) if amount else (0, None)

    def may(self, exercise: Exercise) -> bool:
        """Under its daily limit; what is wanted several times a day begins with the day's first set.

        On the very first day with the second, since nothing is due in the first set of all.
        """
        least, most = self.wanted(exercise)
        times = self.today[exercise.id]
        if most is not None and times >= most:
            return False
        return times > 0 or self._may_begin or least < 2

    def is_fresh(self, exercise: Exercise) -> bool:
        """Not done today, or wanted more often by a source; what may come often, not twice running.

        A short walk does not begin the day either.
        """
        if exercise.id not in self.today and not exercise.is_walk:
            return True
        times = self.today[exercise.id]
        if exercise.is_walk:
            return not self.is_first and times < WALKS_A_DAY and not self.previous & self._walks
        least, most = self.wanted(exercise)
        if exercise.maintenance_per_day and not self._is_well and exercise.id not in self.previous:
            return times < (most or least)
        return times < least

    def is_due_today(self, exercise: Exercise) -> bool:
        """Return True if today still lacks what a source wants of it."""
        return self._started and self.today[exercise.id] < self.wanted(exercise)[0]

    def rank(self, exercise: Exercise, *, joins: bool = False) -> int:
        """0: started today and still due; 1: due today; 2: it may have more; 3: the rest."""
        least, most = self.wanted(exercise)
        times = self.today[exercise.id]
        if 0 < times < least:
            return 0
        if exercise.opens_front and self.front_is_due and (joins or not self.is_first):
            return 1
        if times < least and (self._daily_may_lead or self._has_two or (joins and self._started)):
            return 1
        often = most if exercise.maintenance_per_day and not self._is_well else None
        return 2 if self._daily_may_lead and often and times < often else 3

    def sorted(self, exercises: Iterable[Exercise]) -> list[Exercise]:
        """First what is due today, the most often wanted first; then what was done longest ago, or never."""
        return sorted(exercises, key=self._key)

    def companions(self, exercises: Iterable[Exercise]) -> list[Exercise]:
        """The same for companions; of those that are not due, the least often done first.

        What is due today may join at any time but in the very first set.
        """
        return sorted(exercises, key=lambda one: self._key(one, joins=True))

    def why(self, exercise: Exercise) -> str:
        """Why it leads, as text."""
        ranked = (N_("wanted once more today"), N_("wanted every day"), N_("wanted often through the day"))
        rank = self.rank(exercise)
        if rank == 1 and exercise.opens_front and self.front_is_due:
            return N_("today nothing has opened the front of the hips yet")
        if rank < len(ranked):
            return ranked[rank]
        return N_("done longest ago") if exercise.id in self.last else N_("not done yet")

    def _key(self, exercise: Exercise, *, joins: bool = False) -> tuple[int, int, int, int, int, int, str]:
        rank = self.rank(exercise, joins=joins)
        wanted = rank < 3
        often = -self.wanted(exercise)[0] if wanted else 0
        again = 0 if self.is_fresh(exercise) else self.today[exercise.id]
        times = self._times[exercise.id] if joins and not wanted else 0
        return rank, often, again, times, self.last.get(exercise.id, -1), exercise.order, exercise.id


def _latest_day(history: Sequence[Done], walks: Collection[str]) -> tuple[list[Done], bool]:
    """The sets of the last day that had any, the latest first, and whether there were earlier ones; no walks."""
    recent: list[Done] = []
    for done in reversed(history):
        if all(one in walks for one in done.exercises):
            continue
        if recent and done.day != recent[0].day:
            return recent, True
        recent.append(done)
    return recent, False


def _may_lead(recent: Sequence[Done], daily: Set[str], *, of_today: bool) -> bool:
    """Return True if a daily exercise may lead now, after the sets of the last day (today, if `of_today`) but walks.

    Not in the very first set, not right after a set that held one, and not at the start of a day when the last
    day had one or two sets and all of them held one: the others would never have their turn.
    """
    if not recent:
        return False
    if of_today:
        return daily.isdisjoint(recent[0].exercises)
    return len(recent) >= ENOUGH or any(daily.isdisjoint(done.exercises) for done in recent)
