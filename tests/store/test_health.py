"""A journal's file: sound or not, repaired by a process that may, and a sentence for one that cannot be used."""

from __future__ import annotations

import os
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.paths import Profile
from deskbreak.store import opening, schema
from deskbreak.store.database import Database, connect, connect_read_only, in_memory, is_damage, trouble
from deskbreak.store.health import connect_to_read, is_sound, opening_trouble, repair
from deskbreak.store.journal import Journal
from deskbreak.store.rows import JournalError
from deskbreak.store.shapes import LATEST, MAX_S, SOONEST

NOW = 1_795_000_000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with a break and a stretch of sitting."""
    path = tmp_path / "journal.sqlite3"
    with Journal.open(path, machine="desk", clock=lambda: NOW) as journal:
        journal.add(at=NOW, outcome="taken", seconds=60)
        journal.add_sitting(NOW - 3600, NOW)
    return path


def run(path: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(path) as db:
        db.execute(sql, values)
    db.close()


# -- sound ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "seen_by"),
    [
        ("at", SOONEST, "nobody"),
        ("at", LATEST, "nobody"),
        ("at", SOONEST - 1, "everybody"),
        ("at", LATEST + 1, "everybody"),
        ("written", LATEST + 1, "the thorough"),
        ("written", SOONEST - 1, "the thorough"),
        ("seconds", MAX_S, "nobody"),
        ("seconds", MAX_S + 1, "the thorough"),
        ("seconds", -MAX_S - 1, "the thorough"),
    ],
)
def test_a_break_that_no_reader_can_show_is_damage(
    path: Path, column: str, value: float, seen_by: str
) -> None:
    run(path, f"UPDATE outcomes SET {column} = ?", value)
    assert is_sound(path, thorough=False) is (seen_by != "everybody")
    assert is_sound(path) is (seen_by == "nobody")


@pytest.mark.parametrize(
    ("start", "end", "seen_by"),
    [
        (NOW - MAX_S, NOW, "nobody"),
        (NOW - MAX_S - 1, NOW, "the thorough"),
        (SOONEST - 1, NOW - NOW, "the thorough"),
        (SOONEST - 9, SOONEST - 1, "everybody"),
        (LATEST - 9, LATEST + 1, "everybody"),
        (LATEST - 9, LATEST, "nobody"),
    ],
)
def test_a_stretch_that_no_reader_can_show_is_damage(
    path: Path, start: float, end: float, seen_by: str
) -> None:
    run(path, "UPDATE sittings SET start = ?, end = ?", start, end)
    assert is_sound(path, thorough=False) is (seen_by != "everybody")
    assert is_sound(path) is (seen_by == "nobody")


def test_a_file_of_the_first_version_has_no_sitting_to_look_at(tmp_path: Path) -> None:
    path = tmp_path / "old"
    run(path, "CREATE TABLE outcomes (id INTEGER PRIMARY KEY, at REAL, written REAL, seconds REAL)")
    run(path, "PRAGMA user_version = 1")
    assert is_sound(path)
    run(path, "INSERT INTO outcomes VALUES (1, ?, ?, 0)", LATEST + 1, NOW)
    assert not is_sound(path)


def test_what_a_newer_deskbreak_wrote_is_not_judged(path: Path) -> None:
    run(path, "UPDATE outcomes SET at = ?", LATEST + 1)
    run(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    assert is_sound(path)


def test_a_file_that_is_locked_is_not_damaged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", locked)
        assert is_sound(path)


@pytest.mark.parametrize("content", [b"no database at all" * 300, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert not is_sound(path)


def test_a_table_that_is_gone_is_damage(path: Path) -> None:
    run(path, "DROP TABLE outcomes")
    assert not is_sound(path)


def test_only_a_damaged_file_is_repaired(path: Path, tmp_path: Path) -> None:
    assert repair(path, lambda: NOW) == [] and repair(tmp_path / "none", lambda: NOW) == []
    run(path, "UPDATE outcomes SET at = ?", LATEST + 1)
    (said,) = repair(path, lambda: NOW)
    assert "0 breaks were saved" in said and is_sound(path)
    assert [one.name for one in tmp_path.glob("*damaged*")] == [Path(said.rsplit(" ", 1)[1]).name]


def test_one_break_is_saved_and_each_damaged_file_is_kept(path: Path) -> None:
    kept = []
    for _ in range(3):
        run(path, "UPDATE sittings SET start = ?, end = ?", LATEST, LATEST + 1)
        (said,) = repair(path, lambda: NOW)
        assert "1 break was saved" in said
        kept.append(Path(said.rsplit(" ", 1)[1]))
        run(path, "INSERT INTO sittings (uid, machine, written, start, end) VALUES ('a-1', 'a', 0, 0, 1)")
    assert len(set(kept)) == 3 and all(one.exists() for one in kept)
    assert [one.name.rpartition("damaged-")[2] for one in kept[1:]] == [
        f"{kept[0].name.rpartition('damaged-')[2]}-{number}" for number in (2, 3)
    ]


# -- sentences --------------------------------------------------------------------------------------------------

DAMAGE = [
    sqlite3.OperationalError("no such table: outcomes"),
    sqlite3.OperationalError("no such column: at"),
    sqlite3.OperationalError("table meta already exists"),
    sqlite3.DatabaseError("database disk image is malformed"),
    sqlite3.DatabaseError("file is not a database"),
    sqlite3.DatabaseError("file is encrypted or is not a database"),
]
NO_DAMAGE = [
    sqlite3.OperationalError("database is locked"),
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.OperationalError("malformed JSON"),  # of a statement, not of the file
    sqlite3.IntegrityError("UNIQUE constraint failed: outcomes.uid"),
]


@pytest.mark.parametrize("error", DAMAGE, ids=str)
def test_an_invalid_file_is_told_to_be_repaired(error: sqlite3.Error) -> None:
    assert is_damage(error)
    assert "damaged" in str(opening_trouble(Path("/j"), error))


@pytest.mark.parametrize("error", [*NO_DAMAGE, OSError("file is not a database")], ids=str)
def test_any_other_trouble_is_not_damage(error: Exception) -> None:
    assert not isinstance(error, sqlite3.Error) or not is_damage(error)
    assert "damaged" not in str(opening_trouble(Path("/j"), error))


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (sqlite3.OperationalError("database or disk is full"), "free some space"),
        (OSError(28, "No space left on device"), "free some space"),
        (
            sqlite3.OperationalError("attempt to write a readonly database"),
            "make the file and its folder writable",
        ),
        (OSError(30, "Read-only file system"), "make the file and its folder writable"),
        (PermissionError(13, "Permission denied"), "make the file and its folder writable"),
        (sqlite3.OperationalError("unable to open database file"), "make the file and its folder writable"),
        (sqlite3.OperationalError("database is locked"), "try again in a moment"),
        (sqlite3.OperationalError("disk I/O error"), "cannot be used: disk I/O error"),
    ],
    ids=str,
)
def test_each_trouble_has_its_advice(error: Exception, advice: str) -> None:
    said = str(trouble(Path("/j"), error))
    assert said.startswith("/j ") and said.endswith(advice)


# -- connections ------------------------------------------------------------------------------------------------


def test_what_is_not_there_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    connection = connect_to_read(tmp_path / "none")
    assert connection.execute("SELECT COUNT(*) FROM log").fetchone() == (0,)
    connection.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", ["file", "folder"])
def test_what_must_not_be_written_is_only_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    forbidden = path if part == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda one, _: Path(one) != forbidden)
    connection = connect_to_read(path)
    assert connection.execute("SELECT COUNT(*) FROM log").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM outcomes")
    connection.close()


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    run(tmp_path / "other", "CREATE TABLE log_of_another_program (at REAL)")
    with pytest.raises(JournalError, match="cannot be read: no such table"):
        connect_read_only(tmp_path / "other")


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_a_journal_is_its_owners_alone_and_leaves_nothing_deleted_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal.sqlite3"
    connection = connect(path)
    assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "secure_delete")
    }
    assert pragmas == {"journal_mode": "wal", "secure_delete": 1}
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # on disk before it is reported
    connection.close()


# -- writes that the disk refuses -------------------------------------------------------------------------------


class Disk:
    """Work that fails as long as the disk is full, and what was written."""

    def __init__(self) -> None:
        self.error: Exception | None = sqlite3.OperationalError("database or disk is full")
        self.written: list[str] = []

    def work(self, name: str):
        def write(db: sqlite3.Connection) -> str:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('k', ?)", (name,))
            if self.error:
                raise self.error
            self.written.append(name)
            return name

        return write


@pytest.fixture
def database() -> Iterator[Database]:
    one = Database(Path("/j"), in_memory())
    yield one
    one.close()


def test_what_a_full_disk_refused_is_written_in_its_order(database: Database) -> None:
    disk = Disk()
    for name in ("first", "second"):
        with pytest.raises(JournalError, match="disk is full"):
            database.write(disk.work(name))
    with pytest.raises(JournalError):
        database.write(disk.work("only now"), keep=False)
    assert database.waiting == 2 and not database.retry() and database.waiting == 2
    assert database.connection.execute("SELECT COUNT(*) FROM meta WHERE key = 'k'").fetchone() == (0,)
    disk.error = None
    assert database.write(disk.work("third")) == "third"
    assert disk.written == ["first", "second", "third"] and database.waiting == 0
    assert database.retry()


def test_what_would_be_refused_again_is_not_kept(database: Database) -> None:
    disk = Disk()
    disk.error = sqlite3.IntegrityError("UNIQUE constraint failed")
    with pytest.raises(JournalError, match="UNIQUE"):
        database.write(disk.work("never"))
    assert database.waiting == 0
    disk.error = OSError(28, "No space left on device")
    with pytest.raises(JournalError):
        database.write(disk.work("later"))
    assert database.waiting == 1


class FullDisk:
    """A connection of which every statement fails."""

    in_transaction = False

    def execute(self, *_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")


def test_memory_has_an_end() -> None:
    database = Database(Path("/j"), FullDisk())  # type: ignore[arg-type]
    for _ in range(10_001):
        with pytest.raises(JournalError):
            database.write(lambda _db: None)
    assert database.waiting == 10_000


def test_a_file_that_comes_back_gets_what_memory_held(path: Path) -> None:
    database = Database(path, in_memory(), offline=True)
    disk = Disk()
    disk.error = None
    database.write(disk.work("kept"))
    database.write(disk.work("not kept"), keep=False)
    assert database.waiting == 1
    assert database.retry() and database.waiting == 0
    database.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'k'").fetchone() == ("kept",)
    db.close()


def test_a_file_that_is_still_away_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    database = Database(tmp_path / "folder", in_memory(), offline=True)
    disk = Disk()
    disk.error = None
    database.write(disk.work("kept"))
    assert not database.retry() and database.waiting == 1
    database.close()


# -- opening ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "name"), [("desk.example.org", "desk"), ("desk", "desk"), ("", "this-machine")]
)
def test_a_machine_is_named_without_its_domain(monkeypatch: pytest.MonkeyPatch, node: str, name: str) -> None:
    if hasattr(os, "uname"):
        monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Linux", node, "", "", "")))
    monkeypatch.setenv("COMPUTERNAME", node)
    assert opening.machine_name() == name


@pytest.fixture
def profile() -> Iterator[Profile]:
    """A profile in a short folder: a socket's path has to be short."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        yield Profile(home, home, home, home / "c")


@pytest.fixture
def damaged(profile: Profile) -> Profile:
    with Journal.open(profile.journal, machine="desk", clock=lambda: NOW) as journal:
        journal.add(at=NOW, outcome="taken")
    run(profile.journal, "UPDATE outcomes SET at = ?", LATEST + 1)
    return profile


@pytest.mark.parametrize("open_", [opening.open_to_read, opening.open_to_write])
def test_a_command_repairs_a_damaged_journal_and_says_so(damaged: Profile, open_) -> None:
    with open_(damaged) as journal:
        assert len(journal.notices()) == 1 and journal.rows() == []
    with open_(damaged) as journal:
        assert journal.notices() == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets")
def test_a_running_daemon_repairs_it_by_itself(damaged: Profile) -> None:
    damaged.socket.parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(damaged.socket))
        door.listen(1)
        with opening.open_to_read(damaged) as journal:
            assert journal.notices() == []
    # What a daemon left behind when it was killed is nobody.
    with opening.open_to_read(damaged) as journal:
        assert len(journal.notices()) == 1
