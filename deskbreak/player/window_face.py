"""The window as a face: opens it, and listens to the daemon beside Tk's own loop."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.errors import DeskbreakError
from deskbreak.language import translated
from deskbreak.player.layout import SMALLEST, arrange, figure_size, opening_size
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.player.theme import Theme, wants_stillness
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.player.commands import Commands
    from deskbreak.player.fonts import Fonts
    from deskbreak.player.pictures import PictureStage
    from deskbreak.player.progress import PlayProgress
    from deskbreak.player.window import Window

_Measures = tuple[int, int, float]  # of a window: width, height, pixels for a unit
POLL_MS = 100  # where Tk cannot watch a pipe


class WindowFace:
    """Tk makes its window while a thread loads Pillow and draws the first figure: both wait for disk and display."""

    name = "window"

    def __init__(
        self,
        request: PlayRequest,
        session: Session,
        catalog: Catalog,
        *,
        folders: list[Path],
        theme: Theme,
        clock: Callable[[], float],
        cache: Path | None = None,
    ) -> None:
        import tkinter

        self._request, self._session, self._catalog = request, session, catalog
        self._folders, self._theme, self._clock, self._cache = folders, theme, clock, cache
        self._still = wants_stillness(request)
        self._stage: PictureStage | None = None
        self._measured: queue.SimpleQueue[_Measures | None] = queue.SimpleQueue()
        drawing = threading.Thread(target=self._draw_first, daemon=True)
        drawing.start()
        try:
            self._window = self._furnish(*self._open_root())
        except tkinter.TclError as error:
            raise DeskbreakError(str(error)) from error
        finally:
            self._measured.put(None)
            drawing.join()
        if self._stage is None:
            raise DeskbreakError(N_("the pictures could not be loaded; is Pillow installed?"))
        self._window.take_stage(self._stage)

    def _draw_first(self) -> None:
        from deskbreak.player.pictures import PictureStage

        session, theme = self._session, self._theme
        self._stage = PictureStage(
            self._folders,
            theme.name,
            still=self._still,
            soft_edges=theme.background,
            look=self._request.look,
            cache=self._cache,
        )
        self._stage.load(session.now())
        if measures := self._measured.get():
            self._stage.warm_up(session.now(), figure_size(arrange(*measures).figure))

    def _open_root(self) -> tuple[Any, float, Fonts]:
        """An empty window in the theme's colour, at its place, with how large things are on it and its fonts."""
        import tkinter

        from deskbreak.player.fonts import open_fonts
        from deskbreak.player.place import DisplaySize
        from deskbreak.player.sharp import be_sharp
        from deskbreak.player.window_icon import set_icon

        be_sharp()
        root = tkinter.Tk(className="Deskbreak")
        root.withdraw()
        set_icon(root)
        screen = DisplaySize(root, self._request.monitor)
        root.title(f"deskbreak: {translated(self._session.script.name)}")
        root.configure(bg=self._theme.background)
        width, height = screen.room(*opening_size(screen.here(), screen.scale))
        self._measured.put((width, height, screen.scale))
        root.geometry(screen.middle(width, height))
        root.minsize(*(round(size * screen.scale) for size in SMALLEST))
        root.deiconify()
        root.update()
        return root, screen.scale, open_fonts(root, screen.scale)

    def _furnish(self, root: Any, scale: float, fonts: Fonts) -> Window:
        """Words and buttons, while the figure is still being drawn."""
        from deskbreak.player.window import Window

        window = Window(
            root,
            scale,
            fonts,
            session=self._session,
            catalog=self._catalog,
            theme=self._theme,
            clock=self._clock,
            request=self._request,
            still=self._still,
        )
        root.update()
        return window

    def play(self, commands: Commands, progress: PlayProgress) -> None:
        """Show the window until the session has ended."""
        self._window.run(progress, lambda root: _listen(root, commands))


def _listen(root: Any, commands: Commands) -> None:
    """Hear the daemon: by file events where Tk has them, through a thread elsewhere."""
    fd = commands.fd
    if fd is None:
        return
    if sys.platform == "win32":
        _listen_beside(root, commands)
        return
    import tkinter

    def ready(*_: object) -> None:
        if not commands.read():
            root.deletefilehandler(fd)

    root.createfilehandler(fd, tkinter.READABLE, ready)


def _listen_beside(root: Any, commands: Commands) -> None:
    """Pipes cannot be watched on Windows: a thread waits there, and Tk looks whether it woke."""
    import os

    arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def wait(fd: int) -> None:
        while data := os.read(fd, 65536):
            arrived.put(data)

    def look() -> None:
        while not arrived.empty():
            commands.hear(arrived.get())
        root.after(POLL_MS, look)

    threading.Thread(target=wait, args=(commands.fd,), daemon=True).start()
    look()
