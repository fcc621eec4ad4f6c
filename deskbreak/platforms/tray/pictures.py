"""The ready-made tray pictures in a few sizes, as the bus wants them (ARGB, big-endian); read when needed."""

from __future__ import annotations

import zlib
from pathlib import Path

SIZES = (22, 24, 32, 48)
_FOLDER = Path(__file__).parent / "icons"

Pixmap = tuple[int, int, bytes]  # width, height, ARGB bytes


def pixmaps(name: str) -> list[Pixmap]:
    """The picture `name` in every size; none when its file is missing (panels then show an empty place)."""
    try:
        data = zlib.decompress((_FOLDER / f"{name}.argb.z").read_bytes())
    except (OSError, zlib.error):
        return []
    found, start = [], 0
    for size in SIZES:
        length = size * size * 4
        found.append((size, size, data[start : start + length]))
        start += length
    return found
