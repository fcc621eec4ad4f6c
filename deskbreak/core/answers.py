"""What the person answers to an offer: start, snooze, skip, done; also before one is shown, and afterwards."""

from __future__ import annotations

from deskbreak.core import eased
from deskbreak.core.draft import Draft
from deskbreak.core.effects import ClosePlayer, OpenPlayer, Withdraw
from deskbreak.core.events import Outcome
from deskbreak.core.notes import SAID_BY_HAND
from deskbreak.core.offers import add_debt, close, rank, settle_clocks
from deskbreak.core.plan import AUTO
from deskbreak.core.rows import write_row
from deskbreak.core.running import finish
from deskbreak.core.snooze import PAUSE_WITHIN_S, UNTIL_PAUSE, snooze_length
from deskbreak.core.state import Ended, Running
from deskbreak.sentences import N_, english
from deskbreak.values import replace

STILL_ANSWERABLE_S = 1800.0  # an unanswered offer may be called taken or skipped for so long


def snooze(d: Draft, asked_s: float | None) -> None:
    """Put the open offer off, as the snooze policy says. One too many was refused before (`core.refusals`)."""
    offer = d.state.offer
    if offer is None:
        return
    until_pause = asked_s == UNTIL_PAUSE and d.state.idle_known
    if until_pause:
        length = PAUSE_WITHIN_S
    else:
        length = snooze_length(d.plan.snooze, None if asked_s == UNTIL_PAUSE else asked_s, offer.snoozes)
    d.do(Withdraw(offer.id))
    write_row(d, offer, Outcome.SNOOZED, seconds=length)
    eased.answered(d)
    how_long = (
        N_("until you pause typing")
        if until_pause
        else english("for {minutes:d} min", minutes=round(length / 60))
    )
    d.decide(offer.name, N_("snoozed"), how_long)
    d.change(
        offer=replace(
            offer,
            snoozes=offer.snoozes + 1,
            step=min(offer.step, d.state.easing.step),
            snooze_until=d.at + length,
            snoozed_s=offer.snoozed_s + length,
            repeat=0,
            held=False,
            until_pause=until_pause,
        )
    )


def start(d: Draft, routine: str = "", rounds: int | None = None) -> None:
    """Open the player: for the open offer, or for a routine the person asked for."""
    offer = d.state.offer
    if offer is not None and not offer.routine and not routine:
        answer_done(d)  # a break that only says something has nothing to play
        return
    due = max(d.state.due, key=lambda one: rank(d.find(one.name)), default=None)
    one = d.find(due.name) if due is not None else None
    if offer is not None:
        d.do(Withdraw(offer.id))
        made = Running(
            "",
            offer=offer.id,
            name=offer.name,
            routine=routine or offer.routine,
            lasts_s=offer.lasts_s,
            since=d.at,
            with_=offer.with_,
            upright=offer.upright and not routine,
            chosen=offer.chosen if routine in ("", offer.routine) else None,
        )
        add_debt(d, offer)
        eased.answered(d)
    elif one is not None and one.routine and not routine:
        made = Running("", offer=0, name=one.name, routine=one.routine, lasts_s=one.lasts_s, since=d.at)
    else:
        name, lasts = _named(d, routine)
        made = Running("", offer=0, name=name, routine=routine or AUTO, lasts_s=lasts, since=d.at)
    starts = d.state.starts + 1
    names = {made.name, *made.with_}
    made = replace(
        made,
        uid=f"{round(d.at * 1000):x}-{made.offer}-{starts}",
        was_offer=offer,
        was_due=tuple(due for due in d.state.due if due.name in names),
    )
    d.change(
        starts=starts,
        offer=None,
        ended=None,
        running=made,
        due=tuple(due for due in d.state.due if due.name not in names),
    )
    said = N_("by hand") if offer is None else N_("you answered the offer")
    d.decide(made.name, N_("started"), said)
    d.do(
        OpenPlayer(
            made.uid,
            offer=made.offer,
            break_name=made.name,
            routine=made.routine,
            lasts_s=made.lasts_s,
            rounds=rounds,
            upright=made.upright,
            chosen=made.chosen,
        )
    )


def _named(d: Draft, routine: str) -> tuple[str, float | None]:
    """The plan's break that a routine started by hand stands for, if there is one."""
    one = next((one for one in d.plan.breaks if one.routine == (routine or AUTO)), None)
    return (one.name, one.lasts_s) if one else ("", None)


def answer_done(d: Draft) -> None:
    """ "I took it": the running break, the open or snoozed offer, or the last one that went unanswered."""
    _final(d, Outcome.TAKEN, SAID_BY_HAND)


def answer_skip(d: Draft) -> None:
    """The person skips the break: the running one, the open offer, or the latest one."""
    _final(d, Outcome.SKIPPED, "")


def _final(d: Draft, outcome: Outcome, note: str) -> None:
    if d.state.running is not None:
        running = d.state.running
        d.do(ClosePlayer(running.uid, outcome))
        finish(d, outcome=outcome, seconds=d.at - running.since, exercises=(), note=note)
    elif d.state.offer is not None:
        d.decide(d.state.offer.name, outcome.value, note or N_("you said so"))
        close(d, outcome, note)
    elif (ended := answerable_end(d)) is not None:
        write_row(d, ended, outcome, note=note)
        d.decide(ended.name, outcome.value, note or N_("you said so afterwards"))
        d.change(ended=None)
        if outcome is Outcome.TAKEN:
            eased.ended(d, outcome)
        else:
            eased.answered(d)
        settle_clocks(d, outcome, (ended.name,), ended.routine)


def answerable_end(d: Draft) -> Ended | None:
    """The last offer, if it went unanswered not long ago."""
    ended = d.state.ended
    return ended if ended is not None and d.at - ended.shown_at < STILL_ANSWERABLE_S else None
