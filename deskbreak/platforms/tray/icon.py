"""pystray's Icon on the status item and the menu server: pystray gives the behaviour, the bus the picture."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from deskbreak.platforms.tray.dbusmenu import MenuServer
from deskbreak.platforms.tray.item import StatusItem
from deskbreak.platforms.tray.menu import Menu
from deskbreak.platforms.tray.port import TITLE, Look

# The menu module has made pystray's import safe; only now may its inside be touched.
from pystray import _base  # isort: skip


class BusIcon(_base.Icon):  # type: ignore[misc]
    """Runs on the daemon's loop; its "image" is the name of a picture that is shipped ready-made."""

    HAS_NOTIFICATION = False

    def __init__(self, item: StatusItem, server: MenuServer, menu: Menu, look: Look) -> None:
        self._item, self._server, self._look = item, server, look
        super().__init__(TITLE, icon=look.icon, title=look.tooltip, menu=menu)

    def __del__(self) -> None:
        """pystray would hide the icon here; the panel drops it when the bus name goes."""

    def look(self, look: Look) -> None:
        """Show this picture and these words."""
        self._look = look
        self.icon = look.icon
        self.title = look.tooltip

    def clicked(self, item: Any) -> None:
        """Do what the menu item says, then read the menu again."""
        self._handler(item)()

    # -- what pystray asks of a back end

    def _show(self) -> None:
        self._item.set_shown(True)

    def _hide(self) -> None:
        self._item.set_shown(False)

    def _update_icon(self) -> None:
        self._item.show(self._look)
        self._icon_valid = True

    def _update_title(self) -> None:
        self._item.show(self._look)

    def _update_menu(self) -> None:
        self._server.refresh()

    def _start_setup(self, setup: Callable[[Any], None] | None) -> None:
        """pystray would start a thread that waits for the loop; here the loop runs the setup itself."""
        self._setup_thread = threading.current_thread()

    def _run_detached(self) -> None:
        self._mark_ready()
        self.visible = True

    def _stop(self) -> None:
        self._hide()
