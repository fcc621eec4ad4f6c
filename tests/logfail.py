"""A warning or an error in a log that no test expects fails the test, also one of a child process.

What the daemon survives (an effect that fails, a callback that raises) it writes to its log. A test that looks at
something else would pass all the same; so every test is held to a silent log:

    def test_it(logfail):
        logfail.expect("Play failed")    # must be logged, or the test fails
        logfail.allow("no toasts here")  # may be logged
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

_LOUD = re.compile(r"^\S+ \S+ (WARNING|ERROR|CRITICAL) ")  # as app/logs.py writes a line of the file


class LogFail(logging.Handler):
    """Gathers what is logged at WARNING and above. The patterns are searched for in `NAME: message, exception`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._expected: list[str] = []
        self._allowed: list[str] = []

    def expect(self, pattern: str) -> None:
        """Something like this has to be logged, once or more."""
        self._expected.append(pattern)

    def allow(self, pattern: str) -> None:
        """Something like this may be logged."""
        self._allowed.append(pattern)

    def emit(self, record: logging.LogRecord) -> None:
        failure = record.exc_info[1] if record.exc_info else None
        words = f"{record.name}: {record.getMessage()}"
        self.lines.append(words + (f", {type(failure).__name__}: {failure}" if failure else ""))

    def read_files(self, folder: Path) -> None:
        """Add what daemons of other processes wrote into their log files below `folder`."""
        for path in folder.rglob("deskbreak.log*"):
            lines = path.read_text("utf-8", "replace").splitlines()
            self.lines += [f"{path.name}: {line}" for line in lines if _LOUD.match(line)]

    def complaint(self) -> str:
        """Why the test fails; empty where the log is as expected."""
        known = self._expected + self._allowed
        surprises = [line for line in self.lines if not any(re.search(one, line) for one in known)]
        missing = [one for one in self._expected if not any(re.search(one, line) for line in self.lines)]
        said = [f"  unexpected: {line}" for line in surprises] + [f"  never logged: {one}" for one in missing]
        return "\n".join(["the log is not as expected:", *said]) if said else ""
