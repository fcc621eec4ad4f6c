"""The bus: calls, signals, served objects, a bus that goes and comes back, and no bus at all."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.platforms import bus as bus_module
from deskbreak.platforms.bus import NO_BUS, TIMED_OUT, Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.platforms.exported import Exported, Method, Refusal, single_types
from deskbreak.runtime.loop import Loop
from tests.desktop import desks
from tests.logfail import LogFail

Until = Callable[..., None]
Connect = Callable[[], Bus]
NAME, PATH = "org.example.Echo", "/org/example/Echo"


def refuse() -> tuple[Any, ...]:
    raise Refusal("org.example.No", "not today")


def break_down() -> tuple[Any, ...]:
    raise ValueError("broken inside")


ECHO = Exported(
    {
        "Echo": Method("s", "s", lambda word: (word,)),
        "Refuse": Method("", "", refuse),
        "Break": Method("", "", break_down),
    },
    lambda: {"Level": ("u", 7)},
    {"Reported": "s"},
)


def ask(bus: Bus, until: Until, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> BusReply:
    replies: list[BusReply] = []
    bus.call(NAME, PATH, NAME, member, signature, body, on_reply=replies.append)
    until(lambda: replies)
    return replies[0]


@pytest.fixture
def pair(connect: Connect, until: Until) -> tuple[Bus, Bus]:
    """A program that exports an object, and one that calls it."""
    server, client = connect(), connect()
    server.export(PATH, NAME, ECHO)
    server.request_name(NAME)
    wait_owned(client, until)
    return server, client


def wait_owned(bus: Bus, until: Until) -> None:
    owned: list[bool] = [False]

    def look(yes: bool) -> None:
        owned[0] = yes
        if not yes:
            bus.has_owner(NAME, look)

    bus.has_owner(NAME, look)
    until(lambda: owned[0])


def test_calls_are_answered_and_errors_carry_words(
    pair: tuple[Bus, Bus], until: Until, logfail: LogFail
) -> None:
    logfail.expect("org.example.Echo.Break failed, ValueError")
    _, client = pair
    assert ask(client, until, "Echo", "s", ("hé",)).body == ("hé",)
    refused = ask(client, until, "Refuse")
    assert (refused.ok, refused.error, refused.message) == (False, "org.example.No", "not today")
    assert ask(client, until, "Break").message == "broken inside"
    assert "UnknownMethod" in ask(client, until, "Missing").error
    assert "InvalidArgs" in ask(client, until, "Echo", "u", (1,)).error


def test_properties_and_their_description(pair: tuple[Bus, Bus], until: Until) -> None:
    _, client = pair
    replies: list[BusReply] = []
    client.get(NAME, PATH, NAME, "Level", replies.append)
    client.get(NAME, PATH, NAME, "Missing", replies.append)
    client.call(NAME, PATH, "org.freedesktop.DBus.Introspectable", "Introspect", on_reply=replies.append)
    until(lambda: len(replies) == 3)
    assert replies[0].body == (7,)
    assert "InvalidArgs" in replies[1].error
    assert '<method name="Echo"><arg type="s" direction="in"/>' in replies[2].body[0]


def test_signals_reach_those_who_asked_and_end_with_cancel(pair: tuple[Bus, Bus], until: Until) -> None:
    server, client = pair
    heard: list[Any] = []
    match = client.on_signal(NAME, "Reported", heard.append, path=PATH, arg0="for me")
    ask(client, until, "Echo", "s", ("the bus has seen the match",))
    for word in ("for others", "for me"):
        server.emit(PATH, NAME, "Reported", "s", (word,))
    until(lambda: heard)
    match.cancel()
    ask(client, until, "Echo", "s", ("gone",))
    server.emit(PATH, NAME, "Reported", "s", ("for me",))
    ask(client, until, "Echo", "s", ("and past",))
    assert heard == [("for me",)]


def test_a_service_that_is_silent_is_not_waited_for_ever(
    connect: Connect, until: Until, bus_desk: desks.Desk
) -> None:
    client = connect()
    silent = socket.socket(socket.AF_UNIX)  # a service that took the name and never reads
    other = Bus(Loop(), "session bus", bus_desk.env["DBUS_SESSION_BUS_ADDRESS"])
    other.request_name(NAME)
    replies: list[BusReply] = []
    client.call(NAME, PATH, NAME, "Echo", "s", ("?",), on_reply=replies.append, timeout_s=0.1)
    until(lambda: replies)
    assert replies[0].error == TIMED_OUT
    other.close()
    other.loop.close()
    silent.close()


def test_a_bus_that_dies_is_told_and_found_again(
    bus_desk: desks.Desk, connect: Connect, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "RETRY_S", (0.05,))
    server, client = connect(), connect()
    server.export(PATH, NAME, ECHO)
    server.request_name(NAME)
    states: list[bool] = []
    client.on_connection(states.append)
    waiting: list[BusReply] = []
    client.call(NAME, PATH, NAME, "Missing", on_reply=waiting.append)
    bus_desk.end("bus")
    until(lambda: states == [False])
    assert waiting and not waiting[0].ok, "who waits is told at once"
    assert client.state.state == "lost"
    bus_desk.start_bus(f"--config-file={bus_desk.folder}/bus.conf")
    until(lambda: states == [False, True] and server.connected)
    wait_owned(client, until)
    assert ask(client, until, "Echo", "s", ("again",)).body == ("again",), "the name was taken again"


def test_no_bus_is_normal(no_session: None, loop: Loop, until: Until) -> None:
    bus = Bus.session(loop)
    assert (bus.connected, bus.state.state) == (False, "absent")
    assert "no session bus" in bus.state.detail
    assert ask(bus, until, "Echo").error == NO_BUS
    bus.emit(PATH, NAME, "Reported", "s", ("nobody",))
    bus.close()


@pytest.mark.parametrize(
    "address", ["autolaunch:", "nonsense", "tcp:host=localhost,port=1", "unix:path=/none"]
)
def test_any_address_is_at_worst_a_reason(loop: Loop, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = Bus.session(loop)
    assert bus.state.state == "absent"
    assert "session bus" in bus.state.detail
    bus.close()


def test_the_runtime_folder_tells_where_the_bus_is(
    bus_desk: desks.Desk, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started by cron, ssh or systemd, nothing is set but the folder is there."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    bus = Bus.session(loop)
    assert bus.connected
    bus.close()


def test_nonsense_from_the_other_end_ends_the_connection(loop: Loop, until: Until, tmp_path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "bus"))
    listener.listen()

    def mischief() -> None:
        peer, _ = listener.accept()
        with peer:
            said = b""
            while b"\r\n" not in said:
                said += peer.recv(1024)
            peer.sendall(b"OK 1234\r\n")
            peer.recv(1024)
            peer.sendall(os.urandom(8) + b"\xff" * 64)

    thread = threading.Thread(target=mischief)
    thread.start()
    bus = Bus(loop, "session bus", f"unix:path={tmp_path}/bus")
    until(lambda: not bus.connected)
    thread.join()
    bus.close()
    listener.close()


def test_signatures_are_split_into_their_types() -> None:
    assert list(single_types("ia{sv}a(iiay)(sa(i)s)v")) == ["i", "a{sv}", "a(iiay)", "(sa(i)s)", "v"]
