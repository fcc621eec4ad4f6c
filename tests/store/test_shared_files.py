"""The files of a shared folder, line by line: what is written when, what is read again, and the numbers rows get."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from deskbreak.store.journal import Journal
from deskbreak.store.rows import JournalError
from deskbreak.store.sharing import MAX_KEY, Exchanged, exchange, main

NOW = 1_795_000_000.0


class Desk:
    """A journal and its shared folder, with lines of another machine in it."""

    def __init__(self, base: Path) -> None:
        self.file, self.folder = base / "journal.sqlite3", base / "shared"
        self.folder.mkdir()
        self.journal = Journal.open(self.file, machine="desk", clock=lambda: NOW)

    def exchange(self) -> Exchanged:
        return exchange(self.file, self.folder, "desk")

    @property
    def own(self) -> Path:
        return self.folder / f"deskbreak-{self.journal.own_key()}.jsonl"

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.own.read_text("utf-8").splitlines()]

    def arrives(self, *lines: dict[str, object] | bytes, machine: str = "m", add: bool = False) -> Path:
        file = self.folder / f"deskbreak-{machine}.jsonl"
        raw = b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in lines)
        file.write_bytes((file.read_bytes() if add else b"") + raw)
        return file

    def uids(self) -> list[str]:
        return [row.uid for row in self.journal.rows() if not row.own]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def header(name: str = "laptop", machine: str = "m") -> dict[str, object]:
    return {"deskbreak": 1, "machine": machine, "name": name, "begun": "b1"}


def outcome(number: int, machine: str = "m", **other: object) -> dict[str, object]:
    return {
        "kind": "outcomes", "number": number, "uid": f"{machine}-{number}", "machine": machine, "written": NOW,
        "at": NOW + number, "zone": "UTC", "break": "mobility", "routine": "cat-cow", "outcome": "taken", "seconds": 60,
        "exercises": "[]", "note": "", "reason": "",
    } | other  # fmt: skip


def sitting(start: float, end: float, written: float = NOW, uid: str = "m-s") -> dict[str, object]:
    return {"kind": "sittings", "uid": uid, "machine": "m", "written": written, "start": start, "end": end}


# -- what goes out --------------------------------------------------------------------------------------------------


def test_the_file_is_a_header_and_a_line_a_row(desk: Desk) -> None:
    row = desk.journal.add(at=NOW, outcome="taken", routine="cat-cow", note="Käse", seconds=45)
    desk.journal.add_sitting(NOW - 60, NOW)
    desk.journal.block("cat-cow", NOW)
    desk.journal.add_note(NOW, "UTC", "well")
    assert desk.exchange() == Exchanged(sent=4)
    head, *lines = desk.lines()
    key = desk.journal.own_key()
    assert {name: head[name] for name in ("deskbreak", "machine", "name")} == {
        "deskbreak": 1,
        "machine": key,
        "name": "desk",
    }
    assert sorted(str(line["kind"]) for line in lines) == ["blocks", "notes", "outcomes", "sittings"]
    (line,) = (line for line in lines if line["kind"] == "outcomes")
    assert (line["number"], line["note"], line["seconds"], line["machine"]) == (row // 1000, "Käse", 45, key)
    assert all("number" not in line for line in lines if line["kind"] != "outcomes")
    if os.name != "nt":
        assert desk.own.stat().st_mode & 0o077 == 0


def test_what_is_new_is_appended_and_nothing_twice(desk: Desk) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    assert desk.exchange().sent == 1
    before = desk.own.read_bytes()
    assert desk.exchange().sent == 0 and desk.own.read_bytes() == before
    desk.journal.add(at=NOW, outcome="skipped")
    desk.journal.add(at=NOW, outcome="missed")
    assert desk.exchange().sent == 2
    assert desk.own.read_bytes().startswith(before)
    assert sorted(str(line["outcome"]) for line in desk.lines()[1:]) == ["missed", "skipped", "taken"]


def test_a_file_that_others_changed_is_written_whole(desk: Desk) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    desk.exchange()
    whole = desk.lines()[1:]
    for corrupt in (
        lambda: desk.own.unlink(),
        lambda: desk.own.write_bytes(desk.own.read_bytes() + b"more\n"),
    ):
        corrupt()
        assert desk.exchange().sent == 1
        assert desk.lines()[1:] == whole
    assert not [one for one in desk.folder.iterdir() if one.name.endswith(".part")]


def test_what_is_forgotten_everywhere_is_told_and_what_is_forgotten_here_is_not(desk: Desk) -> None:
    desk.journal.add(at=NOW - 5, outcome="taken", note="private")
    desk.journal.add(at=NOW - 3, outcome="missed")
    desk.exchange()
    desk.journal.forget(NOW - 4, everywhere=False)
    desk.exchange()
    assert [line.get("outcome") for line in desk.lines()] == [None, "missed"]
    desk.journal.forget(NOW - 2)
    assert desk.exchange().sent == 1
    assert [line.get("kind") for line in desk.lines()] == [None, "forgets"]


# -- what comes in --------------------------------------------------------------------------------------------------


def test_what_came_is_counted_by_its_kind(desk: Desk) -> None:
    desk.arrives(header(), outcome(1), outcome(2), sitting(NOW, NOW + 60))
    assert desk.exchange() == Exchanged(sent=0, came=3, breaks=2)
    desk.arrives(outcome(2), outcome(3), add=True)
    assert desk.exchange() == Exchanged(sent=0, came=1, breaks=1)
    assert desk.uids() == ["m-1", "m-2", "m-3"]
    assert {row.machine for row in desk.journal.rows()} == {"laptop"}


def test_a_machine_may_get_another_name(desk: Desk) -> None:
    desk.arrives(header("laptop"), outcome(1))
    desk.exchange()
    desk.arrives(header("n" * 150), outcome(1))
    desk.exchange()
    assert [row.machine for row in desk.journal.rows()] == ["n" * 100]
    desk.arrives(header(""), outcome(1))
    desk.exchange()
    assert [row.machine for row in desk.journal.rows()] == ["m"]


def test_nobody_else_names_this_machine(desk: Desk) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    desk.arrives(header("mallory", desk.journal.own_key()))
    desk.exchange()
    assert [row.machine for row in desk.journal.rows()] == ["desk"]


def test_rows_keep_the_numbers_of_their_machine(desk: Desk) -> None:
    desk.arrives(outcome(7), outcome(9), outcome(9, uid="m-x"), outcome(1, uid="m-y") | {"number": None})
    desk.arrives(outcome(7, "n"), outcome(0, "n"), outcome(10**12, "n", at=NOW), machine="n")
    desk.exchange()
    numbers = {row.uid: row.id // 1000 for row in desk.journal.rows()}
    assert numbers == {"m-7": 7, "m-9": 9, "m-x": 10, "m-y": 11, "n-7": 7, "n-0": 8, f"n-{10**12}": 9}
    tags = {row.uid[0]: row.id % 1000 for row in desk.journal.rows()}
    assert tags["m"] != tags["n"] and all(100 <= tag < 1000 for tag in tags.values())


def test_a_stretch_grows_and_never_shrinks(desk: Desk) -> None:
    desk.arrives(sitting(NOW, NOW + 60, written=NOW + 60))
    assert desk.exchange().came == 1
    for end, written, shown in ((90, 90, 90), (70, 70, 90), (95, 90, 90)):
        desk.arrives(sitting(NOW, NOW + end, written=NOW + written))
        assert desk.exchange().came == 0  # it is not new
        assert [one.end for one in desk.journal.sittings()] == [NOW + shown]


@pytest.mark.parametrize(
    "late", [outcome(1, at=NOW - 50, written=NOW - 50), sitting(NOW - 50, NOW - 40, NOW - 40)]
)
def test_what_was_forgotten_before_it_came_does_not_come(desk: Desk, late: dict[str, object]) -> None:
    desk.journal.forget(NOW)
    desk.exchange()
    desk.arrives(late, outcome(2, at=NOW - 50, written=NOW + 1))
    assert desk.exchange() == Exchanged(sent=0, came=1, breaks=1)
    assert desk.uids() == ["m-2"]  # what was added later for an old date stays
    assert desk.journal.sittings() == []


@pytest.mark.parametrize(("length", "taken"), [(1, True), (MAX_KEY, True), (MAX_KEY + 1, False), (0, False)])
def test_a_machines_key_has_a_length(desk: Desk, length: int, taken: bool) -> None:
    desk.arrives(header("laptop", "k" * length))
    desk.exchange()
    found = desk.journal._db.connection.execute("SELECT key FROM machines WHERE NOT own").fetchall()
    assert found == ([("k" * length,)] if taken else [])


@pytest.mark.parametrize(
    ("uid", "taken"),
    [
        ("m-" + "1" * (2 * MAX_KEY - 2), True),
        ("m-" + "1" * (2 * MAX_KEY - 1), False),
        ("n-1", False),
        ("m1", False),
        ("m-\t", False),
    ],
)
def test_a_row_has_a_name_that_its_machine_may_give(desk: Desk, uid: str, taken: bool) -> None:
    desk.arrives(outcome(1, uid=uid))
    desk.exchange()
    assert bool(desk.uids()) is taken


def test_half_a_line_is_read_with_its_rest_and_nothing_before_it_again(desk: Desk) -> None:
    line = json.dumps(outcome(2)).encode() + b"\n"
    file = desk.arrives(header(), outcome(1), line[:30])
    assert desk.exchange().came == 1
    position = desk.journal._db.connection.execute(
        "SELECT position FROM shared WHERE file = ?", (str(file),)
    ).fetchone()
    assert position == (file.stat().st_size - 30,)
    desk.arrives(line[30:], add=True)
    assert desk.exchange().came == 1 and desk.uids() == ["m-1", "m-2"]


def test_lines_of_a_kind_that_is_not_known_are_passed_over_for_good(desk: Desk) -> None:
    file = desk.arrives(header(), {"kind": "moods", "uid": "m-3"}, {"kind": "state"}, outcome(1))
    assert desk.exchange().came == 1
    position = desk.journal._db.connection.execute(
        "SELECT position FROM shared WHERE file = ?", (str(file),)
    ).fetchone()
    assert position == (file.stat().st_size,)


@pytest.mark.parametrize("begun", ["b2", "b0"])
def test_a_file_that_was_begun_again_is_read_from_its_head(desk: Desk, begun: str) -> None:
    desk.arrives(header(), outcome(1), outcome(2))
    desk.exchange()
    desk.arrives(header() | {"begun": begun}, outcome(3), outcome(2), outcome(1))
    assert desk.exchange().came == 1 and desk.uids() == ["m-1", "m-2", "m-3"]


def test_a_file_that_got_shorter_is_read_again(desk: Desk) -> None:
    desk.arrives(header(), outcome(1), outcome(2, note="long" * 200))
    desk.exchange()
    desk.arrives(header(), outcome(3))
    assert desk.exchange().came == 1


# -- trouble --------------------------------------------------------------------------------------------------------


def test_the_last_part_of_the_folder_alone_is_made(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exchange(desk.file, tmp_path / "new", "desk") == Exchanged()
    assert (tmp_path / "new").is_dir()
    with pytest.raises(JournalError, match=r"cannot be used \(No such file or directory\)"):
        exchange(desk.file, tmp_path / "not" / "mounted", "desk")
    assert main([str(desk.file), str(tmp_path / "not" / "mounted"), "desk"]) == 1
    assert "cannot be used" in json.loads(capsys.readouterr().out)["trouble"]


def test_what_came_of_it_is_said_as_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    desk.arrives(outcome(1), sitting(NOW, NOW + 60))
    assert main([str(desk.file), str(desk.folder), "desk"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sent": 1, "came": 2, "breaks": 1}


def test_a_journal_that_cannot_be_opened_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalError, match=r"folder cannot be used: .*Is a directory"):
        exchange(tmp_path / "folder", desk.folder, "desk")


def test_trouble_of_the_database_is_told_of_the_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("deskbreak.store.sharing._Exchange._take", fail)
    with pytest.raises(JournalError, match=r"cannot be used \(disk I/O error\); breaks stay in the journal"):
        desk.exchange()
