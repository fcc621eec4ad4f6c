"""Rows of the journal: whatever a door lets in, every reader can show."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from random import Random
from typing import Any

from deskbreak.store import sharing
from deskbreak.store.export import FORMATS
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names
from deskbreak.store.outbox import import_results
from deskbreak.store.report.make import as_json, brief_lines
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import report_of
from deskbreak.store.rows import row_json
from deskbreak.store.text import Paint, day_notes, log_lines
from tests.torture.mutate import VALUES, changed_bytes, changed_table, invalid_json
from tests.torture.one_parser import Make, Parser, Read

NOW = 1795420800.0
PEER = "a1b2c3"
ROWS: list[dict[str, Any]] = [
    {"kind": "outcomes", "number": 3, "uid": f"{PEER}-1", "machine": PEER, "written": NOW, "at": NOW - 60,
     "zone": "Europe/Berlin", "break": "mobility", "routine": "cat-cow", "outcome": "taken", "seconds": 60.0,
     "exercises": '["cat-cow"]', "note": "fine", "reason": ""},
    {"kind": "corrections", "uid": f"{PEER}-2", "machine": PEER, "written": NOW, "target": f"{PEER}-1",
     "outcome": "partly", "note": "half of it", "removed": 0},
    {"kind": "sittings", "uid": f"{PEER}-3", "machine": PEER, "written": NOW, "start": NOW - 9000, "end": NOW - 60},
    {"kind": "blocks", "uid": f"{PEER}-4", "machine": PEER, "written": NOW, "exercise": "superman", "at": NOW - 50,
     "blocked": 1, "reason": "it hurt"},
    {"kind": "answers", "uid": f"{PEER}-5", "machine": PEER, "written": NOW, "at": NOW - 40, "what": "cat-cow",
     "answer": "easy"},
    {"kind": "notes", "uid": f"{PEER}-6", "machine": PEER, "written": NOW, "at": NOW - 30, "zone": "Asia/Tokyo",
     "about": "day", "note": "a long day"},
    {"kind": "notes", "uid": f"{PEER}-7", "machine": PEER, "written": NOW, "at": NOW - 30, "zone": "",
     "about": "back", "note": "7"},
    {"kind": "forgets", "uid": f"{PEER}-8", "machine": PEER, "written": NOW, "before": 1000.0, "everywhere": 1},
    {"deskbreak": 1, "machine": PEER, "name": "laptop", "begun": "x"},
]  # fmt: skip
RESULT = {
    "uid": "u1", "at": NOW - 20, "routine": "cat-cow", "break": "mobility", "outcome": "taken", "seconds": 45,
    "exercises": ["cat-cow"], "zone": "Europe/Berlin", "answer": "hard", "hurt": "superman", "note": "",
}  # fmt: skip
BATCH = 250  # lines of one file; every reader reads after each


def read_everything(journal: Path) -> None:
    """Each command that shows the journal, on everything that it holds."""
    with Journal.read(journal, clock=lambda: NOW) as opened:
        rows, notes = opened.rows(), opened.notes()
        for form in FORMATS.values():
            assert isinstance(form(rows), str)
        json.dumps([row_json(row) for row in rows])
        names = Names()
        text = "\n".join(log_lines(rows, names, Paint(), day_notes(notes)))
        report = report_of(opened, names, NOW, None, picked=True)
        text += "\n".join(brief_lines(report, Paint())) + json.dumps(as_json(report)) + page(report, "")
        text.encode("utf-8")
        opened.blocked(), opened.answers(), opened.backs(), opened.sittings(), opened.decisions()


def peer_line(chance: Random) -> bytes:
    """A line that another machine may have written, valid but for a few places."""
    row = chance.choice(ROWS)
    if chance.random() < 0.5:
        row = changed_table(chance, row)
    elif chance.random() < 0.8:
        row = row | {chance.choice(list(row)): chance.choice(VALUES)}
    if isinstance(row, dict) and chance.random() < 0.5:
        row = row | {"uid": f"{PEER}-{chance.getrandbits(40):x}", "machine": PEER}
    text = json.dumps(row, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")
    return changed_bytes(chance, text) if chance.random() < 0.2 else text


def _journal(folder: Path) -> tuple[Make, Read]:
    """One input is one line of a peer's file or one result of a player; readers come after each batch."""
    shared, outbox, path = folder / "shared", folder / "outbox", folder / "journal.sqlite3"
    for one in (shared, outbox):
        one.mkdir(exist_ok=True)
    waiting: list[bytes] = []

    def make(chance: Random) -> bytes:
        if chance.random() < 0.1:
            return b"R" + invalid_json(chance, [RESULT]).replace(b"\n", b" ")
        return b"P" + peer_line(chance).replace(b"\n", b" ")

    def read(data: bytes) -> None:
        waiting.append(data)
        if len(waiting) >= BATCH:
            lines, waiting[:] = list(waiting), []
            _take(path, shared, outbox, lines)

    return make, read


def _take(path: Path, shared: Path, outbox: Path, lines: list[bytes]) -> None:
    """The lines come in by both doors; then everything is read. A fault is narrowed down to one line."""
    try:
        _take_once(path, shared, outbox, lines)
    except Exception:
        for line in lines:
            for part in path.parent.glob("journal.sqlite3*"):
                part.unlink()
            try:
                _take_once(path, shared, outbox, [line])
            except Exception as error:
                raise AssertionError(f"{type(error).__name__}: {error} after {line[:300]!r}") from error
        raise


def _take_once(path: Path, shared: Path, outbox: Path, lines: list[bytes]) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > 1_000_000:
            for part in path.parent.glob("journal.sqlite3*"):
                part.unlink()
    peer = b"".join(line[1:] + b"\n" for line in lines if line[:1] == b"P")
    (shared / f"deskbreak-{PEER}.jsonl").write_bytes(peer)
    (shared / "deskbreak-good.jsonl").write_bytes(_good_line())
    for number, line in enumerate(lines):
        if line[:1] == b"R":
            (outbox / f"{number}.json").write_bytes(line[1:])
    with Journal.open(path, machine="desk", clock=lambda: NOW) as journal:
        import_results(journal, outbox)
    assert not list(outbox.glob("*.json")), "a result stays in the outbox"
    for aside in outbox.iterdir():
        aside.unlink()
    sharing.exchange(path, shared, "desk")
    with contextlib.closing(sqlite3.connect(path)) as db:
        (forgotten,) = db.execute("SELECT MAX(before) FROM forgets").fetchone()
    with Journal.read(path, clock=lambda: NOW) as journal:
        came = any(row.uid == "good-1" for row in journal.rows())
    assert came or (forgotten or 0) > ROWS[0]["at"], "a good peer's row did not come"
    read_everything(path)


def _good_line() -> bytes:
    row = ROWS[0] | {"uid": "good-1", "machine": "good", "number": 1}
    head = {"deskbreak": 1, "machine": "good", "name": "good", "begun": "y"}
    return b"".join(json.dumps(one).encode() + b"\n" for one in (head, row))


JOURNAL = Parser("journal", _journal)
