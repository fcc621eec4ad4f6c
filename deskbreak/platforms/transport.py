"""Bus messages over a socket that never blocks: bytes in, bytes out, and the moment the other end is gone."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jeepney import HeaderFields, Message
from jeepney.auth import Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.low_level import Endianness, Header, calc_msg_size

from deskbreak.runtime.sockets import unix_socket
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

_log = logging.getLogger("deskbreak.bus")

CONNECT_S = 1.0
MAX_BYTES = 16 * 1024 * 1024
_PIECE = 65536


def open_socket(address: str) -> socket.socket:
    """Connect to the bus at `address` and say who we are; raises when that cannot be done in a second."""
    sock = unix_socket()
    sock.settimeout(CONNECT_S)
    try:
        sock.connect(next(get_connectable_addresses(address)))
        sock.sendall(b"\0")
        talk = Authenticator(inc_null_byte=False)
        for line in talk:
            sock.sendall(line)
            talk.feed(sock.recv(1024))
        sock.sendall(b"BEGIN\r\n")
    except BaseException:
        sock.close()
        raise
    sock.setblocking(False)
    return sock


class Transport:
    """One open connection; `on_lost` comes once, with the reason, unless we closed it ourselves."""

    def __init__(
        self,
        loop: Loop,
        sock: socket.socket,
        on_message: Callable[[Any], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self._loop, self._socket = loop, sock
        self._on_message, self._on_lost = on_message, on_lost
        self._serial = 0
        self._out = b""
        self._in = bytearray()
        self._open, self._full = True, False
        loop.watch(sock.fileno(), self._readable)

    def send(
        self, kind: Any, fields: dict[Any, Any], signature: str, body: tuple[Any, ...], flags: int
    ) -> int:
        """Queue one message and give its serial."""
        self._serial = self._serial % 0xFFFFFFFE + 1
        if signature:
            fields[HeaderFields.signature] = signature
        header = Header(Endianness.little, kind, flags, 1, -1, self._serial, fields)
        self._out += Message(header, body).serialise()
        self._flush()
        return self._serial

    def close(self, *, finish: bool = False) -> None:
        """Let go; with `finish`, what is queued may take a moment to leave first."""
        if not self._open:
            return
        self._open = False
        self._loop.unwatch(self._socket.fileno())
        if finish and self._out:
            self._socket.settimeout(0.2)
            try:
                self._socket.sendall(self._out)
            except OSError:
                pass
        self._socket.close()

    def _flush(self) -> None:
        if not self._open:
            return
        try:
            while self._out:
                self._out = self._out[self._socket.send(self._out) :]
        except BlockingIOError:
            if not self._full:
                self._full = True
                self._loop.watch_writable(self._socket.fileno(), self._flush)
            return
        except OSError:
            self._out = b""  # the reading side will notice and report it
        if self._full:
            self._full = False
            self._loop.watch_writable(self._socket.fileno(), None)

    def _readable(self) -> None:
        try:
            data = self._socket.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._disconnect(N_("it hung up"))
            return
        self._in += data
        while self._open and len(self._in) >= 16:
            size = _size(self._in)
            if not 16 <= size <= MAX_BYTES:
                self._disconnect(N_("it sent nonsense"))
                return
            if len(self._in) < size:
                return
            raw = bytes(self._in[:size])
            del self._in[:size]
            self._receive(raw)

    def _receive(self, raw: bytes) -> None:
        try:
            message = Message.from_buffer(raw)
        except Exception:  # a field or type that the library does not know: not meant for us
            _log.debug("a message could not be read", exc_info=True)
            return
        try:
            self._on_message(message)
        except Exception:
            _log.exception("a message could not be served")

    def _disconnect(self, why: str) -> None:
        self.close()
        self._on_lost(why)


def _size(head: bytearray) -> int:
    try:
        return int(calc_msg_size(bytes(head[:16])))
    except KeyError:
        return 0
