"""Settings that run a program. The person writes them by hand or on the command line; no page ever does."""

from __future__ import annotations

import tomllib
from typing import Any

RUN_PROGRAMS = (("quiet", "command"), ("hooks",))  # a key, or a whole table


def commands(text: str) -> dict[str, Any]:
    """What runs a program in a settings text, by key. Raises tomllib.TOMLDecodeError."""
    data = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    found = {".".join(way): _at(data, way) for way in RUN_PROGRAMS}
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def new_commands(before: str, after: str) -> list[str]:
    """The keys that run a program in `after`, and in `before` ran none or another. Raises as `commands`."""
    old, new = commands(before), commands(after)
    return [key for key, value in new.items() if old.get(key) != value]


def _at(data: Any, way: tuple[str, ...]) -> Any:
    for part in way:
        if not isinstance(data, dict):
            return (
                data  # something odd stands where a table belongs: shown whole, so that it counts as changed
            )
        data = data.get(part)
    return data
