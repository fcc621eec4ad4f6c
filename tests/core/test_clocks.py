"""Time goes by between two events: what is sitting, what was sleep, and where a clock was set."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.clocks import advance
from deskbreak.core.draft import Draft
from deskbreak.core.effects import ClosePlayer, Decided, Effect, Record, Sat, WelcomeBack
from deskbreak.core.events import ClockSet, Event, Outcome, Slept, Tick
from deskbreak.core.plan import Plan
from deskbreak.core.state import Absence, Running, State
from deskbreak.values import replace
from tests.core.office import MOBILITY, PLAN, WATER, at, draft, plan, sat, state

RUNNING = Running("uid", offer=0, name="mobility", routine="auto", lasts_s=180.0, since=at("09:58"))
KEPT = "; what was sat so far is kept"


def after(before: State, event: Event, of: Plan = PLAN) -> Draft:
    d = draft(before, of, event.at)
    advance(d, event)
    assert d.at == event.at
    return d


def goes_by(before: State, wall_s: float, steady_s: float, of: Plan = PLAN) -> Draft:
    return after(before, Tick(before.at + wall_s, before.mono + steady_s), of)


def reported(effects: list[Effect]) -> list[str]:
    """What `why` says, without the moment."""
    return [f"{one.decision}: {one.reason}" for one in effects if isinstance(one, Decided)]


# -- sitting ----------------------------------------------------------------------------------------------------


def test_ten_minutes_at_the_desk_are_on_every_clock() -> None:
    before = state("10:00", sat_s=60.0, sat=(("mobility", 60.0), ("water", 30.0)))
    d = goes_by(before, 600.0, 600.0, plan(MOBILITY, WATER))
    clocks = (("mobility", 660.0), ("water", 630.0))
    assert d.effects == []
    assert d.state == replace(
        before, at=at("10:10"), mono=1600.0, sat_s=660.0, sat=clocks, sitting_since=at("10:00")
    )
    later = goes_by(d.state, 60.0, 60.0)
    assert (later.state.sat_s, later.state.sitting_since) == (720.0, at("10:00"))


def test_no_time_at_all_begins_no_stretch_of_sitting() -> None:
    before = state("10:00")
    assert goes_by(before, 0.0, 0.0).state == before
    back = goes_by(before, -10.0, 0.0).state
    assert back == replace(before, at=at("09:59:50"))


@pytest.mark.parametrize(
    ("until", "counted_min", "since"),
    [("10:10", 20.0, "10:10"), ("10:30", 0.0, None), ("11:00", 0.0, None), ("10:00", 30.0, "10:00")],
)
def test_sitting_begins_where_standing_ends(until: str, counted_min: float, since: str | None) -> None:
    d = goes_by(state("10:00", standing_until=at(until)), 1800.0, 1800.0)
    assert d.state.sat_s == counted_min * 60
    assert d.state.sitting_since == (None if since is None else at(since))


def test_a_stretch_ends_where_the_clock_rests() -> None:
    before = state("10:00", sitting_since=at("09:30"), locked_since=at("10:00"), **sat(1800.0))
    d = goes_by(before, 600.0, 600.0)
    assert d.effects == [Sat(at("09:30"), at("10:00"))]
    assert d.state == replace(before, at=at("10:10"), mono=1600.0, sitting_since=None)


def test_a_late_event_goes_through_every_edge_of_work_hours_on_its_way() -> None:
    d = goes_by(state("12:20"), 80 * 60.0, 80 * 60.0)  # 13:40
    assert d.effects[0] == Sat(at("12:20"), at("12:30"))
    assert [(one.at, one.reason) for one in d.effects if isinstance(one, Decided)] == [
        (at("12:30"), "work ends"),
        (at("13:30"), "work begins"),
        (at("13:30"), "60 min between work hours, which counts as a break"),
    ]
    assert (d.state.sat_s, d.state.sitting_since, d.state.in_hours) == (600.0, at("13:30"), True)


def test_the_edge_that_an_event_falls_on_is_left_for_after_it() -> None:
    d = goes_by(state("12:20"), 600.0, 600.0)
    assert (d.state.in_hours, d.state.sat_s, d.effects) == (True, 600.0, [])


def test_overtime_ends_on_the_way_and_the_next_morning_begins() -> None:
    """From 17:50 to 09:30, awake: overtime went on until 19:00."""
    before = state("17:50", work_until=at("19:00"))
    d = goes_by(before, 15 * 3600.0 + 40 * 60, 15 * 3600.0 + 40 * 60)
    assert [(one.at, one.reason) for one in d.effects if isinstance(one, Decided)] == [
        (at("19:00"), "work ends"),
        (at("09:00", 1), "work begins"),
        (at("09:00", 1), "840 min between work hours, which counts as a break"),
    ]
    assert d.effects[0] == Sat(at("17:50"), at("19:00"))
    assert d.state.sat_s == 1800.0
    over = goes_by(state("17:50", work_until=at("17:40")), 20 * 60.0, 20 * 60.0)
    assert over.state.sat_s == 600.0


# -- sleep ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall_s", "steady_s", "sat_s"),
    [
        (90.0, 60.0, 90.0),  # clocks that disagree by half a minute: no sleep
        (90.5, 60.0, 60.0),
        (89.5, 60.0, 89.5),
        (180.0, 61.0, 61.0),
        (60.0, 60.0, 60.0),
        (60.0, 90.0, 60.0),
    ],
)
def test_clocks_that_disagree_by_more_than_half_a_minute_mean_sleep(
    wall_s: float, steady_s: float, sat_s: float
) -> None:
    d = goes_by(state("10:00"), wall_s, steady_s)
    assert d.state.sat_s == sat_s
    assert (d.state.at, d.state.mono) == (at("10:00") + wall_s, 1000.0 + steady_s)


@pytest.mark.parametrize(
    ("slept_s", "left_s"), [(119.0, 1260.0), (120.0, 1140.0), (299.0, 961.0), (300.0, 0.0)]
)
def test_what_sleep_leaves_on_the_clock(slept_s: float, left_s: float) -> None:
    d = goes_by(state("10:00", **sat(1200.0)), 60.0 + slept_s, 60.0)
    assert (d.state.sat_s, d.state.sat) == (left_s, (("mobility", left_s),))
    assert d.effects[0] == Sat(at("10:00"), at("10:01"))
    assert (d.state.away_since, d.state.sitting_since) == (None, None)


def test_a_long_sleep_is_an_absence_from_its_beginning_to_its_end() -> None:
    d = goes_by(state("10:00", **sat(1200.0)), 660.0, 60.0)
    uid = f"away-{round(at('10:01'))}-1"
    assert d.effects == [
        Sat(at("10:00"), at("10:01")),
        Record(
            at("10:11"),
            break_name="mobility",
            routine="",
            outcome=Outcome.NATURAL,
            seconds=600.0,
            uid=uid,
        ),
        Decided(at("10:11"), "mobility", "natural", "away for 10 min, which counts as a break"),
        WelcomeBack(600.0),
    ]
    gone = Absence(at("10:01"), at("10:11"), sat_s=1260.0, sat=(("mobility", 1260.0),), uid=uid)
    assert d.state == replace(
        state("10:11"),
        mono=1060.0,
        sat=(("mobility", 0.0),),
        absences=1,
        absence=gone,
        before="absence",
        before_at=at("10:11"),
    )


@pytest.mark.parametrize("more", [{"locked_since": at("10:00")}, {"away_since": at("10:00")}])
def test_sleep_within_a_lock_or_an_absence_is_part_of_it(more: dict[str, Any]) -> None:
    before = state("10:00", **sat(1200.0), **more)
    for slept_s in (200.0, 4000.0):
        d = goes_by(before, 60.0 + slept_s, 60.0)
        assert d.state == replace(before, at=before.at + 60.0 + slept_s, mono=1060.0)
        assert d.effects == []


def test_a_sleep_over_lunch_is_one_absence_and_the_afternoon_begins_afresh() -> None:
    """From 12:00 to 14:00: work ended and began again meanwhile."""
    d = goes_by(state("12:00", **sat(1200.0)), 7200.0, 0.0)
    assert reported(d.effects) == [
        "hours: work ends",
        "natural: away for 30 min, which counts as a break",
        "hours: work begins",
    ]
    assert [one.seconds for one in d.effects if isinstance(one, Record)] == [1800.0]
    assert d.effects[-1] == WelcomeBack(1800.0)
    assert (d.state.in_hours, d.state.sat_s, d.state.away_since) == (True, 0.0, None)


def test_a_sleep_that_begins_with_lunch_misses_neither_edge() -> None:
    """The lid is closed at 12:30 sharp, until 14:00."""
    d = goes_by(state("12:20"), 6000.0, 600.0)
    hours = [
        (one.at, one.reason) for one in d.effects if isinstance(one, Decided) and one.decision == "hours"
    ]
    assert hours == [(at("12:30"), "work ends"), (at("13:30"), "work begins")]
    assert (d.state.in_hours, d.state.sat_s) == (True, 0.0)


@pytest.mark.parametrize(
    ("wall_s", "steady_s", "says", "slept_s"),
    [
        (100.0, 40.0, {}, 60.0),  # it is only reported that the machine slept: by the clocks
        (100.0, 100.0, {"wall_s": 90.0}, 90.0),  # the daemon was away
        (100.0, 100.0, {"wall_s": 90.0, "mono_s": 20.0}, 70.0),
        (100.0, 40.0, {"wall_s": 1.0}, 1.0),
        (100.0, 40.0, {"wall_s": 500.0}, 100.0),  # no longer than since the last event
        (100.0, 40.0, {"wall_s": 50.0, "mono_s": 60.0}, 0.0),
        (100.0, -900.0, {}, 100.0),  # another boot
        (100.0, -900.0, {"wall_s": 80.0}, 80.0),
        (-50.0, 0.0, {"wall_s": 80.0}, 0.0),
    ],
)
def test_what_is_reported_of_sleep(
    wall_s: float, steady_s: float, says: dict[str, float], slept_s: float
) -> None:
    before = state("10:00")
    d = after(before, Slept(before.at + wall_s, before.mono + steady_s, **says))
    assert d.state.sat_s == max(wall_s - slept_s, 0.0)
    assert d.state.at == before.at + wall_s


@pytest.mark.parametrize(("wall_s", "sat_s"), [(10.0, 0.0), (100.0, 0.0), (-0.5, 0.0), (-10.0, 0.0)])
def test_another_boot_was_no_sitting_however_short(wall_s: float, sat_s: float) -> None:
    d = goes_by(state("10:00"), wall_s, -980.0)
    assert (d.state.sat_s, d.state.mono, d.state.at) == (sat_s, 20.0, at("10:00") + wall_s)
    assert reported(d.effects) == []


def test_the_same_instant_on_the_steady_clock_is_no_other_boot() -> None:
    assert goes_by(state("10:00"), 20.0, 0.0).state.sat_s == 20.0


# -- a routine meanwhile, and stillness that is explained ----------------------------------------------------


@pytest.mark.parametrize(
    ("event", "went_on_s"),
    [
        (Tick(at("10:02"), 1020.0), 100.0),
        (Slept(at("10:02"), 1119.0, wall_s=1.0), 1.0),
        (Slept(at("10:02"), 1120.0, wall_s=100.0), 0.0),  # the player went on; only the daemon was away
        (Slept(at("10:02"), 1020.75, wall_s=120.0), 99.25),
        (Slept(at("10:02"), 20.0, wall_s=120.0), 120.0),
    ],
)
def test_a_routine_goes_on_after_a_short_sleep(event: Event, went_on_s: float) -> None:
    d = after(state("10:00", running=RUNNING), event)
    assert d.state.running == replace(RUNNING, since=RUNNING.since + went_on_s)
    assert d.state.sat_s == 0.0


def test_a_long_sleep_ends_the_routine() -> None:
    d = goes_by(state("10:00", running=RUNNING), 700.0, 60.0)
    assert ClosePlayer("uid", Outcome.NATURAL) in d.effects
    assert [(one.outcome, one.seconds, one.uid) for one in d.effects if isinstance(one, Record)] == [
        (Outcome.NATURAL, 640.0, "uid")
    ]
    assert d.state.running is None


@pytest.mark.parametrize(
    ("more", "excused"),
    [
        ({}, 0.0),
        ({"running": RUNNING}, at("10:01")),
        ({"meeting_until": at("10:00:30")}, at("10:01")),
        ({"busy": frozenset(("camera",)), "busy_at": at("10:00")}, at("10:01")),
        ({"busy": frozenset(("app",)), "busy_at": at("10:00")}, 0.0),
    ],
)
def test_until_the_machine_slept_a_call_or_a_routine_explains_stillness(
    more: dict[str, Any], excused: float
) -> None:
    assert goes_by(state("10:00", **more), 120.0, 60.0).state.excused == excused


@pytest.mark.parametrize("event", [Slept(at("09:59:10"), 1000.0, wall_s=80.0), Tick(at("09:59:50"), 20.0)])
def test_stillness_is_explained_up_to_a_clock_that_went_back(event: Event) -> None:
    d = after(state("10:00", running=RUNNING), event)
    assert (d.state.excused, d.state.running) == (event.at, RUNNING)


# -- a clock that was set --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall_s", "steady_s", "said"),
    [
        (30.0, 60.0, None),
        (29.5, 60.0, "set back by 30 s"),
        (-3540.0, 60.0, "set back by 1 h"),
        (-40.0, -900.0, "set back by 40 s"),  # and another boot
        (-30.0, -900.0, None),
    ],
)
def test_a_clock_set_back(wall_s: float, steady_s: float, said: str | None) -> None:
    d = goes_by(state("10:00", **sat(1200.0)), wall_s, steady_s)
    now = at("10:00") + wall_s
    line = Decided(now, "", "clock", f"the clock was {said}{KEPT}")
    assert d.effects == ([] if said is None else [line])
    assert d.state.sat_s == 1200.0 + (max(steady_s, 0.0) if said else max(wall_s, 0.0))


@pytest.mark.parametrize(
    ("wall_s", "steady_s", "sat_s", "said"),
    [
        (80.0, 60.0, 80.0, None),
        (90.0, 60.0, 90.0, None),
        (91.0, 60.0, 60.0, "set forward by 31 s"),
        (7260.0, 60.0, 60.0, "set forward by 2 h"),
        (7200.0, 0.0, 0.0, "set forward by 2 h"),
        (20.0, -900.0, 0.0, None),
        (100.0, -900.0, 0.0, None),  # another boot: it was off
    ],
)
def test_a_clock_that_is_known_to_have_been_set_forward(
    wall_s: float, steady_s: float, sat_s: float, said: str | None
) -> None:
    before = state("10:00")
    d = after(before, ClockSet(before.at + wall_s, before.mono + steady_s))
    assert reported(d.effects) == ([] if said is None else [f"clock: the clock was {said}{KEPT}"])
    assert d.state.sat_s == sat_s


@pytest.mark.parametrize(
    ("seen", "by_s", "then"),
    [
        ("10:00", -3600.0, "10:00"),  # what was dealt with is not due again at 09:30
        ("10:00", 7200.0, "12:00"),  # what was jumped over is not due
        ("10:00", -86_400.0, "10:00"),
        ("10:00", -86_401.0, "09:59:59 the day before"),  # a clock that was far ahead
    ],
)
def test_fixed_times_after_the_clock_was_set(seen: str, by_s: float, then: str) -> None:
    before = state("10:00", fixed_seen=at(seen), heads_up_for=at("10:45"), idle_since=at("09:59"))
    d = after(before, ClockSet(before.at + by_s, before.mono))
    assert d.state.fixed_seen == (at("09:59:59", -1) if "before" in then else at(then))
    assert (d.state.heads_up_for, d.state.idle_since) == (0.0, at("09:59") + by_s)
