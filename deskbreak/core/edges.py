"""Where work hours begin and end, and what that does to all that is open."""

from __future__ import annotations

from deskbreak.core import eased, offers
from deskbreak.core.coming import working
from deskbreak.core.draft import Draft
from deskbreak.core.effects import Record
from deskbreak.core.events import Outcome
from deskbreak.core.rows import write_unoffered
from deskbreak.core.state import Absence, Due
from deskbreak.sentences import N_, english

WORTH_NOTING_S = 300.0  # an absence after less sitting than this is nothing to write down
ENDED = N_("work hours ended")


def hour_edges(d: Draft) -> None:
    """Work hours begin or end here, if that changed since the last event."""
    now = working(d.state, d.plan, d.at)
    if now == d.state.in_hours:
        return
    d.change(in_hours=now)
    if now:
        _begin(d)
    else:
        _end(d)


def _begin(d: Draft) -> None:
    """Work begins. A gap that is long enough was a break."""
    off_s = d.at - d.state.off_since if d.state.off_since is not None else None
    d.decide("", N_("hours"), N_("work begins"))
    if off_s is None or off_s >= d.plan.away.counts_as_break_s:
        if off_s is not None and d.state.sat_s > 0:
            minutes = round(off_s / 60)
            said = english("{minutes:d} min between work hours, which counts as a break", minutes=minutes)
            d.decide("", N_("natural"), said)
        d.rested()
        if d.state.away_since is not None:  # who is not back yet is late, and no more than that
            gone = Absence(d.at, d.at, sat_s=0.0, sat=(), noted=True)
            d.change(away_since=d.at, away_before=gone)
    d.change(off_since=None, absence=None)
    eased.new_day(d)


def _end(d: Draft) -> None:
    """Work ends: nothing stays open, and what waited is written down once."""
    d.end_stretch(d.at)
    d.decide("", N_("hours"), N_("work ends"))
    d.change(off_since=d.at)
    note_absence(d)
    d.change(away_before=None)
    if d.state.offer is not None:
        offer = d.state.offer
        outcome = Outcome.SUPPRESSED if offer.held or offer.snooze_until is not None else Outcome.MISSED
        d.decide(offer.name, outcome.value, ENDED)
        offers.close(d, outcome, ENDED)
    for due in d.state.due:
        suppress(d, due)
    d.change(due=(), held_for=(), waiting_told=False, busy=frozenset(), busy_asked=None)


def suppress(d: Draft, due: Due) -> None:
    """What is due is not offered any more: it is written down, and its clock starts again."""
    why = (
        english("held back ({holds}) until work hours ended", holds=", ".join(d.state.held_for))
        if d.state.held_for
        else ENDED
    )
    d.decide(due.name, N_("suppressed"), why)
    write_unoffered(d, due.name, Outcome.SUPPRESSED, why)
    d.restart((due.name,))


def note_absence(d: Draft) -> None:
    """Write a natural break down once, if there was something to rest from."""
    before, since = d.state.away_before, d.state.away_since
    if before is None or since is None or before.noted or before.sat_s < WORTH_NOTING_S:
        return
    away = d.at - since
    name = max(before.sat, key=lambda one: one[1], default=("",))[0]
    d.do(Record(d.at, break_name=name, routine="", outcome=Outcome.NATURAL, seconds=away, uid=before.uid))
    said = english("away for {minutes:d} min, which counts as a break", minutes=round(away / 60))
    d.decide(name, N_("natural"), said)
