"""Starts the daemon: the lock, the tray, then everything else. People watch for the icon, so it comes first."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING

from deskbreak.app.desktop import Desktop, TrayIcon
from deskbreak.app.lock import Lock
from deskbreak.app.logs import start_logging
from deskbreak.app.options import Options
from deskbreak.called import as_called
from deskbreak.language import _
from deskbreak.paths import Profile, find_profile
from deskbreak.runtime.loop import Loop

if TYPE_CHECKING:
    import pystray

    from deskbreak.app.daemon import Daemon
    from deskbreak.platforms.notify.port import OnEvent
    from deskbreak.platforms.power.port import OnPower

POLL_INTERVAL_S, TIMEOUT_S = 0.004, 0.12  # how often, and how long, to look whether the icon is there


def run(options: Options) -> int:
    """Serve until stopped; 0 also when another daemon of this profile runs already."""
    profile = find_profile(options.home)
    start_logging(profile.log)
    lock = Lock(profile.runtime / "lock")
    if not lock.take():
        print(as_called(_("deskbreak is running already; see: deskbreak status")))
        return 0
    try:
        _Serving(profile, options).serve()
    except Exception:
        logging.getLogger(__name__).debug("the daemon ended", exc_info=True)  # the caller prints its message
        raise
    finally:
        lock.release()
        if options.throwaway and profile.home is not None:
            import shutil

            shutil.rmtree(profile.home, ignore_errors=True)
    return 0


class _Serving:
    """The daemon from the first icon to the end. Until all of it is built, the menu can only end it."""

    def __init__(self, profile: Profile, options: Options) -> None:
        self._profile, self._options = profile, options
        self._loop = Loop()
        self._daemon: Daemon | None = None
        self._trouble: Exception | None = None  # why it could not be built
        self._waited = 0.0
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                self._loop.on_signal(getattr(signal, name), self._loop.stop)
        self._icon = TrayIcon(self._loop, self._menu, self._middle_click, with_tray=options.tray)

    def serve(self) -> None:
        self._loop.call_soon(self._build_when_shown)
        try:
            self._icon.tray.run(self._loop.run)
        finally:
            if self._daemon is not None:
                self._daemon.close()
            else:
                self._icon.close()
            self._loop.close()
        if self._trouble is not None:
            raise self._trouble  # the one door turns it into a sentence

    def _build_when_shown(self) -> None:
        """Build as soon as the icon is there; where none comes, after a short while."""
        self._waited += POLL_INTERVAL_S
        hopeful = self._icon.answers and self._options.tray and self._waited < TIMEOUT_S
        if hopeful and self._icon.tray.state().state != "ok":
            self._loop.call_later(POLL_INTERVAL_S, self._build_when_shown)
        else:
            self._build_or_end()

    def _build_or_end(self) -> None:
        """An icon without a daemon behind it is of no use: what cannot be built ends it."""
        try:
            self._daemon = self._build()
            self._daemon.open()
        except Exception as error:
            self._trouble = error
            self._loop.stop()
        else:
            self._icon.tray.menu_changed()

    def _build(self) -> Daemon:
        from deskbreak.app.build import build

        def open_desktop(on_note: OnEvent, on_power: OnPower) -> Desktop:
            return Desktop(self._loop, self._icon, on_note, on_power)

        return build(self._loop, self._profile, self._options, open_desktop)

    def _menu(self) -> pystray.Menu:
        """The desktop may read it before there is more than the icon; it is read again afterwards."""
        from deskbreak.platforms.tray.menu import Menu, MenuItem

        starting = (
            MenuItem(_("deskbreak is starting"), None, enabled=False),
            MenuItem(_("Quit"), lambda _icon, _item: self._loop.stop()),
        )
        return Menu(lambda: self._daemon.menu.menu.items if self._daemon is not None else starting)

    def _middle_click(self) -> None:
        if self._daemon is not None:
            self._daemon.menu.pause_or_resume()
