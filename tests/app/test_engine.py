"""The engine alone: events in, effects out, and a wake that is always set."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest

from deskbreak.app import engine as engine_module
from deskbreak.app.clock import DaemonClock
from deskbreak.app.current_plan import CurrentPlan
from deskbreak.app.engine import LATE_S, RECOVER_S, TICK_S, Engine
from deskbreak.app.options import Options
from deskbreak.core.effects import Decided, Effect
from deskbreak.core.events import CommandKind, Phase, Tick
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.view import View
from tests.app.harness import MONDAY_9, FakeClock

PLAN = Plan(
    hours=((Range(0, 1440),),) * 7,
    breaks=(Break("mobility", every_s=2700.0, routine="cat-cow", lasts_s=60.0),),
    offer=OfferRules(heads_up_s=0.0, wait_for_pause_s=0.0),
    zone=UTC,
)


class FakeSchedule:
    """Keeps the wake that was set last, in seconds from now."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.run: Callable[[], None] = lambda: None
        self.slept = 0

    def wake_at(self, instant: float, run: Callable[[], None]) -> None:
        self.waits.append(instant - time.time())
        self.run = run

    def woke_up(self) -> None:
        self.slept += 1


class Around:
    """An engine, and what it calls, in its order."""

    def __init__(self, options: Options | None = None) -> None:
        self.clock, self.schedule = FakeClock(), FakeSchedule()
        self.calls: list[Any] = []
        self.current = CurrentPlan(lambda: None)
        self.current.use_settings(PLAN)
        self.engine = Engine(
            self.clock,  # type: ignore[arg-type]
            self.current,
            self.schedule,  # type: ignore[arg-type]
            options or Options(),
            perform=self.calls.append,
            upkeep=lambda: self.calls.append("upkeep"),
            on_settled=lambda seen, now: self.calls.append((seen, now)),
        )

    def started(self) -> Around:
        self.engine.start(None)
        self.engine.handle_first_events(locked=False)
        self.calls.clear()
        return self

    @property
    def effects(self) -> list[Effect]:
        return [one for one in self.calls if isinstance(one, Effect)]


def test_before_the_start_nothing_happens() -> None:
    around = Around()
    around.engine.handle(Tick(*around.engine.clocks()))
    assert (around.calls, around.schedule.waits, around.engine.started) == ([], [], False)
    assert around.engine.view().phase is Phase.SITTING  # a menu that is read early has something to show


def test_effects_come_before_what_is_shown() -> None:
    around = Around().started()
    around.clock.at += 2701
    around.engine.handle(Tick(*around.engine.clocks()))
    around.calls.clear()
    around.clock.at += 4  # the probes have not answered by now
    around.engine.handle(Tick(*around.engine.clocks()))
    *effects, (seen, now) = around.calls
    assert effects == around.effects and effects
    assert isinstance(seen, View) and seen.phase is Phase.OFFERED
    assert now == around.clock.at


def test_the_next_wake_is_when_core_wants_it_and_a_minute_at_most() -> None:
    around = Around().started()
    around.engine.handle(Tick(*around.engine.clocks()))
    assert around.schedule.waits[-1] == pytest.approx(TICK_S, abs=1)
    around.clock.at += 2690
    around.engine.handle(Tick(*around.engine.clocks()))
    assert around.schedule.waits[-1] == pytest.approx(10, abs=1)


def test_a_wake_keeps_house_and_then_lets_time_go_by() -> None:
    around = Around().started()
    around.clock.at += 30
    around.schedule.run()
    assert around.calls[0] == "upkeep"
    assert around.engine.state.at == around.clock.at


def test_a_fault_at_a_wake_is_not_the_last_thing_done() -> None:
    around = Around().started()

    def broken() -> None:
        raise RuntimeError("a bug")

    around.engine = Engine(
        around.clock,  # type: ignore[arg-type]
        around.current,
        around.schedule,  # type: ignore[arg-type]
        Options(),
        perform=around.calls.append,
        upkeep=broken,
        on_settled=lambda _seen, _now: None,
    )
    around.engine.start(None)
    around.schedule.waits.clear()
    with pytest.raises(RuntimeError):
        around.engine.tick()
    assert around.schedule.waits == [pytest.approx(TICK_S, abs=1)]


