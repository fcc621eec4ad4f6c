"""A child process on the loop: what it reports, and how it is spoken to and ended. `spawn` starts one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

    from deskbreak.runtime.loop import Handle, Loop

MAX_OUTPUT = 8 * 1024 * 1024  # a probe that says more than this is broken
MAX_FOREIGN = 64 * 1024  # of a program of the person's own little is wanted, and it may never stop
MAX_ERRORS = 4096


class Child:
    """A running program. Without `on_line` its whole output is in `output` when `on_exit` is called."""

    def __init__(
        self,
        loop: Loop,
        on_line: Callable[[bytes], None] | None,
        on_exit: Callable[[Child], None] | None,
    ) -> None:
        self._loop = loop
        self._on_line, self._on_exit = on_line, on_exit
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: Handle | None = None
        self._forget: Callable[[], object] | None = None  # takes it off what the loop ends when it is closed
        self._line = b""
        self._max_output, self._group = MAX_OUTPUT, False
        self.output = b""
        self.errors = b""  # the end of what it said on stderr
        self.code: int | None = None  # None while it runs; negative: ended by that signal
        self.timed_out = False

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def send(self, line: bytes) -> None:
        """Write a line to the child's stdin (which must have been opened with stdin=None)."""
        raise NotImplementedError

    def close_stdin(self) -> None:
        """Say that nothing more will be sent."""
        raise NotImplementedError

    def terminate(self) -> None:
        """Ask it to end."""
        if self._process is not None and self.code is None:
            self._process.terminate()

    def kill(self) -> None:
        """End it now."""
        if self._process is not None and self.code is None:
            self._kill_group()
            self._process.kill()

    def _kill_group(self) -> None:
        """End all that a foreign program started, before another program can get its number."""
        if self._group and self._process is not None and sys.platform != "win32":
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except OSError:
                pass  # none is left

    def abandon(self) -> None:
        """End it and forget it; nothing more is reported."""
        self._on_line = self._on_exit = None
        if self._process is not None and self.code is None:
            self._kill_group()
            self._process.kill()
            self.code = self._process.wait()
            self._release()
        self._unregister()

    def end_with_loop(self) -> None:
        """End it when the loop is closed, unless it has ended before."""
        if self.code is None:
            self._forget = self._loop.on_close(self.abandon)

    def _unregister(self) -> None:
        if self._forget is not None:
            self._forget()
            self._forget = None

    def _release(self) -> None:
        """Give its pipes back."""

    def _set_timeout(self, seconds: float | None) -> None:
        if seconds is not None:
            self._timer = self._loop.call_later(seconds, self._timed_out)

    def _timed_out(self) -> None:
        if self.code is None:
            self.timed_out = True
            self.kill()

    def _on_output(self, data: bytes) -> None:
        if self._on_line is None:
            self.output += data[: self._max_output - len(self.output)]
            return
        *lines, self._line = (self._line + data).split(b"\n")
        self._line = self._line[-self._max_output :]
        for line in lines:
            self._emit_line(line)

    def _emit_line(self, line: bytes) -> None:
        if self._on_line is not None:
            on_line = self._on_line
            self._loop.call_soon(lambda: on_line(line))

    def _on_errors(self, data: bytes) -> None:
        self.errors = (self.errors + data)[-MAX_ERRORS:]

    def _ended(self, code: int) -> None:
        if self.code is not None:
            return
        self.code = code
        self._unregister()
        if self._timer is not None:
            self._timer.cancel()
        if self._line:
            self._emit_line(self._line)
        if self._on_exit is not None:
            on_exit = self._on_exit
            self._loop.call_soon(lambda: on_exit(self))
