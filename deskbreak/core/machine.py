"""The machine: (state, event, plan) in, the next state and what to do out.

From outside, `step` is the only way to another state. Inside a step these files change it, all through the one
`Draft`: `machine` itself, `answers`, `clocks`, `commands`, `eased`, `edges`, `moment`, `offers`, `put_off`, `rows`,
`rules`, `running` and `window`.

It reads no clock and shows nothing. In each step time goes by first, then the event does what it does, if it makes
sense now (`refusals`), then the rules that hold at any time are applied, in this order: the edges of work hours,
states that ran out, the running break, absences that grew long, the open offer, what fell due, and at last whether
this is a good moment to offer it. Where two rules could apply the earlier one wins: outside the hours nothing is
offered, and a hold is stronger than a good moment. docs/phases.md has the table of phases and events.
"""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core import answers, clocks, eased, offers, refusals
from deskbreak.core.coming import counts
from deskbreak.core.commands import apply_command, take_meetings
from deskbreak.core.draft import Draft
from deskbreak.core.effects import Effect
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Chosen,
    Command,
    Event,
    Idle,
    IdleKnown,
    Input,
    Locked,
    MeetingsChanged,
    OfferGone,
    Outcome,
    PlanChanged,
    PlayerReported,
    Slept,
    TakenElsewhere,
)
from deskbreak.core.plan import Plan
from deskbreak.core.rows import take_choice
from deskbreak.core.rules import apply_rules
from deskbreak.core.running import finish, player_failed
from deskbreak.core.state import State, changed
from deskbreak.core.view import phase
from deskbreak.core.wakes import in_time
from deskbreak.sentences import N_

FAILED = ("failed",)
CALLS = frozenset((N_("microphone"), N_("camera"), N_("screen-share")))


def start(at: float, mono: float, plan: Plan) -> State:
    """A fresh state: nothing sat, nothing due, fixed times before now dealt with."""
    return _with_clocks(
        State(at, mono, fixed_seen=at, excused=min(at, 0.0), meetings_over=min(at, 0.0)), plan
    )


def first_events(state: State, at: float, mono: float, *, locked: bool) -> Iterator[Event]:
    """The first events of a daemon that starts from `state`, which may have been saved long ago.

    Nothing watched meanwhile, so that time was not sat. The person who starts the daemon is there, unless the screen
    is `locked`; the desktop will report idleness and locks again.
    """
    if at > state.at:
        yield Slept(at, mono, wall_s=at - state.at)
    yield Locked(at, mono, locked=locked)
    if not locked:
        yield Input(at, mono)
    yield PlanChanged(at, mono)


class IllegalEvent(Exception):
    """An event that makes no sense in the state it came in; the state is as it was."""


def step(state: State, event: Event, plan: Plan, *, strict: bool = False) -> tuple[State, tuple[Effect, ...]]:
    """The state that follows `event`, and what the app should do about it.

    An event that makes no sense now does nothing, and a line for `why` says so; the time that it reports goes by
    all the same. With `strict` it raises IllegalEvent instead: no test should send one without knowing.
    """
    d = _at_time_of(state, event, plan)
    refused = refusals.refusal_reason(d, event)
    if refused and strict:
        raise IllegalEvent(f"{type(event).__name__} in {phase(d.state, plan, d.at)}: {refused}")
    if refused:
        d.decide(d.state.offer.name if d.state.offer is not None else "", N_("refused"), refused)
    else:
        _take(d, event)
    apply_rules(d)
    if not counts(d.state, plan, d.at):
        d.end_stretch(d.at)
    return d.state, tuple(d.effects)


def refusal_reason(state: State, event: Event, plan: Plan) -> str:
    """Why `step` would refuse the event, as a sentence; "" when it would be carried out."""
    return refusals.refusal_reason(_at_time_of(state, event, plan), event)


def _at_time_of(state: State, event: Event, plan: Plan) -> Draft:
    """A draft in which the time up to the event has gone by."""
    d = Draft(state, plan, event.at)
    if len(state.sat) != len([one for one in plan.breaks if one.every_s]):
        d.state = _with_clocks(d.state, plan)
    clocks.advance(d, event)
    return d


