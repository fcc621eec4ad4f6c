"""Content in other languages: `content/i18n/LANG/` mirrors the content's folders, and holds texts only.

A file has one table, `[text]`: each English text as it stands in the content, and its translation. So doses, ids and
sources cannot be changed, and an original that was changed is found: its old text is in no content file any more.
What stands in several content files is translated once, in `common.toml`. A text with "{side}" in it may have
two translations: { left = "...", right = "..." }.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from deskbreak.core.cues import with_side
from scripts.translating.texts import ROOT

CONTENT = ROOT / "content"
I18N = CONTENT / "i18n"
COMMON = "common.toml"
READ = ("exercises/*.toml", "routines/*.toml", "facts.toml", "notices.toml", "experts.toml")
TEXT_KEYS = {
    "name", "aliases", "steps", "breathing", "differs", "text", "say", "hold", "side_word", "cue", "cue_hold",
    "cue_holds", "about", "title", "breath_quality", "hold_text", "breaths_text", "times_text", "targets",
    "routine_targets",
}  # fmt: skip
ALL_TEXTS = ("facts.toml", "experts.toml")  # every value in them is a text
SIDES = ("left", "right")
_FIELD = re.compile(r"\{\w+\}")
_SIDE = re.compile(r"\{(?:side|other)\}")
_DIGITS = {first + digit: str(digit) for first in (0x660, 0xFF10) for digit in range(10)}  # Arabic, wide
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Overlay(NamedTuple):
    """One language's texts: those in use, and what is wrong with the others."""

    texts: dict[str, Any]
    missing: list[str]
    stale: list[str]  # "FILE: TEXT", whose English is in no content file any more
    faults: list[str]  # "FILE: what is wrong"


@cache
def originals() -> dict[str, tuple[str, ...]]:
    """Every English text of the content, with the files that it stands in."""
    found: dict[str, list[str]] = {}
    for pattern in READ:
        for file in sorted(CONTENT.glob(pattern)):
            where = file.relative_to(CONTENT).as_posix()
            for text in _texts(tomllib.loads(file.read_text(encoding="utf-8")), where in ALL_TEXTS):
                if where not in found.setdefault(text, []):
                    found[text].append(where)
    return {text: tuple(files) for text, files in found.items()}


def _texts(value: Any, every: bool, key: str = "") -> Iterator[str]:
    """The texts below a value; `every`: whatever its key is."""
    if isinstance(value, str):
        if (every or key in TEXT_KEYS) and re.search("[A-Za-z]", value):
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, every, key)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, every, name)


def home(text: str) -> str:
    """The overlay file that a text belongs to."""
    files = originals()[text]
    return files[0] if len(files) == 1 else COMMON


def read(language: str) -> Overlay:
    """The language's texts, each looked at."""
    texts: dict[str, Any] = {}
    stale, faults = [], []
    for file in sorted((I18N / language).rglob("*.toml")):
        where = file.relative_to(I18N / language).as_posix()
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        if set(table) - {"text"}:
            faults.append(
                f"{where}: only [text] may stand there, not {', '.join(sorted(set(table) - {'text'}))}"
            )
        for text, said in table.get("text", {}).items():
            if text not in originals():
                stale.append(f"{where}: {text}")
            elif fault := _fault(text, said):
                faults.append(f"{where}: {text}: {fault}")
            elif said and texts.setdefault(text, said) != said:
                faults.append(f"{where}: {text}: translated in two ways; it belongs into {home(text)}")
    return Overlay(texts, [text for text in originals() if text not in texts], stale, faults)


def _fault(text: str, said: Any) -> str:
    """What is wrong with a translation; "" when nothing is, or when it is still to come."""
    if isinstance(said, dict):
        return _fault_of_sides(text, said)
    if not isinstance(said, str):
        return "a translation is a text"
    fields = sorted(_FIELD.findall(text))
    if said and sorted(_FIELD.findall(said)) != fields:
        return f"its fields are {', '.join(fields) or 'none'}"
    if said and numbers(text) != numbers(said):
        return (
            f"its numbers are {', '.join(numbers(text)) or 'none'}, not {', '.join(numbers(said)) or 'none'}"
        )
    return ""


def _fault_of_sides(text: str, said: dict[str, Any]) -> str:
    if not _SIDE.search(text):
        return "only a text with {side} has two translations"
    if not set(SIDES) <= set(said) <= {*SIDES, "one"}:
        return 'the two are { left = "...", right = "..." }'
    bare = _SIDE.sub("", text)
    return next((fault for one in said.values() if (fault := _fault(bare, one))), "")


def numbers(text: str) -> list[str]:
    """The numbers in a text, however its language writes them; so that no translation changes a dose."""
    return sorted(found.replace(",", ".") for found in _NUMBER.findall(text.translate(_DIGITS)))


def as_it_stands(text: str) -> str | dict[str, str]:
    """The English as its own translation, for each side where it has sides."""
    has_sides = "{side}" in text or "{other}" in text
    return {side or "one": with_side(text, side) for side in (*SIDES, "")} if has_sides else text


def messages(texts: dict[str, Any]) -> dict[str, str]:
    """English text -> translation, as screens show them: the sides put in."""
    made: dict[str, str] = {}
    for text, said in texts.items():
        if "{side}" not in text and "{other}" not in text:
            made[text] = said
            continue
        for side in SIDES:
            made[with_side(text, side)] = said[side] if isinstance(said, dict) else said
        if isinstance(said, dict) and "one" in said:
            made[with_side(text, "")] = said["one"]
    return made


def write_missing(language: str) -> int:
    """Put what is missing into the overlay's files, to be filled in; what is stale goes. Returns how many."""
    overlay = read(language)
    waiting = Counter(home(text) for text in overlay.missing)
    files = {home(text) for text in originals()}
    for where in sorted(files):
        file = I18N / language / where
        old = tomllib.loads(file.read_text(encoding="utf-8")).get("text", {}) if file.is_file() else {}
        wanted = [text for text in originals() if home(text) == where]
        if not waiting[where] and set(old) == set(wanted):
            continue
        _write(file, where, {text: overlay.texts.get(text, old.get(text, "")) for text in wanted})
    return len(overlay.missing)


def _write(file: Path, where: str, texts: dict[str, Any]) -> None:
    said = "What stands in several files." if where == COMMON else f"The texts of content/{where}."
    rows = [f"{_quoted(text)} = {_value(one)}" for text, one in texts.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([f"# {said}", "[text]", *rows, ""]), encoding="utf-8")


def _quoted(text: str) -> str:
    """A TOML text: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _value(said: Any) -> str:
    if not isinstance(said, dict):
        return _quoted(said)
    return "{ " + ", ".join(f"{side} = {_quoted(one)}" for side, one in said.items()) + " }"
