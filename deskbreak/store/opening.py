"""Opening a journal for a command or the daemon: which file, which machine, and what to do about damage."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.paths import Profile
from deskbreak.store.database import connect, connect_read_only, in_memory, is_damage, trouble
from deskbreak.store.rows import JournalError
from deskbreak.store.schema import VERSION

if TYPE_CHECKING:
    from deskbreak.store.journal import Journal


def machine_name() -> str:
    """This computer's name, as the log shows it."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return name.split(".")[0] or "this-machine"


def open_to_write(profile: Profile) -> Journal:
    """The profile's journal for a command that records; mended first if damaged and no daemon holds it."""
    from deskbreak.store.journal import Journal

    mended = _mend_if_alone(profile)
    journal = Journal.open(profile.journal, machine=machine_name(), clock=time.time)
    journal.tell(mended)
    return journal


def open_to_read(profile: Profile) -> Journal:
    """The profile's journal for a command that reads; mended first if damaged and no daemon holds it."""
    from deskbreak.store.journal import Journal

    mended = _mend_if_alone(profile)
    journal = Journal.read(profile.journal, clock=time.time)
    journal.tell(mended)
    return journal


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection for reading `path`; an older file is brought up to date, an absent one reads as empty."""
    if not path.exists():
        return in_memory()
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return connect_read_only(path)
    return connect(path)


def mend(path: Path, clock: Callable[[], float]) -> list[str]:
    """Check the file at `path`; a damaged one is set aside and salvaged. Says what was done, if anything."""
    if not path.exists() or is_sound(path):
        return []
    from deskbreak.store.salvage import set_aside_and_salvage

    return [set_aside_and_salvage(path, clock())]


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file healthy; trouble of another kind (locked, full) is not damage."""
    try:
        connection = sqlite3.connect(path, timeout=5, isolation_level=None)
        try:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                return True
            if version:
                connection.execute("SELECT COUNT(*) FROM outcomes WHERE id < 0")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.Error as error:
        return not is_damage(error)


def opening_trouble(path: Path, error: Exception) -> JournalError:
    """The sentence for a journal that cannot be opened or read."""
    if isinstance(error, sqlite3.Error) and is_damage(error):
        return JournalError(
            f"{path} is damaged; deskbreak mends it when it starts: deskbreak stop, deskbreak run"
        )
    return trouble(path, error)


def _mend_if_alone(profile: Profile) -> list[str]:
    path = profile.journal
    if not path.exists() or is_sound(path) or _daemon_answers(profile):
        return []
    return mend(path, time.time)


# One with a full queue at its door is as much there as one that lets us in.
_SOMEBODY = (0, errno.EAGAIN, errno.EINPROGRESS, errno.ETIMEDOUT)


def _daemon_answers(profile: Profile) -> bool:
    if not hasattr(socket, "AF_UNIX"):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(str(profile.socket)) in _SOMEBODY
