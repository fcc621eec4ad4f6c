"""A damaged journal is set aside, never deleted; every row that can still be read moves to a fresh one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from deskbreak.sentences import english_n
from deskbreak.store.columns import insert_sql, named
from deskbreak.store.database import connect
from deskbreak.store.pages import records
from deskbreak.store.shapes import table_of
from deskbreak.store.writes import delete_forgotten
from deskbreak.zone import moment


def set_aside_and_salvage(path: Path, now: float) -> str:
    """Move the damaged file away, make a new one with its readable rows, and say so in a sentence."""
    aside = _set_aside(path, now)
    fresh = connect(path)
    try:
        count = _salvage(aside, fresh)
    finally:
        fresh.close()
    return english_n(
        "the journal was damaged: {n} break was saved, and the damaged file was kept as {file}",
        "the journal was damaged: {n} breaks were saved, and the damaged file was kept as {file}",
        count,
        file=aside,
    )


def _set_aside(path: Path, now: float) -> Path:
    stamp = moment(now).strftime("%Y-%m-%d")
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
        table = table_of(values)
        if table:
            row = named(table, values)
            if "id" in row:
                row["id"] = number
            # A row met twice, in the log and in the file, counts once: the log's is newer and comes first.
            fresh.execute(insert_sql(table, row, "INSERT OR IGNORE"), row)
    delete_forgotten(fresh)
    fresh.execute("COMMIT")
    return int(fresh.execute("SELECT COUNT(*) FROM log").fetchone()[0])
