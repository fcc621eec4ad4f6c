"""What people type on a command line, as the value that the option wants."""

from __future__ import annotations

import tomllib
from typing import Any, get_args, get_origin

from deskbreak.settings.light_pydantic import BaseModel
from deskbreak.settings.model import Settings


def wanted(parts: list[str], text: str) -> Any:
    """`40m` needs no quotes and `obs, zoom` no brackets; what is TOML of the right kind is taken as TOML."""
    kinds = _kinds(parts)
    value = _toml(text)
    if list in kinds:
        return value if isinstance(value, list) else [one.strip() for one in text.split(",") if one.strip()]
    if isinstance(value, str):
        return value
    fits = (bool, int) if int in kinds else (bool,) if bool in kinds else ()
    return value if isinstance(value, fits) else text


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _kinds(parts: list[str]) -> set[type]:
    """The plain types of an option: of `break.mobility.days` a list, of `offer.sound` a bool."""
    kind: Any = Settings
    for part in (parts[0], parts[-1]) if len(parts) > 1 else parts:
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        if part not in fields:
            return set()
        kind = fields[part].annotation
        kind = next((one for one in get_args(kind) if _is_table(one)), kind)
    return _plain(kind)


def _plain(kind: Any) -> set[type]:
    origin = get_origin(kind)
    if origin is list or kind is list:
        return {list}
    inner = get_args(kind)
    return set().union(*map(_plain, inner)) if inner else {kind} if isinstance(kind, type) else set()


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
