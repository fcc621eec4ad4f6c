"""Start at login: one entry where the desktop looks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Autostart(Protocol):
    """Writes, removes and reads the entry. Trouble is a `DeskbreakError` that says where and what next."""

    backend: str

    @property
    def place(self) -> str:
        """The file or registry key, for a person to look at."""

    def turn_on(self, home: Path | None) -> None:
        """Make deskbreak start at login, with the profile folder `home` if one is set."""

    def turn_off(self) -> None:
        """Remove the entry; no error when there is none."""

    def is_on(self) -> bool:
        """Return True if the next login starts deskbreak (an entry that the desktop has disabled does not)."""

    def trouble(self) -> str:
        """What is wrong with the entry, such as a program that is gone; empty when nothing is."""
