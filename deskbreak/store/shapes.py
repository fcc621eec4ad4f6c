"""The shape of each table's rows, for rows that come from where anything may stand: a damaged or a shared file.

i the row's own number (stored as nothing), t text, n number, b 0 or 1, o an outcome, a an answer, e a list of
exercises; a capital letter may be missing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from deskbreak.store.rows import ANSWERS, OUTCOMES

SHAPES = {
    "outcomes": "ittnntttonett",
    "corrections": "ittnntOTb",
    "blocks": "ittntnbt",
    "answers": "ittnnta",
    "forgets": "ittnnb",
    "sittings": "ittnnn",
    "decisions": "inttt",
    "machines": "ttnb",
    "state": "int",
    "meta": "tt",
}


def fits(table: str, values: Sequence[object]) -> bool:
    """Whether the values can be a row of the table."""
    shape = SHAPES[table]
    return len(values) == len(shape) and all(map(_fits, shape, values))


def _fits(kind: str, value: object) -> bool:
    if value is None:
        return kind == "i" or kind.isupper()
    match kind.lower():
        case "t":
            return isinstance(value, str)
        case "n":
            return isinstance(value, int | float) and math.isfinite(value)
        case "b":
            return value in (0, 1)
        case "o":
            return value in OUTCOMES
        case "a":
            return value in ANSWERS
        case "e":
            return isinstance(value, str) and _is_list_of_names(value)
    return False


def _is_list_of_names(text: str) -> bool:
    try:
        names = json.loads(text)
    except ValueError:
        return False
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
