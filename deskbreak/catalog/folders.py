"""Where content is: the shipped folder and the person's packs, and a mark that changes with any of their files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from deskbreak.paths import Profile, shipped

_FORMAT = 3  # raised when the cached shape changes


def content_folders(profile: Profile) -> list[Path]:
    """The shipped content first, then each of the person's packs in the order of their names."""
    try:
        packs = sorted(path for path in profile.packs.iterdir() if path.is_dir())
    except OSError:
        packs = []
    return [shipped("content"), *packs]


def content_signature(folders: Sequence[Path]) -> str:
    """A short text that changes when a content file does: names, times and sizes, no reading."""
    rows = [str(_FORMAT)]
    for folder in folders:
        rows.append(str(folder))
        for name in ("exercises", "routines", "figures", "sources", "."):
            rows += _rows(folder / name)
    return "\n".join(rows)


def _rows(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.path, entry.stat())
                for entry in entries
                if entry.name.endswith(".toml") and entry.is_file()
            ]
    except OSError:
        return []
    return [
        f"{path} {info.st_mtime_ns} {info.st_size}" for path, info in sorted(found, key=lambda row: row[0])
    ]
