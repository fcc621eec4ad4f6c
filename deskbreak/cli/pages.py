"""Exercises and routines as a terminal shows them: 80 columns at most, colour only where it has it."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from deskbreak.cli.shown import rounds_json, works
from deskbreak.cli.streams import columns
from deskbreak.core.amounts import settle
from deskbreak.core.content import OWN, Amount, Catalog, Dose, Exercise, Routine, RoutineStep, Source
from deskbreak.core.dose import dose_words, exercise_seconds, routine_seconds, step_seconds

WIDTH = min(80, columns() or 80)
POSITIONS = {
    "standing": "standing",
    "walking": "walking",
    "wall": "at a wall",
    "seated": "sitting",
    "kneeling": "kneeling",
    "quadruped": "on hands and knees",
    "side-lying": "on the side",
    "prone": "face down",
    "supine": "on the back",
}
ROLES = {"opens": "opens the front", "moves": "moves the spine", "wakes": "wakes core or glutes"}
_BOLD, _DIM = "1", "2"
_ROLE_COLOURS = {"opens": "36", "moves": "32", "wakes": "33"}


def paint(text: str, code: str) -> str:
    """In colour, unless the output is no terminal or NO_COLOR is set."""
    plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR")
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def length(seconds: float) -> str:
    """45 s, 3 min, 1 min 15 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


# -- lists --------------------------------------------------------------------------------------------------


def exercise_list(chosen: Sequence[Exercise], blocked: Mapping[str, str]) -> Iterator[str]:
    """The exercises by position, a line each."""
    for position, words in POSITIONS.items():
        group = [one for one in chosen if one.position == position]
        if group:
            yield paint(words[:1].upper() + words[1:], _BOLD)
        for one in sorted(group, key=lambda one: (one.order, one.id)):
            needs = f"needs {', '.join(sorted(one.needs))}" if one.needs else ""
            remark = "blocked" if one.id in blocked else needs
            role = paint(f"{one.role:<6}", _ROLE_COLOURS[one.role])
            line = f"  {one.id:<33} {role} {length(exercise_seconds(one)):>11}  {paint(remark, _DIM)}"
            yield line.rstrip()
    count = "1 exercise" if len(chosen) == 1 else f"{len(chosen)} exercises"
    yield paint(f"{count}; one in full: deskbreak exercises ID", _DIM)


def routine_list(chosen: Sequence[Routine], catalog: Catalog) -> Iterator[str]:
    """The routines by where they come from, a line each."""
    groups = {
        "Our own sets": [one for one in chosen if one.source == OWN and not one.pack],
        "From the articles": [one for one in chosen if one.source != OWN and not one.pack],
        "From your packs": [one for one in chosen if one.pack],
    }
    for title, group in groups.items():
        if group:
            yield paint(title, _BOLD)
        for one in sorted(group, key=lambda one: (one.source, routine_seconds(one, catalog))):
            lasts = length(routine_seconds(one, catalog))
            yield f"  {one.id:<33} {lasts:>11}  {paint(_short(one.name, WIDTH - 48), _DIM)}".rstrip()
    count = "1 routine" if len(chosen) == 1 else f"{len(chosen)} routines"
    yield paint(f"{count}; one in full: deskbreak routines ID", _DIM)


# -- one in full --------------------------------------------------------------------------------------------


def exercise_page(one: Exercise, catalog: Catalog, blocked: Mapping[str, str]) -> Iterator[str]:
    """One exercise: how, why, with what care, how much, and what the sources disagree about."""
    yield paint(one.name, _BOLD) + paint(f"  {one.id}", _DIM)
    yield _wrapped(" · ".join(_traits(one)), "")
    if works(one):
        yield _wrapped(f"Works on {', '.join(works(one))}.", "")
    if one.aliases:
        yield _wrapped(f"Also called {', '.join(one.aliases)}.", "")
    if one.id in blocked:
        reason = f" ({blocked[one.id]})" if blocked[one.id] else ""
        yield _wrapped(f"Left out{reason}; to allow it again: deskbreak unblock {one.id}", "")
    yield ""
    yield from (_wrapped(step, f"  {number}. ") for number, step in enumerate(one.steps, 1))
    yield ""
    if one.breathing:
        yield _labelled("Breath", one.breathing)
    if one.why.text:
        yield _labelled("Why", f"{one.why.text} {_tag(one.why.source)}")
    yield from (_labelled("Care", f"{caution.text} {_tag(caution.source)}") for caution in one.cautions)
    if one.substitute:
        yield _labelled("Instead", f"{catalog.exercises[one.substitute].name} ({one.substitute})")
    yield from ("", paint("How much", _BOLD), *_amounts(one))
    if one.differs:
        yield from ("", paint("Where the sources differ or are silent", _BOLD))
        yield from (_wrapped(text, "  - ") for text in one.differs)
    yield from _legend({*one.sources, one.why.source, *(c.source for c in one.cautions)}, catalog.sources)