@pytest.mark.parametrize(("late_s", "times"), [(LATE_S - 1, 0), (LATE_S + 1, 1)])
def test_a_late_wake_is_counted_and_noted(late_s: float, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    around = Around().started()
    around.engine.handle(Tick(*around.engine.clocks()))
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + TICK_S + late_s)
    around.engine.tick()
    noted = [one for one in around.effects if isinstance(one, Decided) and one.decision == "healed"]
    assert (around.engine.recovered, len(noted)) == (times, times)
    assert all(one.reason == f"a wake came {round(late_s)} s late" for one in noted)


def test_a_wake_in_the_past_becomes_one_a_moment_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    around = Around().started()
    monkeypatch.setattr(engine_module.machine, "next_wake", lambda _state, _plan, now: now - 5.0)  # type: ignore[attr-defined]
    around.engine.handle(Tick(*around.engine.clocks()))
    assert around.schedule.waits[-1] == pytest.approx(RECOVER_S, abs=0.5)
    (noted,) = [one for one in around.effects if isinstance(one, Decided)]
    assert "in the past" in noted.reason and around.engine.recovered == 1


def test_after_sleep_the_timers_are_looked_at_again() -> None:
    around = Around().started()
    around.engine.woke_up()
    assert around.schedule.slept == 1 and around.calls[0] == "upkeep"


def test_what_cannot_be_done_is_refused_and_changes_nothing() -> None:
    around = Around().started()
    before = around.engine.state
    assert around.engine.command(CommandKind.SAT)
    assert (around.engine.state, around.calls) == (before, [])
    assert around.engine.command(CommandKind.PAUSE, for_s=600.0) == ""
    assert around.engine.view().pause_until == around.clock.at + 600


def test_a_saved_state_is_gone_on_with() -> None:
    before = Around().started()
    before.clock.at += 600
    before.engine.handle(Tick(*before.engine.clocks()))
    after = Around()
    after.clock.at += 600
    after.engine.start(before.engine.state)
    assert after.engine.view().sitting_s == 600


def test_fast_time_is_slowed_while_an_offer_is_open() -> None:
    around = Around(Options(speed=60.0))
    clock = DaemonClock()
    clock.run_at(60.0, MONDAY_9)
    around.engine = Engine(
        clock,
        around.current,
        around.schedule,  # type: ignore[arg-type]
        Options(speed=60.0),
        perform=around.calls.append,
        upkeep=lambda: None,
        on_settled=lambda _seen, _now: None,
    )
    around.engine.start(None)
    around.engine.handle_first_events(locked=False)
    for second in (2701.0, 2705.0):  # when the probes have not answered by now
        clock.run_at(60.0, MONDAY_9 + second, second)
        around.engine.handle(Tick(*around.engine.clocks()))
    assert around.engine.view().phase is Phase.OFFERED
    assert clock.speed < 60.0
    around.engine.command(CommandKind.SNOOZE, for_s=600.0)
    assert clock.speed == 60.0


@pytest.mark.parametrize("by", [3600.0, 86400.0, 400 * 86400.0])
def test_a_clock_that_is_set_forward_sits_nobody_down_and_is_told_of(harness, by):
    desk = harness()
    desk.goes_on(1200)
    desk.clock.set(by)
    desk.daemon.engine.woke_up()
    seen = desk.daemon.engine.view()
    assert seen.sitting_s == pytest.approx(1200) and seen.phase.value == "sitting"
    assert desk.outcomes == [], "nobody was away"
    why = desk.daemon.records.journal.decisions(5)[-1]
    assert why.decision == "clock" and why.reason.startswith("the clock was set forward by ")
    desk.goes_on(1500)
    assert desk.phase in ("due", "offered"), "the break comes after as much sitting as without it"


def test_a_clock_that_is_set_while_the_machine_slept_is_sleep(harness):
    desk = harness()
    desk.goes_on(1200)
    desk.clock.sleep(3600)
    desk.clock.set(60)
    desk.daemon.engine.woke_up()
    assert desk.outcomes == ["natural"] and desk.daemon.engine.view().sitting_s == 0
    assert all(one.decision != "clock" for one in desk.daemon.records.journal.decisions(5))


def test_where_sleep_cannot_be_counted_a_clock_set_forward_is_sleep(harness, monkeypatch):
    desk = harness()
    monkeypatch.setattr(desk.clock, "slept_s", lambda: None, raising=False)
    desk.goes_on(1200)
    desk.clock.set(3600)
    desk.daemon.engine.woke_up()
    assert desk.outcomes == ["natural"]
