"""The command that a login runs: absolute, so that it works without the shell that installed deskbreak."""

from __future__ import annotations

import sys
from pathlib import Path

from deskbreak.sentences import N_

ID = "org.deskbreak.Deskbreak"
NAME = "deskbreak"
COMMENT = N_("A break reminder for people who sit all day")


def run_command(home: Path | None) -> list[str]:
    """`deskbreak run`, with the profile folder if one is set."""
    return own_command("run", home)


def own_command(name: str, home: Path | None) -> list[str]:
    """One of deskbreak's own commands, with the profile folder if one is set."""
    return [*program(), name, *(["--home", str(home)] if home is not None else [])]


def program() -> list[str]:
    """The words that start deskbreak itself, absolute."""
    python = Path(sys.executable)
    if getattr(sys, "frozen", False):
        windowless = python.with_name("deskbreakw.exe")  # Windows: without a console that flashes up
        return [str(windowless if windowless.exists() else python)]
    if sys.platform == "win32":
        quiet = python.with_name("pythonw.exe")
        return [str(quiet if quiet.exists() else python), "-m", "deskbreak"]
    script = python.with_name("deskbreak")
    return [str(script)] if script.exists() else [str(python), "-m", "deskbreak"]
