"""What can be read from a journal, by everybody: the rows of all machines, corrections applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, Self

from deskbreak.store.database import Database
from deskbreak.store.health import opening_trouble
from deskbreak.store.offers import OfferRow
from deskbreak.store.rows import (
    BACK_SCORES,
    DONE,
    IT_HURT,
    BackScore,
    Blocked,
    DayNote,
    Decision,
    DoneRow,
    Feeling,
    NoSuchRow,
    Row,
    Sitting,
    labels,
)

DAY, BACK = "day", "back"  # what a note is about that belongs to no row
# The log's columns in the order of Row's own fields (`own` is worked out), so that none can stand in another's place.
_FIELDS = [field for field in Row.__slots__ if field != "own"]
_LOG_COLUMNS = ", ".join("break" if field == "break_name" else field for field in _FIELDS)

_OFFER_FIELDS = OfferRow.__slots__
_OFFER_COLUMNS = ", ".join("break" if field == "break_name" else field for field in _OFFER_FIELDS)


def _offer(values: tuple[Any, ...]) -> OfferRow:
    return OfferRow(**dict(zip(_OFFER_FIELDS, values, strict=True)) | {"floor": bool(values[9])})


class JournalReader:
    """The reading half of a journal. Times are UTC epoch seconds; every method raises JournalError with a sentence."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._notices: list[str] = []

    def close(self) -> None:
        """Close the file; the journal cannot be used after that."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def notices(self) -> list[str]:
        """Sentences to show the person once; asking empties the list."""
        said, self._notices = self._notices, []
        return said

    def add_notices(self, *sentences: str) -> None:
        """Add to what `notices` gives."""
        self._notices.extend(sentences)

    def rows(self, start: float | None = None, end: float | None = None) -> list[Row]:
        """Outcomes of all machines with start <= at < end, oldest first, corrections applied."""
        return list(self.each_row(start, end))

    def each_row(self, start: float | None = None, end: float | None = None) -> Iterator[Row]:
        """The same one by one, so that years of them need no memory; nothing is to be written meanwhile."""
        return self._rows("at >= ? AND at < ? ORDER BY at, uid", _span(start, end))

    def each_done(self, start: float) -> Iterator[DoneRow]:
        """The outcomes with exercises since `start` on all machines, oldest first, one by one."""
        sql = "SELECT at, routine, outcome, exercises FROM log WHERE at >= ? AND exercises <> '[]' ORDER BY at, uid"
        known: dict[str, tuple[str, ...]] = {}  # a set comes again and again
        for at, routine, outcome, done in self._each(sql, (start,)):
            if done not in known:
                known[done] = tuple(json.loads(done))
            yield DoneRow(at, routine, outcome, known[done])

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

    def has_uid(self, uid: str) -> bool:
        """Return True if an outcome with this `uid` was recorded on this machine."""
        sql = "SELECT 1 FROM outcomes JOIN machines ON machine = key WHERE own AND uid = key || '-' || ?"
        return bool(self._read(sql, (uid,)))

    def decisions(self, limit: int = 20) -> list[Decision]:
        """The last decisions, newest last."""
        found = self._read(
            "SELECT at, break, decision, reason FROM decisions ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [Decision(*values) for values in reversed(found)]

    def load_state(self) -> str | None:
        """The state saved last; None if there is none."""
        found = self._read("SELECT body FROM state WHERE id = 1")
        return str(found[0][0]) if found else None

    def blocked(self) -> dict[str, Blocked]:
        """The blocked exercises by id."""
        latest = {
            row[0]: row
            for row in self._read("SELECT exercise, at, reason, blocked FROM blocks ORDER BY written, id")
        }
        return {name: Blocked(name, at, reason) for name, at, reason, on in latest.values() if on}

    def pain_reports(self, start: float | None = None) -> list[tuple[float, str]]:
        """When an exercise hurt, and which, oldest first; whether it was allowed again since or not."""
        sql = "SELECT at, exercise FROM blocks WHERE blocked AND reason = ? AND at >= ? ORDER BY at, exercise"
        return [(at, name) for at, name in self._read(sql, (IT_HURT, _span(start, None)[0]))]

    def answers(self, start: float | None = None, end: float | None = None) -> list[Feeling]:
        """Answers of all machines, oldest first."""
        return list(self.each_answer(start, end))

    def each_answer(self, start: float | None = None, end: float | None = None) -> Iterator[Feeling]:
        """The same one by one."""
        sql = "SELECT at, what, answer FROM answers WHERE at >= ? AND at < ? ORDER BY at, uid"
        for values in self._each(sql, _span(start, end)):
            yield Feeling(*values)

    def notes(self, start: float | None = None, end: float | None = None) -> list[DayNote]:
        """The notes for days, oldest first, those of all machines; several of a day in the order of writing."""
        sql = "SELECT at, zone, note FROM notes WHERE about = ? AND at >= ? AND at < ? ORDER BY written, id"
        return [DayNote(*values) for values in self._read(sql, (DAY, *_span(start, end)))]

    def backs(self, start: float | None = None, end: float | None = None) -> list[BackScore]:
        """How the back was, in the order of writing, on all machines."""
        sql = "SELECT at, zone, note FROM notes WHERE about = ? AND at >= ? AND at < ? ORDER BY written, id"
        found = self._read(sql, (BACK, *_span(start, end)))
        return [BackScore(at, zone, int(note)) for at, zone, note in found if note in BACK_SCORES]

    def sittings(self, start: float | None = None, end: float | None = None) -> list[Sitting]:
        """Stretches of sitting that touch start..end, oldest first, those of all machines."""
        first, last = _span(start, end)
        sql = "SELECT start, end FROM sittings WHERE end > ? AND start < ? ORDER BY start, end"
        return [Sitting(*values) for values in self._read(sql, (first, last))]

    def offers(self, start: float | None = None, end: float | None = None) -> list[OfferRow]:
        """The contexts of this machine's offers, oldest first."""
        return list(self.each_offer(start, end))

    def each_offer(self, start: float | None = None, end: float | None = None) -> Iterator[OfferRow]:
        """The same one by one."""
        own = "machine IN (SELECT key FROM machines WHERE own)"
        sql = f"SELECT {_OFFER_COLUMNS} FROM offers WHERE {own} AND at >= ? AND at < ? ORDER BY at, id"
        for values in self._each(sql, _span(start, end)):
            yield _offer(values)

    def own_key(self) -> str:
        """This machine's key; "" before anything was written."""
        found = self._read("SELECT value FROM meta WHERE key = 'machine'")
        return str(found[0][0]) if found else ""

    def _rows(self, where: str, values: tuple[object, ...]) -> Iterator[Row]:
        machines = self._read("SELECT key, name, own FROM machines")
        own = {key for key, _, ours in machines if ours}
        shown = labels({key: name for key, name, _ in machines})
        for *fields, done, key in self._each(f"SELECT {_LOG_COLUMNS} FROM log WHERE {where}", values):
            exercises = () if done == "[]" else tuple(json.loads(done))
            row: list[Any] = [*fields, exercises, shown.get(key, key), key in own]
            yield Row(*row)

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return list(self._each(sql, values))

    def _each(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.connection.execute(sql, values)
        except sqlite3.Error as error:
            raise opening_trouble(self._db.path, error) from error


def _span(start: float | None, end: float | None) -> tuple[float, float]:
    return (-1e15 if start is None else start, 1e15 if end is None else end)
