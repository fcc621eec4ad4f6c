"""Puts a set together around the exercise that leads it. docs/choosing.md states the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence

from deskbreak.core.body_words import POSITIONS, ROLES, UPRIGHT
from deskbreak.core.content import Exercise
from deskbreak.core.ready import DESK, DOWN_OR_UP_S, USUAL_S
from deskbreak.core.script import exercise_seconds, extra_seconds
from deskbreak.values import dataclass

MAX_STEPS = 8
MIXED_FROM_S = 120.0  # shorter sets stay in one place: getting down to the floor and up again takes too long
STRAINS = frozenset({"back-bends"})  # two that ask for the same one of these are not put into one set

SAVED_S = DOWN_OR_UP_S - USUAL_S  # at most so much less does one take beside others than alone

Lengths = MutableMapping[tuple[str, int, str], int]  # seconds by exercise, level and the position before


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for every set that is tried."""

    seconds: float
    lengths: Lengths  # those that are known; more are added
    reached: Mapping[str, int]  # how far each exercise is built up
    due_today: Collection[str] = ()  # what is due today and not done yet
    fresh: Collection[str] = ()  # what may come today without coming too often
    tired: Collection[str] = ()  # what came so often today that it fills time at most, and no role
    front: bool = False  # the front was not opened today: nothing else counts as opening
    gentle: bool = False  # something gentle comes first

    def seconds_of(self, one: Exercise, level: int = 0, before: str = DESK) -> int:
        """How long the exercise lasts at that level after the position `before`."""
        return seconds_of(self.lengths, one, level, before)


class Pool:
    """Who may join, in order of preference: everybody, and by place those upright or on the floor."""

    def __init__(self, companions: Iterable[Exercise], terms: Terms) -> None:
        self._terms = terms
        self.all = [one for one in companions if not one.is_walk]
        self._near: dict[bool, list[Exercise]] = {}
        self._more: dict[bool, list[Exercise]] = {}

    def near(self, upright: bool) -> list[Exercise]:
        """Those in the same place."""
        if upright not in self._near:
            self._near[upright] = [one for one in self.all if is_upright(one) is upright]
        return self._near[upright]

    def more(self, upright: bool) -> list[Exercise]:
        """Those of them that a set which has its roles may have besides."""
        if upright not in self._more:
            self._more[upright] = _spendable(self.near(upright), self._terms.fresh)
        return self._more[upright]

    def hoped(self) -> Collection[str]:
        """The roles that a set may be asked to fill; none where there is no time for all of them."""
        least: dict[str, int] = {}
        for one in self.all:
            if one.id not in self._terms.tired and fills(one, front=self._terms.front):
                length = self._terms.seconds_of(one, before=one.position)
                least[one.role] = min(length, least.get(one.role, length))
        return least.keys() if sum(least.values()) <= self._terms.seconds else ()


class SetBuilder:
    """A set as far as it is put together: its parts, how far each is built up, and the time that is left."""

    def __init__(self, lead: Exercise, terms: Terms) -> None:
        self.lead, self.terms = lead, terms
        self.parts: list[Exercise] = []
        self.levels: dict[str, int] = {}
        self._filled: set[str] = set()
        self._strains: set[str] = set()
        self._take(lead)

    def add(self, pool: Iterable[Exercise], spare: float = 0.0) -> bool:
        """Add the first of `pool` that goes with the others and leaves `spare` seconds; return True if one did."""
        most = self.left - spare + SAVED_S
        for one in pool:
            if self.terms.seconds_of(one) <= most and self._goes_with(one) and self._left_with(one) >= spare:
                self._take(one)
                return True
        return False

    def _left_with(self, one: Exercise) -> float:
        """The time that is left where it joins; getting ready depends on who comes before whom."""
        row, before, left = self._in_order([*self.parts, one]), DESK, self.terms.seconds
        for part in row:
            left -= self.terms.seconds_of(part, self.levels.get(part.id, 0), before)
            before = part.position
        return left

    def _goes_with(self, one: Exercise) -> bool:
        return one.id not in self.levels and self._strains.isdisjoint(one.movements)

    def _take(self, one: Exercise) -> None:
        self.left = self._left_with(one)
        self.parts.append(one)
        self.levels[one.id] = 0
        self._strains |= STRAINS.intersection(one.movements)
        if fills(one, front=self.terms.front):
            self._filled.add(one.role)

    def build_up(self, one: Exercise, spare: float = 0.0) -> None:
        """The dose that was reached, or the nearest below it for which there is time."""
        now = self.levels[one.id]
        for level in range(self.terms.reached.get(one.id, 0), now, -1):
            more = self.terms.seconds_of(one, level) - self.terms.seconds_of(one, now)
            if more <= self.left - spare:
                self.levels[one.id] = level
                self.left -= more
                return

    def holds(self, due_today: Collection[str]) -> int:
        """How many of these are in it."""
        return sum(one.id in due_today for one in self.parts)

    def missing(self) -> list[str]:
        """The roles that are not filled yet."""
        return [role for role in ROLES if role not in self._filled]

    def is_complete(self, pool: Pool) -> bool:
        """Return True if it fills the roles that may be hoped for; a walk need not, but it must not be thin."""
        if self.lead.is_walk:
            return not self.is_thin()
        return len(self._filled) == len(ROLES) or self._filled.issuperset(pool.hoped())

    def is_thin(self) -> bool:
        """Return True if less than half of the time is used."""
        return self.left > self.terms.seconds / 2

    def is_rough(self) -> bool:
        """Return True if it begins with strength where something gentle should come first."""
        return self.terms.gentle and not is_gentle(self.ordered()[0])

    def ordered(self) -> list[Exercise]:
        """From the standing positions down to the floor; in the day's first set something gentle comes first."""
        return self._in_order(self.parts)

    def _in_order(self, parts: Sequence[Exercise]) -> list[Exercise]:
        parts = sorted(parts, key=_place)
        if self.terms.gentle:
            place = is_upright(parts[0])
            first = next((one for one in parts if is_gentle(one) and is_upright(one) is place), parts[0])
            parts.remove(first)
            parts.insert(0, first)
        return parts


