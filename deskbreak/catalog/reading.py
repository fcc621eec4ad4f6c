"""Reads content files from a folder that another user may have filled: anything odd becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deskbreak.errors import Problem
from deskbreak.plain_file import leads_out
from deskbreak.sentences import N_, english
from deskbreak.toml_file import Document, read_toml

MAX_BYTES = 200_000  # bytes; the longest shipped exercise has under 5,000
MAX_FILES = 500  # in one folder of a pack


def read_folder(folder: Path) -> Iterator[Document | Problem]:
    """Every TOML file right in one folder of a pack, by name; a folder that is not there holds nothing."""
    paths = toml_files(folder)
    if isinstance(paths, Problem):
        yield paths
        return
    for path in paths:
        yield read_file(path, inside=folder.parent)


def toml_files(folder: Path) -> list[Path] | Problem:
    """The TOML files right in one folder of a pack, by name, or why they cannot be listed."""
    if leads_out(folder, folder.parent):
        hint = N_("copy the folder here instead")
        return Problem(str(folder), 1, N_("this link leads out of the pack"), hint=hint)
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))
    except FileNotFoundError:
        return []
    except OSError as error:
        return Problem(str(folder), 1, english("this folder cannot be read ({why})", why=error.strerror))
    if len(paths) > MAX_FILES:
        return Problem(
            str(folder),
            1,
            english("{n} files are too many", n=len(paths)),
            hint=english("keep at most {n}", n=MAX_FILES),
        )
    return paths


def read_file(path: Path, inside: Path | None = None) -> Document | Problem:
    """One TOML file, or why it cannot be used; a link may lead anywhere in `inside`, by itself its folder."""
    return read_toml(path, inside=inside or path.parent, max_bytes=MAX_BYTES)
