"""deskbreak's icons in the person's icon theme: one that scales, one for dark and light panels, and fixed sizes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from deskbreak.atomic import write_atomically
from deskbreak.platforms.launcher.entry import ID

SHIPPED = Path(__file__).parent / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
READABLE = 0o644


def shipped() -> Iterator[tuple[Path, Path]]:
    """Each picture, and its place below the theme's folder (hicolor)."""
    yield SHIPPED / f"{ID}.svg", Path("scalable", "apps", f"{ID}.svg")
    yield SHIPPED / f"{ID}-symbolic.svg", Path("symbolic", "apps", f"{ID}-symbolic.svg")
    for size in SIZES:
        yield SHIPPED / f"{size}.png", Path(f"{size}x{size}", "apps", f"{ID}.png")


def install(theme: Path) -> None:
    """Write all of them below `theme`. Raises OSError."""
    for picture, place in shipped():
        write_atomically(theme / place, picture.read_bytes(), READABLE)
    _changed(theme)


def remove(theme: Path) -> None:
    """Take them away, and folders that are empty then. Raises OSError."""
    for _picture, place in shipped():
        (theme / place).unlink(missing_ok=True)
        _remove_empty(theme / place, theme.parent)
    _changed(theme)


def are_there(theme: Path) -> bool:
    """Return True if all of our icons are in the icon theme at `theme`."""
    return all((theme / place).is_file() for _picture, place in shipped())


def _remove_empty(path: Path, last: Path) -> None:
    """The folders above `path` that hold nothing, up to and with `last`'s children."""
    for folder in path.parents:
        if folder == last:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def _changed(theme: Path) -> None:
    """Desktops look at the folder's time to learn that their cache of it is old."""
    with contextlib.suppress(OSError):
        os.utime(theme)
