"""How much of an exercise is done today: one number for each range, from dose, own filling and level.

A level counts how far the person has built an exercise up: 0 is the low end of each range and `TOP` the high
end, and nothing lies outside. Only what a source leaves open is filled from the exercise's `own` dose.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskbreak.core.content import Amount, Dose, Exercise

TOP = 4
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


def settle(exercise: Exercise, dose: Dose | None = None, *, side: str = "", level: int = 0) -> Amounts:
    """The numbers for one step: `dose` (else the exercise's usual one) at `level`, on one side if given."""
    given = dose or exercise.usual
    dose = exercise.own if is_open(given) and not given.breaths_text and not given.unlimited else given
    own = exercise.own
    level = min(max(level, 0), TOP)
    per_side = _per_side(given, own)
    sides = (side,) if side else ((LEFT, RIGHT) if per_side else ("",))
    lasting = dose.duration_s or (own.duration_s if is_open(dose) else None)
    if lasting:
        return Amounts(duration_s=lasting, sides=sides, per_side=per_side)
    reps = _reps(dose, own, level)
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
    )


def is_open(dose: Dose) -> bool:
    """Whether the dose leaves the whole amount of one go to the person."""
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


def _hold(dose: Dose, own: Dose, level: int) -> int:
    if dose.hold_s:
        return pick(dose.hold_s, own.hold_s, level)
    return pick(own.hold_s, None, level) if dose.hold_text else 0
