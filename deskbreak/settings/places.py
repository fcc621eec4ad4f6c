"""Where in a TOML file each key and value stands. Only for texts that `tomllib` has read without complaint.

A small reader of TOML's outline: it follows headers, dotted keys, arrays and inline tables, and notes for
each path (such as `("break", 0, "every")`) the line and column of its key and of its value.
"""

from __future__ import annotations

from collections.abc import Mapping

from deskbreak.values import dataclass

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int


class Places:
    """The places of one file. `origins` leads from paths that the file spells otherwise to where they stand."""

    def __init__(self, text: str, origins: Mapping[KeyPath, KeyPath] | None = None) -> None:
        self._origins = origins or {}
        self.values: dict[KeyPath, Place] = {}
        self.keys: dict[KeyPath, Place] = {}
        self._text, self._at = text.replace("\r\n", "\n"), 0
        self._starts = [0, *(n + 1 for n, char in enumerate(self._text) if char == "\n")]
        self._tables: dict[KeyPath, int] = {}  # arrays of tables: how many entries so far
        try:
            self._read()
        except (IndexError, RecursionError):
            pass  # an outline that ends early only makes places coarser

    def find(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of `path`, or of the nearest thing around it."""
        path = self.written(path)
        for length in range(len(path), 0, -1):
            part = path[:length]
            wanted = self.keys if key and length == len(path) else self.values
            place = wanted.get(part) or self.values.get(part) or self.keys.get(part)
            if place is not None:
                return place
        return Place(1, 1)

    def written(self, path: KeyPath) -> KeyPath:
        """The path as the file spells it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._origins:
                return (*self._origins[path[:length]], *path[length:])
        return path

    # -- the outline ------------------------------------------------------------------------------------

    def _read(self) -> None:
        base: KeyPath = ()
        while self._skip(newlines=True):
            if self._peek() == "[":
                base = self._header()
            else:
                self._pair(base)

    def _header(self) -> KeyPath:
        place, many = self._place(), self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        path: KeyPath = ()
        for part in self._key_parts():
            path = (*self._latest(path), part)
            self.keys.setdefault(path, place)
        self._at += 2 if many else 1
        if many:
            self._tables[path] = self._tables.get(path, -1) + 1
            path = self._latest(path)
        self.values[path] = self.keys[path] = place
        return path

    def _latest(self, path: KeyPath) -> KeyPath:
        """The path with the number of its latest entry, where it is an array of tables."""
        return (*path, self._tables[path]) if path in self._tables else path

    def _pair(self, base: KeyPath) -> None:
        place = self._place()
        path = base
        for part in self._key_parts():
            path = (*path, part)
            self.keys.setdefault(path, place)
        self._skip()
        self._at += 1  # "="
        self._skip()
        self._value(path)

    def _key_parts(self) -> list[str]:
        parts = []
        while True:
            self._skip()
            parts.append(self._quoted() if self._peek() in "\"'" else self._bare())
            self._skip()
            if self._peek() != ".":
                return parts
            self._at += 1

    def _bare(self) -> str:
        start = self._at
        while self._peek() not in " \t=.]\n":
            self._at += 1
        return self._text[start : self._at]

    # -- values -----------------------------------------------------------------------------------------

    def _value(self, path: KeyPath) -> None:
        self.values[path] = self._place()
        match self._peek():
            case '"' | "'":
                self._quoted()
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case _:
                while self._peek() not in ",]}\n#":
                    self._at += 1

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        number = 0
        while self._skip(newlines=True) and self._peek() != "]":
            if self._peek() == ",":
                self._at += 1
                continue
            self._value((*path, number))
            number += 1
        self._at += 1

    def _inline(self, path: KeyPath) -> None:
        self._at += 1
        while self._skip(newlines=True) and self._peek() != "}":
            if self._peek() == ",":
                self._at += 1
                continue
            self._pair(path)
        self._at += 1

    def _quoted(self) -> str:
        quote = self._peek()
        triple = quote * 3
        mark = triple if self._text.startswith(triple, self._at) else quote
        self._at += len(mark)
        start = self._at
        while not self._text.startswith(mark, self._at):
            self._at += 2 if quote == '"' and self._peek() == "\\" else 1
            self._peek()
        text = self._text[start : self._at]
        self._at += len(mark)
        while len(mark) == 3 and self._at < len(self._text) and self._text[self._at] == quote:
            self._at += 1  # up to two quotes may stand before the closing three
        return _unescaped(text) if quote == '"' else text

    # -- characters -------------------------------------------------------------------------------------

    def _peek(self) -> str:
        return self._text[self._at]

    def _skip(self, *, newlines: bool = False) -> bool:
        """Move over blanks and comments; whether anything is left."""
        blanks = " \t\n" if newlines else " \t"
        while self._at < len(self._text):
            if self._text[self._at] in blanks:
                self._at += 1
            elif self._text[self._at] == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            else:
                return True
        return False

    def _place(self) -> Place:
        import bisect

        line = bisect.bisect_right(self._starts, self._at)
        return Place(line, self._at - self._starts[line - 1] + 1)


def _unescaped(text: str) -> str:
    import tomllib

    try:
        key = next(iter(tomllib.loads(f'"{text}" = 1')))
    except (tomllib.TOMLDecodeError, StopIteration):
        return text
    return key
