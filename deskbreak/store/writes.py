"""The statements behind the journal's writes; each runs inside the caller's transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping

from deskbreak.store.columns import insert_sql
from deskbreak.store.rows import Row
from deskbreak.store.schema import remember_machine

# One rule for what is forgotten, here and for lines that other machines send late: it happened before the
# date, and was written down before the person said so. What is added afterwards for an old date stays.
FORGOTTEN = "EXISTS (SELECT 1 FROM forgets f WHERE {at} < f.before AND {table}.written <= f.written)"
TIMES = {
    "outcomes": "at",
    "corrections": "at",
    "answers": "at",
    "notes": "at",
    "offers": "at",
    "sittings": "start",
}


def new_uid() -> str:
    """A name that no other row on any machine has."""
    return os.urandom(8).hex()


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, object], verb: str = "INSERT") -> None:
    """Append a row, given by its columns' names."""
    kept = {name: _storable(one) if isinstance(one, str) else one for name, one in row.items()}
    db.execute(insert_sql(table, kept, verb), kept)


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
    set_meta(db, "machine", key)
    set_meta(db, "name", name)
    return key, remember_machine(db, key, name, own=True)


def next_number(db: sqlite3.Connection, tag: int) -> int:
    """The next running number of this machine's rows; numbers of forgotten rows do not come back."""
    counter = f"counter-{tag}"
    found = db.execute("SELECT value FROM meta WHERE key = ?", (counter,)).fetchone()
    number = 1 + (int(found[0]) if found else highest_number(db, tag))
    set_meta(db, counter, str(number))
    return number


def highest_number(db: sqlite3.Connection, tag: int) -> int:
    """The highest running number among the rows of the machine with this tag; 0 where it has none."""
    sql = "SELECT COALESCE(MAX(id), 0) / 1000 FROM outcomes WHERE id % 1000 = ?"
    return int(db.execute(sql, (tag,)).fetchone()[0])


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Note something about the journal itself."""
    insert(db, "meta", {"key": key, "value": value}, "INSERT OR REPLACE")


def signed(db: sqlite3.Connection, name: str, now: float, uid: str | None = None) -> dict[str, object]:
    """The columns that every row has which goes to other machines: its name, who wrote it, and when."""
    key, _ = identity(db, name)
    return {"uid": f"{key}-{uid or new_uid()}", "machine": key, "written": now}


def correct(
    db: sqlite3.Connection,
    name: str,
    now: float,
    row: Row,
    *,
    outcome: str | None,
    note: str | None,
    removed: bool,
) -> None:
    """Append a correction; it counts as later than those before it even if the clock was set back."""
    sql = "SELECT MAX(written) FROM corrections WHERE target = ?"
    last: float | None = db.execute(sql, (row.uid,)).fetchone()[0]
    written = now if last is None else max(now, last + 0.001)
    change = {"outcome": outcome, "note": note, "removed": int(removed)}
    insert(db, "corrections", signed(db, name, written) | {"at": row.at, "target": row.uid} | change)


def save_state(db: sqlite3.Connection, now: float, text: str) -> None:
    """Replace the saved state."""
    insert(db, "state", {"id": 1, "written": now, "body": text}, "INSERT OR REPLACE")


def delete_forgotten(db: sqlite3.Connection) -> int:
    """Delete what the forgets cover; returns how many outcomes went. Blocked exercises stay, for safety."""
    gone = 0
    for table, at in TIMES.items():
        rule = FORGOTTEN.format(at=f"{table}.{at}", table=table)
        count = db.execute(f"DELETE FROM {table} WHERE {rule}").rowcount
        gone += count if table == "outcomes" else 0
    db.execute("DELETE FROM decisions WHERE at < (SELECT MAX(before) FROM forgets)")
    return gone
