"""Whether a journal's file is sound, repairing one that is not, and the sentence for one that cannot be opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from deskbreak.sentences import english
from deskbreak.store import schema
from deskbreak.store.database import connect, connect_read_only, in_memory, is_damage, trouble
from deskbreak.store.rows import JournalError
from deskbreak.store.shapes import LATEST, MAX_S, SOONEST


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection for reading `path`; an older file is brought up to date, an absent one reads as empty."""
    if not path.exists():
        return in_memory()
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return connect_read_only(path)
    return connect(path)


def repair(path: Path, clock: Callable[[], float]) -> list[str]:
    """Check the file at `path`; a damaged one is set aside and salvaged. Says what was done, if anything."""
    if not path.exists() or is_sound(path):
        return []
    from deskbreak.store.salvage import set_aside_and_salvage

    return [set_aside_and_salvage(path, clock())]


_FAR = (  # both by an index, so that a command may ask them each time
    "SELECT EXISTS (SELECT 1 FROM outcomes WHERE at < :soonest) OR EXISTS (SELECT 1 FROM outcomes WHERE at > :latest)",
    "SELECT EXISTS (SELECT 1 FROM sittings WHERE end < :soonest)"
    " OR EXISTS (SELECT 1 FROM sittings WHERE end > :latest)",
)
_IMPOSSIBLE = (
    "SELECT EXISTS (SELECT 1 FROM outcomes"
    " WHERE written NOT BETWEEN :soonest AND :latest OR seconds NOT BETWEEN -:longest AND :longest)",
    "SELECT EXISTS (SELECT 1 FROM sittings WHERE start NOT BETWEEN :soonest AND :latest OR end - start > :longest)",
)
_BOUNDS = {"soonest": SOONEST, "latest": LATEST, "longest": MAX_S}


def _has_impossible_rows(connection: sqlite3.Connection, version: int, *, thorough: bool) -> bool:
    """Return True if a row is there that no door lets in any more: from before the doors were watched."""
    # One table is as old as version 1, and sittings came with version 2.
    asked = [*_FAR[:version], *(_IMPOSSIBLE[:version] if thorough else ())]
    return any(connection.execute(sql, _BOUNDS).fetchone()[0] for sql in asked)


def is_sound(path: Path, *, thorough: bool = True) -> bool:
    """Return True if SQLite finds the file healthy and every row can be shown; a locked or full one is not damaged."""
    try:
        connection = sqlite3.connect(path)
        try:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > schema.VERSION:
                return True
            if version:
                connection.execute("SELECT COUNT(*) FROM outcomes WHERE id < 0")
            healthy = bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
            return healthy and not _has_impossible_rows(connection, version, thorough=thorough)
        finally:
            connection.close()
    except sqlite3.Error as error:
        return not is_damage(error)


def opening_trouble(path: Path, error: Exception) -> JournalError:
    """The sentence for a journal that cannot be opened or read."""
    if isinstance(error, sqlite3.Error) and is_damage(error):
        return JournalError(
            english(
                "{file} is damaged; deskbreak repairs it when it starts: deskbreak stop, deskbreak run",
                file=path,
            )
        )
    return trouble(path, error)
