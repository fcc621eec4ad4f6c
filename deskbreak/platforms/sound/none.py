"""Silence."""

from __future__ import annotations

from pathlib import Path

from deskbreak.platforms.port import PortState


class NoSound:
    """Silence, with the reason why."""

    def __init__(self, why: str) -> None:
        self._why = why

    def chime(self, file: Path | None = None) -> None: ...
    def say(self, text: str) -> None: ...

    def state(self) -> PortState:
        return PortState("none", "off", self._why)

    def stop(self) -> None: ...
