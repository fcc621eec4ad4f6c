"""A very small Wayland client: enough to bind globals, send requests and hear events. No library needed.

Binding is done with a short blocking conversation (a compositor answers within a millisecond); afterwards
events arrive through the loop.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Callable, Iterator

from deskbreak.runtime.sockets import unix_socket
from deskbreak.sentences import N_, english

DISPLAY, REGISTRY = 1, 2
TALK_S = 1.0
OnWaylandEvent = Callable[[int, int, bytes], None]  # (object, opcode, payload)


class NoWayland(Exception):
    """There is no compositor to talk to, or it does not answer."""


class Client:
    """One connection. Object ids count up from 3; 1 and 2 are the display and the registry."""

    def __init__(self) -> None:
        self._socket = _connect()
        self._in = b""
        self._last_id = REGISTRY
        self.globals: dict[str, tuple[int, int]] = {}  # interface -> (name, version); the first of each kind
        self.send(DISPLAY, 1, struct.pack("=I", REGISTRY))
        self.roundtrip(lambda *_: None)

    def fileno(self) -> int:
        return self._socket.fileno()

    def new_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def bind(self, interface: str, version: int = 1) -> int:
        """Bind the first global of this interface and give its object id."""
        name = self.globals[interface][0]
        text = interface.encode() + b"\0"
        padded = text + b"\0" * (-len(text) % 4)
        made = self.new_id()
        self.send(
            REGISTRY, 0, struct.pack("=II", name, len(text)) + padded + struct.pack("=II", version, made)
        )
        return made

    def send(self, target: int, opcode: int, payload: bytes = b"") -> None:
        try:
            self._socket.sendall(struct.pack("=II", target, (len(payload) + 8) << 16 | opcode) + payload)
        except OSError as trouble:
            raise NoWayland(english("the compositor is gone: {why}", why=trouble)) from trouble

    def roundtrip(self, on_event: OnWaylandEvent) -> None:
        """Wait until everything sent so far has been handled; events that come meanwhile are dispatched."""
        done = self.new_id()
        self.send(DISPLAY, 0, struct.pack("=I", done))
        finished = False
        while not finished:
            for target, opcode, body in self.read():
                if target == done:
                    finished = True
                else:
                    on_event(target, opcode, body)

    def read(self) -> list[tuple[int, int, bytes]]:
        """The events that are there (waits for some, up to the limit); the registry's are kept here."""
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return []
        except OSError as trouble:
            raise NoWayland(english("the compositor does not answer: {why}", why=trouble)) from trouble
        if not data:
            raise NoWayland(N_("the compositor is gone"))
        self._in += data
        return [event for event in self._complete() if not self._keep(*event)]

    def go_on_by_loop(self) -> None:
        """No more waiting: from now on `read` is called when there is something."""
        self._socket.setblocking(False)

    def close(self) -> None:
        self._socket.close()

    def _complete(self) -> Iterator[tuple[int, int, bytes]]:
        while len(self._in) >= 8:
            target, word = struct.unpack_from("=II", self._in)
            size = word >> 16
            if size < 8 or len(self._in) < size:
                return
            body, self._in = self._in[8:size], self._in[size:]
            yield target, word & 0xFFFF, body

    def _keep(self, target: int, opcode: int, body: bytes) -> bool:
        if (target, opcode) == (DISPLAY, 0):
            raise NoWayland(N_("the compositor refused a request"))
        if (target, opcode) == (REGISTRY, 0):
            name, length = struct.unpack_from("=II", body)
            interface = body[8 : 7 + length].decode("utf-8", "replace")
            version = struct.unpack_from("=I", body, 8 + length + (-length % 4))[0]
            self.globals.setdefault(interface, (name, version))
        return target in (DISPLAY, REGISTRY)


def _connect() -> socket.socket:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        raise NoWayland(N_("not a Wayland session"))
    path = name if name.startswith("/") else f"{os.environ.get('XDG_RUNTIME_DIR', '')}/{name}"
    sock = unix_socket()
    sock.settimeout(TALK_S)
    try:
        sock.connect(path)
    except OSError as trouble:
        sock.close()
        raise NoWayland(
            english("cannot reach the compositor at {path}: {why}", path=path, why=trouble)
        ) from trouble
    return sock
