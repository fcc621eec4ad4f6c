"""Login on Linux: a desktop entry in the autostart folder, which every desktop reads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from deskbreak.platforms.autostart import files
from deskbreak.platforms.autostart.command import COMMENT, ID, NAME, run_command
from deskbreak.platforms.desktop_file import exec_value, main_group, plain_string, string_value
from deskbreak.sentences import english

_OFF = {("hidden", "true"), ("x-gnome-autostart-enabled", "false")}


class XdgAutostart:
    """Starts at login by a desktop file in the autostart folder."""

    backend = "xdg"

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self.path = base / "autostart" / f"{ID}.desktop"

    @property
    def place(self) -> str:
        return str(self.path)

    def turn_on(self, home: Path | None) -> None:
        files.write_whole(self.path, entry(run_command(home)).encode("utf-8", "surrogateescape"))

    def turn_off(self) -> None:
        files.remove(self.path)

    def is_on(self) -> bool:
        values = self._values()
        return bool(values) and not any((key, value.lower()) in _OFF for key, value in values.items())

    def trouble(self) -> str:
        program = plain_string(self._values().get("tryexec", ""))
        if program and not os.access(program, os.X_OK):
            return english("{program} is gone; say again: deskbreak login on", program=program)
        return ""

    def _values(self) -> dict[str, str]:
        return main_group(files.read(self.path))


def entry(command: Sequence[str]) -> str:
    """The desktop entry that runs `command`."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        f"Name={NAME}",
        f"Comment={COMMENT}",
        f"Exec={exec_value(command)}",
        f"TryExec={string_value(command[0])}",
        f"Icon={ID}",
        "Terminal=false",
        "StartupNotify=false",
        "Categories=Utility;",
        "X-GNOME-Autostart-enabled=true",
    ]
    return "\n".join(lines) + "\n"
