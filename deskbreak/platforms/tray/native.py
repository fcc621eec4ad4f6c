"""The tray on Windows and macOS: pystray's own icon, with its callbacks brought onto the loop's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pystray
from PIL import Image

from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.pictures import pixmaps
from deskbreak.platforms.tray.port import TITLE, BuildMenu, Look

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

MAIN_THREAD_IS_THE_ICONS = sys.platform == "darwin"
MENU_WAITS = (
    sys.platform == "win32"
)  # its menu may be open in the icon's thread; it is made again before it opens
ACCESSORY = 1  # NSApplicationActivationPolicyAccessory: no icon in the Dock, no focus taken
MAX_TOOLTIP = 120  # Windows cuts, and older versions refuse, longer ones


class NativeTray:
    """One pystray icon; on macOS it owns the main thread and the loop runs beside it."""

    def __init__(self, loop: Loop, build_menu: BuildMenu) -> None:
        self._loop = loop
        self._look = Look()
        self._icon: Any = _icon_class(loop)(TITLE, image(self._look.icon), TITLE, build_menu())
        self._stopped = False
        self.token = ""

    def show(self, look: Look) -> None:
        if look != self._look:
            before, self._look = self._look, look
            self._in_its_thread(lambda: self._update(before, look))

    def menu_changed(self) -> None:
        self._in_its_thread(self._icon.update_menu)

    def state(self) -> PortState:
        return PortState("pystray", "off" if self._stopped else "ok")

    def run(self, main: Callable[[], None]) -> None:
        if not MAIN_THREAD_IS_THE_ICONS:
            self._icon.run_detached()
            main()
            self.stop()
            return
        _stay_out_of_the_dock()
        beside = threading.Thread(target=self._main_then_stop, args=(main,))
        beside.start()
        self._icon.run()
        self._loop.call_threadsafe(self._loop.stop)  # the user quit the application itself
        beside.join()

    def stop(self) -> None:
        if not self._stopped:
            self._stopped = True
            self._in_its_thread(self._icon.stop)

    def _main_then_stop(self, main: Callable[[], None]) -> None:
        try:
            main()
        finally:
            self.stop()

    def _update(self, before: Look, look: Look) -> None:
        if look.icon != before.icon:
            self._icon.icon = image(look.icon)
        self._icon.title = look.tooltip[:MAX_TOOLTIP] or TITLE

    def _in_its_thread(self, call: Callable[[], None]) -> None:
        if MAIN_THREAD_IS_THE_ICONS and threading.current_thread() is not threading.main_thread():
            import importlib

            # AppKit ends the process when it is called from another thread than the main one.
            importlib.import_module("PyObjCTools.AppHelper").callAfter(call)
        else:
            call()


def _stay_out_of_the_dock() -> None:
    import importlib

    importlib.import_module("AppKit").NSApplication.sharedApplication().setActivationPolicy_(ACCESSORY)


def _icon_class(loop: Loop) -> type[Any]:
    class Icon(pystray.Icon):  # type: ignore[misc]
        _stale = False

        def update_menu(self) -> None:
            """Where another thread may show the menu, that thread makes it again, before it opens the next time."""
            if MENU_WAITS:
                self._stale = True
            else:
                super().update_menu()

        def _on_notify(self, wparam: Any, lparam: Any) -> None:
            if self._stale:
                self._stale = False
                super().update_menu()
            super()._on_notify(wparam, lparam)

        def _handler(self, callback: Any) -> Callable[..., None]:
            """Run menu callbacks on the loop; a callback that changes something calls `menu_changed`."""
            return lambda *_args: loop.call_threadsafe(lambda: callback(self))

        def __call__(self) -> None:
            if self._menu is not None:
                loop.call_threadsafe(lambda: self._menu(self))

    return Icon


def image(name: str) -> Image.Image:
    """The ready-made picture `name` in its largest size."""
    width, height, argb = pixmaps(name)[-1]
    alpha, red, green, blue = (argb[channel::4] for channel in range(4))
    bands = [Image.frombytes("L", (width, height), band) for band in (red, green, blue, alpha)]
    return Image.merge("RGBA", bands)
