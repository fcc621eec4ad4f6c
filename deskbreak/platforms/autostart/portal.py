"""Login inside Flatpak: the desktop is asked, by its background portal, and may ask the person."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.language import translated
from deskbreak.platforms.autostart import files
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.runtime.loop import Loop
from deskbreak.sentences import N_, english

INFO = Path("/.flatpak-info")  # there only inside a Flatpak
NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
BACKGROUND, REQUEST = "org.freedesktop.portal.Background", "org.freedesktop.portal.Request"
ANSWER_S = 60.0  # a person may be reading the question
REASON = N_("deskbreak reminds you of breaks from the time you log in")
GRANTED = 0
MARK = "deskbreak-starts-at-login"  # the portal cannot be asked what was requested before


class Portal:
    """Starts at login through the desktop's portal, from inside a sandbox."""

    backend = "portal"
    place = N_("the desktop's own list of programs that start at login")

    def __init__(self, folder: Path | None = None) -> None:
        self._mark = (folder or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")) / MARK

    def turn_on(self, home: Path | None) -> None:
        words = ["deskbreak", "run", *(["--home", str(home)] if home else [])]
        if not _request(autostart=True, command=words):
            raise DeskbreakError(
                N_("the desktop did not allow it; look at its settings for background programs")
            )
        files.write_whole(self._mark, b"")

    def turn_off(self) -> None:
        if self.is_on():
            _request(autostart=False, command=["deskbreak", "run"])
            files.remove(self._mark)

    def is_on(self) -> bool:
        return self._mark.exists()

    def trouble(self) -> str:
        return ""


def _request(*, autostart: bool, command: list[str]) -> bool:
    """Ask the portal; whether it does as it was asked. Raises DeskbreakError where there is none."""
    loop = Loop()
    bus = Bus.session(loop)
    try:
        return _ask(bus, loop, autostart=autostart, command=command)
    finally:
        bus.close()
        loop.close()


def _ask(bus: Bus, loop: Loop, *, autostart: bool, command: list[str]) -> bool:
    answers: list[tuple[Any, ...]] = []
    failed: list[BusReply] = []
    bus.on_signal(REQUEST, "Response", answers.append)
    options = {
        "reason": ("s", translated(REASON)),
        "autostart": ("b", autostart),
        "commandline": ("as", command),
        "dbus-activatable": ("b", False),
    }
    bus.call(
        NAME, PATH, BACKGROUND, "RequestBackground", "sa{sv}", ("", options),
        on_reply=lambda reply: None if reply.ok else failed.append(reply),
    )  # fmt: skip
    end = time.monotonic() + ANSWER_S
    while not answers and not failed and time.monotonic() < end:
        loop.turn(0.05)
    if failed:
        why = failed[0].message or failed[0].error
        raise DeskbreakError(english("the desktop's background portal does not answer: {why}", why=why))
    if not answers:
        return False
    code, results = answers[0]
    return bool(code == GRANTED and results.get("autostart", ("b", False))[1] == autostart)
