"""Whether a screen reader runs here."""

from __future__ import annotations

import os
import sys

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
    return any(_name(pid) == b"orca" for pid in _processes())


def _processes() -> list[str]:
    try:
        return [name for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 (a path each is slow)
    except OSError:
        return []  # another system


def _name(pid: str) -> bytes:
    """Read by hand: there are hundreds, and the user waits for a window."""
    try:
        file = os.open(f"/proc/{pid}/comm", os.O_RDONLY)
    except OSError:
        return b""  # it ended meanwhile
    try:
        return os.read(file, 64).strip()
    except OSError:
        return b""
    finally:
        os.close(file)
