"""The shape of each table's rows, for rows that come from where anything may stand: a damaged or a shared file.

i the row's own number (stored as nothing), t text, w an instant, l a length in seconds, n another number, b 0 or 1,
o an outcome, a an answer, e a list of exercises; a capital letter may be missing. What fits here, every reader of the
journal can show: as a date in any zone, in any encoding, in bearable time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from deskbreak.store.rows import ANSWERS, OUTCOMES

SOONEST, LATEST = 0.0, 7258118400.0  # from 1970 to 2200: a clock may be wrong, but not by more
MAX_S = 400 * 86400.0  # a long leave is one absence
MAX_TEXT, MAX_EXERCISES = 50_000, 500
BIGGEST = 1e15

SHAPES = {
    "outcomes": "ittwwtttolett",
    "corrections": "ittwwtOTb",
    "blocks": "ittwtwbt",
    "answers": "ittwwta",
    "notes": "ittwwttt",
    "forgets": "ittwwb",
    "sittings": "ittwww",
    "decisions": "iwttt",
    "machines": "ttnb",
    "state": "iwt",
    "meta": "tt",
}


def fits(table: str, values: Sequence[object]) -> bool:
    """Whether the values can be a row of the table."""
    shape = SHAPES[table]
    if len(values) != len(shape) or not all(map(_fits, shape, values)):
        return False
    return table != "sittings" or is_length(values[5] - values[4])  # type: ignore[operator]


def is_instant(value: object) -> bool:
    """Whether it is a time, in UTC seconds, at which something may have happened."""
    return isinstance(value, int | float) and SOONEST <= value <= LATEST


def is_length(value: object) -> bool:
    """Whether it is a length in seconds that something may have lasted."""
    return isinstance(value, int | float) and 0 <= value <= MAX_S


def is_text(value: object) -> bool:
    """Whether it is text that every encoding and every line bears."""
    return isinstance(value, str) and len(value) <= MAX_TEXT and not _HALF.search(value)


_HALF = re.compile("[\ud800-\udfff]")  # half of a pair: no letter, and no file takes it


def _fits(kind: str, value: object) -> bool:
    if value is None:
        return kind == "i" or kind.isupper()
    match kind.lower():
        case "t":
            return is_text(value)
        case "w":
            return is_instant(value)
        case "l":
            return is_length(value)
        case "n":
            return isinstance(value, int | float) and -BIGGEST <= value <= BIGGEST
        case "b":
            return isinstance(value, int | float) and value in (0, 1)
        case "o":
            return value in OUTCOMES
        case "a":
            return value in ANSWERS
        case "e":
            return isinstance(value, str) and is_text(value) and _is_list_of_names(value)
    return False


def _is_list_of_names(text: str) -> bool:
    try:
        names = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(names, list) and len(names) <= MAX_EXERCISES and all(map(is_text, names))
