"""Starts the daemon: the lock, the tray, then everything else. People watch for the icon, so it comes first."""

from __future__ import annotations

import shutil
import signal

from deskbreak.app.lock import Lock
from deskbreak.app.options import Options
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.loop import Loop


def run(options: Options) -> int:
    """Serve until stopped; 0 also when another daemon of this profile runs already."""
    profile = find_profile(options.home)
    lock = Lock(profile.runtime / "lock")
    if not lock.take():
        print("deskbreak is running already; see: deskbreak status")
        return 0
    try:
        _serve(profile, options)
    finally:
        lock.release()
        if options.throwaway and profile.home is not None:
            shutil.rmtree(profile.home, ignore_errors=True)
    return 0


def _serve(profile: Profile, options: Options) -> None:
    loop = Loop()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            loop.on_signal(getattr(signal, name), loop.stop)
    from deskbreak.app.build import build

    built = build(loop, profile, options)
    try:
        built.tray.run(loop.run)
    finally:
        built.close()
        loop.close()
