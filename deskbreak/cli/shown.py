"""How exercises and routines are shown: the JSON of the contract, and text for a terminal."""

from __future__ import annotations

import difflib
import os
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from deskbreak.core.amounts import settle
from deskbreak.core.content import Amount, Catalog, Exercise, Routine, RoutineStep
from deskbreak.core.dose import dose_words, exercise_seconds, routine_seconds, step_seconds
from deskbreak.errors import UsageError

WIDTH = 80
_INTERNAL = ("inherited",)  # bookkeeping of the sources file, no part of a dose


def exercise_json(one: Exercise) -> dict[str, Any]:
    """The exercise as `exercises --json` gives it; what a source leaves out is absent."""
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "sources": list(one.sources),
        "position": one.position,
        "equipment": list(one.equipment),
        "targets": list(one.targets),
        "role": one.role,
        "level": one.level,
        "seconds": exercise_seconds(one),
        "doses": [dose.to_json() for dose in one.doses],
        "why": one.why.text,
        "why_source": one.why.source,
        "cautions": [caution.text for caution in one.cautions],
        "breathing": one.breathing,
        "differs": list(one.differs),
        "steps": list(one.steps),
        "figure": one.figure or one.id,
    }


def routine_json(one: Routine, catalog: Catalog) -> dict[str, Any]:
    """The routine as `routines --json` gives it; `seconds` is one round, optional steps left out."""
    return {
        "id": one.id,
        "name": one.name,
        "source": one.source,
        "rounds": _range(one.rounds),
        "seconds": routine_seconds(one, catalog),
        "about": one.about,
        "steps": [_step_json(step, catalog) for step in one.steps],
    }


def _range(amount: Amount) -> dict[str, int]:
    return {"min": amount.min or 1, "max": amount.max or amount.min or 1}


def _step_json(step: RoutineStep, catalog: Catalog) -> dict[str, Any]:
    exercise = catalog.exercises[step.exercise]
    amounts = settle(exercise, step.dose, side=step.side)
    return {
        "exercise": step.exercise,
        "side": step.side or ("each" if len(amounts.sides) == 2 or amounts.alternate else "both"),
        "seconds": step_seconds(catalog, step),
        "sets": amounts.sets,
        "reps": amounts.reps or None,
        "hold_s": amounts.hold_s or None,
        "breaths": amounts.breaths or None,
        "optional": step.optional,
    }


def unknown(kind: str, word: str, known: Iterable[str], see: str) -> UsageError:
    near = difflib.get_close_matches(word, list(known), n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"see: deskbreak {see}"
    return UsageError(f'no {kind} "{word}"; {hint}')


# -- for people --------------------------------------------------------------------------------------------


def strong(text: str) -> str:
    """Bold, where the terminal can."""
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    return text if plain else f"\x1b[1m{text}\x1b[0m"


def wrapped(text: str, first: str = "  ", later: str | None = None) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later if later is not None else first
    )


def length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def exercise_text(one: Exercise, titles: Mapping[str, str]) -> str:
    """One exercise, to read before doing it."""
    lines = [
        strong(one.name),
        f"  {one.id} · {one.position} · {', '.join(one.equipment)} · about {length(exercise_seconds(one))}",
    ]
    if one.aliases:
        lines.append(wrapped("Also called: " + ", ".join(one.aliases)))
    if one.targets:
        lines.append(wrapped("Works: " + ", ".join(one.targets)))
    lines += ["", *(wrapped(step, f"  {n}. ", "     ") for n, step in enumerate(one.steps, 1))]
    if one.breathing:
        lines.append(wrapped("Breathing: " + one.breathing))
    if one.why.text:
        lines += ["", wrapped(f"Why: {one.why.text} ({_source(one.why.source, titles)})")]
    lines += [wrapped(f"Take care: {c.text} ({_source(c.source, titles)})") for c in one.cautions]
    lines += ["", "  How much:"]
    lines += [
        wrapped(f"{_dose(one, n)} ({_source(d.source, titles)})", "    - ", "      ")
        for n, d in enumerate(one.doses)
    ]
    lines.append(wrapped(f"{dose_words(settle(one))} to begin with", "    > ", "      "))
    lines += [wrapped(text, "  Note: ", "        ") for text in one.differs]
    return "\n".join(lines)


def _source(source: str, titles: Mapping[str, str]) -> str:
    return "our own" if source == "own" else titles.get(source, source)


def _dose(one: Exercise, number: int) -> str:
    dose = one.doses[number]
    if dose.no_dose or dose.unlimited:
        return "as much as you like" if dose.unlimited else "no amount given"
    return dose_words(settle(one, dose))


def routine_text(one: Routine, catalog: Catalog) -> str:
    rounds = _range(one.rounds)
    times = "" if rounds == {"min": 1, "max": 1} else f" · {rounds['min']} to {rounds['max']} rounds"
    lines = [strong(one.name), f"  {one.id} · {length(routine_seconds(one, catalog))}{times}"]
    if one.about:
        lines.append(wrapped(one.about))
    lines.append("")
    for number, step in enumerate(one.steps, 1):
        exercise = catalog.exercises[step.exercise]
        amounts = dose_words(settle(exercise, step.dose, side=step.side))
        side = f", {step.side} side" if step.side else ""
        optional = " (optional)" if step.optional else ""
        lines.append(wrapped(f"{exercise.name}{side}: {amounts}{optional}", f"  {number:>2}. ", "      "))
    return "\n".join(lines)
