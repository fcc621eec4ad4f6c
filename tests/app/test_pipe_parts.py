"""The control pipe's parts: peers that the test holds, what is sent to them, and how long each is waited for."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import control_pipe as module
from deskbreak.app.control_pipe import PipeClient, PipeServer, _Timed

PATH = Path("/run/deskbreak/control.sock")
GONE = [OSError("gone"), EOFError(), AuthenticationError("a stranger")]


class Peer:
    """One end of a pipe: what it says, how long it was waited for, what it got."""

    def __init__(self, *says: bytes | Exception, fails: Exception | None = None) -> None:
        self.says, self.fails = list(says), fails
        self.got: list[bytes] = []
        self.polls: list[float | None] = []
        self.limits: list[int | None] = []
        self.closed = 0

    def poll(self, timeout_s: float | None) -> bool:
        self.polls.append(timeout_s)
        return bool(self.says)

    def recv_bytes(self, limit: int | None = None) -> bytes:
        self.limits.append(limit)
        one = self.says.pop(0)
        if isinstance(one, Exception):
            raise one
        return one

    def send_bytes(self, data: bytes) -> None:
        if self.fails is not None:
            raise self.fails
        self.got.append(data)

    def close(self) -> None:
        self.closed += 1


class Pipes:
    """A server on a loop that runs at once what it is given, or never."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs, self.ready = True, True
        self.proofs: list[tuple[Any, ...]] = []
        self.stranger: Exception | None = None
        monkeypatch.setattr(module, "_prove", self._prove)
        loop: Any = SimpleNamespace(call_threadsafe=lambda work: work() if self.runs else None)
        self.reply: dict[str, Any] = {"ok": True}
        self.requests: list[dict[str, Any]] = []
        self.server = PipeServer(loop, PATH, self._answer, lambda: self.ready)

    def _prove(self, *what: Any, **order: Any) -> None:
        self.proofs.append((*what[1:], order["first"].__name__, order["then"].__name__))
        if self.stranger is not None:
            raise self.stranger

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self.requests.append(request)
        return self.reply

    def hosts(self, peer: Peer) -> Peer:
        """As its thread does, for which there is room."""
        server: Any = self.server
        assert server._room.acquire(blocking=False)
        server._host(peer)
        return peer

    def room(self) -> int:
        """How many more peers there is room for."""
        taken = 0
        while self.server._room.acquire(blocking=False):
            taken += 1
        for _ in range(taken):
            self.server._room.release()
        return taken


@pytest.fixture
def pipes(monkeypatch: pytest.MonkeyPatch) -> Pipes:
    return Pipes(monkeypatch)


# -- one peer -------------------------------------------------------------------------------------------------


def test_a_peer_proves_the_key_and_has_one_answer(pipes: Pipes) -> None:
    peer = pipes.hosts(Peer(b'{"do": "status"}\n', b'{"do": "stop"}\n'))
    assert pipes.proofs == [(b"", 2.0, "deliver_challenge", "answer_challenge")]
    assert pipes.requests == [{"do": "status"}] and peer.got == [b'{"ok":true}\n']
    assert (peer.polls, peer.limits, peer.closed) == ([2.0], [65536], 1)
    assert pipes.room() == 32


@pytest.mark.parametrize("fault", GONE)
def test_a_stranger_is_turned_away_and_makes_room(pipes: Pipes, fault: Exception) -> None:
    pipes.stranger = fault
    peer = pipes.hosts(Peer(b'{"do": "status"}\n'))
    assert peer.closed == 1 and pipes.requests == [] and pipes.room() == 32


def test_one_that_says_nothing_is_let_go_of(pipes: Pipes) -> None:
    peer = pipes.hosts(Peer())
    assert (peer.closed, peer.polls, peer.got) == (1, [2.0], []) and pipes.room() == 32


