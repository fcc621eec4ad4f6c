"""The command's link in the person's folder for programs, for a copy of the project that no installer put on PATH."""

from __future__ import annotations

import os
from pathlib import Path

from deskbreak.sentences import english

NAME = "deskbreak"


def folder() -> Path:
    """Where programs of one person lie."""
    return Path(os.environ.get("XDG_BIN_HOME") or Path.home() / ".local" / "bin")


def place() -> Path:
    """Where the link to the command is put."""
    return folder() / NAME


def is_ours(program: Path) -> bool:
    """Return True if the link is there and leads to this very program."""
    try:
        return place().readlink() == program
    except OSError:
        return False


def make(program: Path) -> None:
    """Link to `program`, unless something else has the name. Raises OSError."""
    if not in_the_way() and not is_ours(program):
        folder().mkdir(parents=True, exist_ok=True)
        place().symlink_to(program)


def remove(program: Path) -> None:
    """Take the link away if it is ours. Raises OSError."""
    if is_ours(program):
        place().unlink(missing_ok=True)


def path_note() -> str:
    """That the shell does not look there, and what to do."""
    if str(folder()) in os.environ.get("PATH", "").split(os.pathsep):
        return ""
    return english(
        "{folder} is not on your PATH; log in again, or add it there to type just: deskbreak", folder=folder()
    )


def in_the_way() -> str:
    """What has the name already, as a note for the person; empty when it is free."""
    where = place()
    if not where.is_symlink() and not where.exists():
        return ""
    return english("{path} is there already and was left as it is", path=where)
