"""Time limits for work on files that come from anywhere: a rule may be legal and take a year to play."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

_PACE_S = 0.05


class TookTooLong(BaseException):
    """The time limit passed. Not an Exception, so that no `except Exception` in a library swallows it."""


class Watchdog:
    """Interrupts the main thread when a piece of work takes too long; works on every system.

    A thread looks at the clock and simulates an interrupt; the handler turns it into `TookTooLong`. Off the
    main thread nothing can be interrupted, and the work simply runs on.
    """

    def __init__(self) -> None:
        self._deadline: float | None = None
        self._stopped = threading.Event()
        self._fired = False
        self._before: Any = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Watchdog:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            signal.signal(signal.SIGINT, self._before)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Run the body, and raise `TookTooLong` in it once `seconds` have passed, or those around it."""
        before, deadline = self._deadline, time.monotonic() + seconds
        self._deadline = min(deadline, before) if before is not None else deadline
        try:
            yield
        finally:
            self._deadline = before

    def _watch(self) -> None:
        while not self._stopped.wait(_PACE_S):
            if self._late():
                self._fired = True
                _thread.interrupt_main(signal.SIGINT)

    def _late(self) -> bool:
        deadline = self._deadline
        return deadline is not None and time.monotonic() >= deadline

    def _interrupted(self, signum: int, frame: FrameType | None) -> None:
        """Ours while the work is late; ours but of no use when it ended meanwhile; else a real Ctrl-C."""
        if self._late():
            self._fired = False
            raise TookTooLong
        if self._fired:
            self._fired = False
        elif callable(self._before):
            self._before(signum, frame)
