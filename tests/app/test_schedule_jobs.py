"""The scheduler's jobs on timers that the test holds: late ones run once, a replaced one never."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.schedule import Schedule


class Timer:
    def __init__(self, wait_s: float, run: Callable[[], None]) -> None:
        self.wait_s, self.run, self.over = wait_s, run, False

    def cancel(self) -> None:
        self.over = True


class Timers:
    def __init__(self) -> None:
        self.timers: list[Timer] = []
        self.soon: list[Callable[[], None]] = []

    def call_later(self, seconds: float, run: Callable[[], None]) -> Timer:
        self.timers.append(Timer(seconds, run))
        return self.timers[-1]

    def call_soon(self, run: Callable[[], None]) -> None:
        self.soon.append(run)

    def waits(self) -> list[float]:
        return [one.wait_s for one in self.timers if not one.over]

    def runs(self) -> None:
        while self.soon:
            self.soon.pop(0)()


@pytest.fixture
def timers() -> Timers:
    return Timers()


def test_one_timer_waits_for_the_next_wake_alone(timers: Timers) -> None:
    schedule, woken = Schedule(timers), list[str]()
    assert schedule.next_wake() is None
    instant = time.time() + 500
    schedule.wake_at(instant + 100, lambda: woken.append("late"))
    schedule.wake_at(instant, lambda: woken.append("wake"))
    assert schedule.next_wake() == pytest.approx(instant, abs=0.001)
    (wait_s,) = timers.waits()
    assert wait_s == pytest.approx(500, abs=5)
    schedule.close()
    assert timers.waits() == []


def test_a_wake_that_is_over_runs_once_and_after_the_scheduler_is_done(timers: Timers) -> None:
    schedule, woken = Schedule(timers), list[str]()
    schedule.wake_at(time.time() - 90_000, lambda: woken.append("wake"))  # as after a night's sleep
    schedule.woke_up()
    assert woken == []
    timers.runs()
    schedule.woke_up()
    timers.runs()
    assert woken == ["wake"] and schedule.next_wake() is None
    schedule.close()


def test_the_day_rolls_five_seconds_after_midnight_of_its_zone(timers: Timers) -> None:
    schedule = Schedule(timers)
    for name in ("Pacific/Auckland", "America/Los_Angeles"):
        zone = ZoneInfo(name)
        schedule.each_day(zone, lambda: None)
        (job,) = schedule._jobs.get_jobs()  # the one before is forgotten
        rolls = job.next_run_time.astimezone(zone)
        assert (rolls.hour, rolls.minute, rolls.second) == (0, 0, 5)
        assert 0 < (rolls.astimezone(UTC) - datetime.now(UTC)).total_seconds() <= 25 * 3600 + 5
    schedule.close()


def test_wake_and_roll_do_not_replace_each_other(timers: Timers) -> None:
    schedule, did = Schedule(timers), list[str]()
    schedule.each_day(UTC, lambda: did.append("day"))
    assert schedule.next_wake() is None
    schedule.wake_at(time.time() - 1, lambda: did.append("wake"))
    timers.runs()
    assert did == ["wake"] and len(timers.waits()) == 1
    (job,) = schedule._jobs.get_jobs()
    job.func()
    timers.runs()
    assert did == ["wake", "day"]
    schedule.close()


def test_after_three_nights_of_sleep_the_day_rolls_once(timers: Timers) -> None:
    schedule, did = Schedule(timers), list[str]()
    schedule.each_day(UTC, lambda: did.append("day"))
    schedule._jobs.modify_job("day", next_run_time=datetime.now(UTC) - timedelta(days=3))
    schedule.woke_up()
    timers.runs()
    assert did == ["day"]
    schedule.close()
