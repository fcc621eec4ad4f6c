"""The one table of columns: files of every age come to it, and a new column moves no value."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store import columns, schema
from deskbreak.store.columns import TABLES, Column, Kind
from deskbreak.store.health import repair
from deskbreak.store.journal import Journal
from deskbreak.store.shapes import table_of
from deskbreak.store.sharing import exchange
from deskbreak.values import replace
from tests.store import old_schemas

NOW = 1_795_000_000.0


def opened(path: Path, name: str = "desk") -> Journal:
    return Journal.open(path, machine=name, clock=lambda: NOW)


def made_of(db: sqlite3.Connection) -> dict[str, Any]:
    """What a file's tables, indexes and triggers are, however their statements are spelled."""
    found = {
        (kind, name): [tuple(row[1:]) for row in db.execute(f"PRAGMA table_info({name})")]
        if kind == "table"
        else 0
        for kind, name in db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    }
    return {f"{kind} {name}": rows for (kind, name), rows in found.items()}


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_file_of_every_version_becomes_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    old = old_schemas.make(tmp_path / "old", version)
    schema.migrate(old)
    new = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(new)
    assert made_of(old) == made_of(new)
    assert old.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    old.close()


def test_the_file_has_the_columns_of_the_table_in_their_order() -> None:
    new = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(new)
    for name, table in TABLES.items():
        assert [row[1] for row in new.execute(f"PRAGMA table_info({name})")] == list(table.names)


def test_what_was_added_later_stands_last_and_says_what_older_rows_have() -> None:
    for table in TABLES.values():
        later = [column.since for column in table.columns]
        assert later == sorted(later), table.name
        assert all(column.optional or column.default is not None for column in table.columns if column.since)
        assert all(table.since < column.since <= schema.VERSION for column in table.columns if column.since)


EXAMPLES: dict[Kind, Any] = {
    Kind.ID: None,
    Kind.TEXT: "easy",
    Kind.INSTANT: NOW,
    Kind.LENGTH: 60.0,
    Kind.NUMBER: 345,
    Kind.FLAG: 1,
    Kind.OUTCOME: "taken",
    Kind.ANSWER: "easy",
    Kind.EXERCISES: '["cat-cow"]',
}


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.salvaged])
def test_a_row_of_a_damaged_file_is_told_from_those_of_other_tables(name: str) -> None:
    table = TABLES[name]
    row = [EXAMPLES[column.kind] for column in table.columns]
    for length in range(table.needed, len(row) + 1):
        assert table_of(row[:length]) == name


# -- a new column ---------------------------------------------------------------------------------------------


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make this the next version, in which every table that goes elsewhere has two columns more."""

    def become() -> None:
        version = schema.VERSION + 1
        more = (
            Column("mood", Kind.TEXT, since=version, default="it's fine"),
            Column("load", Kind.NUMBER, since=version, optional=True),
        )
        for name in columns.shared_tables():
            table = TABLES[name]
            monkeypatch.setitem(TABLES, name, replace(table, columns=(*table.columns, *more)))
        monkeypatch.setattr(schema, "VERSION", version)

    return become


def record(journal: Journal, at: float) -> None:
    """One row of each kind."""
    row = journal.add(
        at=at, outcome="partly", break_name="walk", routine="ten-minute-walk", seconds=60.0,
        exercises=["ten-minute-walk"], note="rain", reason="late", zone="UTC",
    )  # fmt: skip
    journal.amend(row, note="sun")
    journal.block("superman", at, "it hurt")
    journal.add_answer(at, "cat-cow", "hard")
    journal.add_note(at, "UTC", "stiff")
    journal.add_back(at, "UTC", 7)
    journal.add_sitting(at, at + 900.0)


def read(journal: Journal) -> list[Any]:
    """Everything that can be read, without what differs by chance or machine."""
    rows = [replace(row, id=0, uid="", machine="", own=True) for row in journal.rows()]
    others = [journal.answers(), journal.notes(), journal.backs(), journal.sittings(), journal.blocked()]
    return [rows, *others]


def test_a_new_column_moves_no_value(tmp_path: Path, newer: Callable[[], None]) -> None:
    with opened(tmp_path / "plain") as journal:
        record(journal, NOW - 5000)
        record(journal, NOW - 100)
        before = read(journal)
    with opened(tmp_path / "grown") as journal:
        record(journal, NOW - 5000)
    newer()
    with opened(tmp_path / "grown") as journal:
        record(journal, NOW - 100)
        assert read(journal) == before
        assert journal._read("SELECT DISTINCT mood, load FROM outcomes") == [("it's fine", None)]


def test_a_damaged_file_gives_old_and_new_rows_back(tmp_path: Path, newer: Callable[[], None]) -> None:
    file = tmp_path / "journal"
    with opened(file) as journal:
        record(journal, NOW - 5000)
    newer()
    with opened(file) as journal:
        record(journal, NOW - 100)
        before = read(journal)
        journal._db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(file.read_bytes())
    data[:100] = bytes(100)
    file.write_bytes(data)
    assert "2 breaks were saved" in repair(file, lambda: NOW)[0]
    with opened(file) as journal:
        assert read(journal) == before


def test_lines_of_an_older_machine_are_taken(tmp_path: Path, newer: Callable[[], None]) -> None:
    folder = tmp_path / "shared"
    with opened(tmp_path / "old", "old") as journal:
        record(journal, NOW - 100)
        before = read(journal)
    exchange(tmp_path / "old", folder, "old")
    newer()
    assert exchange(tmp_path / "new", folder, "new").breaks == 1
    with opened(tmp_path / "new", "new") as journal:
        assert read(journal) == before


def test_an_older_machine_takes_newer_lines(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with opened(tmp_path / "new", "new") as journal:
        record(journal, NOW - 100)
        before = read(journal)
    exchange(tmp_path / "new", folder, "new")
    (file,) = folder.glob("*.jsonl")
    head, *lines = map(json.loads, file.read_text("utf-8").splitlines())
    newer_lines = [json.dumps(line | {"mood": "grim", "load": 3}) for line in lines]
    file.write_text("\n".join([json.dumps(head), *newer_lines, ""]), "utf-8")
    assert exchange(tmp_path / "older", folder, "older").breaks == 1
    with opened(tmp_path / "older", "older") as journal:
        assert read(journal) == before
