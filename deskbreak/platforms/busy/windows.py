"""What Windows says: whether notifications are welcome now, and who uses microphone and camera."""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from deskbreak.platforms.busy.port import Probed

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_BUSY, _FULL_SCREEN_3D, _PRESENTING, _QUIET = 2, 3, 4, 6


def probes(apps: Sequence[str]) -> dict[str, Callable[[], Probed]]:
    return {
        "do_not_disturb": lambda: state_means(_notification_state(), (_QUIET,)),
        "fullscreen": lambda: state_means(_notification_state(), (_BUSY, _FULL_SCREEN_3D, _PRESENTING)),
        "microphone": lambda: _in_use("microphone"),
        "camera": lambda: _in_use("webcam"),
        "apps": lambda: running(apps, _task_list()) if apps else Probed("no", "no apps are listed"),
    }


def state_means(state: int | None, busy: Sequence[int]) -> Probed:
    """What SHQueryUserNotificationState's number says about these states."""
    if state is None:
        return Probed("unknown", "Windows does not tell")
    return Probed("yes" if state in busy else "no", "Windows")


def running(apps: Sequence[str], tasks: str) -> Probed:
    """One of these programs is in the task list; ".exe" may be left out."""
    names = {line.split('","')[0].strip('"').casefold() for line in tasks.splitlines()}
    for app in apps:
        if {app.casefold(), f"{app.casefold()}.exe"} & names:
            return Probed("yes", app)
    return Probed("no", "Windows")


def _task_list() -> str:
    argv = ["tasklist", "/fo", "csv", "/nh"]
    return subprocess.run(argv, capture_output=True, text=True, timeout=2, check=True).stdout


def _notification_state() -> int | None:
    import ctypes

    found = ctypes.c_int()
    shell = ctypes.WinDLL("shell32")  # type: ignore[attr-defined,unused-ignore]
    return found.value if shell.SHQueryUserNotificationState(ctypes.byref(found)) == 0 else None


def _in_use(device: str) -> Probed:
    """Windows writes when each program stopped using the device; zero means that it has not."""
    registry: Any = importlib.import_module("winreg")
    root = rf"{STORE}\{device}"
    for key in (root, rf"{root}\NonPackaged"):
        if any(_not_stopped(registry, rf"{key}\{name}") for name in _subkeys(registry, key)):
            return Probed("yes", "Windows")
    return Probed("no", "Windows")


def _not_stopped(registry: Any, path: str) -> bool:
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as entry:
            return bool(registry.QueryValueEx(entry, "LastUsedTimeStop")[0] == 0)
    except OSError:
        return False


def _subkeys(registry: Any, path: str) -> Iterator[str]:
    with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
        for place in range(registry.QueryInfoKey(key)[0]):
            yield registry.EnumKey(key, place)
