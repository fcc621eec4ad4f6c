"""Who holds the other end of a connection on this machine, as the kernel reports it. Only Linux does."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))  # a client may reach 127.0.0.1 by either family
End = tuple[str, int]  # an IPv4 address and a port

_ESTABLISHED = "01"
_LOCAL, _REMOTE, _STATE, _UID = 1, 2, 3, 7


def user_of(client: End, server: End, tables: tuple[Path, ...] = TABLES) -> int | None:
    """The user id that holds the client's end of this connection to the server; None: it is not known."""
    ends = _written(client), _written(server)
    for table in tables:
        try:
            lines = table.read_text("ascii").splitlines()[1:]
        except (OSError, ValueError):
            continue
        for row in map(str.split, lines):
            if _is_between(row, *ends):
                return int(row[_UID])
    return None


def _written(end: End) -> str:
    """As the tables have it: the address as a number of this machine's, and in IPv6 this is how it ends."""
    return f"{int.from_bytes(socket.inet_aton(end[0]), sys.byteorder):08X}:{end[1]:04X}"


def _is_between(row: list[str], client: str, server: str) -> bool:
    """Return True if the row is that end of that connection. A closed connection has no owner any more."""
    return (
        len(row) > _UID
        and row[_STATE] == _ESTABLISHED
        and row[_LOCAL].endswith(client)
        and row[_REMOTE].endswith(server)
    )
