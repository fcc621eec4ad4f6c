"""On which line of a TOML text a key stands, so that a problem can say where."""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_KEY = r'[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\''
_DOTTED = rf"(?:{_KEY})(?:\s*\.\s*(?:{_KEY}))*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"^\s*({_DOTTED})\s*=")
_FENCE = re.compile(r'"""|' + r"'''")


class Lines:
    """The lines of keys and tables in one file, by their path, such as ("step", 2, "exercise")."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {(): 1}
        self._tables: dict[Path, int] = {}
        table: Path = ()
        fenced = False
        for number, line in enumerate(text.split("\n"), 1):  # TOML knows no other ends of a line
            if not fenced:
                table = self._read(line, number, table)
            fenced ^= len(_FENCE.findall(line)) % 2 == 1

    def of(self, path: Sequence[str | int]) -> int:
        """The line of `path`, or of the nearest thing around it."""
        wanted = tuple(path)
        while wanted not in self._found:
            wanted = wanted[:-1]
        return self._found[wanted]

    def _read(self, line: str, number: int, table: Path) -> Path:
        if header := _HEADER.match(line):
            table = self._open(_split(header[2]), header[1] == "[[")
            self._note(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            self._note(table + _split(assignment[1]), number)
        return table

    def _note(self, path: Path, number: int) -> None:
        """A table stands where the first of its keys does: `own.reps = 3` is also the line of `own`."""
        while path:
            self._found.setdefault(path, number)
            path = path[:-1]

    def _open(self, keys: Path, of_array: bool) -> Path:
        base: Path = ()
        for key in keys[:-1]:
            base = self._latest((*base, key))
        path = (*base, keys[-1])
        if not of_array:
            return path
        self._tables[path] = self._tables.get(path, -1) + 1
        return self._latest(path)

    def _latest(self, path: Path) -> Path:
        return (*path, self._tables[path]) if path in self._tables else path


def _split(dotted: str) -> Path:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))
