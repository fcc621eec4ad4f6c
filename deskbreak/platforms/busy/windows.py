"""What Windows says: whether notifications are welcome now, and who uses microphone and camera."""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import N_

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
# WNF_SHEL_QUIETHOURS_ACTIVE_PROFILE_CHANGED: which profile of Focus Assist, or Do Not Disturb, is on.
QUIET_HOURS_STATE = (0xA3BF1C75, 0x0D83063E)
QUIET_PROFILES = (1, 2)  # priority only, alarms only; 0 is off
NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW: no console flashes up
_BUSY, _FULL_SCREEN_3D, _PRESENTING, _QUIET = 2, 3, 4, 6


def probes(apps: Sequence[str]) -> dict[str, Callable[[], Probed]]:
    """The probes that Windows has, by name; each blocks until it has its answer."""
    return {
        "do_not_disturb": lambda: quiet_hours_mean(_quiet_hours(), _notification_state()),
        "fullscreen": lambda: state_means(_notification_state(), (_BUSY, _FULL_SCREEN_3D, _PRESENTING)),
        "microphone": lambda: _in_use("microphone"),
        "camera": lambda: _in_use("webcam"),
        "apps": lambda: running(apps, _task_list()) if apps else Probed("no", N_("no apps are listed")),
    }


def quiet_hours_mean(profile: int | None, state: int | None) -> Probed:
    """Windows' own switch; where it cannot be read, what holds for notifications in general."""
    if profile is None:
        return state_means(state, (_QUIET,))
    return Probed("yes" if profile in QUIET_PROFILES else "no", "Windows")


def state_means(state: int | None, busy: Sequence[int]) -> Probed:
    """What SHQueryUserNotificationState's number says about these states."""
    if state is None:
        return Probed("unknown", N_("Windows does not tell"))
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
    done = subprocess.run(argv, capture_output=True, timeout=2, check=True, creationflags=NO_WINDOW)
    return done.stdout.decode("utf-8", "replace")  # in the console's own encoding; program names are plain


def _quiet_hours() -> int | None:
    """The number of the profile that is on; None where this Windows does not report it."""
    import ctypes

    name = (ctypes.c_uint32 * 2)(*QUIET_HOURS_STATE)
    stamp, profile, size = ctypes.c_uint32(), ctypes.c_uint32(), ctypes.c_uint32(4)
    try:
        native = ctypes.WinDLL("ntdll")  # type: ignore[attr-defined,unused-ignore]
        code = native.NtQueryWnfStateData(
            ctypes.byref(name), None, None, ctypes.byref(stamp), ctypes.byref(profile), ctypes.byref(size)
        )
    except (OSError, AttributeError):  # an older Windows has no such question
        return None
    return profile.value if code == 0 and size.value == 4 else None


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
