"""The control socket turn by turn: timeouts, limits and who is let in, on a loop and sockets that the test holds."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import control
from deskbreak.app.control import LIMIT, WRITE_LIMIT, SocketServer, answer_line, refuse


class Timer:
    def __init__(self, wait_s: float, run: Callable[[], None]) -> None:
        self.wait_s, self.run, self.over = wait_s, run, False

    def cancel(self) -> None:
        self.over = True


class HandLoop:
    """Keeps what it should watch and call; the test does both."""

    def __init__(self) -> None:
        self.watched: dict[int, Callable[[], None]] = {}
        self.writable: dict[int, Callable[[], None] | None] = {}
        self.timers: list[Timer] = []

    def watch(self, fd: int, run: Callable[[], None]) -> None:
        self.watched[fd] = run

    def unwatch(self, fd: int) -> None:
        self.watched.pop(fd, None)

    def watch_writable(self, fd: int, run: Callable[[], None] | None) -> None:
        self.writable[fd] = run

    def call_later(self, wait_s: float, run: Callable[[], None]) -> Timer:
        self.timers.append(Timer(wait_s, run))
        return self.timers[-1]

    def waits(self) -> list[float]:
        return [one.wait_s for one in self.timers if not one.over]

    def runs(self) -> None:
        """The timer that was set last is over."""
        self.timers[-1].over = True
        self.timers[-1].run()


class Peer:
    """A client's socket: says what the test wants, and takes as much as it is told to."""

    def __init__(self) -> None:
        self.said: list[bytes | OSError] = []
        self.got = b""
        self.room = 10_000_000
        self.fault: OSError | None = None
        self.closed = False

    def fileno(self) -> int:
        return 7

    def setblocking(self, _blocks: bool) -> None: ...

    def recv(self, _most: int) -> bytes:
        one = self.said.pop(0) if self.said else BlockingIOError()
        if isinstance(one, OSError):
            raise one
        return one

    def send(self, data: bytes) -> int:
        if self.fault is not None:
            raise self.fault
        if not self.room:
            raise BlockingIOError
        taken = data[: self.room]
        self.room -= len(taken)
        self.got += taken
        return len(taken)

    def close(self) -> None:
        self.closed = True


class Talk:
    """One client that was let in."""

    def __init__(self) -> None:
        self.loop, self.peer = HandLoop(), Peer()
        self.ready, self.left = True, list[Any]()
        self.lines: list[bytes] = []
        self.reply: dict[str, Any] = {"ok": True}
        loop: Any = self.loop
        peer: Any = self.peer
        self.client = control._Client(loop, peer, self._answer, lambda: self.ready, self.left.append)

    def _answer(self, line: bytes) -> dict[str, Any]:
        self.lines.append(line)
        return self.reply

    def says(self, *data: bytes | OSError) -> None:
        for one in data:
            self.peer.said.append(one)
            self.loop.watched[7]()

    def follows(self) -> Talk:
        self.reply = {"ok": True, "follow": True}
        self.says(b'{"do":"follow"}\n')
        self.peer.got = b""
        return self

    @property
    def is_gone(self) -> bool:
        """Closed, let go of, and neither watched nor waited for."""
        gone = [
            self.peer.closed,
            self.left == [self.client],
            7 not in self.loop.watched,
            not self.loop.waits(),
        ]
        assert len(set(gone)) == 1, gone
        return self.peer.closed


@pytest.fixture
def talk() -> Talk:
    return Talk()


# -- requests -------------------------------------------------------------------------------------------------


def test_a_request_may_come_in_pieces_and_has_one_answer(talk: Talk) -> None:
    talk.says(b'{"do":', BlockingIOError(), b'"x"}\n{"do":"y"}\n')
    assert talk.lines == [b'{"do":"x"}']
    assert talk.peer.got == b'{"ok":true}\n' and talk.is_gone


def test_a_silent_client_is_dropped_after_two_seconds(talk: Talk) -> None:
    assert talk.loop.waits() == [2.0]
    talk.loop.runs()
    assert talk.is_gone and talk.peer.got == b""


@pytest.mark.parametrize("end", [b"", OSError(errno.ECONNRESET, "reset")])
def test_one_that_leaves_is_let_go_of(talk: Talk, end: bytes | OSError) -> None:
    talk.says(b'{"do"', end)
    assert talk.is_gone and talk.lines == []


