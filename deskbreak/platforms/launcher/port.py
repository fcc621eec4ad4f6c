"""The applications menu: an entry with deskbreak's name and icon, and what it can do."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class Installed:
    """How it stands. `place` is the entry that the desktop shows, empty when there is none."""

    on: bool
    backend: str
    place: str
    icons: bool
    link: str = ""  # the command's link, where one was made
    trouble: str = ""  # what is wrong, and what to do about it
    notes: tuple[str, ...] = ()  # what to know, such as a folder that is not on PATH


class Launcher(Protocol):
    """Puts deskbreak into the applications menu and takes it out again. Trouble is a `DeskbreakError`."""

    backend: str

    def turn_on(self, home: Path | None, *, with_login: bool = False) -> None:
        """Write the entry and its icons, with the profile folder `home` if one is set.

        `with_login` says that it came with the login entry and goes with it.
        """

    def turn_off(self, *, with_login: bool = False) -> None:
        """Remove what `turn_on` wrote, and only that; with `with_login` only what came with the login entry."""

    def look(self) -> Installed: ...
