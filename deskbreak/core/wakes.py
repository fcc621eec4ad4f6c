"""When time alone makes a rule act next."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core import running
from deskbreak.core.coming import comings
from deskbreak.core.easing import ends
from deskbreak.core.hours import next_edge
from deskbreak.core.moment import ANSWER_HOLDS_S, ASK_AGAIN_S, EPSILON_S, offer_wakes, pause_at
from deskbreak.core.plan import Plan
from deskbreak.core.state import State
from deskbreak.core.window import opening

DAY_S = 86400.0
CALL_AGAIN_S = 300.0  # while the user sits still in a call


def in_time(s: State, plan: Plan, at: float) -> float:
    """The earliest instant after `at` at which one of the rules (`rules.py`) acts by itself."""
    return min(when for when in _moments(s, plan, at) if when > at + EPSILON_S / 2)


def _moments(s: State, plan: Plan, at: float) -> Iterator[float]:
    yield at + DAY_S
    edge = next_edge(plan, at)
    if edge is not None:
        yield edge
    for until in (s.pause_until, s.meeting_until, s.standing_until, s.work_until):
        if until is not None:
            yield until
    yield from ends(s.easing)
    for start, end in s.meetings[:4]:
        yield start
        yield end
    if s.running is not None:
        yield running.recovers_at(s.running)
    yield from _absence_moments(s, plan)
    yield from _offer_moments(s, plan)
    yield from _due_moments(s, plan, at)


def _absence_moments(s: State, plan: Plan) -> Iterator[float]:
    if s.away_since is not None:
        return
    long_s = plan.away.counts_as_break_s
    if s.locked_since is not None:
        yield s.locked_since + long_s
    if s.idle_since is not None:
        yield max(s.idle_since, s.excused) + long_s
        if s.busy_asked is not None:
            yield s.busy_asked + plan.answer_within_s
        elif s.busy_at is not None:
            yield s.busy_at + CALL_AGAIN_S


def _offer_moments(s: State, plan: Plan) -> Iterator[float]:
    if s.offer is not None:
        yield offer_wakes(s.offer, s, plan)
        yield from _probe_moments(s, plan)


def _due_moments(s: State, plan: Plan, at: float) -> Iterator[float]:
    for coming in comings(s, plan, at):
        yield coming.at
        yield coming.at - plan.offer.heads_up_s
        if plan.learned is not None:
            yield opening(s, plan, coming, at).at
    if s.due and s.offer is None:
        if s.busy or s.busy_asked is not None:  # where nothing holds it, they are asked at a good moment
            yield from _probe_moments(s, plan)
        yield pause_at(s, plan, at)
        for best in (due.best for due in s.due if due.best is not None):
            yield best
            yield best - plan.offer.heads_up_s
        yield from (due.till for due in s.due if due.till is not None)


def _probe_moments(s: State, plan: Plan) -> Iterator[float]:
    if s.busy_asked is not None:
        yield s.busy_asked + plan.answer_within_s
    elif s.busy_at is not None:
        yield s.busy_at + (ASK_AGAIN_S if s.busy else ANSWER_HOLDS_S)
