"""From the paths in the settings to the files behind them, and whether any of them changed."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

SUFFIXES = (".ics", ".ical", ".ifb")
MAX_FILES = 10_000
MAX_FOLDERS = 1_000  # a person may name their home, or the whole disk
MAX_WATCHED = 200


def locate(path: str, base: str = "") -> str:
    """The absolute form of a path as a person writes it: `~` is their home, else it starts at `base`."""
    return os.path.abspath(os.path.join(base or os.getcwd(), os.path.expanduser(path)))  # noqa: PTH100, PTH111, PTH118, PTH109


def under(path: str) -> list[str]:
    """The calendar files at `path`, sorted: itself, or those below it where it is a folder.

    At most MAX_FILES + 1; the last one shows that there are more.
    """
    return sorted(_each(path))


def is_cut(path: str) -> bool:
    """Return True if there are more folders below it than are looked into."""
    return os.path.isdir(path) and sum(1 for _ in _folders(path)) == MAX_FOLDERS  # noqa: PTH112


def signature(paths: Iterable[str], base: str = "") -> int:
    """A number that changes when a file comes, goes, or is written; costs a `stat` a file and no memory."""
    mark = 0
    for path in paths:
        for file in _each(locate(path, base)):
            mark = zlib.crc32(f"{file}|{_written(file)}".encode("utf-8", "surrogateescape"), mark)
    return mark


def watched(paths: Iterable[str], base: str = "") -> tuple[list[str], list[str]]:
    """The folders and files to watch for changes: a folder with those below it, a file itself.

    For a file that is not there yet its folder is watched. At most MAX_WATCHED folders: a system has few to give.
    """
    folders: list[str] = []
    files: list[str] = []
    for path in (locate(one, base) for one in paths):
        if os.path.isdir(path):  # noqa: PTH112
            folders += [here for here, _names in islice(_folders(path), MAX_WATCHED)]
        elif os.path.exists(path):  # noqa: PTH110
            files.append(path)
        else:
            folders.append(os.path.dirname(path))  # noqa: PTH120
    return folders[:MAX_WATCHED], files


def _each(path: str) -> Iterator[str]:
    return _walk(path) if os.path.isdir(path) else iter((path,))  # noqa: PTH112


def _written(file: str) -> str:
    try:
        info = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):  # ValueError: no system allows a NUL in a name
        return "none"
    return f"{info.st_mtime_ns}|{info.st_size}"


def _walk(folder: str) -> Iterator[str]:
    """Files below `folder`."""
    found = 0
    for here, names in _folders(folder):
        for name in _calendars(names):
            yield os.path.join(here, name)  # noqa: PTH118
            found += 1
            if found > MAX_FILES:
                return


def _folders(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Folders and their files, through symlinks too, each folder once, hidden ones (`.stversions`) never."""
    seen: set[tuple[int, int]] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        who = _identity(here)
        if who is None or who in seen:
            folders.clear()
            continue
        if len(seen) == MAX_FOLDERS:
            return
        seen.add(who)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield here, names


def _identity(folder: str) -> tuple[int, int] | None:
    """What a folder is however it was reached, None where it is gone by now."""
    try:
        info = os.stat(folder)  # noqa: PTH116
    except OSError:
        return None
    return info.st_dev, info.st_ino


def _calendars(names: Sequence[str]) -> list[str]:
    return sorted(name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))


def plain_size(path: str) -> int | None:
    """The size of a file that can be read to its end; None for a pipe or a device, which would never end."""
    info = os.stat(path)  # noqa: PTH116
    return info.st_size if stat.S_ISREG(info.st_mode) else None
