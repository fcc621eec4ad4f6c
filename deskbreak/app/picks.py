"""Which routine a break gets: its own, or the one that `auto` chooses from content and journal.

The catalogue is read when it is needed and let go of again; the daemon keeps only names and lengths.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from deskbreak.catalog.cached import load_cached
from deskbreak.core.choose import Done, choose, wanted
from deskbreak.core.dose import script
from deskbreak.core.plan import Plan
from deskbreak.core.progress import Session, levels
from deskbreak.paths import Profile
from deskbreak.store.rows import DONE, Row

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.store.journal import Journal

AUTO = "auto"
HISTORY_S = 120 * 86400.0  # what was done longer ago neither builds up a dose nor is repeated


@dataclass(frozen=True, slots=True)
class Pick:
    """A routine as an offer shows it; without an id the break only says something."""

    routine: str = ""
    name: str = ""
    steps: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    seconds: float = 0.0
    reason: str = ""
    levels: dict[str, int] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()


def pick(
    profile: Profile, journal: Journal, plan: Plan, at: float, routine: str, lasts_s: float | None
) -> Pick:
    """What to offer at `at` for a break that asks for `routine` (an id, "auto", or nothing)."""
    if not routine:
        return Pick(seconds=lasts_s or 0.0)
    catalog = load_cached(profile, lean=True)
    rows = [row for row in journal.rows(start=at - HISTORY_S) if row.exercises]
    blocked = tuple(journal.blocked())
    reason = ""
    if routine == AUTO:
        choice = choose(catalog, wanted(plan.body, lasts_s), _done(rows, plan), _day(at, plan), blocked)
        if choice is None:
            return Pick(reason="nothing that is allowed fits into the time", seconds=lasts_s or 0.0)
        routine, reason = choice.routine.id, choice.reason
    return _described(catalog, routine, lasts_s, _levels(rows, journal, plan, at), blocked, plan, reason)


def _day(at: float, plan: Plan) -> date:
    return datetime.fromtimestamp(at, plan.zone).date()


def _done(rows: list[Row], plan: Plan) -> list[Done]:
    return [Done(_day(row.at, plan), row.exercises) for row in rows if row.outcome in DONE]


def _levels(rows: list[Row], journal: Journal, plan: Plan, at: float) -> dict[str, int]:
    """How far each dose has built up, from what was done and how it felt."""
    felt = {(one.what, round(one.at)): one.answer for one in journal.answers(start=at - HISTORY_S)}
    sessions = [
        Session(
            _day(row.at, plan),
            exercise,
            felt.get((exercise, round(row.at)), felt.get((row.routine, round(row.at)), "")),
            hurt=row.outcome == "stopped" and exercise in row.reason,
        )
        for row in rows
        for exercise in row.exercises
    ]
    return levels(sessions, _day(at, plan))


def _described(
    catalog: Catalog,
    routine: str,
    lasts_s: float | None,
    reached: dict[str, int],
    blocked: tuple[str, ...],
    plan: Plan,
    reason: str,
) -> Pick:
    found = catalog.routine(routine)
    if found is None:  # a pack that went away meanwhile
        return Pick(routine, routine, seconds=lasts_s or 0.0, reason=reason)
    played = script(
        found, catalog, seconds=lasts_s, levels=reached, equipment=plan.body.equipment, blocked=blocked
    )
    steps = tuple(dict.fromkeys(step.name for step in played.steps))
    exercises = tuple(dict.fromkeys(step.exercise for step in played.steps))
    return Pick(found.id, found.name, steps, exercises, played.seconds, reason, reached, blocked)


def is_known(profile: Profile, routine: str) -> bool:
    return routine == AUTO or load_cached(profile, lean=True).routine(routine) is not None
