"""The journal's tables and their columns: the one place that knows them.

The schema, the checks of foreign rows, every insert and the files of a shared folder are made from `TABLES`, and
every statement names its columns: so a value cannot end in another column's place.

A new column is one line at the end of its table, with `since`, the version of the journal that brings it, and
the `default` that older rows, here and on other machines, have in it. A new table has a `since` of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from deskbreak.values import dataclass


class Kind(Enum):
    """What may stand in a column; the value is its type in SQL."""

    ID = ("INTEGER", "the row's own number, kept beside its columns")
    TEXT = ("TEXT", "any text")
    INSTANT = ("REAL", "a time, UTC epoch seconds")
    LENGTH = ("REAL", "a length in seconds")
    NUMBER = ("INTEGER", "another number")
    FLAG = ("INTEGER", "0 or 1")
    OUTCOME = ("TEXT", "one of core's outcomes")
    ANSWER = ("TEXT", "easy, right or hard")
    EXERCISES = ("TEXT", "a JSON list of exercises")

    @property
    def sql(self) -> str:
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `rule` is the SQL constraint beside its type; one that may be missing is `optional`."""

    name: str
    kind: Kind
    rule: str = ""
    optional: bool = False
    since: int = 0  # 0: as old as its table
    default: int | float | str | None = None

    def definition(self) -> str:
        """The column as CREATE TABLE and ADD COLUMN take it."""
        needed = "" if self.optional or "PRIMARY KEY" in self.rule else "NOT NULL"
        default = "" if self.default is None else f"DEFAULT {_literal(self.default)}"
        return " ".join(filter(None, (self.name, self.kind.sql, needed, default, self.rule)))


@dataclass(frozen=True, slots=True)
class Table:
    """One table. The rows of a `shared` one go to the person's other machines."""

    name: str
    since: int
    columns: tuple[Column, ...]
    shared: bool = False
    salvaged: bool = True  # its rows are looked for in a damaged file
    key: tuple[str, ...] = ()  # several columns that are the key together; such a table has no row numbers

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in the order of the file."""
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> int:
        """How many columns every row has; the rest has defaults."""
        return sum(not column.since for column in self.columns)

    @property
    def carried(self) -> tuple[Column, ...]:
        """What other machines get: all but the row's own number."""
        return tuple(column for column in self.columns if column.kind is not Kind.ID)


def _literal(value: float | str) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


_ID = Column("id", Kind.ID, "PRIMARY KEY")
_WRITTEN = Column("written", Kind.INSTANT)
# What every row has that goes to other machines: a name that no other row has, who wrote it, and when.
_SIGNED = (_ID, Column("uid", Kind.TEXT, "UNIQUE"), Column("machine", Kind.TEXT), _WRITTEN)
_AT, _ZONE, _BREAK = Column("at", Kind.INSTANT), Column("zone", Kind.TEXT), Column("break", Kind.TEXT)
_NOTE, _REASON = Column("note", Kind.TEXT), Column("reason", Kind.TEXT)

_TABLES = (
    Table("meta", 1, (Column("key", Kind.TEXT, "PRIMARY KEY"), Column("value", Kind.TEXT))),
    Table(
        "outcomes",
        1,
        (
            *_SIGNED,
            _AT,
            _ZONE,
            _BREAK,
            Column("routine", Kind.TEXT),
            Column("outcome", Kind.OUTCOME),
            Column("seconds", Kind.LENGTH),
            Column("exercises", Kind.EXERCISES),
            _NOTE,
            _REASON,
        ),
        shared=True,
    ),
    Table(
        "corrections",
        1,
        (
            *_SIGNED,
            _AT,
            Column("target", Kind.TEXT),
            Column("outcome", Kind.OUTCOME, optional=True),
            Column("note", Kind.TEXT, optional=True),
            Column("removed", Kind.FLAG),
        ),
        shared=True,
    ),
    Table("decisions", 1, (_ID, _AT, _BREAK, Column("decision", Kind.TEXT), _REASON)),
    Table(
        "state",
        1,
        (Column("id", Kind.ID, "PRIMARY KEY CHECK (id = 1)"), _WRITTEN, Column("body", Kind.TEXT)),
    ),
    Table(
        "machines",
        2,
        (
            Column("key", Kind.TEXT, "PRIMARY KEY"),
            Column("name", Kind.TEXT),
            Column("tag", Kind.NUMBER, "UNIQUE"),
            Column("own", Kind.FLAG),
        ),
    ),
    Table(
        "sittings",
        2,
        (*_SIGNED, Column("start", Kind.INSTANT), Column("end", Kind.INSTANT)),
        shared=True,
    ),
    Table(
        "blocks",
        2,
        (*_SIGNED, Column("exercise", Kind.TEXT), _AT, Column("blocked", Kind.FLAG), _REASON),
        shared=True,
    ),
    Table(
        "answers",
        2,
        (*_SIGNED, _AT, Column("what", Kind.TEXT), Column("answer", Kind.ANSWER)),
        shared=True,
    ),
    Table(
        "forgets",
        2,
        (*_SIGNED, Column("before", Kind.INSTANT), Column("everywhere", Kind.FLAG)),
        shared=True,
    ),
    # Up to where the files of the shared folder are read.
    Table(
        "shared",
        2,
        (
            Column("file", Kind.TEXT, "PRIMARY KEY"),
            Column("position", Kind.NUMBER),
            Column("mark", Kind.TEXT),
        ),
        salvaged=False,
    ),
    # What this machine recorded and its file in the shared folder does not hold yet.
    Table(
        "unsent",
        3,
        (Column("kind", Kind.TEXT), Column("uid", Kind.TEXT)),
        salvaged=False,
        key=("kind", "uid"),
    ),
    # What the person writes about a whole day, with or without breaks in it; `about` says what a note is for.
    Table("notes", 4, (*_SIGNED, _AT, _ZONE, Column("about", Kind.TEXT), _NOTE), shared=True),
    # What went before each movement offer, for learning when it is taken; it stays on its machine.
    Table(
        "offers",
        5,
        (
            *_SIGNED,
            _AT,
            _ZONE,
            Column("offer", Kind.NUMBER),
            _BREAK,
            Column("sat", Kind.LENGTH),
            Column("hour", Kind.NUMBER),
            Column("weekday", Kind.NUMBER),
            Column("before", Kind.TEXT),
            Column("seconds", Kind.LENGTH),
            Column("floor", Kind.FLAG),
            Column("step", Kind.NUMBER),
            Column("moment", Kind.TEXT),
            Column("waited", Kind.NUMBER),
        ),
    ),
)
TABLES = {table.name: table for table in _TABLES}


def shared_tables() -> tuple[str, ...]:
    """The tables whose rows go to the person's other machines."""
    return tuple(name for name, table in TABLES.items() if table.shared)


def insert_sql(table: str, names: Iterable[str], verb: str = "INSERT") -> str:
    """The statement that inserts a row whose values are bound by the columns' names."""
    names = tuple(names)
    marks = ", ".join(f":{name}" for name in names)
    return f"{verb} INTO {table} ({', '.join(names)}) VALUES ({marks})"


def named(table: str, values: Sequence[object]) -> dict[str, object]:
    """Values in the order of the file, as they stand in its pages, by their columns' names."""
    return dict(zip(TABLES[table].names, values, strict=False))
