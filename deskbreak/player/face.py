"""What a face is, and how one refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from deskbreak.errors import DeskbreakError

if TYPE_CHECKING:
    from deskbreak.player.commands import Commands
    from deskbreak.player.progress import PlayProgress


class Face(Protocol):
    """A way to show a routine: window, page or terminal."""

    name: str

    def play(self, commands: Commands, progress: PlayProgress) -> None:
        """Show the session until it has ended."""


class NoFace(DeskbreakError):
    """No face works here."""


class ShownOnly(DeskbreakError):
    """The routine is on the screen to read, but it can neither be timed nor recorded."""
