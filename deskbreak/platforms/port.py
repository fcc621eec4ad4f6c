"""What every port can say about itself."""

from __future__ import annotations

from typing import Literal

from deskbreak.values import dataclass

PortCondition = Literal["ok", "absent", "lost", "off"]


@dataclass(frozen=True, slots=True)
class PortState:
    """Which back end serves, whether it can, and in a few words why not (or what to know)."""

    backend: str
    state: PortCondition
    detail: str = ""

    def as_dict(self) -> dict[str, str]:
        """The shape that `status --json` shows."""
        return {"backend": self.backend, "state": self.state, "detail": self.detail}
