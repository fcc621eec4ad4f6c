"""Time that was sped up for trying out: waiting runs fast, what a person looks at does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.app.clock import DaemonClock
from deskbreak.app.options import Options
from deskbreak.app.pace import ANSWERABLE_S, pace
from deskbreak.core import machine
from deskbreak.core.events import Answer, Answered, Tick
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.state import State
from deskbreak.values import replace

MONDAY_9 = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
MOBILITY = Break("mobility", every_s=2700.0, routine="mobility-set", lasts_s=180.0)
EYES = Break("eyes", every_s=1200.0, lasts_s=20.0, say="Look away")
LATE = Break("stretch", at=(1079,), routine="mobility-set", lasts_s=30.0)  # 17:59


def plan(*breaks: Break, **offer: Any) -> Plan:
    return Plan(
        hours=((Range(540, 1080),),) * 7,
        breaks=breaks,
        offer=replace(OfferRules(wait_for_pause_s=0.0), **offer),
        zone=UTC,
    )


def offered(plan: Plan, at: float) -> State:
    """The state in which the break is on the screen that falls due by `at`."""
    state, _ = machine.step(machine.start(MONDAY_9, 0.0, plan), Tick(MONDAY_9, 0.0), plan)
    while state.offer is None:
        assert state.at < at + 10, "nothing was offered"
        wake = machine.next_wake(state, plan, state.at)
        state, _ = machine.step(state, Tick(wake, wake - MONDAY_9), plan)
    return state


def stands_s(state: State, plan: Plan, options: Options) -> float:
    """How long the offer is answerable on the wall when nobody answers."""
    assert state.offer is not None
    at, mono, real, first = state.at, state.mono, 0.0, state.offer.id
    while state.offer is not None and state.offer.id == first and real < 600:
        step = 0.1 * pace(state, plan, options)
        at, mono, real = at + step, mono + step, real + 0.1
        state, _ = machine.step(state, Tick(at, mono), plan)
    return real


@pytest.mark.parametrize("speed", [2.0, 60.0, 3600.0])
@pytest.mark.parametrize(
    ("one", "due", "rules"),
    [
        (MOBILITY, 2700, {}),
        (MOBILITY, 2700, {"repeat_every_s": 60.0, "repeat_at_most": 0}),
        (MOBILITY, 2700, {"repeat_every_s": 5.0, "repeat_at_most": 1}),
        (EYES, 1200, {}),
        (LATE, 8 * 3600 + 59 * 60, {}),
    ],
)
def test_an_open_offer_stays_answerable_for_30_seconds_of_the_wall(
    speed: float, one: Break, due: float, rules: dict[str, float]
) -> None:
    made = plan(one, **rules)
    stood = stands_s(offered(made, MONDAY_9 + due), made, Options(speed=speed))
    assert stood >= ANSWERABLE_S - 0.5


def test_waiting_runs_at_the_speed_that_was_asked_for() -> None:
    made, options = plan(MOBILITY), Options(speed=60.0)
    sitting = machine.start(MONDAY_9, 0.0, made)
    assert pace(sitting, made, options) == 60.0
    open_ = offered(made, MONDAY_9 + 2700)
    assert open_.offer is not None
    answer = Answered(open_.at, open_.mono, offer=open_.offer.id, answer=Answer.SNOOZE, snooze_s=600.0)
    snoozed, _ = machine.step(open_, answer, made)
    assert pace(snoozed, made, options) == 60.0


@pytest.mark.parametrize(("play", "runs"), [(1.0, 1.0), (20.0, 20.0), (60.0, 60.0), (600.0, 60.0)])
def test_while_a_routine_plays_time_runs_no_faster_than_the_routine(play: float, runs: float) -> None:
    made = plan(MOBILITY)
    open_ = offered(made, MONDAY_9 + 2700)
    assert open_.offer is not None
    start = Answered(open_.at, open_.mono, offer=open_.offer.id, answer=Answer.START)
    playing, _ = machine.step(open_, start, made)
    assert pace(playing, made, Options(speed=60.0, play_speed=play)) == runs


def test_life_at_its_own_speed_is_never_slowed() -> None:
    made = plan(EYES)
    assert pace(offered(made, MONDAY_9 + 1200), made, Options(at="09:00")) == 1.0


def test_a_change_of_speed_moves_neither_clock() -> None:
    slow = DaemonClock()
    slow.run_at(3600.0, MONDAY_9)
    slow.run_at(0.001, MONDAY_9 + 50, 50.0)
    assert slow.now() == pytest.approx(MONDAY_9 + 50, abs=0.1)
    assert slow.mono() == pytest.approx(50.0, abs=0.1)
