"""The window as a face: opens it, and listens to the daemon beside Tk's own loop."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.errors import DeskbreakError
from deskbreak.player.protocol import Request
from deskbreak.player.session import Session
from deskbreak.player.theme import Theme

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.player.playing import Follower, Orders

POLL_MS = 100  # where Tk cannot watch a pipe


class WindowFace:
    name = "window"

    def __init__(
        self,
        request: Request,
        session: Session,
        catalog: Catalog,
        folders: list[Path],
        theme: Theme,
        clock: Callable[[], float],
    ) -> None:
        import tkinter

        from deskbreak.player.choose import is_still
        from deskbreak.player.window import Window

        try:
            self._window = Window(
                session,
                catalog,
                folders,
                theme,
                clock,
                still=is_still(request),
                notice=request.first_run,
                speed=request.speed,
            )
        except tkinter.TclError as error:
            raise DeskbreakError(str(error)) from error

    def play(self, orders: Orders, follower: Follower) -> None:
        """Show the window until the session has ended."""
        self._window.on_change = follower.follow
        self._window.run(lambda root: _listen(root, orders))


def _listen(root: Any, orders: Orders) -> None:
    """Hear the daemon: by file events where Tk has them, through a thread elsewhere."""
    fd = orders.fd
    if fd is None:
        return
    if sys.platform == "win32":
        _listen_beside(root, orders)
        return
    import tkinter

    def ready(*_: object) -> None:
        if not orders.read():
            root.deletefilehandler(fd)

    root.createfilehandler(fd, tkinter.READABLE, ready)


def _listen_beside(root: Any, orders: Orders) -> None:
    """Pipes cannot be watched on Windows: a thread waits there, and Tk looks whether it woke."""
    import os
    import queue

    arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def wait(fd: int) -> None:
        while data := os.read(fd, 65536):
            arrived.put(data)

    def look() -> None:
        while not arrived.empty():
            orders.hear(arrived.get())
        root.after(POLL_MS, look)

    threading.Thread(target=wait, args=(orders.fd,), daemon=True).start()
    look()
