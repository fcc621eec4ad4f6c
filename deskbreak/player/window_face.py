"""The window as a face: opens it, and listens to the daemon beside Tk's own loop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.errors import DeskbreakError
from deskbreak.player.cues_aloud import CuesAloud
from deskbreak.player.protocol import Request
from deskbreak.player.session import Mode, Now, Session
from deskbreak.player.theme import Theme

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.player.main import Orders, Teller

POLL_MS = 200  # where Tk cannot watch a pipe


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
                session, catalog, folders, theme, clock, still=is_still(request), notice=request.first_run
            )
        except tkinter.TclError as error:
            raise DeskbreakError(str(error)) from error
        self._session, self._request = session, request
        self._step = -1
        self._mode: Mode | None = None

    def play(self, orders: Orders, wire: Teller) -> None:
        aloud = CuesAloud(self._request)

        def changed(now: Now) -> None:
            aloud.follow(now)
            self._tell(now, wire)

        self._window.on_change = changed
        self._window.run(lambda root: _listen(root, orders))
        aloud.close()

    def _tell(self, now: Now, wire: Teller) -> None:
        if now.cue.step != self._step:
            self._step = now.cue.step
            wire.tell("step", step=now.cue.step, exercise=now.step.exercise)
        if now.mode is not self._mode:
            if now.mode is Mode.PAUSED:
                wire.tell("paused")
            elif self._mode is Mode.PAUSED and now.mode is Mode.PLAYING:
                wire.tell("resumed")
            self._mode = now.mode


def _listen(root: Any, orders: Orders) -> None:
    """Hear the daemon: by file events where Tk has them, by looking now and then elsewhere."""
    if orders.fd is None:
        return
    if sys.platform == "win32":
        return  # pipes cannot be watched there; closing the window answers all the same
    fd = orders.fd

    def ready(*_: object) -> None:
        if not orders.read():
            root.deletefilehandler(fd)

    root.createfilehandler(fd, root.tk.READABLE if hasattr(root.tk, "READABLE") else 2, ready)
