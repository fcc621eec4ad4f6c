"""A table without its bad values, so that the rest can still be judged and all problems be reported at once."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from deskbreak.settings.places import KeyPath
from deskbreak.values import dataclass, field


@dataclass(slots=True)
class Remainder:
    """What is left of a table, and what is not."""

    data: dict[str, Any]
    gone: set[KeyPath] = field(default_factory=set)

    def original(self, path: KeyPath) -> KeyPath:
        """A path in what is left, as it was in the whole table: entries that are gone still count."""
        found: KeyPath = ()
        for part in path:
            if isinstance(part, int):
                for number in sorted(self._gone_of(found)):
                    part += number <= part
            found = (*found, part)
        return found

    def touches(self, path: KeyPath) -> bool:
        """Return True if something at or below `path` is gone, so that a finding there may be wrong."""
        return any(one[: len(path)] == path for one in self.gone)

    def _gone_of(self, path: KeyPath) -> list[int]:
        last = [one[-1] for one in self.gone if one[:-1] == path]
        return [number for number in last if isinstance(number, int)]


def leave_out(data: dict[str, Any], bad: Iterable[KeyPath]) -> Remainder:
    """`data` without what stands at the bad paths; where a needed key is missing its whole entry goes."""
    gone = {_there(data, path) for path in bad} - {()}
    left = copy.deepcopy(data)
    for path in sorted(gone, key=_order, reverse=True):  # entries from the last, so that numbers stay true
        _remove(left, path)
    return Remainder(left, gone)


def _there(data: Any, path: KeyPath) -> KeyPath:
    """The part of `path` that exists."""
    for length, part in enumerate(path):
        known = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if part not in known:
            return path[:length]
        data = data[part]
    return path


def _order(path: KeyPath) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in path]


def _remove(data: Any, path: KeyPath) -> None:
    """Take out what stands at `path`, and a list that it leaves empty."""
    table = data
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]
    if table == []:
        _remove(data, path[:-1])
