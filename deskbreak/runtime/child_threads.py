"""A child whose pipes are read by threads, where the loop cannot wait for pipes (Windows, macOS)."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from deskbreak.runtime.child import Child

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

_PIECE = 65536
_LINGER_S = 0.5  # how long to listen to pipes that a grandchild holds open


class ThreadedChild(Child):
    """Everything is reported on the loop's thread; the threads only carry bytes."""

    def __init__(
        self,
        loop: Loop,
        process: subprocess.Popen[bytes],
        on_line: Callable[[bytes], None] | None,
        on_exit: Callable[[Child], None] | None,
    ) -> None:
        super().__init__(loop, on_line, on_exit)
        self._process = process
        self._running = process
        assert process.stdin and process.stdout and process.stderr
        self._in = process.stdin
        self._readers = [
            threading.Thread(target=self._carry, args=(process.stdout, self._on_output), daemon=True),
            threading.Thread(target=self._carry, args=(process.stderr, self._on_errors), daemon=True),
        ]
        for thread in (*self._readers, threading.Thread(target=self._wait, daemon=True)):
            thread.start()

    def send(self, line: bytes) -> None:
        try:
            self._in.write(line)
        except (OSError, ValueError):
            pass  # it closed its stdin or is gone; its end says so

    def close_stdin(self) -> None:
        try:
            self._in.close()
        except OSError:
            pass

    def _carry(self, pipe: IO[bytes], take: Callable[[bytes], None]) -> None:
        with pipe:
            while data := pipe.read(_PIECE):
                self._run_in_loop(lambda data=data: take(data))  # type: ignore[misc]

    def _wait(self) -> None:
        code = self._running.wait()
        self._kill_group()
        for thread in self._readers:
            thread.join(_LINGER_S)
        self._run_in_loop(lambda: self._ended(code))

    def _release(self) -> None:
        self.close_stdin()
        for thread in self._readers:
            thread.join(_LINGER_S)

    def _run_in_loop(self, call: Callable[[], None]) -> None:
        self._loop.call_threadsafe(call)

    def _ended(self, code: int) -> None:
        self.close_stdin()
        super()._ended(code)
