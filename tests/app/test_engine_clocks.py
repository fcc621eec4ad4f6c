"""The engine and its clocks: what every event carries, when the next wake comes, and what a late or set clock means."""

from __future__ import annotations

import time
from datetime import UTC
from typing import Any

import pytest

from deskbreak.app import engine as module
from deskbreak.app.engine import Engine
from deskbreak.app.options import Options
from deskbreak.core.clocks import JUMP_S
from deskbreak.core.effects import Decided
from deskbreak.core.events import (
    Answer,
    Answered,
    ClockSet,
    Command,
    CommandKind,
    Event,
    OfferGone,
    Phase,
    PlanChanged,
    Tick,
)
from deskbreak.core.plan import Plan
from deskbreak.core.view import view
from deskbreak.values import replace
from tests.app.harness import MONDAY_9
from tests.app.test_engine import PLAN, Around


class Engines(Around):
    """An engine whose time stands still, on the wall and beside it, unless the test moves it."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *, options: Options | None = None, calm: bool = False
    ) -> None:
        super().__init__(options)
        self.events: list[Event] = []
        self.real = 1_000_000.0
        monkeypatch.setattr(time, "time", lambda: self.real)
        monkeypatch.setattr(time, "monotonic", lambda: self.real)
        self.engine = Engine(
            self.clock,  # type: ignore[arg-type]
            self.current,
            self.schedule,  # type: ignore[arg-type]
            options or Options(),
            perform=self.calls.append,
            upkeep=lambda: self.calls.append("upkeep"),
            on_settled=lambda seen, now: self.calls.append((seen, now)),
            is_calm=lambda: calm,
        )
        self.started()

    def listens(self, monkeypatch: pytest.MonkeyPatch) -> Engines:
        """From now on events are only noted."""
        monkeypatch.setattr(self.engine, "handle", self.events.append)
        return self

    def moves(self, wall: float, steady: float | None = None) -> None:
        """The wall clock goes on so far, the steady one as far, or as told."""
        self.clock.at += wall
        self.clock.ahead += wall - (wall if steady is None else steady)

    @property
    def wait_s(self) -> float:
        return self.schedule.waits[-1]


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Engines:
    return Engines(monkeypatch)


# -- events ---------------------------------------------------------------------------------------------------


def test_every_event_carries_both_clocks(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    engines.moves(100.0, 40.0)
    engine = engines.listens(monkeypatch).engine
    assert (engine.now(), engine.clocks()) == (MONDAY_9 + 100, (MONDAY_9 + 100, 40.0))
    engine.answered(7, Answer.SNOOZE, 300.0)
    engine.answered(8, Answer.SKIP, None)
    engine.offer_gone(7, "expired")
    assert engine.command(CommandKind.PAUSE, for_s=60.0) == ""
    assert engine.command(CommandKind.PAUSE, until=MONDAY_9 + 500) == ""
    assert engine.command(CommandKind.START, name="cat-cow", rounds=2) == ""
    clocks = (MONDAY_9 + 100, 40.0)
    assert engines.events == [
        Answered(*clocks, offer=7, answer=Answer.SNOOZE, snooze_s=300.0),
        Answered(*clocks, offer=8, answer=Answer.SKIP, snooze_s=None),
        OfferGone(*clocks, 7, "expired"),
        Command(*clocks, kind=CommandKind.PAUSE, for_s=60.0),
        Command(*clocks, kind=CommandKind.PAUSE, until=MONDAY_9 + 500),
        Command(*clocks, kind=CommandKind.START, name="cat-cow", rounds=2),
    ]


@pytest.mark.parametrize(("locked", "holds"), [(True, ("locked",)), (False, ())])
def test_a_lock_at_the_start_is_known(engines: Engines, locked: bool, holds: tuple[str, ...]) -> None:
    engines.engine.handle_first_events(locked=locked)
    assert engines.engine.view().holds == holds


def test_what_is_shown_is_the_state_at_this_very_moment(engines: Engines) -> None:
    engines.moves(120.0)
    engines.engine.handle(Tick(*engines.engine.clocks()))
    seen, now = engines.calls[-1]
    assert now == MONDAY_9 + 120
    assert seen == engines.engine.view() == view(engines.engine.state, PLAN, MONDAY_9 + 120, 120.0)
    assert seen.sitting_s == 120.0
    engines.moves(60.0, 0.0)  # the wall alone: nobody sat
    assert engines.engine.view().sitting_s == 120.0


def test_before_the_plan_there_is_a_state_of_the_plan_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    around = Around()
    assert around.engine.plan is around.current.plan
    assert around.engine.state.at == MONDAY_9
    around.current.use_settings(Plan(hours=((),) * 7, zone=UTC))
    around.engine.start(None)
    assert around.engine.view().phase is Phase.OFF_HOURS


def test_another_plan_holds_from_its_event_on(engines: Engines) -> None:
    engines.current.use_settings(replace(PLAN, hours=((),) * 7))
    engines.engine.handle(PlanChanged(*engines.engine.clocks()))
    assert engines.engine.view().phase is Phase.OFF_HOURS


# -- the next wake --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calm", "options", "wait_s"),
    [
        (False, Options(), 60.0),
        (True, Options(), 300.0),
        (True, Options(play_speed=2.0), 60.0),
    ],
)
def test_a_wake_a_minute_or_five_where_nobody_needs_more(
    monkeypatch: pytest.MonkeyPatch, calm: bool, options: Options, wait_s: float
) -> None:
    engines = Engines(monkeypatch, options=options, calm=calm)
    engines.engine.handle(Tick(*engines.engine.clocks()))
    assert engines.wait_s == wait_s
    engines.schedule.waits.clear()
    engines.engine.tick()
    assert engines.schedule.waits == [wait_s, wait_s]  # one before anything can fail, one when all is done


def test_by_default_there_is_a_wake_a_minute() -> None:
    around = Around().started()
    around.engine.handle(Tick(*around.engine.clocks()))
    assert around.schedule.waits[-1] == pytest.approx(60.0, abs=1)


def test_fast_time_waits_less_on_the_wall(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines.clock, "real_s", lambda seconds: seconds / 30)
    engines.engine.handle(Tick(*engines.engine.clocks()))
    assert engines.wait_s == 2.0
    engines.real += 2.0 + 4.0  # that was when the wake should have come; four seconds are nothing
    engines.engine.tick()
    assert engines.engine.recovered == 0


@pytest.mark.parametrize(("early_s", "wait_s", "times"), [(1.0, 1.0, 0), (0.0, 1.0, 1), (-7.0, 1.0, 1)])
def test_a_wake_that_is_over_comes_in_a_second(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, early_s: float, wait_s: float, times: int
) -> None:
    monkeypatch.setattr(module.machine, "next_wake", lambda _state, _plan, now: now + early_s)  # type: ignore[attr-defined]
    engines.engine.handle(Tick(*engines.engine.clocks()))
    assert (engines.wait_s, engines.engine.recovered) == (wait_s, times)
    healed = [one for one in engines.effects if isinstance(one, Decided)]
    assert healed == [Decided(MONDAY_9, "", "healed", "the next wake lay in the past")] * times


@pytest.mark.parametrize(("late_s", "said"), [(4.9, ""), (5.0, ""), (5.4, "5 s"), (90.0, "90 s")])
def test_a_wake_is_late_after_five_seconds(engines: Engines, late_s: float, said: str) -> None:
    engines.engine.handle(Tick(*engines.engine.clocks()))
    engines.real += 60.0 + late_s
    engines.engine.tick()
    healed = [one.reason for one in engines.effects if isinstance(one, Decided)]
    assert healed == ([f"a wake came {said} late"] if said else [])
    assert engines.engine.recovered == len(healed)


def test_the_first_wake_of_all_is_not_late(monkeypatch: pytest.MonkeyPatch) -> None:
    around = Around()
    around.engine.tick()  # before the plan: nobody expected it
    assert around.calls == ["upkeep"] and around.engine.recovered == 0


def test_what_core_put_right_counts_as_well(engines: Engines) -> None:
    engines.engine.start(replace(engines.engine.state, healed=2))
    assert engines.engine.recovered == 2
    engines.engine.handle(Tick(*engines.engine.clocks()))
    engines.real += 90.0
    engines.engine.tick()
    assert engines.engine.recovered == 3


# -- a clock that was set ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "steady", "slept", "is_set"),
    [
        (JUMP_S, 0.0, 0.0, False),
        (JUMP_S + 1, 0.0, 0.0, True),
        (JUMP_S + 61, 60.0, 0.0, True),
        (JUMP_S + 60, 60.0, 0.0, False),
        (3600.0, 0.0, 3600.0, False),
        (3600.0, 0.0, 1800.0, False),
        (3600.0, 0.0, 1799.0, True),
        (3600.0, 0.0, None, False),
        (-3600.0, 0.0, 0.0, False),
        (3600.0, -1.0, 0.0, False),  # a machine that was started again has another steady clock
    ],
)
def test_the_wall_alone_goes_on_where_a_clock_is_set(
    engines: Engines,
    monkeypatch: pytest.MonkeyPatch,
    wall: float,
    steady: float,
    slept: float | None,
    is_set: bool,
) -> None:
    engines.listens(monkeypatch)
    engines.moves(wall, steady)
    monkeypatch.setattr(engines.clock, "slept_s", lambda: slept)
    engines.engine.tick()
    expected: list[Any] = [ClockSet] if is_set else []
    assert [type(one) for one in engines.events] == [*expected, Tick]
    assert all((one.at, one.mono) == (MONDAY_9 + wall, steady) for one in engines.events)


def test_sleep_is_counted_from_the_last_wake(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    engines.clock.sleep(3600.0)
    engines.engine.tick()
    engines.listens(monkeypatch)
    engines.moves(3600.0, 0.0)  # the hour of sleep is known by now, so that this is another
    engines.engine.tick()
    assert [type(one) for one in engines.events] == [ClockSet, Tick]


def test_where_sleep_cannot_be_told_at_first_it_is_told_later(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines.listens(monkeypatch)
    for slept, expected in ((None, [Tick]), (0.0, [Tick]), (0.0, [ClockSet, Tick])):
        monkeypatch.setattr(engines.clock, "slept_s", lambda slept=slept: slept)
        engines.events.clear()
        if len(expected) == 2:
            engines.moves(3600.0, 0.0)
        engines.engine.tick()
        assert [type(one) for one in engines.events] == expected


def test_a_wake_after_sleep_sets_the_timers_first(engines: Engines) -> None:
    engines.engine.woke_up()
    assert engines.schedule.slept == 1
    assert engines.calls[0] == "upkeep" and len(engines.schedule.waits) >= 2
