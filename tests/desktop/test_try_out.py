"""`run --speed N`, as it is promised: waiting goes by N times faster, what a person looks at does not."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import desks
from tests.desktop.daemons import DESKBREAK, Daemon, settings

AT = ("--at", "2026-11-23T10:00")  # a Monday
DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
WEEKDAYS = "\n".join(f'{day} = ["09:00-17:00"]' for day in ("mon", "tue", "wed", "thu", "fri"))


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Daemon]]:
    """Daemons without a desktop, answered by commands."""
    for name in DESKTOP:
        monkeypatch.delenv(name, raising=False)
    running: list[Daemon] = []

    def begin(text: str, *options: str) -> Daemon:
        running.append(Daemon(tmp_path / "home", text, *options))
        return running[-1]

    yield begin
    for daemon in running:
        daemon.stop()


def open_offer(daemon: Daemon) -> dict[str, Any]:
    return daemon.until_phase("offered")


def test_sitting_and_snoozes_go_by_faster(start: Callable[..., Daemon]) -> None:
    started = time.monotonic()
    daemon = start(settings("45m"), "--speed", "600", *AT)
    open_offer(daemon)
    assert time.monotonic() - started >= 4.4  # 45 minutes take 4.5 s
    daemon.ask("snooze", "30m")
    started = time.monotonic()
    daemon.until(lambda now: now["until"].get("snoozed"), "the snooze")
    open_offer(daemon)
    assert time.monotonic() - started >= 2.0  # 30 minutes take 3 s


def test_a_routine_plays_at_real_speed(start: Callable[..., Daemon]) -> None:
    daemon = start(settings("10m"), "--speed", "600", *AT)
    open_offer(daemon)
    daemon.ask("start")
    started = time.monotonic()
    daemon.until_phase("on-break")
    desks.let_pass(2)  # at 600 times the speed 20 minutes: the routine would be long over
    assert daemon.status()["phase"] == "on-break"
    daemon.ask("done")
    desks.wait_for(lambda: daemon.outcomes() == ["taken"], "the row")
    (row,) = daemon.rows()
    assert 1 <= row["seconds"] <= time.monotonic() - started + 2
    daemon.until(lambda now: now["sitting_s"] > 300, "time goes by fast again")


def test_with_play_speed_the_routine_is_as_fast_and_counts_deskbreaks_time(
    start: Callable[..., Daemon],
) -> None:
    daemon = start(settings("10m"), "--speed", "60", "--play-speed", "60", *AT)
    open_offer(daemon)
    daemon.ask("start")
    daemon.until_phase("on-break")
    started = time.monotonic()
    daemon.lives(70)
    daemon.ask("done")
    desks.wait_for(lambda: daemon.outcomes() == ["taken"], "the row")
    (row,) = daemon.rows()
    assert 60 <= row["seconds"] <= (time.monotonic() - started + 1) * 60
    assert row["at"].startswith("2026-11-23T1")


def test_an_open_offer_does_not_go_by_as_fast(start: Callable[..., Daemon]) -> None:
    """That it stays for half a minute is in `tests/app/test_pace.py`; here that the running program keeps to it."""
    daemon = start(settings("10m"), "--speed", "3600", *AT)
    offer = open_offer(daemon)["offer"]
    desks.let_pass(3)  # three hours, if nothing held them back
    assert daemon.status()["offer"] == offer
    assert daemon.ask("skip").returncode == 0
    assert daemon.outcomes() == ["skipped"]


def test_the_log_and_the_report_go_by_deskbreaks_time(start: Callable[..., Daemon]) -> None:
    daemon = start(settings("3h"), "--speed", "60", "--at", "2031-03-03T10:00")
    assert daemon.ask("log", "add", "cat-cow", "--minutes", "2").returncode == 0
    for words in (("log",), ("log", "--today"), ("log", "--week")):
        assert "Cat-Cow" in daemon.ask(*words).stdout
    assert daemon.json("log")[0]["at"].startswith("2031-03-03")
    assert daemon.json("report")["to"] == "2031-03-03"


def test_idle_is_ignored_unless_it_is_asked_for(start: Callable[..., Daemon]) -> None:
    daemon = start(settings("3h"), "--speed", "60", *AT)
    assert daemon.status()["ports"]["idle"]["state"] == "off"
    daemon.stop()
    watching = start(settings("3h"), "--speed", "60", "--with-idle", *AT)
    assert watching.status()["ports"]["idle"]["state"] != "off"


def test_it_begins_a_minute_before_work_or_at_the_moment_that_is_asked_for(
    start: Callable[..., Daemon],
) -> None:
    daemon = start(settings("45m", hours=WEEKDAYS), "--speed", "2")
    first = daemon.status()
    assert first["phase"] == "off-hours"
    assert datetime.fromisoformat(first["next"]["at"]).strftime("%H:%M") == "09:45"
    daemon.stop()
    other = start(settings("45m", hours=WEEKDAYS), "--speed", "2", "--at", "2026-11-24T16:00")
    assert other.status()["next"]["at"].startswith("2026-11-24T16:4")


def test_without_a_home_the_profile_is_thrown_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*DESKTOP, "DESKBREAK_HOME"):
        monkeypatch.delenv(name, raising=False)
    one = subprocess.Popen(
        [*DESKBREAK, "run", "--speed", "60"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    try:
        assert one.stdout is not None
        found = re.search(r"--home (\S+)", one.stdout.readline())
        assert found
        home = Path(found[1])
        asked = [*DESKBREAK, "status", "--home", str(home)]
        desks.wait_for(lambda: subprocess.run(asked, capture_output=True).returncode == 0, "it runs")
        assert home.is_dir()
        one.terminate()
        assert one.wait(30) == 0
        assert not home.exists()
    finally:
        one.kill()
        one.wait()
        one.stdout.close()
