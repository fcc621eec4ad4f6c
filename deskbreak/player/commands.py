"""What the daemon says while a routine plays."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
import time
from typing import Any

from deskbreak.player.clock import Clock
from deskbreak.player.protocol import read_line
from deskbreak.player.session import Session

MAX_AWAY_S = 30 * 86400.0


class Commands:
    """What the daemon says while a routine plays: close it, pause it, the person left or came back."""

    def __init__(self, fd: int | None, session: Session, clock: Clock, said: bytes = b"") -> None:
        self.fd, self._session, self._clock = fd, session, clock
        self._text = b""
        self.hear(said)

    def read(self) -> bool:
        """Carry out what has arrived; False when the daemon's end is closed: then the routine plays on."""
        if self.fd is None:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.fd = None
            return False
        self.hear(data)
        return True

    def wait(self, seconds: float, lock: threading.Lock | None = None) -> None:
        """Let time go by; what is said meanwhile is carried out at once, under `lock` if one is given."""
        if self.fd is None or sys.platform == "win32":  # pipes cannot be waited for there
            time.sleep(seconds)
            return
        if select.select([self.fd], [], [], seconds)[0]:
            with lock or contextlib.nullcontext():
                self.read()

    def hear(self, data: bytes) -> None:
        """Carry out the commands that are whole; a half one waits for its rest."""
        *lines, self._text = (self._text + data).split(b"\n")
        self._text = self._text[-65536:]
        for line in lines:
            self._apply(read_line(line))

    def _apply(self, command: dict[str, Any]) -> None:
        session, now = self._session, self._clock()
        match command.get("do"):
            case "close":
                if command.get("as") == "taken":
                    session.done(now)
                session.close(now)
            case "pause":
                session.pause(now)
            case "resume":
                session.resume(now)
            case "away":
                session.went_away(now, _seconds(command.get("for_s")))
            case "back":
                session.came_back(now)


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value <= MAX_AWAY_S else 0.0
