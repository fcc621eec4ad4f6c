"""Whether a screen reader runs here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SPI_GETSCREENREADER = 0x0046


def screen_reader_runs() -> bool:
    """Tk's windows are silent for screen readers; then the page is the better face."""
    if sys.platform == "win32":
        import ctypes

        found = ctypes.c_int(0)
        ctypes.windll.user32.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(found), 0)
        return bool(found.value)
    if os.environ.get("ACCESSIBILITY_ENABLED") == "1" or os.environ.get("GNOME_ACCESSIBILITY") == "1":
        return True
    return any(_name(folder) == "orca" for folder in Path("/proc").glob("[0-9]*"))


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""  # it ended meanwhile
