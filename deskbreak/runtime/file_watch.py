"""Notice that files changed: by inotify on Linux (no wakeups at all), elsewhere by looking now and then.

Only a hint that something may have changed; the listener compares what is on disk with what it knows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

SETTLE_S = 0.3  # editors write in several steps; look once when they are done
POLL_INTERVAL_S = 10.0

_CLOSE_WRITE, _MOVED_FROM, _MOVED_TO = 0x8, 0x40, 0x80
_CREATE, _DELETE, _ATTRIB = 0x100, 0x200, 0x4
_DELETE_SELF, _MOVE_SELF = 0x400, 0x800
_MASK = _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ATTRIB | _DELETE_SELF | _MOVE_SELF
_NONBLOCK, _CLOEXEC = os.O_NONBLOCK if hasattr(os, "O_NONBLOCK") else 0, 0o2000000


class FileWatch:
    """Calls `on_change` some moments after anything in the watched folders, or a watched file, changed.

    Where the system does not report changes it polls, unless the listener does so (`polls=False`).
    """

    def __init__(self, loop: Loop, on_change: Callable[[], None], *, polls: bool = True) -> None:
        self._loop = loop
        self._on_change = on_change
        self._timer: Handle | None = None
        self._polls = polls
        self._watched: set[Path] = set()
        self._fd = _inotify_open()
        self.backend = "inotify" if self._fd >= 0 else "polling"
        if self._fd >= 0:
            loop.watch(self._fd, self._read)
        else:
            self._poll()

    def folders(self, folders: Iterable[Path]) -> None:
        """Watch these folders too; those that do not exist are skipped.

        A second call changes nothing, and finds the folder that took the place of one that was there before.
        """
        self._add(folder for folder in folders if folder.is_dir())

    def files(self, files: Iterable[Path]) -> None:
        """Watch these files themselves; one that is replaced is found again when the system reports it."""
        self._add(files)

    def _add(self, paths: Iterable[Path]) -> None:
        for path in paths:
            if path.exists() and (self._fd < 0 or _inotify_add(self._fd, str(path))):
                self._watched.add(path)

    def _read(self) -> None:
        try:
            os.read(self._fd, 65536)
        except OSError:
            return
        if self._timer is None:
            self._timer = self._loop.call_later(SETTLE_S, self._settled)

    def _settled(self) -> None:
        self._timer = None
        self._add(tuple(self._watched))  # one of them may be another file or folder now
        self._on_change()

    def _poll(self) -> None:
        if self._polls:
            self._timer = self._loop.call_later(POLL_INTERVAL_S, self._look)

    def _look(self) -> None:
        self._poll()
        self._on_change()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._fd >= 0:
            self._loop.unwatch(self._fd)
            os.close(self._fd)
            self._fd = -1


def _inotify_open() -> int:
    if not sys.platform.startswith("linux"):
        return -1
    try:
        import ctypes

        return int(ctypes.CDLL(None).inotify_init1(_NONBLOCK | _CLOEXEC))
    except (ImportError, OSError, AttributeError):
        return -1


def _inotify_add(fd: int, path: str) -> bool:
    import ctypes

    return int(ctypes.CDLL(None).inotify_add_watch(fd, os.fsencode(path), _MASK)) >= 0
