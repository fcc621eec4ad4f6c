"""A damaged journal is set aside, never deleted; every row that can still be read moves to a fresh one."""

from __future__ import annotations

import json
import math
import sqlite3
from datetime import datetime
from pathlib import Path

from deskbreak.store.database import connect
from deskbreak.store.pages import Value, records
from deskbreak.store.rows import ANSWERS, OUTCOMES
from deskbreak.store.writes import delete_forgotten

# The shape of each table's rows, by which they are known when the file's own list of tables is gone:
# i the row's own number (stored as nothing), t text, n number, b 0 or 1, o an outcome, a an answer,
# e a list of exercises; a capital letter may be missing.
_SHAPES = {
    "outcomes": "ittnntttonett",
    "corrections": "ittnntOTb",
    "blocks": "ittntnbt",
    "answers": "ittnnta",
    "forgets": "ittnnb",
    "sittings": "ittnnn",
    "decisions": "inttt",
    "machines": "ttnb",
    "state": "int",
    "meta": "tt",
}


def set_aside_and_salvage(path: Path, now: float) -> str:
    """Move the damaged file away, make a new one with its readable rows, and say so in a sentence."""
    aside = _set_aside(path, now)
    fresh = connect(path)
    try:
        count = _salvage(aside, fresh)
    finally:
        fresh.close()
    saved = "1 break was" if count == 1 else f"{count:,} breaks were"
    return f"the journal was damaged: {saved} saved, and the damaged file was kept as {aside}"


def _set_aside(path: Path, now: float) -> Path:
    stamp = datetime.fromtimestamp(now).strftime("%Y-%m-%d")
    aside, count = path.with_name(f"{path.name}.damaged-{stamp}"), 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    # The write-ahead log goes along, for it holds the newest rows.
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def _salvage(aside: Path, fresh: sqlite3.Connection) -> int:
    fresh.execute("BEGIN IMMEDIATE")
    for number, values in records(aside):
        table = _table_of(values)
        if table:
            row = [number, *values[1:]] if values[0] is None else values
            marks = ", ".join("?" * len(row))
            # A row met twice, in the log and in the file, counts once: the log's is newer and comes first.
            fresh.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
    delete_forgotten(fresh)
    fresh.execute("COMMIT")
    return int(fresh.execute("SELECT COUNT(*) FROM log").fetchone()[0])


def _table_of(values: list[Value]) -> str | None:
    for table, shape in _SHAPES.items():
        if len(values) == len(shape) and all(map(_fits, shape, values)):
            return table
    return None


def _fits(kind: str, value: Value) -> bool:
    if value is None:
        return kind == "i" or kind.isupper()
    match kind.lower():
        case "t":
            return isinstance(value, str)
        case "n":
            return isinstance(value, int | float) and math.isfinite(value)
        case "b":
            return value in (0, 1)
        case "o":
            return value in OUTCOMES
        case "a":
            return value in ANSWERS
        case "e":
            return isinstance(value, str) and _is_list_of_names(value)
    return False


def _is_list_of_names(text: str) -> bool:
    try:
        names = json.loads(text)
    except ValueError:
        return False
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
