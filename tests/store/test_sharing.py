"""One journal on several machines: each its own file in a folder, whatever the program between them does to it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbreak.store import writes
from deskbreak.store.journal import Journal
from deskbreak.store.rows import JournalError
from deskbreak.store.sharing import Exchanged, exchange

NOW = 1_795_000_000.0


class Machine:
    """A journal, and this machine's copy of the shared folder, which `bring` brings up to date."""

    def __init__(self, base: Path, name: str) -> None:
        self.name, self.file, self.folder = name, base / name / "journal.sqlite3", base / name / "shared"
        self.folder.mkdir(parents=True)
        self.now = NOW
        self.journal = Journal.open(self.file, machine=name, clock=lambda: self.now)

    def add(self, outcome: str = "taken", *, at: float = NOW, note: str = "") -> int:
        self.now += 1
        return self.journal.add(
            at=at, outcome=outcome, routine="cat-cow", exercises=["cat-cow"], seconds=45, note=note
        )

    def exchange(self) -> Exchanged:
        return exchange(self.file, self.folder, self.name)

    @property
    def own(self) -> Path:
        key = self.journal._db.write(lambda db: writes.identity(db, self.name))[0]
        return self.folder / f"deskbreak-{key}.jsonl"

    def bring(self, other: Machine) -> None:
        """The other's file arrives here."""
        if other.own.exists():
            shutil.copy(other.own, self.folder / other.own.name)

    def log(self) -> list[tuple[object, ...]]:
        return [(r.uid, r.at, r.outcome, r.note, r.exercises, r.machine) for r in self.journal.rows()]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Machine, Machine]:
    return Machine(tmp_path, "desktop"), Machine(tmp_path, "laptop")


def settle(one: Machine, other: Machine) -> None:
    """Everything arrives in the end."""
    for _ in range(2):
        for a, b in ((one, other), (other, one)):
            a.exchange()
            b.bring(a)
            b.exchange()


def test_a_break_taken_there_is_in_the_log_here(pair):
    desktop, laptop = pair
    laptop.add(note="on the train")
    laptop.exchange()
    desktop.bring(laptop)
    assert desktop.exchange().breaks == 1
    (row,) = desktop.journal.rows()
    assert (row.machine, row.note, row.exercises, row.own) == ("laptop", "on the train", ("cat-cow",), False)
    assert desktop.journal.last_rest(NOW - 1) == row
    assert desktop.exchange() == Exchanged()


def test_what_was_there_before_sharing_began_is_sent_too(pair):
    desktop, laptop = pair
    for n in range(5):
        desktop.add(at=NOW + n)
    settle(desktop, laptop)
    assert desktop.log() == laptop.log()
    assert len(laptop.log()) == 5


def test_corrections_travel(pair):
    desktop, laptop = pair
    row = desktop.add("missed")
    settle(desktop, laptop)
    (there,) = laptop.journal.rows()
    laptop.journal.amend(there.id, outcome="taken", note="I did it after all")
    gone = desktop.add("skipped")
    desktop.journal.remove(gone)
    settle(desktop, laptop)
    assert desktop.log() == laptop.log()
    assert desktop.journal.row(row).outcome == "taken"
    assert len(desktop.log()) == 1


def test_what_is_forgotten_here_is_forgotten_there(pair):
    desktop, laptop = pair
    desktop.add(at=NOW - 1000, note="private")
    laptop.add(at=NOW - 1000, note="private too")
    settle(desktop, laptop)
    desktop.now += 100
    assert desktop.journal.forget(NOW) == 2
    settle(desktop, laptop)
    assert desktop.log() == laptop.log() == []
    for machine in pair:
        for file in machine.folder.iterdir():
            assert "private" not in file.read_text("utf-8")


def test_how_long_one_machine_keeps_its_rows_is_its_own_business(pair):
    desktop, laptop = pair
    laptop.add(at=NOW - 1000)
    settle(desktop, laptop)
    desktop.now += 100
    desktop.journal.forget(NOW, everywhere=False)
    settle(desktop, laptop)
    assert desktop.log() == []
    assert len(laptop.log()) == 1


def test_half_a_line_waits_for_its_rest(pair):
    desktop, laptop = pair
    laptop.add()
    laptop.add(note="the second")
    laptop.exchange()
    whole = laptop.own.read_bytes()
    for cut in range(0, len(whole), 7):
        (desktop.folder / laptop.own.name).write_bytes(whole[:cut])
        desktop.exchange()
    desktop.bring(laptop)
    desktop.exchange()
    assert desktop.log() == laptop.log()


