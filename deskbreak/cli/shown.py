"""Exercises and routines as the JSON of the contract, and what both commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deskbreak.core.amounts import settle
from deskbreak.core.body_words import POSITION_WORDS, POSITIONS, positions_of
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.dosage import Amount
from deskbreak.core.facts import Expert
from deskbreak.core.script import exercise_seconds, routine_lengths, routine_seconds
from deskbreak.errors import DeskbreakError, UsageError, did_you_mean
from deskbreak.language import ENGLISH, current, translated
from deskbreak.paths import Profile
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

NONE = {
    "topic": N_('no topic "{word}"'),
    "exercise": N_('no exercise "{word}"'),
    "routine": N_('no routine "{word}"'),
    "position": N_('no position "{word}"'),
    "role": N_('no role "{word}"'),
}


def exercise_json(
    one: Exercise, blocked: Collection[str] = (), taught_by: Sequence[Expert] = ()
) -> dict[str, Any]:
    """The exercise as `exercises --json` gives it; what a source leaves out is absent from its dose."""
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "sources": list(one.sources),
        "position": one.position,
        "place": one.place,
        "equipment": list(one.equipment),
        "targets": list(one.targets),
        "routine_targets": list(one.routine_targets),
        "role": one.role,
        "fills_role": one.fills_role,
        "opens_front": one.opens_front,
        "level": one.level,
        "movements": list(one.movements),
        "gentle": one.is_gentle,
        "seconds": exercise_seconds(one),
        **({"after": one.after.to_json()} if one.after else {}),
        "doses": [dose.to_json() for dose in one.doses],
        "own": one.own.to_json(),
        "tempo": one.tempo.to_json(),
        **({"per_day": one.per_day.to_json()} if one.per_day else {}),
        **({"maintenance_per_day": one.maintenance_per_day.to_json()} if one.maintenance_per_day else {}),
        "why": one.why.text,
        "why_source": one.why.source,
        "cautions": [caution.text for caution in one.cautions],
        "caution_sources": [caution.source for caution in one.cautions],
        "experts": [
            {"name": who.name, "words": who.words, "sources": list(who.sources)} for who in taught_by
        ],
        "side_word": one.side_word or None,
        "steps": list(one.steps),
        "breathing": one.breathing,
        "differs": list(one.differs),
        "facts": {
            "reasons": list(one.reasons),
            "safety": list(one.safety),
            "frequency": list(one.frequency),
            "conflicts": list(one.conflicts),
        },
        "figure": one.figure or one.id,
        "blocked": one.id in blocked,
        "pack": one.pack or None,
    }


def routine_json(one: Routine, catalog: Catalog, blocked: Collection[str] = ()) -> dict[str, Any]:
    """The routine as `routines --json` gives it; `seconds` is one round, optional steps left out."""
    return {
        "id": one.id,
        "name": one.name,
        "source": one.source,
        "source_name": one.source_name or None,
        "rounds": rounds_json(one.rounds),
        "rounds_offered": list(one.rounds_offered),
        "seconds": routine_seconds(one, catalog),
        "about": one.about,
        "targets": list(one.targets),
        "parent": one.parent or None,
        "steps": [
            _step_json(step, catalog, seconds, optional=step not in one.needed)
            | {"blocked": step.exercise in blocked}
            for step, seconds in zip(one.steps, routine_lengths(one, catalog), strict=True)
        ],
        "facts": {
            "reasons": list(one.reasons),
            "safety": list(one.safety),
            "frequency": list(one.frequency),
            "conflicts": list(one.conflicts),
        },
        "pack": one.pack or None,
    }


def rounds_json(amount: Amount) -> dict[str, int]:
    """The rounds as JSON has them: {"min": …, "max": …}, 1 where none are said."""
    return {"min": amount.min or 1, "max": amount.max or amount.min or 1}


def _step_json(step: RoutineStep, catalog: Catalog, seconds: int, *, optional: bool) -> dict[str, Any]:
    """`side` is left or right; each, where the counts hold for each side; or both, where nothing is sided."""
    amounts = settle(catalog.exercises[step.exercise], step.dose, side=step.side)
    doubled = amounts.per_side and amounts.alternate  # left and right take turns in one run
    return {
        "exercise": step.exercise,
        "side": step.side or ("each" if amounts.per_side else "both"),
        "seconds": seconds,
        "sets": amounts.sets,
        "reps": (amounts.reps // 2 if doubled else amounts.reps) or None,
        "hold_s": amounts.hold_s or None,
        "breaths": amounts.breaths or None,
        "duration_s": amounts.duration_s or None,
        "optional": optional,
    }


def exercise_id(catalog: Catalog, word: str) -> str:
    """The exercise of that id, name or other name; what there is not is wrong usage."""
    if found := catalog.exercise_named(word) or typed(catalog.exercises.values(), word):
        return found
    if (routine := catalog.routine_named(word) or typed(catalog.routines.values(), word)) is not None:
        raise UsageError(
            english(
                '"{word}" is a routine; see its exercises with: {command}',
                word=word[:80],
                command=f"deskbreak routines {routine}",
            )
        )
    raise unknown("exercise", word, [*catalog.exercises, *catalog.exercise_names()], "exercises")


def routine_id(catalog: Catalog, word: str) -> str | None:
    """The id of what can be started under that id or name, in either language."""
    return catalog.routine_named(word) or typed(
        (*catalog.routines.values(), *catalog.exercises.values()), word
    )


def typed(known: Iterable[Exercise | Routine], word: str) -> str | None:
    """The id of what the language that is spoken calls `word`; None in English, whose names the catalogue knows."""
    if current() == ENGLISH:
        return None
    wanted = _alike(word)
    return next((one.id for one in known if _alike(translated(one.name)) == wanted), None)


def _alike(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def unknown(kind: str, word: str, known: Collection[str], see: str) -> UsageError:
    """An id that does not exist is wrong usage; the nearest one is offered."""
    hint = did_you_mean(word, known, english("see: {command}", command=f"deskbreak {see}"))
    return UsageError(f"{english(NONE[kind], word=word[:80])}; {hint}")


def blocked_in(profile: Profile) -> dict[str, str]:
    """The blocked exercises with the reason; none where the journal cannot be read just now."""
    from deskbreak.store.opening import open_to_read

    try:
        with open_to_read(profile) as journal:
            return {key: one.reason for key, one in journal.blocked().items()}
    except DeskbreakError:
        return {}


def levels_in(profile: Profile) -> dict[str, int]:
    """How far the person has built up each exercise by now; nothing where the journal cannot be read."""
    import time

    from deskbreak.app.journal_facts import reached
    from deskbreak.app.rehearsal import local_zone
    from deskbreak.store.opening import open_to_read

    try:
        with open_to_read(profile) as journal:
            return reached(journal, local_zone(), time.time())
    except DeskbreakError:
        return {}


def works(one: Exercise) -> Sequence[str]:
    """What it works on: its own targets, else those of the routines it belongs to."""
    return one.targets or one.routine_targets


def has_target(one: Exercise, word: str) -> bool:
    """Return True if it works on `word`; "hips" finds "hip flexors" too, and so does what it is called here."""
    stem = word.casefold().strip().removesuffix("s")
    return any(stem in target.casefold() or stem in translated(target).casefold() for target in works(one))


def checked(kind: str, word: str | None, known: Sequence[str]) -> str | None:
    """The word of a filter, if there is such a thing; it may be typed in the language that is spoken too."""
    if word is not None and word not in known:
        here = {} if current() == ENGLISH else {translated(one).casefold(): one for one in known}
        if word.casefold() in here:
            return here[word.casefold()]
        hint = did_you_mean(word, known, english("it is one of: {names}", names=", ".join(known)))
        raise UsageError(f"{english(NONE[kind], word=word)}; {hint}")
    return word


def checked_positions(word: str | None) -> tuple[str, ...]:
    """The positions that the word of `--position` stands for; all of them without one."""
    position = checked("position", word, POSITION_WORDS)
    return positions_of([position]) if position else POSITIONS
