"""How commands talk to the running daemon. Light: `status` and `snooze` answer in milliseconds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, Protocol

from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile
from deskbreak.runtime.sockets import unix_socket
from deskbreak.sentences import N_, english

TIMEOUT_S, AGAIN_S = 5.0, 0.02  # how long a busy daemon is waited for, and how often it is tried

Reply = dict[str, Any]


class RequestRefused(DeskbreakError):
    """The daemon answered that it could not; carries its sentence and exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.exit_code = code


class DaemonBusy(DeskbreakError):
    """The daemon is there, and too many others ask it."""

    def __init__(self) -> None:
        super().__init__(N_("deskbreak runs, but too many programs ask it at once; try again"))


class Peer(Protocol):
    """One conversation with the daemon."""

    def send(self, request: dict[str, Any]) -> None: ...
    def wait_for_ever(self) -> None: ...
    def replies(self) -> Iterator[Reply]: ...
    def close(self) -> None: ...


class _SocketPeer:
    """Over the control socket; raises OSError when no daemon is there, DaemonBusy when it has no time."""

    def __init__(self, path: str) -> None:
        self._socket = unix_socket()
        self._socket.settimeout(TIMEOUT_S)
        try:
            self._connect(path)
        except (OSError, DaemonBusy):
            self._socket.close()
            raise

    def _connect(self, path: str) -> None:
        """A full queue at the door is refused at once, not waited for; so it is tried again."""
        end = time.monotonic() + TIMEOUT_S
        while True:
            try:
                self._socket.connect(path)
            except BlockingIOError as error:
                if time.monotonic() > end:
                    raise DaemonBusy from error
                time.sleep(AGAIN_S)
            except TimeoutError as error:
                raise DaemonBusy from error
            else:
                return

    def send(self, request: dict[str, Any]) -> None:
        self._socket.sendall(json.dumps(request).encode() + b"\n")

    def wait_for_ever(self) -> None:
        self._socket.settimeout(None)

    def replies(self) -> Iterator[Reply]:
        with self._socket.makefile("r", encoding="utf-8") as answers:
            for line in answers:
                yield json.loads(line)

    def close(self) -> None:
        self._socket.close()


def _connect(profile: Profile) -> Peer:
    try:
        if sys.platform == "win32":
            from deskbreak.app.control_pipe import PipeClient

            return PipeClient(profile.socket, TIMEOUT_S)
        return _SocketPeer(str(profile.socket))
    except OSError as error:
        raise NoDaemon from error


def ask(profile: Profile, do: str, **details: Any) -> Reply:
    """Send one request and return the reply; raises NoDaemon, or RequestRefused with the daemon's sentence."""
    request = {"do": do} | {key: value for key, value in details.items() if value is not None}
    with closing(_connect(profile)) as peer:
        try:
            peer.send(request)
            reply = next(peer.replies(), None)
        except (OSError, ValueError) as error:
            said = english("the daemon did not answer ({why}); see: deskbreak doctor", why=error)
            raise DeskbreakError(said) from error
    if reply is None:
        raise DeskbreakError(N_("the daemon went away while it was asked; see: deskbreak status"))
    if not reply.get("ok"):
        raise RequestRefused(
            str(reply.get("error", N_("the daemon could not do that"))), int(reply.get("code", 1))
        )
    return reply


def notify_if_running(profile: Profile, do: str, **details: Any) -> bool:
    """Notify the daemon; return True if there was one."""
    try:
        ask(profile, do, **details)
    except NoDaemon:
        return False
    except DeskbreakError:
        pass  # it runs, and will notice by itself later
    return True


def daemons_time(profile: Profile) -> float | None:
    """What time it is for a running daemon, whose time may run faster; None where there is none to ask."""
    try:
        return float(ask(profile, "clock")["now"])
    except (DeskbreakError, KeyError, TypeError, ValueError):
        return None


def now_for(profile: Profile) -> float:
    """Now, as the profile's daemon has it; without one by the machine's clock."""
    return daemons_time(profile) or time.time()


def notify_reload(profile: Profile) -> bool:
    """The settings or the content changed on disk."""
    return notify_if_running(profile, "reload")


def follow(profile: Profile) -> Iterator[Reply]:
    """Yield the status now, and again whenever it changes, until the daemon ends."""
    with closing(_connect(profile)) as peer:
        peer.send({"do": "follow"})
        peer.wait_for_ever()
        with suppress(OSError, ValueError):  # it ended in the middle of a line
            yield from peer.replies()
