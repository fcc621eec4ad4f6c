"""The control socket: answers what it should, survives what it should not be sent."""

from __future__ import annotations

import errno
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from deskbreak.app import client, control
from deskbreak.app.control import LIMIT, SocketServer
from deskbreak.errors import NoDaemon
from deskbreak.paths import Profile
from deskbreak.store import opening


def echo(request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] == "follow":
        return {"ok": True, "follow": True}
    return {"ok": True, "got": request}


@pytest.fixture
def server(loop: Any, tmp_path: Path) -> Iterator[SocketServer]:
    server = SocketServer(loop, tmp_path / "run" / "control.sock", echo)
    server.open()
    yield server
    server.close()


def connect(tmp_path: Path) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX)
    peer.connect(str(tmp_path / "run" / "control.sock"))
    peer.setblocking(False)
    return peer


def read_line(loop: Any, peer: socket.socket) -> dict[str, Any]:
    data = bytearray()

    def more() -> bool:
        try:
            data.extend(peer.recv(65536))
        except BlockingIOError:
            pass
        return data.endswith(b"\n")

    loop.until(more)
    answer: dict[str, Any] = json.loads(data)
    return answer


def ask(loop: Any, tmp_path: Path, data: bytes) -> dict[str, Any]:
    with connect(tmp_path) as peer:
        peer.sendall(data)
        return read_line(loop, peer)


def test_a_request_gets_its_answer(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    assert ask(loop, tmp_path, b'{"do":"status"}\n') == {"ok": True, "got": {"do": "status"}}


def test_the_folder_is_for_its_owner_alone(server: SocketServer, tmp_path: Path) -> None:
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b'{"do":7}\n',
        b"\xff\xfe\n",
        b"[" * 50_000 + b"\n",
        b'"do"\n',
        b"{\n",
    ],
)
def test_nonsense_gets_an_error_answer(loop: Any, server: SocketServer, tmp_path: Path, line: bytes) -> None:
    answer = ask(loop, tmp_path, line)
    assert answer["ok"] is False
    assert answer["code"] == 2


