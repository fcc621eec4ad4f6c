"""What people type in the page's fields, as the file writes it: "9-17" is 09:00-17:00, "45" is 45 minutes.

Every field is recognised by the pattern that the table of settings has for it. What cannot be read stays as it was
typed: the checks have a sentence for it. Values that are no such text are left alone, whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from deskbreak.core.durations import DURATION_PATTERN, typed_duration
from deskbreak.settings.clock_times import CLOCK_PATTERN, format_clock
from deskbreak.settings.kinds import RANGES_PATTERN
from deskbreak.settings.schema import schema
from deskbreak.settings.spelling import plain_signs, read_clock, read_ranges, write_range
from deskbreak.settings.writing import LISTS_OF_TABLES

Json = dict[str, Any]
Read = Callable[[str], list[str]]

_BARE = re.compile(r"\d+(\.\d+)?", re.ASCII)
_KEEP = re.compile(r"(\d{1,5})\s*(d|w|y)(?:ays?|eeks?|ears?)?", re.ASCII | re.IGNORECASE)
_FOR_EVER = ("always", "forever", "for ever")


def as_the_file_takes(values: Json) -> Json:
    """The page's values by key, with hours, lengths and times of day in the file's spelling."""
    tables = _tables()
    return {key: _value(key, value, tables) for key, value in values.items()}


@cache
def _tables() -> Json:
    return schema()


def _value(key: str, value: Any, tables: Json) -> Any:
    table, _, name = key.partition(".")
    rows = _rows(table, tables)
    if table in LISTS_OF_TABLES and not name:
        return [_entry(one, rows) for one in value] if isinstance(value, list) else value
    return _read(value, rows.get(name, {}))


def _rows(table: str, tables: Json) -> Json:
    """The keys of a table, or of the entries of a list of tables."""
    place = tables["properties"].get(table, {})
    named = str(place.get("items", place).get("$ref", "")).rsplit("/", 1)[-1]
    rows: Json = tables["definitions"].get(named, {}).get("properties", {})
    return rows


def _entry(one: Any, rows: Json) -> Any:
    if not isinstance(one, dict):
        return one
    return {name: _read(value, rows.get(name, {})) for name, value in one.items()}


def _read(value: Any, row: Json) -> Any:
    read = next((_READERS[pattern] for pattern in _patterns(row) if pattern in _READERS), None)
    if read is None and any(pattern.endswith(DURATION_PATTERN) for pattern in _patterns(row)):
        read = _seconds
    if read is None:
        return value
    if isinstance(value, list):
        return [said for one in value for said in (_said(one, read) if isinstance(one, str) else [one])]
    return _said(value, read)[0] if isinstance(value, str) else value


def _patterns(row: Any) -> Iterator[str]:
    """Every pattern that a value of this row, or of its list, may have."""
    if "pattern" in row:
        yield row["pattern"]
    for part in (*row.get("anyOf", ()), row.get("items", {})):
        yield from _patterns(part) if part else ()


def _said(text: str, read: Read) -> list[str]:
    try:
        return read(text) or [text]
    except ValueError:
        return [text]


def _ranges(text: str) -> list[str]:
    return [write_range(*one) for one in read_ranges(text)]


def _clock(text: str) -> list[str]:
    return [format_clock(read_clock(text))]


def _length(text: str) -> list[str]:
    """Minutes where no unit is written; a written unit is kept as it is."""
    plain = plain_signs(text)
    typed_duration(plain)
    return [f"{plain}m" if _BARE.fullmatch(plain) else plain]


def _seconds(text: str) -> list[str]:
    """Getting ready takes seconds: a bare number there never means minutes."""
    plain = plain_signs(text)
    return [f"{plain}s" if _BARE.fullmatch(plain) else plain]


def _keep(text: str) -> list[str]:
    plain = plain_signs(text).casefold()
    if plain in _FOR_EVER:
        return ["always"]
    found = _KEEP.fullmatch(plain)
    return [f"{found[1]}{found[2]}"] if found else [text]


def _keep_pattern() -> str:
    rows = _tables()["definitions"]["JournalOptions"]["properties"]
    return str(rows["keep"]["pattern"])


_READERS: dict[str, Read] = {
    RANGES_PATTERN: _ranges,
    CLOCK_PATTERN: _clock,
    DURATION_PATTERN: _length,
    _keep_pattern(): _keep,
}
