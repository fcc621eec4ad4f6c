"""The rules that hold at any time, in the order that `machine` names."""

from __future__ import annotations

from deskbreak.core import clocks, put_off, running, window
from deskbreak.core.coming import comings, in_call, working
from deskbreak.core.draft import Draft
from deskbreak.core.eased import look_after_easing
from deskbreak.core.edges import hour_edges, suppress
from deskbreak.core.hours import fixed_times, local_day, span_at
from deskbreak.core.moment import (
    ANSWER_HOLDS_S,
    EPSILON_S,
    ask,
    give_up_asking,
    good_moment,
    heads_up,
    look_after,
    may_ask,
)
from deskbreak.core.plan import Break
from deskbreak.core.state import Due
from deskbreak.core.wakes import CALL_AGAIN_S, DAY_S
from deskbreak.sentences import N_

LATE_S = 90.0  # a fixed time noticed later than this was slept through or held
OLDEST_FIXED_S = 7 * DAY_S


def apply_rules(d: Draft) -> None:
    """Everything that follows from the time and the state as they are now."""
    give_up_asking(d)
    hour_edges(d)
    _ran_out(d)
    look_after_easing(d)
    running.recover_running(d)
    _grew_long(d)
    look_after(d)
    window.close_early(d)
    _fell_due(d)
    good_moment(d)
    heads_up(d)


# -- hours and orders ----------------------------------------------------------------------------------


def _ran_out(d: Draft) -> None:
    if _over(d.state.pause_until, d.at):
        d.change(pause_until=None, before="hold", before_at=d.at)
        d.decide("", N_("resumed"), N_("the pause is over"))
    if _over(d.state.meeting_until, d.at):
        d.change(meeting_until=None, before="meeting", before_at=d.at)
        d.decide("", N_("meeting over"), N_("its time is up"))
    if _over(d.state.standing_until, d.at):
        d.change(standing_until=None)
        d.decide("", N_("sitting"), N_("the time standing is up"))
    if _over(d.state.work_until, d.at):
        d.change(work_until=None)
    if d.state.meetings and d.state.meetings[0][1] <= d.at:
        over = max(m[1] for m in d.state.meetings if m[1] <= d.at)
        left = tuple(m for m in d.state.meetings if m[1] > d.at)
        d.change(meetings=left, before="meeting", before_at=over)


def _over(until: float | None, at: float) -> bool:
    return until is not None and at >= until


# -- absences ------------------------------------------------------------------------------------------


def _grew_long(d: Draft) -> None:
    """Stillness or a lock that is long by now is an absence, unless a call or a film explains it."""
    s = d.state
    if s.away_since is not None or s.running is not None:
        return
    if s.locked_since is not None:
        if _is_long(d, s.locked_since):
            clocks.go_away(d, s.locked_since)
    elif s.idle_since is not None:
        _still_since(d, max(s.idle_since, s.excused))


def _still_since(d: Draft, since: float) -> None:
    if _is_long(d, since):
        if not _explained(d):
            clocks.go_away(d, since)
    elif in_call(d.state, d.at) and d.state.in_hours and may_ask(d.state, d.at, CALL_AGAIN_S):
        ask(d)  # does the call go on?


def _is_long(d: Draft, since: float) -> bool:
    return d.at - since >= d.plan.away.counts_as_break_s - EPSILON_S


def _explained(d: Draft) -> bool:
    """Return True if stillness is no absence; the probes are asked first if their last answer is old."""
    if not working(d.state, d.plan, d.at):
        return False
    if d.state.busy_asked is not None:
        return True
    if may_ask(d.state, d.at, ANSWER_HOLDS_S):
        ask(d)
        return True
    return in_call(d.state, d.at)


# -- falling due ---------------------------------------------------------------------------------------


def _fell_due(d: Draft) -> None:
    for one in d.plan.breaks:
        if one.at:
            _fixed_due(d, one)
    d.change(fixed_seen=max(d.state.fixed_seen, d.at))
    for coming in list(comings(d.state, d.plan, d.at)):
        found = d.find(coming.name)
        if found is None or not found.every_s:
            continue
        is_due = coming.at <= d.at + EPSILON_S
        if not is_due and d.plan.learned is None:
            continue
        opens = window.opening(d.state, d.plan, coming, d.at)
        if is_due or (opens.at <= d.at + EPSILON_S and window.is_free(d)):
            put_off.over(d, coming.name)
            since = coming.due if opens.till is not None and coming.early else d.at if is_due else coming.at
            due = Due(coming.name, since, early=coming.early, till=opens.till, moment=opens.moment)
            d.change(due=(*d.state.due, due))


def _fixed_due(d: Draft, one: Break) -> None:
    name = one.name
    after = max(d.state.fixed_seen, d.at - OLDEST_FIXED_S)
    times = [
        when for when in fixed_times(d.plan, one, after, d.at) if (name, when) not in d.state.passed_over
    ]
    back = d.state.put_off_until(name)
    if back and back <= d.at + EPSILON_S:
        times.append(back)
        put_off.over(d, name)
    if not times or (name, local_day(d.plan, times[-1]).toordinal()) in d.state.skipped_days:
        return
    offer = d.state.offer
    if name in {due.name for due in d.state.due} or (
        offer is not None and name in (offer.name, *offer.with_)
    ):
        return
    due = Due(name, d.at, fixed=True, catch_up=d.at - times[-1] > LATE_S)
    if d.state.in_hours and _still_today(d, times[-1]):
        d.change(due=(*d.state.due, due))
    else:
        suppress(d, due)


def _still_today(d: Draft, when: float) -> bool:
    """Return True if a time slept through is of the same day or the same shift; older ones are only written down."""
    span = span_at(d.plan, d.at)
    return local_day(d.plan, when) == local_day(d.plan, d.at) or (span is not None and span[0] <= when)
