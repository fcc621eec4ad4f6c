"""Sockets of this machine alone."""

from __future__ import annotations

import socket
import sys

from deskbreak.sentences import N_


def unix_socket() -> socket.socket:
    """A new Unix stream socket; an OSError on Windows, which has a control pipe and no session bus."""
    if sys.platform == "win32":
        raise OSError(N_("there are no Unix sockets on Windows"))
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
