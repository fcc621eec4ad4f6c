"""Which routine a break gets: its own, or the one that `auto` chooses from content and journal.

The catalogue is read when it is needed and let go of again; the daemon keeps only names and lengths.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from deskbreak.app.journal_facts import JournalFacts, day_of, facts_of
from deskbreak.app.named_routine import routine_named
from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import SetChoice, choose, criteria, nothing, standing_up
from deskbreak.core.content import Routine
from deskbreak.core.cues import Script
from deskbreak.core.events import ChosenSet
from deskbreak.core.plan import AUTO, Body, Plan
from deskbreak.core.planned import Planned
from deskbreak.core.script import script
from deskbreak.paths import Profile
from deskbreak.runtime.apart import apart
from deskbreak.values import dataclass, field, replace

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.store.journal import Journal


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


@dataclass(frozen=True, slots=True)
class SetRequest:
    """What a break asks for: `routine` is an id, "auto", or "" for a break that only says something.

    `lasts_s` is how long it should be, in seconds; `chosen` what "auto" was before, and is to be again.
    """

    routine: str
    lasts_s: float | None = None
    rounds: int | None = None
    chosen: ChosenSet | None = None


def _stands_for(body: Body) -> int:
    return zlib.crc32(repr(body).encode())


def select(profile: Profile, journal: Journal, plan: Plan, at: float, request: SetRequest) -> Selection:
    """What to offer at `at`, an instant in seconds, for what a break asks for."""
    if not request.routine:
        return _nothing_to_do(request)
    return _select(profile, _facts(journal, plan, at, request), plan, at, request)


def select_apart(profile: Profile, journal: Journal, plan: Plan, at: float, request: SetRequest) -> Selection:
    """The same for the daemon, which is not to keep what a whole catalogue takes: that is read apart."""
    if not request.routine:
        return _nothing_to_do(request)
    known = _facts(journal, plan, at, request)

    def work() -> bytes:
        return json.dumps(_select(profile, known, plan, at, request).to_json()).encode()

    return Selection.from_json(json.loads(apart(work)))


def _nothing_to_do(request: SetRequest) -> Selection:
    return Selection(seconds=request.lasts_s or 0.0)


def _facts(journal: Journal, plan: Plan, at: float, request: SetRequest) -> JournalFacts:
    return facts_of(journal, plan.zone, at, sets=request.routine == AUTO and request.chosen is None)


def _select(profile: Profile, known: JournalFacts, plan: Plan, at: float, request: SetRequest) -> Selection:
    catalog, lasts_s = load_cached(profile, lean=True), request.lasts_s
    routine, reason, built_up = request.routine, "", known.levels
    if routine == AUTO and request.chosen is not None:
        before = request.chosen
        routine, reason, built_up = before.routine, before.reason, built_up | dict(before.levels)
    elif routine == AUTO:
        choice = _choose(catalog, known, plan, at, lasts_s)
        if choice is None:
            why = nothing(catalog, criteria(plan.body, lasts_s), known.blocked)
            return Selection(reason=why, seconds=lasts_s or 0.0)
        routine, reason, built_up = choice.routine.id, choice.reason, built_up | choice.levels
    found = catalog.routine(routine)
    if found is None:  # a pack that went away meanwhile
        return Selection(routine, routine, seconds=lasts_s or 0.0, reason=reason)
    played = script(
        found,
        catalog,
        seconds=lasts_s,
        rounds=request.rounds,
        levels=built_up,
        equipment=plan.body.equipment,
        blocked=known.blocked,
    )
    return _as_played(found, played, catalog, reason=reason, levels=built_up)


def _choose(
    catalog: Catalog, known: JournalFacts, plan: Plan, at: float, lasts_s: float | None
) -> SetChoice | None:
    return choose(
        catalog,
        criteria(plan.body, lasts_s),
        known.done,
        day_of(at, plan.zone),
        blocked=known.blocked,
        reached=known.levels,
        planned=Planned(plan, catalog).later(at),
    )


def _as_played(
    found: Routine, played: Script, catalog: Catalog, *, reason: str, levels: dict[str, int]
) -> Selection:
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
        levels=levels,
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
        request = SetRequest(routine, lasts_s, rounds=rounds, chosen=kept)
        plan, now = self._current.plan, self._clock.now()
        bodies = [standing_up(plan.body), plan.body] if upright else [plan.body]
        for body in bodies:
            suited = replace(plan, body=body) if upright else plan
            found = select_apart(self._profile, self._journal, suited, now, request)
            if found.routine:
                break
        return replace(found, body=_stands_for(plan.body))

    def still_holds(self, chosen: ChosenSet) -> bool:
        """Return True if it may be shown and played as it is: it is for this body, and nothing in it is blocked."""
        same_body = chosen.body == _stands_for(self._current.plan.body)
        return same_body and not set(self._journal.blocked()) & set(chosen.exercises)

    def asked_for(self, word: str, rounds: int | None) -> str:
        """The id of what the user wants to start; a DeskbreakError where it cannot be done like that."""
        blocked, breaks = self._journal.blocked(), self._current.plan.breaks
        return apart(lambda: routine_named(self._profile, word, rounds, blocked, breaks).encode()).decode()
