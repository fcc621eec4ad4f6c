"""Starts the daemon: the lock, the tray, then everything else. People watch for the icon, so it comes first."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.app.desktop import Desktop
from deskbreak.app.lock import Lock
from deskbreak.app.logs import start_logging
from deskbreak.app.options import Options
from deskbreak.paths import Profile, find_profile
from deskbreak.runtime.loop import Loop

if TYPE_CHECKING:
    import pystray

    from deskbreak.app.build import Built

LOOK_S, PATIENCE_S = 0.004, 0.12  # how often, and how long, to look whether the icon is there


def run(options: Options) -> int:
    """Serve until stopped; 0 also when another daemon of this profile runs already."""
    profile = find_profile(options.home)
    start_logging(profile.log)
    lock = Lock(profile.runtime / "lock")
    if not lock.take():
        print("deskbreak is running already; see: deskbreak status")
        return 0
    try:
        _Serving(profile, options).serve()
    except Exception:
        logging.getLogger(__name__).debug("the daemon ended", exc_info=True)  # the door says it in words
        raise
    finally:
        lock.release()
        if options.throwaway and profile.home is not None:
            import shutil

            shutil.rmtree(profile.home, ignore_errors=True)
    return 0


class _Serving:
    """The daemon from the first icon to the end. Its menu has entries once the rest is loaded."""

    def __init__(self, profile: Profile, options: Options) -> None:
        self._profile, self._options = profile, options
        self._loop = Loop()
        self._built: Built | None = None
        self._waited = 0.0
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                self._loop.on_signal(getattr(signal, name), self._loop.stop)
        self._desktop = Desktop(self._loop, self._menu, self._secondary, with_tray=options.tray)

    def serve(self) -> None:
        self._loop.call_soon(self._when_shown(self._build))
        try:
            self._desktop.tray.run(self._loop.run)
        finally:
            trouble = self._built.trouble if self._built is not None else None
            if self._built is not None and trouble is None:
                self._built.close()
            else:
                self._desktop.close_icon()
            self._loop.close()
        if trouble is not None:
            raise trouble  # the one door turns it into words

    def _when_shown(self, then: Callable[[], None]) -> Callable[[], None]:
        """Run `then` as soon as the icon is there; where none comes, after a short while."""

        def look() -> None:
            self._waited += LOOK_S
            hopeful = self._desktop.answers and self._options.tray and self._waited < PATIENCE_S
            if hopeful and self._desktop.tray.state().state != "ok":
                self._loop.call_later(LOOK_S, look)
            else:
                then()

        return look

    def _build(self) -> None:
        if self._built is not None:
            return  # the desktop read the menu early
        from deskbreak.app.build import build

        self._built = build(self._loop, self._profile, self._options, self._desktop)

    def _menu(self) -> pystray.Menu:
        if self._built is None:
            self._build()
        assert self._built is not None
        return self._built.menu.build()

    def _secondary(self) -> None:
        if self._built is not None:
            self._built.daemon.acts.pause_or_resume()
