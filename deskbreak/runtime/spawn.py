"""Start child processes on the loop, without threads where the system allows it.

A child that cannot be started ends like one that failed, with code 127 and the reason in `errors`; so callers
have one path for trouble. `on_exit` comes exactly once, after the last `on_line`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from deskbreak.runtime.child import MAX_FOREIGN, MAX_OUTPUT, Child

if TYPE_CHECKING:
    import subprocess

    from deskbreak.runtime.loop import Loop

NOT_STARTED = 127


class _NotStarted(Child):
    def send(self, line: bytes) -> None: ...
    def close_stdin(self) -> None: ...


def start(
    loop: Loop,
    argv: Sequence[str],
    *,
    stdin: bytes | None = b"",
    on_line: Callable[[bytes], None] | None = None,
    on_exit: Callable[[Child], None] | None = None,
    timeout_s: float | None = None,
    env: Mapping[str, str] | None = None,
    outlives: bool = False,
    foreign: bool = False,
) -> Child:
    """Start `argv` without a shell. `stdin`: bytes to give it, then end of file; None keeps stdin open for `send`.

    One that does not `outlive` the loop is ended when the loop is closed. A `foreign` program is the person's own:
    whatever it started ends with it, and little of its output is kept.
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
    child._max_output = MAX_FOREIGN if foreign else MAX_OUTPUT
    child._set_timeout(timeout_s)
    if not outlives:
        child.end_with_loop()
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
            return WatchedChild(loop, process, on_line, on_exit=on_exit, pidfd=os.pidfd_open(process.pid))
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
