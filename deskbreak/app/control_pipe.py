"""The control socket where there are no Unix sockets: a named pipe that carries bytes, behind a shared secret.

The same requests and replies as `control`, one JSON line each. Threads wait on the pipe, because its system has
nothing that a loop could watch; every request is answered on the loop.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.app.control import LIMIT, READ_TIMEOUT_S, READY_TIMEOUT_S, Reply, Request, answer_line, refuse
from deskbreak.paths import private_dir
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

KEY_FILE = "control.key"
GONE = (OSError, EOFError, AuthenticationError)
MAX_PEERS = 32  # who comes beyond them is turned away
REST_S = 0.1  # after a failure to accept; without it a lasting one would take a whole core


_Step = Callable[[Any, bytes], None]


def address(path: Path) -> tuple[str, str]:
    """Where the pipe of this control path is, and its family; a Unix socket where there are no named pipes."""
    if sys.platform == "win32":
        return rf"\\.\pipe\{path.parent.name}", "AF_PIPE"
    return str(path), "AF_UNIX"


class PipeServer:
    """Listens under `path` once it is open; `answer` is called on the loop with each well-formed request."""

    def __init__(
        self,
        loop: Loop,
        path: Path,
        answer: Callable[[Request], Reply],
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self._loop, self._path, self._answer, self._ready = loop, path, answer, ready
        self._followers: set[Connection[Any, Any]] = set()
        self._key = b""
        self._room = threading.Semaphore(MAX_PEERS)
        self._listener: Listener | None = None
        self._over = threading.Event()

    def open(self) -> None:
        """Listen from now on; an OSError says why that cannot be."""
        private_dir(self._path.parent)
        where, family = address(self._path)
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._key = _make_key(self._path.parent / KEY_FILE)
        # Without the key: the listener would ask for it in its one thread, and who says nothing would hold up all.
        self._listener = listener = Listener(where, family)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    @property
    def is_followed(self) -> bool:
        """Return True if a client follows the status."""
        return bool(self._followers)

    def notify_followers(self, news: Reply) -> None:
        """Send one line to every client that follows the status."""
        for peer in tuple(self._followers):
            try:
                peer.send_bytes(_line(news))
            except GONE:
                self._followers.discard(peer)

    def close(self) -> None:
        self._over.set()
        if self._listener is not None:
            self._listener.close()
        for peer in self._followers:
            peer.close()

    def _accept(self, listener: Listener) -> None:
        while not self._over.is_set():
            try:
                peer = listener.accept()
            except GONE:
                self._over.wait(REST_S)
                continue
            if not self._room.acquire(blocking=False):
                peer.close()
                continue
            threading.Thread(target=self._host, args=(peer,), daemon=True).start()

    def _host(self, peer: Connection[Any, Any]) -> None:
        try:
            _prove(peer, self._key, READ_TIMEOUT_S, first=deliver_challenge, then=answer_challenge)
            self._serve(peer)
        except GONE:
            peer.close()  # a stranger without the key, or one who says nothing
        finally:
            self._room.release()

    def _serve(self, peer: Connection[Any, Any]) -> None:
        with contextlib.suppress(*GONE):
            if not peer.poll(READ_TIMEOUT_S):
                peer.close()
                return
            reply = self._on_loop(peer.recv_bytes(LIMIT))
            peer.send_bytes(_line(reply))
            if reply.get("follow"):
                self._followers.add(peer)
                return
        peer.close()

    def _on_loop(self, line: bytes) -> Reply:
        """The answer, made on the loop once the daemon is ready, or when the timeout ends."""
        done, replies = threading.Event(), list[Reply]()

        def work() -> None:
            replies.append(answer_line(line, self._answer))
            done.set()

        waited = 0.0
        while not self._ready() and waited < READY_TIMEOUT_S:
            done.wait(0.05)
            waited += 0.05
        self._loop.call_threadsafe(work)
        return replies[0] if done.wait(READY_TIMEOUT_S) else refuse(N_("deskbreak did not answer in time"))


class PipeClient:
    """One request to the daemon; raises OSError when none is there."""

    def __init__(self, path: Path, timeout_s: float) -> None:
        where, family = address(path)
        self._timeout_s: float | None = timeout_s
        key = (path.parent / KEY_FILE).read_bytes()
        self._peer = Client(where, family)
        try:
            _prove(self._peer, key, timeout_s, first=answer_challenge, then=deliver_challenge)
        except GONE as error:
            self._peer.close()
            raise OSError(str(error)) from error

    def send(self, request: Request) -> None:
        self._peer.send_bytes(_line(request))

    def wait_for_ever(self) -> None:
        """From now on replies may take their time."""
        self._timeout_s = None

    def replies(self) -> Iterator[Reply]:
        while self._peer.poll(self._timeout_s):
            try:
                yield json.loads(self._peer.recv_bytes())
            except EOFError:
                return
        raise TimeoutError(N_("no answer"))

    def close(self) -> None:
        self._peer.close()


class _Timed:
    """A connection whose other end may not keep silent for longer than the timeout."""

    def __init__(self, peer: Any, timeout_s: float) -> None:
        self._peer, self._timeout_s = peer, timeout_s
        self.send_bytes = peer.send_bytes

    def recv_bytes(self, maxlength: int) -> bytes:
        if not self._peer.poll(self._timeout_s):
            raise TimeoutError(N_("the other end says nothing"))
        received: bytes = self._peer.recv_bytes(maxlength)
        return received


def _prove(peer: Any, key: bytes, timeout_s: float, *, first: _Step, then: _Step) -> None:
    """Each end shows the other that it knows the key; one of GONE where it does not, or says nothing."""
    timed = _Timed(peer, timeout_s)
    first(timed, key)
    then(timed, key)


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def _make_key(file: Path) -> bytes:
    """A new secret for this daemon, readable by its owner alone."""
    key = os.urandom(32)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(key)
    return key
