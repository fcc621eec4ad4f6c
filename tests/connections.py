"""Who leaves a journal open. Python 3.13 warns of each connection that is dropped without being closed, and in tests
a warning is an error: of the program's own connections it shall be, those that a test opens may be dropped.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from typing import Any

# Opens a connection for its caller: the caller is the one to name.
_OPENERS = {f"deskbreak.store.{name}" for name in ("database", "health", "journal", "opening")}


class OfATest(sqlite3.Connection):
    """Closes itself when it is no longer referenced."""

    def __del__(self) -> None:
        self.close()


def watched(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    """`connect`, with connections that close themselves for tests."""

    def open_one(*args: Any, **named: Any) -> sqlite3.Connection:
        if _asker().startswith("tests"):
            named.setdefault("factory", OfATest)
        return connect(*args, **named)

    return open_one


def _asker() -> str:
    """The module that wanted it."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals.get("__name__") in _OPENERS:
        frame = frame.f_back
    return str(frame.f_globals.get("__name__"))
