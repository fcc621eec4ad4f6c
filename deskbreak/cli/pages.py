"""Exercises, routines and advice as a terminal shows them: lists, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.called import as_called
from deskbreak.cli.amounts_shown import amounts, played_words
from deskbreak.cli.facts_shown import (
    conflicts,
    frequency,
    legend,
    reasons,
    safety,
    section,
    sentence,
    sources,
)
from deskbreak.cli.printed import BOLD, DIM, in_columns, labelled, paint, short
from deskbreak.cli.shown import works
from deskbreak.columns import width, wrapped
from deskbreak.core.amounts import settle
from deskbreak.core.body_words import POSITION_PHRASES, POSITIONS
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep, listed
from deskbreak.core.dosage import OWN
from deskbreak.core.dose_words import dose_words
from deskbreak.core.durations import exactly
from deskbreak.core.facts import Fact, Notice, Sourced
from deskbreak.core.roles import does
from deskbreak.core.script import exercise_seconds, routine_lengths, routine_seconds, step_seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_ROLE_COLOURS = {"opens": "36", "moves": "32", "wakes": "33"}


# -- lists --------------------------------------------------------------------------------------------------


def exercise_list(chosen: Sequence[Exercise], blocked: Mapping[str, str]) -> Iterator[str]:
    """The exercises by position, a line each."""
    for position in POSITIONS:
        words = POSITION_PHRASES[position]
        group = [one for one in chosen if one.position == position]
        if group:
            yield paint(words[:1].upper() + words[1:], BOLD)
        for one in sorted(group, key=lambda one: (one.order, one.id)):
            needs = f"needs {', '.join(sorted(one.needs))}" if one.needs else ""
            remark = "blocked" if one.id in blocked else needs
            role = paint(f"{one.role:<6}", _ROLE_COLOURS[one.role])
            yield _row(one.id, role, exactly(exercise_seconds(one)), remark)
    count = "1 exercise" if len(chosen) == 1 else f"{len(chosen)} exercises"
    yield paint(wrapped(as_called(f"{count}; one in full: deskbreak exercises ID")), DIM)


def routine_list(chosen: Sequence[Routine], catalog: Catalog) -> Iterator[str]:
    """The routines by where they come from, a line each."""
    groups = {
        "Our own sets": [one for one in chosen if one.source == OWN and not one.pack],
        "From the articles": [one for one in chosen if one.source != OWN and not one.pack],
        "From your packs": [one for one in chosen if one.pack],
    }
    for title, group in groups.items():
        if group:
            yield paint(title, BOLD)
        for one in sorted(group, key=lambda one: (one.source, routine_seconds(one, catalog))):
            yield _row(one.id, "", exactly(routine_seconds(one, catalog)), one.name)
    count = "1 routine" if len(chosen) == 1 else f"{len(chosen)} routines"
    yield paint(wrapped(as_called(f"{count}; one in full: deskbreak routines ID")), DIM)


def _row(name: str, role: str, lasts: str, remark: str) -> str:
    """A line of a list: its name, its role if it has one, how long it takes. A remark without room has its own line."""
    wide, begun = width(), 54 if role else 47
    line = f"  {name:<33} {role} {lasts:>11}" if role else f"  {name:<33} {lasts:>11}"
    if begun > wide:
        line, begun = f"  {name}\n    {lasts}" + (f"  {role}" if role else ""), 12 + len(lasts)
    if not remark:
        return line
    own_line = "" if begun + 2 + len(remark) <= wide else "\n  "
    return f"{line}{own_line}  {paint(short(remark, wide - 4), DIM)}"


# -- one in full --------------------------------------------------------------------------------------------


def exercise_page(
    one: Exercise, catalog: Catalog, blocked: Mapping[str, str], level: int = 0
) -> Iterator[str]:
    """One exercise as somebody needs it who is about to do it: how, how much, with what care, and why.

    `level` is how far the person has built it up.
    """
    yield from _head(one, blocked)
    yield from _steps(one, catalog)
    now = f"How much {'for you now' if level else 'at first'}"
    yield from ("", paint(now, BOLD), wrapped(dose_words(settle(one, level=level)), "  "))
    yield from _plain("Care", [caution.text for caution in one.cautions])
    yield from _plain("Why", [one.why.text] if one.why.text else [])
    more = f"Every source, its amounts and why: deskbreak exercises {one.id} --sources"
    yield from ("", paint(wrapped(as_called(more)), DIM))


def exercise_sources(
    one: Exercise, catalog: Catalog, blocked: Mapping[str, str], level: int = 0
) -> Iterator[str]:
    """One exercise with everything the sources say: whose amounts, why, and what they disagree about."""
    yield from _head(one, blocked)
    if one.after:
        yield wrapped(f"{one.after.words}. [{one.after.source}]", "")
    if works(one):
        yield wrapped(f"{'Works' if one.targets else 'Its routines work'} on {', '.join(works(one))}.", "")
    if one.aliases:
        yield wrapped(f"Also called {', '.join(one.names[1:])}.", "")
    yield from _steps(one, catalog)
    yield ""
    whys = [one.why] if one.why.text else []
    yield from section("Why", (*whys, *reasons(one, catalog, one.why.fact)))
    shown_by = [
        Sourced(f"{who.name}, {who.words}", source)
        for who in catalog.taught_by(one.id)
        for source in who.sources
    ]
    yield from section("Shown by", shown_by)
    cited = {caution.fact for caution in one.cautions}
    yield from section("Care", (*one.cautions, *safety(one, catalog, cited)))
    yield from ("", paint("How much", BOLD), *amounts(one, level))
    yield from map(sentence, frequency(one, catalog))
    differs: list[Sourced | Fact] = [Sourced(text) for text in one.differs]
    differs += conflicts(one, catalog)
    yield from section("Where the sources differ or are silent", differs)
    said = sources(one, catalog)
    named = {*one.sources, one.why.source, *(caution.source for caution in one.cautions)}
    named |= {one.after.source} if one.after else set()
    yield from legend(named | said, catalog.sources)


def _head(one: Exercise, blocked: Mapping[str, str]) -> Iterator[str]:
    yield wrapped(paint(one.name, BOLD) + "  " + paint(one.id, DIM), painted=True)
    yield wrapped(" · ".join(_traits(one)), "")
    if one.id in blocked:
        reason = f" ({blocked[one.id]})" if blocked[one.id] else ""
        yield wrapped(as_called(f"Left out{reason}; to allow it again: deskbreak unblock {one.id}"))


def _steps(one: Exercise, catalog: Catalog) -> Iterator[str]:
    yield ""
    yield from (wrapped(step, f"  {number}. ") for number, step in enumerate(one.steps, 1))
    if one.breathing or one.substitute:
        yield ""
    if one.breathing:
        yield labelled("Breath", one.breathing)
    if one.substitute:
        yield labelled("Instead", f"{catalog.exercises[one.substitute].name} ({one.substitute})")


def _plain(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", paint(title, BOLD), *(wrapped(line, "  - ") for line in lines))


def routine_page(
    one: Routine,
    catalog: Catalog,
    blocked: Collection[str] = (),
    levels: Mapping[str, int] | None = None,
) -> Iterator[str]:
    """One routine: its steps with their amounts, how long it takes, why, with what care and how often.

    `levels` says how far the person has built up each exercise.
    """
    yield wrapped(paint(one.name, BOLD) + "  " + paint(one.id, DIM), painted=True)
    yield wrapped(" · ".join(_lengths(one, catalog)), "")
    if one.about:
        yield wrapped(one.about, "")
    yield ""
    for number, step in enumerate(one.steps, 1):
        level = (levels or {}).get(step.exercise, 0)
        remark = (
            ", blocked: left out"
            if step.exercise in blocked
            else ""
            if step in one.needed
            else ", if there is time"
        )
        yield _step_line(number, step, catalog, level, remark)
    needs = sorted({item for step in one.steps for item in catalog.exercises[step.exercise].needs})
    if needs:
        yield from ("", wrapped(f"Needs {', '.join(needs)}{_only_optional(one, catalog)}.", "  "))
    yield from section("Why", reasons(one, catalog))
    yield from section("Care", (*safety(one, catalog), *_cautions(one, catalog)))
    yield from section("How often", frequency(one, catalog))
    yield from section("Where the sources differ or are silent", conflicts(one, catalog))
    said = sources(one, catalog)
    used = {(step.dose or catalog.exercises[step.exercise].usual).source for step in one.steps}
    shown = {caution.source for caution in _cautions(one, catalog)}
    yield from legend({one.source} | said | used | shown, catalog.sources)


def _step_line(number: int, step: RoutineStep, catalog: Catalog, level: int, remark: str) -> str:
    exercise = catalog.exercises[step.exercise]
    side = f", {step.side} side" if step.side else ""
    lasts = paint(f"{exactly(step_seconds(catalog, step, level)):>11}", DIM)
    words = played_words(exercise, step.dose, level, step.side)
    return in_columns(f"  {number:>2}. {exercise.name}{side}", f"{words}{remark}", lasts)


def _cautions(one: Routine, catalog: Catalog) -> list[Sourced]:
    """The first caution of each exercise, said with its name."""
    exercises = [catalog.exercises[key] for key in dict.fromkeys(step.exercise for step in one.steps)]
    return [
        Sourced(f"{exercise.name}: {first.text[:1].lower()}{first.text[1:]}", first.source)
        for exercise in exercises
        for first in exercise.cautions[:1]
    ]


def advice_page(topics: Sequence[Notice], catalog: Catalog, *, in_full: bool) -> Iterator[str]:
    """What the sources say beyond single movements; in full with every fact behind it."""
    used: set[str] = set()
    for one in topics:
        yield wrapped(paint(one.title, BOLD) + "  " + paint(one.id, DIM), painted=True)
        yield from (wrapped(line, "  ") for line in one.text)
        facts = catalog.behind(one) if in_full else []
        yield from section("What it rests on", facts)
        used |= {source for fact in facts for source in fact.sources}
        yield ""
    yield from list(legend(used, catalog.sources))[1:]
    if not in_full and catalog.studies:
        yield from ("", paint("Studies that the articles name", BOLD))
        yield from (wrapped(f"{one.words} [{one.source}]", "  - ") for one in catalog.studies.values())
        yield ""
    if not in_full:
        yield paint(wrapped(as_called("One with every source: deskbreak advice TOPIC")), DIM)


# -- parts --------------------------------------------------------------------------------------------------


def _traits(one: Exercise) -> list[str]:
    gear = "no gear" if set(one.equipment) <= {"none"} else ", ".join(one.equipment)
    lasts = f"{exactly(exercise_seconds(one))} to begin with"
    return [POSITION_PHRASES[one.position], gear, does(one), one.level, lasts]


def _lengths(one: Routine, catalog: Catalog) -> list[str]:
    least = routine_seconds(one, catalog)
    most = sum(routine_lengths(one, catalog))
    words = [
        exactly(least) if most == least else f"{exactly(least)}, or {exactly(most)} with the optional steps"
    ]
    if len(one.rounds_offered) > 1:
        words.append(f"{listed(list(map(str, one.rounds_offered)), 'or')} rounds")
    return words + ([f"suggested for the {one.slot}"] if one.slot else [])


def _only_optional(one: Routine, catalog: Catalog) -> str:
    needed = any(catalog.exercises[step.exercise].needs for step in one.needed)
    return "" if needed else ", for optional steps only"
