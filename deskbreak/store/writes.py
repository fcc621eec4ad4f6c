"""The statements behind the journal's writes; each runs inside the caller's transaction."""

from __future__ import annotations

import os
import sqlite3

from deskbreak.store.rows import Row
from deskbreak.store.schema import remember_machine

# One rule for what is forgotten, here and for lines that other machines send late: it happened before the
# date, and was written down before the person said so. What is added afterwards for an old date stays.
FORGOTTEN = "EXISTS (SELECT 1 FROM forgets f WHERE {at} < f.before AND {table}.written <= f.written)"
TIMES = {"outcomes": "at", "corrections": "at", "answers": "at", "notes": "at", "sittings": "start"}


def new_uid() -> str:
    """A name that no other row on any machine has."""
    return os.urandom(8).hex()


def insert(db: sqlite3.Connection, table: str, values: tuple[object, ...]) -> int:
    """Append a row and give its id."""
    marks = ", ".join("?" * len(values))
    kept = tuple(_storable(one) if isinstance(one, str) else one for one in values)
    return int(db.execute(f"INSERT INTO {table} VALUES ({marks})", kept).lastrowid or 0)


def _storable(text: str) -> str:
    """Bytes on a command line that are no UTF-8 come as halves of letters; a question mark stands for each."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def identity(db: sqlite3.Connection, name: str) -> tuple[str, int]:
    """This machine's key and tag, made at the first write.

    A journal copied to another computer gets a new key there, so that two machines never share one.
    """
    found = db.execute(
        "SELECT m.key, tag, name FROM machines m JOIN meta ON meta.value = m.key WHERE meta.key = 'machine'"
    ).fetchone()
    if found and found[2] == name:
        return found[0], found[1]
    key = os.urandom(4).hex()
    db.execute("INSERT OR REPLACE INTO meta VALUES ('machine', ?), ('name', ?)", (key, name))
    return key, remember_machine(db, key, name, own=True)


def next_number(db: sqlite3.Connection, tag: int) -> int:
    """The next running number of this machine's rows; numbers of forgotten rows do not come back."""
    counter = f"counter-{tag}"
    found = db.execute("SELECT value FROM meta WHERE key = ?", (counter,)).fetchone()
    highest = db.execute("SELECT MAX(id) FROM outcomes WHERE id % 1000 = ?", (tag,)) if not found else None
    number = 1 + (int(found[0]) if found else (highest.fetchone()[0] or 0) // 1000 if highest else 0)
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (counter, str(number)))
    return number


def correct(
    db: sqlite3.Connection, name: str, now: float, row: Row, change: tuple[str | None, str | None, bool]
) -> None:
    """Append a correction; it counts as later than those before it even if the clock was set back."""
    key, _ = identity(db, name)
    sql = "SELECT MAX(written) FROM corrections WHERE target = ?"
    last: float | None = db.execute(sql, (row.uid,)).fetchone()[0]
    written = now if last is None else max(now, last + 0.001)
    outcome, note, removed = change
    uid = f"{key}-{new_uid()}"
    insert(db, "corrections", (None, uid, key, written, row.at, row.uid, outcome, note, int(removed)))


def save_state(db: sqlite3.Connection, now: float, text: str) -> None:
    """Replace the saved state."""
    db.execute("INSERT OR REPLACE INTO state VALUES (1, ?, ?)", (now, text))


def delete_forgotten(db: sqlite3.Connection) -> int:
    """Delete what the forgets cover; says how many outcomes went. Blocked exercises stay, for safety."""
    gone = 0
    for table, at in TIMES.items():
        rule = FORGOTTEN.format(at=f"{table}.{at}", table=table)
        count = db.execute(f"DELETE FROM {table} WHERE {rule}").rowcount
        gone += count if table == "outcomes" else 0
    db.execute("DELETE FROM decisions WHERE at < (SELECT MAX(before) FROM forgets)")
    return gone
