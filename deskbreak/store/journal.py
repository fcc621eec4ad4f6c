"""The journal: every break and its outcome, what was decided and why, blocked exercises, answers, sitting.

Light on purpose, because the daemon holds it all day. Nothing recorded is rewritten: corrections are rows of
their own, and only `forget` deletes. What a method has returned for is on disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from deskbreak.store import writes
from deskbreak.store.database import Database, connect, in_memory, trouble
from deskbreak.store.opening import connect_to_read, opening_trouble, repair
from deskbreak.store.rows import (
    ANSWERS,
    BACK_SCORES,
    DONE,
    IT_HURT,
    OUTCOMES,
    Answer,
    BackScore,
    Blocked,
    DayNote,
    Decision,
    NoSuchRow,
    Row,
    Sitting,
    labels,
    one_of,
)

DECISIONS_KEPT = 2_000
DAY, BACK = "day", "back"  # what a note is about that belongs to no row
# The log's columns in the order of Row's own fields (`own` is worked out), so that none can stand in another's place.
_FIELDS = [field for field in Row.__slots__ if field != "own"]
_LOG_COLUMNS = ", ".join("break" if field == "break_name" else field for field in _FIELDS)

Clock = Callable[[], float]


class Journal:
    """One profile's journal. Times are UTC epoch seconds; `clock` gives the present one."""

    def __init__(self, database: Database, *, machine: str, clock: Clock) -> None:
        self._db = database
        self._name = machine
        self._clock = clock
        self._notices: list[str] = []

    # -- opening and closing ------------------------------------------------------------------------------

    @classmethod
    def open(
        cls, path: Path, *, machine: str, clock: Clock, check: bool = False, fallback: bool = False
    ) -> Journal:
        """The journal at `path` for reading and writing; made if there is none.

        With `check` a damaged file is set aside and its rows salvaged, which `notices` then says; without, a
        damaged file raises JournalError. With `fallback` a file that cannot be opened is replaced by memory
        until `retry` succeeds, and `notices` says so; without, it raises JournalError.
        """
        try:
            notices = repair(path, clock) if check else []
            journal = cls(Database(path, connect(path)), machine=machine, clock=clock)
        except (sqlite3.Error, OSError) as error:
            if not fallback:
                raise opening_trouble(path, error) from error
            journal = cls(Database(path, in_memory(), offline=True), machine=machine, clock=clock)
            notices = [f"{opening_trouble(path, error)}; until then breaks are kept in memory"]
        journal.tell(notices)
        return journal

    @classmethod
    def read(cls, path: Path, *, clock: Clock) -> Journal:
        """The journal at `path` for reading; nothing is made or changed, and none at all reads as empty."""
        try:
            connection = connect_to_read(path)
        except (sqlite3.Error, OSError) as error:
            raise opening_trouble(path, error) from error
        return cls(Database(path, connection), machine="", clock=clock)

    def close(self) -> None:
        """Close the file; the journal cannot be used after that."""
        self._db.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def notices(self) -> list[str]:
        """Sentences to show the person once; asking empties the list."""
        said, self._notices = self._notices, []
        return said

    def tell(self, sentences: Iterable[str]) -> None:
        """Add to what `notices` gives."""
        self._notices.extend(sentences)

    def retry(self) -> bool:
        """Write what a full or read-only disk refused; says whether everything is on disk now."""
        return self._db.retry()

    @property
    def waiting(self) -> int:
        """How many writes wait in memory for the disk."""
        return self._db.waiting

    # -- outcomes -----------------------------------------------------------------------------------------

    def add(
        self,
        *,
        at: float,
        outcome: str,
        break_name: str = "",
        routine: str = "",
        seconds: float = 0,
        exercises: Iterable[str] = (),
        note: str = "",
        reason: str = "",
        zone: str = "",
        uid: str | None = None,
        state: str | None = None,
    ) -> int:
        """Record one outcome and give its id; a `uid` seen before adds nothing and gives the old id.

        `state`, where given, becomes the saved state in the same transaction. Raises JournalError when the
        disk refuses; the outcome is then kept in memory and written by the next write or `retry`.
        """
        values = {
            "at": float(at),
            "zone": zone,
            "break": break_name,
            "routine": routine,
            "outcome": one_of("outcome", outcome, OUTCOMES),
            "seconds": float(seconds),
            "exercises": json.dumps(list(exercises), ensure_ascii=False),
            "note": note,
            "reason": reason,
        }
        uid, now = uid or writes.new_uid(), self._clock()

        def work(db: sqlite3.Connection) -> int:
            if state is not None:
                writes.save_state(db, now, state)
            key, tag = writes.identity(db, self._name)
            known = db.execute("SELECT id FROM outcomes WHERE uid = ?", (f"{key}-{uid}",)).fetchone()
            if known:
                return int(known[0])
            row = writes.next_number(db, tag) * 1000 + tag
            writes.insert(db, "outcomes", {"id": row} | writes.signed(db, self._name, now, uid) | values)
            return row

        return self._db.write(work)

    def knows(self, uid: str) -> bool:
        """Whether an outcome with this `uid` was recorded on this machine."""
        sql = "SELECT 1 FROM outcomes JOIN machines ON machine = key WHERE own AND uid = key || '-' || ?"
        return bool(self._read(sql, (uid,)))

    def rows(self, start: float | None = None, end: float | None = None) -> list[Row]:
        """Outcomes of all machines with start <= at < end, oldest first, corrections applied."""
        return list(self._rows("at >= ? AND at < ? ORDER BY at, uid", _span(start, end)))

    def row(self, row_id: int) -> Row:
        """The row with this id; raises NoSuchRow."""
        for row in self._rows("id = ?", (row_id,)):
            return row
        raise NoSuchRow(row_id)

    def last(self, break_name: str | None = None) -> Row | None:
        """The latest row, of one break where `break_name` is given."""
        where = "1" if break_name is None else "break = ?"
        values = () if break_name is None else (break_name,)
        return next(self._rows(f"{where} ORDER BY at DESC, uid DESC LIMIT 1", values), None)

    def last_rest(self, since: float) -> Row | None:
        """The latest break after `since` that rested the back, on any machine; not one that only said something."""
        marks = ", ".join("?" * len(DONE))
        where = f"at > ? AND outcome IN ({marks}) AND (routine <> '' OR outcome = 'natural')"
        return next(self._rows(f"{where} ORDER BY at DESC, uid DESC LIMIT 1", (since, *sorted(DONE))), None)

    def amend(self, row_id: int, *, outcome: str | None = None, note: str | None = None) -> None:
        """Correct a row's outcome or note; the first version stays in the file. Raises NoSuchRow."""
        if outcome is not None:
            outcome = one_of("outcome", outcome, OUTCOMES)
        self._correct(row_id, outcome, note, removed=False)

    def remove(self, row_id: int) -> None:
        """Take a row out of the log for good; the file keeps it until it is forgotten. Raises NoSuchRow."""
        self._correct(row_id, None, None, removed=True)

    def forget(self, before: float, *, everywhere: bool = True) -> int:
        """Delete for real what happened before `before` (never later than now); says how many outcomes.

        With `everywhere` the other machines of a shared folder forget it too when they next look there.
        """
        now = self._clock()
        before = min(before, now)

        def work(db: sqlite3.Connection) -> int:
            row = {"before": before, "everywhere": int(everywhere)}
            writes.insert(db, "forgets", writes.signed(db, self._name, now) | row)
            return writes.delete_forgotten(db)

        gone = self._db.write(work)
        self.squeeze()
        return gone

    def squeeze(self) -> None:
        """Give freed pages back, so that deleted words are in neither the file nor its write-ahead log."""
        try:
            self._db.connection.execute("VACUUM")
            self._db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise trouble(self._db.path, error) from error

    # -- decisions and state ------------------------------------------------------------------------------

    def decide(self, at: float, break_name: str, decision: str, reason: str) -> None:
        """Note a decision for `why`; the last 2,000 are kept."""

        def work(db: sqlite3.Connection) -> None:
            row = {"at": float(at), "break": break_name, "decision": decision, "reason": reason}
            last = writes.insert(db, "decisions", row)
            db.execute("DELETE FROM decisions WHERE id <= ?", (last - DECISIONS_KEPT,))

        self._db.write(work, keep=False)

    def decisions(self, limit: int = 20) -> list[Decision]:
        """The last decisions, newest last."""
        found = self._read(
            "SELECT at, break, decision, reason FROM decisions ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [Decision(*values) for values in reversed(found)]

    def save_state(self, text: str) -> None:
        """Replace the saved state."""
        now = self._clock()
        self._db.write(lambda db: writes.save_state(db, now, text), keep=False)

    def load_state(self) -> str | None:
        """The state saved last; None if there is none."""
        found = self._read("SELECT body FROM state WHERE id = 1")
        return str(found[0][0]) if found else None

    # -- blocked exercises and answers --------------------------------------------------------------------

    def block(self, exercise: str, at: float, reason: str = "", uid: str | None = None) -> None:
        """Leave an exercise out of every routine from now on, on all machines that share.

        A repeated `uid` changes nothing: a block that was lifted meanwhile stays lifted.
        """
        self._set_block(exercise, at, reason, blocked=True, uid=uid)

    def unblock(self, exercise: str, at: float) -> None:
        """Allow a blocked exercise again."""
        self._set_block(exercise, at, "", blocked=False)

    def blocked(self) -> dict[str, Blocked]:
        """The blocked exercises by id."""
        latest = {
            row[0]: row
            for row in self._read("SELECT exercise, at, reason, blocked FROM blocks ORDER BY written, id")
        }
        return {name: Blocked(name, at, reason) for name, at, reason, on in latest.values() if on}

    def pains(self, start: float | None = None) -> list[tuple[float, str]]:
        """When an exercise hurt, and which, oldest first; whether it was allowed again since or not."""
        sql = "SELECT at, exercise FROM blocks WHERE blocked AND reason = ? AND at >= ? ORDER BY at, exercise"
        return [(at, name) for at, name in self._read(sql, (IT_HURT, start or 0.0))]

    def add_answer(self, at: float, what: str, answer: str, uid: str | None = None) -> None:
        """Note how an exercise or a routine felt: easy, right or hard; a repeated `uid` adds nothing."""
        answer = one_of("answer", answer, ANSWERS)
        uid, now = uid or writes.new_uid(), self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = writes.signed(db, self._name, now, f"{uid}-{what}")
            if not db.execute("SELECT 1 FROM answers WHERE uid = ?", (row["uid"],)).fetchone():
                writes.insert(db, "answers", row | {"at": float(at), "what": what, "answer": answer})

        self._db.write(work)

    def answers(self, start: float | None = None, end: float | None = None) -> list[Answer]:
        """Answers of all machines, oldest first."""
        sql = "SELECT at, what, answer FROM answers WHERE at >= ? AND at < ? ORDER BY at, uid"
        return [Answer(*values) for values in self._read(sql, _span(start, end))]

    # -- notes for a day ----------------------------------------------------------------------------------

    def add_note(self, at: float, zone: str, note: str) -> None:
        """A note for the local day of `at`; the latest one of a day counts, and an empty one takes it away."""
        self._add_note(at, zone, DAY, note)

    def _add_note(self, at: float, zone: str, about: str, note: str) -> None:
        now = self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = {"at": float(at), "zone": zone, "about": about, "note": note}
            writes.insert(db, "notes", writes.signed(db, self._name, now) | row)

        self._db.write(work)

    def notes(self, start: float | None = None, end: float | None = None) -> list[DayNote]:
        """The notes for days, oldest first, those of all machines; several of a day in the order of writing."""
        sql = "SELECT at, zone, note FROM notes WHERE about = ? AND at >= ? AND at < ? ORDER BY written, id"
        return [DayNote(*values) for values in self._read(sql, (DAY, *_span(start, end)))]

    def add_back(self, at: float, zone: str, score: int) -> None:
        """How the back was in the local week of `at`, 0 (bad) to 10 (good); the latest of a week counts."""
        self._add_note(at, zone, BACK, str(score))

    def backs(self, start: float | None = None, end: float | None = None) -> list[BackScore]:
        """How the back was, in the order of writing, on all machines."""
        sql = "SELECT at, zone, note FROM notes WHERE about = ? AND at >= ? AND at < ? ORDER BY written, id"
        found = self._read(sql, (BACK, *_span(start, end)))
        return [BackScore(at, zone, int(note)) for at, zone, note in found if note in BACK_SCORES]

    # -- sitting ------------------------------------------------------------------------------------------

    def add_sitting(self, start: float, end: float) -> None:
        """Note a stretch of sitting; one with the same start replaces it, so a running one may grow."""
        now = self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = writes.signed(db, self._name, now, f"{start:.0f}")
            row |= {"start": float(start), "end": float(end)}
            writes.insert(db, "sittings", row, "INSERT OR REPLACE")

        self._db.write(work)

    def sittings(self, start: float | None = None, end: float | None = None) -> list[Sitting]:
        """Stretches of sitting that touch start..end, oldest first, those of all machines."""
        first, last = _span(start, end)
        sql = "SELECT start, end FROM sittings WHERE end > ? AND start < ? ORDER BY start, end"
        return [Sitting(*values) for values in self._read(sql, (first, last))]

    # -- other files --------------------------------------------------------------------------------------

    def import_outbox(self, folder: Path) -> int:
        """Record the results that players left in `folder`, each once; says how many were new.

        A damaged file is set aside beside the others, and `notices` says so.
        """
        from deskbreak.store.outbox import import_results

        return import_results(self, folder, self._notices)

    # -- inside -------------------------------------------------------------------------------------------

    def _rows(self, where: str, values: tuple[object, ...]) -> Iterator[Row]:
        machines = self._read("SELECT key, name, own FROM machines")
        own = {key for key, _, ours in machines if ours}
        shown = labels({key: name for key, name, _ in machines})
        for *fields, done, key in self._read(f"SELECT {_LOG_COLUMNS} FROM log WHERE {where}", values):
            exercises = () if done == "[]" else tuple(json.loads(done))
            row: list[Any] = [*fields, exercises, shown.get(key, key), key in own]
            yield Row(*row)

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise opening_trouble(self._db.path, error) from error

    def _correct(self, row_id: int, outcome: str | None, note: str | None, *, removed: bool) -> None:
        row, now = self.row(row_id), self._clock()
        self._db.write(
            lambda db: writes.correct(db, self._name, now, row, outcome=outcome, note=note, removed=removed)
        )

    def _set_block(
        self, exercise: str, at: float, reason: str, *, blocked: bool, uid: str | None = None
    ) -> None:
        uid, now = uid or writes.new_uid(), self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = writes.signed(db, self._name, now, uid)
            values = {"exercise": exercise, "at": float(at), "blocked": int(blocked), "reason": reason}
            if not db.execute("SELECT 1 FROM blocks WHERE uid = ?", (row["uid"],)).fetchone():
                writes.insert(db, "blocks", row | values)

        self._db.write(work)


def _span(start: float | None, end: float | None) -> tuple[float, float]:
    return (-1e15 if start is None else start, 1e15 if end is None else end)
