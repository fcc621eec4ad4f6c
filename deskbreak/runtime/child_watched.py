"""A child whose pipes and end are watched by the loop itself (Linux: pidfd)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from deskbreak.runtime.child import Child

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

_PIECE = 65536


class WatchedChild(Child):
    """Needs no thread: its end is one more readable file descriptor."""

    def __init__(
        self,
        loop: Loop,
        process: subprocess.Popen[bytes],
        on_line: Callable[[bytes], None] | None,
        *,
        on_exit: Callable[[Child], None] | None,
        pidfd: int,
    ) -> None:
        super().__init__(loop, on_line, on_exit)
        self._process = process
        self._unsent = b""
        self._closing = False
        assert process.stdin and process.stdout and process.stderr
        self._in, self._out, self._err = process.stdin, process.stdout, process.stderr
        for pipe in (self._in, self._out, self._err):
            if sys.platform != "win32":  # children there are followed by threads
                os.set_blocking(pipe.fileno(), False)
        self._end = pidfd
        loop.watch(self._out.fileno(), lambda: self._read(self._out, self._on_output))
        loop.watch(self._err.fileno(), lambda: self._read(self._err, self._on_errors))
        loop.watch(self._end, self._over)

    def send(self, line: bytes) -> None:
        if self._in.closed or self._closing:
            return
        self._unsent += line
        self._write()

    def close_stdin(self) -> None:
        self._closing = True
        self._write()

    def _write(self) -> None:
        if self._in.closed:
            return
        try:
            while self._unsent:
                sent = os.write(self._in.fileno(), self._unsent[:_PIECE])
                self._unsent = self._unsent[sent:]
        except BlockingIOError:
            self._loop.watch_writable(self._in.fileno(), self._write)
            return
        except OSError:
            self._unsent, self._closing = b"", True  # the child closed its stdin or is gone
        self._loop.unwatch(self._in.fileno())
        if self._closing:
            self._in.close()

    def _read(self, pipe: IO[bytes], take: Callable[[bytes], None]) -> bool:
        """Take one piece; returns True if there may be more."""
        if pipe.closed:
            return False
        try:
            data = os.read(pipe.fileno(), _PIECE)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if data:
            take(data)
            return True
        self._loop.unwatch(pipe.fileno())
        pipe.close()
        return False

    def _over(self) -> None:
        """It ended. A grandchild may hold the pipes open, so take what is there and wait for no more."""
        assert self._process is not None
        while self._read(self._out, self._on_output):
            pass
        while self._read(self._err, self._on_errors):
            pass
        self._kill_group()
        self._release()
        self._ended(self._process.wait())

    def _release(self) -> None:
        for fd in (self._end, *(p.fileno() for p in (self._in, self._out, self._err) if not p.closed)):
            self._loop.unwatch(fd)
        for pipe in (self._in, self._out, self._err):
            pipe.close()
        os.close(self._end)
