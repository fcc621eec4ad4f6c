"""A private bus on which nothing can be started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.platforms.bus import Bus
from deskbreak.runtime.loop import Loop
from tests.desktop import desks


@pytest.fixture
def bus_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[desks.Desk]:
    """A session with a bus and nothing else."""
    desks.need("dbus-daemon")
    desk = desks.bare_bus()
    desks.enter(desk, monkeypatch)
    yield desk
    desk.stop()


@pytest.fixture
def connect(loop: Loop, bus_desk: desks.Desk) -> Iterator[Callable[[], Bus]]:
    """Makes connections to the private bus; all are closed with the test."""
    made: list[Bus] = []

    def make() -> Bus:
        made.append(Bus.session(loop))
        return made[-1]

    yield make
    for bus in made:
        bus.close()


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a desktop: no bus, no display."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/no-system-bus")
