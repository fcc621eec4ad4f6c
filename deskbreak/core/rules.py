"""The rules that hold at any time, in the order `machine` names, and when time alone makes the next one act."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core import clocks, offers
from deskbreak.core.coming import comings, holds, in_call, working
from deskbreak.core.draft import Draft
from deskbreak.core.events import AskBusy, HeadsUp, Outcome, Record
from deskbreak.core.hours import fixed_times, local_day, next_edge
from deskbreak.core.plan import Plan
from deskbreak.core.state import FOREVER, Due, State

DAY_S = 86400.0
ANSWER_WITHIN_S = 3.0  # probes that say nothing for so long hold nothing back
ANSWER_HOLDS_S = 20.0  # an answer of the probes is good for so long
ASK_AGAIN_S = 60.0  # while a probe holds an offer back
CALL_AGAIN_S = 300.0  # while somebody sits still in a call
LATE_S = 90.0  # a fixed time noticed later than this was slept through or held
OLDEST_FIXED_S = 2 * DAY_S
TINY_S = 0.01


def apply_rules(d: Draft) -> None:
    """Everything that follows from the time and the state as they are now."""
    _edges(d)
    _ran_out(d)
    _grew_long(d)
    offers.heal_running(d)
    offers.look_after(d)
    _fell_due(d)
    _good_moment(d)
    _heads_up(d)


# -- hours and orders ----------------------------------------------------------------------------------


def _edges(d: Draft) -> None:
    now = working(d.s, d.plan, d.at)
    if now == d.s.in_hours:
        return
    d.set(in_hours=now)
    if now:
        _begin(d)
    else:
        _end(d)


def _begin(d: Draft) -> None:
    """Work begins. A gap that is long enough was a break."""
    off_s = d.at - d.s.off_since if d.s.off_since is not None else None
    d.decide("", "hours", "work begins")
    if off_s is None or off_s >= d.plan.away.counts_as_break_s:
        if off_s is not None and d.s.sat_s > 0:
            d.decide("", "natural", f"{round(off_s / 60)} min between work hours, which counts as a break")
        d.set(debt_s=0.0)
        d.rested()
    d.set(off_since=None, absence=None)


def _end(d: Draft) -> None:
    """Work ends: nothing stays open, and what waited is written down once."""
    clocks.end_stretch(d, d.at)
    d.decide("", "hours", "work ends")
    d.set(off_since=d.at)
    if d.s.offer is not None:
        offer = d.s.offer
        outcome = Outcome.SUPPRESSED if offer.held or offer.snooze_until is not None else Outcome.MISSED
        d.decide(offer.name, outcome.value, "work hours ended")
        offers.close(d, outcome, "work hours ended")
    for due in d.s.due:
        _suppress(d, due)
    d.set(due=(), held_for=(), busy=frozenset(), busy_asked=None)


def _suppress(d: Draft, due: Due) -> None:
    why = (
        f"held back ({', '.join(d.s.held_for)}) until work hours ended"
        if d.s.held_for
        else "work hours ended"
    )
    one = d.find(due.name)
    d.decide(due.name, "suppressed", why)
    d.do(Record(d.at, due.name, one.routine if one else "", Outcome.SUPPRESSED, note=why))
    d.restart((due.name,))


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
    if d.s.away_since is not None or d.s.running is not None:
        return
    long_s = d.plan.away.counts_as_break_s
    if d.s.locked_since is not None and d.at - d.s.locked_since >= long_s - TINY_S:
        clocks.go_away(d, d.s.locked_since)
    elif d.s.idle_since is not None and d.at - d.s.idle_since >= long_s - TINY_S:
        if not in_call(d.s, d.at):
            clocks.go_away(d, d.s.idle_since)
        elif _ask_again(d.s, d.at, CALL_AGAIN_S):
            _ask(d)


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
        if coming.at <= d.at + TINY_S and found is not None and found.every_s:
            d.set(due=(*d.s.due, Due(coming.name, d.at, early=coming.early)))


def _fixed_due(d: Draft, name: str) -> None:
    one = d.find(name)
    if one is None:
        return
    after = max(d.s.fixed_seen, d.at - OLDEST_FIXED_S)
    times = list(fixed_times(d.plan, one, after, d.at))
    if not times or (name, local_day(d.plan, times[-1]).toordinal()) in d.s.skipped_days:
        return
    offer = d.s.offer
    if name in {due.name for due in d.s.due} or (offer is not None and name in (offer.name, *offer.with_)):
        return
    due = Due(name, d.at, fixed=True, catch_up=d.at - times[-1] > LATE_S)
    if d.s.in_hours:
        d.set(due=(*d.s.due, due))
    else:
        _suppress(d, due)


# -- the good moment -----------------------------------------------------------------------------------


def _good_moment(d: Draft) -> None:
    """Offer what is due, unless something holds it back or the person types."""
    free = d.s.offer is None and d.s.running is None and d.s.away_since is None
    if not d.s.due or not free or not d.s.in_hours:
        return
    if _waits_for_probes(d):
        return
    reasons = holds(d.s, d.plan, d.at)
    if reasons:
        _hold(d, reasons)
    elif not _types(d):
        offers.make_offer(d)


def _waits_for_probes(d: Draft) -> bool:
    """Ask the probes first; their silence is no reason to wait longer."""
    if d.s.busy_asked is not None:
        if d.at < d.s.busy_asked + ANSWER_WITHIN_S:
            return True
        d.set(busy_asked=None, busy=frozenset(), busy_at=d.at)
        return False
    if set(holds(d.s, d.plan, d.at)) - d.s.busy:
        return False  # held anyway: asking would change nothing
    if not _ask_again(d.s, d.at, ASK_AGAIN_S if d.s.busy else ANSWER_HOLDS_S):
        return False
    _ask(d)
    return True


def _ask_again(s: State, at: float, after_s: float) -> bool:
    return s.busy_asked is None and (s.busy_at is None or at >= s.busy_at + after_s - TINY_S)


def _ask(d: Draft) -> None:
    d.set(busy_asked=d.at)
    d.do(AskBusy())


def _hold(d: Draft, reasons: tuple[str, ...]) -> None:
    d.set(due=tuple(_late(due) for due in d.s.due))
    if reasons != d.s.held_for:
        d.set(held_for=reasons)
        for due in d.s.due:
            d.decide(due.name, "held", ", ".join(reasons))


def _late(due: Due) -> Due:
    return due if due.catch_up else Due(due.name, due.since, due.fixed, catch_up=True, early=due.early)


def _types(d: Draft) -> bool:
    """Whether to wait for a pause in typing; not for ever."""
    if _pause_at(d.s, d.plan, d.at) <= d.at + TINY_S:
        return False
    if not d.s.waiting_told:
        d.set(waiting_told=True)
        d.decide(d.s.due[0].name, "waiting", "for a pause in typing")
    return True


def _pause_at(s: State, plan: Plan, at: float) -> float:
    """The earliest moment that is good if nothing else happens."""
    rules = plan.offer
    if not s.idle_known or rules.wait_for_pause_s <= 0 or not s.due:
        return at
    cap = min(due.since for due in s.due) + rules.wait_at_most_s
    return cap if s.idle_since is None else min(cap, max(s.idle_since + rules.wait_for_pause_s, at))


def waiting(s: State, plan: Plan, at: float) -> str:
    """What a due break waits for, in words; "" when nothing is due or it is held."""
    if not s.due or s.offer is not None or s.running is not None or holds(s, plan, at):
        return ""
    return "waiting for a pause" if s.waiting_told else ""


def _heads_up(d: Draft) -> None:
    if d.s.offer is not None or d.s.due or d.plan.offer.heads_up_s <= 0 or holds(d.s, d.plan, d.at):
        return
    coming = min(comings(d.s, d.plan, d.at), key=lambda one: one.at, default=None)
    if coming is None or coming.at - d.at > d.plan.offer.heads_up_s + TINY_S:
        return
    if abs(coming.at - d.s.heads_up_for) > 1.0:
        d.set(heads_up_for=coming.at)
        d.do(HeadsUp(coming.name, coming.at))


# -- the next wake -------------------------------------------------------------------------------------


def in_time(s: State, plan: Plan, at: float) -> float:
    """The earliest instant after `at` at which one of the rules above acts by itself."""
    ahead = (when for when in _moments(s, plan, at) if when > at + TINY_S / 2)
    return min(ahead, default=at + DAY_S)


def _moments(s: State, plan: Plan, at: float) -> Iterator[float]:
    yield at + DAY_S
    edge = next_edge(plan, at)
    if edge is not None:
        yield edge
    for until in (s.pause_until, s.meeting_until, s.standing_until, s.work_until):
        if until is not None and until < FOREVER:
            yield until
    for start, end in s.meetings[:4]:
        yield start
        yield end
    if s.running is not None:
        yield offers.heal_at(s.running)
    yield from _absence_moments(s, plan)
    yield from _offer_moments(s, plan)
    yield from _due_moments(s, plan, at)


def _absence_moments(s: State, plan: Plan) -> Iterator[float]:
    if s.away_since is not None:
        return
    for since in (s.locked_since, s.idle_since):
        if since is not None:
            yield since + plan.away.counts_as_break_s
    if s.idle_since is not None and s.busy_at is not None:
        yield s.busy_at + CALL_AGAIN_S


def _offer_moments(s: State, plan: Plan) -> Iterator[float]:
    if s.offer is not None:
        yield s.offer.snooze_until or s.offer.shown_at + plan.offer.repeat_every_s


def _due_moments(s: State, plan: Plan, at: float) -> Iterator[float]:
    for coming in comings(s, plan, at):
        yield coming.at
        yield coming.at - plan.offer.heads_up_s
    if not s.due or s.offer is not None:
        return
    if s.busy_asked is not None:
        yield s.busy_asked + ANSWER_WITHIN_S
    elif s.busy_at is not None:
        yield s.busy_at + (ASK_AGAIN_S if s.busy else ANSWER_HOLDS_S)
    yield _pause_at(s, plan, at)
