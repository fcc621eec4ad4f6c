"""What lies ahead: when each break falls due if the person goes on as now, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.hours import local_day, next_fixed, span_at
from deskbreak.core.plan import Break, Plan, Span
from deskbreak.core.state import State
from deskbreak.sentences import N_
from deskbreak.values import dataclass

GAP_SHARE = 0.6  # so much of the interval must be sat before a break is brought forward (our own choice)
WAITS_FOR_FIXED_S = 900.0  # a break that falls due this soon before a fixed one waits for it (our own choice)
GAP_LEAD_S = 60.0  # to be back at the desk before the meeting begins
BUSY_HOLDS_S = 360.0  # longer than the probes are ever left unasked while it matters


@dataclass(frozen=True, slots=True)
class Coming:
    """A break's next due time; `early` where it is brought forward to before a meeting."""

    at: float
    name: str
    early: bool = False
    due: float = 0.0  # when enough is sat
    with_fixed: bool = False  # it waits for a fixed break


def working(state: State, plan: Plan, at: float) -> bool:
    """Return True if breaks are offered at all: work hours, or overtime."""
    if state.work_until is not None and at < state.work_until:
        return True
    return span_at(plan, at) is not None


def span_now(state: State, plan: Plan, at: float) -> Span | None:
    """The working time that `at` is in, overtime included."""
    found = span_at(plan, at)
    if state.work_until is None or at >= state.work_until:
        return found
    return (found[0], max(found[1], state.work_until)) if found else (at, state.work_until)


def meeting_now(state: State, at: float) -> tuple[float, float] | None:
    """The meeting that runs at `at`: one that the person named, or one of a calendar."""
    if state.meeting_until is not None and at < state.meeting_until:
        return at, state.meeting_until
    return next(((start, end) for start, end in state.meetings if start <= at < end), None)


def busy_now(state: State, at: float) -> frozenset[str]:
    """What the probes reported; an old answer says nothing about now."""
    reported_at = state.busy_at
    return state.busy if reported_at is not None and at < reported_at + BUSY_HOLDS_S else frozenset()


def holds(state: State, plan: Plan, at: float) -> tuple[str, ...]:
    """Every reason why no break may be offered now, sorted."""
    found = set(busy_now(state, at))
    if state.pause_until is not None and at < state.pause_until:
        found.add(N_("paused"))
    if meeting_now(state, at) is not None:
        found.add(N_("meeting"))
    if state.locked_since is not None:
        found.add(N_("locked"))
    if not working(state, plan, at):
        found.add(N_("off-hours"))
    return tuple(sorted(found))


def counts(state: State, plan: Plan, at: float) -> bool:
    """Return True if the sitting clock runs."""
    away = state.away_since is not None or state.locked_since is not None
    return not away and not standing(state, at) and state.running is None and working(state, plan, at)


def standing(state: State, at: float) -> bool:
    """Return True while the person said that they stand."""
    return state.standing_until is not None and at < state.standing_until


def in_call(state: State, at: float) -> bool:
    """Return True if stillness is expected: a call, a film, a meeting. Do-not-disturb alone says nothing of that."""
    return (
        bool(busy_now(state, at) - {N_("do-not-disturb"), N_("app"), N_("command")})
        or meeting_now(state, at) is not None
    )


def interval_s(state: State, one: Break) -> float:
    """How much is sat before this break: as the settings say, or more while offers are eased off."""
    every_s = one.every_s or 0.0
    return max(every_s, state.easing.at_least_s) if one.wants_answer else every_s


def skipped(state: State, plan: Plan, name: str, at: float) -> bool:
    """Return True if the break is skipped on the local day of `at` (epoch seconds)."""
    return (name, local_day(plan, at).toordinal()) in state.skipped_days


def comings(state: State, plan: Plan, at: float) -> Iterator[Coming]:
    """Each break's next due time, as far as it is known now; those that wait already are left out."""
    taken = waiting_names(state)
    for one in plan.breaks:
        if one.name in taken:
            continue
        when = _sitting(state, plan, one, at) if one.every_s else _fixed(state, plan, one, at)
        if when is not None:
            yield when


def waiting_names(state: State) -> frozenset[str]:
    """The breaks that are due or offered already."""
    names = {due.name for due in state.due}
    if state.offer is not None:
        names |= {state.offer.name, *state.offer.with_}
    return frozenset(names)


def _fixed(state: State, plan: Plan, one: Break, at: float) -> Coming | None:
    """The next of its times that is not left out, or the moment that one was put off to."""
    when = fixed_ahead(state, plan, one, max(state.fixed_seen, at))
    put_off = state.put_off_until(one.name)
    ahead = [moment for moment in (when, put_off if put_off > at else None) if moment is not None]
    return Coming(min(ahead), one.name) if ahead else None


def fixed_ahead(state: State, plan: Plan, one: Break, after: float) -> float | None:
    """The break's next fixed time that is neither left out for the day nor passed over."""
    when = next_fixed(plan, one, after)
    while when is not None and is_left_out(state, plan, one.name, when):
        when = next_fixed(plan, one, when)
    return when


def is_left_out(state: State, plan: Plan, name: str, when: float) -> bool:
    """Return True if the break due at `when` (epoch seconds) is skipped, that day or that once."""
    return skipped(state, plan, name, when) or (name, when) in state.passed_over


def _sitting(state: State, plan: Plan, one: Break, at: float) -> Coming | None:
    """While the clock runs: now plus what is missing, if that lies within today's hours."""
    if not counts(state, plan, at) or skipped(state, plan, one.name, at):
        return None
    if local_day(plan, at).weekday() not in one.days:
        return None
    now = span_now(state, plan, at)
    missing = max(interval_s(state, one) - state.sat_for(one.name), 0.0)
    return None if now is None else due_within(state, plan, one, work=(at, now[1]), missing=missing)


def due_within(state: State, plan: Plan, one: Break, *, work: Span, missing: float) -> Coming | None:
    """When it falls due in a stretch of work that lacks `missing` seconds of sitting at its start, if it does."""
    start, end = work
    due = max(start + missing, state.put_off_until(one.name) or start)
    if due >= end or due + one.takes_s > end:
        return None
    fixed = _fixed_soon(state, plan, one, due)
    if fixed is not None:
        return Coming(fixed, one.name, due=due, with_fixed=True)
    return _before_meeting(state, one, start, due)


def _fixed_soon(state: State, plan: Plan, one: Break, due: float) -> float | None:
    """The time of a fixed movement break that comes so soon after `due` that one offer serves both."""
    if not one.moves:
        return None
    soon = [
        when
        for other in plan.breaks
        if other.at and other.moves
        for when in [fixed_ahead(state, plan, other, max(due - 1.0, state.fixed_seen))]
        if when is not None and when < due + WAITS_FOR_FIXED_S
    ]
    return min(soon, default=None)


def _before_meeting(state: State, one: Break, at: float, due: float) -> Coming:
    """A break that would fall into a meeting comes in the gap before, if enough is sat by then."""
    meeting = next((m for m in state.meetings if m[0] <= due < m[1]), None)
    if meeting is None:
        return Coming(due, one.name, due=due)
    gap = meeting[0] - one.takes_s - GAP_LEAD_S
    enough = due - interval_s(state, one) * (1 - GAP_SHARE)
    early = max(gap, at)
    if early + GAP_LEAD_S < meeting[0] and early >= enough:
        return Coming(early, one.name, early=True, due=due)
    return Coming(due, one.name, due=due)
