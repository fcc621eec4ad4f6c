"""The one reader of files that a person, a program or another machine may have written: plain ones, of bearable size.

Whatever else stands at that path (a pipe, a device, a folder, a link that leads round in a circle) is an OSError with
words, at once. Nothing here waits, and nothing is read without a limit.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from deskbreak.sentences import N_, english

# How to open what others may have put there: a pipe must not make us wait, and what became a link meanwhile is not
# followed. Windows knows neither.
CAREFULLY: int = (
    getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class Refused(OSError):
    """A file that is not read, with the reason and what to do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(errno.EINVAL, what)
        self.what, self.hint = what, hint


class TooLarge(Refused):
    """A plain file of more bytes than its reader bears."""


def leads_out(path: Path, inside: Path) -> bool:
    """Return True if `path` is outside `inside` once every link is followed; `inside` itself may be a link."""
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(inside))
    return real != root and root not in real.parents


def read_plain(path: Path, *, max_bytes: int, inside: Path | None = None) -> bytes:
    """The bytes of a plain file; raises Refused for anything else, or OSError. See `open_plain`."""
    with open_plain(path, max_bytes=max_bytes, inside=inside) as file:
        raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:  # it grew meanwhile
        raise _too_large(len(raw), max_bytes)
    return raw


@contextlib.contextmanager
def open_plain(
    path: Path, *, max_bytes: int, inside: Path | None = None, links: bool = True
) -> Iterator[BinaryIO]:
    """A plain file of at most so many bytes, opened for reading; raises Refused for anything else, or OSError.

    A link is followed: anywhere, or within the folder `inside` where one is given; without `links` none is.
    """
    if inside is not None and leads_out(path, inside):
        raise Refused(N_("this link leads out of its folder"), N_("copy the file here instead"))
    _check(path.stat() if links else path.lstat(), max_bytes)  # opening a device may already do something
    with os.fdopen(os.open(os.path.realpath(path) if links else path, os.O_RDONLY | CAREFULLY), "rb") as file:
        _check(os.fstat(file.fileno()), max_bytes)  # it may be something else by now
        yield file


def _check(info: os.stat_result, max_bytes: int) -> None:
    if not stat.S_ISREG(info.st_mode):
        raise Refused(N_("this is not a file"))
    if info.st_size > max_bytes:
        raise _too_large(info.st_size, max_bytes)


def _too_large(size: int, max_bytes: int) -> Refused:
    said = english("{size:d} bytes are too many for one file", size=size)
    return TooLarge(said, english("keep it under {most:d}", most=max_bytes))
