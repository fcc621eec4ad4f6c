"""Idle on real displays: no input for a while, then some."""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.platforms import idle, wayland, x11
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.idle.port import IdleSource
from deskbreak.platforms.idle.wayland import STANDARD
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

pytestmark = pytest.mark.desktop


class Room:
    """A desk, the idle source on it, and what it told."""

    def __init__(self, desk: Any, loop: Loop) -> None:
        self.desk, self.loop = desk, loop
        self.reported: list[tuple[str, float]] = []
        self.turns = 0
        self.bus = Bus.session(loop)
        self.source: IdleSource = idle.choose(loop, self.bus)
        self.touch()

    def watch(self, after_s: float) -> Any:
        return self.source.watch(
            after_s,
            lambda seconds: self.reported.append((f"idle {after_s}", seconds)),
            lambda: self.reported.append((f"active {after_s}", 0.0)),
        )

    def touch(self) -> None:
        self.x = 400 if getattr(self, "x", 300) == 300 else 300
        self.desk.move(self.x, 500)

    def words(self) -> list[str]:
        return [word for word, _ in self.reported]

    def until(self, look: Callable[[], object], seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < end, f"it did not happen; so far: {self.reported}"
            self.loop.turn(end - time.monotonic())
            self.turns += 1


@pytest.fixture(params=["x11_desk", "wayland_desk"])
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    yield from _in_room(request.getfixturevalue(request.param))


@pytest.fixture
def standard_room(wayland_desk: desks.WaylandDesk) -> Iterator[Room]:
    """Where the compositor has the protocol that all agreed on: sway since 1.8, so not Debian 12's."""
    client = wayland.Client()
    offered = STANDARD in client.globals
    client.close()
    if not offered:
        pytest.skip(f"this sway does not offer {STANDARD}: scripts/desktop-chroot has one that does")
    yield from _in_room(wayland_desk)


def _in_room(desk: Any) -> Iterator[Room]:
    loop = Loop()
    made = Room(desk, loop)
    yield made
    made.source.stop()
    made.bus.close()
    loop.close()


def test_quiet_is_told_and_so_is_the_first_touch(room: Room) -> None:
    assert room.source.state().state == "ok"
    began = time.monotonic()
    room.watch(0.5)
    room.watch(1.0)
    room.until(lambda: len(room.reported) == 2)
    assert room.words() == ["idle 0.5", "idle 1.0"]
    assert time.monotonic() - began > 0.9
    room.touch()
    room.until(lambda: len(room.reported) == 4)
    assert set(room.words()[2:]) == {"active 0.5", "active 1.0"}
    room.until(lambda: len(room.reported) == 6)
    assert room.words()[4:] == ["idle 0.5", "idle 1.0"], "and again"
    assert room.turns < 20, "told, not asked"


def test_who_keeps_working_is_never_idle(room: Room) -> None:
    room.watch(0.5)
    for _ in range(6):
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            room.loop.turn(0.05)
        room.touch()
    assert room.reported == []


def test_a_watch_that_is_set_when_the_desk_is_quiet_already_is_told_soon(room: Room) -> None:
    room.watch(0.4)
    room.until(lambda: room.reported)
    room.watch(0.3)
    room.until(lambda: "idle 0.3" in room.words())


def test_a_cancelled_watch_says_nothing(room: Room) -> None:
    room.watch(0.2).cancel()
    room.watch(0.4)
    room.until(lambda: room.reported)
    assert room.words() == ["idle 0.4"]


def test_a_display_that_dies_is_unknown_and_not_idle(room: Room) -> None:
    room.watch(0.3)
    room.until(lambda: room.reported)
    room.desk.end("Xvfb" if isinstance(room.desk, desks.X11Desk) else "sway")
    room.until(lambda: room.source.state().state == "lost")
    assert room.words() == ["idle 0.3", "active 0.3"]
    room.watch(0.1)  # no error, no word
    assert room.source.state().detail


def test_the_standard_protocol_is_taken_before_the_older_one(standard_room: Room) -> None:
    """Quiet, touched, quiet again; and two watches of one length are two."""
    assert (standard_room.source.state().backend, standard_room.source.state().state) == (STANDARD, "ok")
    first, _ = standard_room.watch(0.3), standard_room.watch(0.3)
    standard_room.until(lambda: len(standard_room.reported) == 2)
    standard_room.touch()
    standard_room.until(lambda: len(standard_room.reported) == 4)
    first.cancel()
    standard_room.until(lambda: len(standard_room.reported) == 5)
    assert standard_room.words() == ["idle 0.3"] * 2 + ["active 0.3"] * 2 + ["idle 0.3"]


@pytest.mark.parametrize("cookie", ["right", "wrong", "none"])
def test_a_display_that_asks_for_its_cookie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cookie: str
) -> None:
    """As every real session does; the file may hold others' cookies too."""
    desks.need("Xvfb")
    desk = desks.Desk()
    try:
        secret = os.urandom(16)
        jar = tmp_path / "jar"
        jar.write_bytes(_entry(256, socket.gethostname().encode(), b"", secret))
        desk.start_display("-auth", str(jar))
        number = desk.env["DISPLAY"][1:].encode()
        mine = secret if cookie == "right" else os.urandom(16)
        others = _entry(256, b"elsewhere", number, os.urandom(16)) + _entry(0, b"\x7f\0\0\1", b"", b"x")
        own = b"" if cookie == "none" else _entry(256, socket.gethostname().encode(), number, mine)
        (tmp_path / "own").write_bytes(others + own + b"\1")  # and a cut end
        desks.enter(desk, monkeypatch)
        monkeypatch.setenv("XAUTHORITY", str(tmp_path / "own"))
        if cookie == "right":
            display = x11.Display()
            assert display.extension("SYNC")[0] > 0
            display.close()
        else:
            with pytest.raises(x11.NoX11, match="refused"):
                x11.Display()
    finally:
        desk.stop()


def _entry(family: int, address: bytes, number: bytes, secret: bytes) -> bytes:
    fields = (address, number, b"MIT-MAGIC-COOKIE-1", secret)
    return struct.pack(">H", family) + b"".join(struct.pack(">H", len(field)) + field for field in fields)
