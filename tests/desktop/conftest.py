"""Real desktops for the tests in this folder: `x11_desk` and `wayland_desk`, new for each test."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import desks

HERE, LIMIT_S = Path(__file__).parent, 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Time limits here are for a machine that has much else to do."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(LIMIT_S))


@pytest.fixture
def x11_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[desks.X11Desk]:
    """An X11 desktop with panel and notifications; this process and its children live on it."""
    desks.need(*desks.X11_PROGRAMS)
    desk = desks.X11Desk()
    desks.enter(desk, monkeypatch)
    yield desk
    desk.stop()


@pytest.fixture
def wayland_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[desks.WaylandDesk]:
    """A Wayland desktop with panel, notifications and a pointer; this process and its children live on it."""
    desks.need(*desks.WAYLAND_PROGRAMS)
    desk = desks.WaylandDesk()
    desks.enter(desk, monkeypatch)
    yield desk
    desk.stop()


@pytest.fixture
def sound_server(x11_desk: desks.X11Desk) -> desks.X11Desk:
    """A PulseAudio with one microphone and one loudspeaker, neither of them real."""
    desks.need("pulseaudio", "pactl", "parec")
    x11_desk.start(
        "pulseaudio",
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm",
            "-L", "module-null-source source_name=mic", "-L", "module-null-sink sink_name=speaker",
            "-L", "module-native-protocol-unix",
        ],
    )  # fmt: skip

    def ready() -> bool:
        try:
            return "mic" in x11_desk.run("pactl", "list", "short", "sources")
        except subprocess.CalledProcessError:
            return False

    desks.wait_for(ready, "PulseAudio")
    return x11_desk
