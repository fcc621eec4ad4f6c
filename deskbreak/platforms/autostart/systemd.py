"""Login on Linux by systemd: a unit of the person's own session, for desktops that read no autostart folder."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.platforms.autostart import files
from deskbreak.platforms.autostart.command import COMMENT, run_command
from deskbreak.sentences import N_, english

UNIT, TARGET = "deskbreak.service", "graphical-session.target"
NOT_MADE = N_("cannot be made")
RELOAD_TIMEOUT_S = 5.0


class SystemdUnit:
    """Enabled by the same link that `systemctl --user enable` makes, so that no session needs to run for it."""

    backend = "systemd"

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self.path = base / "systemd" / "user" / UNIT
        self._wanted = self.path.parent / f"{TARGET}.wants" / UNIT

    @property
    def place(self) -> str:
        return str(self.path)

    def turn_on(self, home: Path | None) -> None:
        files.write_whole(self.path, unit(run_command(home)).encode("utf-8", "surrogateescape"))
        try:
            self._wanted.parent.mkdir(parents=True, exist_ok=True)
            self._wanted.unlink(missing_ok=True)
            self._wanted.symlink_to(self.path)
        except OSError as trouble:
            raise DeskbreakError(f"{self._wanted}: {NOT_MADE}: {trouble.strerror or trouble}") from trouble
        _reload()

    def turn_off(self) -> None:
        if not (self.path.exists() or self._wanted.is_symlink()):
            return
        files.remove(self._wanted)
        files.remove(self.path)
        with contextlib.suppress(OSError):
            self._wanted.parent.rmdir()
        _reload()

    def is_on(self) -> bool:
        return self.path.exists() and self._wanted.is_symlink()

    def trouble(self) -> str:
        text = (files.read(self.path) or b"").decode("utf-8", "surrogateescape")
        starts = [line for line in text.splitlines() if line.startswith("ExecStart=")]
        program = _first_word(starts[0].removeprefix("ExecStart=")) if starts else ""
        if program and not os.access(program, os.X_OK):
            return english("{program} is gone; say again: deskbreak login on --systemd", program=program)
        return ""


def unit(command: Sequence[str]) -> str:
    """The unit that runs `command` as long as the graphical session lasts."""
    return f"""[Unit]
Description={COMMENT}
Documentation=man:deskbreak(1)
PartOf={TARGET}
After={TARGET}

[Service]
ExecStart={" ".join(map(_argument, command))}
Restart=on-failure
RestartSec=5

[Install]
WantedBy={TARGET}
"""


def _argument(word: str) -> str:
    """Quoted for ExecStart: quotes and backslashes, and the two letters that systemd itself replaces."""
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("%", "%%")
    return f'"{quoted}"'.replace("$", "$$") if quoted != word or not _is_plain(word) else word


def _is_plain(word: str) -> bool:
    return bool(word) and not set(word) & set(" \t'$;#")


def _first_word(text: str) -> str:
    """The program of an ExecStart line that `unit` wrote."""
    if not text.startswith('"'):
        return text.split(" ", 1)[0]
    out, rest = "", iter(text[1:])
    for letter in rest:
        if letter == '"':
            break
        out += next(rest, "") if letter == "\\" else letter
    return out.replace("$$", "$").replace("%%", "%")


def _reload() -> None:
    """Notify a running session manager; without one it reads the unit at the next login."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            ["systemctl", "--user", "daemon-reload"],
            capture_output=True,
            timeout=RELOAD_TIMEOUT_S,
            check=False,
        )
