"""The journal's schema: a file of version N gets what came after N, in one transaction.

Tables and columns come from `columns`. What follows from them (view, indexes, triggers) is made again after each step.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator

from deskbreak.sentences import N_
from deskbreak.store import columns
from deskbreak.store.columns import Table
from deskbreak.store.rows import JournalError

VERSION = 5


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version; JournalError for one that a newer deskbreak wrote, which is left alone."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise JournalError(
            N_("the journal was written by a newer deskbreak; update deskbreak on this machine")
        )
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker while this one waited for its turn.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < VERSION:
            _upgrade(connection, version)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    for step in range(version + 1, VERSION + 1):
        for statement in _statements(step):
            connection.execute(statement)
        if step in _THEN:
            _THEN[step](connection)
    for statement in _derived():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(step: int) -> Iterator[str]:
    """What version `step` brought: its tables, as they were then, and its columns of older tables."""
    for table in columns.TABLES.values():
        if table.since == step:
            yield _create(table)
        elif table.since < step:
            for column in table.columns:
                if column.since == step:
                    yield f"ALTER TABLE {table.name} ADD COLUMN {column.definition()}"


def _create(table: Table) -> str:
    parts = [column.definition() for column in table.columns[: table.needed]]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} ({', '.join(parts)})" + (" WITHOUT ROWID" if table.key else "")


# -- what follows from the tables ----------------------------------------------------------------------------

_INDEXES = (("outcomes", "at"), ("corrections", "target"), ("sittings", "end"))
_CORRECTED = (
    "COALESCE((SELECT c.{0} FROM corrections c WHERE c.target = o.uid AND c.{0} IS NOT NULL"
    " ORDER BY c.written DESC, c.uid DESC LIMIT 1), o.{0}) AS {0}"
)
_NOTE_UNSENT = (
    "CREATE TRIGGER unsent_{0} AFTER INSERT ON {0} WHEN NEW.machine IN (SELECT key FROM machines WHERE own) "
    "BEGIN INSERT OR IGNORE INTO unsent (kind, uid) VALUES ('{0}', NEW.uid); END"
)


def _derived() -> Iterator[str]:
    for table, column in _INDEXES:
        yield f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table} ({column})"
    for table in columns.shared_tables():
        yield f"DROP TRIGGER IF EXISTS unsent_{table}"
        yield _NOTE_UNSENT.format(table)
    yield "DROP VIEW IF EXISTS log"
    yield f"CREATE VIEW log AS {_log()}"


def _log() -> str:
    """Every outcome with its latest corrections, without those that were removed."""
    corrected = ("outcome", "note")
    names = columns.TABLES["outcomes"].names
    shown = ", ".join(_CORRECTED.format(name) if name in corrected else f"o.{name}" for name in names)
    removed = "SELECT 1 FROM corrections c WHERE c.target = o.uid AND c.removed"
    return f"SELECT {shown} FROM outcomes o WHERE NOT EXISTS ({removed})"


# -- machines --------------------------------------------------------------------------------------------------


def _name_the_machine(connection: sqlite3.Connection) -> None:
    """Version 1 kept one machine's name in `meta`; from version 2 on, machines have a table of their own."""
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if "machine" in meta:
        remember_machine(connection, meta["machine"], meta["name"], own=True)


# What a version did with the rows that were there.
_THEN: dict[int, Callable[[sqlite3.Connection], None]] = {2: _name_the_machine}


class TooManyMachines(JournalError):
    """Three digits of a row's id tell the machines apart, and all are taken."""


def remember_machine(connection: sqlite3.Connection, key: str, name: str, *, own: bool) -> int:
    """Note a machine and give its tag, the last three digits of its rows' ids here."""
    row = connection.execute("SELECT tag FROM machines WHERE key = ?", (key,)).fetchone()
    if row:
        return int(row[0])
    taken = {tag for (tag,) in connection.execute("SELECT tag FROM machines")}
    # Both sides of a shared folder come to the same tag, and so to the same ids, unless two tags collide.
    first = 100 + zlib.crc32(key.encode()) % 900
    following = [*range(first, 1000), *range(100, first)]
    tag: int | None = next((one for one in following if one not in taken), None)
    if tag is None:
        raise TooManyMachines(N_("the journal knows 900 machines already; rows of others are left out"))
    row = {"key": key, "name": name, "tag": tag, "own": own}
    connection.execute(columns.insert_sql("machines", row), row)
    return tag
