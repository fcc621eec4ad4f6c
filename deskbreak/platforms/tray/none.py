"""No tray: everything it offers is on the command line and in the notifications too."""

from __future__ import annotations

import sys
from collections.abc import Callable

from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.port import Look

NEEDS_A_RUN_LOOP = sys.platform == "darwin"  # clicks on notifications come through the main thread's


class NoTray:
    """No tray icon, with the reason why."""

    def __init__(self, why: PortState) -> None:
        self.token = ""
        self._why = why

    def show(self, look: Look) -> None: ...
    def menu_changed(self) -> None: ...

    def state(self) -> PortState:
        return self._why

    def run(self, main: Callable[[], None]) -> None:
        if NEEDS_A_RUN_LOOP:
            _beside_a_run_loop(main)
        else:
            main()

    def stop(self) -> None: ...


def _beside_a_run_loop(main: Callable[[], None]) -> None:
    """The main thread belongs to AppKit's loop, as with an icon; `main` runs beside it and ends it."""
    import importlib
    import threading

    helper = importlib.import_module("PyObjCTools.AppHelper")

    def main_then_stop() -> None:
        try:
            main()
        finally:
            helper.callAfter(helper.stopEventLoop)

    beside = threading.Thread(target=main_then_stop)
    beside.start()
    helper.runConsoleEventLoop(installInterrupt=False)
    beside.join()
