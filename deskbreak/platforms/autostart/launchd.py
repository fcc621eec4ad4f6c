"""Login on macOS: a LaunchAgent, read by launchd when the person logs in."""

from __future__ import annotations

import os
import plistlib
from pathlib import Path

from deskbreak.platforms.autostart import files
from deskbreak.platforms.autostart.command import ID, run_command
from deskbreak.sentences import english


class LaunchAgent:
    """Starts at login on macOS, by a file for launchd."""

    backend = "launchd"

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or Path.home() / "Library" / "LaunchAgents") / f"{ID}.plist"

    @property
    def place(self) -> str:
        return str(self.path)

    def turn_on(self, home: Path | None) -> None:
        files.write_whole(
            self.path,
            plistlib.dumps(
                {
                    "Label": ID,
                    "ProgramArguments": run_command(home),
                    "RunAtLoad": True,
                    "KeepAlive": False,  # who quits deskbreak means it
                    "ProcessType": "Interactive",
                    "LimitLoadToSessionType": "Aqua",
                }
            ),
        )

    def turn_off(self) -> None:
        files.remove(self.path)

    def is_on(self) -> bool:
        agent = self._read()
        return bool(agent) and not agent.get("Disabled", False)

    def trouble(self) -> str:
        arguments = self._read().get("ProgramArguments")
        if isinstance(arguments, list) and arguments and not os.access(str(arguments[0]), os.X_OK):
            return english("{program} is gone; say again: deskbreak login on", program=arguments[0])
        return ""

    def _read(self) -> dict[str, object]:
        data = files.read(self.path)
        if data is None:
            return {}
        try:
            found = plistlib.loads(data)
        except Exception:  # plistlib lets its parsers' own errors through
            return {}
        return found if isinstance(found, dict) else {}
