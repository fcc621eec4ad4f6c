"""The control socket: one JSON line in, one JSON line out. Any bytes get an answer, and disturb no other client.

The socket is in a folder that only its owner can enter; peers of another user are turned away. A silent
client is dropped after two seconds and never holds up others, because nothing here blocks.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from deskbreak.paths import private_dir
from deskbreak.runtime.sockets import unix_socket
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

LIMIT = 64 * 1024
READ_TIMEOUT_S = 2.0
READY_TIMEOUT_S, POLL_INTERVAL_S = 4.0, 0.03  # a request waits so long for a daemon that is just starting
ROOM_S = 0.5  # without a free file descriptor no client is let in for so long
WRITE_LIMIT = 1024 * 1024  # a follower that does not read is dropped at this backlog

_NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

Request = dict[str, Any]
Reply = dict[str, Any]
AnswerRequest = Callable[[Request], Reply]


def refuse(sentence: str, code: int = 1) -> Reply:
    """An answer that says why not; `code` is the exit code for the command line."""
    return {"ok": False, "error": sentence, "code": code}


def answer_line(line: bytes, answer: AnswerRequest) -> Reply:
    """The answer to whatever bytes came."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return refuse(N_("that is not a JSON line"), 2)
    if not isinstance(request, dict) or not isinstance(request.get("do"), str):
        return refuse(N_('a request is an object with "do"'), 2)
    return answer(request)


class ControlServer(Protocol):
    """Takes requests, on whatever this system has for that."""

    def open(self) -> None: ...
    @property
    def is_followed(self) -> bool: ...

    def notify_followers(self, news: Reply) -> None: ...
    def close(self) -> None: ...


class SocketServer:
    """Listens under `path` once it is open; `answer` gets each well-formed request, when the daemon is `ready`."""

    def __init__(
        self, loop: Loop, path: Path, answer: AnswerRequest, ready: Callable[[], bool] = lambda: True
    ) -> None:
        self._loop = loop
        self._answer, self._ready = answer, ready
        self._path = path
        self._clients: set[_Client] = set()
        self._socket = unix_socket()
        self._socket.setblocking(False)
        self._is_open = False
        self._pause: Handle | None = None

    def open(self) -> None:
        """Listen from now on; an OSError or a DeskbreakError says why that cannot be."""
        private_dir(self._path.parent)
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        self._socket.bind(str(self._path))
        self._socket.listen(128)
        self._is_open = True
        self._listen()

    def _listen(self) -> None:
        self._pause = None
        self._loop.watch(self._socket.fileno(), self._accept)

    def _accept(self) -> None:
        try:
            peer, _ = self._socket.accept()
        except OSError as error:
            if error.errno in _NO_ROOM:  # who waits at the door would wake us for ever
                self._loop.unwatch(self._socket.fileno())
                self._pause = self._loop.call_later(ROOM_S, self._listen)
            return
        if not _same_user(peer):
            peer.close()
            return
        peer.setblocking(False)
        self._clients.add(_Client(self._loop, peer, self._answer_bytes, self._ready, self._clients.discard))

    def _answer_bytes(self, line: bytes) -> Reply:
        return answer_line(line, self._answer)

    @property
    def is_followed(self) -> bool:
        """Return True if a client follows the status."""
        return any(client.follows for client in self._clients)

    def notify_followers(self, news: Reply) -> None:
        """Send one line to every client that follows the status."""
        for client in tuple(self._clients):
            if client.follows:
                client.send(news)

    def close(self) -> None:
        for client in tuple(self._clients):
            client.close()
        if self._pause is not None:
            self._pause.cancel()
        if self._is_open:
            self._loop.unwatch(self._socket.fileno())
            with contextlib.suppress(OSError):
                self._path.unlink()
        self._socket.close()


class _Client:
    def __init__(
        self,
        loop: Loop,
        peer: socket.socket,
        answer: Callable[[bytes], Reply],
        ready: Callable[[], bool],
        gone: Callable[[_Client], None],
    ) -> None:
        self._loop, self._peer, self._answer, self._ready, self._gone = loop, peer, answer, ready, gone
        self._in = b""
        self._out = b""
        self.follows = False
        self._asked = self._closed = self._full = False
        self._timeout = loop.call_later(READ_TIMEOUT_S, self.close)
        loop.watch(peer.fileno(), self._read)

    def _read(self) -> None:
        try:
            chunk = self._peer.recv(LIMIT + 1)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        if not chunk:
            self.close()
            return
        if self.follows or self._asked:
            return  # one request a client; whatever else it says is ignored
        self._in += chunk
        if b"\n" in self._in[: LIMIT + 1]:
            self._asked = True
            self._reply(self._in.split(b"\n", 1)[0], READY_TIMEOUT_S)
        elif len(self._in) > LIMIT:
            self._finish(refuse(N_("a request has at most 65536 bytes"), 2))

    def _reply(self, line: bytes, timeout_s: float) -> None:
        if self._closed:
            return
        if timeout_s > 0 and not self._ready():
            self._timeout.cancel()
            self._timeout = self._loop.call_later(
                POLL_INTERVAL_S, lambda: self._reply(line, timeout_s - POLL_INTERVAL_S)
            )
            return
        reply = self._answer(line)
        if reply.get("follow"):
            self.follows = True
            self._timeout.cancel()
            self.send(reply)
        else:
            self._finish(reply)

    def _finish(self, reply: Reply) -> None:
        self._loop.unwatch(self._peer.fileno())
        self.send(reply)
        if not self._out:
            self.close()

    def send(self, reply: Reply) -> None:
        self._out += json.dumps(reply, separators=(",", ":")).encode() + b"\n"
        if len(self._out) > WRITE_LIMIT:
            self.close()
            return
        self._flush()

    def _flush(self) -> None:
        try:
            while self._out and not self._closed:
                self._out = self._out[self._peer.send(self._out) :]
        except BlockingIOError:
            self._wait_for_room()
            return
        except OSError:
            self._out = b""
            self.close()
            return
        if not self.follows:
            self.close()
        elif self._full:
            self._full = False
            self._timeout.cancel()
            self._loop.watch_writable(self._peer.fileno(), None)

    def _wait_for_room(self) -> None:
        """The reader is slow: go on when it has read, and without it if it does not read at all."""
        if not self._full:
            self._full = True
            self._timeout.cancel()
            self._timeout = self._loop.call_later(READ_TIMEOUT_S, self.close)
            self._loop.watch_writable(self._peer.fileno(), self._flush)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._timeout.cancel()
        self._loop.unwatch(self._peer.fileno())
        self._peer.close()
        self._gone(self)


def _same_user(peer: socket.socket) -> bool:
    """Return True if the process at the other end belongs to this user; also where the platform cannot say."""
    if sys.platform == "win32":
        raise OSError("Windows has a control pipe")
    peercred = getattr(socket, "SO_PEERCRED", None)
    if peercred is None:
        return True  # the 0700 folder is the guard
    _pid, uid, _gid = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, peercred, struct.calcsize("3i")))
    return bool(uid == os.getuid())
