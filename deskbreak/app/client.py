"""How commands talk to the running daemon. Light: `status` and `snooze` answer in milliseconds."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile

TIMEOUT_S = 5.0

Reply = dict[str, Any]


class Refused(DeskbreakError):
    """The daemon answered that it could not; carries its sentence and exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.exit_code = code


def _connect(profile: Profile) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    peer.settimeout(TIMEOUT_S)
    try:
        peer.connect(str(profile.socket))
    except OSError as error:
        peer.close()
        raise NoDaemon from error
    return peer


def _lines(peer: socket.socket) -> Iterator[Reply]:
    with peer.makefile("r", encoding="utf-8") as answers:
        for line in answers:
            yield json.loads(line)


def ask(profile: Profile, do: str, **details: Any) -> Reply:
    """Send one request and return the reply; raises NoDaemon, or Refused with the daemon's sentence."""
    request = {"do": do} | {key: value for key, value in details.items() if value is not None}
    with _connect(profile) as peer:
        try:
            peer.sendall(json.dumps(request).encode() + b"\n")
            reply = next(_lines(peer), None)
        except (OSError, ValueError) as error:
            raise DeskbreakError(f"the daemon did not answer ({error}); see: deskbreak doctor") from error
    if reply is None:
        raise DeskbreakError("the daemon went away while it was asked; see: deskbreak status")
    if not reply.get("ok"):
        raise Refused(str(reply.get("error", "the daemon could not do that")), int(reply.get("code", 1)))
    return reply


def is_running(profile: Profile) -> bool:
    try:
        _connect(profile).close()
    except NoDaemon:
        return False
    return True


def tell_if_running(profile: Profile, do: str, **details: Any) -> bool:
    """Tell the daemon something it would like to know; whether there was one to tell."""
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


def notify_reload(profile: Profile) -> bool:
    """The settings or the content changed on disk."""
    return tell_if_running(profile, "reload")


def follow(profile: Profile) -> Iterator[Reply]:
    """Yield the status now, and again whenever it changes, until the daemon ends."""
    with _connect(profile) as peer:
        peer.sendall(b'{"do":"follow"}\n')
        peer.settimeout(None)
        yield from _lines(peer)
