"""Child processes on the loop, without threads where the system allows it.

A child that cannot be started ends like one that failed, with code 127 and the reason in `errors`; so callers
have one path for trouble. `on_exit` comes exactly once, after the last `on_line`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

    from deskbreak.runtime.loop import Handle, Loop

NOT_STARTED = 127
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
        self._line = b""
        self._most, self._group = MAX_OUTPUT, False
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
        """End all that a foreign program started, before anybody else can get its number."""
        if self._group and self._process is not None and sys.platform != "win32":
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except OSError:
                pass  # nobody is left

    def abandon(self) -> None:
        """End it and forget it; nothing more is told."""
        self._on_line = self._on_exit = None
        if self._process is not None and self.code is None:
            self._kill_group()
            self._process.kill()
            self.code = self._process.wait()
            self._release()

    def _release(self) -> None:
        """Give its pipes back."""

    def _limit(self, seconds: float | None) -> None:
        if seconds is not None:
            self._timer = self._loop.call_later(seconds, self._too_long)

    def _too_long(self) -> None:
        if self.code is None:
            self.timed_out = True
            self.kill()

    def _said(self, data: bytes) -> None:
        if self._on_line is None:
            self.output += data[: self._most - len(self.output)]
            return
        *lines, self._line = (self._line + data).split(b"\n")
        self._line = self._line[-self._most :]
        for line in lines:
            self._tell_line(line)

    def _tell_line(self, line: bytes) -> None:
        if self._on_line is not None:
            on_line = self._on_line
            self._loop.call_soon(lambda: on_line(line))

    def _complained(self, data: bytes) -> None:
        self.errors = (self.errors + data)[-MAX_ERRORS:]

    def _ended(self, code: int) -> None:
        if self.code is not None:
            return
        self.code = code
        if self._timer is not None:
            self._timer.cancel()
        if self._line:
            self._tell_line(self._line)
        if self._on_exit is not None:
            on_exit = self._on_exit
            self._loop.call_soon(lambda: on_exit(self))


class _NotStarted(Child):
    def send(self, line: bytes) -> None: ...
    def close_stdin(self) -> None: ...


def start(
    loop: Loop,
    argv: Sequence[str],
    *,
    stdin: bytes | None,
    on_line: Callable[[bytes], None] | None,
    on_exit: Callable[[Child], None] | None,
    timeout_s: float | None,
    env: Mapping[str, str] | None,
    foreign: bool = False,
) -> Child:
    """Start `argv`. `stdin`: bytes to give it, then end of file; None keeps stdin open for `send`.

    A `foreign` program is the person's own: whatever it started ends with it, and little of its output is kept.
    """
    import subprocess

    try:
        process = subprocess.Popen(
            list(argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(env) if env is not None else None,
            bufsize=0,
            start_new_session=foreign,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as trouble:
        child: Child = _NotStarted(loop, on_line, on_exit)
        child.errors = str(trouble).encode("utf-8", "replace")
        child._ended(NOT_STARTED)
        return child
    child = _follow(loop, process, on_line, on_exit)
    child._group = foreign
    child._most = MAX_FOREIGN if foreign else MAX_OUTPUT
    child._limit(timeout_s)
    if stdin is not None:
        if stdin:
            child.send(stdin)
        child.close_stdin()
    return child


def _follow(
    loop: Loop,
    process: subprocess.Popen[bytes],
    on_line: Callable[[bytes], None] | None,
    on_exit: Callable[[Child], None] | None,
) -> Child:
    if sys.platform.startswith("linux"):
        from deskbreak.runtime.child_watched import WatchedChild

        try:
            return WatchedChild(loop, process, on_line, on_exit, os.pidfd_open(process.pid))
        except OSError:
            pass  # an old kernel, or a sandbox without pidfd
    from deskbreak.runtime.child_threads import ThreadedChild

    return ThreadedChild(loop, process, on_line, on_exit)


def python(*arguments: str) -> list[str]:
    """The command that runs this Python with these arguments, without a console window on Windows."""
    exe = sys.executable
    if sys.platform == "win32":
        quiet = os.path.join(os.path.dirname(exe), "pythonw.exe")  # noqa: PTH118, PTH120 (pathlib is not loaded yet)
        exe = quiet if os.path.exists(quiet) else exe  # noqa: PTH110
    return [exe, "-P", *arguments]  # what is in the working directory is not ours to import
