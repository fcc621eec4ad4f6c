"""Start at login."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.platforms.autostart.port import Autostart


def choose(platform: str = sys.platform) -> Autostart:
    """Where this system keeps what a login starts."""
    if platform == "win32":
        from deskbreak.platforms.autostart.registry import RunKey

        return RunKey()
    if platform == "darwin":
        from deskbreak.platforms.autostart.launchd import LaunchAgent

        return LaunchAgent()
    from deskbreak.platforms.autostart.xdg import XdgAutostart

    return XdgAutostart()
