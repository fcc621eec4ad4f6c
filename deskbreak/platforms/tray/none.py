"""No tray: everything it offers is on the command line and in the notifications too."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.port import Look


class NoTray:
    def __init__(self, why: PortState) -> None:
        self.token = ""
        self._why = why

    def show(self, look: Look) -> None: ...
    def menu_changed(self) -> None: ...

    def state(self) -> PortState:
        return self._why

    def run(self, main: Callable[[], None]) -> None:
        main()

    def stop(self) -> None: ...
