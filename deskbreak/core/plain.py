"""Values as plain JSON: only what is said, nothing that is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def present(data: Mapping[str, Any]) -> Json:
    """The entries that say something."""
    return {key: value for key, value in data.items() if value is not None}


def fields_json(value: Any) -> Json:
    """Every field of a value that is not empty, its parts in their own JSON."""
    fields = {key: getattr(value, key) for key in value.__slots__}
    return {key: _plain(one) for key, one in fields.items() if one not in (None, "", ())}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.to_json() if hasattr(value, "to_json") else value
