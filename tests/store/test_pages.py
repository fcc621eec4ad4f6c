"""Rows read straight from an SQLite file are those that SQLite gives, whatever is in their columns."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskbreak.store.pages import PAGE, records

Row = tuple[object, ...]
EDGES = [2**bits for bits in (7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 62)]
INTEGERS = [0, 1, -1, 2, 2**63 - 1, -(2**63), *EDGES, *(-one for one in EDGES), *(one - 1 for one in EDGES)]
# Where a record no longer fits into its page, and where it fills whole pages: the lengths around those.
LENGTHS = [0, 1, 50, 51, 4040, *range(4045, 4070), *range(4080, 4100), 8150, 8180, 8190, 12_300, 40_000]


def written(path: Path, rows: Sequence[Row], *, columns: int = 2) -> None:
    names = [f"c{number}" for number in range(columns)]
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA page_size").fetchone() == (PAGE,)
        db.execute(f"CREATE TABLE t (id INTEGER PRIMARY KEY, {', '.join(names)})")
        marks = ", ".join("?" * (columns + 1))
        db.executemany(f"INSERT INTO t VALUES ({marks})", rows)
    db.close()


def read(path: Path) -> dict[int, list[object]]:
    """The table's rows by their number; the schema's own row has text first, where these have None."""
    return {number: values[1:] for number, values in records(path) if values[0] is None}


def same(path: Path, rows: Sequence[Row]) -> bool:
    return read(path) == {number: list(rest) for number, *rest in rows}


def test_whole_numbers_of_every_size(tmp_path: Path) -> None:
    rows = [(number, one, -1) for number, one in enumerate(INTEGERS, 1)]
    written(tmp_path / "t", rows)
    assert same(tmp_path / "t", rows)


def test_numbers_text_bytes_and_nothing(tmp_path: Path) -> None:
    values: list[object] = [None, 0.5, -1e300, 1.0, "", "Ünï✓𝄞", b"", b"\0\xff", "x" * 200, b"y" * 200]
    rows = [(number, one, "after") for number, one in enumerate(values, 1)]
    written(tmp_path / "t", rows)
    assert same(tmp_path / "t", rows)


@pytest.mark.parametrize(
    "make", [lambda n: "x" * n, lambda n: bytes(n), lambda n: "ü" * (n // 2)], ids=["text", "bytes", "wide"]
)
def test_long_ones_go_on_in_other_pages(tmp_path: Path, make: Callable[[int], object]) -> None:
    rows = [(number, make(length), number) for number, length in enumerate(LENGTHS, 1)]
    written(tmp_path / "t", rows)
    assert same(tmp_path / "t", rows)


def test_row_numbers_of_every_length(tmp_path: Path) -> None:
    rows = [(number, "a", "b") for number in sorted({one for one in INTEGERS if one > 0})]
    written(tmp_path / "t", rows)
    assert same(tmp_path / "t", rows)


def test_many_columns_and_many_pages(tmp_path: Path) -> None:
    rows: list[Row] = [(number, *range(number, number + 150)) for number in range(1, 200)]
    written(tmp_path / "t", rows, columns=150)
    assert same(tmp_path / "t", rows)


def test_the_newest_is_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "t"
    written(path, [(1, "old", 0), (2, "kept", 0)])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("UPDATE t SET c0 = 'new' WHERE id = 1")
    db.execute("INSERT INTO t VALUES (3, ?, 0)", ("long" * 3000,))
    found = [(number, values[1]) for number, values in records(path) if values[0] is None]
    db.close()
    assert found[:3] == [(1, "new"), (2, "kept"), (3, "long" * 3000)]
    assert found[3:] == [(1, "old"), (2, "kept")]  # and what the file had, for where the log is lost


def test_what_was_not_committed_and_what_is_left_over_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "t"
    written(path, [(1, "first", 0)])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("UPDATE t SET c0 = 'second'")
    log = bytearray((tmp_path / "t-wal").read_bytes())
    last = len(log) - PAGE - 24
    size_at = slice(last + 4, last + 8)
    db.close()
    written_log = tmp_path / "t-wal"

    written_log.write_bytes(
        log[: size_at.start] + bytes(4) + log[size_at.stop :]
    )  # no frame ends the transaction
    assert [values[1] for _, values in records(path) if values[0] is None] == [
        "second"
    ]  # closing wrote it there
    written_log.write_bytes(log)
    assert [values[1] for _, values in records(path) if values[0] is None] == ["second", "second"]
    written_log.write_bytes(log[: last + 8] + b"saltsalt" + log[last + 16 :])  # a frame of an earlier round
    assert [values[1] for _, values in records(path) if values[0] is None] == ["second"]
    written_log.write_bytes(log[:-1])  # half a frame
    assert [values[1] for _, values in records(path) if values[0] is None] == ["second"]


def test_a_spoiled_cell_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "t"
    rows = [(number, f"row {number}", number) for number in range(1, 21)]
    written(path, rows)
    raw = bytearray(path.read_bytes())
    assert raw[PAGE] == 0x0D
    pointer = PAGE + 8 + 2 * 4  # of the fifth row
    raw[pointer : pointer + 2] = (PAGE - 1).to_bytes(2, "big")
    path.write_bytes(raw)
    found = read(path)
    assert {number: found[number] for number in found if number in range(1, 21)} == {
        number: list(rest) for number, *rest in rows if number != 5
    }


def test_nothing_and_noise_end(tmp_path: Path) -> None:
    chance = random.Random(7)
    assert list(records(tmp_path / "none")) == []
    for _ in range(3):
        noise = bytes([0x0D]) + chance.randbytes(2 * PAGE - chance.randrange(2, PAGE))
        (tmp_path / "noise").write_bytes(noise)
        for number, values in records(tmp_path / "noise"):
            assert isinstance(number, int) and isinstance(values, list)
