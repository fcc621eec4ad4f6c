"""A failure inside the daemon is one line on the terminal."""

from __future__ import annotations

import logging
import sys

from deskbreak.app.logs import OneLine


def test_a_failure_is_one_line_without_a_traceback() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s failed", ("it",), sys.exc_info())
    assert OneLine().format(record) == "deskbreak: it failed: ValueError: two lines"
