"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make the folder and what is missing above it, for its owner alone under any umask; one that is there stays.

    Raises OSError.
    """
    missing = []
    for part in (folder, *folder.parents):
        if part.is_dir():
            break
        missing.append(part)
    for part in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another program was quicker
            part.mkdir(mode=0o700)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def write_atomically(path: Path, text: str | bytes, mode: int = 0o600, *, durable: bool = False) -> None:
    """Put the file in place in one step: no reader sees half of it, and a full disk leaves the old one.

    With `durable` its content is on the disk before its name is. Raises OSError.
    """
    import tempfile  # only where something is written: it brings compressors and random numbers along

    make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
