"""How much of an exercise is done today: one number for each range, from dose, own filling and level.

A level counts how far the person has built an exercise up: 0 is the low end of each range and `TOP` the high
end, and nothing lies outside. Where an exercise builds up from one source's dose to another's, the levels are
shared out among them. A new exercise is counted in twos and threes with a breather between, as S2 advises.
Only what a source leaves open is filled from the exercise's `own` dose.
"""

from __future__ import annotations

from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount, Dose
from deskbreak.values import dataclass

TOP = 4
AT_A_TIME = (3, 5)  # repetitions before a breather at the levels 0 and 1; S2 says 2-3, the 5 is ours
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one step asks for. Counts are per side where `sides` has two; 0 means that it plays no part."""

    sets: int = 1
    reps: int = 0
    hold_s: int = 0
    holds: int = 1  # holds in a row where no repetitions are counted
    breaths: int = 0  # in each repetition, or alone
    duration_s: int = 0  # per side where `sides` has two
    sides: tuple[str, ...] = ("",)
    alternate: bool = False  # repetitions go left, right, left, right
    per_side: bool = False  # the dose counts each side by itself
    at_a_time: int = 0  # repetitions before a breather; 0 is all of them
    halves: bool = False  # one time for both sides: they change half-way
    stage: int = 0  # which of the doses that it is built up through

    def batches(self) -> list[int]:
        """The repetitions of one go, shared out evenly between the breathers."""
        most = self.at_a_time * (2 if self.alternate else 1)
        if not most or self.reps <= most:
            return [self.reps] if self.reps else []
        unit = 2 if self.alternate and self.reps % 2 == 0 else 1  # left and right stay together
        parts, whole = -(-self.reps // most), self.reps // unit
        return [unit * (whole // parts + (number < whole % parts)) for number in range(parts)]


def settle(exercise: Exercise, dose: Dose | None = None, *, side: str = "", level: int = 0) -> Amounts:
    """The numbers for one step: `dose` (else the exercise's usual one) at `level`, on one side if given."""
    level = min(max(level, 0), TOP)
    at_a_time = 0 if dose else _at_a_time(exercise, level)
    at_stage = _stage_like(exercise, dose) if dose else _stage_number(exercise, level)
    given, level = (dose, level) if dose else stage(exercise, level)
    dose = exercise.own if is_open(given) and not given.breaths_text and not given.unlimited else given
    own = exercise.own
    per_side = _per_side(given, own)
    sides = (side,) if side else ((LEFT, RIGHT) if per_side else ("",))
    lasting = dose.duration_s or (own.duration_s if is_open(dose) else None)
    if lasting:
        one_time = sides == ("",)
        return Amounts(
            duration_s=lasting,
            sides=sides,
            per_side=per_side,
            halves=exercise.sides == "each" and one_time,
            alternate=exercise.sides == "alternate" and one_time,
            stage=at_stage,
        )
    reps = _reps(dose, own, level)
    if exercise.sides == "alternate" and not per_side and reps not in _stated(dose):
        reps -= reps % 2  # as often to the left as to the right, where the number is ours
    both = len(sides) == 2 and exercise.sides == "alternate"
    return Amounts(
        sets=pick(dose.sets, None, level) or 1,
        reps=2 * reps if both else reps,
        hold_s=_hold(dose, own, level),
        holds=dose.holds_per_side or 1,
        breaths=dose.breaths or (own.breaths or 0 if is_open(dose) else 0),
        sides=("",) if both else sides,
        alternate=exercise.sides == "alternate" and not side,
        per_side=per_side,
        at_a_time=at_a_time,
        stage=at_stage,
    )


def _stage_number(exercise: Exercise, level: int) -> int:
    return level * len(exercise.stages) // (TOP + 1)


def _stage_like(exercise: Exercise, dose: Dose) -> int:
    """The stage whose source is that of a routine's own dose; the first where there is none."""
    sources = [one.source for one in exercise.stages]
    return sources.index(dose.source) if dose.source in sources else 0


def stage(exercise: Exercise, level: int) -> tuple[Dose, int]:
    """The dose that is used at a level, and how far (0 to `TOP`) it is built up itself by then."""
    number = _stage_number(exercise, level)
    shared = [one for one in range(TOP + 1) if _stage_number(exercise, one) == number]
    built_up = TOP if level == TOP else TOP * shared.index(level) // max(len(shared) - 1, 1)
    return exercise.stages[number], built_up


def is_open(dose: Dose) -> bool:
    """Return True if the dose leaves the whole amount of one go to the person."""
    figures = (dose.reps, dose.repetitions_per_side, dose.hold_s, dose.duration_s, dose.breaths)
    return not any(figures)


def pick(amount: Amount | None, own: Amount | None, level: int) -> int:
    """The number for this level: evenly from the low end of the range at 0 to the high end at `TOP`.

    A bound the source leaves out is taken from our own range, as far as the source's other bound allows.
    """
    if amount is None:
        return 0
    low, high = amount.min, amount.max
    if low is None:
        low = min(own.min if own and own.min else high or 0, high or 0)
    if high is None:
        high = max(own.max if own and own.max else low, low)
    return low + (high - low) * level // TOP


def _at_a_time(exercise: Exercise, level: int) -> int:
    """Few at a time while it is new; only counts of a source are shared out, ours begin small as they are."""
    counted = exercise.usual.reps or exercise.usual.repetitions_per_side
    return AT_A_TIME[level] if counted and level < len(AT_A_TIME) else 0


def _per_side(dose: Dose, own: Dose) -> bool:
    if dose.per_side is not None and not is_open(dose):
        return dose.per_side
    return bool(own.per_side)


def _reps(dose: Dose, own: Dose, level: int) -> int:
    counted = dose.repetitions_per_side or dose.reps
    ours = own.repetitions_per_side or own.reps
    if counted:
        return pick(counted, ours, level)
    if dose.no_rep_count or is_open(dose):
        return pick(ours, None, level)
    return 0


def _stated(dose: Dose) -> tuple[int | None, int | None]:
    """The ends of the source's range of repetitions."""
    counted = dose.repetitions_per_side or dose.reps
    return (counted.min, counted.max) if counted else (None, None)


def _hold(dose: Dose, own: Dose, level: int) -> int:
    if dose.hold_s:
        return pick(dose.hold_s, own.hold_s, level)
    return pick(own.hold_s, None, level) if dose.hold_text else 0
