"""Reads a TOML file that a stranger may have written: anything odd becomes a problem with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from deskbreak.errors import Problem
from deskbreak.plain_file import Refused, read_plain
from deskbreak.sentences import N_, english
from deskbreak.toml_lines import Lines
from deskbreak.values import dataclass

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
# A key of thousands of parts (a.a.a.a ...) keeps the TOML reader busy for minutes.
_ENDLESS_KEY = re.compile(
    r"""(?:(?:(?<![\w-])[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){30}""",
)

# What Python's reader of TOML says, without its capital: shown as it is, and listed here to be translated.
READER_SAYS = (
    N_("cannot redefine namespace {key}"),
    N_("escaped character is not a Unicode scalar value"),
    N_("expected ']' at the end of a table declaration"),
    N_("expected ']]' at the end of an array declaration"),
    N_("found invalid character {sign}"),
    N_("illegal character {sign}"),
    N_("invalid date or datetime"),
    N_("invalid hex value"),
    N_("invalid initial character for a key part"),
    N_("invalid statement"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """One TOML file, parsed but not yet judged."""

    path: Path
    data: dict[str, Any]
    lines: Lines

    @property
    def stem(self) -> str:
        return self.path.name.removesuffix(".toml")

    def problem(self, where: tuple[str | int, ...], what: str, hint: str = "") -> Problem:
        """A problem at the line where `where` stands in this file."""
        return Problem(str(self.path), self.lines.of(where), what, hint=hint)


def read_toml(path: Path, *, inside: Path, max_bytes: int) -> Document | Problem:
    """The file at `path`, of at most `max_bytes` bytes and within `inside`, or why it cannot be used."""
    try:
        raw = read_plain(path, inside=inside, max_bytes=max_bytes)
        text = raw.decode("utf-8")
    except Refused as refused:
        return Problem(str(path), 1, refused.what, hint=refused.hint)
    except OSError as error:
        return Problem(str(path), 1, english("the file cannot be read ({why})", why=error.strerror))
    except UnicodeDecodeError as error:
        return Problem(str(path), raw[: error.start].count(b"\n") + 1, N_("this is not UTF-8 text"))
    return _parsed(path, text)


def endless_key(name: str, text: str) -> Problem | None:
    """The problem with a key of so many parts that no reader comes to its end."""
    endless = _ENDLESS_KEY.search(text)
    if endless is None:
        return None
    line = text.count("\n", 0, endless.start()) + 1
    return Problem(name, line, N_("this key has too many parts"), hint=N_("nest less"))


def _parsed(path: Path, text: str) -> Document | Problem:
    if problem := endless_key(str(path), text):
        return problem
    try:
        return Document(path, tomllib.loads(text), Lines(text))
    except tomllib.TOMLDecodeError as error:
        return _toml_problem(path, text, str(error))
    except (RecursionError, ValueError):
        hint = N_("nest less, and write smaller numbers")
        return Problem(str(path), 1, N_("this cannot be read as TOML"), hint=hint)


def _toml_problem(path: Path, text: str, message: str) -> Problem:
    place = _PLACE.search(message)
    what = _PLACE.sub("", message).strip().rstrip(".") or N_("this is not TOML")
    line = int(place[1]) if place else text.count("\n") + 1
    column = int(place[2]) if place else 0
    return Problem(str(path), line, f"{N_('this is not TOML')}: {what[:1].lower() + what[1:]}", column)
