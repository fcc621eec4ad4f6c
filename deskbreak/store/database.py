"""The SQLite file under the journal: whole transactions, tried again after trouble."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from deskbreak.atomic import make_private
from deskbreak.sentences import english
from deskbreak.store.rows import JournalError
from deskbreak.store.schema import migrate

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


def connect(path: Path) -> sqlite3.Connection:
    """An up-to-date, writable connection to `path`, which is made if need be, readable by its owner alone.

    It waits for another process's transaction for five seconds, as SQLite's connections do here.
    """
    make_private(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Memory is kept small for the daemon; deleted rows are overwritten, as a person who deletes expects.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-128", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for a file or folder that this process must not write."""
    uri = path.absolute().as_uri()
    for options in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(f"{uri}?{options}", uri=True)
        try:
            connection.execute("SELECT 1 FROM log LIMIT 1")
            return connection
        except sqlite3.OperationalError as error:
            connection.close()
            trouble = error
    raise JournalError(english("{file} cannot be read: {why}", file=path, why=trouble))


def in_memory() -> sqlite3.Connection:
    """An empty journal that is never saved."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


class Database:
    """One connection, and the writes that a full or read-only disk has refused so far."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, offline: bool = False) -> None:
        self.path = path
        self.connection = connection
        self._offline = offline  # the file could not be opened; memory stands in until it can
        self._refused: list[Work[object]] = []

    @property
    def waiting(self) -> int:
        """How many writes wait for the disk."""
        return len(self._refused)

    def write(self, work: Work[T], *, keep: bool = True) -> T:
        """Do `work` in one transaction that is on disk when this returns.

        Raises JournalError where the disk refuses; with `keep` the work is then done at the next `retry`.
        """
        if self._offline:
            result = self._transaction(work)
            self._keep(work, keep)
            return result
        try:
            self._replay()
            return self._transaction(work)
        except (sqlite3.Error, OSError) as error:
            # A full, locked, read-only or failing disk may get well; any other refusal would come again.
            self._keep(work, keep and isinstance(error, sqlite3.OperationalError | OSError))
            raise trouble(self.path, error) from error

    def retry(self) -> bool:
        """Try the refused writes again; returns True if all is on disk now."""
        try:
            if self._offline:
                self._come_back()
            self._replay()
        except (sqlite3.Error, OSError, JournalError):
            return False
        return True

    def close(self) -> None:
        self.connection.close()

    def _keep(self, work: Work[T], keep: bool) -> None:
        if keep and len(self._refused) < 10_000:
            self._refused.append(work)

    def _come_back(self) -> None:
        connection = connect(self.path)
        self.connection.close()
        self.connection, self._offline = connection, False

    def _replay(self) -> None:
        while self._refused:
            self._transaction(self._refused[0])
            del self._refused[0]

    def _transaction(self, work: Work[T]) -> T:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(self.connection)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        return result


def trouble(path: Path, error: Exception) -> JournalError:
    """The sentence for what SQLite or the system said."""
    said = str(error).lower()
    if "full" in said or "no space" in said:
        return JournalError(english("{file} cannot be written: the disk is full; free some space", file=path))
    if "readonly" in said or "read-only" in said or "denied" in said or "unable to open" in said:
        return JournalError(
            english("{file} cannot be written; make the file and its folder writable", file=path)
        )
    if "locked" in said:
        return JournalError(
            english("{file} is being written by another program; try again in a moment", file=path)
        )
    return JournalError(english("{file} cannot be used: {why}", file=path, why=error))


def is_damage(error: sqlite3.Error) -> bool:
    """Return True if SQLite met an invalid file, as opposed to a locked, full or missing one."""
    said = str(error).lower()
    if isinstance(error, sqlite3.OperationalError):
        return "no such table" in said or "no such column" in said or "already exists" in said
    return "malformed" in said or "not a database" in said or "encrypted" in said