@pytest.mark.parametrize("fault", GONE)
def test_one_that_leaves_in_the_middle_is_let_go_of(pipes: Pipes, fault: Exception) -> None:
    assert pipes.hosts(Peer(fault)).closed == 1
    assert pipes.hosts(Peer(b'{"do": "status"}\n', fails=fault)).closed == 1
    assert pipes.room() == 32


@pytest.mark.parametrize("fault", GONE)
def test_a_follower_stays_until_it_leaves(pipes: Pipes, fault: Exception) -> None:
    pipes.reply = {"ok": True, "follow": True}
    assert not pipes.server.is_followed
    peer, other = (pipes.hosts(Peer(b'{"do": "follow"}\n')) for _ in range(2))
    assert pipes.server.is_followed and peer.closed == 0
    pipes.server.notify_followers({"n": 1})
    peer.fails = fault
    pipes.server.notify_followers({"n": 2})
    peer.fails = None
    pipes.server.notify_followers({"n": 3})
    assert (len(peer.got), peer.got[-1]) == (2, b'{"n":1}\n')
    assert other.got[1:] == [b'{"n":1}\n', b'{"n":2}\n', b'{"n":3}\n']
    pipes.server.close()
    assert other.closed == 1


# -- answers on the loop ----------------------------------------------------------------------------------------


def asks(pipes: Pipes) -> dict[str, Any]:
    server: Any = pipes.server
    found: dict[str, Any] = server._on_loop(b'{"do": "status"}')
    return found


class Event(threading.Event):
    """One that never waits, and notes how long it should have."""

    waited: list[float | None]

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        return self.is_set()


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """How long something was waited for, each time."""
    found: list[float | None] = []
    made: Any = type("Noted", (Event,), {"waited": found})
    monkeypatch.setattr(module, "threading", SimpleNamespace(Event=made, Semaphore=threading.Semaphore))
    return found


def test_an_answer_is_waited_for_as_long_as_a_start_takes(pipes: Pipes, waited: list[float | None]) -> None:
    assert asks(pipes) == {"ok": True} and waited == [4.0]
    pipes.runs = False
    assert asks(pipes) == {"ok": False, "error": "deskbreak did not answer in time", "code": 1}


def test_a_daemon_that_is_not_ready_is_waited_for(pipes: Pipes, waited: list[float | None]) -> None:
    pipes.ready = False
    assert asks(pipes) == {"ok": True}
    *while_it_starts, for_the_answer = waited
    assert set(while_it_starts) == {0.05} and for_the_answer == 4.0
    assert sum(one or 0.0 for one in while_it_starts) == pytest.approx(4.0, abs=0.06)


# -- the door -----------------------------------------------------------------------------------------------------


class Door:
    """A listener through which these peers come; then the server is over."""

    def __init__(self, server: Any, *comes: Peer | Exception) -> None:
        self._server, self._comes = server, list(comes)

    def accept(self) -> Peer:
        if len(self._comes) == 1:
            self._server._over.set()
        one = self._comes.pop(0)
        if isinstance(one, Exception):
            raise one
        return one


def test_who_comes_beyond_32_is_turned_away(pipes: Pipes, monkeypatch: pytest.MonkeyPatch) -> None:
    hosted: list[Any] = []
    server: Any = pipes.server
    thread = threading.current_thread
    monkeypatch.setattr(
        server, "_host", lambda _peer: hosted.append(thread().daemon)
    )  # none of them ever leaves
    peers = [Peer() for _ in range(34)]
    server._accept(Door(server, *peers))
    for _ in range(1000):
        if len(hosted) == 32:
            break
        threading.Event().wait(0.005)
    assert [peer.closed for peer in peers] == [0] * 32 + [1, 1]
    assert hosted == [True] * 32  # who stays holds no end of the daemon up