def routine_page(one: Routine, catalog: Catalog) -> Iterator[str]:
    """One routine: its steps with their amounts, and how long it takes."""
    yield paint(one.name, _BOLD) + paint(f"  {one.id}", _DIM)
    yield _wrapped(" · ".join(_lengths(one, catalog)), "")
    if one.about:
        yield _wrapped(one.about, "")
    yield ""
    for number, step in enumerate(one.steps, 1):
        exercise = catalog.exercises[step.exercise]
        words = dose_words(settle(exercise, step.dose, side=step.side))
        side = f", {step.side} side" if step.side else ""
        optional = ", if there is time" if step.optional else ""
        lasts = paint(f"{length(step_seconds(catalog, step)):>11}", _DIM)
        yield _columns(f"  {number:>2}. {exercise.name}{side}", f"{words}{optional}", lasts)
    needs = sorted({item for step in one.steps for item in catalog.exercises[step.exercise].needs})
    if needs:
        yield from ("", _wrapped(f"Needs {', '.join(needs)}{_only_optional(one.steps, catalog)}.", "  "))
    yield from _legend({one.source}, catalog.sources)


# -- parts --------------------------------------------------------------------------------------------------


def _traits(one: Exercise) -> list[str]:
    gear = "no gear" if set(one.equipment) <= {"none"} else ", ".join(one.equipment)
    lasts = f"{length(exercise_seconds(one))} to begin with"
    return [POSITIONS[one.position], gear, ROLES[one.role], one.level, lasts]


def _lengths(one: Routine, catalog: Catalog) -> list[str]:
    least = routine_seconds(one, catalog)
    most = least + sum(step_seconds(catalog, step) for step in one.steps if step.optional)
    rounds = rounds_json(one.rounds)
    words = [
        length(least) if most == least else f"{length(least)}, or {length(most)} with the optional steps"
    ]
    if rounds["max"] > 1:
        words.append(f"{rounds['min']} to {rounds['max']} rounds")
    return words + ([f"suggested for the {one.slot}"] if one.slot else [])


def _only_optional(steps: Sequence[RoutineStep], catalog: Catalog) -> str:
    needed = any(catalog.exercises[step.exercise].needs for step in steps if not step.optional)
    return "" if needed else ", for optional steps only"


def _amounts(one: Exercise) -> Iterator[str]:
    for dose in one.doses:
        yield _labelled(dose.source, amount_words(dose))
    if (own := amount_words(one.own)) != _OPEN:
        yield _labelled("ours", f"{own}, for what the sources leave open" if one.doses else own)
    yield _labelled("at first", f"{dose_words(settle(one))}{_credit(one.usual)}")
    if one.per_day:
        yield _labelled("daily", f"{_range(one.per_day)} a day" if one.per_day.max else "once a day or more")


def _credit(dose: Dose) -> str:
    if dose.source == OWN:
        return ""
    figures = (dose.sets, dose.reps, dose.repetitions_per_side, dose.hold_s, dose.breaths, dose.duration_s)
    return f", after {dose.source}" if any(figures) else "; the number is ours"


_OPEN = "no amount given"


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
        held = f"{_range(dose.hold_s)} s" if dose.hold_s else _spoken(dose.hold_text or "")
        several = f"{dose.holds_per_side} holds of " if dose.holds_per_side else "hold "
        parts.append(f"{several}{held}{'' if counted else side}")
    if dose.breaths or dose.breaths_text:
        quality = f" {dose.breath_quality}" if dose.breath_quality else ""
        parts.append(f"{dose.breaths or dose.breaths_text}{quality} breaths")
    if dose.duration_s:
        parts.append(f"{length(dose.duration_s)}{side}")
    if dose.unlimited:
        parts.append("as much as you like")
    return ", ".join(parts) or _OPEN


def _range(amount: Amount) -> str:
    if amount.min is None:
        return f"up to {amount.max}"
    if amount.max is None:
        return f"{amount.min} or more"
    about = "about " if amount.approx else ""
    return about + (str(amount.min) if amount.min == amount.max else f"{amount.min} to {amount.max}")


def _legend(used: set[str], sources: Mapping[str, Source]) -> Iterator[str]:
    named = [sources[key] for key in sorted(used) if key in sources]
    if named:
        yield ""
    for source in named:
        publisher = f", {source.publisher}" if source.publisher else ""
        yield paint(_wrapped(f"{source.title}{publisher}", f"  {source.id}  "), _DIM)


def _tag(source: str) -> str:
    return "" if source == OWN else f"[{source}]"


def _labelled(label: str, text: str) -> str:
    return _wrapped(text.strip(), f"  {label:<8} ")


def _columns(left: str, middle: str, right: str) -> str:
    """Name, amount and length on one line, or the amount on its own where the line is too short."""
    if len(left) + len(middle) + 15 <= WIDTH:
        return f"{left}: {middle}".ljust(WIDTH - 13) + right
    return f"{left}".ljust(WIDTH - 13) + right + "\n" + _wrapped(middle, "      ")


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 3].rstrip() + "..."
