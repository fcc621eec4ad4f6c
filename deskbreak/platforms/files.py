"""Notice that files changed: by inotify on Linux (no wakeups at all), elsewhere by looking now and then.

Only a hint that something may have changed; whoever listens compares what is on disk with what it knows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.platforms.loop import Loop

SETTLE_S = 0.3  # editors write in several steps; look once when they are done
LOOK_EVERY_S = 10.0

_CLOSE_WRITE, _MOVED_FROM, _MOVED_TO = 0x8, 0x40, 0x80
_CREATE, _DELETE, _ATTRIB = 0x100, 0x200, 0x4
_MASK = _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ATTRIB
_NONBLOCK, _CLOEXEC = os.O_NONBLOCK if hasattr(os, "O_NONBLOCK") else 0, 0o2000000


class FileWatch:
    """Calls `on_change` some moments after anything in the watched folders changed."""

    def __init__(self, loop: Loop, on_change: Callable[[], None]) -> None:
        self._loop = loop
        self._on_change = on_change
        self._pending = False
        self._folders: set[str] = set()
        self._fd = _inotify_open()
        self.backend = "inotify" if self._fd >= 0 else "polling"
        if self._fd >= 0:
            loop.watch(self._fd, self._read)
        else:
            loop.call_later(LOOK_EVERY_S, self._look)

    def folders(self, folders: Iterable[Path]) -> None:
        """Watch these folders too; those that do not exist yet are skipped, a second call is free."""
        for folder in folders:
            path = str(folder)
            if path in self._folders or not folder.is_dir():
                continue
            if self._fd < 0 or _inotify_add(self._fd, path):
                self._folders.add(path)

    def _read(self) -> None:
        try:
            os.read(self._fd, 65536)
        except OSError:
            return
        if not self._pending:
            self._pending = True
            self._loop.call_later(SETTLE_S, self._settled)

    def _settled(self) -> None:
        self._pending = False
        self._on_change()

    def _look(self) -> None:
        self._on_change()
        self._loop.call_later(LOOK_EVERY_S, self._look)

    def close(self) -> None:
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
