"""Rows read straight from an SQLite file are those that SQLite gives, whatever is in their columns."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskbreak.plain_file import Refused
from deskbreak.store import pages
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


def test_a_row_that_is_whole_in_half_a_frame_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "t"
    written(path, [(1, "first", 0), (2, "second", 0)])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("UPDATE t SET c1 = 7")
    log = (tmp_path / "t-wal").read_bytes()
    db.close()
    for lost, found in ((0, [7, 7, 7, 7]), (1, [7, 7]), (PAGE + 23, [7, 7]), (PAGE + 24, [7, 7])):
        (tmp_path / "t-wal").write_bytes(log[: len(log) - lost])  # the file itself has got both
        assert [values[2] for _, values in records(path) if values[0] is None] == found


def test_the_newest_of_several_transactions_counts_and_each_page_once(tmp_path: Path) -> None:
    path = tmp_path / "t"
    written(path, [(1, "file", 0)])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    for number in range(5):
        db.execute("UPDATE t SET c1 = ?", (number,))
    found = [values[1:] for _, values in records(path) if values[0] is None]
    db.close()
    assert found == [["file", 4], ["file", 0]]


def test_the_log_ends_at_the_first_frame_of_another_round(tmp_path: Path) -> None:
    path = tmp_path / "t"
    written(path, [(1, "file", 0)])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    for number in (1, 2):
        db.execute("UPDATE t SET c1 = ?", (number,))
    log = bytearray((tmp_path / "t-wal").read_bytes())
    db.close()
    assert len(log) == 32 + 2 * (24 + PAGE)
    log[32 + 8 : 32 + 16] = b"saltsalt"
    (tmp_path / "t-wal").write_bytes(log)
    assert list(records(path)) == [(1, [None, "file", 2])]


def leaf(size: int, following: int) -> bytes:
    """A page with one cell of a record that says it is so long and goes on in that page."""
    cell = varint(size) + b"\x01" + b"\x02\x0c" + bytes(487) + following.to_bytes(4, "big")
    head = b"\x0d" + bytes(2) + b"\x00\x01" + bytes(3) + (10).to_bytes(2, "big")
    return (head + cell).ljust(PAGE, b"\0")[:PAGE]


def varint(value: int) -> bytes:
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(value & 0x7F | 0x80)
    return bytes(reversed(digits))


@pytest.mark.parametrize("size", [2 * PAGE, 2 * PAGE + 1, 100 * PAGE])
def test_pages_that_lead_round_in_a_circle_end(tmp_path: Path, size: int) -> None:
    """As a spoiled page may; what is longer than the whole file is no record."""
    path = tmp_path / "t"
    path.write_bytes(leaf(size, 2) + (2).to_bytes(4, "big") + bytes(PAGE - 4))
    assert len(list(records(path))) == (1 if size <= 2 * PAGE else 0)


def test_a_record_whose_pages_are_gone_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "t"
    rows = [(1, "x" * 9000, 1), (2, "kept", 2)]
    written(path, rows)
    raw = path.read_bytes()
    for pages_left in (3, 2):  # the schema, the table, and two pages for what is long
        path.write_bytes(raw[: pages_left * PAGE])
        assert read(path) == {2: ["kept", 2]}


def test_files_of_half_a_gibibyte_are_read_and_what_is_no_file_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = tmp_path / "t", []

    def note(file: Path, *, max_bytes: int) -> bytes:
        asked.append((file.name, max_bytes))
        raise Refused("this is not a file")

    path.mkdir()
    assert list(records(path)) == []
    monkeypatch.setattr(pages, "read_plain", note)
    assert list(records(path)) == []
    assert asked == [("t", 512 * 1024 * 1024), ("t-wal", 512 * 1024 * 1024)]

    def forbidden(*_: object, **__: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(pages, "read_plain", forbidden)
    with pytest.raises(PermissionError):
        list(records(path))
