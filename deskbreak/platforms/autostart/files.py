"""Writing and removing an entry's file, with words for the person when that fails."""

from __future__ import annotations

from pathlib import Path

from deskbreak.atomic import write_atomically
from deskbreak.errors import DeskbreakError
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_

MAX_BYTES = 64 * 1024
LOOK_AT = N_("check the folder's permissions")
CANNOT_WRITE, CANNOT_REMOVE = N_("cannot write the login entry"), N_("cannot remove the login entry")


def write_whole(path: Path, data: bytes) -> None:
    """Put the file in place in one step; a full disk leaves the old one."""
    try:
        write_atomically(path, data)
    except OSError as trouble:
        raise DeskbreakError(_cannot(CANNOT_WRITE, path, trouble)) from trouble


def remove(path: Path) -> None:
    """Take the file away; none is fine too."""
    try:
        path.unlink(missing_ok=True)
    except OSError as trouble:
        raise DeskbreakError(_cannot(CANNOT_REMOVE, path, trouble)) from trouble


def read(path: Path) -> bytes | None:
    """The file's bytes, or None when there is none."""
    try:
        return read_plain(path, max_bytes=MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as trouble:
        raise DeskbreakError(_cannot(N_("cannot read the login entry"), path, trouble)) from trouble


def _cannot(what: str, path: Path, trouble: OSError) -> str:
    return f"{path}: {what}: {trouble.strerror or trouble}; {LOOK_AT}"
