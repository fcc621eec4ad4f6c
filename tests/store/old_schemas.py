"""What versions 1 to 4 of the journal told SQLite, to the letter: files like these are on people's disks."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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

_SHARED_AT_FIRST = ("outcomes", "corrections", "sittings", "blocks", "answers", "forgets")

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
STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH)


def make(path: Path, version: int) -> sqlite3.Connection:
    """An empty journal as that version made it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for step in STEPS[:version]:
        for statement in step.split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    return connection
