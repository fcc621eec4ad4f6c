"""The rules that hold at any time, in the order that `machine` names."""

from __future__ import annotations

from deskbreak.core import clocks, offers, put_off
from deskbreak.core.coming import comings, in_call, working
from deskbreak.core.draft import Draft
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
from deskbreak.core.state import Due
from deskbreak.core.wakes import CALL_AGAIN_S, DAY_S

LATE_S = 90.0  # a fixed time noticed later than this was slept through or held
OLDEST_FIXED_S = 7 * DAY_S


def apply_rules(d: Draft) -> None:
    """Everything that follows from the time and the state as they are now."""
    give_up_asking(d)
    hour_edges(d)
    _ran_out(d)
    offers.heal_running(d)
    _grew_long(d)
    look_after(d)
    _fell_due(d)
    good_moment(d)
    heads_up(d)


# -- hours and orders ----------------------------------------------------------------------------------


def _ran_out(d: Draft) -> None:
    if _over(d.s.pause_until, d.at):
        d.set(pause_until=None)
        d.decide("", "resumed", "the pause is over")
    if _over(d.s.meeting_until, d.at):
        d.set(meeting_until=None)
        d.decide("", "meeting over", "its time is up")
    if _over(d.s.standing_until, d.at):
        d.set(standing_until=None)
        d.decide("", "sitting", "the time standing is up")
    if _over(d.s.work_until, d.at):
        d.set(work_until=None)
    if d.s.meetings and d.s.meetings[0][1] <= d.at:
        d.set(meetings=tuple(m for m in d.s.meetings if m[1] > d.at))


def _over(until: float | None, at: float) -> bool:
    return until is not None and at >= until


# -- absences ------------------------------------------------------------------------------------------


def _grew_long(d: Draft) -> None:
    """Stillness or a lock that is long by now is an absence, unless a call or a film explains it."""
    s = d.s
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
    elif in_call(d.s, d.at) and d.s.in_hours and may_ask(d.s, d.at, CALL_AGAIN_S):
        ask(d)  # does the call go on?


def _is_long(d: Draft, since: float) -> bool:
    return d.at - since >= d.plan.away.counts_as_break_s - EPSILON_S


def _explained(d: Draft) -> bool:
    """Whether stillness is no absence; the probes are asked first if their last answer is old."""
    if not working(d.s, d.plan, d.at):
        return False
    if d.s.busy_asked is not None:
        return True
    if may_ask(d.s, d.at, ANSWER_HOLDS_S):
        ask(d)
        return True
    return in_call(d.s, d.at)


# -- falling due ---------------------------------------------------------------------------------------


def _fell_due(d: Draft) -> None:
    for one in d.plan.breaks:
        if one.at:
            _fixed_due(d, one.name)
    d.set(fixed_seen=max(d.s.fixed_seen, d.at))
    if not d.s.in_hours or d.s.running is not None:
        return
    for coming in list(comings(d.s, d.plan, d.at)):
        found = d.find(coming.name)
        if coming.at <= d.at + EPSILON_S and found is not None and found.every_s:
            put_off.over(d, coming.name)
            d.set(due=(*d.s.due, Due(coming.name, d.at, early=coming.early)))


def _fixed_due(d: Draft, name: str) -> None:
    one = d.find(name)
    if one is None:
        return
    after = max(d.s.fixed_seen, d.at - OLDEST_FIXED_S)
    times = [when for when in fixed_times(d.plan, one, after, d.at) if (name, when) not in d.s.passed_over]
    back = d.s.put_off_until(name)
    if 0 < back <= d.at + EPSILON_S:
        times.append(back)
        put_off.over(d, name)
    if not times or (name, local_day(d.plan, times[-1]).toordinal()) in d.s.skipped_days:
        return
    offer = d.s.offer
    if name in {due.name for due in d.s.due} or (offer is not None and name in (offer.name, *offer.with_)):
        return
    due = Due(name, d.at, fixed=True, catch_up=d.at - times[-1] > LATE_S)
    if d.s.in_hours and _still_today(d, times[-1]):
        d.set(due=(*d.s.due, due))
    else:
        suppress(d, due)


def _still_today(d: Draft, when: float) -> bool:
    """Whether a time slept through is of the same day or the same shift; older ones are only written down."""
    span = span_at(d.plan, d.at)
    return local_day(d.plan, when) == local_day(d.plan, d.at) or (span is not None and span[0] <= when)
