"""A very small X11 client: extensions, atoms and properties over the display's socket. No library needed.

Requests are answered by a short blocking conversation (a display answers within a millisecond); events can be
watched on the loop afterwards.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

from deskbreak.plain_file import read_plain
from deskbreak.runtime.sockets import unix_socket
from deskbreak.sentences import N_, english

TALK_S = 1.0
MAX_AUTHORITY = 1024 * 1024  # bytes of the file of cookies
_FAMILY_LOCAL, _FAMILY_WILD = 256, 65535
_COOKIE = b"MIT-MAGIC-COOKIE-1"


class NoX11(Exception):
    """There is no display to talk to, or it does not answer as it should."""


class Display:
    """One connection; `events` collects what the display says unasked."""

    def __init__(self) -> None:
        number, screen, self._socket = _connect()
        self._in = b""
        self.events: list[bytes] = []
        self._sequence = 0
        try:
            self._setup(number, screen)
        except BaseException:
            self._socket.close()
            raise

    def fileno(self) -> int:
        return self._socket.fileno()

    def new_id(self) -> int:
        self._last_id += 1
        return self._base + self._last_id

    def send(self, opcode: int, detail: int, body: bytes = b"") -> None:
        """Send a request that has no answer."""
        body += b"\0" * (-len(body) % 4)
        self._sequence = (self._sequence + 1) & 0xFFFF
        try:
            self._socket.sendall(struct.pack("=BBH", opcode, detail, len(body) // 4 + 1) + body)
        except OSError as trouble:
            raise NoX11(english("the display is gone: {why}", why=trouble)) from trouble

    def ask(self, opcode: int, detail: int, body: bytes = b"") -> bytes:
        """Send a request and give its whole reply (32 bytes and more)."""
        self.send(opcode, detail, body)
        wanted = self._sequence
        while True:
            message = self._next()
            kind, sequence = message[0], struct.unpack_from("=H", message, 2)[0]
            if kind == 1 and sequence == wanted:
                return message
            if kind == 0 and sequence == wanted:
                raise NoX11(
                    english(
                        "the display refused request {code} (error {error})", code=opcode, error=message[1]
                    )
                )
            if kind > 1:
                self.events.append(message)

    def extension(self, name: str) -> tuple[int, int]:
        """The extension's opcode and its first event; raises when the display has none of that name."""
        text = name.encode()
        reply = self.ask(98, 0, struct.pack("=HH", len(text), 0) + text)
        if not reply[8]:
            raise NoX11(english("the display has no {extension}", extension=name))
        return reply[9], reply[10]

    def atom(self, name: str) -> int:
        """The number of a name; 0 when no client of this display has used it."""
        text = name.encode()
        return int(struct.unpack_from("=I", self.ask(16, 1, struct.pack("=HH", len(text), 0) + text), 8)[0])

    def numbers(self, window: int, prop: int) -> tuple[int, ...]:
        """A window's property as 32-bit numbers; empty when it has none."""
        reply = self.ask(20, 0, struct.pack("=IIIII", window, prop, 0, 0, 1024))
        width, count = reply[1], struct.unpack_from("=I", reply, 16)[0]
        return struct.unpack_from(f"={count}I", reply, 32) if width == 32 else ()

    def read_events(self) -> list[bytes]:
        """The events that are there, for use from the loop."""
        self._socket.setblocking(False)
        try:
            while True:
                message = self._next()
                if message[0] > 1:
                    self.events.append(message)
        except BlockingIOError:
            pass
        finally:
            self._socket.settimeout(TALK_S)
        found, self.events = self.events, []
        return found

    def close(self) -> None:
        self._socket.close()

    def _setup(self, number: str, screen: int) -> None:
        name, data = _authority(number)
        head = struct.pack("=BxHHHHxx", _byte_order(), 11, 0, len(name), len(data))
        self._socket.sendall(head + _padded(name) + _padded(data))
        status = self._exactly(8)
        rest = self._exactly(struct.unpack_from("=H", status, 6)[0] * 4)
        if status[0] != 1:
            words = rest[: status[1]].decode("utf-8", "replace").strip()
            raise NoX11(english("the display refused: {why}", why=words or N_("no reason given")))
        self._base: int = struct.unpack_from("=I", rest, 4)[0]
        self._last_id = 0
        self.root = _root(rest, screen)

    def _next(self) -> bytes:
        head = self._peek(32)
        more = struct.unpack_from("=I", head, 4)[0] * 4 if head[0] in (1, 35) else 0
        self._peek(32 + more)
        return self._take(32 + more)

    def _exactly(self, size: int) -> bytes:
        self._peek(size)
        return self._take(size)

    def _peek(self, size: int) -> bytes:
        while len(self._in) < size:
            try:
                data = self._socket.recv(65536)
            except BlockingIOError:
                raise
            except OSError as trouble:
                raise NoX11(english("the display does not answer: {why}", why=trouble)) from trouble
            if not data:
                raise NoX11(N_("the display is gone"))
            self._in += data
        return self._in[:size]

    def _take(self, size: int) -> bytes:
        found, self._in = self._in[:size], self._in[size:]
        return found


def _connect() -> tuple[str, int, socket.socket]:
    """The display's number, our screen, and a socket to it."""
    name = os.environ.get("DISPLAY", "")
    if not name:
        raise NoX11(N_("no X11 display"))
    host, _, rest = name.rpartition(":")
    number, _, screen = rest.partition(".")
    if not number.isdigit():
        raise NoX11(english("DISPLAY={name} names no display", name=name))
    if host not in ("", "unix") and not host.startswith("/"):
        raise NoX11(N_("the display is on another machine"))  # nothing here talks to a network
    sock = unix_socket()
    sock.settimeout(TALK_S)
    path = f"/tmp/.X11-unix/X{number}"
    for place in (path, "\0" + path):
        try:
            sock.connect(place)
            return number, int(screen or 0) if (screen or "0").isdigit() else 0, sock
        except OSError as trouble:
            why = trouble
    sock.close()
    raise NoX11(english("cannot reach the display {name}: {why}", name=name, why=why))


def _authority(number: str) -> tuple[bytes, bytes]:
    """The cookie for this display, where there is a file of them."""
    path = Path(os.environ.get("XAUTHORITY") or Path.home() / ".Xauthority")
    try:
        data = read_plain(path, max_bytes=MAX_AUTHORITY)
    except OSError:
        return b"", b""
    host = socket.gethostname().encode()
    place = 0
    try:
        while place < len(data):
            family = struct.unpack_from(">H", data, place)[0]
            place += 2
            fields = []
            for _ in range(4):
                length = struct.unpack_from(">H", data, place)[0]
                fields.append(data[place + 2 : place + 2 + length])
                place += 2 + length
            address, display, name, cookie = fields
            ours = family == _FAMILY_WILD or (family == _FAMILY_LOCAL and address == host)
            if ours and display in (b"", number.encode()) and name == _COOKIE:
                return name, cookie
    except struct.error:
        pass  # a file cut short
    return b"", b""


def _root(setup: bytes, screen: int) -> int:
    """The root window of our screen, from the display's greeting."""
    vendor, screens, formats = struct.unpack_from("=H2xBB", setup, 16)
    place = 32 + vendor + (-vendor % 4) + formats * 8
    for _ in range(min(screen, screens - 1)):
        depths = setup[place + 39]
        place += 40
        for _ in range(depths):
            place += 8 + struct.unpack_from("=H", setup, place + 2)[0] * 24
    return int(struct.unpack_from("=I", setup, place)[0])


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def _byte_order() -> int:
    return ord("l") if struct.pack("=H", 1)[0] == 1 else ord("B")