TOO_LONG = {"ok": False, "error": "a request has at most 65536 bytes", "code": 2}


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        (b"x" * LIMIT + b"\n", True),
        (b"x" * (LIMIT + 1) + b"\n", False),
        (b"x" * (LIMIT + 1), False),
    ],
)
def test_a_request_has_at_most_64_kib(talk: Talk, line: bytes, answered: bool) -> None:
    assert LIMIT == 65536
    talk.says(line)
    assert (len(talk.lines) == 1) is answered and talk.is_gone
    assert json.loads(talk.peer.got) == (talk.reply if answered else TOO_LONG)


def test_as_long_as_it_may_be_it_is_waited_for(talk: Talk) -> None:
    talk.says(b"x" * LIMIT)
    assert not talk.is_gone and talk.peer.got == b""
    talk.says(b"\n")
    assert len(talk.lines) == 1


def test_a_daemon_that_just_starts_is_waited_for(talk: Talk) -> None:
    talk.ready = False
    talk.says(b'{"do":"x"}\n', b'{"do":"y"}\n')
    for _ in range(3):
        assert talk.loop.waits() == [0.03] and talk.lines == []
        talk.loop.runs()
    talk.ready = True
    talk.loop.runs()
    assert talk.lines == [b'{"do":"x"}'] and talk.is_gone


def test_one_that_starts_for_too_long_answers_all_the_same(talk: Talk) -> None:
    talk.ready, times = False, 0
    talk.says(b'{"do":"x"}\n')
    while not talk.lines:
        talk.loop.runs()
        times += 1
    assert 0.03 * times == pytest.approx(4.0, abs=0.05) and talk.is_gone


def test_one_that_left_meanwhile_is_asked_nothing(talk: Talk) -> None:
    talk.ready = False
    talk.says(b'{"do":"x"}\n', b"")
    timer = talk.loop.timers[-1]
    assert talk.is_gone
    talk.ready = True
    timer.run()
    assert talk.lines == [] and talk.peer.got == b""


# -- replies and news -----------------------------------------------------------------------------------------


def test_a_follower_stays_and_is_never_too_late(talk: Talk) -> None:
    talk.reply = {"ok": True, "follow": True}
    talk.says(b'{"do":"follow"}\n', b'{"do":"more"}\n')
    assert talk.client.follows and len(talk.lines) == 1
    assert talk.peer.got == b'{"ok":true,"follow":true}\n'
    assert not talk.peer.closed and talk.loop.waits() == [] and 7 in talk.loop.watched
    talk.client.send({"n": 1})
    assert talk.peer.got.endswith(b'\n{"n":1}\n') and talk.loop.writable == {}


def test_a_reply_that_does_not_fit_goes_on_when_there_is_room(talk: Talk) -> None:
    talk.peer.room = 4
    talk.says(b'{"do":"x"}\n')
    assert talk.peer.got == b'{"ok' and not talk.peer.closed
    assert talk.loop.waits() == [2.0]  # a new time limit, and not the one for reading
    talk.peer.room = 100
    flush = talk.loop.writable[7]
    assert flush is not None
    flush()
    assert talk.peer.got == b'{"ok":true}\n' and talk.is_gone


def test_a_follower_that_reads_again_is_followed_on(talk: Talk) -> None:
    talk.follows()
    talk.peer.room = 3
    talk.client.send({"n": 1})
    talk.client.send({"n": 2})
    assert talk.loop.waits() == [2.0] and talk.peer.got == b'{"n'
    talk.peer.room = 100
    flush = talk.loop.writable[7]
    assert flush is not None
    flush()
    assert talk.peer.got == b'{"n":1}\n{"n":2}\n'
    assert talk.loop.waits() == [] and talk.loop.writable == {7: None} and not talk.peer.closed
    talk.peer.room = 0
    talk.client.send({"n": 3})  # slow once more
    assert talk.loop.waits() == [2.0]
    talk.loop.runs()
    assert talk.is_gone


def test_a_backlog_of_a_mebibyte_is_the_end(talk: Talk) -> None:
    talk.follows()
    talk.peer.room = 0
    quotes = len(b'""\n')
    talk.client.send("x" * (WRITE_LIMIT - quotes))  # type: ignore[arg-type]
    assert WRITE_LIMIT == 1024 * 1024 and not talk.peer.closed
    talk.client.send({})
    assert talk.is_gone


