"""What holds, key by key, and which file it comes from."""

from __future__ import annotations

import json
from typing import Any

from deskbreak.settings.load import KEYS, Loaded
from deskbreak.settings.model import Settings
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class EffectiveRow:
    """One setting: its value, and the layer that it comes from."""

    key: str
    value: Any
    source: str  # default, system, yours, or profile NAME

    @property
    def shown(self) -> str:
        """The value as TOML would write it on one line."""
        return json.dumps(self.value, ensure_ascii=False, default=str)

    def to_json(self) -> dict[str, Any]:
        return {"key": self.key, "value": self.value, "source": self.source}


def effective(loaded: Loaded) -> list[EffectiveRow]:
    """Every option with its value; those that no file names have the program's default."""
    rows = []
    for table, names in KEYS.items():
        if table in _ENTRIES:
            continue
        for name in names:
            path = (*table, name)
            if name == "fixed" or (path in KEYS and path not in _ENTRIES):
                continue  # a table: its keys have rows of their own
            rows.append(_row(loaded, path))
    return rows


def _row(loaded: Loaded, path: tuple[str | int, ...]) -> EffectiveRow:
    key, value = ".".join(map(str, path)), _at(loaded.data, path)
    if value is _MISSING:
        return EffectiveRow(key, _default(path), "default")
    return EffectiveRow(key, value, loaded.sources[path])


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value.get(part, _MISSING) if isinstance(value, dict) else _MISSING
    return value


def _default(path: tuple[str | int, ...]) -> Any:
    value: Any = Settings()
    for part in path:
        value = getattr(value, str(part))
    return value


_ENTRIES = (("break",), ("days",))  # lists of tables: a row holds all their entries
_MISSING = object()
