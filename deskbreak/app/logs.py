"""What the daemon says about its own failures: one line each on the terminal, the whole story in a small file.

The file is the user's alone, and is written only when something goes wrong; `deskbreak doctor --log` prints it.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import IO, Any

from deskbreak.atomic import make_private
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_

MAX_BYTES = 256 * 1024
KEPT = 1  # an older file beside the one in use
SEE_LOG = N_("log: deskbreak doctor --log")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """The words and the failure behind them; $DESKBREAK_DEBUG adds where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        words = record.getMessage()
        failure = record.exc_info[1] if record.exc_info else None
        line = f"deskbreak: {words}" + (f": {type(failure).__name__}: {failure}" if failure else "")
        return " ".join(line.split())


class LogFile(logging.Handler):
    """Writes into a private file that stays small. It costs nothing until there is something to write."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.DEBUG)
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._file is None:
                self._file = _rotating(self._path)
            self._file.emit(record)
        except OSError:
            self._file = None  # a disk that refuses: the terminal has the line, and the next may get through

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _rotating(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # sockets and pickles, which no quiet daemon needs

    class Private(RotatingFileHandler):
        """A rotating file that only its owner can read."""

        def _open(self) -> IO[Any]:  # type: ignore[override]
            return open(self.baseFilename, "a", encoding="utf-8", errors="backslashreplace", opener=_private)

        def handleError(self, record: logging.LogRecord) -> None:
            """A full disk is no reason to write a traceback to the terminal."""

    make_private(path.parent)
    handler = Private(path, maxBytes=MAX_BYTES, backupCount=KEPT)
    handler.setFormatter(logging.Formatter(FORMAT))
    return handler


def _private(path: str, flags: int) -> int:
    number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)  # a pipe without a reader
    if hasattr(os, "fchmod"):
        os.fchmod(number, 0o600)  # also one that was made with other rights
    return number


def start_logging(path: Path) -> None:
    """Warnings go to the standard error stream and, with everything about them, into the file."""
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    if not os.environ.get("DESKBREAK_DEBUG"):
        terminal.setFormatter(OneLine())
    logging.getLogger().addHandler(terminal)
    logging.getLogger().addHandler(LogFile(path))
    logging.getLogger("deskbreak").setLevel(logging.DEBUG)


def log_lines(path: Path) -> list[str]:
    """What the file and the older one beside it hold, oldest first."""
    lines: list[str] = []
    for part in (path.with_name(f"{path.name}.{KEPT}"), path):
        try:
            lines += read_plain(part, max_bytes=2 * MAX_BYTES).decode("utf-8", "replace").splitlines()
        except OSError:
            continue
    return lines
