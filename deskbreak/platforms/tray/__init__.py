"""The tray icon and its menu."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.none import NoTray
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from collections.abc import Callable

    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.tray.port import BuildMenu, Tray
    from deskbreak.runtime.loop import Loop


def choose(
    loop: Loop,
    bus: Bus | None,
    build_menu: BuildMenu,
    on_secondary: Callable[[], None] | None = None,
    *,
    wanted: bool = True,
) -> Tray:
    """The tray of this desktop; `bus` is the session bus (None where there is no such thing)."""
    if not wanted:
        return NoTray(PortState("none", "off", N_("switched off with --no-tray")))
    if bus is not None:
        if not bus.connected:
            return NoTray(PortState("none", "absent", bus.state.detail))
        from deskbreak.platforms.tray.linux import LinuxTray

        return LinuxTray(bus, build_menu, on_secondary)
    try:
        from deskbreak.platforms.tray.native import NativeTray

        return NativeTray(loop, build_menu)
    except Exception as trouble:  # pystray raises whatever its platform raises
        return NoTray(
            PortState(
                "none", "absent", english("no tray on {system}: {why}", system=sys.platform, why=trouble)
            )
        )