def next_wake(state: State, plan: Plan, at: float) -> float:
    """The earliest instant after `at` at which time alone changes something; a day ahead at most."""
    return in_time(state, plan, at)


def _take(d: Draft, event: Event) -> None:
    """What the event itself does."""
    match event:
        case Answered():
            _answer(d, event)
        case Chosen():
            take_choice(d, event)
        case OfferGone(how=how):
            if how in FAILED and d.state.offer is not None:
                d.decide(
                    d.state.offer.name,
                    N_("not shown"),
                    N_("no notification could be shown; tray and commands still answer it"),
                )
        case PlayerReported():
            _player(d, event)
        case Command():
            apply_command(d, event)
        case Idle(for_s=for_s):
            _idle(d, d.at - for_s)
        case Input():
            d.change(idle_since=None)
            if d.state.locked_since is None and d.state.away_since is not None:
                clocks.come_back(d)
        case IdleKnown(known=known):
            d.change(idle_known=known, idle_since=d.state.idle_since if known else None)
        case Locked(locked=locked):
            _lock(d, locked)
        case BusyChanged(reasons=reasons):
            if d.state.busy and not reasons:
                d.change(before="meeting" if d.state.busy & CALLS else "hold", before_at=d.at)
            d.change(busy=reasons, busy_at=d.at, busy_asked=None)
        case MeetingsChanged(meetings=meetings):
            take_meetings(d, meetings)
        case PlanChanged():
            _new_plan(d)
        case TakenElsewhere():
            _elsewhere(d, event)


def _answer(d: Draft, event: Answered) -> None:
    match event.answer:
        case Answer.START:
            answers.start(d)
        case Answer.SNOOZE:
            answers.snooze(d, event.snooze_s)
        case Answer.SKIP:
            answers.answer_skip(d)
        case Answer.DONE:
            answers.answer_done(d)


def _player(d: Draft, event: PlayerReported) -> None:
    if event.report == "finished":
        finish(
            d,
            outcome=event.outcome,
            seconds=event.seconds,
            exercises=event.exercises,
            note=event.note,
            recorded=event.recorded,
        )
    elif event.report == "failed":
        player_failed(d, event.note)


def _idle(d: Draft, since: float) -> None:
    d.change(idle_since=min(since, d.state.idle_since or since))


def _lock(d: Draft, locked: bool) -> None:
    if locked:
        d.change(locked_since=d.state.locked_since or d.at)
        return
    since = d.state.locked_since
    d.change(locked_since=None, idle_since=None)
    if d.state.away_since is not None:
        clocks.come_back(d)
    elif since is not None and d.state.running is None:
        clocks.unlocked(d, since)


def _new_plan(d: Draft) -> None:
    """The settings changed: clocks of breaks that stayed go on, an offer whose break is gone is withdrawn."""
    names = {one.name for one in d.plan.breaks}
    d.state = _with_clocks(d.state, d.plan)
    d.change(due=tuple(due for due in d.state.due if due.name in names))
    offer = d.state.offer
    if offer is not None and offer.name not in names:
        offers.withdraw(d, N_("the settings have no such break any more"))


def _with_clocks(state: State, plan: Plan) -> State:
    """One clock for each sitting break of the plan; a new break begins with what was sat already."""
    known = dict(state.sat)
    made = tuple(
        (one.name, known.get(one.name, min(state.sat_s, one.every_s))) for one in plan.breaks if one.every_s
    )
    return changed(state, {"sat": made})


def _elsewhere(d: Draft, event: TakenElsewhere) -> None:
    """A break taken on another machine, or logged by hand, counts here from when it was taken."""
    if event.when > d.at or d.state.running is not None:
        return
    since = d.at - event.when
    if since >= d.state.sat_s:
        return  # a break here was later
    d.map_clocks(lambda sat: min(sat, since))
    eased.ended(d, Outcome.TAKEN)
    d.change(due=tuple(due for due in d.state.due if due.fixed and due.name != event.break_name))
    d.decide(event.break_name, N_("taken elsewhere"), N_("a break you took otherwise counts"))
    if d.state.offer is not None and event.when >= d.state.offer.at:
        offers.withdraw(d, N_("a break was taken otherwise"))
