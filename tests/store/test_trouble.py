"""A journal in trouble: a file that others hold, that is newer, damaged, or on a disk that refuses."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store import schema
from deskbreak.store.database import Database, connect, connect_read_only, in_memory
from deskbreak.store.health import is_sound, repair
from deskbreak.store.journal import Journal
from deskbreak.store.offers import OfferRow
from deskbreak.store.rows import JournalError
from deskbreak.store.sharing import exchange

NOW = 1_795_000_000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def opened(path: Path, *, check: bool = False, fallback: bool = False) -> Journal:
    return Journal.open(path, machine="desk", clock=lambda: NOW, check=check, fallback=fallback)


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with opened(path) as one:
        yield one


# -- opening ----------------------------------------------------------------------------------------------------


def test_a_damaged_file_is_told_of_and_left_alone_unless_it_is_to_be_checked(path: Path) -> None:
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(JournalError, match="is damaged; deskbreak repairs it when it starts"):
        Journal.open(path, machine="desk", clock=lambda: NOW)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with opened(path, check=True) as journal:
        assert ["was damaged" in one for one in journal.notices()] == [True]


def test_a_journal_that_cannot_be_opened_is_kept_in_memory_until_it_can(path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalError):
        opened(path)
    with opened(path, fallback=True) as journal:
        (said,) = journal.notices()
        assert said.startswith(f"{path} cannot be used: ")
        assert said.endswith("; until then breaks are kept in memory")
        journal.add(at=NOW, outcome="taken", uid="u1")
        assert [row.outcome for row in journal.rows()] == ["taken"]
        assert journal.waiting == 1 and not journal.retry() and journal.waiting == 1
        path.rmdir()
        assert journal.retry() and journal.waiting == 0
        journal.add(at=NOW, outcome="missed", uid="u2")
        assert journal.waiting == 0
    with Journal.read(path, clock=lambda: NOW) as journal:
        assert [row.uid.partition("-")[2] for row in journal.rows()] == ["u1", "u2"]


def test_one_that_can_be_opened_needs_no_memory(path: Path) -> None:
    with opened(path, fallback=True) as journal:
        journal.add(at=NOW, outcome="taken")
        assert journal.waiting == 0 and journal.notices() == []


def test_a_folder_is_no_journal_to_read(path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalError, match="cannot be used: "):
        Journal.read(path, clock=lambda: NOW)


def test_what_a_newer_deskbreak_wrote_is_left_as_it_is(path: Path) -> None:
    opened(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    before = path.read_bytes()
    for fallback in (False, True):
        with pytest.raises(JournalError, match="written by a newer deskbreak"):
            opened(path, fallback=fallback)
    assert path.read_bytes() == before
    database = Database(path, in_memory(), offline=True)
    assert not database.retry()
    database.close()


def test_a_file_of_this_version_is_opened_while_another_process_writes(journal: Journal, path: Path) -> None:
    journal._db.connection.execute("BEGIN IMMEDIATE")
    other = sqlite3.connect(path, timeout=0)
    schema.migrate(other)  # there is nothing to do, so there is nothing to wait for
    other.close()
    journal._db.connection.execute("ROLLBACK")


def test_another_process_may_be_quicker_to_bring_a_file_up_to_date(path: Path) -> None:
    class Slow(sqlite3.Connection):
        def execute(self, sql: str, /, *more: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                connect(path).close()
            return super().execute(sql, *more)

    slow = sqlite3.connect(path, isolation_level=None, factory=Slow)
    schema.migrate(slow)
    assert not slow.in_transaction
    assert slow.execute("SELECT COUNT(*) FROM log").fetchone() == (0,)
    slow.close()


def test_half_an_update_is_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Iterator[str]:
        yield "SELECT 1 FROM nowhere"

    monkeypatch.setattr(schema, "_derived", fail)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        schema.migrate(connection)
    assert not connection.in_transaction
    assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    connection.close()


def test_the_version_of_the_file_is_five(journal: Journal) -> None:
    """Programs of other versions look at it."""
    assert journal._db.connection.execute("PRAGMA user_version").fetchone() == (5,)


def test_a_machine_of_the_first_version_keeps_its_name(path: Path) -> None:
    from tests.store import old_schemas

    old = old_schemas.make(path, 1)
    old.executemany("INSERT INTO meta VALUES (?, ?)", [("machine", "m"), ("name", "desk")])
    old.execute(
        "INSERT INTO outcomes VALUES (1, 'm-1', 'm', 5, 5, 'UTC', 'walk', '', 'taken', 0, '[]', '', '')"
    )
    old.close()
    with opened(path) as journal:
        assert journal._read("SELECT * FROM machines") == [("m", "desk", 792, 1)]
        assert [(row.machine, row.own) for row in journal.rows()] == [("desk", True)]
        assert journal.own_key() == "m"


# -- reading what must not be written -----------------------------------------------------------------------------


def test_a_folder_that_takes_no_log_beside_the_file_is_read_as_it_lies(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path) as journal:
        journal.add(at=NOW, outcome="taken")
    asked: list[str] = []
    real = sqlite3.connect

    def refuse_at_first(where: str, **how: Any) -> sqlite3.Connection:
        asked.append(where.rpartition("?")[2])
        # The first one has no table `log`.
        return real(":memory:") if len(asked) == 1 else real(where, **how)

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", refuse_at_first)
        connection = connect_read_only(path)
    assert asked == ["mode=ro", "mode=ro&immutable=1"]
    assert connection.execute("SELECT COUNT(*) FROM log").fetchone() == (1,)
    connection.close()


# -- sound or not -------------------------------------------------------------------------------------------------


def test_an_empty_file_is_a_journal_that_holds_nothing_yet(path: Path) -> None:
    path.write_bytes(b"")
    assert is_sound(path)


@pytest.mark.parametrize("said", ["*** in database main ***", "row 1 missing from index outcomes_at"])
def test_what_sqlite_finds_in_a_file_is_damage(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    class Checked(sqlite3.Connection):
        def execute(self, sql: str, /, *more: Any) -> sqlite3.Cursor:
            return super().execute(f"SELECT '{said}'" if "quick_check" in sql else sql, *more)

    assert is_sound(path)
    real = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *one, **how: real(*one, **how, factory=Checked))
        assert not is_sound(path)


# -- a disk that refuses ------------------------------------------------------------------------------------------


class Refusing:
    """A connection to a full disk on which reading works."""

    in_transaction = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
        if sql.startswith("SELECT"):
            return self._connection.execute(sql, *more)
        raise sqlite3.OperationalError("database or disk is full")

    def close(self) -> None:
        self._connection.close()


OFFER = OfferRow(
    NOW, "UTC", 3, "walk", 2700.0, 9, 2, "taken", 180.0, floor=True, step=1, moment="", waited=0.0
)
Act = Callable[[Journal], object]
KEPT: list[Act] = [
    lambda one: one.add(at=NOW, outcome="taken"),
    lambda one: one.block("cat-cow", NOW),
    lambda one: one.unblock("cat-cow", NOW),
    lambda one: one.add_answer(NOW, "cat-cow", "easy"),
    lambda one: one.add_note(NOW, "UTC", "well"),
    lambda one: one.add_back(NOW, "UTC", 7),
    lambda one: one.add_sitting(NOW - 9, NOW),
    lambda one: one.add_offer(OFFER),
    lambda one: one.amend(one.rows()[0].id, note="yes"),
    lambda one: one.remove(one.rows()[0].id),
    lambda one: one.forget(NOW),
    lambda one: one.forget_offers(),
]
PASSING: list[Act] = [  # what is told again in a moment
    lambda one: one.decide(NOW, "walk", "held", "meeting"),
    lambda one: one.save_state("{}"),
]


@pytest.mark.parametrize(
    ("act", "waiting"), [*((act, 1) for act in KEPT), *((act, 0) for act in PASSING)], ids=range(14)
)
def test_what_the_person_did_waits_for_the_disk_and_the_passing_does_not(
    journal: Journal, act: Act, waiting: int
) -> None:
    journal.add(at=NOW - 5, outcome="missed")
    sound = journal._db.connection
    journal._db.connection = Refusing(sound)  # type: ignore[assignment]
    with pytest.raises(JournalError, match="disk is full; free some space"):
        act(journal)
    assert journal.waiting == waiting
    assert journal.retry() is (waiting == 0)
    journal._db.connection = sound
    assert journal.retry() and journal.waiting == 0


def test_a_file_that_another_program_holds_cannot_be_shrunk(journal: Journal, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    journal._db.connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(JournalError, match="is being written by another program"):
        journal.vacuum()
    other.execute("ROLLBACK")
    other.close()
    journal.vacuum()


def test_the_contexts_of_offers_are_gone_from_the_disk_too(journal: Journal, path: Path) -> None:
    journal.add_offer(OFFER)
    assert journal._db.connection.execute("SELECT moment FROM offers").fetchall() == [("",)]
    journal._db.connection.execute("UPDATE offers SET moment = 'in-private'")
    assert journal.forget_offers() == 1
    files = [one.read_bytes() for one in path.parent.iterdir()]
    assert files and not any(b"in-private" in one for one in files)


# -- nothing stays open -------------------------------------------------------------------------------------------


def newer(path: Path) -> None:
    run(path, f"PRAGMA user_version = {schema.VERSION + 1}")


def without_a_log(path: Path) -> None:
    run(path, "DROP VIEW log")


def damaged(path: Path) -> None:
    run(path, "UPDATE outcomes SET at = -1")


def run(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def come_back(path: Path) -> None:
    database = Database(path, sqlite3.connect(":memory:"), offline=True)
    assert database.retry()
    database.close()


def open_and_read(path: Path) -> None:
    with opened(path) as journal, Journal.read(path, clock=lambda: NOW) as reader:
        assert len(journal.rows()) == len(reader.rows()) == 1


@pytest.mark.parametrize(
    ("spoil", "act"),
    [
        (None, open_and_read),
        (None, come_back),
        (None, lambda path: is_sound(path)),
        (damaged, lambda path: is_sound(path)),
        (damaged, lambda path: repair(path, lambda: NOW)),
        (newer, lambda path: connect(path)),
        (without_a_log, lambda path: connect_read_only(path)),
        (None, lambda path: exchange(path, path.parent / "shared", "desk")),
        (None, lambda path: exchange(path, path.parent / "not" / "there", "desk")),
    ],
    ids=range(9),
)
def test_what_was_opened_is_closed(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None] | None,
    act: Callable[[Path], object],
) -> None:
    with opened(path) as journal:
        journal.add(at=NOW, outcome="taken")
    if spoil:
        spoil(path)
    made: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def note(*args: Any, **how: Any) -> sqlite3.Connection:
        made.append(real(*args, **how))
        return made[-1]

    with monkeypatch.context() as patch, contextlib.suppress(JournalError):
        patch.setattr(sqlite3, "connect", note)
        act(path)
    assert made
    for one in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            one.execute("SELECT 1")


def test_a_journal_that_was_closed_cannot_be_used(path: Path) -> None:
    with opened(path) as journal:
        assert journal.rows() == []
    with pytest.raises(JournalError, match="cannot be used: Cannot operate on a closed database"):
        journal.rows()
