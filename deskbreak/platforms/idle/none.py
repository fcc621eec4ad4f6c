"""No source: idle is unknown, which counts as sitting."""

from __future__ import annotations

from deskbreak.platforms.idle.port import OnActive, OnIdle
from deskbreak.platforms.port import PortState


class NoWatch:
    """A watch that never reports anything."""

    def cancel(self) -> None: ...


class NoIdle:
    """No idle source, with the reason why."""

    def __init__(self, why: str) -> None:
        self._why = why

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> NoWatch:
        return NoWatch()

    def state(self) -> PortState:
        return PortState("none", "absent", self._why)

    def stop(self) -> None: ...
