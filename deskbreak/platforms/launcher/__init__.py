"""The entry in the applications menu, with its icons."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.platforms.launcher.port import Launcher


def choose(platform: str = sys.platform) -> Launcher:
    """How programs get into this system's applications menu."""
    if platform == "win32":
        from deskbreak.platforms.launcher.start_menu import StartMenu

        return StartMenu()
    if platform == "darwin":
        from deskbreak.platforms.launcher.bundle import AppBundle

        return AppBundle()
    from deskbreak.platforms.launcher.xdg import XdgLauncher

    return XdgLauncher()
