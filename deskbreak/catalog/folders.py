"""Where content is: the shipped folder and the person's packs, and a mark that changes with any of their files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from deskbreak import __version__
from deskbreak.paths import Profile, shipped

_FORMAT = 4  # raised when the cached shape changes


def content_folders(profile: Profile) -> list[Path]:
    """The shipped content first, then each of the person's packs in the order of their names."""
    try:
        packs = sorted(path for path in profile.packs.iterdir() if path.is_dir())
    except OSError:
        packs = []
    return [shipped("content"), *packs]


def content_signature(folders: Sequence[Path]) -> str:
    """A short text that changes when a content file does, or the program: names, times, sizes and modes, no reading."""
    rows = [f"{_FORMAT} {__version__}"]
    for folder in folders:
        rows.append(str(folder))
        for name in ("exercises", "routines", "figures", "sources", "."):
            rows += _rows(folder / name)
    return "\n".join(rows)


def _rows(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(_row(entry) for entry in entries if entry.name.endswith(".toml"))
    except OSError:
        return []


def _row(entry: os.DirEntry[str]) -> str:
    try:
        info = entry.stat()
    except OSError:
        return f"{entry.path} leads nowhere"  # a problem, which goes when it does
    return f"{entry.path} {info.st_mtime_ns} {info.st_size} {info.st_mode}"
