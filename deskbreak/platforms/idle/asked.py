"""Idle where the system only answers questions: asked no earlier than the answer can matter.

While the person works, the next question comes when the threshold could first be reached; while they do not,
at a modest pace, so that a return is noticed within some seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.platforms.idle.port import OnActive, OnIdle
from deskbreak.platforms.port import PortState

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

RETURN_S = 10.0  # how late a return may be noticed
MIN_S = 1.0

OnSeconds = Callable[[float | None], None]
AskSeconds = Callable[[OnSeconds], None]  # calls back with the seconds without input, or None when unknown


class AskedWatch:
    """One watch on a source that only answers questions."""

    def __init__(self, source: AskedIdle, after_s: float, on_idle: OnIdle, on_active: OnActive) -> None:
        self._source, self._after_s = source, after_s
        self._on_idle, self._on_active = on_idle, on_active
        self._idle = self._cancelled = False
        self._timer: Handle | None = None
        self._source.ask(self._answered)

    def cancel(self) -> None:
        self._cancelled = True
        if self._timer is not None:
            self._timer.cancel()

    def _answered(self, seconds: float | None) -> None:
        if self._cancelled:
            return
        if seconds is None:
            self._again(RETURN_S)  # unknown is neither: nothing is reported
            return
        self._report(seconds)
        self._again(RETURN_S if self._idle else max(self._after_s - seconds, MIN_S))

    def _report(self, seconds: float) -> None:
        was, self._idle = self._idle, seconds >= self._after_s
        if self._idle and not was:
            self._on_idle(seconds)
        elif was and not self._idle:
            self._on_active()

    def _again(self, wait_s: float) -> None:
        if not self._cancelled:
            self._timer = self._source.loop.call_later(wait_s, lambda: self._source.ask(self._answered))


class AskedIdle:
    """Any source that can say how long input has rested."""

    def __init__(self, loop: Loop, backend: str, ask: AskSeconds) -> None:
        self.loop, self.ask = loop, ask
        self._backend = backend
        self._watches: list[AskedWatch] = []
        self._stopped = False

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> AskedWatch:
        watch = AskedWatch(self, after_s, on_idle, on_active)
        self._watches = [*(w for w in self._watches if not w._cancelled), watch]
        return watch

    def state(self) -> PortState:
        return PortState(self._backend, "off" if self._stopped else "ok")

    def stop(self) -> None:
        self._stopped = True
        for watch in self._watches:
            watch.cancel()
