"""How much of an exercise is done, and whose number that is, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.printed import labelled
from deskbreak.core.amounts import TOP, Amounts, settle, stage
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import OWN, Amount, Dose
from deskbreak.core.dose_words import dose_words
from deskbreak.core.durations import exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN = "no amount given"


def amounts(one: Exercise, level: int) -> Iterator[str]:
    """Every source's amount, ours, and what is played at first, now and later."""
    for source, words in dict.fromkeys((dose.source, _stated(one, dose)) for dose in one.doses):
        yield labelled(source, words)
    if (own := amount_words(one.own)) != OPEN:
        yield labelled("ours", f"{own}, for what the sources leave open" if one.doses else own)
    yield labelled("at first", played_words(one, None, 0))
    if level:
        yield labelled("you now", played_words(one, None, level))
    if dose_words(settle(one, level=TOP)) != dose_words(settle(one)):
        yield labelled("later", played_words(one, None, TOP))
    if one.per_day:
        yield labelled("daily", f"{_range(one.per_day)} a day" if one.per_day.max else "once a day or more")
    if one.maintenance_per_day:
        yield labelled("upkeep", f"{_range(one.maintenance_per_day)} a day once the back is well")


def _stated(one: Exercise, dose: Dose) -> str:
    """What the source asks for, and of which movement, where ours only takes its number over."""
    name = one.after.name if dose.after and one.after else ""
    return f"{amount_words(dose)}, for its {name}" if name else amount_words(dose)


def played_words(one: Exercise, dose: Dose | None, level: int, side: str = "") -> str:
    """What is played, and whose numbers they are."""
    played = settle(one, dose, side=side, level=level)
    return f"{dose_words(played)}{_credit(dose or stage(one, level)[0], played)}"


def _credit(dose: Dose, played: Amounts) -> str:
    """Whose numbers are played: those of a source, ours, or some of each."""
    count, per_go = dose.reps or dose.repetitions_per_side, 2 if played.alternate and played.per_side else 1
    parts = {
        "count": (played.reps // per_go, count),
        "hold": (played.hold_s, dose.hold_s),
        "breaths": (played.breaths, dose.breaths),
        "time": (played.duration_s, dose.duration_s),
    }
    used = {name: stated for name, (number, stated) in parts.items() if number}
    ours = [name for name, stated in used.items() if not stated or _beyond(stated, parts[name][0])]
    if dose.source == OWN or len(ours) == len(used):
        return "; the number is ours"
    verb = "are" if ours == ["breaths"] else "is"
    return f", after {dose.source}" + (f"; the {ours[0]} {verb} ours" if ours else "")


def _beyond(stated: Amount | int, number: int) -> bool:
    """Return True if the number lies on the side of a range that the source leaves open."""
    if isinstance(stated, int):
        return False
    return (stated.max is None and number > (stated.min or 0)) or (
        stated.min is None and number < (stated.max or 0)
    )


def _spoken(amount: str) -> str:
    return f"a {amount}" if amount.startswith("few ") else amount


def amount_words(dose: Dose) -> str:
    """What the source itself asks for, with its ranges."""
    counted = dose.repetitions_per_side or dose.reps
    side = " a side" if dose.per_side else ""
    parts = []
    if dose.sets:
        parts.append(f"{_range(dose.sets)} set{'' if dose.sets.max == 1 else 's'}")
    if counted:
        parts.append(f"{_range(counted)} times{side}")
    if dose.hold_s or dose.hold_text:
        held = _range(dose.hold_s, " s") if dose.hold_s else _spoken(dose.hold_text or "")
        several = f"{dose.holds_per_side} holds of " if dose.holds_per_side else "hold "
        parts.append(f"{several}{held}{'' if counted else side}")
    if dose.breaths or dose.breaths_text:
        quality = f" {dose.breath_quality}" if dose.breath_quality else ""
        parts.append(f"{dose.breaths or dose.breaths_text}{quality} breaths")
    if dose.duration_s:
        parts.append(f"{exactly(dose.duration_s)}{side}")
    if dose.hover_inches:
        parts.append(_range(dose.hover_inches, " inches") + " off the floor")
    if dose.foot_distance_inches:
        parts.append("feet " + _range(dose.foot_distance_inches, " inches") + " from the wall")
    if dose.rounds_options:
        parts.append(f"in a circuit done {' or '.join(map(str, dose.rounds_options))} times")
    if dose.unlimited:
        parts.append("as much as you like")
    return ", ".join(parts) or OPEN


def _range(amount: Amount, unit: str = "") -> str:
    if amount.min is None:
        return f"up to {amount.max}{unit}"
    if amount.max is None:
        return f"{amount.min}{unit} or more"
    about = "about " if amount.approx else ""
    return about + (str(amount.min) if amount.min == amount.max else f"{amount.min} to {amount.max}") + unit
