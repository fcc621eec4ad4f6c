"""When the next break will be offered: the first due moment in work hours that nothing known holds back.

What falls due in a pause or a meeting is offered when that ends, if work goes on until then; at the end of a stretch
of work hours whatever waits is dropped, and the next stretch begins with nothing sat.
"""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.coming import (
    Coming,
    due_within,
    interval_s,
    is_left_out,
    meeting_now,
    skipped,
    span_now,
    waiting_names,
    working,
)
from deskbreak.core.easing import expired, on_day
from deskbreak.core.hours import LOOK_AHEAD_DAYS, local_day, next_fixed, span_at, spans
from deskbreak.core.plan import Break, Plan, Span
from deskbreak.core.state import FOREVER, State, changed

LOOK_AHEAD_SOON_DAYS = 9  # a week and a weekend: enough nearly always, and quickly looked through
MAX_FIXED = 400  # fixed times that are looked at: a pause may be long


def next_offer(state: State, plan: Plan, at: float) -> Coming | None:
    """The break that is offered next if the person goes on sitting; None where none is in sight."""
    waits = _waiting(state, plan, at)
    if waits is not None:
        return waits
    found = [_first(state, plan, one, at) for one in plan.breaks]
    return min((one for one in found if one is not None), key=lambda one: one.at, default=None)


def _waiting(state: State, plan: Plan, at: float) -> Coming | None:
    """What is open, snoozed or due already, unless work ends before it can be offered."""
    span = span_now(state, plan, at)
    if span is None:
        return None
    if state.offer is not None:
        free = free_from(state, max(state.offer.snooze_until or at, at))
        return Coming(free, state.offer.name) if free < span[1] else None
    takes = {one.name: one.takes_s for one in plan.breaks}
    for due in state.due:
        free = free_from(state, max(at, due.best or at))
        if free < span[1] and (due.fixed or free + takes.get(due.name, 0.0) <= span[1]):
            return Coming(free, due.name)
    return None


def free_from(state: State, at: float) -> float:
    """The first moment from `at` on at which neither a pause nor a meeting whose end is known holds breaks back."""
    while True:
        meeting = meeting_now(state, at)
        ends = (state.pause_until, meeting[1] if meeting is not None else None)
        later = [end for end in ends if end is not None and at < end < FOREVER]
        if not later:
            return at
        at = max(later)


def _first(state: State, plan: Plan, one: Break, at: float) -> Coming | None:
    return _first_fixed(state, plan, one, at) if one.at else _first_sat(state, plan, one, at)


def _first_fixed(state: State, plan: Plan, one: Break, at: float) -> Coming | None:
    """Its first time of day that is still free before the work hours end that it is in."""
    after = max(state.fixed_seen, at)
    put_off = state.put_off_until(one.name)
    if put_off > at:
        return Coming(free_from(state, put_off), one.name)
    for _ in range(MAX_FIXED):
        when = next_fixed(plan, one, after)
        if when is None:
            return None
        span = span_at(plan, when)
        free = free_from(state, when)
        if span is not None and free < span[1] and not is_left_out(state, plan, one.name, when):
            return Coming(free, one.name)
        after = when
    return None


def _first_sat(state: State, plan: Plan, one: Break, at: float) -> Coming | None:
    """In the first working time that is long enough, on a day that has this break and does not leave it out."""
    every_s = interval_s(state, one)
    missing = max(every_s - state.sat_for(one.name), 0.0) if working(state, plan, at) else every_s
    waits = one.name in waiting_names(state)  # here it is too late for it, or it would be the one that waits
    left, ended = every_s, at
    for start, end in _working_times(state, plan, at):
        if start > at:  # a gap between work hours is a break of its own, unless it is very short
            state = _on_the_day(state, plan, start)
            before_s, every_s = every_s, interval_s(state, one)
            left = max(left + every_s - before_s, 0.0)
            missing = left if start - ended < plan.away.counts_as_break_s else every_s
        due = (
            due_within(state, plan, one, work=(start, end), missing=missing)
            if _has_it(state, plan, one, start)
            else None
        )
        dropped = (waits and start <= at) or (one.wants_answer and state.easing.is_full)
        if due is not None and not dropped:
            free = free_from(state, due.at)
            if free < end and free + one.takes_s <= end:
                return Coming(free, one.name)
            dropped = True
        left, ended = every_s if dropped else max(missing - (end - start), 0.0), end
    return None


def _on_the_day(state: State, plan: Plan, start: float) -> State:
    """The state with the counts of offers as they are on a coming day."""
    if not plan.offer.adapt:
        return state
    easing = on_day(expired(state.easing, start), local_day(plan, start).toordinal())
    return changed(state, {"easing": easing}) if easing != state.easing else state


def _has_it(state: State, plan: Plan, one: Break, start: float) -> bool:
    return local_day(plan, start).weekday() in one.days and not skipped(state, plan, one.name, start)


def _working_times(state: State, plan: Plan, at: float) -> Iterator[Span]:
    """The rest of the working time that `at` is in, and those that follow."""
    now = span_now(state, plan, at)
    if now is not None:
        yield at, now[1]
    after, today = at, local_day(plan, at)
    for days in (LOOK_AHEAD_SOON_DAYS, LOOK_AHEAD_DAYS):
        for start, end in spans(plan, today, days):
            if start > after:
                yield start, end
                after = start
