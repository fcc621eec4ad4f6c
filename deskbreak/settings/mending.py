"""Makes a table with wrong values usable, so that what its other values say together can be judged as well.

People should get every mistake at once: the misspelt key and the overlapping hours. The mended table never
becomes a plan; it only lets the remaining checks run.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pydantic

from deskbreak.settings.model import Settings

# What stands in for a wrong value where leaving it out would itself be a mistake.
_STAND_INS: dict[tuple[str, str], Any] = {
    ("break", "every"): "24h",
    ("break", "at"): ["00:00"],
    ("break", "routine"): "auto",
    ("days", "on"): "1970-01-01",
    ("days", "hours"): [],
}
_TRIES = 4


def mended(data: dict[str, Any]) -> Settings | None:
    """The settings without their wrong values; None when too little is left to judge."""
    data = deepcopy(data)
    for _ in range(_TRIES):
        try:
            return Settings.model_validate(data)
        except pydantic.ValidationError as error:
            for one in error.errors(include_url=False, include_context=False, include_input=False):
                _take_out(data, one["loc"])
    return None


def _take_out(data: dict[str, Any], loc: tuple[int | str, ...]) -> None:
    """Remove the value at `loc`, or the list around it, and put something harmless where one is needed."""
    table = data.get(str(loc[0]))
    if loc[0] in ("break", "days") and len(loc) > 1 and isinstance(table, list):
        _take_out_of_entry(table, loc)
    elif len(loc) > 1 and isinstance(table, dict):
        table.pop(str(loc[1]), None)
    else:
        data.pop(str(loc[0]), None)


def _take_out_of_entry(entries: list[Any], loc: tuple[int | str, ...]) -> None:
    number = int(loc[1])
    if len(loc) < 3 or not isinstance(entries[number], dict):
        entries[number] = (
            {"name": f"\0{number}", "say": "?", "every": "24h"}
            if loc[0] == "break"
            else {"on": "1970-01-01", "hours": []}
        )
        return
    key = str(loc[2])
    entries[number].pop(key, None)
    if key == "name":
        entries[number][key] = f"\0{number}"  # nobody else is called so
    elif (str(loc[0]), key) in _STAND_INS:
        entries[number][key] = _STAND_INS[str(loc[0]), key]
