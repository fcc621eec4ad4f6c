"""Time goes by: sitting is counted, sleep and set clocks are told apart, absences begin and end."""

from __future__ import annotations

from dataclasses import replace

from deskbreak.core.absence import Length, after_absence, length
from deskbreak.core.coming import counts, span_now
from deskbreak.core.draft import Draft
from deskbreak.core.events import ClockSet, Event, Outcome, Record, Sat, Slept, TakeBack, WelcomeBack
from deskbreak.core.hours import work_within
from deskbreak.core.offers import leave_desk
from deskbreak.core.state import Absence, State

JUMP_S = 30.0  # clocks that disagree by more: the machine slept, or somebody set the wall clock
WORTH_NOTING_S = 300.0  # an absence after less sitting than this is nothing to write down


def advance(d: Draft, event: Event) -> None:
    """Bring the clocks from the last event to this one."""
    slept = _tell_apart(d, event)
    _sit(d, event.at - slept)
    d.set(at=event.at, mono=event.mono)
    if slept > 0 and d.s.away_since is None and d.s.locked_since is None:
        absent(d, event.at - slept, event.at)


def _tell_apart(d: Draft, event: Event) -> float:
    """How much of the time since the last event was sleep; a clock that was set is made good here."""
    wall, steady = event.at - d.s.at, event.mono - d.s.mono
    if isinstance(event, Slept):
        return max(wall, 0.0)
    if isinstance(event, ClockSet) or wall - max(steady, 0.0) < -JUMP_S:
        d.set(**_shifted(d.s, wall - max(steady, 0.0)))
        d.decide("", "clock", "the wall clock was set; what was sat so far is kept")
        return 0.0
    if steady < 0:  # another boot
        return max(wall, 0.0)
    return wall - steady if wall - steady > JUMP_S else 0.0


def _shifted(s: State, by: float) -> dict[str, object]:
    """Every instant that stands for a length of time, moved along with the wall clock."""

    def moved(at: float | None) -> float | None:
        return None if at is None else at + by

    def moved_in(part: object, *names: str) -> object:
        if part is None:
            return None
        return replace(part, **{name: moved(getattr(part, name)) for name in names})  # type: ignore[type-var]

    alone = (
        "sitting_since",
        "idle_since",
        "locked_since",
        "away_since",
        "busy_at",
        "busy_asked",
        "off_since",
    )
    lengths = ("meeting_until", "standing_until")  # said as "45 m"; a pause is mostly said by the clock
    return {
        "at": s.at + by,
        **{name: moved(getattr(s, name)) for name in (*alone, *lengths)},
        "due": tuple(moved_in(one, "since") for one in s.due),
        "offer": moved_in(s.offer, "at", "shown_at", "snooze_until"),
        "running": moved_in(s.running, "since"),
        "ended": moved_in(s.ended, "shown_at"),
        "heads_up_for": 0.0,
        # Fixed times are about the wall clock: what was dealt with stays so, what was jumped over is not due.
        "fixed_seen": max(s.fixed_seen, s.at + by),
    }


def _sit(d: Draft, until: float) -> None:
    """Count the sitting up to `until`."""
    start = d.s.at
    if d.s.standing_until is not None and start < d.s.standing_until < until:
        start = d.s.standing_until
    if until <= start or not counts(d.s, d.plan, start):
        end_stretch(d, d.s.at)
        return
    seconds = work_within(d.plan, start, until)
    if d.s.work_until is not None:
        seconds = max(seconds, min(until, d.s.work_until) - start)
    if d.s.sitting_since is None:
        d.set(sitting_since=start)
    d.map_clocks(lambda sat: sat + seconds)
    span = span_now(d.s, d.plan, start)
    if span is not None and until >= span[1]:
        end_stretch(d, span[1])


def end_stretch(d: Draft, at: float) -> None:
    """Sitting stops here, for the report."""
    if d.s.sitting_since is not None:
        if at - d.s.sitting_since >= 1:
            d.do(Sat(d.s.sitting_since, at))
        d.set(sitting_since=None)


# -- absences ------------------------------------------------------------------------------------------------


def absent(d: Draft, since: float, until: float) -> None:
    """An absence is over whose length is known: locked, asleep, or switched off."""
    away = until - since
    end_stretch(d, since)
    if length(away, d.plan.away) is Length.LONG:
        go_away(d, since)
        come_back(d)
    else:
        d.map_clocks(lambda sat: after_absence(sat, away, d.plan.away))


def go_away(d: Draft, since: float) -> None:
    """The absence is long already: the clocks go to zero, and an open offer counts as followed."""
    counted = 0.0
    if d.s.sitting_since is not None:
        since = max(since, d.s.sitting_since)
        counted = work_within(d.plan, since, d.s.at)
        end_stretch(d, since)
    sat = tuple((name, max(was - counted, 0.0)) for name, was in d.s.sat)
    noted = leave_desk(d, natural_uid(since), d.s.at - since)
    before = Absence(since, since, max(d.s.sat_s - counted, 0.0), sat, noted)
    d.rested()
    d.set(away_since=since, away_before=before)


def come_back(d: Draft) -> None:
    """Somebody sits down again after a long absence."""
    before, since = d.s.away_before, d.s.away_since
    d.set(away_since=None, away_before=None)
    if before is None or since is None:
        return
    away = d.s.at - since
    if not before.noted and before.sat_s >= WORTH_NOTING_S:
        name = max(before.sat, key=lambda one: one[1], default=("", 0.0))[0]
        d.do(Record(d.s.at, name, "", Outcome.NATURAL, away, uid=natural_uid(since)))
        d.decide(name, "natural", f"away for {round(away / 60)} min, which counts as a break")
    d.do(WelcomeBack(away))
    d.set(absence=replace(before, until=d.s.at))


def natural_uid(since: float) -> str:
    """The row of an absence; by it the row is found again when the person was sitting after all."""
    return f"away-{round(since)}"


def give_back(d: Draft) -> None:
    """ "I was sitting": the absence was none, and all of it counts."""
    absence = d.s.absence
    if absence is None:
        return
    length_s = work_within(d.plan, absence.since, absence.until)
    was = dict(absence.sat)
    clocks = tuple((name, sat + was.get(name, 0.0) + length_s) for name, sat in d.s.sat)
    d.set(sat_s=d.s.sat_s + absence.sat_s + length_s, sat=clocks, absence=None)
    d.do(TakeBack(natural_uid(absence.since)))
    d.do(Sat(absence.since, absence.until))
    d.decide("", "given back", "you were sitting all the while")
