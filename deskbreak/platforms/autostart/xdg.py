"""Login on Linux: a desktop entry in the autostart folder, which every desktop reads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from deskbreak.platforms.autostart import files
from deskbreak.platforms.autostart.command import COMMENT, ID, NAME, run_command

ICON = Path(__file__).parents[1] / "notify" / "deskbreak.png"
_NEEDS_QUOTES = frozenset(" \t\n\"'\\><~|&;$*?#()`%=")
_OFF = {("hidden", "true"), ("x-gnome-autostart-enabled", "false")}


class XdgAutostart:
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
        program = self._values().get("tryexec", "")
        if program and not os.access(program, os.X_OK):
            return f"{program} is gone; say again: deskbreak login on"
        return ""

    def _values(self) -> dict[str, str]:
        data = files.read(self.path)
        if data is None:
            return {}
        lines = data.decode("utf-8", "surrogateescape").splitlines()
        pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        return {key.strip().lower(): value.strip() for key, value in pairs}


def entry(command: Sequence[str]) -> str:
    """The desktop entry that runs `command`."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        f"Name={NAME}",
        f"Comment={COMMENT}",
        f"Exec={exec_value(command)}",
        f"TryExec={_string(command[0])}",
        f"Icon={_string(str(ICON))}",
        "Terminal=false",
        "StartupNotify=false",
        "Categories=Utility;",
        "X-GNOME-Autostart-enabled=true",
    ]
    return "\n".join(lines) + "\n"


def exec_value(command: Sequence[str]) -> str:
    """Quoted twice, as the specification asks: each argument for Exec, then the whole as a string value."""
    return _string(" ".join(_argument(word) for word in command))


def _argument(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not _NEEDS_QUOTES & set(word):
        return word
    for letter in '\\"`$':
        word = word.replace(letter, "\\" + letter)
    return f'"{word}"'


def _string(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
