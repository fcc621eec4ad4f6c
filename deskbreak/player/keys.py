"""Single keys from a terminal, and the terminal put back as it was."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from typing import Any

_NAMES = {"\x1b[C": "n", "\x1b[D": "b", "\r": "", "\n": "", "\x1b": "q", "\x04": "q", "\x03": "q"}


class Keys:
    """Reads keys from the controlling terminal (or from stdin where the daemon's pipe is not there)."""

    def __init__(self) -> None:
        self._fd = _terminal_fd()
        self.single = self._fd >= 0 and os.isatty(self._fd)
        self._calm: Any = None
        self.open = self._fd >= 0  # whether a key can be pressed

    def __enter__(self) -> Keys:
        if self.single and sys.platform != "win32":
            import termios
            import tty

            self._calm = termios.tcgetattr(self._fd)
            tty.setcbreak(self._fd)
        return self

    def __exit__(self, *_: object) -> None:
        if self._calm is not None and sys.platform != "win32":
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._calm)

    def wait(self, seconds: float, also: int | None) -> tuple[list[str], bool]:
        """The keys of the next moments, and whether `also` (the daemon's pipe) has something."""
        fds = [fd for fd in (self._fd if self.open else None, also) if fd is not None]
        try:
            ready, _, _ = select.select(fds, [], [], max(seconds, 0.0))
        except (OSError, ValueError):
            return [], False
        keys = self._read() if self.open and self._fd in ready else []
        return keys, also is not None and also in ready

    def _read(self) -> list[str]:
        try:
            data = os.read(self._fd, 1024).decode("utf-8", "replace")
        except OSError:
            data = ""
        if not data:
            self.open = False
            return []
        if not self.single:
            return [line.strip().lower()[:1] for line in data.splitlines()]
        if data in _NAMES:
            return [_NAMES[data]]
        return [_NAMES.get(char, char.lower()) for char in data]


def _terminal_fd() -> int:
    """The terminal itself: stdin may be the daemon's pipe."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        return sys.stdin.fileno() if sys.stdin.isatty() else -1
    except (OSError, ValueError, AttributeError):
        return -1