def test_any_bytes_get_an_answer_and_harm_nobody(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(100):
        noise = chance.randbytes(chance.randrange(1, 200)).replace(b"\n", b"") + b"\n"
        assert ask(loop, tmp_path, noise)["ok"] is False
    assert ask(loop, tmp_path, b'{"do":"status"}\n')["ok"] is True


def test_a_request_that_never_ends_is_turned_away(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    with connect(tmp_path) as peer:
        sent = bytearray(b"x" * (LIMIT + 10))

        def all_sent() -> bool:
            try:
                del sent[: peer.send(sent)]
            except BlockingIOError:
                pass
            return not sent

        loop.until(all_sent)
        assert "65536" in read_line(loop, peer)["error"]


def test_a_silent_client_is_dropped_and_holds_up_nobody(
    loop: Any, server: SocketServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "READ_TIMEOUT_S", 0.05)
    with connect(tmp_path) as silent:
        assert ask(loop, tmp_path, b'{"do":"status"}\n')["ok"] is True

        def dropped() -> bool:
            try:
                return silent.recv(1) == b""
            except BlockingIOError:
                return False

        loop.until(dropped)


def test_a_follower_is_told_the_news(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    with connect(tmp_path) as peer:
        peer.sendall(b'{"do":"follow"}\n')
        assert read_line(loop, peer)["follow"] is True
        server.notify_followers({"status": {"phase": "due"}})
        assert read_line(loop, peer) == {"status": {"phase": "due"}}


def test_a_client_that_leaves_at_once_is_no_trouble(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    for _ in range(20):
        connect(tmp_path).close()
        loop.turn(0)
    assert ask(loop, tmp_path, b'{"do":"status"}\n')["ok"] is True


def test_the_socket_goes_with_the_server(loop: Any, tmp_path: Path) -> None:
    path = tmp_path / "gone" / "control.sock"
    server = SocketServer(loop, path, echo)
    server.open()
    assert os.path.lexists(path)
    server.close()
    assert not os.path.lexists(path)


def test_a_follower_that_does_not_read_costs_nothing_and_is_dropped(
    loop: Any, server: SocketServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "READ_TIMEOUT_S", 0.5)
    with connect(tmp_path) as peer:
        peer.sendall(b'{"do": "follow"}\n')
        read_line(loop, peer)
        for _ in range(40):
            server.notify_followers({"status": "x" * 10_000})
        timers = len(loop._timers)
        turns = 0
        while len(loop._timers) and turns < 50 and server._clients:
            loop.turn(0.1)
            turns += 1
        assert turns < 20 and timers < 10
        assert not server._clients


def test_a_follower_that_reads_slowly_gets_all_of_it(loop: Any, server: SocketServer, tmp_path: Path) -> None:
    with connect(tmp_path) as peer:
        peer.sendall(b'{"do": "follow"}\n')
        read_line(loop, peer)
        for number in range(40):
            server.notify_followers({"number": number, "status": "x" * 10_000})
        got = bytearray()

        def more() -> bool:
            try:
                got.extend(peer.recv(30_000))
            except BlockingIOError:
                pass
            return got.count(b"\n") == 40

        loop.until(more)
        assert [json.loads(line)["number"] for line in got.splitlines()] == list(range(40))
        assert server._clients


def test_without_room_for_another_it_rests_and_then_lets_everybody_in(
    loop: Any, server: SocketServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, real = list[float](), server._socket

    class Full:
        def accept(self) -> None:
            tried.append(time.monotonic())
            raise OSError(errno.EMFILE, "Too many open files")

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    monkeypatch.setattr(server, "_socket", Full())
    with connect(tmp_path) as peer:
        peer.sendall(b'{"do":"status"}\n')
        loop.until(lambda: len(tried) == 3)
        assert tried[2] - tried[0] >= 2 * control.ROOM_S * 0.9, "it span"
        monkeypatch.setattr(server, "_socket", real)
        assert read_line(loop, peer)["ok"]


def test_it_can_be_closed_while_it_rests(loop: Any, tmp_path: Path) -> None:
    server = SocketServer(loop, tmp_path / "run" / "control.sock", echo)
    server.open()
    loop.unwatch(server._socket.fileno())
    server._pause = loop.call_later(0.05, server._listen)
    server.close()
    end = time.monotonic() + 0.2
    loop.until(lambda: time.monotonic() > end)


class Crowd(NamedTuple):
    profile: Profile
    door: socket.socket
    waiting: list[socket.socket]


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    """A daemon with a full queue at its door."""
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path)
    profile.runtime.mkdir(parents=True)
    waiting = []
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(profile.socket))
        door.listen(0)
        while True:
            peer = socket.socket(socket.AF_UNIX)
            peer.setblocking(False)
            waiting.append(peer)
            try:
                peer.connect(str(profile.socket))
            except BlockingIOError:
                break
        yield Crowd(profile, door, waiting)
    for peer in waiting:
        peer.close()


@pytest.fixture
def short_runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A socket's path must be short."""
    with tempfile.TemporaryDirectory(prefix="deskbreak-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems make the caller wait")
def test_a_busy_daemon_is_not_an_absent_one(
    short_runtime: None, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = crowd.profile
    monkeypatch.setattr(client, "TIMEOUT_S", 0.2)
    with pytest.raises(client.DaemonBusy, match="runs, but too many") as found:
        client.ask(profile, "status")
    assert found.value.exit_code == 1
    with pytest.raises(client.DaemonBusy):
        next(client.follow(profile))
    assert client.notify_if_running(profile, "reload")
    assert opening._daemon_answers(profile), "its journal would be repaired under its hands"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems make the caller wait")
def test_it_is_asked_as_soon_as_it_has_time(short_runtime: None, crowd: Crowd) -> None:

    def serve() -> None:
        while True:
            peer, _ = crowd.door.accept()
            with peer:
                if peer.recv(100):
                    peer.sendall(b'{"ok": true, "late": 1}\n')
                    return

    thread = threading.Timer(0.1, serve)
    thread.start()
    for peer in crowd.waiting:
        peer.close()
    assert client.ask(crowd.profile, "status")["late"] == 1
    thread.join(5)


def test_nobody_there_is_still_nobody(short_runtime: None, tmp_path: Path) -> None:
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path)
    with pytest.raises(NoDaemon):
        client.ask(profile, "status")
    assert not opening._daemon_answers(profile)
    profile.runtime.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(profile.socket))  # a daemon that was killed leaves its socket without a listener
    with pytest.raises(NoDaemon):
        client.ask(profile, "status")
