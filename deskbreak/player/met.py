"""Which exercises the person has met: a plain list in the profile, so that each is shown whole once."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from deskbreak.atomic import make_private
from deskbreak.plain_file import read_plain

MAX_BYTES = 256 * 1024  # bytes; five thousand exercises


def read_met(path: Path) -> frozenset[str]:
    """The ids in the file; none where it cannot be read: then all is shown again."""
    try:
        raw = read_plain(path, max_bytes=MAX_BYTES)
    except OSError:
        return frozenset()
    return frozenset(raw.decode("utf-8", "replace").split())


def add_met(path: Path, exercise: str) -> None:
    """Note one more; a disk that refuses only means that it is shown again."""
    with contextlib.suppress(OSError):
        make_private(path.parent)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600), "w", encoding="utf-8") as file:
            file.write(f"{exercise}\n")
