"""A settings table as the checks read it, from one as people write it.

Hours of several days become those of each day, a text with two ranges becomes two, "9-17" becomes "09:00-17:00".
What cannot be read stays as it is: the checks have a sentence for it. Nothing moves without a trace: `origins`
says where each value stood.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from deskbreak.core.plan import WEEKDAYS
from deskbreak.sentences import english
from deskbreak.settings.clock_times import format_clock
from deskbreak.settings.places import KeyPath
from deskbreak.settings.spelling import read_clock, read_ranges, read_weekdays, write_range
from deskbreak.values import dataclass, field

Read = Callable[[str], list[str]]
GROUPED = ("hours", "profiles")  # tables with a key for each weekday


@dataclass(slots=True)
class Normal:
    """The table, where its values come from, and weekdays that two lines give."""

    data: dict[str, Any]
    origins: dict[KeyPath, KeyPath] = field(default_factory=dict)
    twice: list[tuple[KeyPath, str]] = field(default_factory=list)  # the later place, and what is wrong

    def listed(self, values: Any, read: Read, path: KeyPath, origin: KeyPath) -> Any:
        """A list with every text replaced by what it says; texts that say nothing stay."""
        if not isinstance(values, list):
            return values
        made: list[Any] = []
        for number, value in enumerate(values):
            said = _said(value, read)
            for one in said:
                self.origins[(*path, len(made))] = (*origin, number)
                made.append(one)
        return made


def normal(data: dict[str, Any]) -> Normal:
    """The table of one file, made plain; `data` itself is not changed."""
    made = Normal(dict(data))
    for name in GROUPED:
        if isinstance(data.get(name), dict):
            made.data[name] = _by_weekday(made, name, data[name])
    for name, change in (("break", _break), ("days", _dated)):
        if isinstance(data.get(name), list):
            made.data[name] = [change(made, (name, number), row) for number, row in enumerate(data[name])]
    return made


def _by_weekday(made: Normal, name: str, table: dict[str, Any]) -> dict[str, Any]:
    """Each weekday on its own; a day's own line wins over one for several days."""
    found: dict[str, Any] = {}
    given: dict[str, str] = {}  # weekday -> the key that gave it
    for key in sorted(table, key=_names_several):  # single days first
        days = read_weekdays(key)
        again = [day for day in days if day in given and _names_several(given[day]) == _names_several(key)]
        if again:
            what = english(
                '{names}: there is a line for this already, "{line}"',
                names=", ".join(again),
                line=given[again[0]],
            )
            made.twice.append(((name, key), what))
        for day in days or (key,):
            if day in given:
                continue
            given[day] = key
            made.origins[name, day] = (name, key)
            value = table[key]
            found[day] = made.listed(value, _ranges, (name, day), (name, key)) if name == "hours" else value
    return {day: found[day] for day in (*WEEKDAYS, *found) if day in found}


def _names_several(key: str) -> bool:
    return len(read_weekdays(key)) > 1


def _break(made: Normal, path: KeyPath, row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    row = dict(row)
    if isinstance(row.get("days"), str) and read_weekdays(row["days"]):
        row["days"] = list(read_weekdays(row["days"]))
    for key, read in (("days", _weekdays), ("at", _clocks)):
        if key in row:
            row[key] = made.listed(row[key], read, (*path, key), (*path, key))
    return row


def _dated(made: Normal, path: KeyPath, row: Any) -> Any:
    if not isinstance(row, dict) or "hours" not in row:
        return row
    hours = made.listed(row["hours"], _ranges, (*path, "hours"), (*path, "hours"))
    return row | {"hours": hours}


def _said(value: Any, read: Read) -> list[Any]:
    """What one entry of a list says; itself where it says nothing."""
    if type(value) is time and read is _clocks and not (value.second or value.microsecond):
        return [format_clock(value.hour * 60 + value.minute)]
    try:
        return (isinstance(value, str) and read(value)) or [value]
    except ValueError:
        return [value]


def _ranges(text: str) -> list[str]:
    return [write_range(*one) for one in read_ranges(text)]


def _weekdays(text: str) -> list[str]:
    return list(read_weekdays(text))


def _clocks(text: str) -> list[str]:
    return [format_clock(read_clock(part)) for part in text.replace(";", ",").split(",")]