def test_a_broken_connection_is_the_end(talk: Talk) -> None:
    talk.follows()
    talk.peer.fault = OSError(errno.EPIPE, "broken")
    talk.client.send({"n": 1})
    assert talk.is_gone
    talk.client.close()
    assert len(talk.left) == 1  # once is enough


# -- who is let in ----------------------------------------------------------------------------------------------


class Server:
    """A server behind whose door the test stands."""

    def __init__(self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.loop = HandLoop()
        self.peers: list[Any] = []
        self.ours = True
        loop: Any = self.loop
        self.server = SocketServer(loop, tmp_path / "run" / "control.sock", lambda request: {"got": request})
        self.server._socket.close()
        self.server._socket = SimpleNamespace(  # type: ignore[assignment]
            fileno=lambda: 3, accept=self._accept, close=lambda: self.peers.append("closed")
        )
        self.server._listen()
        monkeypatch.setattr(control, "_same_user", lambda _peer: self.ours)

    def _accept(self) -> Any:
        found = self.peers.pop(0)
        if isinstance(found, OSError):
            raise found
        return found, None


@pytest.fixture
def door(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(tmp_path, monkeypatch)


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM])
def test_without_room_the_door_rests_for_half_a_second(door: Server, number: int) -> None:
    door.peers = [OSError(number, "no room")]
    door.loop.watched[3]()
    assert door.loop.watched == {} and door.loop.waits() == [0.5]
    door.loop.runs()
    assert list(door.loop.watched) == [3] and door.server._pause is None


def test_another_fault_at_the_door_is_no_rest(door: Server) -> None:
    door.peers = [OSError(errno.ECONNABORTED, "gone"), BlockingIOError()]
    door.loop.watched[3]()
    door.loop.watched[3]()
    assert list(door.loop.watched) == [3] and door.loop.waits() == []


def test_another_users_process_is_turned_away(door: Server) -> None:
    stranger, own = Peer(), Peer()
    door.ours, door.peers = False, [stranger]
    door.loop.watched[3]()
    assert stranger.closed and not door.server._clients
    door.ours, door.peers = True, [own]
    door.loop.watched[3]()
    assert not own.closed and len(door.server._clients) == 1
    own.said.append(b'{"do":"x"}\n')
    door.loop.watched[7]()
    assert own.got == b'{"got":{"do":"x"}}\n' and not door.server._clients


def test_only_who_follows_hears_the_news(door: Server) -> None:
    asks, follows = Peer(), Peer()
    door.server._answer = lambda _request: {"follow": True}
    for peer in (follows, asks):
        door.peers = [peer]
        door.loop.watched[3]()
        assert door.server.is_followed is (peer is asks)
        if peer is follows:
            peer.said.append(b'{"do":"follow"}\n')
            door.loop.watched[7]()
    door.server.notify_followers({"n": 1})
    assert follows.got.endswith(b'{"n":1}\n') and asks.got == b""
    door.server.close()
    assert asks.closed and follows.closed and door.peers == ["closed"]


def test_one_user_is_told_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import socket

    one, other = socket.socketpair()
    with one, other:
        assert control._same_user(one)
        monkeypatch.setattr(os, "getuid", lambda: -5)
        assert not control._same_user(one)


# -- words ------------------------------------------------------------------------------------------------------


def test_a_refusal_is_an_ordinary_failure_unless_it_says_otherwise() -> None:
    assert refuse("no") == {"ok": False, "error": "no", "code": 1}
    assert refuse("no", 3) == {"ok": False, "error": "no", "code": 3}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nonsense", "that is not a JSON line"),
        (b"\xff", "that is not a JSON line"),
        (b"[" * 100_000, "that is not a JSON line"),
        (b"[]", 'a request is an object with "do"'),
        (b'{"do": 1}', 'a request is an object with "do"'),
        (b'{"to": "x"}', 'a request is an object with "do"'),
    ],
)
def test_any_bytes_have_an_answer(line: bytes, error: str) -> None:
    assert answer_line(line, lambda _request: {"ok": True}) == {"ok": False, "error": error, "code": 2}
    assert answer_line(b'{"do": "x"}', lambda request: {"got": request}) == {"got": {"do": "x"}}
