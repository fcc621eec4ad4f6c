"""The JSON Schema of the settings, for editors that complete and check TOML; made from the model."""

from __future__ import annotations

import json
from typing import Any

from deskbreak.settings.model import Settings


def schema() -> dict[str, Any]:
    """The JSON Schema of a settings file."""
    made = Settings.model_json_schema(by_alias=True)
    made["$schema"] = "http://json-schema.org/draft-07/schema#"
    _tidy(made)
    made["title"] = "deskbreak settings"
    text = json.dumps(made).replace("#/$defs/", "#/definitions/")
    result: dict[str, Any] = json.loads(text)
    result["definitions"] = result.pop("$defs")
    return result


def schema_text() -> str:
    """The JSON Schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _tidy(part: Any) -> None:
    """Defaults are in core's seconds, not as people write them; titles only repeat the keys."""
    if isinstance(part, dict):
        part.pop("default", None)
        if isinstance(part.get("title"), str):
            part.pop("title")
        for value in part.values():
            _tidy(value)
    elif isinstance(part, list):
        for value in part:
            _tidy(value)
