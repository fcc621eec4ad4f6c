"""The Start menu on Windows: a shortcut with deskbreak's icon, written by the system's own shell object."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.plain_file import read_plain
from deskbreak.platforms.autostart.command import program
from deskbreak.platforms.launcher.entry import COMMENT, NAME
from deskbreak.platforms.launcher.icons import SHIPPED
from deskbreak.platforms.launcher.port import Installed
from deskbreak.sentences import N_, english

MAX_BYTES = 64 * 1024  # of a link

TIMEOUT_S = 30.0
WITH_LOGIN = " (login)"  # at the end of the comment: it came with the login entry
NO_WINDOW = 0x08000000
# Values come through the environment, so that no path is ever read as a command.
_WRITE = """
$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:DESKBREAK_LINK)
$link.TargetPath = $env:DESKBREAK_TARGET
$link.Arguments = $env:DESKBREAK_ARGUMENTS
$link.IconLocation = $env:DESKBREAK_ICON
$link.Description = $env:DESKBREAK_COMMENT
$link.Save()
"""


class StartMenu:
    """A shortcut in the start menu of Windows."""

    backend = "start-menu"

    def __init__(self, folder: Path | None = None) -> None:
        roaming = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        base = folder or roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        self.path = base / f"{NAME}.lnk"

    def turn_on(self, home: Path | None, *, with_login: bool = False) -> None:
        stays = self.path.exists() and not self._came_with_login()
        comment = COMMENT + (WITH_LOGIN if with_login and not stays else "")
        target, *arguments = program()
        words = [*arguments, "desktop", "do", "open", *(["--home", str(home)] if home else [])]
        values = {
            "DESKBREAK_LINK": str(self.path),
            "DESKBREAK_TARGET": target,
            "DESKBREAK_ARGUMENTS": subprocess.list2cmdline(words),
            "DESKBREAK_ICON": f"{SHIPPED / 'deskbreak.ico'},0",
            "DESKBREAK_COMMENT": comment,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            ran = subprocess.run(
                ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WRITE],
                env={**os.environ, **values},
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
                creationflags=NO_WINDOW if os.name == "nt" else 0,
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            raise DeskbreakError(
                english("{path} cannot be written: {why}", path=self.path, why=trouble)
            ) from trouble
        if ran.returncode or not self.path.exists():
            said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
            why = said[-1] if said else N_("no reason given")
            raise DeskbreakError(english("{path} cannot be written: {why}", path=self.path, why=why))

    def turn_off(self, *, with_login: bool = False) -> None:
        if with_login and not self._came_with_login():
            return
        try:
            self.path.unlink(missing_ok=True)
        except OSError as trouble:
            why = trouble.strerror or trouble
            said = english("{path} cannot be removed: {why}", path=self.path, why=why)
            raise DeskbreakError(said) from trouble

    def look(self) -> Installed:
        on = self.path.exists()
        return Installed(on=on, backend=self.backend, place=str(self.path) if on else "", icons=on)

    def _came_with_login(self) -> bool:
        try:
            return WITH_LOGIN.encode("utf-16-le") in read_plain(self.path, max_bytes=MAX_BYTES)
        except OSError:
            return False
