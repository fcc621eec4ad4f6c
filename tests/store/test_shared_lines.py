"""A shared folder to the letter: what a line looks like, what is on the disk when, and what is not read twice."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store import sharing
from deskbreak.store.columns import shared_tables
from deskbreak.store.database import in_memory
from deskbreak.store.rows import JournalError
from deskbreak.store.sharing import Exchanged, exchange, main
from tests.store.test_shared_files import NOW, Desk, header, outcome, sitting

Read = Callable[[bytes], Any]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# -- what goes out --------------------------------------------------------------------------------------------------


def test_a_line_has_the_row_and_nothing_else(desk: Desk) -> None:
    """Japanese stays as short as it is written, and no blanks are sent."""
    desk.journal.add(
        at=NOW - 9, outcome="partly", break_name="mobility", routine="cat-cow", seconds=45.5, exercises=["cat-cow"],
        note="猫", reason="late", zone="Asia/Tokyo", uid="u1",
    )  # fmt: skip
    desk.journal.add_sitting(NOW - 60, NOW)
    desk.exchange()
    key = desk.journal.own_key()
    head, *lines = desk.own.read_text("utf-8").splitlines()
    assert lines == [
        f'{{"kind":"outcomes","number":1,"uid":"{key}-u1","machine":"{key}","written":1795000000.0,"at":1794999991.0,'
        '"zone":"Asia/Tokyo","break":"mobility","routine":"cat-cow","outcome":"partly","seconds":45.5,'
        '"exercises":"[\\"cat-cow\\"]","note":"猫","reason":"late"}',
        f'{{"kind":"sittings","uid":"{key}-1794999940","machine":"{key}","written":1795000000.0,'
        '"start":1794999940.0,"end":1795000000.0}',
    ]
    begun = json.loads(head)["begun"]
    assert (
        json.loads(head) == {"deskbreak": 1, "machine": key, "name": "desk", "begun": begun}
        and len(begun) == 16
    )


def test_a_machine_is_named_in_its_own_letters(desk: Desk) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    exchange(desk.file, desk.folder, "机")
    assert '"name": "机"' in desk.folder.joinpath(f"deskbreak-{desk.journal.own_key()}.jsonl").read_text(
        "utf-8"
    )


def test_what_is_said_to_be_sent_is_on_the_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[int] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        there.append(os.fstat(handle).st_size)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    sizes = []
    for _ in range(2):  # a whole file, and lines behind it
        desk.journal.add(at=NOW, outcome="taken")
        assert desk.exchange().sent == 1
        sizes.append(desk.own.stat().st_size)
    assert there == sizes


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_what_lies_there_in_our_name_before_the_first_time_is_replaced(desk: Desk, content: bytes) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    desk.own.write_bytes(content)
    assert desk.exchange().sent == 1
    assert [line.get("kind") for line in desk.lines()] == [None, "outcomes"]


@pytest.mark.skipif(os.name == "nt", reason="no links there")
def test_whoever_is_quick_with_a_link_gains_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It appears between the look and the writing."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    unlink = Path.unlink

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        unlink(self, missing_ok=missing_ok)
        self.symlink_to(victim)

    desk.journal.add(at=NOW, outcome="taken")
    monkeypatch.setattr(Path, "unlink", unlinked)
    with pytest.raises(JournalError, match=r"cannot be used \(File exists\)"):
        desk.exchange()
    assert victim.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="no links there")
def test_a_link_that_takes_our_files_place_gets_no_line(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    desk.journal.add(at=NOW, outcome="taken")
    desk.exchange()
    desk.own.rename(victim)
    before = victim.read_bytes()
    desk.own.symlink_to(victim)
    monkeypatch.setattr(sharing, "_size", lambda _: len(before))  # at the look it was our file
    desk.journal.add(at=NOW, outcome="missed")
    with pytest.raises(JournalError, match=r"cannot be used"):
        desk.exchange()
    assert victim.read_bytes() == before


def test_what_another_machine_forgot_leaves_our_file_too(desk: Desk) -> None:
    desk.journal.add(at=NOW - 50, outcome="taken", note="private")
    desk.journal.add(at=NOW - 5, outcome="missed")
    assert desk.exchange() == Exchanged(sent=2)
    forget = {
        "kind": "forgets",
        "uid": "m-f",
        "machine": "m",
        "written": NOW,
        "before": NOW - 9,
        "everywhere": 1,
    }
    desk.arrives(header(), forget)
    desk.arrives(header(machine="n"), outcome(1, "n"), machine="n")
    assert desk.exchange() == Exchanged(sent=1, came=2, breaks=1)  # the one that is left, in a new file
    assert [line.get("outcome") for line in desk.lines()] == [None, "missed"]


def test_a_child_exchanges_in_the_name_that_it_is_given(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.journal.add(at=NOW, outcome="taken")
    assert main([str(desk.file), str(desk.folder), "desk"]) == 0
    assert [one.name for one in desk.folder.iterdir()] == [desk.own.name] and desk.lines()[0][
        "name"
    ] == "desk"
    assert json.loads(capsys.readouterr().out) == {"sent": 1, "came": 0, "breaks": 0}


@pytest.mark.parametrize("size", [9_900, 99_900])
def test_a_file_that_grows_by_a_digit_is_read_on(desk: Desk, size: int) -> None:
    raw = json.dumps(outcome(1)).encode()
    desk.arrives(header(), raw + b" " * (size - len(raw) - len(json.dumps(header())) - 2) + b"\n")
    assert desk.exchange().came == 1
    file = desk.arrives(outcome(2), add=True)
    assert desk.exchange().came == 1
    assert len(str(file.stat().st_size)) == len(str(size)) + 1


def test_whatever_is_new_is_appended(desk: Desk) -> None:
    row = desk.journal.add(at=NOW, outcome="taken")
    desk.exchange()
    before = desk.own.read_bytes()
    acts: list[Callable[[], None]] = [
        lambda: desk.journal.amend(row, note="yes"),
        lambda: desk.journal.add_answer(NOW, "cat-cow", "easy"),
        lambda: desk.journal.block("cat-cow", NOW),
        lambda: desk.journal.add_note(NOW, "UTC", "well"),
        lambda: desk.journal.add_sitting(NOW, NOW + 60),
    ]
    for act in acts:
        act()
        assert desk.exchange() == Exchanged(sent=1)
        assert desk.own.read_bytes().startswith(before) and len(desk.own.read_bytes()) > len(before)
        before = desk.own.read_bytes()


# -- what comes in --------------------------------------------------------------------------------------------------


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines that are looked at."""
    seen: list[bytes] = []
    look: Read = sharing._read

    def noted(raw: bytes) -> Any:
        seen.append(raw)
        return look(raw)

    monkeypatch.setattr(sharing, "_read", noted)
    return seen


