"""No word about sleep or lock: the app still sees sleep when it compares the clocks."""

from __future__ import annotations

from deskbreak.platforms.port import PortState


class NoPower:
    """No source for sleep and lock, with the reason why."""

    locked: bool | None = None

    def __init__(self, why: str) -> None:
        self._why = why

    def state(self) -> PortState:
        return PortState("none", "absent", self._why)

    def stop(self) -> None: ...
