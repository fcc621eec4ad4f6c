"""Idle: for how long were keyboard and pointer not touched?

Order: the Wayland compositor or the X11 display (both report, nothing is polled), then Mutter, then KDE's
screen saver, then unknown. X11 is not asked in a Wayland session: it only sees the windows that still use it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.idle.port import IdleSource
    from deskbreak.runtime.loop import Loop


def choose(loop: Loop, bus: Bus | None) -> IdleSource:
    """The best source of this session; `bus` is the session bus (None where there is no such thing)."""
    if bus is None:
        return _without_bus(loop)
    source, why = _display_source(loop)
    if source is not None:
        return source
    if bus.connected:
        from deskbreak.platforms.idle.late import LateIdle

        return LateIdle(loop, bus, why)
    from deskbreak.platforms.idle.none import NoIdle

    return NoIdle(f"{why}; {bus.state.detail}")


def _display_source(loop: Loop) -> tuple[IdleSource | None, str]:
    if os.environ.get("WAYLAND_DISPLAY"):
        from deskbreak.platforms.idle.wayland import WaylandIdle
        from deskbreak.platforms.wayland import NoWayland

        try:
            return WaylandIdle(loop), ""
        except NoWayland as why:
            return None, str(why)
    from deskbreak.platforms.idle.x11 import X11Idle
    from deskbreak.platforms.x11 import NoX11

    try:
        return X11Idle(loop), ""
    except NoX11 as why:
        return None, str(why)


def _without_bus(loop: Loop) -> IdleSource:
    from deskbreak.platforms.idle import systems
    from deskbreak.platforms.idle.asked import AskedIdle
    from deskbreak.platforms.idle.none import NoIdle

    if sys.platform == "win32":
        return AskedIdle(loop, "GetLastInputInfo", systems.at_once(systems.windows_seconds))
    if sys.platform == "darwin":
        return AskedIdle(loop, "CGEventSource", systems.at_once(systems.mac_seconds))
    return NoIdle(english("nobody tells about idle on {system}", system=sys.platform))
