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
    from deskbreak.platforms.autostart.portal import INFO, Portal
    from deskbreak.platforms.autostart.systemd import SystemdUnit
    from deskbreak.platforms.autostart.xdg import XdgAutostart

    if INFO.exists():
        return Portal()
    unit = SystemdUnit()
    return unit if unit.is_on() else XdgAutostart()


def every(platform: str = sys.platform) -> dict[str, Autostart]:
    """All ways that this session has, the usual one first; one of them at a time is on."""
    usual = choose(platform)
    if usual.backend not in ("xdg", "systemd"):
        return {usual.backend: usual}
    from deskbreak.platforms.autostart.systemd import SystemdUnit
    from deskbreak.platforms.autostart.xdg import XdgAutostart

    return {one.backend: one for one in (XdgAutostart(), SystemdUnit())}