def make(lead: Exercise, pool: Pool, terms: Terms) -> SetBuilder:
    """The lead, then one for each role that it does not fill, then more while they fit.

    Companions are chosen from the same place first, upright or on the floor; where that leaves a role unfilled, or
    leaves out what is due today, from all places.
    """
    if lead.is_walk:
        return SetBuilder(lead, terms)
    place = is_upright(lead)
    made = _paired(lead, pool.near(place), terms)
    if (made.missing() or terms.due_today) and terms.seconds >= MIXED_FROM_S:
        made = min(made, _paired(lead, pool.all, terms), key=_lacks)
    for one in made.parts:
        made.build_up(one)
    while len(made.parts) < MAX_STEPS and (
        made.add(pool.more(place)) or (made.is_thin() and made.add(pool.near(place)))
    ):
        made.build_up(made.parts[-1])
    return made


def fills(one: Exercise, *, front: bool = False) -> bool:
    """Return True if it fills its role, and does not only join beside what does; with `front`, only that opens."""
    return one.fills_role and (one.opens_front or not front or one.role != "opens")


def is_upright(one: Exercise) -> bool:
    """Return True if the exercise is not done on the floor."""
    return one.position in UPRIGHT


def is_gentle(one: Exercise) -> bool:
    """What may begin the day: easy, and no work for core or glutes."""
    return one.is_walk or (one.level == "easy" and one.role != "wakes")


def seconds_of(lengths: Lengths, one: Exercise, level: int = 0, before: str = DESK) -> int:
    """How long the exercise lasts at that level after the position `before`.

    It is looked up in `lengths`, and put there where it is not known yet.
    """
    known = lengths.get((one.id, level, before))
    if known is None:
        if before == DESK:
            known = exercise_seconds(one, level)
        else:
            known = seconds_of(lengths, one, level) + extra_seconds(one, before)
        lengths[one.id, level, before] = known
    return known


def _spendable(near: Sequence[Exercise], fresh: Collection[str]) -> list[Exercise]:
    """What may be spent on a set that has its roles: what fills none first, then of the role that has most left."""
    left = Counter(one.role for one in near if one.fills_role and one.id in fresh)
    return sorted((one for one in near if one.id in fresh), key=lambda one: (one.fills_role, -left[one.role]))


def _place(one: Exercise) -> tuple[bool, int, int, int]:
    return not is_upright(one), POSITIONS.index(one.position), ROLES.index(one.role), one.order


def _lacks(made: SetBuilder) -> tuple[bool, int, int]:
    return made.is_rough(), len(made.missing()), -made.holds(made.terms.due_today)


def _paired(lead: Exercise, pool: Sequence[Exercise], terms: Terms) -> SetBuilder:
    """The lead, built up as far as the other roles leave time, then one for each of them.

    Time is left for what is due today of a role, else for the shortest.
    The role whose first candidate is preferred most comes first, and leaves time for the shortest of the
    next ones. Where time is too short for all, opening comes first and waking last.
    """
    made = SetBuilder(lead, terms)
    missing = made.missing()
    waiting: dict[str, list[Exercise]] = {}
    for one in pool:
        if one.role in missing and one.id not in terms.tired and fills(one, front=terms.front):
            waiting.setdefault(one.role, []).append(one)
    lengths = {
        role: [terms.seconds_of(one, 0, lead.position) for one in those] for role, those in waiting.items()
    }
    least = {role: min(those) for role, those in lengths.items()}
    due = {role: lengths[role][0] for role, those in waiting.items() if those[0].id in terms.due_today}
    made.build_up(lead, sum((least | due).values()))
    all_fit = sum(least.values()) <= made.left
    for role in waiting if all_fit else sorted(waiting, key=ROLES.index):
        spare = sum(least.get(other, 0) for other in made.missing() if other != role)
        made.add(waiting[role], spare) or made.add(waiting[role])
    return made