def test_a_hole_in_the_middle_is_filled_later(pair):
    desktop, laptop = pair
    for n in range(6):
        laptop.add(at=NOW + n)
    laptop.exchange()
    whole = laptop.own.read_bytes()
    third = len(whole) // 3
    (desktop.folder / laptop.own.name).write_bytes(whole[:third] + bytes(third) + whole[2 * third :])
    desktop.exchange()
    assert 0 < len(desktop.log()) < 6
    desktop.bring(laptop)
    os.utime(desktop.folder / laptop.own.name)
    desktop.exchange()
    assert desktop.log() == laptop.log()


@pytest.mark.parametrize("copy", ["{}.sync-conflict-20261120-101010-ABC.jsonl", "{} (1).jsonl"])
def test_copies_that_a_sync_program_leaves_change_nothing(pair, copy):
    desktop, laptop = pair
    laptop.add()
    desktop.add()
    settle(desktop, laptop)
    for machine in pair:
        for file in list(machine.folder.iterdir()):
            shutil.copy(file, machine.folder / copy.format(file.name.removesuffix(".jsonl")))
    before = desktop.log()
    settle(desktop, laptop)
    assert desktop.log() == laptop.log() == before


def test_a_file_of_ones_own_that_was_lost_or_cut_is_written_anew(pair):
    desktop, laptop = pair
    desktop.add()
    desktop.exchange()
    desktop.own.write_bytes(desktop.own.read_bytes()[:40])
    desktop.exchange()
    laptop.bring(desktop)
    laptop.exchange()
    assert laptop.log() == desktop.log()
    desktop.own.unlink()
    desktop.exchange()
    assert desktop.own.exists()


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\xff garbage\n", b"[]\n", b"null\n", b"{}\n", b'{"kind": "outcomes"}\n', b'{"kind": "drop"}\n',
        b'{"deskbreak": 1, "machine": 3, "name": null}\n', b"[" * 5000 + b"\n", b"x" * 200_000 + b"\n",
        b'{"kind": "outcomes", "uid": "a-1", "machine": "b", "written": 1}\n',
        b'{"kind": "forgets", "uid": "a-1", "machine": "a", "written": NaN, "before": Infinity, "everywhere": 1}\n',
    ],
)  # fmt: skip
def test_whatever_lies_there_harms_nobody(pair, line):
    desktop, laptop = pair
    laptop.add()
    laptop.exchange()
    (desktop.folder / laptop.own.name).write_bytes(laptop.own.read_bytes() + line)
    (desktop.folder / "deskbreak-zz.jsonl").write_bytes(line)
    (desktop.folder / "notes.txt").write_bytes(line)
    desktop.exchange()
    desktop.exchange()
    assert desktop.log() == laptop.log()


def test_a_folder_that_is_not_there_loses_nothing(pair, tmp_path):
    desktop, _ = pair
    desktop.add()
    with pytest.raises(JournalError, match="shared folder"):
        exchange(desktop.file, tmp_path / "drive" / "not" / "mounted", "desktop")
    assert exchange(desktop.file, tmp_path / "new", "desktop").sent == 1


def test_the_daemons_child_says_what_came_of_it(pair, tmp_path):
    desktop, _ = pair
    desktop.add()
    command = [sys.executable, "-m", "deskbreak.store.sharing", str(desktop.file)]
    done = subprocess.run([*command, str(desktop.folder), "desktop"], capture_output=True, check=True)
    assert json.loads(done.stdout) == {"sent": 1, "came": 0, "breaks": 0}
    failed = subprocess.run(
        [*command, str(tmp_path / "a" / "b"), "desktop"], capture_output=True, check=False
    )
    assert "cannot be used" in json.loads(failed.stdout)["trouble"]


ACTS = ["add", "amend", "remove", "exchange", "bring", "cut"]
STEPS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(ACTS)), max_size=25)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, seed=st.integers(0, 1000))
def test_in_the_end_both_tell_the_same(tmp_path_factory, steps, seed):
    """Whatever order things happen and arrive in, and however much of a file is there at a time."""
    base, chance = tmp_path_factory.mktemp("pair"), random.Random(seed)
    machines = {"a": Machine(base, "a"), "b": Machine(base, "b")}
    for who, what in steps:
        one, other = machines[who], machines["b" if who == "a" else "a"]
        rows = one.journal.rows()
        match what:
            case "add":
                one.add(chance.choice(["taken", "missed"]), at=NOW + chance.randrange(1000))
            case "amend" if rows:
                one.journal.amend(chance.choice(rows).id, note=str(chance.random()))
            case "remove" if rows:
                one.journal.remove(chance.choice(rows).id)
            case "exchange":
                one.exchange()
            case "bring":
                one.bring(other)
            case "cut" if there := one.folder / other.own.name if other.journal.rows() else None:
                if there.exists():
                    there.write_bytes(there.read_bytes()[: chance.randrange(2000)])
    settle(*machines.values())
    assert machines["a"].log() == machines["b"].log()
