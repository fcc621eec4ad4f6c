"""The routine that a person names: by its id, its name, a word of it, or the name of a break of the settings."""

from __future__ import annotations

from collections.abc import Collection

from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import listed
from deskbreak.core.plan import AUTO, Break
from deskbreak.errors import DeskbreakError, UsageError, did_you_mean
from deskbreak.paths import Profile
from deskbreak.sentences import N_, english

MAX_MEANT = 8  # ids that one word could mean, in a sentence


def routine_named(
    profile: Profile,
    word: str,
    rounds: int | None = None,
    blocked: Collection[str] = (),
    breaks: Collection[Break] = (),
) -> str:
    """The id of what a person wants to start: a routine or exercise by id or name, or a break of the settings.

    A word that only one name holds stands for it. A DeskbreakError where it cannot be done like that.
    """
    if word in ("", AUTO):
        if rounds is not None:
            raise UsageError(
                N_("rounds belong to a routine; say which one, such as bustle-standing-strength")
            )
        return word
    catalog = load_cached(profile, lean=True)
    found = catalog.routine_named(word) or _of_break(word, breaks) or _only_one(word, catalog)
    if found == AUTO:
        return routine_named(profile, AUTO, rounds)
    routine = catalog.routine(found) if found else None
    if routine is None:
        nearest = _nearest(word, catalog, breaks)
        raise UsageError(english('no routine "{word}"; {nearest}', word=word[:80], nearest=nearest))
    if rounds is not None and rounds not in routine.rounds_offered:
        raise UsageError(_not_offered(routine.name, routine.rounds_offered, rounds))
    if all(step.exercise in blocked for step in routine.needed):
        raise DeskbreakError(routine.blocked_words())
    return routine.id


def _of_break(word: str, breaks: Collection[Break]) -> str | None:
    """The routine of the break of that name."""
    one = next((one for one in breaks if one.name.casefold() == word.casefold()), None)
    if one is not None and not one.moves:
        said = english(
            '"{name}" only says "{words}"; there is nothing to start', name=one.name, words=one.say
        )
        raise UsageError(said)
    return one.routine if one is not None else None


def _holding(word: str, catalog: Catalog) -> list[str]:
    """The ids of what has all these words in its name."""
    wanted = set(_words(word))
    names = [(one.id, one.name) for one in catalog.exercises.values()]
    names += [(one.id, one.name) for one in catalog.routines.values()]
    return [key for key, name in names if wanted and wanted <= {*_words(key), *_words(name)}]


def _words(text: str) -> list[str]:
    return text.casefold().replace("-", " ").split()


def _only_one(word: str, catalog: Catalog) -> str | None:
    found = _holding(word, catalog)
    return found[0] if len(found) == 1 else None


def _nearest(word: str, catalog: Catalog, breaks: Collection[Break]) -> str:
    """What could be meant, for the end of a sentence."""
    if found := _holding(word, catalog):
        shown = ", ".join(found[:MAX_MEANT])
        if len(found) > MAX_MEANT:
            return english("it could mean {ids} and more; say which", ids=shown)
        return english("it could mean {ids}; say which", ids=shown)
    known = [*catalog.routines, *catalog.exercises, *catalog.other_names(), *(one.name for one in breaks)]
    return did_you_mean(word, known, N_("see: deskbreak routines"))


def _not_offered(name: str, offered: tuple[int, ...], rounds: int) -> str:
    if offered == (1,):
        return english('"{name}" is done once; --rounds {rounds} is not offered', name=name, rounds=rounds)
    return english(
        '"{name}" is done {times} times through; --rounds {rounds} is not offered',
        name=name,
        times=listed(list(map(str, offered)), "or"),
        rounds=rounds,
    )
