"""Time goes by: sitting is counted, sleep and set clocks are told apart, absences begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.absence import Length, after_absence, length
from deskbreak.core.coming import counts, in_call
from deskbreak.core.draft import Draft
from deskbreak.core.durations import roughly
from deskbreak.core.edges import hour_edges, note_absence
from deskbreak.core.effects import Sat, TakeBack, WelcomeBack
from deskbreak.core.events import ClockSet, Event, Slept
from deskbreak.core.hours import next_edge, span_at, work_within
from deskbreak.core.offers import leave_desk
from deskbreak.core.running import sleep_in_a_routine
from deskbreak.core.state import Absence, moved
from deskbreak.core.wakes import DAY_S
from deskbreak.sentences import N_, english
from deskbreak.values import replace

JUMP_S = 30.0  # clocks that disagree by more: the machine slept, or the wall clock was set
MAX_EDGES = 400  # of one gap between two events; a year away has fewer than matter


def advance(d: Draft, event: Event) -> None:
    """Bring the clocks from the last event to this one, through every edge of work hours between."""
    real_s = _ahead_s(d, event)
    slept = _time_asleep(d, event, real_s)
    if d.state.running is not None or in_call(d.state, d.state.at):
        d.change(excused=event.at - slept)
    _awake(d, event.at - slept)
    if slept > 0:
        _asleep(d, event.at - slept, event.at)
        sleep_in_a_routine(d, min(slept, real_s))
    d.at = event.at
    d.change(at=event.at, mono=event.mono)


def _awake(d: Draft, until: float) -> None:
    for edge in _edges_before(d, until):
        _sit(d, edge)
        _pass(d, edge)
    _sit(d, until)


def _asleep(d: Draft, since: float, until: float) -> None:
    """The machine slept or was off; one absence, whatever edges of work hours it went over."""
    d.end_stretch(since)
    d.at = since
    alone = d.state.away_since is None and d.state.locked_since is None
    long = length(until - since, d.plan.away) is Length.LONG
    if alone and long:
        go_away(d, since, until - since)
    for edge in _edges_before(d, until):
        _pass(d, edge)
    d.at = until
    if alone and long:
        come_back(d)
    elif alone:
        d.map_clocks(lambda sat: after_absence(sat, until - since, d.plan.away))


def _pass(d: Draft, edge: float) -> None:
    d.at = edge
    d.change(at=edge)
    hour_edges(d)


def _edges_before(d: Draft, until: float) -> Iterator[float]:
    """The instants before `until` at which working begins or ends, overtime included."""
    at = d.state.at
    for _ in range(MAX_EDGES):
        ahead = [
            when for when in (next_edge(d.plan, at), d.state.work_until) if when is not None and when > at
        ]
        at = min(ahead, default=until)
        if at >= until:
            return
        yield at


def _ahead_s(d: Draft, event: Event) -> float:
    """How much further than the steady clock the wall clock went since the last event; so long the machine slept.

    Another boot begins the steady clock again. While only the daemon was away its player went on playing.
    """
    return event.at - d.state.at - max(event.mono - d.state.mono, 0.0)


def _time_asleep(d: Draft, event: Event, ahead_s: float) -> float:
    """How much of the time since the last event was sleep; a clock that was set is made good here."""
    if isinstance(event, Slept):
        reported = event.wall_s - event.mono_s if event.wall_s > 0 else ahead_s
        return min(max(reported, 0.0), max(event.at - d.state.at, 0.0))
    rebooted = event.mono < d.state.mono
    if ahead_s < -JUMP_S:
        _set_clock(d, ahead_s, english("the clock was set back by {length}", length=roughly(-ahead_s)))
        return 0.0
    if isinstance(event, ClockSet) and not rebooted and ahead_s > JUMP_S:
        _set_clock(d, ahead_s, english("the clock was set forward by {length}", length=roughly(ahead_s)))
        return 0.0
    return max(ahead_s, 0.0) if rebooted or ahead_s > JUMP_S else 0.0


def _set_clock(d: Draft, by: float, said: str) -> None:
    """The wall clock was set by so much, as `said`; lengths of time stay what they are."""
    d.decide("", N_("clock"), f"{said}; {N_('what was sat so far is kept')}")
    seen = d.state.fixed_seen
    d.state = moved(d.state, by)
    # Fixed times are about the wall clock: what was dealt with stays so, what was jumped over is not due.
    # A clock that was far ahead until now must not silence them until it gets there again.
    d.change(
        heads_up_for=0.0,
        fixed_seen=seen + by if seen > d.state.at + DAY_S else max(seen, d.state.at),
    )


def _sit(d: Draft, until: float) -> None:
    """Count the sitting up to `until`; no edge of work hours lies between."""
    start = d.state.at
    if d.state.standing_until is not None and start < d.state.standing_until < until:
        start = d.state.standing_until
    if not counts(d.state, d.plan, start):
        d.end_stretch(d.state.at)
        return
    if until <= start:
        return
    if d.state.sitting_since is None:
        d.change(sitting_since=start)
    d.map_clocks(lambda sat: sat + until - start)


# -- absences ------------------------------------------------------------------------------------------------


def unlocked(d: Draft, since: float) -> None:
    """A lock is over that was not long: the table says what it did."""
    away = d.at - since
    d.map_clocks(lambda sat: after_absence(sat, away, d.plan.away))


def go_away(d: Draft, since: float, away_s: float | None = None) -> None:
    """The absence is long already: the clocks go to zero, and an open offer counts as followed."""
    span = span_at(d.plan, d.at)
    since = since if span is None else max(since, span[0])  # time before work is no absence
    counted = 0.0
    if d.state.sitting_since is not None:
        since = max(since, d.state.sitting_since)
        counted = work_within(d.plan, since, d.at)
        d.end_stretch(since)
    sat_s = max(d.state.sat_s - counted, 0.0)
    sat = tuple((name, max(was - counted, 0.0)) for name, was in d.state.sat)
    d.change(absences=d.state.absences + 1)
    uid = f"away-{round(since)}-{d.state.absences}"
    noted = leave_desk(d, uid, d.at - since if away_s is None else away_s)
    noted = noted or d.state.running is not None
    before = Absence(since, since, sat_s=sat_s, sat=sat, noted=noted, uid=uid)
    d.rested()
    d.change(away_since=since, away_before=before)


def come_back(d: Draft) -> None:
    """The person sits down again after a long absence."""
    before, since = d.state.away_before, d.state.away_since
    note_absence(d)
    d.change(away_since=None, away_before=None)
    if before is None or since is None or length(d.at - since, d.plan.away) is not Length.LONG:
        return
    d.do(WelcomeBack(d.at - since))
    d.change(absence=replace(before, until=d.at), before="absence", before_at=d.at)


def give_back(d: Draft) -> None:
    """ "I was sitting": the absence was none, and all of it counts."""
    absence = d.state.absence
    if absence is None:
        return
    length_s = work_within(d.plan, absence.since, absence.until)
    was = dict(absence.sat)
    clocks = tuple((name, sat + was.get(name, 0.0) + length_s) for name, sat in d.state.sat)
    d.change(sat_s=d.state.sat_s + absence.sat_s + length_s, sat=clocks, absence=None)
    if absence.uid:  # an absence from before work hours began has no row
        d.do(TakeBack(absence.uid))
    d.do(Sat(absence.since, absence.until))
    d.decide("", N_("given back"), N_("you were sitting all the while"))
