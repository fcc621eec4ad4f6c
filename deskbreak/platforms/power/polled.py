"""Lock on Windows and macOS, where only a window would be notified: polled now and then.

Sleep needs no asking: core compares the wall clock with one that rests meanwhile (`awake_clock`).
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.platforms.port import PortState
from deskbreak.platforms.power.port import OnPower
from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

EVERY_S = 15.0
_SESSION_INFO_EX = 25  # WTSSessionInfoEx
_FLAGS = struct.Struct("<i12xi")  # of that structure: its level and its SessionFlags
_LOCKED, _UNLOCKED = 0, 1  # WTS_SESSIONSTATE_LOCK, WTS_SESSIONSTATE_UNLOCK


class PolledPower:
    """Notices a lock within a quarter of a minute."""

    def __init__(self, loop: Loop, on_event: OnPower, is_locked: Callable[[], bool | None]) -> None:
        self._loop, self._on_event, self._is_locked = loop, on_event, is_locked
        self.locked: bool | None = None
        self._stopped = False
        self._timer: Handle | None = None
        self._look()

    def state(self) -> PortState:
        return PortState(
            "asked",
            "off" if self._stopped else "ok",
            english("every {seconds} s; sleep by the clocks", seconds=f"{EVERY_S:g}"),
        )

    def stop(self) -> None:
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()

    def _look(self) -> None:
        now = self._is_locked()
        if now is not None and now != self.locked:
            before, self.locked = self.locked, now
            if now or before is not None:
                self._on_event("locked" if now else "unlocked")
        self._timer = self._loop.call_later(EVERY_S, self._look)


def lock_reader(platform: str = sys.platform) -> Callable[[], bool | None] | None:
    """How this system shows whether the screen is locked; None where we know no way."""
    if platform == "win32":
        return _windows_locked
    if platform == "darwin":
        return _mac_locked
    return None


def _windows_locked() -> bool | None:
    """Return True if this session is locked. A question of User Account Control is no lock."""
    import ctypes

    found, size = ctypes.c_void_p(), ctypes.c_uint32()
    terminal = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]
    # No server and session -1: the session that this process is in.
    if not terminal.WTSQuerySessionInformationW(
        None, -1, _SESSION_INFO_EX, ctypes.byref(found), ctypes.byref(size)
    ):
        return None
    try:
        return session_locked(ctypes.string_at(found.value or 0, size.value))
    finally:
        terminal.WTSFreeMemory(found)


def session_locked(info: bytes) -> bool | None:
    """What a WTSINFOEX structure says: level, padding, session, state, flags; None where it does not know."""
    if len(info) < _FLAGS.size:
        return None
    level, flags = _FLAGS.unpack_from(info)
    return {_LOCKED: True, _UNLOCKED: False}.get(flags) if level == 1 else None


def _mac_locked() -> bool | None:
    import importlib

    try:
        quartz = importlib.import_module("Quartz")  # comes with pystray's own needs on macOS
        session = quartz.CGSessionCopyCurrentDictionary()
    except Exception:  # PyObjC raises its own kinds
        return None
    return None if session is None else bool(session.get("CGSSessionScreenIsLocked", False))
