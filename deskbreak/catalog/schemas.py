"""Writes the JSON Schemas of content files, or proves that the published ones are up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from deskbreak.catalog.shapes import EXERCISE, EXPERT, FACT, NOTICE, ROUTINE, json_schema
from deskbreak.catalog.sources import FACT_KINDS
from deskbreak.figures.schema import schema as figure_schema


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name."""
    notices: dict[str, Any] = {"type": "object", "additionalProperties": NOTICE.schema()}
    facts = {kind: {"type": "object", "additionalProperties": FACT.schema()} for kind in FACT_KINDS}
    return {
        "figure.schema.json": figure_schema(),
        "exercise.schema.json": json_schema(EXERCISE, "A deskbreak exercise"),
        "routine.schema.json": json_schema(ROUTINE, "A deskbreak routine"),
        "notices.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "deskbreak's words of safety",
            **notices,
        },
        "experts.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Whom the articles name, and what they are in deskbreak's words",
            "type": "object",
            "additionalProperties": EXPERT.schema(),
        },
        "facts.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "What the sources state, in deskbreak's words",
            "type": "object",
            "properties": facts,
            "required": list(facts),
            "additionalProperties": False,
        },
    }


def text_of(schema: dict[str, Any]) -> str:
    """The JSON Schema as the text of its file."""
    return json.dumps(schema, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """`[--write] FOLDER`: write the schemas there, or say which are stale."""
    write, folder = "--write" in arguments, Path(arguments[-1])
    stale = []
    for name, schema in schemas().items():
        path = folder / name
        if write:
            path.write_text(text_of(schema), "utf-8")
        elif not path.is_file() or path.read_text("utf-8") != text_of(schema):
            stale.append(str(path))
    for name in stale:
        print(f"{name} is stale; rewrite it with: scripts/content --schemas", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
