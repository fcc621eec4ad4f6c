"""APScheduler on our own loop: one wake, the roll of the day, and a light import."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deskbreak.app.schedule import Schedule


def test_a_wake_comes_once_at_its_time(loop: Any) -> None:
    schedule, woken = Schedule(loop), []
    schedule.wake_at(time.time() + 0.05, lambda: woken.append(time.time()))
    loop.until(lambda: woken)
    loop.turn(0.1)
    assert len(woken) == 1
    schedule.close()


def test_a_wake_in_the_past_comes_at_once(loop: Any) -> None:
    schedule, woken = Schedule(loop), []
    schedule.wake_at(time.time() - 3600, lambda: woken.append(1))
    loop.until(lambda: woken)
    schedule.close()


def test_a_new_wake_replaces_the_old(loop: Any) -> None:
    schedule, woken = Schedule(loop), []
    schedule.wake_at(time.time() + 0.02, lambda: woken.append("old"))
    schedule.wake_at(time.time() + 0.05, lambda: woken.append("new"))
    loop.until(lambda: woken)
    assert woken == ["new"]
    schedule.close()


def test_the_day_rolls_after_local_midnight(loop: Any) -> None:
    schedule = Schedule(loop)
    zone = ZoneInfo("Pacific/Auckland")
    schedule.each_day(zone, lambda: None)
    job = schedule._jobs.get_job("day")
    rolls = job.next_run_time.astimezone(zone)
    assert (rolls.hour, rolls.minute) == (0, 0)
    assert rolls - datetime.now(zone) <= timedelta(days=1, hours=1)
    schedule.close()


def test_nothing_heavy_comes_along() -> None:
    heavy = ("asyncio", "importlib.metadata", "concurrent.futures", "ssl", "email")
    code = f"import deskbreak.app.schedule, sys; print([n for n in {heavy} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_it_stood_in_for_works_afterwards() -> None:
    code = (
        "import deskbreak.app.schedule, asyncio, importlib.metadata;"
        "print(asyncio.run(asyncio.sleep(0, 'ok')), importlib.metadata.version('apscheduler')[0])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["ok", "3"]


def test_a_wake_may_set_the_next_one(loop: Any) -> None:
    schedule, woken = Schedule(loop), []

    def wake() -> None:
        woken.append(1)
        schedule.wake_at(time.time() + 0.02, wake)

    wake()
    loop.until(lambda: len(woken) > 3)
    schedule.close()
