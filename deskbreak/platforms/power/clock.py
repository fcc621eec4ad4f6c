"""A clock that rests while the machine sleeps, and a bell that rings when the wall clock jumps."""

from __future__ import annotations

import os
import struct
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

_CLOCK_REALTIME, _ABSOLUTE, _CANCEL_ON_SET = 0, 1, 2
_FAR_S = 10 * 365 * 86400


ReadClock = Callable[[], float]


def awake_clock() -> ReadClock:
    """A steady clock that rests while the machine sleeps."""
    return _windows_awake() if sys.platform == "win32" else time.monotonic


def asleep_clock() -> Callable[[], float | None]:
    """How long the machine has slept since it was started, in seconds; None where the system does not count that."""
    if sys.platform != "linux":  # elsewhere no clock goes on during sleep
        return lambda: None
    since_boot = time.CLOCK_BOOTTIME
    return lambda: time.clock_gettime(since_boot) - time.clock_gettime(time.CLOCK_MONOTONIC)


def _windows_awake() -> ReadClock:
    import ctypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]

    def read() -> float:
        ticks = ctypes.c_uint64()
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return float(ticks.value) / 1e7

    return read


class ClockBell:
    """Rings when the wall clock jumped: it was set, or the machine woke. Costs nothing while it does not."""

    def __init__(self, loop: Loop, on_ring: Callable[[], None]) -> None:
        self._loop, self._on_ring = loop, on_ring
        self._fd = _timer_fd()
        if self._fd >= 0 and _arm(self._fd):
            loop.watch(self._fd, self._ring)
        else:
            self.stop()

    @property
    def works(self) -> bool:
        return self._fd >= 0

    def stop(self) -> None:
        if self._fd >= 0:
            self._loop.unwatch(self._fd)
            os.close(self._fd)
            self._fd = -1

    def _ring(self) -> None:
        try:
            os.read(self._fd, 8)
        except BlockingIOError:
            return
        except OSError:
            pass  # ECANCELED: this is how the kernel says that the clock was set
        _arm(self._fd)
        self._on_ring()


def _timer_fd() -> int:
    if not sys.platform.startswith("linux"):
        return -1
    try:
        import ctypes

        return int(ctypes.CDLL(None).timerfd_create(_CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC))
    except (ImportError, OSError, AttributeError):
        return -1


def _arm(fd: int) -> bool:
    import ctypes

    when = struct.pack("@4l", 0, 0, int(time.time()) + _FAR_S, 0)
    return int(ctypes.CDLL(None).timerfd_settime(fd, _ABSOLUTE | _CANCEL_ON_SET, when, None)) == 0
