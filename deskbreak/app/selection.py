"""Which routine a break gets: its own, or the one that `auto` chooses from content and journal.

The catalogue is read when it is needed and let go of again; the daemon keeps only names and lengths.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from deskbreak.app.journal_facts import JournalFacts, day_of, facts_of
from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import choose, criteria, nothing, standing_up
from deskbreak.core.content import listed
from deskbreak.core.events import ChosenSet
from deskbreak.core.plan import AUTO, Body, Break, Plan
from deskbreak.core.planned import Planned
from deskbreak.core.script import script
from deskbreak.errors import DeskbreakError, UsageError, did_you_mean
from deskbreak.paths import Profile
from deskbreak.runtime.apart import apart
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, field, replace

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.store.journal import Journal

MAX_MEANT = 8  # ids that one word could mean, in a sentence


@dataclass(frozen=True, slots=True)
class Selection:
    """A routine as an offer shows it; without an id the break only says something."""

    routine: str = ""
    name: str = ""
    steps: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # where its exercises are done: "standing", "desk", "floor" ...
    exercises: tuple[str, ...] = ()
    seconds: float = 0.0
    reason: str = ""
    about: str = ""  # what the routine is for
    levels: dict[str, int] = field(default_factory=dict)
    body: int = 0

    def as_chosen(self) -> ChosenSet:
        """What the state keeps of it."""
        return ChosenSet(
            self.routine,
            self.exercises,
            self.seconds,
            reason=self.reason or self.about,
            levels=tuple((one, self.levels.get(one, 0)) for one in self.exercises),
            body=self.body,
        )

    def to_json(self) -> dict[str, Any]:
        """Its fields by their names."""
        return {name: getattr(self, name) for name in Selection.__slots__}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Selection:
        """What `to_json` gave, also by way of a text."""
        fields: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in data.items()
        }
        return cls(**fields)


def _stands_for(body: Body) -> int:
    return zlib.crc32(repr(body).encode())


def select(
    profile: Profile,
    journal: Journal,
    plan: Plan,
    at: float,
    routine: str,
    lasts_s: float | None,
    *,
    rounds: int | None = None,
    chosen: ChosenSet | None = None,
) -> Selection:
    """What to offer at `at` for a break that asks for `routine` (an id, "auto", or nothing).

    `chosen` is what "auto" was before, and is to be again.
    """
    if not routine:
        return Selection(seconds=lasts_s or 0.0)
    known = facts_of(journal, plan.zone, at, sets=routine == AUTO and chosen is None)
    return _select(profile, known, plan, at, routine=routine, lasts_s=lasts_s, rounds=rounds, chosen=chosen)


def select_apart(
    profile: Profile,
    journal: Journal,
    plan: Plan,
    at: float,
    *,
    routine: str,
    lasts_s: float | None,
    rounds: int | None = None,
    chosen: ChosenSet | None = None,
) -> Selection:
    """The same for the daemon, which is not to keep what a whole catalogue takes: that is read apart."""
    if not routine:
        return Selection(seconds=lasts_s or 0.0)
    known = facts_of(journal, plan.zone, at, sets=routine == AUTO and chosen is None)

    def work() -> bytes:
        found = _select(
            profile, known, plan, at, routine=routine, lasts_s=lasts_s, rounds=rounds, chosen=chosen
        )
        return json.dumps(found.to_json()).encode()

    return Selection.from_json(json.loads(apart(work)))


def _select(
    profile: Profile,
    known: JournalFacts,
    plan: Plan,
    at: float,
    *,
    routine: str,
    lasts_s: float | None,
    rounds: int | None,
    chosen: ChosenSet | None,
) -> Selection:
    catalog, blocked = load_cached(profile, lean=True), known.blocked
    reason, built_up = "", known.levels
    if routine == AUTO and chosen is not None:
        routine, reason, built_up = chosen.routine, chosen.reason, built_up | dict(chosen.levels)
    elif routine == AUTO:
        want, today = criteria(plan.body, lasts_s), day_of(at, plan.zone)
        later = Planned(plan, catalog).later(at)
        choice = choose(catalog, want, known.done, today, blocked=blocked, reached=built_up, planned=later)
        if choice is None:
            return Selection(reason=nothing(catalog, want, blocked), seconds=lasts_s or 0.0)
        routine, reason, built_up = choice.routine.id, choice.reason, built_up | choice.levels
    found = catalog.routine(routine)
    if found is None:  # a pack that went away meanwhile
        return Selection(routine, routine, seconds=lasts_s or 0.0, reason=reason)
    gear = plan.body.equipment
    played = script(
        found, catalog, seconds=lasts_s, rounds=rounds, levels=built_up, equipment=gear, blocked=blocked
    )
    steps = tuple(dict.fromkeys(step.name for step in played.steps))
    exercises = tuple(dict.fromkeys(step.exercise for step in played.steps))
    places = tuple(dict.fromkeys(catalog.exercises[one].place for one in exercises))
    return Selection(
        found.id,
        found.name,
        steps=steps,
        places=places,
        exercises=exercises,
        seconds=played.seconds,
        reason=reason,
        about=found.about,
        levels=built_up,
    )


class Selector:
    """Selects for the daemon, with its journal and the plan in use."""

    def __init__(self, profile: Profile, journal: Journal, current: CurrentPlan, clock: DaemonClock) -> None:
        self._profile, self._journal, self._current, self._clock = profile, journal, current, clock

    def select(
        self,
        routine: str,
        lasts_s: float | None,
        *,
        rounds: int | None = None,
        upright: bool = False,
        chosen: ChosenSet | None = None,
    ) -> Selection:
        """What `routine` (an id, "auto", or nothing) is right now, with what is blocked right now.

        `upright`: without floor or gear, if that can be. What "auto" was `chosen` to be before holds, unless it is
        not allowed any more.
        """
        kept = chosen if chosen is not None and self.still_holds(chosen) else None
        plan, now = self._current.plan, self._clock.now()
        bodies = [standing_up(plan.body), plan.body] if upright else [plan.body]
        for body in bodies:
            suited = replace(plan, body=body) if upright else plan
            found = select_apart(
                self._profile,
                self._journal,
                suited,
                now,
                routine=routine,
                lasts_s=lasts_s,
                rounds=rounds,
                chosen=kept,
            )
            if found.routine:
                break
        return replace(found, body=_stands_for(plan.body))

    def still_holds(self, chosen: ChosenSet) -> bool:
        """Whether it may be shown and played as it is: it is for this body, and nothing in it is blocked."""
        same_body = chosen.body == _stands_for(self._current.plan.body)
        return same_body and not set(self._journal.blocked()) & set(chosen.exercises)

    def asked_for(self, word: str, rounds: int | None) -> str:
        """The id of what the user wants to start; a DeskbreakError where it cannot be done like that."""
        blocked, breaks = self._journal.blocked(), self._current.plan.breaks
        return apart(lambda: asked_for(self._profile, word, rounds, blocked, breaks).encode()).decode()


def asked_for(
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
        return asked_for(profile, AUTO, rounds)
    routine = catalog.routine(found) if found else None
    if routine is None:
        nearest = _nearest(word, catalog, breaks)
        raise UsageError(english('no routine "{word}"; {nearest}', word=word[:80], nearest=nearest))
    if rounds is not None and rounds not in routine.rounds_offered:
        raise UsageError(_not_offered(routine.name, routine.rounds_offered, rounds))
    if blocked and all(step.exercise in blocked for step in routine.needed):
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
