"""Turns what the checks find into problems: where, the offending text, and what to write instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from deskbreak import errors
from deskbreak.errors import Problem, one_line
from deskbreak.sentences import N_, english
from deskbreak.settings.places import KeyPath, Places
from deskbreak.settings.repair import repaired
from deskbreak.wrong_values import (
    no_choice,
    not_list,
    not_switch,
    not_table,
    not_text,
    not_whole,
    quoted,
    too_large,
    too_small,
    unknown_key,
)

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
    """A hint for a word that is not known, former names included; "" when nothing is near."""
    names = list(known)
    former = FORMER.get(word)
    if former in names:
        return english('did you mean "{word}"?', word=former)
    return errors.did_you_mean(word, names)


_NOT_CLOSED = N_("a list has no closing bracket, or a comma is missing")
# What the reader of TOML says, and the sentence for a person; the first that fits.
_PLAINER = (
    (r"Illegal character '\\n'|Expected '\"'|Expected \"'\"", N_("a text has no closing quote on its line")),
    (r"Unterminated string|Expected ['\"]{4,}", N_("a text has no closing quotes")),
    (r"Unclosed array", _NOT_CLOSED),
    (r"Unclosed inline table", N_("a brace is not closed on its line, or a comma is missing")),
    (r"Invalid value", N_("what stands after the = is no value; texts need quotes")),
    (r"Expected '=' after a key.*", N_("a key is followed by = and a value")),
    (
        r"Expected newline or end of document after a statement",
        N_("there is more on the line than one value"),
    ),
    (r"Cannot declare \(.*\) twice", N_("a table stands here for the second time")),
    (r"Cannot overwrite a value|Duplicate inline table key.*", N_("a key stands here for the second time")),
    (r"Cannot mutate immutable namespace.*", N_("this was given a value already and cannot get more keys")),
    (
        r"Unescaped '\\' in a string",
        N_("a backslash in a text is written twice, or the text in single quotes"),
    ),
)
_NEW_STATEMENT = re.compile(r"""\s*(\[\[?\s*["'\w-]|["'\w.-]+\s*=)""")
_LOOK_BACK = 2_000_000  # letters read again to find where a statement begins


def syntax_problem(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """A text that is no TOML at all."""
    rows = text.replace("\r\n", "\n").split("\n")
    found = _AT.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found else (len(rows), 0)
    said = str(error).split(" (at ")[0].rstrip(".")
    what = next((plain for wording, plain in _PLAINER if re.fullmatch(wording, said)), "") or _lowered(said)
    start = _start_of(rows, line) if not found or _NEW_STATEMENT.match(rows[line - 1]) else line
    if start < line:  # the reader noticed only later that something is not closed
        line, column = start, 0
        what = what if "clos" in what else _NOT_CLOSED
    hint = N_("see the comments in: deskbreak config init")
    if single := _single_brackets(rows, line):
        line, column, what = single, 0, _ENTRIES
        hint = english("write {line}", line=f"[{rows[single - 1].strip()}]")
    elif better := repaired(rows[line - 1]):
        what, hint = better.what, _write(better.line) if better.line.strip() else hint
    source = rows[line - 1].strip()
    shown = f": {source[:60]}" if source else ""
    return Problem(file, line, f"{english('this is not TOML, {what}', what=what)}{shown}", column, hint)


_ENTRIES = N_("each break and each dated day is an entry of its own, with two brackets on each side")


def _write(line: str) -> str:
    return english("write: {line}", line=line)


def _single_brackets(rows: list[str], line: int) -> int:
    """The line of `[break]` where the reader stumbles over a second one; 0 for none."""
    name = re.fullmatch(r"\s*\[{1,2}\s*(break|days)\s*\]{1,2}\s*(#.*)?", rows[line - 1])
    single = rf"\s*\[\s*{name[1]}\s*\]\s*" if name else None
    return next((n for n, row in enumerate(rows[:line], 1) if single and re.fullmatch(single, row)), 0)


def _lowered(said: str) -> str:
    return said[:1].lower() + said[1:]


def _start_of(rows: list[str], line: int) -> int:
    """The line where the statement begins that the reader was in when it stopped at `line`."""
    budget = _LOOK_BACK
    for end in range(line - 1, -1, -1):
        before = "\n".join(rows[:end])
        budget -= len(before)
        if budget < 0:
            break
        try:
            tomllib.loads(before)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError):
            continue
        blank = (n for n in range(end, line) if rows[n].strip() and not rows[n].lstrip().startswith("#"))
        return next(blank, end) + 1
    return line


def value_problem(
    file: str, places: Places, error: Mapping[str, Any], keys: Mapping[KeyPath, list[str]]
) -> Problem:
    """One finding of the settings' model."""
    path = error_path(error)
    kind = error["type"]
    if kind == "extra_forbidden":
        place = places.find(path, key=True)
        inside = dotted(path[:-1])
        name, known = str(path[-1]), known_keys(path[:-1], keys)
        what, hint = unknown_key(name, known, inside)
        return Problem(file, place.line, what, place.column, did_you_mean(name, known) or hint)
    place = places.find(path)
    return Problem(
        file,
        place.line,
        f"{dotted(places.written(path))}: {_what(error)}",
        place.column,
        _right_line(path, error),
    )


def _right_line(path: KeyPath, error: Mapping[str, Any]) -> str:
    """The line or header as it should be, where there is no doubt about it; else ""."""
    kind, given, key = error["type"], error.get("input"), path[-1] if path else ""
    if kind == "list_type" and path in _OF_ENTRIES:
        return _right_header(str(key), given) if isinstance(given, dict) else ""
    if kind == "list_type" and isinstance(given, str) and isinstance(key, str):
        return _write(f'{key} = ["{one_line(given)[:60]}"]')
    if kind in ("model_type", "model_attributes_type", "dict_type") and isinstance(given, list):
        return english("write {line}, with one bracket on each side", line=f"[{key}]")
    if kind in ("bool_type", "bool_parsing") and str(given).strip().casefold() in _SWITCHES:
        plain = _SWITCHES[str(given).strip().casefold()]
        return english("write {value}: {line}", value=plain, line=f"{key} = {plain}")
    if kind in ("int_type", "int_parsing") and isinstance(given, str) and given.strip().isdecimal():
        return _write(f"{key} = {int(given)}")
    return ""


_OF_ENTRIES: tuple[KeyPath, ...] = (("break",), ("days",))  # each entry is a table


def _right_header(key: str, given: dict[str, Any]) -> str:
    named = [name for name, value in given.items() if isinstance(value, dict)]
    if not named or key != "break":
        return english("write {line}", line=f"[[{key}]]")
    return english('write {line}, and below it name = "{name}"', line=f"[[{key}]]", name=named[0])


_SWITCHES = {"true": "true", "yes": "true", "on": "true", "1": "true"} | {
    "false": "false", "no": "false", "off": "false", "0": "false",
}  # fmt: skip


def error_path(error: Mapping[str, Any]) -> KeyPath:
    """Where the settings' model found it, without the names of its own checks."""
    return tuple(part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function")))


def known_keys(path: KeyPath, keys: Mapping[KeyPath, list[str]]) -> list[str]:
    """The keys that the table at `path` may have."""
    return keys.get(tuple(part for part in path if isinstance(part, str)), [])


def dotted(path: KeyPath) -> str:
    """("break", 0, "every") as people see it: break[1].every."""
    shown = ""
    for part in path:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def _what(error: Mapping[str, Any]) -> str:
    kind, context, given = error["type"], error.get("ctx", {}), error.get("input")
    match kind:
        case "value_error":
            return str(context.get("error", error["msg"]))
        case "missing":
            return N_("this is missing; every entry needs it")
        case "literal_error":
            wanted = str(context["expected"])
            names = re.findall(r"'([^']*)'", wanted)
            what, hint = no_choice(given, names)
            return "; ".join(filter(None, (what, did_you_mean(str(given), names) or hint)))
        case "bool_type" | "bool_parsing":
            return not_switch(given)
        case "int_type" | "int_parsing" | "int_from_float":
            return not_whole(given)
        case "list_type" if error["loc"] in _OF_ENTRIES and isinstance(given, dict):
            return _ENTRIES
        case "list_type" | "tuple_type":
            return not_list(given)
        case "string_type":
            return not_text(given)
        case "model_type" | "model_attributes_type" | "dict_type":
            return not_table(given)
        case "too_short":
            return N_("this list is empty; it needs at least one entry")
        case "greater_than_equal":
            return too_small(given, context["ge"])
        case "less_than_equal":
            return too_large(given, context["le"])
    return f"{quoted(given)}: {error['msg'][:1].lower()}{error['msg'][1:]}"
