"""The report's figures, counted from the journal alone. `docs/report.md` shows each of them in SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from deskbreak.store.names import Names
from deskbreak.store.rows import Feeling, Row, Sitting, own_start
from deskbreak.store.zones import end_of
from deskbreak.values import dataclass, field
from deskbreak.zone import moment

MOVED = ("taken", "partly")  # the person did something; a natural break is a rest without a routine
OFFERED = ("taken", "partly", "skipped", "missed")  # offers that came to an end one way or the other
ASKED = (*OFFERED, "snoozed", "stopped")  # what an offer, or a start of one's own, can come to
NOT_TAKEN = ("skipped", "missed", "stopped", "suppressed")  # a snooze is no end, a natural break no offer


@dataclass(slots=True)
class DayFigures:
    """One local day."""

    sat_s: float = 0
    moved_s: float = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def moved(self) -> int:
        """Breaks taken, in whole or in part."""
        return sum(self.outcomes[name] for name in MOVED)

    @property
    def worked(self) -> bool:
        """Return True if deskbreak saw the person at the desk; other days are days off."""
        return self.sat_s > 0 or bool(self.outcomes)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days at the desk in a row with at least one break taken; days off neither count nor break it."""

    now: int
    best: int


@dataclass(slots=True)
class Felt:
    """The answers to one routine or exercise."""

    counts: Counter[str] = field(default_factory=Counter)
    last: str = ""
    last_at: float = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything the report shows."""

    first: date
    last: date
    days: Mapping[date, DayFigures]
    outcomes: Counter[str]
    own: Counter[str]  # those of them that the person began without an offer
    reasons: Mapping[str, Counter[str]]  # outcome -> why
    hours_moved: Sequence[int]  # 24 counts, by the hour of the person's clock
    hours_missed: Sequence[int]
    targets: Counter[str]
    exercises: Counter[str]  # by name
    walks: int
    walked_s: float
    longest: Sitting | None
    streak: Streak
    felt: Mapping[str, Felt]
    machines: Sequence[str]

    @property
    def moved(self) -> int:
        return sum(self.outcomes[name] for name in MOVED)

    @property
    def own_moved(self) -> int:
        """Breaks taken that the person began without an offer."""
        return sum(self.own[name] for name in MOVED)

    @property
    def moved_s(self) -> float:
        return sum(day.moved_s for day in self.days.values())

    @property
    def followed(self) -> float | None:
        """The share of offers that led to a break; None where nothing was offered."""
        offered = sum(self.offered[name] for name in OFFERED)
        return sum(self.offered[name] for name in MOVED) / offered if offered else None

    @property
    def offered(self) -> Counter[str]:
        """How offers ended: without one's own starts, absences, and what was held back."""
        return Counter({name: self.outcomes[name] - self.own[name] for name in ASKED})

    @property
    def nothing(self) -> bool:
        """Return True if these days hold nothing at all."""
        return not self.outcomes and not any(day.sat_s for day in self.days.values())

    @property
    def sat_per_day(self) -> float | None:
        """Seconds of sitting on a day with any; None where none was recorded."""
        sat = [day.sat_s for day in self.days.values() if day.sat_s]
        return sum(sat) / len(sat) if sat else None

    def months(self) -> dict[tuple[int, int], list[DayFigures]]:
        """The days that have something, by year and month, oldest first."""
        found: dict[tuple[int, int], list[DayFigures]] = defaultdict(list)
        for day in sorted(self.days):
            if self.days[day].worked:
                found[day.year, day.month].append(self.days[day])
        return found


def measure(
    rows: Sequence[Row],
    sittings: Iterable[Sitting],
    answers: Iterable[Feeling],
    names: Names,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> Numbers:
    """Count everything once. The rows are those of first..last, or without these all that there are; oldest first."""
    days: dict[date, DayFigures] = defaultdict(DayFigures)
    stretches = merged(sittings)
    for stretch in stretches:
        for day, seconds in split(stretch):
            days[day].sat_s += seconds
    hours_moved, hours_missed = [0] * 24, [0] * 24
    for row in rows:
        when = moment(row.at, row.zone)
        _count_row(days[when.date()], row)
        hours_moved[when.hour] += row.outcome in MOVED
        hours_missed[when.hour] += row.outcome in NOT_TAKEN and not own_start(row)
    # A stretch over midnight reaches into a day that was not asked for.
    days = {d: v for d, v in days.items() if (first or d) <= d <= (last or d)}
    end = max([today, *days, *([first] if first else [])])
    moved = [row for row in rows if row.outcome in MOVED]
    walks = [row for row in moved if names.is_walk(row.routine, row.exercises)]
    return Numbers(
        first=first or min(days, default=today),
        last=min(last or end, end),
        days=days,
        outcomes=Counter(row.outcome for row in rows),
        own=Counter(row.outcome for row in rows if own_start(row)),
        reasons=_reasons(rows, names),
        hours_moved=hours_moved,
        hours_missed=hours_missed,
        targets=_targets(moved, names),
        exercises=Counter(names.exercise(one) for row in moved for one in row.exercises),
        walks=len(walks),
        walked_s=sum(row.seconds for row in walks),
        longest=max(stretches, key=lambda one: one.seconds, default=None),
        streak=streak(days, today),
        felt=_felt(answers, names),
        machines=sorted({row.machine for row in rows}),
    )


def merged(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Stretches that overlap, on two machines for example, counted once."""
    result: list[Sitting] = []
    for one in sorted(sittings, key=lambda one: one.start):
        if result and one.start <= result[-1].end:
            result[-1] = Sitting(result[-1].start, max(result[-1].end, one.end))
        else:
            result.append(one)
    return result


def split(stretch: Sitting) -> Iterator[tuple[date, float]]:
    """A stretch as seconds of each local day that it touches."""
    start, last = stretch.start, moment(stretch.end).date()
    while start < stretch.end:
        day = moment(start).date()
        # Most stretches end on the day they begin; where that day ends need not be worked out then.
        end = stretch.end if day == last else min(stretch.end, end_of(day))
        yield day, end - start
        start = end


def streak(days: Mapping[date, DayFigures], today: date) -> Streak:
    """How many days at the desk in a row had a break; today counts once it has one, and never against."""
    run = best = 0
    for day in sorted(days):
        if days[day].moved:
            run += 1
            best = max(best, run)
        elif days[day].worked and day != today:
            run = 0
    return Streak(run, best)


def clock(at: float) -> datetime:
    """The local wall clock."""
    return moment(at)


def _count_row(day: DayFigures, row: Row) -> None:
    day.outcomes[row.outcome] += 1
    if row.outcome in MOVED:
        day.moved_s += row.seconds


def _reasons(rows: Iterable[Row], names: Names) -> dict[str, Counter[str]]:
    """Why, with the names of what hurt."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.reason:
            what, blank, rest = row.reason.partition(" ")
            found[row.outcome][names.exercise(what) + blank + rest] += 1
    return dict(found)


def _targets(moved: Iterable[Row], names: Names) -> Counter[str]:
    of: dict[str, tuple[str, ...]] = {}
    found: Counter[str] = Counter()
    for row in moved:
        for one in row.exercises:
            if one not in of:
                of[one] = names.targets(one)
            found.update(of[one])
    return found


def _felt(answers: Iterable[Feeling], names: Names) -> dict[str, Felt]:
    found: dict[str, Felt] = defaultdict(Felt)
    for one in answers:
        felt = found[names.routine(one.what)]
        felt.counts[one.answer] += 1
        felt.last, felt.last_at = one.answer, one.at
    return dict(found)
