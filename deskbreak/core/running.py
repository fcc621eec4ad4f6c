"""The break that is being taken: how it ends, and what happens when its player does not report."""

from __future__ import annotations

from deskbreak.core import eased
from deskbreak.core.absence import Length, length
from deskbreak.core.draft import Draft
from deskbreak.core.effects import ClosePlayer
from deskbreak.core.events import Outcome
from deskbreak.core.notes import GONE, SLEPT
from deskbreak.core.offers import settle_clocks
from deskbreak.core.rows import write_row
from deskbreak.core.state import Running
from deskbreak.sentences import N_, english
from deskbreak.values import replace

RECOVER_AFTER_S = 1800.0  # a player that says nothing for so long after its time is gone
USUAL_PLAYER_S = 1800.0  # where the length of a routine is not known here


def finish(
    d: Draft,
    outcome: Outcome,
    *,
    seconds: float,
    exercises: tuple[str, ...],
    note: str,
    recorded: bool = False,
) -> None:
    """The running break is over. `recorded`: its player has left the row, and that is in the journal already."""
    running = d.state.running
    if running is None:
        return
    write_row(d, running, outcome, seconds=seconds, exercises=exercises, note=note, left=recorded)
    d.decide(running.name, outcome.value, note or N_("the routine ended"))
    d.change(running=None)
    if outcome is not Outcome.MISSED:  # a player that never came back was started all the same
        eased.ended(d, outcome)
    settle_clocks(d, outcome, (running.name, *running.with_), running.routine)


def sleep_in_a_routine(d: Draft, slept_s: float) -> None:
    """The machine slept in the middle of a routine: a long sleep was a break of its own, and none was missed."""
    running = d.state.running
    if running is None or slept_s <= 0:
        return
    if length(slept_s, d.plan.away) is not Length.LONG:
        d.change(running=replace(running, since=running.since + slept_s))  # the player slept too, and goes on
        return
    minutes = round(slept_s / 60)
    why = english(SLEPT, minutes=minutes)
    d.do(ClosePlayer(running.uid, Outcome.NATURAL))
    write_row(d, running, Outcome.NATURAL, seconds=slept_s, note=why)
    counted = english(
        "the machine slept for {minutes:d} min in the middle of the routine, which counts as a break",
        minutes=minutes,
    )
    d.decide(running.name, N_("natural"), counted)
    d.change(running=None)
    if d.state.absence is not None:
        d.change(absence=replace(d.state.absence, uid=running.uid))  # "I was sitting" takes this row back
    else:
        settle_clocks(d, Outcome.NATURAL, (running.name, *running.with_), running.routine)


def player_failed(d: Draft, why: str) -> None:
    """No player could open: everything is as before the start, answerable by tray and command line."""
    running = d.state.running
    if running is None:
        return
    d.decide(running.name, N_("failed"), why or N_("the player could not open"))
    offer = replace(running.was_offer, shown_at=d.at) if running.was_offer is not None else None
    d.change(running=None, offer=offer, due=(*running.was_due, *d.state.due), debt_s=0.0)


def recover_running(d: Draft) -> None:
    """A player that never reports again must not keep the day on a break for ever."""
    running = d.state.running
    if running is not None and d.at >= recovers_at(running):
        d.decide(running.name, N_("healed"), GONE)
        d.change(healed=d.state.healed + 1)
        d.do(ClosePlayer(running.uid, Outcome.MISSED))
        finish(d, outcome=Outcome.MISSED, seconds=0.0, exercises=(), note=GONE)


def recovers_at(running: Running) -> float:
    """The instant (epoch seconds) at which a player that has not reported is given up."""
    return running.since + (running.lasts_s or USUAL_PLAYER_S) + RECOVER_AFTER_S
