"""Idle: how long keyboard and pointer have been still. Unknown is not idle: `none` simply never calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from deskbreak.platforms.port import PortState

OnIdle = Callable[[float], None]  # seconds without input when it is reported
OnActive = Callable[[], None]


class Watch(Protocol):
    """One watch on the idle source, until it is cancelled."""

    def cancel(self) -> None:
        """Report nothing more; may be called at any time."""


class IdleSource(Protocol):
    """Reports when the desk went quiet and when the person came back. Several watches may run side by side."""

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> Watch:
        """Call `on_idle` each time input has rested for `after_s`, and `on_active` at the input after it."""

    def state(self) -> PortState: ...

    def stop(self) -> None: ...
