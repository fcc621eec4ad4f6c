"""The coming break before it is offered: put off by a while, or skipped."""

from __future__ import annotations

from deskbreak.core.coming import Coming, comings
from deskbreak.core.draft import Draft
from deskbreak.core.events import Outcome
from deskbreak.core.notes import BEFORE_IT_CAME
from deskbreak.core.plan import Plan
from deskbreak.core.rows import write_unoffered
from deskbreak.core.state import State
from deskbreak.sentences import N_, english

KEPT_S = 2 * 86400.0  # a fixed time that was passed over is remembered so long


def coming_break(state: State, plan: Plan, at: float) -> Coming | None:
    """The break that waits for a good moment, else the one that falls due next; None outside the hours."""
    if state.due:
        return Coming(at, state.due[0].name)
    return min(comings(state, plan, at), key=lambda one: one.at, default=None)


def refusal_reason(state: State, plan: Plan, at: float) -> str:
    """Why there is no coming break to put off or skip, as a sentence; "" when there is one."""
    if state.running is not None:
        return N_("a routine is running; end it with skip or done")
    if coming_break(state, plan, at) is None:
        return N_("no break is coming: outside the hours, and while you are away, nothing is counted")
    return ""


def put_off(d: Draft, for_s: float | None) -> None:
    """The coming break falls due so much later."""
    coming = coming_break(d.state, d.plan, d.at)
    if coming is None:
        return
    length = d.plan.snooze.choices_s[0] if for_s is None else for_s
    until = max(coming.at, d.at) + length
    _pass_over(d, coming)
    d.change(put_off=(*_others(d, coming.name), (coming.name, until)))
    how_long = english("for {minutes:d} min", minutes=round(length / 60))
    d.decide(coming.name, N_("put off"), f"{how_long}; {N_('you said so before it came')}")


def skip_next(d: Draft) -> None:
    """The coming break does not come; a sitting one waits a whole interval again."""
    coming = coming_break(d.state, d.plan, d.at)
    one = d.find(coming.name) if coming is not None else None
    if coming is None or one is None:
        return
    _pass_over(d, coming)
    d.change(put_off=_others(d, coming.name))
    if one.every_s:
        d.restart((one.name,))
    write_unoffered(d, one.name, Outcome.SKIPPED, BEFORE_IT_CAME)
    d.decide(one.name, Outcome.SKIPPED.value, BEFORE_IT_CAME)


def over(d: Draft, name: str) -> None:
    """The break falls due now: it is put off no more."""
    if d.state.put_off_until(name):
        d.change(put_off=_others(d, name))


def _pass_over(d: Draft, coming: Coming) -> None:
    """What is due is so no more, and this fixed time does not come."""
    d.change(due=tuple(due for due in d.state.due if due.name != coming.name))
    one = d.find(coming.name)
    if one is not None and one.at and coming.at > d.at:
        kept = tuple(passed for passed in d.state.passed_over if passed[1] > d.at - KEPT_S)
        d.change(passed_over=(*kept, (coming.name, coming.at)))


def _others(d: Draft, name: str) -> tuple[tuple[str, float], ...]:
    return tuple(entry for entry in d.state.put_off if entry[0] != name and entry[1] > d.at - KEPT_S)
