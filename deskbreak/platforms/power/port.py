"""Sleep, lock and the clocks: events of the machine, reported as they happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from deskbreak.platforms.port import PortState

# clock: the wall clock was set, or the machine woke; core compares the clocks.
PowerEvent = Literal["sleeping", "woke", "locked", "unlocked", "clock"]
OnPower = Callable[[PowerEvent], None]


class Power(Protocol):
    """Reports sleep and lock through the `on_event` it was made with; each change once, whatever its source."""

    @property
    def locked(self) -> bool | None:
        """None while nothing has been reported."""

    def state(self) -> PortState: ...

    def stop(self) -> None: ...
