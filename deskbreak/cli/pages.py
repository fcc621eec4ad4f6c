"""Exercises, routines and advice as a terminal shows them: lists, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.called import as_called
from deskbreak.cells import cells, padded, to_the_right
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
from deskbreak.cli.printed import BOLD, DIM, either, in_columns, labelled, listing, paint, short
from deskbreak.cli.shown import works
from deskbreak.columns import width, wrapped
from deskbreak.core.amounts import settle
from deskbreak.core.body_words import POSITION_PHRASES, POSITIONS, ROLES
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.dosage import OWN
from deskbreak.core.dose_words import dose_words
from deskbreak.core.durations import exactly
from deskbreak.core.facts import Fact, Notice, Sourced
from deskbreak.core.roles import does
from deskbreak.core.script import exercise_seconds, routine_lengths, routine_seconds, step_seconds
from deskbreak.language import ENGLISH, _, current, n_, translated, with_label
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_ROLE_COLOURS = {"opens": "36", "moves": "32", "wakes": "33"}
_SLOTS = (N_("morning"),)  # the times of day that the shipped routines are suggested for


# -- lists --------------------------------------------------------------------------------------------------


def exercise_list(chosen: Sequence[Exercise], blocked: Mapping[str, str]) -> Iterator[str]:
    """The exercises by position, a line each."""
    role_width = max(6, *(cells(translated(role)) for role in ROLES))
    for position in POSITIONS:
        words = POSITION_PHRASES[position]
        group = [one for one in chosen if one.position == position]
        if group:
            yield paint(translated(words[:1].upper() + words[1:]), BOLD)
        for one in sorted(group, key=lambda one: (one.order, one.id)):
            needs = _("needs {things}", things=_said(sorted(one.needs))) if one.needs else ""
            remark = _("blocked") if one.id in blocked else needs
            role = paint(padded(translated(one.role), role_width), _ROLE_COLOURS[one.role])
            lasts = translated(exactly(exercise_seconds(one)))
            yield _row(one.id, role, lasts, remark=remark, role_width=role_width)
    count = n_(
        "{n} exercise; one in full: deskbreak exercises ID",
        "{n} exercises; one in full: deskbreak exercises ID",
        len(chosen),
    )
    yield paint(wrapped(as_called(count)), DIM)


def routine_list(chosen: Sequence[Routine], catalog: Catalog) -> Iterator[str]:
    """The routines by where they come from, a line each."""
    groups = {
        _("Our own sets"): [one for one in chosen if one.source == OWN and not one.pack],
        _("From the articles"): [one for one in chosen if one.source != OWN and not one.pack],
        _("From your packs"): [one for one in chosen if one.pack],
    }
    for title, group in groups.items():
        if group:
            yield paint(title, BOLD)
        for one in sorted(group, key=lambda one: (one.source, routine_seconds(one, catalog))):
            lasts = translated(exactly(routine_seconds(one, catalog)))
            yield _row(one.id, "", lasts, remark=translated(one.name))
    count = n_(
        "{n} routine; one in full: deskbreak routines ID",
        "{n} routines; one in full: deskbreak routines ID",
        len(chosen),
    )
    yield paint(wrapped(as_called(count)), DIM)


def _row(name: str, role: str, lasts: str, *, remark: str, role_width: int = 0) -> str:
    """A line of a list: its name, its role if it has one, how long it takes. A remark without room has its own line."""
    wide, column = width(), 47 + (role_width + 1 if role else 0)
    length = to_the_right(lasts, 11)
    line = f"  {name:<33} {role} {length}" if role else f"  {name:<33} {length}"
    if column > wide:
        line, column = f"  {name}\n    {lasts}" + (f"  {role}" if role else ""), 12 + cells(lasts)
    if not remark:
        return line
    own_line = "" if column + 2 + cells(remark) <= wide else "\n  "
    return f"{line}{own_line}  {paint(short(remark, wide - 4), DIM)}"


# -- one in full --------------------------------------------------------------------------------------------


def exercise_page(
    one: Exercise, catalog: Catalog, blocked: Mapping[str, str], level: int = 0
) -> Iterator[str]:
    """One exercise for a person who is about to do it: how, how much, with what care, and why.

    `level` is how far the person has built it up.
    """
    yield from _head(one, blocked)
    yield from _steps(one, catalog)
    now = _("How much for you now") if level else _("How much at first")
    yield from ("", paint(now, BOLD), wrapped(translated(dose_words(settle(one, level=level))), "  "))
    yield from _plain(_("Care"), [caution.text for caution in one.cautions])
    yield from _plain(_("Why"), [one.why.text] if one.why.text else [])
    command = f"deskbreak exercises {one.id} --sources"
    more = _("Every source, its amounts and why: {command}", command=command)
    yield from ("", paint(wrapped(as_called(more)), DIM))


def exercise_sources(
    one: Exercise, catalog: Catalog, blocked: Mapping[str, str], level: int = 0
) -> Iterator[str]:
    """One exercise with everything the sources say: whose amounts, why, and what they disagree about."""
    yield from _head(one, blocked)
    if one.after:
        yield wrapped(f"{translated(one.after.words + '.')} [{one.after.source}]", "")
    if works(one):
        targets = _said(works(one))
        own, of_routines = _("Works on {targets}."), _("Its routines work on {targets}.")
        yield wrapped((own if one.targets else of_routines).format(targets=targets), "")
    if one.aliases:
        yield wrapped(_("Also called {names}.", names=_said(one.names[1:])), "")
    yield from _steps(one, catalog)
    yield ""
    whys = [one.why] if one.why.text else []
    yield from section(N_("Why"), (*whys, *reasons(one, catalog, one.why.fact)))
    shown_by = [
        Sourced(listing((who.name, translated(who.words))), source)
        for who in catalog.taught_by(one.id)
        for source in who.sources
    ]
    yield from section(N_("Shown by"), shown_by)
    cited = {caution.fact for caution in one.cautions}
    yield from section(N_("Care"), (*one.cautions, *safety(one, catalog, cited)))
    yield from ("", paint(_("How much"), BOLD), *amounts(one, level))
    yield from map(sentence, frequency(one, catalog))
    differs: list[Sourced | Fact] = [Sourced(text) for text in one.differs]
    differs += conflicts(one, catalog)
    yield from section(N_("Where the sources differ or are silent"), differs)
    said = sources(one, catalog)
    named = {*one.sources, one.why.source, *(caution.source for caution in one.cautions)}
    named |= {one.after.source} if one.after else set()
    yield from legend(named | said, catalog.sources)


def _head(one: Exercise, blocked: Mapping[str, str]) -> Iterator[str]:
    yield wrapped(paint(translated(one.name), BOLD) + "  " + paint(one.id, DIM), painted=True)
    yield wrapped(" · ".join(_traits(one)), "")
    if one.id in blocked:
        yield wrapped(as_called(_left_out(blocked[one.id], f"deskbreak unblock {one.id}")))


def _left_out(reason: str, command: str) -> str:
    if not reason:
        return _("Left out; to allow it again: {command}", command=command)
    return _("Left out ({reason}); to allow it again: {command}", reason=translated(reason), command=command)


def _steps(one: Exercise, catalog: Catalog) -> Iterator[str]:
    yield ""
    yield from (wrapped(translated(step), f"  {number}. ") for number, step in enumerate(one.steps, 1))
    if one.breathing or one.substitute:
        yield ""
    rows = [(_("Breath"), translated(one.breathing))] if one.breathing else []
    if one.substitute:
        instead = f"{translated(catalog.exercises[one.substitute].name)} ({one.substitute})"
        rows.append((_("Instead"), instead))
    yield from labelled(rows)


def _plain(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", paint(title, BOLD), *(wrapped(translated(line), "  - ") for line in lines))


def routine_page(
    one: Routine,
    catalog: Catalog,
    blocked: Collection[str] = (),
    levels: Mapping[str, int] | None = None,
) -> Iterator[str]:
    """One routine: its steps with their amounts, how long it takes, why, with what care and how often.

    `levels` says how far the person has built up each exercise.
    """
    yield wrapped(paint(translated(one.name), BOLD) + "  " + paint(one.id, DIM), painted=True)
    yield wrapped(" · ".join(_lengths(one, catalog)), "")
    if one.about:
        yield wrapped(translated(one.about), "")
    yield ""
    for number, step in enumerate(one.steps, 1):
        level = (levels or {}).get(step.exercise, 0)
        remark = (
            _("blocked: left out")
            if step.exercise in blocked
            else ""
            if step in one.needed
            else _("if there is time")
        )
        yield _step_line(number, step, catalog, level=level, remark=remark)
    needs = sorted({item for step in one.steps for item in catalog.exercises[step.exercise].needs})
    if needs:
        optional = _only_optional(one, catalog)
        always, at_times = _("Needs {things}."), _("Needs {things}, for optional steps only.")
        yield from ("", wrapped((at_times if optional else always).format(things=_said(needs)), "  "))
    yield from section(N_("Why"), reasons(one, catalog))
    yield from section(N_("Care"), (*safety(one, catalog), *_cautions(one, catalog)))
    yield from section(N_("How often"), frequency(one, catalog))
    yield from section(N_("Where the sources differ or are silent"), conflicts(one, catalog))
    said = sources(one, catalog)
    used = {(step.dose or catalog.exercises[step.exercise].usual).source for step in one.steps}
    shown = {caution.source for caution in _cautions(one, catalog)}
    yield from legend({one.source} | said | used | shown, catalog.sources)


def _step_line(number: int, step: RoutineStep, catalog: Catalog, *, level: int, remark: str) -> str:
    exercise = catalog.exercises[step.exercise]
    side = {"left": _("left side"), "right": _("right side")}.get(step.side, "")
    lasts = translated(exactly(step_seconds(catalog, step, level)))
    words = played_words(exercise, step.dose, level, step.side)
    return in_columns(
        f"  {number:>2}. " + listing([*filter(None, (translated(exercise.name), side))]),
        listing([*filter(None, (words, remark))]),
        paint(to_the_right(lasts, 11), DIM),
    )


def _cautions(one: Routine, catalog: Catalog) -> list[Sourced]:
    """The first caution of each exercise, said with its name."""
    exercises = [catalog.exercises[key] for key in dict.fromkeys(step.exercise for step in one.steps)]
    return [
        Sourced(_named(exercise.name, first.text), first.source)
        for exercise in exercises
        for first in exercise.cautions[:1]
    ]


def _named(name: str, caution: str) -> str:
    """A caution behind its exercise's name, translated here: in English it goes on in small letters."""
    if current() != ENGLISH:
        return with_label(translated(name), translated(caution))
    return f"{name}: {caution[:1].lower()}{caution[1:]}"


