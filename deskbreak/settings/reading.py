"""Reads a settings file as TOML. Whatever the bytes are, there is a table or there are problems."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from deskbreak.errors import Problem
from deskbreak.plain_file import TooLarge, read_plain
from deskbreak.sentences import N_, english
from deskbreak.settings.normal import normal
from deskbreak.settings.places import KeyPath, Places
from deskbreak.settings.sentences import syntax_problem
from deskbreak.toml_file import endless_key
from deskbreak.values import dataclass, field

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 64


@dataclass(slots=True)
class SettingsFile:
    """One file: its table in plain spelling, where everything in it stands, and what is said twice."""

    file: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[KeyPath, KeyPath] = field(default_factory=dict)
    twice: list[Problem] = field(default_factory=list)
    _outline: Places | None = None

    @property
    def places(self) -> Places:
        """Where everything stands: read once, when it is first asked for, since each problem asks."""
        if self._outline is None:
            self._outline = Places(self.text, self.origins)
        return self._outline


def read_document(path: Path, *, pipes: bool = False) -> tuple[SettingsFile | None, list[Problem]]:
    """The file's table, or the problem that kept it from being read; with `pipes` it need not be a plain file."""
    name = str(path)
    try:
        raw = _from_anywhere(path) if pipes else read_plain(path, max_bytes=MAX_BYTES)
    except TooLarge:
        what, hint = N_("the file is larger than 1 MiB"), N_("settings are a page or two")
        return None, [Problem(name, 1, what, hint=hint)]
    except OSError as error:
        return None, [Problem(name, 1, english("the file cannot be read: {why}", why=error.strerror))]
    return parse(name, raw)


def _from_anywhere(path: Path) -> bytes:
    """What the person's own command names may be a pipe, of any length."""
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"over {MAX_BYTES} bytes")
    return raw


def parse(name: str, raw: bytes) -> tuple[SettingsFile | None, list[Problem]]:
    """The same for bytes that are at hand."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = english("the byte 0x{byte} is not UTF-8 text", byte=f"{raw[error.start]:02x}")
        return None, [Problem(name, before.count(b"\n") + 1, what, column, N_("save the file as UTF-8"))]
    if problem := endless_key(name, text):
        return None, [problem]
    try:
        data = tomllib.loads(text)
        too_deep = _depth(data) > MAX_DEPTH
    except tomllib.TOMLDecodeError as error:
        return None, [syntax_problem(name, text, error)]
    except (RecursionError, ValueError) as error:
        too_deep = isinstance(error, RecursionError)
        if not too_deep:
            what = N_("a number in this file has too many digits to be read")
            return None, [Problem(name, 1, what)]
    if too_deep:
        what, hint = N_("the tables are nested too deep"), N_("settings need two levels")
        return None, [Problem(name, 1, what, hint=hint)]
    return _document(name, text, data), []


def _document(name: str, text: str, data: dict[str, Any]) -> SettingsFile:
    made = normal(data)
    document = SettingsFile(name, text, made.data, made.origins)
    for path, what in made.twice:
        place = document.places.find(path, key=True)
        hint = N_("name each day once; only a line for a single day may differ from one for several")
        document.twice.append(Problem(name, place.line, what, place.column, hint))
    return document


def _depth(value: Any) -> int:
    deepest, rest = 0, [(value, 1)]
    while rest:
        one, depth = rest.pop()
        deepest = max(deepest, depth)
        if isinstance(one, dict | list):
            rest += [(part, depth + 1) for part in (one.values() if isinstance(one, dict) else one)]
    return deepest
