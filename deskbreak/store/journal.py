"""The journal: every break and its outcome, what was decided and why, blocked exercises, answers, sitting.

Light on purpose, because the daemon holds it all day. Nothing recorded is rewritten: corrections are rows of
their own, and only `forget` deletes. What a method has returned for is on disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from deskbreak.sentences import N_
from deskbreak.store import writes
from deskbreak.store.database import Database, connect, in_memory, trouble
from deskbreak.store.health import connect_to_read, opening_trouble, repair
from deskbreak.store.offers import OfferRow
from deskbreak.store.reader import BACK, DAY, JournalReader
from deskbreak.store.rows import ANSWERS, OUTCOMES, one_of

DECISIONS_KEPT = 2_000

ReadClock = Callable[[], float]


class Journal(JournalReader):
    """One profile's journal. Times are UTC epoch seconds; `clock` gives the present one."""

    def __init__(self, database: Database, *, machine: str, clock: ReadClock) -> None:
        super().__init__(database)
        self._name = machine
        self._clock = clock

    # -- opening and closing ------------------------------------------------------------------------------

    @classmethod
    def open(
        cls, path: Path, *, machine: str, clock: ReadClock, check: bool = False, fallback: bool = False
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
            notices = [f"{opening_trouble(path, error)}; {N_('until then breaks are kept in memory')}"]
        journal.add_notices(*notices)
        return journal

    @classmethod
    def read(cls, path: Path, *, clock: ReadClock) -> Journal:
        """The journal at `path` for reading; nothing is made or changed, and none at all reads as empty."""
        try:
            connection = connect_to_read(path)
        except (sqlite3.Error, OSError) as error:
            raise opening_trouble(path, error) from error
        return cls(Database(path, connection), machine="", clock=clock)

    def retry(self) -> bool:
        """Write what a full or read-only disk refused; returns True if everything is on disk now."""
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

    def amend(self, row_id: int, *, outcome: str | None = None, note: str | None = None) -> None:
        """Correct a row's outcome or note; the first version stays in the file. Raises NoSuchRow."""
        if outcome is not None:
            outcome = one_of("outcome", outcome, OUTCOMES)
        self._correct(row_id, outcome, note, removed=False)

    def remove(self, row_id: int) -> None:
        """Take a row out of the log for good; the file keeps it until it is forgotten. Raises NoSuchRow."""
        self._correct(row_id, None, None, removed=True)

    def forget(self, before: float, *, everywhere: bool = True) -> int:
        """Delete for real what happened before `before` (never later than now); returns how many outcomes.

        With `everywhere` the other machines of a shared folder forget it too when they next look there.
        """
        now = self._clock()
        before = min(before, now)

        def work(db: sqlite3.Connection) -> int:
            row = {"before": before, "everywhere": int(everywhere)}
            writes.insert(db, "forgets", writes.signed(db, self._name, now) | row)
            return writes.delete_forgotten(db)

        gone = self._db.write(work)
        self.vacuum()
        return gone

    def vacuum(self) -> None:
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
            writes.insert(db, "decisions", row)
            db.execute("DELETE FROM decisions WHERE id <= last_insert_rowid() - ?", (DECISIONS_KEPT,))

        self._db.write(work, keep=False)

    def save_state(self, text: str) -> None:
        """Replace the saved state."""
        now = self._clock()
        self._db.write(lambda db: writes.save_state(db, now, text), keep=False)

    # -- blocked exercises and answers --------------------------------------------------------------------

    def block(self, exercise: str, at: float, reason: str = "", uid: str | None = None) -> None:
        """Leave an exercise out of every routine from now on, on all machines that share.

        A repeated `uid` changes nothing: a block that was lifted meanwhile stays lifted.
        """
        self._set_block(exercise, at, reason, blocked=True, uid=uid)

    def unblock(self, exercise: str, at: float) -> None:
        """Allow a blocked exercise again."""
        self._set_block(exercise, at, "", blocked=False)

    def add_answer(self, at: float, what: str, answer: str, uid: str | None = None) -> None:
        """Note how an exercise or a routine felt: easy, right or hard; a repeated `uid` adds nothing."""
        answer = one_of("answer", answer, ANSWERS)
        uid, now = uid or writes.new_uid(), self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = writes.signed(db, self._name, now, f"{uid}-{what}")
            if not db.execute("SELECT 1 FROM answers WHERE uid = ?", (row["uid"],)).fetchone():
                writes.insert(db, "answers", row | {"at": float(at), "what": what, "answer": answer})

        self._db.write(work)

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

    def add_back(self, at: float, zone: str, score: int) -> None:
        """How the back was in the local week of `at`, 0 (bad) to 10 (good); the latest of a week counts."""
        self._add_note(at, zone, BACK, str(score))

    # -- sitting ------------------------------------------------------------------------------------------

    def add_sitting(self, start: float, end: float) -> None:
        """Note a stretch of sitting; one with the same start replaces it, so a running one may grow."""
        now = self._clock()

        def work(db: sqlite3.Connection) -> None:
            row = writes.signed(db, self._name, now, f"{start:.0f}")
            row |= {"start": float(start), "end": float(end)}
            writes.insert(db, "sittings", row, "INSERT OR REPLACE")

        self._db.write(work)

    def add_offer(self, row: OfferRow) -> None:
        """Note what went before an offer, when it is shown."""
        now = self._clock()
        values = {name: getattr(row, name) for name in OfferRow.__slots__ if name != "break_name"}
        values |= {"break": row.break_name, "floor": int(row.floor)}

        def work(db: sqlite3.Connection) -> None:
            writes.insert(db, "offers", writes.signed(db, self._name, now) | values)

        self._db.write(work)

    def forget_offers(self) -> int:
        """Delete the contexts of all offers for good; says how many. What was learned from them is gone with them."""

        def work(db: sqlite3.Connection) -> int:
            return db.execute("DELETE FROM offers").rowcount

        gone = self._db.write(work)
        self.vacuum()
        return gone

    # -- inside -------------------------------------------------------------------------------------------

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
