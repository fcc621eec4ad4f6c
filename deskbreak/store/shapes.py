"""Whether values can be a row, for rows that come from where anything may stand: a damaged or a shared file.

What fits here, every reader of the journal can show: as a date in any zone, in any encoding, in bearable time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from deskbreak.store.columns import TABLES, Column, Kind, named
from deskbreak.store.rows import ANSWERS, OUTCOMES

SOONEST, LATEST = 0.0, 7258118400.0  # from 1970 to 2200: a clock may be wrong, but not by more
MAX_S = 400 * 86400.0  # a long leave is one absence
MAX_TEXT, MAX_EXERCISES = 50_000, 500
MAX_NUMBER = 1e15


def fits(table: str, values: Mapping[str, object]) -> bool:
    """Return True if the values, by column, can be a row of the table; what has a default may be missing."""
    if not all(_fits(column, values.get(column.name, column.default)) for column in TABLES[table].columns):
        return False
    if table == "forgets":  # what is still to come was never forgotten
        return bool(values["before"] <= values["written"])  # type: ignore[operator]
    return table != "sittings" or is_length(values["end"] - values["start"])  # type: ignore[operator]


def table_of(values: Sequence[object]) -> str | None:
    """The table that a row of a damaged file belongs to, recognised by its values in the order of the file."""
    for name, table in TABLES.items():
        as_long = table.salvaged and table.needed <= len(values) <= len(table.columns)
        if as_long and fits(name, named(name, values)):
            return name
    return None


def is_instant(value: object) -> bool:
    """Return True for a time, in UTC epoch seconds, at which something may have happened."""
    return isinstance(value, int | float) and SOONEST <= value <= LATEST


def is_length(value: object) -> bool:
    """Return True for a length in seconds that something may have lasted."""
    return isinstance(value, int | float) and 0 <= value <= MAX_S


def is_text(value: object) -> bool:
    """Return True for text that every encoding and every line bears."""
    return isinstance(value, str) and len(value) <= MAX_TEXT and not _HALF.search(value)


_HALF = re.compile("[\ud800-\udfff]")  # half of a pair: no letter, and no file takes it


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and -MAX_NUMBER <= value <= MAX_NUMBER


def _is_list_of_names(text: object) -> bool:
    if not is_text(text):
        return False
    try:
        names = json.loads(str(text))
    except (ValueError, RecursionError):
        return False
    return isinstance(names, list) and len(names) <= MAX_EXERCISES and all(map(is_text, names))


_CHECKS: dict[Kind, Callable[[object], bool]] = {
    Kind.ID: lambda value: value is None,  # SQLite keeps it beside the columns
    Kind.TEXT: is_text,
    Kind.INSTANT: is_instant,
    Kind.LENGTH: is_length,
    Kind.NUMBER: _is_number,
    Kind.FLAG: lambda value: isinstance(value, int | float) and value in (0, 1),
    Kind.OUTCOME: lambda value: value in OUTCOMES,
    Kind.ANSWER: lambda value: value in ANSWERS,
    Kind.EXERCISES: _is_list_of_names,
}


def _fits(column: Column, value: object) -> bool:
    return (value is None and column.optional) or _CHECKS[column.kind](value)
