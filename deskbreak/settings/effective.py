"""What holds, key by key, and which file it comes from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from deskbreak.settings.load import KEYS, Loaded
from deskbreak.settings.model import Settings
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class EffectiveRow:
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
        if len(table) > 1 or table in (("break",), ("days",)):
            continue
        for name in names:
            path = (*table, name)
            if path in KEYS and path not in (("break",), ("days",)):
                continue  # a table: its keys have rows of their own
            if name == "fixed":
                continue
            rows.append(_row(loaded, path))
    return rows


def _row(loaded: Loaded, path: tuple[str | int, ...]) -> EffectiveRow:
    value: Any = loaded.data
    for part in path:
        value = value.get(part, _MISSING) if isinstance(value, dict) else _MISSING
    if value is _MISSING:
        return EffectiveRow(".".join(map(str, path)), _default(path), "default")
    source = loaded.sources.get(path) or loaded.sources.get(path[:1]) or "default"
    return EffectiveRow(".".join(map(str, path)), _plain(value), source)


def _default(path: tuple[str | int, ...]) -> Any:
    value: Any = Settings()
    for part in path:
        value = getattr(value, str(part))
    return _plain(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


_MISSING = object()
