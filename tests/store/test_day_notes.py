"""A note for a whole day: kept like every other row, shared, salvaged and forgotten like it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from deskbreak.store.health import repair
from deskbreak.store.journal import Journal
from deskbreak.store.schema import migrate
from deskbreak.store.sharing import exchange
from deskbreak.store.text import day_notes
from deskbreak.zone import moment
from tests.store import old_schemas

NOW = 1_795_000_000.0
DAY_S = 86400.0


def opened(path: Path, name: str = "desk") -> Journal:
    return Journal.open(path, machine=name, clock=lambda: NOW)


def noted(journal: Journal) -> list[str]:
    return [one.note for one in journal.notes()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def test_a_note_needs_no_row_and_is_none(file: Path) -> None:
    with opened(file) as journal:
        journal.add_note(NOW, "UTC", "stiff neck")
    with opened(file) as journal:
        assert noted(journal) == ["stiff neck"]
        assert journal.rows() == []
        assert journal.last_rest(0.0) is None  # it gives the back no rest
        assert journal.notes(start=NOW + 1) == journal.notes(end=NOW) == []


def test_the_latest_note_of_a_day_counts(file: Path) -> None:
    with opened(file) as journal:
        for at, words in ((NOW, "stiff"), (NOW, "better"), (NOW + DAY_S, "well"), (NOW + DAY_S, "")):
            journal.add_note(at, "UTC", words)
        assert day_notes(journal.notes()) == {moment(NOW, "UTC").date(): "better"}
        assert len(noted(journal)) == 4  # what was written first stays in the file


def test_an_older_file_gets_the_table_and_keeps_its_rows(file: Path) -> None:
    old_schemas.make(file, 3).close()
    with opened(file) as journal:
        journal.add_note(NOW, "UTC", "stiff neck")
        assert noted(journal) == ["stiff neck"]


def test_two_machines_share_it(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    one, other = opened(tmp_path / "a" / "j", "one"), opened(tmp_path / "b" / "j", "other")
    one.add_note(NOW, "UTC", "stiff neck")
    exchange(tmp_path / "a" / "j", folder, "one")
    exchange(tmp_path / "b" / "j", folder, "other")
    exchange(tmp_path / "b" / "j", folder, "other")
    assert noted(other) == ["stiff neck"]
    one.close()
    other.close()


@pytest.mark.parametrize("words", ["stiff neck", "easy"])  # "easy" is also how an exercise may feel
def test_a_damaged_file_gives_it_back(file: Path, words: str) -> None:
    with opened(file) as journal:
        journal.add_note(NOW, "UTC", words)
        journal.add(at=NOW, outcome="taken", routine="cat-cow")
        journal.vacuum()
    data = bytearray(file.read_bytes())
    data[:100] = b"\0" * 100
    file.write_bytes(data)
    assert "1 break was saved" in repair(file, lambda: NOW)[0]
    with opened(file) as journal:
        assert noted(journal) == [words]
        assert journal.answers() == []


def test_it_is_forgotten_with_its_day(file: Path) -> None:
    with opened(file) as journal:
        journal.add_note(NOW - 5 * DAY_S, "UTC", "of old")
        journal.add_note(NOW - 10, "UTC", "of today")
        journal.forget(NOW - DAY_S)
        assert noted(journal) == ["of today"]
    assert b"of old" not in file.read_bytes()


def test_the_steps_are_the_same_for_a_new_file() -> None:
    new = sqlite3.connect(":memory:", isolation_level=None)
    migrate(new)
    triggers = {name for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert "unsent_notes" in triggers and "unsent_outcomes" in triggers
