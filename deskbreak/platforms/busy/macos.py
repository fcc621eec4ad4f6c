"""What macOS says without asking for permissions: a full-screen window in front, and the default microphone.

Focus (do not disturb) and screen sharing cannot be read by an ordinary program there: unknown.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import struct
import subprocess
from collections.abc import Callable, Sequence

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import N_

_SYSTEM = 1  # kAudioObjectSystemObject


def probes(apps: Sequence[str]) -> dict[str, Callable[[], Probed]]:
    """The probes that macOS has, by name; each blocks until it has its answer."""
    return {
        "fullscreen": fullscreen,
        "microphone": microphone,
        "apps": lambda: running(apps),
    }


def fullscreen() -> Probed:
    """An ordinary window that covers a whole display."""
    quartz = importlib.import_module("Quartz")
    screens = set()
    for display in quartz.CGGetActiveDisplayList(16, None, None)[1]:
        bounds = quartz.CGDisplayBounds(display)
        screens.add((bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height))
    visible = quartz.kCGWindowListOptionOnScreenOnly | quartz.kCGWindowListExcludeDesktopElements
    for window in quartz.CGWindowListCopyWindowInfo(visible, quartz.kCGNullWindowID):
        place = window.get("kCGWindowBounds", {})
        covers = tuple(place.get(key) for key in ("X", "Y", "Width", "Height")) in screens
        if covers and window.get("kCGWindowLayer") == 0:
            return Probed("yes", "macOS")
    return Probed("no", "macOS")


def microphone() -> Probed:
    """The default input device runs for some program (CoreAudio)."""
    path = ctypes.util.find_library("CoreAudio")
    if path is None:
        return Probed("unknown", N_("no CoreAudio"))
    audio = ctypes.CDLL(path)
    device = _property(audio, _SYSTEM, "dIn ", "glob")
    runs = _property(audio, device, "gone", "glob") if device else None
    if runs is None:
        return Probed("unknown", N_("CoreAudio does not tell"))
    return Probed("yes" if runs else "no", "macOS")


def running(apps: Sequence[str]) -> Probed:
    """One of these programs runs."""
    if not apps:
        return Probed("no", N_("no apps are listed"))
    argv = ["ps", "-x", "-o", "comm="]
    listed = subprocess.run(argv, capture_output=True, text=True, timeout=2, check=True).stdout
    names = {line.rsplit("/", 1)[-1].strip().casefold() for line in listed.splitlines()}
    found = next((app for app in apps if app.casefold() in names), None)
    return Probed("yes", found) if found else Probed("no", "macOS")


def _property(audio: ctypes.CDLL, target: int, selector: str, scope: str) -> int | None:
    """A 32-bit property of an audio object, named by its four letters."""
    address = struct.pack("=III", _letters(selector), _letters(scope), 0)
    size, value = ctypes.c_uint32(4), ctypes.c_uint32()
    failed = audio.AudioObjectGetPropertyData(
        ctypes.c_uint32(target), address, 0, None, ctypes.byref(size), ctypes.byref(value)
    )
    return None if failed else value.value


def _letters(code: str) -> int:
    return int(struct.unpack(">I", code.encode())[0])
