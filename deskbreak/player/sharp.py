"""Windows draws programs that know nothing of its scaling small and enlarges them: blurred. Ours says that it knows."""

from __future__ import annotations

import sys

PER_MONITOR_2, PER_MONITOR = -4, 2


def be_sharp() -> None:
    """Before the first window; without effect elsewhere, and on a Windows that is too old for it."""
    if sys.platform != "win32":
        return
    import ctypes

    try:
        if ctypes.WinDLL("user32").SetProcessDpiAwarenessContext(ctypes.c_void_p(PER_MONITOR_2)):
            return
        ctypes.WinDLL("shcore").SetProcessDpiAwareness(PER_MONITOR)
    except (OSError, AttributeError):
        return
