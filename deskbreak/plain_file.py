"""Reads a file out of a folder that a stranger may have filled: plain, of bearable size, and not from elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# A pipe must not make us wait, and what became a link meanwhile is not followed. Windows knows neither.
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class Refused(Exception):
    """A file that is not read, with the reason and what to do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def leads_out(path: Path, inside: Path) -> bool:
    """Whether `path` lies outside `inside` once every link is followed; `inside` itself may be a link."""
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(inside))
    return real != root and root not in real.parents


def read_plain(path: Path, *, inside: Path, most: int) -> bytes:
    """The bytes of a plain file in the folder `inside`; raises Refused for anything else, or OSError."""
    if leads_out(path, inside):
        raise Refused("this link leads out of its folder", "copy the file here instead")
    _check(path.stat(), most)  # opening a device may already do something
    with os.fdopen(os.open(os.path.realpath(path), _READING), "rb") as file:
        _check(os.fstat(file.fileno()), most)  # it may be something else by now
        raw = file.read(most + 1)
    if len(raw) > most:
        raise _too_large(len(raw), most)
    return raw


def _check(info: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(info.st_mode):
        raise Refused("this is not a file")
    if info.st_size > most:
        raise _too_large(info.st_size, most)


def _too_large(size: int, most: int) -> Refused:
    return Refused(f"{size} bytes are too many for one file", f"keep it under {most}")
