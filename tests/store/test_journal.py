"""The journal: what is recorded stays, corrections are appended, damage is survived."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.store.journal import Journal
from tests.amount import amount

NOW = 1_795_000_000.0


def clock() -> float:
    return NOW


def opened(path: Path, **options: bool) -> Journal:
    return Journal.open(path, machine="desk", clock=clock, **options)


def test_a_row_is_there_when_add_returns(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with opened(path) as journal:
        row = journal.add(
            at=NOW, outcome="taken", break_name="mobility", routine="cat-cow", exercises=["cat-cow"]
        )
    with Journal.read(path, clock=clock) as reader:
        (found,) = reader.rows()
    assert (found.id, found.outcome, found.exercises) == (row, "taken", ("cat-cow",))


def test_a_uid_is_recorded_once(tmp_path: Path) -> None:
    with opened(tmp_path / "j") as journal:
        first = journal.add(at=NOW, outcome="taken", uid="u1")
        assert journal.add(at=NOW + 5, outcome="skipped", uid="u1") == first
        assert len(journal.rows()) == 1


def test_corrections_keep_the_first_version_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with opened(path) as journal:
        row = journal.add(at=NOW, outcome="missed")
        journal.amend(row, outcome="taken", note="did it")
        assert journal.rows()[0].outcome == "taken"
        gone = journal.add(at=NOW, outcome="skipped")
        journal.remove(gone)
        assert len(journal.rows()) == 1
    raw = sqlite3.connect(path)
    assert [one for (one,) in raw.execute("SELECT outcome FROM outcomes ORDER BY rowid")] == [
        "missed",
        "skipped",
    ]
    raw.close()


def test_the_later_correction_counts_though_the_clock_was_set_back(tmp_path: Path) -> None:
    times = [NOW, NOW, NOW - 3600.0, NOW - 7200.0]
    with Journal.open(tmp_path / "j", machine="desk", clock=lambda: times[0]) as journal:
        row = journal.add(at=NOW, outcome="missed")
        for note in ("first", "second", "third"):
            times.pop(0)
            journal.amend(row, note=note)
            assert journal.rows()[0].note == note


def test_forgetting_deletes_for_real(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with opened(path) as journal:
        journal.add(at=NOW - 900, outcome="taken", note="a secret thing")
        journal.add(at=NOW - 10, outcome="taken")
        assert journal.forget(NOW - 100) == 1
        assert len(journal.rows()) == 1
    assert b"a secret thing" not in path.read_bytes()


def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with opened(path) as journal:
        for number in range(200):
            journal.add(at=NOW + number, outcome="taken", note="x" * 200)
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 3 + 2000] = os.urandom(2000)
    path.write_bytes(bytes(raw))
    with opened(path, check=True) as journal:
        assert journal.notices()
        journal.add(at=NOW, outcome="taken", note="after")
        assert journal.rows()[-1:]


def test_a_file_that_is_no_database_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"not a database" * 500)
    with opened(path, check=True) as journal:
        assert journal.notices()
        assert journal.add(at=NOW, outcome="taken")


def test_unknown_outcomes_are_sentences(tmp_path: Path) -> None:
    with opened(tmp_path / "j") as journal, pytest.raises(DeskbreakError, match="one of"):
        journal.add(at=NOW, outcome="perfect")


def test_blocks_answers_state_and_decisions(tmp_path: Path) -> None:
    with opened(tmp_path / "j") as journal:
        journal.block("cat-cow", NOW, "it hurt")
        assert journal.blocked()["cat-cow"].reason == "it hurt"
        journal.unblock("cat-cow", NOW + 1)
        assert journal.blocked() == {}
        journal.add_answer(NOW, "cat-cow", "easy", "u1")
        journal.add_answer(NOW, "cat-cow", "easy", "u1")
        assert len(journal.answers()) == 1
        journal.save_state('{"a":1}')
        assert journal.load_state() == '{"a":1}'
        for number in range(2100):
            journal.decide(NOW + number, "mobility", "offered", "sat for 45 min")
        assert len(journal.decisions(5000)) == 2000


_WRITER = """
import sys, time
from pathlib import Path
from deskbreak.store.journal import Journal
journal = Journal.open(Path(sys.argv[1]), machine="desk", clock=time.time)
number = 0
while True:
    journal.add(at=time.time(), outcome="taken", uid=f"{sys.argv[2]}-{number}")
    print(number, flush=True)
    number += 1
"""


KILLS = amount(8, 300)  # of the writer


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    path, chance, reported = tmp_path / "journal.sqlite3", random.Random(1), 0
    for run in range(KILLS):
        argv = [sys.executable, "-c", _WRITER, str(path), str(run)]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.random() * 0.1)
            writer.send_signal(signal.SIGKILL)
            reported += 1 + sum(1 for line in writer.stdout if line.endswith("\n"))
    with opened(path, check=True) as journal:
        assert journal.notices() == []
        assert len(journal.rows()) >= reported
