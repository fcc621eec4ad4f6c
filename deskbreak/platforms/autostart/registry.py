"""Login on Windows: a value in the person's Run key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.platforms.autostart.command import NAME, run_command
from deskbreak.platforms.autostart.files import CANNOT_REMOVE, CANNOT_WRITE
from deskbreak.sentences import english

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class RunKey:
    """Respects what the person chose in Task Manager: an entry that is switched off there is off."""

    backend = "registry"
    place = rf"HKEY_CURRENT_USER\{RUN}\{NAME}"

    def turn_on(self, home: Path | None) -> None:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, RUN, 0, winreg.KEY_SET_VALUE) as key:
                    command = subprocess.list2cmdline(run_command(home))
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, command)
            except OSError as trouble:
                raise DeskbreakError(f"{self.place}: {CANNOT_WRITE}: {trouble}") from trouble
            self._delete(APPROVED)

    def turn_off(self) -> None:
        self._delete(RUN)

    def is_on(self) -> bool:
        if self._value(RUN) is None:
            return False
        approved = self._value(APPROVED)
        return not (isinstance(approved, bytes) and approved[:1] and approved[0] & 1)

    def trouble(self) -> str:
        command = self._value(RUN)
        if not isinstance(command, str):
            return ""
        program = command[1:].split('"', 1)[0] if command.startswith('"') else command.split(" ", 1)[0]
        return (
            ""
            if Path(program).exists()
            else english("{program} is gone; say again: deskbreak login on", program=program)
        )

    def _value(self, path: str) -> object:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    found: object = winreg.QueryValueEx(key, NAME)[0]
                    return found
            except OSError:
                return None
        return None

    def _delete(self, path: str) -> None:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key:
                    winreg.DeleteValue(key, NAME)
            except FileNotFoundError:
                return
            except OSError as trouble:
                raise DeskbreakError(f"{self.place}: {CANNOT_REMOVE}: {trouble}") from trouble
