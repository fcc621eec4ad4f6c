"""The session bus where there is such a thing; elsewhere None, without loading what only Linux has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.loop import Loop


def session_bus(loop: Loop) -> Bus | None:
    """Our one connection to the desktop, shared by every port. Never raises; `state` says how it is."""
    if sys.platform in ("win32", "darwin"):
        return None
    from deskbreak.platforms.bus import Bus

    return Bus.session(loop)
