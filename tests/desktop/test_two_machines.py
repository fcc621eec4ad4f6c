"""Two daemons, one shared folder: a break taken on the one counts on the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop import desks
from tests.desktop.daemons import Daemon, settings

pytestmark = pytest.mark.desktop

QUICK = ("--speed", "60", "--play-speed", "60", "--no-tray", "--at", "2026-11-23T10:00")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Daemon]]:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    running: list[Daemon] = []

    def begin(name: str) -> Daemon:
        shared = f'[journal]\nshared_folder = "{tmp_path / "shared"}"\n'
        running.append(Daemon(tmp_path / name, settings("45m", more=shared), *QUICK))
        return running[-1]

    yield begin
    for daemon in running:
        daemon.stop()


def test_a_break_taken_on_the_laptop_counts_on_the_desktop(machine, tmp_path):
    desktop = machine("desktop")
    desktop.sits(150)  # the laptop's time is a little behind
    laptop = machine("laptop")
    laptop.sits(240)
    desktop.until(lambda now: now["sitting_s"] > 480, "some sitting")
    sat, since = desktop.status()["sitting_s"], time.monotonic()
    assert laptop.ask("log", "add", "cat-cow", "--minutes", "5").returncode == 0
    desks.wait_for(
        lambda: [row["routine"] for row in desktop.rows()] == ["cat-cow"], "the row of the laptop", 20
    )
    desks.wait_for(
        lambda: any(line["decision"] == "taken elsewhere" for line in desktop.json("why")), "the credit"
    )
    without = sat + (time.monotonic() - since) * 60  # at least, on however busy a machine
    assert desktop.status()["sitting_s"] < without - 120
    assert {one["name"]: one["state"] for one in desktop.json("doctor")}["sharing"] == "ok"
    assert len(list((tmp_path / "shared").glob("*.jsonl"))) == 2


def test_a_correction_travels_back(machine):
    desktop, laptop = machine("desktop"), machine("laptop")
    laptop.ask("log", "add", "cat-cow", "--minutes", "5")
    (row,) = desks.wait_for(desktop.rows, "the row of the laptop")
    assert desktop.ask("log", "edit", str(row["id"]), "--note", "in the garden").returncode == 0
    desks.wait_for(lambda: laptop.rows()[0]["note"] == "in the garden", "the note")
