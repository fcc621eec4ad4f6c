"""pystray's menu objects, imported in the way that is safe here: on Linux its own back ends are never loaded.

They would open the display on import (and raise without one) or need GTK; our icon needs neither.
"""

from __future__ import annotations

import os
import sys

from deskbreak.stand_ins import stand_ins

_ours = sys.platform.startswith("linux") and "PYSTRAY_BACKEND" not in os.environ
if _ours:
    os.environ["PYSTRAY_BACKEND"] = "dummy"
try:
    with stand_ins("inspect", "six", "six.moves"):
        from pystray import Menu, MenuItem
finally:
    if _ours:
        del os.environ["PYSTRAY_BACKEND"]

SEPARATOR = Menu.SEPARATOR

__all__ = ["SEPARATOR", "Menu", "MenuItem"]
