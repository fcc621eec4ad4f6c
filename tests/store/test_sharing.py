"""One journal on several machines: each its own file in a folder, whatever the program between them does to it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbreak.paths import Profile
from deskbreak.store import writes
from deskbreak.store.export import FORMATS
from deskbreak.store.health import repair
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names
from deskbreak.store.opening import open_to_read
from deskbreak.store.report.make import as_json
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import report_of
from deskbreak.store.rows import JournalError
from deskbreak.store.shapes import LATEST, MAX_S, SOONEST
from deskbreak.store.sharing import Exchanged, exchange
from tests.amount import amount

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


def outcome(machine: str, number: int = 1, **other: object) -> bytes:
    """A line with a row of that machine, sound but for what is `other`."""
    row: dict[str, object] = {
        "kind": "outcomes", "number": number, "uid": f"{machine}-{number}", "machine": machine, "written": NOW,
        "at": NOW, "zone": "", "break": "mobility", "routine": "cat-cow", "outcome": "taken", "seconds": 45.0,
        "exercises": '["cat-cow"]', "note": "", "reason": "",
    }  # fmt: skip
    return json.dumps(row | other).encode() + b"\n"


def sitting(**other: object) -> bytes:
    row = {"kind": "sittings", "uid": "m-s", "machine": "m", "written": NOW, "start": NOW - 60, "end": NOW}
    return json.dumps(row | other).encode() + b"\n"


def forget(**other: object) -> bytes:
    row = {"kind": "forgets", "uid": "m-f", "machine": "m", "written": NOW, "before": NOW, "everywhere": 1}
    return json.dumps(row | other).encode() + b"\n"


FAR: tuple[Any, ...] = (
    -62135596801,
    -1e11,
    -1,
    253402300800,
    1e15,
    10**30,
    10**400,
    float("nan"),
    float("inf"),
    "now",
    None,
    [],
)
HOSTILE = [
    b'{"kind": []}\n', b'{"kind": {}}\n', b'{"kind": null}\n', b'{"kind": 1e999}\n',
    *(outcome("m", at=far) for far in FAR), *(outcome("m", written=far) for far in FAR),
    *(outcome("m", seconds=far) for far in (-1, 1e11, 1e308, 10**25, 10**400, float("nan"), "1", None, [])),  # type: ignore[var-annotated]
    *(outcome("m", **{key: "half \ud800"}) for key in ("zone", "break", "routine", "note", "reason", "exercises")),  # type: ignore[arg-type]
    *(outcome("m", **{key: "x" * 60_000}) for key in ("note", "routine")),  # type: ignore[arg-type]
    *(outcome("m", exercises=text) for text in ("[" * 30_000, "[1]", "{}", '["\\ud800"]', json.dumps(["a"] * 5000))),
    outcome("m", uid="m-1\r\nX-EVIL:1"), outcome("m", uid="m-" + "1" * 500), outcome("m", uid="m-\ud800"),
    outcome("m", outcome=["taken"]), outcome("\ud800"), outcome("m" * 1000),
    sitting(start=-1e15, end=1e15), sitting(start=NOW, end=NOW - 1), sitting(start=0, end=NOW), sitting(start=[]),
    *(forget(before=NOW + more) for more in (1, 86400.0, 1e9)), forget(everywhere=7), forget(before=None),
    b'{"deskbreak": 1, "machine": "m", "name": "\\ud800"}\n', b'{"deskbreak": 1, "machine": "\\ud800", "name": "m"}\n',
]  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_bad_line_costs_that_line(tmp_path, bad):
    """What comes after it in its file, what another machine says, and what goes out all arrive."""
    one = Machine(tmp_path, "desktop")
    one.add()
    (one.folder / "deskbreak-m.jsonl").write_bytes(bad + outcome("m", 2))
    (one.folder / "deskbreak-n.jsonl").write_bytes(outcome("n", 3))
    assert one.exchange().sent == 1
    assert {row.uid for row in one.journal.rows() if not row.own} == {"m-2", "n-3"}
    assert_every_reader_shows(one.journal)


def test_more_machines_than_there_are_numbers_for(tmp_path):
    one = Machine(tmp_path, "desktop")
    lines = (f'{{"deskbreak": 1, "machine": "m{number}", "name": "m"}}\n' for number in range(950))
    (one.folder / "deskbreak-m.jsonl").write_text("".join(lines))
    (one.folder / "deskbreak-n.jsonl").write_bytes(outcome("n", 3) + outcome("m7", 2))
    one.exchange()
    assert [row.uid for row in one.journal.rows() if not row.own] == ["m7-2"]
    assert one.journal._read("SELECT COUNT(*), COUNT(DISTINCT tag), MIN(tag), MAX(tag) FROM machines") == [
        (900, 900, 100, 999)
    ]
    one.add()
    assert one.exchange().sent == 1


def assert_every_reader_shows(journal: Journal) -> None:
    rows = journal.rows()
    for form in FORMATS.values():
        form(rows).encode("utf-8")
    report = report_of(journal, Names(), NOW, None)
    page(report).encode("utf-8")
    json.dumps(as_json(report)).encode("utf-8")


@given(
    at=st.sampled_from([SOONEST, SOONEST + 1, NOW, LATEST - 1, LATEST]),
    seconds=st.sampled_from([0, 0.5, 45, MAX_S]),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
@settings(
    max_examples=amount(15, 200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_reader_shows_whatever_the_door_lets_in(tmp_path_factory, at, seconds, text):
    one = Machine(tmp_path_factory.mktemp("door"), "desktop")
    line = outcome(
        "m", at=at, written=at, seconds=seconds, note=text, routine=text, reason=text, **{"break": text}
    )
    (one.folder / "deskbreak-m.jsonl").write_bytes(line + sitting(start=max(at - seconds, 0), end=at))
    one.exchange()
    assert len(one.journal.rows()) == 1
    assert_every_reader_shows(one.journal)
    one.journal.close()


# -- a folder that others may write to -------------------------------------------------------------------


def test_no_link_leads_our_writing_elsewhere(pair, tmp_path):
    desktop, _ = pair
    victim = tmp_path / "victim"
    victim.write_text("mine")
    desktop.add()
    part = desktop.own.with_name(f".{desktop.own.name}.part")
    part.symlink_to(victim)
    assert desktop.exchange().sent == 1
    assert victim.read_text() == "mine" and not desktop.own.is_symlink()
    desktop.own.unlink()
    desktop.own.symlink_to(victim)
    desktop.add()
    desktop.exchange()
    assert victim.read_text() == "mine"
    assert len(desktop.own.read_text().splitlines()) == 3 and not desktop.own.is_symlink()


def test_what_is_no_plain_file_is_not_read(pair, tmp_path):
    desktop, laptop = pair
    laptop.add()
    laptop.exchange()
    desktop.bring(laptop)
    secret = tmp_path / "secret"
    secret.write_bytes(outcome("m"))
    (desktop.folder / "deskbreak-aa.jsonl").symlink_to("/dev/zero")
    (desktop.folder / "deskbreak-bb.jsonl").symlink_to(secret)
    (desktop.folder / "deskbreak-cc.jsonl").mkdir()
    os.mkfifo(desktop.folder / "deskbreak-dd.jsonl")
    assert desktop.exchange().came == 1
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


@settings(
    max_examples=amount(25, 500), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
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


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE outcomes SET at = 253402300800 WHERE id = (SELECT MIN(id) FROM outcomes)",
        "UPDATE outcomes SET at = -62135596801 WHERE id = (SELECT MIN(id) FROM outcomes)",
        "UPDATE outcomes SET seconds = 1e308 WHERE id = (SELECT MIN(id) FROM outcomes)",
        "UPDATE outcomes SET written = 1e300 WHERE id = (SELECT MIN(id) FROM outcomes)",
        "INSERT INTO sittings VALUES (NULL, 'm-s', 'm', 1, -1e15, 1e15)",
    ],
)
def test_a_journal_that_holds_such_a_row_already_is_mended_and_says_so(tmp_path, sql):
    one = Machine(tmp_path, "desktop")
    for minute in range(3):
        one.add(at=NOW + 60 * minute)
    kept = one.log()[1:] if "outcomes" in sql else one.log()
    one.journal.close()
    with contextlib.closing(sqlite3.connect(one.file)) as db, db:
        db.execute(sql)
    (said,) = repair(one.file, lambda: NOW)  # as a daemon does when it starts
    assert "was damaged" in said and "was kept as" in said
    with Journal.open(one.file, machine="desktop", clock=lambda: NOW) as journal:
        assert [row.at for row in journal.rows()] == [row[1] for row in kept]
        assert_every_reader_shows(journal)
    assert repair(one.file, lambda: NOW) == []


def test_a_command_mends_a_far_row_by_itself(tmp_path):
    one = Machine(tmp_path, "desktop")
    one.add(at=NOW)
    one.add(at=253402300800.0)
    one.journal.close()
    with open_to_read(Profile(tmp_path, tmp_path, one.file.parent, tmp_path)) as journal:
        assert ["was damaged" in said for said in journal.notices()] == [True]
        assert [row.at for row in journal.rows()] == [NOW]
        assert_every_reader_shows(journal)
