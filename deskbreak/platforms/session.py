"""What this session has: a display, and the session bus; without loading what only Linux has elsewhere."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.runtime.loop import Loop


def session_bus(loop: Loop) -> Bus | None:
    """Our one connection to the desktop, shared by every port. Never raises; `state` says how it is."""
    if sys.platform in ("win32", "darwin"):
        return None
    from deskbreak.platforms.bus import Bus

    return Bus.session(loop)


def has_display() -> bool:
    """Return True if windows and browsers can be shown here."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(display) or sys.platform in ("win32", "darwin")