def test_only_what_was_added_is_read(desk: Desk, read: list[bytes]) -> None:
    file = desk.arrives(header(), outcome(1), outcome(2))
    desk.exchange()
    assert len(read) == 3
    read.clear()
    desk.arrives(outcome(3), add=True)
    assert desk.exchange() == Exchanged(came=1, breaks=1)
    assert [json.loads(line)["uid"] for line in read] == ["m-3"]
    read.clear()
    os.utime(file, (NOW, NOW))  # as new as can be, and nothing in it is
    assert desk.exchange() == Exchanged() and read == []


def test_what_did_not_change_is_not_even_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.arrives(header(), outcome(1))
    desk.exchange()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(sharing, "open_plain", refuse)
    assert desk.exchange() == Exchanged()


def test_files_of_256_mebibytes_are_read_and_links_are_not_followed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def note(_: Path, **how: object) -> None:
        asked.append(how)
        raise OSError

    monkeypatch.setattr(sharing, "open_plain", note)
    desk.arrives(header(), outcome(1))
    assert desk.exchange() == Exchanged()
    assert asked == [{"max_bytes": 256 * 1024 * 1024, "links": False}]


@pytest.mark.parametrize("letter", ["x", "猫", "\x01", "𝄞"])
def test_a_note_as_long_as_a_row_bears_arrives(desk: Desk, letter: str, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    desk.journal.add(at=NOW, outcome="taken", note=letter * 50_000, reason=letter * 50_000)
    desk.exchange()
    assert exchange(other, desk.folder, "laptop") == Exchanged(came=1, breaks=1)


@pytest.mark.parametrize(("length", "arrives"), [(1_048_576, ["m-1", "m-2"]), (1_048_577, ["m-2"])])
def test_a_line_has_a_mebibyte(desk: Desk, length: int, arrives: list[str]) -> None:
    line = json.dumps(outcome(1)).encode()
    desk.arrives(line + b" " * (length - len(line) - 1) + b"\n", outcome(2))
    desk.exchange()
    assert desk.uids() == arrives


def test_a_header_has_a_mebibyte_too(desk: Desk) -> None:
    """A longer one is told by its beginning, and no row after it is lost."""
    desk.arrives(json.dumps(header()).encode() + b" " * 1_048_576 + b"\n", outcome(1))
    desk.exchange()
    desk.arrives(outcome(2), add=True)
    desk.exchange()
    assert desk.uids() == ["m-1", "m-2"]


@pytest.mark.parametrize(("length", "taken"), [(64, True), (65, False)])
def test_a_key_has_64_letters_and_a_rows_name_twice_as_many(desk: Desk, length: int, taken: bool) -> None:
    desk.arrives(header("laptop", "k" * length), outcome(1, uid="m-" + "1" * (2 * length - 2)))
    desk.exchange()
    found = desk.journal._db.connection.execute("SELECT name FROM machines WHERE key LIKE 'k%'").fetchall()
    assert (found, bool(desk.uids())) == ([("laptop",)] if taken else [], taken)


def test_a_blocked_exercise_stays_blocked_whatever_is_forgotten(desk: Desk) -> None:
    desk.journal.forget(NOW)
    block = {
        "kind": "blocks", "uid": "m-b", "machine": "m", "written": NOW - 9, "exercise": "superman", "at": NOW - 9,
        "blocked": 1, "reason": "it hurt",
    }  # fmt: skip
    desk.arrives(header(), block)
    assert desk.exchange().came == 1
    assert set(desk.journal.blocked()) == {"superman"}


# -- the numbers that rows get here -----------------------------------------------------------------------------------


def numbers(desk: Desk) -> dict[str, int]:
    return {row.uid: row.id // 1000 for row in desk.journal.rows() if not row.own}


def test_a_number_that_is_free_is_kept(desk: Desk) -> None:
    largest = 10**12 - 1
    desk.arrives(outcome(5), outcome(1), outcome(2) | {"number": largest}, outcome(3) | {"number": 5})
    desk.exchange()
    assert numbers(desk) == {"m-5": 5, "m-1": 1, "m-2": largest, "m-3": largest + 1}


@pytest.mark.parametrize("number", [None, 0, -1, 10**12, "7", 2.0])
def test_a_first_row_without_a_number_is_number_one(desk: Desk, number: object) -> None:
    desk.arrives(outcome(9) | {"number": number})
    desk.exchange()
    assert numbers(desk) == {"m-9": 1}


@pytest.mark.parametrize(
    ("keys", "tags"),
    [
        (["m"], [792]),
        (["alo"], [999]),
        (["alo", "flk"], [999, 100]),  # one that is taken is followed by the next, the last by the first
        (["aee", "agm", "bgb"], [100, 101, 102]),
    ],
)
def test_a_machine_has_the_same_three_digits_everywhere(desk: Desk, keys: list[str], tags: list[int]) -> None:
    """They come from its key: 100 and the remainder of its checksum by 900."""
    assert zlib.crc32(b"m") == 3_775_001_192
    for key in keys:
        desk.arrives(header(machine=key), outcome(1, key), machine=key)
        desk.exchange()
    assert {row.uid: row.id for row in desk.journal.rows()} == {
        f"{key}-1": 1000 + tag for key, tag in zip(keys, tags, strict=True)
    }


def test_a_stretch_that_grew_is_no_second_one(desk: Desk) -> None:
    desk.arrives(
        sitting(NOW, NOW + 60, NOW + 60),
        sitting(NOW, NOW + 90, NOW + 90),
        sitting(NOW + 99, NOW + 100, uid="m-t"),
    )
    assert desk.exchange() == Exchanged(came=2)
    assert [(one.start, one.end) for one in desk.journal.sittings()] == [
        (NOW, NOW + 90),
        (NOW + 99, NOW + 100),
    ]


# -- lines of any values ----------------------------------------------------------------------------------------------

ODD: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 7, 2**63, 10**30, 10**400, -(10**400), 1e308, float("nan"), float("inf"), -0.0, 0.5,
    "", "x", "\ud800", "\0", "taken", "easy", "[]", "[" * 3000, "x" * 60_000, [], [[]], {}, {"a": 1}, NOW, -NOW, 1e12,
)  # fmt: skip
SOUND: dict[str, object] = {
    "uid": "m-1", "machine": "m", "written": NOW, "at": NOW, "zone": "", "break": "", "routine": "", "outcome": "taken",
    "seconds": 0, "exercises": "[]", "note": "", "reason": "", "target": "m-2", "removed": 0, "start": NOW, "end": NOW,
    "exercise": "cat-cow", "blocked": 1, "what": "cat-cow", "answer": "easy", "before": NOW, "everywhere": 0,
    "about": "", "number": 1, "name": "m", "deskbreak": 1,
}  # fmt: skip


def test_a_line_of_any_values_costs_itself() -> None:
    db = in_memory()
    taken = 0
    for kind in ("machines", *shared_tables()):
        for name in SOUND:
            for odd in ODD:
                taken += sharing._is_new(db, kind, SOUND | {name: odd})
    assert 0 < taken < len(SOUND) * len(ODD)
    db.close()
