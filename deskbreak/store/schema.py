"""The journal's tables, as numbered steps: a file of version N gets the steps after N, in one transaction."""

from __future__ import annotations

import sqlite3
import zlib

from deskbreak.store.rows import JournalError

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    at REAL NOT NULL, zone TEXT NOT NULL, break TEXT NOT NULL, routine TEXT NOT NULL, outcome TEXT NOT NULL,
    seconds REAL NOT NULL, exercises TEXT NOT NULL, note TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX outcomes_at ON outcomes (at);
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    at REAL NOT NULL, target TEXT NOT NULL, outcome TEXT, note TEXT, removed INTEGER NOT NULL
);
CREATE INDEX corrections_target ON corrections (target);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, break TEXT NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), written REAL NOT NULL, body TEXT NOT NULL);
"""

_SECOND = """
CREATE TABLE machines (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, tag INTEGER NOT NULL UNIQUE, own INTEGER NOT NULL
);
CREATE TABLE sittings (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    start REAL NOT NULL, end REAL NOT NULL
);
CREATE INDEX sittings_end ON sittings (end);
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    exercise TEXT NOT NULL, at REAL NOT NULL, blocked INTEGER NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE answers (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    at REAL NOT NULL, what TEXT NOT NULL, answer TEXT NOT NULL
);
CREATE TABLE forgets (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    before REAL NOT NULL, everywhere INTEGER NOT NULL
);
CREATE TABLE shared (file TEXT PRIMARY KEY, position INTEGER NOT NULL, mark TEXT NOT NULL);
CREATE VIEW log AS
SELECT o.id, o.at, o.zone, o.break, o.routine,
    COALESCE((SELECT c.outcome FROM corrections c WHERE c.target = o.uid AND c.outcome IS NOT NULL
              ORDER BY c.written DESC, c.uid DESC LIMIT 1), o.outcome) AS outcome,
    o.seconds, o.exercises,
    COALESCE((SELECT c.note FROM corrections c WHERE c.target = o.uid AND c.note IS NOT NULL
              ORDER BY c.written DESC, c.uid DESC LIMIT 1), o.note) AS note,
    o.reason, o.machine, o.uid, o.written
FROM outcomes o
WHERE NOT EXISTS (SELECT 1 FROM corrections c WHERE c.target = o.uid AND c.removed);
"""


def _name_the_machine(connection: sqlite3.Connection) -> None:
    """Version 1 kept one machine's name in `meta`; from version 2 on, machines have a table of their own."""
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if "machine" in meta:
        remember_machine(connection, meta["machine"], meta["name"], own=True)


_SHARED_AT_FIRST = ("outcomes", "corrections", "sittings", "blocks", "answers", "forgets")
SHARED_TABLES = (*_SHARED_AT_FIRST, "notes")

# What this machine recorded and its file in the shared folder does not hold yet.
_UNSENT = "CREATE TABLE unsent (kind TEXT NOT NULL, uid TEXT NOT NULL, PRIMARY KEY (kind, uid)) WITHOUT ROWID"
_NOTE_UNSENT = """
CREATE TRIGGER unsent_{0} AFTER INSERT ON {0} WHEN NEW.machine IN (SELECT key FROM machines WHERE own)
BEGIN INSERT OR IGNORE INTO unsent VALUES ('{0}', NEW.uid); END"""
_THIRD = ";\n".join([_UNSENT, *(_NOTE_UNSENT.format(table) for table in _SHARED_AT_FIRST)])

# What the person writes about a whole day, with or without breaks in it; `about` says what a note is for.
_NOTES = """
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, written REAL NOT NULL,
    at REAL NOT NULL, zone TEXT NOT NULL, about TEXT NOT NULL, note TEXT NOT NULL
)"""
_FOURTH = ";\n".join([_NOTES, _NOTE_UNSENT.format("notes")])

STEPS = ((_FIRST, None), (_SECOND, _name_the_machine), (_THIRD, None), (_FOURTH, None))
VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version; one written by a newer deskbreak is left alone and said."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise JournalError("the journal was written by a newer deskbreak; update deskbreak on this machine")
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker while this one waited for its turn.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for sql, then in STEPS[version:]:
            for statement in sql.split(";\n"):
                connection.execute(statement)
            if then:
                then(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class TooManyMachines(JournalError):
    """Three digits of a row's id tell the machines apart, and all are taken."""


def remember_machine(connection: sqlite3.Connection, key: str, name: str, *, own: bool) -> int:
    """Note a machine and give its tag, the last three digits of its rows' ids here."""
    row = connection.execute("SELECT tag FROM machines WHERE key = ?", (key,)).fetchone()
    if row:
        return int(row[0])
    taken = {tag for (tag,) in connection.execute("SELECT tag FROM machines")}
    # Both sides of a shared folder come to the same tag, and so to the same ids, unless two tags collide.
    first = zlib.crc32(key.encode()) % 900
    tag = next((tag for step in range(900) if (tag := 100 + (first + step) % 900) not in taken), None)
    if tag is None:
        raise TooManyMachines("the journal knows 900 machines already; rows of others are left out")
    connection.execute("INSERT INTO machines VALUES (?, ?, ?, ?)", (key, name, tag, own))
    return tag
