"""The state as people see it: what tray, command line and `status` all show."""

from __future__ import annotations

from deskbreak.core.clocks import JUMP_S
from deskbreak.core.coming import counts, holds, interval_s, standing, working
from deskbreak.core.easing import AS_BEFORE, Easing
from deskbreak.core.events import Phase
from deskbreak.core.hours import work_within
from deskbreak.core.moment import EPSILON_S, waiting
from deskbreak.core.next_offer import next_offer
from deskbreak.core.plan import Plan
from deskbreak.core.state import FOREVER, State
from deskbreak.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class View:
    """What tray, command line and `status` show of a moment; instants in epoch seconds."""

    phase: Phase
    holds: tuple[str, ...]
    sitting_s: float
    next_at: float | None
    next_break: str
    next_routine: str  # as the settings say: may be "auto"
    progress: float  # how much of the nearest interval is sat, 0 to 1
    snoozes_left: int
    waiting: str
    offer: int | None
    away_s: float
    can_give_back: bool
    snooze_until: float | None
    pause_until: float | None
    meeting_until: float | None
    standing_until: float | None
    work_until: float | None
    snoozed_until_pause: bool  # until typing pauses, `snooze_until` at the latest
    easing: Easing = AS_BEFORE
    awaits_pause: bool = False  # whether it matters that typing pauses


def phase(s: State, plan: Plan, at: float) -> Phase:
    """The one phase that the state is in; the first that applies."""
    if s.running is not None:
        return Phase.ON_BREAK
    if not working(s, plan, at):
        return Phase.OFF_HOURS
    if s.away_since is not None:
        return Phase.AWAY
    if s.offer is not None and s.offer.snooze_until is None and not s.offer.held:
        return Phase.OFFERED
    if s.offer.held if s.offer is not None else any(due.since <= at + EPSILON_S for due in s.due):
        return Phase.DUE
    return Phase.STANDING if standing(s, at) else Phase.SITTING


def view(s: State, plan: Plan, at: float, mono: float | None = None) -> View:
    """What there is to show at `at`, with the clocks brought forward to it.

    `mono` is the steady clock's word, where there is one: setting the wall clock is no sitting.
    """
    s = _brought_forward(s, plan, _reached(s, at, mono))
    coming = next_offer(s, plan, at)
    one = next((b for b in plan.breaks if coming is not None and b.name == coming.name), None)
    offer = s.offer
    return View(
        phase=phase(s, plan, at),
        holds=holds(s, plan, at),
        sitting_s=s.sat_s,
        next_at=coming.at if coming else None,
        next_break=coming.name if coming else "",
        next_routine=one.routine if one else "",
        progress=_progress(s, plan),
        snoozes_left=max(plan.snooze.at_most - (offer.snoozes if offer else 0), 0),
        waiting=waiting(s, plan, at),
        offer=offer.id if offer else None,
        away_s=at - s.away_since if s.away_since is not None else 0.0,
        can_give_back=s.absence is not None,
        snooze_until=offer.snooze_until if offer else None,
        pause_until=_named(s.pause_until),
        meeting_until=_named(s.meeting_until),
        standing_until=_named(s.standing_until),
        work_until=_named(s.work_until),
        snoozed_until_pause=offer.until_pause if offer else False,
        easing=s.easing,
        awaits_pause=bool(s.due) and s.offer is None,
    )


def _brought_forward(s: State, plan: Plan, at: float) -> State:
    """The clocks as the next step would find them if it came now."""
    if not counts(s, plan, s.at):
        return s
    more = work_within(plan, s.at, at)
    if s.work_until is not None:
        more = max(more, min(at, s.work_until) - s.at)
    return replace(s, sat_s=s.sat_s + more, sat=tuple((name, sat + more) for name, sat in s.sat))


def _reached(s: State, at: float, mono: float | None) -> float:
    """Up to when time went by while the machine was awake, by the wall clock of the last event."""
    steady = at - s.at if mono is None or mono < s.mono else mono - s.mono
    return s.at + steady if abs(at - s.at - steady) > JUMP_S else at


def _named(until: float | None) -> float | None:
    return until if until is not None and until < FOREVER else None


def _progress(s: State, plan: Plan) -> float:
    every = {one.name: interval_s(s, one) for one in plan.breaks if one.every_s}
    shares = (sat / every[name] for name, sat in s.sat if every.get(name))
    return min(max(shares, default=0.0), 1.0)
