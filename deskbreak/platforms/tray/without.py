"""A desktop without a tray, such as GNOME as it comes: what to install, or how to live without one."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from deskbreak.sentences import N_, english

ANSWER_S = 1.0
STATUS_NOTIFIER = "StatusNotifierItem"  # the port that has found no panel when it is absent
WATCHER = "org.kde.StatusNotifierWatcher"
EXTENSION = "AppIndicator and KStatusNotifierItem Support"
PACKAGES = (
    "Debian, Ubuntu: sudo apt install gnome-shell-extension-appindicator;"
    " Fedora: sudo dnf install gnome-shell-extension-appindicator"
)
WITHOUT = N_(
    "Without an icon all is there too: the menu of deskbreak among your applications (a right click on it),"
    " the notifications, and deskbreak status, snooze, pause, start"
)
NONE = N_("This desktop shows no tray icons.")
GNOME_HAS_NONE = N_("GNOME shows no tray icons by itself.")


def has_tray() -> bool | None:
    """Return True if a panel here shows tray icons; None where that is not known."""
    from deskbreak.platforms.session import session_bus
    from deskbreak.runtime.loop import Loop

    loop = Loop()
    bus = session_bus(loop)
    answers: list[bool] = []
    try:
        if bus is None or not bus.connected:
            return None
        bus.has_owner(WATCHER, answers.append)
        end = time.monotonic() + ANSWER_S
        while not answers and time.monotonic() < end:
            loop.turn(0.05)
        return answers[0] if answers else None
    finally:
        if bus is not None:
            bus.close()
        loop.close()


def why_none(environ: Mapping[str, str] = os.environ) -> str:
    """The reason, as part of a sentence."""
    if is_gnome(environ):
        return english(
            'GNOME shows none by itself; its extension "{extension}" brings them (more: deskbreak doctor)',
            extension=EXTENSION,
        )
    return N_("this desktop has no tray; waiting for one")


def advice(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The advice for a user whose desktop shows no tray icons."""
    if not is_gnome(environ):
        return [f"{NONE} {WITHOUT}"]
    brings = english(
        'The extension "{extension}" brings them: {commands}; then log out and in, and switch it on in Extensions',
        extension=EXTENSION,
        commands=PACKAGES,
    )
    return [f"{GNOME_HAS_NONE} {brings}", WITHOUT]


def is_gnome(environ: Mapping[str, str] = os.environ) -> bool:
    """Return True if the session's desktop is GNOME."""
    return "GNOME" in environ.get("XDG_CURRENT_DESKTOP", "").split(":")
