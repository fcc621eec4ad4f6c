"""Turns what the checks find into problems: where, the offending text, and what to write instead."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from deskbreak.errors import Problem
from deskbreak.settings.places import Path, Places

# Options that went by another name, here or in other programs; a guess by spelling would not find them.
FORMER = {
    "interval": "every",
    "duration": "lasts",
    "time": "at",
    "message": "say",
    "text": "say",
    "times": "at",
}
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known; "" when nothing is near."""
    names = list(known)
    former = FORMER.get(word)
    if former in names:
        return f'did you mean "{former}"?'
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def syntax_problem(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """A text that is no TOML at all."""
    found = _AT.search(str(error))
    what = _AT.sub("", str(error)).strip().rstrip(".")
    if found:
        line, column = int(found[1]), int(found[2])
    else:  # "at end of document"
        line, column = max(text.rstrip("\n").count("\n") + 1, 1), 0
    source = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    shown = f": {printable(source[:60])}" if source else ""
    hint = "is there a second entry of that name?" if "overwrite" in what or "twice" in what else ""
    what = printable(what[:1].lower() + what[1:])
    return Problem(
        file,
        line,
        f"this is not TOML ({what}){shown}",
        column,
        hint or "see the comments in: deskbreak config init",
    )


def printable(text: str) -> str:
    """Control characters as codes, so that a terminal shows them and does nothing else."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def value_problem(
    file: str, places: Places, error: Mapping[str, Any], keys: Mapping[Path, list[str]]
) -> Problem:
    """One finding of the settings' model."""
    path: Path = tuple(
        part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function"))
    )
    kind = error["type"]
    if kind == "extra_forbidden":
        place = places.find(path, key=True)
        name = str(path[-1])
        known = known_keys(path[:-1], keys)
        hint = did_you_mean(name, known) or f"there are: {listed(known)}"
        inside = f" in {dotted(path[:-1])}" if len(path) > 1 else ""
        return Problem(file, place.line, f'unknown key "{name}"{inside}', place.column, hint)
    place = places.find(path)
    return Problem(file, place.line, f"{dotted(path)}: {_what(error)}", place.column)


def known_keys(path: Path, keys: Mapping[Path, list[str]]) -> list[str]:
    return keys.get(tuple(part for part in path if isinstance(part, str)), [])


def dotted(path: Path) -> str:
    """("break", 0, "every") as people see it: break[1].every."""
    shown = ""
    for part in path:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def _what(error: Mapping[str, Any]) -> str:
    kind, context, given = error["type"], error.get("ctx", {}), shorten(error.get("input"))
    match kind:
        case "value_error":
            return str(context.get("error", error["msg"]))
        case "missing":
            return "this is missing; every entry needs it"
        case "literal_error":
            wanted = str(context["expected"])
            names = re.findall(r"'([^']*)'", wanted)
            hint = did_you_mean(str(error.get("input")), names)
            return f"{given} is no choice; there are: {listed(names)}" + (f"; {hint}" if hint else "")
        case "bool_type" | "bool_parsing":
            return f"{given} must be true or false, without quotes"
        case "int_type" | "int_parsing" | "int_from_float":
            return f"{given} must be a whole number, without quotes"
        case "list_type" | "tuple_type":
            return f"{given} must be a list in square brackets"
        case "string_type":
            return f"{given} must be a text in quotes"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{given} must be a table of its own, with keys below it"
        case "too_short":
            return "this list is empty; it needs at least one entry"
        case "greater_than_equal":
            return f"{given} is too small; at least {context['ge']}"
        case "less_than_equal":
            return f"{given} is too large; at most {context['le']}"
    return f"{given}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def shorten(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = printable(value)
        return f'"{value[:37]}..."' if len(value) > 40 else f'"{value}"'
    if isinstance(value, dict):
        return "a table"
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."
