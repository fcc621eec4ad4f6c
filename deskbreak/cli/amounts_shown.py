"""How much of an exercise is done, and whose number that is, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.printed import either, labelled, listing
from deskbreak.core.amounts import TOP, Amounts, settle, stage
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import OWN, Amount, Dose
from deskbreak.core.dose_words import dose_words
from deskbreak.core.durations import exactly
from deskbreak.language import _, in_parts, n_, p_, translated
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN = N_("no amount given")
_OURS = {
    "count": N_("the count is ours"),
    "hold": N_("the hold is ours"),
    "breaths": N_("the breaths are ours"),
    "time": N_("the time is ours"),
}
_IN_WORDS = (N_("a few seconds"), N_("as long as comfortable"), N_("several"), N_("deep"), N_("big"))


def amounts(one: Exercise, level: int) -> Iterator[str]:
    """Every source's amount, ours, and what is played at first, now and later."""
    yield from labelled(list(_labelled_amounts(one, level)))


def _labelled_amounts(one: Exercise, level: int) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((dose.source, _stated(one, dose)) for dose in one.doses)
    if (own := amount_words(one.own)) != _(OPEN):
        yield _("ours"), _("{amount}, for what the sources leave open", amount=own) if one.doses else own
    yield _("at first"), played_words(one, None, 0)
    if level:
        yield _("you now"), played_words(one, None, level)
    if dose_words(settle(one, level=TOP)) != dose_words(settle(one)):
        yield _("later"), played_words(one, None, TOP)
    if one.per_day:
        often = _("{times} a day", times=_range(one.per_day)) if one.per_day.max else _("once a day or more")
        yield _("daily"), often
    if one.maintenance_per_day:
        often = _("{times} a day once the back is well", times=_range(one.maintenance_per_day))
        yield _("upkeep"), often


def _stated(one: Exercise, dose: Dose) -> str:
    """What the source asks for, and of which movement, where ours only takes its number over."""
    name = one.after.name if dose.after and one.after else ""
    if not name:
        return amount_words(dose)
    return _("{amount}, for its {exercise}", amount=amount_words(dose), exercise=translated(name))


def played_words(one: Exercise, dose: Dose | None, level: int, side: str = "") -> str:
    """What is played, and whose numbers they are."""
    played = settle(one, dose, side=side, level=level)
    source, ours = _credit(dose or stage(one, level)[0], played)
    return in_parts(listing([*filter(None, (translated(dose_words(played)), source))]), ours)


def _credit(dose: Dose, played: Amounts) -> tuple[str, str]:
    """Whose numbers are played: those of a source, ours, or some of each; "" for what is not so."""
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
        return "", _("the number is ours")
    credit = p_("amount", "after {source}", source=dose.source)
    return credit, translated(_OURS[ours[0]]) if ours else ""


def _beyond(stated: Amount | int, number: int) -> bool:
    """Return True if the number lies on the side of a range that the source leaves open."""
    if isinstance(stated, int):
        return False
    return (stated.max is None and number > (stated.min or 0)) or (
        stated.min is None and number < (stated.max or 0)
    )


def amount_words(dose: Dose) -> str:
    """What the source itself asks for, with its ranges."""
    counted = dose.repetitions_per_side or dose.reps
    parts = []
    if dose.sets:
        parts.append(n_("{sets} set", "{sets} sets", dose.sets.max or 2, sets=_range(dose.sets)))
    if counted:
        parts.append(_sided(_("{count} times", count=_range(counted)), dose))
    if dose.hold_s or dose.hold_text:
        held = _held(dose)
        parts.append(held if counted else _sided(held, dose))
    if dose.breaths or dose.breaths_text:
        parts.append(_breaths(dose))
    if dose.duration_s:
        parts.append(_sided(translated(exactly(dose.duration_s)), dose))
    if dose.hover_inches:
        parts.append(_("{inches} inches off the floor", inches=_range(dose.hover_inches)))
    if dose.foot_distance_inches:
        parts.append(_("feet {inches} inches from the wall", inches=_range(dose.foot_distance_inches)))
    if dose.rounds_options:
        rounds = either(list(map(str, dose.rounds_options)))
        parts.append(_("in a circuit done {rounds} times", rounds=rounds))
    if dose.unlimited:
        parts.append(_("as much as you like"))
    return listing(parts) or _(OPEN)


def _sided(amount: str, dose: Dose) -> str:
    return _("{amount} a side", amount=amount) if dose.per_side else amount


def _held(dose: Dose) -> str:
    if dose.hold_s:
        held = _range(dose.hold_s, "s")
    else:
        text = dose.hold_text or ""
        held = translated(f"a {text}" if text.startswith("few ") else text)
    if dose.holds_per_side:
        return n_("{n} holds of {time}", "{n} holds of {time}", dose.holds_per_side, time=held)
    return p_("amount", "hold {time}", time=held)


def _breaths(dose: Dose) -> str:
    count = str(dose.breaths or translated(dose.breaths_text or ""))
    if not dose.breath_quality:
        return _("{count} breaths", count=count)
    return _("{count} {quality} breaths", count=count, quality=translated(dose.breath_quality))


def _range(amount: Amount, unit: str = "") -> str:
    """A number or a range of them; `unit` is "s" or nothing."""
    if amount.min is None:
        return p_("amount", "up to {amount}", amount=_with_unit(str(amount.max), unit))
    if amount.max is None:
        return p_("amount", "{amount} or more", amount=_with_unit(str(amount.min), unit))
    first, last = str(amount.min), str(amount.max)
    numbers = first if first == last else p_("numbers", "{first} to {last}", first=first, last=last)
    said = _with_unit(numbers, unit)
    return p_("amount", "about {amount}", amount=said) if amount.approx else said


def _with_unit(numbers: str, unit: str) -> str:
    return p_("seconds", "{number} s", number=numbers) if unit else numbers
