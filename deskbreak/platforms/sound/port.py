"""Sound: a chime and a voice, both in short-lived children, both silent while a microphone listens."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from deskbreak.platforms.port import PortState


class Sound(Protocol):
    """A chime and a voice."""

    def chime(self, file: Path | None = None) -> None:
        """Play `file`, or the short tone where none is given or it is not there; silence is no error."""

    def say(self, text: str) -> None:
        """Speak one sentence; a new one interrupts the old."""

    def state(self) -> PortState: ...

    def stop(self) -> None:
        """Be silent now."""
