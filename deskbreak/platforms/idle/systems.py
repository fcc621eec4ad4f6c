"""How Windows, macOS and KDE say how long input has rested."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.idle.asked import AskSeconds, OnSeconds

SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_COMBINED_SESSION, _ANY_INPUT = 0, 0xFFFFFFFF
_MASK_32 = 0xFFFFFFFF


def screen_saver(bus: Bus) -> AskSeconds:
    """KDE's screen saver counts seconds (others have the name but not the method: unknown)."""

    def ask(on_seconds: OnSeconds) -> None:
        bus.call(
            SAVER, SAVER_PATH, SAVER, "GetSessionIdleTime", auto_start=False, timeout_s=2.0,
            on_reply=lambda reply: on_seconds(float(reply.body[0]) if reply.ok else None),
        )  # fmt: skip

    return ask


def at_once(read: Callable[[], float | None]) -> AskSeconds:
    """A source that answers without waiting."""
    return lambda on_seconds: on_seconds(read())


def windows_seconds() -> float | None:
    """GetLastInputInfo counts milliseconds in 32 bits and starts again every 49.7 days."""
    import ctypes

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint))

    info = LastInput(ctypes.sizeof(LastInput), 0)
    if not ctypes.WinDLL("user32").GetLastInputInfo(ctypes.byref(info)):  # type: ignore[attr-defined,unused-ignore]
        return None
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetTickCount.restype = ctypes.c_uint
    return since(int(kernel.GetTickCount()), int(info.time))


def since(now_ms: int, then_ms: int) -> float:
    """Seconds between two readings of a 32-bit millisecond counter that may have started again."""
    return ((now_ms - then_ms) & _MASK_32) / 1000


def mac_seconds() -> float | None:
    """CGEventSourceSecondsSinceLastEventType over the whole login session."""
    import ctypes
    import ctypes.util

    path = ctypes.util.find_library("ApplicationServices")
    if path is None:
        return None
    call = ctypes.CDLL(path).CGEventSourceSecondsSinceLastEventType
    call.restype, call.argtypes = ctypes.c_double, (ctypes.c_int, ctypes.c_uint)
    return float(call(_COMBINED_SESSION, _ANY_INPUT))
