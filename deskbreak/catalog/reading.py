"""Reads content files from a folder that somebody else may have filled: anything odd becomes a problem."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskbreak.catalog.lines import Lines
from deskbreak.errors import Problem

BIGGEST_FILE = 200_000  # bytes; the longest shipped exercise has under 5,000
MOST_FILES = 500  # in one folder of a pack

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Document:
    """One content file, parsed but not yet judged."""

    path: Path
    data: dict[str, Any]
    lines: Lines

    @property
    def stem(self) -> str:
        return self.path.name.removesuffix(".toml")

    def problem(self, where: tuple[str | int, ...], what: str, hint: str = "") -> Problem:
        """A problem at the line where `where` stands in this file."""
        return Problem(str(self.path), self.lines.of(where), what, hint=hint)


def read_folder(folder: Path) -> Iterator[Document | Problem]:
    """Every TOML file right in `folder`, by name; a folder that is not there holds nothing."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(str(folder), 1, f"this folder cannot be read ({error.strerror})")
        return
    if len(paths) > MOST_FILES:
        yield Problem(str(folder), 1, f"{len(paths)} files are too many", hint=f"keep at most {MOST_FILES}")
        return
    for path in paths:
        yield read_file(path)


def read_file(path: Path) -> Document | Problem:
    """One TOML file, or why it cannot be used."""
    try:
        raw = _bytes(path)
        text = raw.decode("utf-8")
        return Document(path, tomllib.loads(text), Lines(text))
    except _Refused as refused:
        return Problem(str(path), 1, str(refused))
    except OSError as error:
        return Problem(str(path), 1, f"the file cannot be read ({error.strerror})")
    except UnicodeDecodeError as error:
        return Problem(str(path), raw[: error.start].count(b"\n") + 1, "this is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        return _toml_problem(path, text, str(error))
    except (RecursionError, ValueError):
        return Problem(
            str(path), 1, "this cannot be read as TOML", hint="nest less, and write smaller numbers"
        )


class _Refused(Exception):
    """A file that is not even opened, with the reason."""


def _bytes(path: Path) -> bytes:
    info = path.stat()
    if not stat.S_ISREG(info.st_mode):
        raise _Refused("this is not a file")
    if path.is_symlink() and path.parent.resolve() not in path.resolve().parents:
        raise _Refused("this link leads out of its folder; copy the file here instead")
    if info.st_size > BIGGEST_FILE:
        raise _Refused(f"{info.st_size} bytes are too many for one file; keep it under {BIGGEST_FILE}")
    return path.read_bytes()


def _toml_problem(path: Path, text: str, message: str) -> Problem:
    place = _PLACE.search(message)
    what = _PLACE.sub("", message).strip().rstrip(".") or "this is not TOML"
    line = int(place[1]) if place else text.count("\n") + 1
    return Problem(
        str(path), line, f"this is not TOML: {what[:1].lower() + what[1:]}", int(place[2]) if place else 0
    )
