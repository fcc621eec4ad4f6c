"""The JSON Schema of figure files, for editors; made from the fields that `pose_file` reads."""

from __future__ import annotations

import json
from typing import Any

from deskbreak.figures.pose_words import (
    CONTACTS,
    KEY_FIELDS,
    LINE,
    MUSCLES,
    NUMBERS,
    PELVIS,
    PROPS,
    RESTING,
    ROLLED_BY,
    SIDE_WORDS,
    SIDED,
    VIEWS,
)
from deskbreak.figures.skeleton import SIDES, SPINE

_ANGLE: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 3},
    ]
}
_WORDS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}

_PROP: dict[str, Any] = {
    "kind": {"enum": list(PROPS)},
    "front": {"type": "boolean"},
    "rolls": {"enum": list(ROLLED_BY)},
}


def _sided(one: dict[str, Any]) -> dict[str, Any]:
    both = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(SIDES, one)}
    return {"anyOf": [one, both]}


def _contacts() -> dict[str, Any]:
    names = "|".join(CONTACTS)
    return {
        "type": "array",
        "items": {"type": "string", "pattern": rf"^({names})(\.[lr])?(\+({names})(\.[lr])?)?$"},
    }


def _parts(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "pattern": rf"^({'|'.join(names)})(\.[lr])?$"}}


def _key() -> dict[str, Any]:
    pelvis = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"type": "number"} for key in PELVIS},
    }
    fields: dict[str, Any] = {name: {} for name in KEY_FIELDS}
    fields |= {name: _sided(_ANGLE) for name in SIDED}
    fields |= dict.fromkeys(SPINE, _ANGLE)
    fields |= {key: {"type": "number"} for key in NUMBERS}
    fields |= {
        "pelvis": {"anyOf": [{"type": "number"}, pelvis]},
        "pose": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "say": {"type": "string"},
        "flow": {"type": "boolean"},
    }
    fields |= {
        "floor": _contacts(),
        "slide": _contacts(),
        "arrow": _WORDS,
        "glow": _parts(MUSCLES),
        "stretch": _parts(MUSCLES),
    }
    fields |= {"rest": _parts(RESTING), "line": {"enum": [LINE]}}
    fields |= {name: {"type": "object"} for name in ("reach", "bend", "at")}
    fields |= {"fit": {"type": "string"}, "anchor": {"type": "string"}, "toes_tucked": {"type": "boolean"}}
    return {"type": "object", "additionalProperties": False, "properties": fields}


def schema() -> dict[str, Any]:
    """The JSON Schema of a figure's file."""
    prop = {
        "anyOf": [
            {"enum": list(PROPS)},
            {"type": "object", "required": ["kind"], "properties": _PROP},
        ]
    }
    view = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "a figure of deskbreak",
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "key"],
        "properties": {
            "name": {"type": "string"},
            "view": {"anyOf": [{"enum": list(VIEWS)}, view]},
            "sides": {"enum": ["", "switch", "alternate"]},
            "side": {"enum": ["", *SIDE_WORDS]},
            "wear": {"enum": ["", "office", "mat"]},
            "glow": _parts(MUSCLES),
            "stretch": _parts(MUSCLES),
            "props": {"type": "array", "items": prop},
            "focus": {"enum": ["", "trunk", "chest", "pelvis"]},
            "travel": {"type": "boolean"},
            "small": {"type": "boolean"},
            "reverse": {"type": "boolean"},
            "base": _key(),
            "key": {"type": "array", "minItems": 1, "items": _key()},
        },
    }


def schema_text() -> str:
    """The JSON Schema as the text of its file."""
    return json.dumps(schema(), indent=2) + "\n"
