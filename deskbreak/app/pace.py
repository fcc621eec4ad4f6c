"""How fast deskbreak's time runs when it is sped up for trying out.

Waiting is sped up. What a person looks at is not: while a routine plays, time runs no faster than the routine does,
and while an offer is open no faster than leaves time to answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.core.coming import span_now
from deskbreak.core.offers import done_by_itself_s

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.options import Options
    from deskbreak.core.events import Event
    from deskbreak.core.plan import Plan
    from deskbreak.core.state import OpenOffer, State

ANSWERABLE_S = 30.0  # an open offer stays so long on the wall, at least
SLOWEST = 0.01  # where an offer would be gone at once


def pace(state: State, plan: Plan, options: Options) -> float:
    """How many times faster than the wall deskbreak's time runs in `state`; only in fast time it is ever slowed."""
    speed = options.speed
    if speed <= 1.0:
        return speed
    if state.running is not None:
        return min(speed, options.play_speed)
    offer = state.offer
    if offer is None or offer.held or offer.snooze_until is not None:
        return speed
    return max(min(speed, _life_s(offer, state, plan) / ANSWERABLE_S), SLOWEST)


def keep_pace(clock: DaemonClock, event: Event, state: State, plan: Plan, options: Options) -> None:
    """Let the clock run at the pace of what came of `event`.

    From the event on: showing an offer takes a moment, which is minutes of fast time.
    """
    speed = pace(state, plan, options)
    if speed != clock.speed:
        clock.run_at(speed, event.at, event.mono)


def _life_s(offer: OpenOffer, state: State, plan: Plan) -> float:
    """How long the offer stands without an answer: all its repeats, its words, or the rest of the work hours."""
    repeats = plan.offer.repeat_every_s * (plan.offer.repeat_at_most + 1)
    first_shown = offer.shown_at - offer.repeat * plan.offer.repeat_every_s
    work = span_now(state, plan, state.at)
    ends = (repeats, done_by_itself_s(offer), work[1] - first_shown if work is not None else None)
    return min(one for one in ends if one is not None)
