"""What the daemon says about its own failures: one line each, with the whole story only for developers."""

from __future__ import annotations

import logging
import os


class OneLine(logging.Formatter):
    """The words and the failure behind them; $DESKBREAK_DEBUG adds where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        words = record.getMessage()
        failure = record.exc_info[1] if record.exc_info else None
        line = f"deskbreak: {words}" + (f": {type(failure).__name__}: {failure}" if failure else "")
        return " ".join(line.split())


def log_to_stderr() -> None:
    """Every record of the daemon goes to the standard error stream."""
    handler = logging.StreamHandler()
    if not os.environ.get("DESKBREAK_DEBUG"):
        handler.setFormatter(OneLine())
    logging.getLogger().addHandler(handler)
