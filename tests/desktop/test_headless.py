"""Where there is no desktop deskbreak says what is missing and does its job with what is left."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import desks
from tests.desktop.daemons import Daemon, settings

AT = ("--speed", "120", "--play-speed", "120", "--at", "2026-11-23T10:00")
SEEN = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    """A daemon without display, bus or terminal, answered through a pipe."""
    for name in SEEN:
        monkeypatch.delenv(name, raising=False)
    daemon = Daemon(tmp_path / "home", settings("5m"), *AT, stdin=subprocess.PIPE)
    yield daemon
    daemon.stop()
    if daemon.process.stdin is not None:
        daemon.process.stdin.close()


def types(daemon: Daemon, text: bytes) -> None:
    assert daemon.process.stdin is not None
    daemon.process.stdin.write(text)
    daemon.process.stdin.flush()


def test_it_says_what_is_missing(bare: Daemon) -> None:
    desks.wait_for(lambda: "To stop it:" in bare.said(), "the greeting")
    assert "Offers come in this terminal, because there is no desktop session here" in bare.said()
    assert "First break: Monday 10:0" in bare.said()
    assert "notify" not in bare.said()
    ports = bare.status()["ports"]
    assert ports["notify"]["state"] == "absent"
    assert ports["tray"]["detail"]


def test_the_terminal_serves_the_whole_cycle(bare: Daemon) -> None:
    bare.until_phase("offered")
    assert "[Enter] start" in bare.said()
    types(bare, b"s\n")
    bare.until(lambda now: now["until"].get("snoozed"), "the snooze")
    bare.until_phase("offered")
    types(bare, b"k\n")
    bare.until(lambda now: now["offer"] is None, "the skip")
    bare.until_phase("offered")
    types(bare, b"\n")
    desks.wait_for(lambda: bare.outcomes() == ["snoozed", "skipped", "taken"], "the routine in the journal")
    assert bare.rows()[-1]["exercises"] == ["cat-cow", "hip-flexor-stretch"]


def test_a_journal_that_cannot_be_opened_is_said_once_and_the_day_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SEEN:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    (home / "journal.sqlite3").mkdir(parents=True)
    daemon = Daemon(home, settings("5m"), *AT, stdin=subprocess.DEVNULL)
    try:
        daemon.until_phase("offered")
        assert daemon.said().count("until then breaks are kept in memory") == 1
    finally:
        daemon.stop()


def test_doctor_says_so_too(bare: Daemon) -> None:
    found = {row["name"]: row for row in bare.json("doctor")}
    assert found["notify"]["state"] == "note"
    assert found["player"]["detail"].startswith("no display")


def test_a_desktop_without_notifications_or_tray_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.need("Xvfb", "dbus-daemon", "openbox")
    desk: Any = desks.bare_bus()
    try:
        desks.enter(desk, monkeypatch)
        daemon = Daemon(tmp_path / "home", settings("5m"), *AT)
        daemon.until_phase("offered")
        ports = daemon.status()["ports"]
        assert ports["tray"]["state"] != "ok"
        assert daemon.ask("done").returncode == 0
        assert daemon.outcomes() == ["taken"]
        daemon.stop()
    finally:
        desk.stop()