@pytest.mark.parametrize("fault", GONE)
def test_a_failure_at_the_door_rests_a_moment_and_goes_on(
    pipes: Pipes, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    server: Any = pipes.server
    rests: list[float] = []
    hosted = threading.Event()
    over = SimpleNamespace(is_set=lambda: len(rests) == 2, set=lambda: None, wait=rests.append)
    monkeypatch.setattr(server, "_over", over)
    monkeypatch.setattr(server, "_host", lambda _peer: hosted.set())
    server._accept(Door(server, fault, Peer(), fault))
    assert rests == [0.1, 0.1] and hosted.wait(5)


def test_the_key_is_new_each_time_and_its_owners_alone(tmp_path: Path, loop: Any) -> None:
    keys = []
    for _ in range(2):
        server = PipeServer(loop, tmp_path / "run" / "control.sock", lambda request: request)
        before = set(threading.enumerate())
        server.open()
        assert all(one.daemon for one in set(threading.enumerate()) - before)
        keys.append((tmp_path / "run" / module.KEY_FILE).read_bytes())
        assert stat.S_IMODE((tmp_path / "run" / module.KEY_FILE).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
        server.close()
    assert keys[0] != keys[1] and [len(key) for key in keys] == [32, 32]


def test_a_server_that_was_never_opened_can_be_closed(pipes: Pipes) -> None:
    pipes.server.close()
    assert pipes.server._over.is_set()


# -- the client -----------------------------------------------------------------------------------------------------


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[PipeClient, Peer]]:
    (tmp_path / module.KEY_FILE).write_bytes(b"key")

    def make(*says: bytes | Exception) -> tuple[PipeClient, Peer]:
        peer = Peer(*says)
        monkeypatch.setattr(module, "Client", lambda *_where: peer)
        monkeypatch.setattr(module, "_prove", lambda *_what, **_order: None)
        return PipeClient(tmp_path / "control.sock", 5.0), peer

    return make


def test_a_request_is_one_line_and_its_replies_are_waited_for(client: Any) -> None:
    one, peer = client(b'{"n": 1}', b'{"n": 2}')
    one.send({"do": "status"})
    assert peer.got == [b'{"do":"status"}\n'] and json.loads(peer.got[0]) == {"do": "status"}
    replies = one.replies()
    assert next(replies) == {"n": 1}
    one.wait_for_ever()
    assert next(replies) == {"n": 2}
    with pytest.raises(TimeoutError, match="no answer"):
        next(replies)
    assert peer.polls == [5.0, None, None]
    one.close()
    assert peer.closed == 1


def test_the_end_of_the_daemon_is_the_end_of_its_replies(client: Any) -> None:
    one, _ = client(b'{"n": 1}', EOFError())
    assert list(one.replies()) == [{"n": 1}]


@pytest.mark.parametrize("fault", GONE)
def test_a_daemon_without_the_key_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    (tmp_path / module.KEY_FILE).write_bytes(b"key")
    peer, proofs = Peer(), list[tuple[Any, ...]]()

    def prove(who: Any, key: bytes, timeout_s: float, **order: Any) -> None:
        proofs.append((who is peer, key, timeout_s, order["first"].__name__, order["then"].__name__))
        raise fault

    monkeypatch.setattr(module, "Client", lambda *_where: peer)
    monkeypatch.setattr(module, "_prove", prove)
    with pytest.raises(OSError):
        PipeClient(tmp_path / "control.sock", 5.0)
    assert proofs == [(True, b"key", 5.0, "answer_challenge", "deliver_challenge")] and peer.closed == 1


def test_both_ends_show_that_they_know_the_key() -> None:
    steps: list[tuple[str, bytes]] = []
    peer = Peer(b"hello")

    def first(timed: Any, key: bytes) -> None:
        steps.append(("first", key))
        timed.send_bytes(timed.recv_bytes(100))

    module._prove(peer, b"key", 3.0, first=first, then=lambda _timed, key: steps.append(("then", key)))
    assert steps == [("first", b"key"), ("then", b"key")]
    assert (peer.got, peer.polls, peer.limits) == ([b"hello"], [3.0], [100])
    with pytest.raises(TimeoutError, match="says nothing"):
        _Timed(Peer(), 1.0).recv_bytes(10)
