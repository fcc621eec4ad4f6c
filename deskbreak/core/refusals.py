"""Which events make no sense now, and why: the one answer for who asks beforehand and for the step itself.

An answer to an offer that is gone, a report of a player that is not the running one, a command for which there
is nothing to do. What the desktop reports of the user (input, locks, sleep, meetings) always makes sense.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskbreak.core import put_off
from deskbreak.core.answers import answerable_end
from deskbreak.core.draft import Draft
from deskbreak.core.easing import Choice
from deskbreak.core.events import (
    Answer,
    Answered,
    Chosen,
    Command,
    CommandKind,
    Event,
    OfferGone,
    PlayerReported,
)
from deskbreak.sentences import N_, english

GONE = N_("this offer is not open any more")
OTHER_PLAYER = N_("this routine is not the one that runs")


def refusal_reason(d: Draft, event: Event) -> str:
    """Why `event` changes nothing but the clocks, as a sentence; "" when it is carried out.

    `d` has been brought forward to the event's time.
    """
    match event:
        case Answered() if not _is_open(d, event.offer):
            return GONE
        case Answered(answer=Answer.SNOOZE):
            return _snoozed_enough(d)
        case Chosen(uid=uid) if uid:
            return _not_running(d, uid)
        case Chosen(offer=offer) | OfferGone(offer=offer) if not _is_open(d, offer):
            return GONE
        case PlayerReported(uid=uid):
            return _not_running(d, uid)
        case Command(kind=kind) if kind in _CHECKS:
            return _CHECKS[kind](d, event)
    return ""


def _is_open(d: Draft, offer: int) -> bool:
    return d.state.offer is not None and d.state.offer.id == offer


def _not_running(d: Draft, uid: str) -> str:
    return OTHER_PLAYER if d.state.running is None or d.state.running.uid != uid else ""


def _snoozed_enough(d: Draft) -> str:
    offer = d.state.offer
    if offer is not None and offer.snoozes >= d.plan.snooze.at_most:
        return N_("this break was snoozed often enough; start it, or skip it")
    return ""


def _start(d: Draft, _command: Command) -> str:
    return N_("a routine is running already") if d.state.running is not None else ""


def _snooze(d: Draft, command: Command) -> str:
    if d.state.offer is not None:
        return _snoozed_enough(d)
    if command.for_s is not None and command.for_s < 0:
        return N_("no break is offered right now; before one comes it is put off by a time, such as 10m")
    return put_off.refusal_reason(d.state, d.plan, d.at)


def _skip_next(d: Draft, _command: Command) -> str:
    return put_off.refusal_reason(d.state, d.plan, d.at)


def _end(d: Draft, _command: Command) -> str:
    if d.state.running or d.state.offer or answerable_end(d):
        return ""
    return N_("nothing to end: no break runs or is offered")


def _sat(d: Draft, _command: Command) -> str:
    return N_("there is no absence to give back") if d.state.absence is None else ""


def _skip_today(d: Draft, command: Command) -> str:
    if d.find(command.name) is not None:
        return ""
    return english('the settings have no break "{name}"', name=command.name)


def _ease(d: Draft, command: Command) -> str:
    if command.name not in tuple(Choice):
        return english("there is no such answer; say one of: {answers}", answers=", ".join(Choice))
    return "" if d.plan.offer.adapt else N_("offers are as the settings say: [offer] adapt is off")


_CHECKS: Mapping[CommandKind, Callable[[Draft, Command], str]] = {
    CommandKind.START: _start,
    CommandKind.SNOOZE: _snooze,
    CommandKind.SKIP: _end,
    CommandKind.DONE: _end,
    CommandKind.SAT: _sat,
    CommandKind.SKIP_NEXT: _skip_next,
    CommandKind.SKIP_TODAY: _skip_today,
    CommandKind.EASE: _ease,
}
