"""Where fast time begins, and the clock that runs it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app import clock as clock_module
from deskbreak.app.clock import DaemonClock
from deskbreak.app.fast_time import begin_at, check_moment
from deskbreak.core.plan import Plan, Range
from deskbreak.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
PLAN = Plan(hours=((Range(540, 750), Range(810, 1080)),) * 5 + ((),) * 2, zone=BERLIN)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-23 06:00", "2026-11-23 08:59"),  # a Monday
        ("2026-11-23 09:00", "2026-11-23 13:29"),
        ("2026-11-23 10:00", "2026-11-23 13:29"),
        ("2026-11-23 13:00", "2026-11-23 13:29"),
        ("2026-11-27 17:00", "2026-11-30 08:59"),
        ("2026-11-28 12:00", "2026-11-30 08:59"),
    ],
)
def test_it_begins_a_minute_before_the_next_work_hours(now: str, begins: str) -> None:
    assert begin_at("", PLAN, at(now)) == at(begins)


def test_without_work_hours_it_begins_now() -> None:
    assert begin_at("", Plan(hours=((),) * 7, zone=BERLIN), at("2026-11-23 10:00")) == at("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-11-23T09:00", "2026-11-23 09:00"),
        ("2026-11-23", "2026-11-23 00:00"),
        ("14:30", "2026-11-25 14:30"),
        ("1971-01-01", "1971-01-01 00:00"),
        ("9000-12-31", "9000-12-31 00:00"),
    ],
)
def test_it_begins_when_it_is_told_to(text: str, begins: str) -> None:
    assert begin_at(text, PLAN, at("2026-11-25 10:00")) == at(begins)


def test_a_moment_may_have_an_offset_of_its_own() -> None:
    assert begin_at("2026-11-23T09:00+09:00", PLAN, 0.0) == datetime(2026, 11, 23, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("text", ["noon", "25:00", "1970-12-31", "9001-01-01", "2026-13-01"])
def test_what_is_no_moment_is_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="is no moment"):
        check_moment(text)


def test_what_is_a_moment_is_no_trouble() -> None:
    check_moment("09:00")
    check_moment("2026-11-23")


class Ticks:
    """The machine's clocks, turned by hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.wall, self.real, self.awake, self.asleep = 1_000_000.0, 50.0, 40.0, 7.0
        patch.setattr(time, "time", lambda: self.wall)
        patch.setattr(time, "monotonic", lambda: self.real)
        patch.setattr(clock_module, "AWAKE", lambda: self.awake)
        patch.setattr(clock_module, "ASLEEP", lambda: self.asleep)


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Ticks:
    return Ticks(monkeypatch)


def read(clock: DaemonClock) -> tuple[Any, ...]:
    return clock.now(), clock.mono(), clock.slept_s(), clock.real_s(60.0)


def test_at_its_own_speed_the_clocks_are_the_machines(ticks: Ticks) -> None:
    clock = DaemonClock()
    assert read(clock) == (1_000_000.0, 40.0, 7.0, 60.0)
    ticks.wall, ticks.awake, ticks.asleep, ticks.real = 1_000_100.0, 90.0, 57.0, 150.0
    assert read(clock) == (1_000_100.0, 90.0, 57.0, 60.0)


def test_in_fast_time_both_run_from_their_instants(ticks: Ticks) -> None:
    clock = DaemonClock()
    clock.run_at(60.0, 5000.0, 200.0)
    assert read(clock) == (5000.0, 200.0, None, 1.0)  # sleep cannot be told
    ticks.real += 10
    ticks.wall += 999
    ticks.awake += 999
    assert read(clock) == (5600.0, 800.0, None, 1.0)
    clock.run_at(2.0, clock.now(), clock.mono())
    ticks.real += 10
    assert read(clock) == (5620.0, 820.0, None, 30.0)
