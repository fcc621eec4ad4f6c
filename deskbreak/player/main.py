"""One routine in a process of its own: request in, reports out, result left in the outbox before it is told."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import Any, Protocol

from deskbreak.errors import DeskbreakError
from deskbreak.player.choose import choose_face
from deskbreak.player.opening import leave, open_session, result_of
from deskbreak.player.protocol import Request, Result, read_line, report
from deskbreak.player.session import Session


class Teller(Protocol):
    """Hears how the routine goes."""

    def tell(self, kind: str, **details: Any) -> None: ...


class Wire:
    """The pipes to the daemon. A daemon that died is no reason to stop playing."""

    def __init__(self, out: Any) -> None:
        self._out = out

    def tell(self, kind: str, **details: Any) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._out.write(report(kind, **details) + "\n")
            self._out.flush()


def main() -> int:
    out = _keep_stdout()
    wire = Wire(out)
    try:
        request = Request.from_line(sys.stdin.buffer.readline())
    except (ValueError, TypeError):
        wire.tell("failed", why="the player was started without a request; it is deskbreak that starts it")
        return 2
    try:
        result = play(request, wire, sys.stdin.fileno())
    except DeskbreakError as error:
        wire.tell("failed", why=str(error))
        return 1
    leave(request, result)
    wire.tell("finished", **result.to_json())
    return 0


def play(request: Request, wire: Teller, orders: int | None) -> Result:
    """Play the routine on the face that is asked for, or the first that works."""
    session, catalog, profile = open_session(request)
    started = time.monotonic()

    def clock() -> float:
        return (time.monotonic() - started) * request.speed

    face = choose_face(request, session, catalog, profile, clock)
    wire.tell("opened", face=face.name)
    face.play(Orders(orders, session, clock), wire)
    session.close(clock())
    return result_of(request, session, request.at + clock())


class Orders:
    """What the daemon says while a routine plays: close it, pause it, somebody is back."""

    def __init__(self, fd: int | None, session: Session, clock: Any) -> None:
        self.fd, self._session, self._clock = fd, session, clock
        self._text = b""

    def read(self) -> bool:
        """Carry out what has arrived; False when nobody speaks there any more."""
        if self.fd is None:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.fd = None
            return False
        *lines, self._text = (self._text + data).split(b"\n")
        for line in lines:
            self._obey(read_line(line))
        return True

    def _obey(self, order: dict[str, Any]) -> None:
        now = self._clock()
        match order.get("do"):
            case "close":
                if order.get("as") == "taken":
                    self._session.done(now)
                self._session.close(now)
            case "pause":
                self._session.pause(now)
            case "resume":
                self._session.resume(now)


def _keep_stdout() -> Any:
    """The daemon's pipe under another number, so that no library can print into the protocol."""
    if sys.stdout is None:
        return open(os.devnull, "w")
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    with contextlib.suppress(OSError):
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept
