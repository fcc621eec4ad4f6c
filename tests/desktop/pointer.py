"""A pointer for headless Wayland compositors: a small client of zwlr_virtual_pointer_v1.

A headless seat has no pointer of its own, and it loses this one when the connection ends: keep it until the
desk is taken down.
"""

from __future__ import annotations

import itertools
import socket
import struct
import time
from pathlib import Path

_BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}  # as X11 counts them -> Linux input codes
_DISPLAY, _REGISTRY, _MANAGER, _POINTER = 1, 2, 4, 5
_MANAGER_NAME = "zwlr_virtual_pointer_manager_v1"


class VirtualPointer:
    """Moves and clicks; every call returns when the compositor has seen it."""

    def __init__(self, display: Path, width: int, height: int) -> None:
        self._size = (width, height)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(5)
        self._socket.connect(str(display))
        self._ids = itertools.count(6)
        self._globals: dict[str, int] = {}
        self._seen = b""
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._sync(3)
        name = _MANAGER_NAME.encode() + b"\0"
        name += b"\0" * (-len(name) % 4)
        head = struct.pack("=II", self._globals[_MANAGER_NAME], len(_MANAGER_NAME) + 1)
        self._send(_REGISTRY, 0, head + name + struct.pack("=II", 1, _MANAGER))
        self._send(_MANAGER, 0, struct.pack("=II", 0, _POINTER))
        self._sync(next(self._ids))

    def move(self, x: int, y: int) -> None:
        self._send(_POINTER, 1, struct.pack("=IIIII", _now(), x, y, *self._size))
        self._frame()

    def click(self, button: int = 1) -> None:
        for pressed in (1, 0):
            self._send(_POINTER, 2, struct.pack("=III", _now(), _BUTTONS[button], pressed))
            self._frame()
            time.sleep(0.03)  # as long as a quick finger; no event tells of it

    def scroll(self, notches: int) -> None:
        self._send(_POINTER, 5, struct.pack("=I", 0))
        self._send(_POINTER, 7, struct.pack("=IIii", _now(), 0, notches * 15 * 256, notches))
        self._frame()

    def close(self) -> None:
        self._socket.close()

    def _frame(self) -> None:
        self._send(_POINTER, 4)
        self._sync(next(self._ids))

    def _send(self, target: int, opcode: int, payload: bytes = b"") -> None:
        self._socket.sendall(struct.pack("=II", target, (len(payload) + 8) << 16 | opcode) + payload)

    def _sync(self, callback: int) -> None:
        """Wait until the compositor has handled everything sent so far."""
        self._send(_DISPLAY, 0, struct.pack("=I", callback))
        while True:
            for target, opcode, body in self._messages():
                if (target, opcode) == (_REGISTRY, 0):
                    number, length = struct.unpack_from("=II", body)
                    self._globals[body[8 : 7 + length].decode()] = number
                elif (target, opcode) == (_DISPLAY, 0):
                    raise AssertionError(f"the compositor refused: {body!r}")
                elif target == callback:
                    return

    def _messages(self) -> list[tuple[int, int, bytes]]:
        data = self._socket.recv(65536)
        if not data:
            raise AssertionError("the compositor is gone")
        self._seen += data
        found = []
        while len(self._seen) >= 8:
            target, word = struct.unpack_from("=II", self._seen)
            if len(self._seen) < word >> 16:
                break
            found.append((target, word & 0xFFFF, self._seen[8 : word >> 16]))
            self._seen = self._seen[word >> 16 :]
        return found


def _now() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