def advice_page(topics: Sequence[Notice], catalog: Catalog, *, in_full: bool) -> Iterator[str]:
    """What the sources say beyond single movements; in full with every fact behind it."""
    used: set[str] = set()
    for one in topics:
        yield wrapped(paint(translated(one.title), BOLD) + "  " + paint(one.id, DIM), painted=True)
        yield from (wrapped(translated(line), "  ") for line in one.text)
        facts = catalog.behind(one) if in_full else []
        yield from section(N_("What it rests on"), facts)
        used |= {source for fact in facts for source in fact.sources}
        yield ""
    yield from list(legend(used, catalog.sources))[1:]
    if not in_full and catalog.studies:
        yield from ("", paint(_("Studies that the articles name"), BOLD))
        yield from (
            wrapped(f"{translated(one.words)} [{one.source}]", "  - ") for one in catalog.studies.values()
        )
        yield ""
    if not in_full:
        yield paint(wrapped(as_called(_("One with every source: deskbreak advice TOPIC"))), DIM)


# -- parts --------------------------------------------------------------------------------------------------


def _traits(one: Exercise) -> list[str]:
    gear = _("no gear") if set(one.equipment) <= {"none"} else _said(one.equipment)
    lasts = _("{time} to begin with", time=translated(exactly(exercise_seconds(one))))
    words = (POSITION_PHRASES[one.position], does(one), one.level)
    position, doing, level = map(translated, words)
    return [position, gear, doing, level, lasts]


def _lengths(one: Routine, catalog: Catalog) -> list[str]:
    least = translated(exactly(routine_seconds(one, catalog)))
    most = translated(exactly(sum(routine_lengths(one, catalog))))
    if most == least:
        words = [least]
    else:
        words = [_("{least}, or {most} with the optional steps", least=least, most=most)]
    if len(one.rounds_offered) > 1:
        words.append(_("{numbers} rounds", numbers=either(list(map(str, one.rounds_offered)))))
    return words + ([_("suggested for the {slot}", slot=translated(one.slot))] if one.slot else [])


def _said(words: Iterable[str]) -> str:
    """A list of things or parts of the body."""
    return listing([translated(one) for one in words])


def _only_optional(one: Routine, catalog: Catalog) -> bool:
    return not any(catalog.exercises[step.exercise].needs for step in one.needed)
