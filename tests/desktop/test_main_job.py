"""The main job on a real desktop: offer, click, routine, journal; and the tray's menu with real keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import desks
from tests.desktop.daemons import Daemon, Menu, player_windows, settings

pytestmark = pytest.mark.desktop

QUICK = ("--speed", "120")
AT = ("--at", "2026-11-23T10:00")  # a Monday


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Daemon]]:
    """Starts daemons and ends them with the test."""
    running: list[Daemon] = []

    def begin(text: str | None, *options: str, home: str = "home") -> Daemon:
        running.append(Daemon(tmp_path / home, text, *options))
        return running[-1]

    yield begin
    for daemon in running:
        daemon.stop()


def click_offer(desk: Any) -> None:
    """A real click into the middle of the popup, once it is there."""
    x, y = desks.wait_for(desk.popup, "the popup")
    desk.click(x, y)


def test_the_offer_is_clicked_played_and_journalled(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    started = time.monotonic()
    daemon = start(settings("5m"), "--speed", "60", "--play-speed", "60", *AT)
    daemon.until_phase("offered")
    assert time.monotonic() - started >= 4  # 5 minutes at 60 times the speed
    click_offer(x11_desk)
    desks.wait_for(lambda: player_windows(x11_desk), "the player's window")
    desks.wait_for(lambda: daemon.outcomes() == ["taken"], "the row in the journal")
    (row,) = daemon.rows()
    assert row["break"] == "mobility"
    assert row["routine"] == "mobility-set"
    assert row["exercises"] == ["cat-cow", "hip-flexor-stretch"]
    assert daemon.status()["sitting_s"] < 300


def test_a_snooze_from_the_menu_brings_the_offer_back(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("5m"), *QUICK, *AT)
    daemon.until_phase("offered")
    Menu(x11_desk).choose("Snooze", "5 min")
    status = daemon.until(lambda now: now["until"].get("snoozed"), "the snooze")
    assert status["snoozes_left"] == 2
    daemon.until_phase("offered")
    assert daemon.outcomes() == ["snoozed"]
    assert "Nothing went wrong" in daemon.ask("doctor", "--log").stdout  # tray and menu included


def test_skip_done_pause_and_resume_from_the_menu(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("5m"), *QUICK, *AT)
    menu = Menu(x11_desk)
    daemon.until_phase("offered")
    menu.choose("Skip this break")
    daemon.until(lambda now: now["offer"] is None, "the offer is gone")
    daemon.until_phase("offered")
    menu.choose("Today", "Done, I took it")
    daemon.until(lambda now: now["offer"] is None, "the offer is gone")
    assert daemon.outcomes() == ["skipped", "taken"]
    menu.choose("Pause", "2 h")
    daemon.until(lambda now: "paused" in now["holds"], "the pause")
    menu.choose("Resume")
    daemon.until(lambda now: "paused" not in now["holds"], "the end of the pause")


def test_nothing_is_offered_on_a_day_off(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    hours = 'tue = ["09:00-18:00"]'
    daemon = start(settings("5m", hours=hours), "--speed", "600", *AT)
    daemon.lives(600)
    status = daemon.status()
    assert status["phase"] == "off-hours"
    assert status["offer"] is None
    assert daemon.rows() == []


def test_an_edit_changes_the_plan_and_a_broken_one_does_not(
    x11_desk: Any, start: Callable[..., Daemon]
) -> None:
    daemon = start(settings("3h"), "--speed", "60", *AT)
    config = daemon.home / "config.toml"
    before = daemon.until(lambda now: now["next"], "a plan")["next"]["at"]
    config.write_text(settings("2h"), "utf-8")
    daemon.until(lambda now: now["next"]["at"] < before, "the new plan")
    good = daemon.status()["next"]["at"]
    config.write_text(settings("2h").replace('every = "2h"', 'evry = "1h"'), "utf-8")
    status = daemon.until(lambda now: now["notices"], "the notice")
    assert len(status["notices"]) == 1
    assert 'unknown key "evry"' in status["notices"][0]
    assert abs(_minute(status["next"]["at"]) - _minute(good)) <= 1
    checked = daemon.ask("config", "check")
    assert checked.returncode == 2
    assert "config.toml:11" in checked.stderr
    x11_desk.screenshot(daemon.home / "notice.png")


def _minute(at: str) -> int:
    return int(at[11:13]) * 60 + int(at[14:16])


def test_a_killed_daemon_loses_nothing(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("45m"))
    daemon.until(lambda now: now["phase"] == "sitting", "sitting")
    assert daemon.ask("log", "add", "cat-cow", "--minutes", "2").returncode == 0
    daemon.kill()
    again = start(None)
    again.until(lambda now: now["phase"] == "sitting", "sitting again")
    assert again.outcomes() == ["taken"]


def test_a_second_one_says_so_and_exits_0(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("45m"))
    second = daemon.ask("run")
    assert second.returncode == 0
    assert "running already" in second.stdout


def test_stop_ends_it_and_commands_say_so(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("45m"))
    assert daemon.ask("stop").returncode == 0
    assert daemon.process.wait(30) == 0
    assert daemon.ask("status").returncode == 3
    assert daemon.json("status") == {"running": False}
    assert daemon.ask("snooze").returncode == 3
