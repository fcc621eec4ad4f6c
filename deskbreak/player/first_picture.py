"""The first picture of each figure, kept from the last time, so that a click shows it at once.

The code that draws figures takes longer to load than the window to open. A picture is used while everything it
was made from is the same: program, pose file, cue, size and looks. Losing one costs a tenth of a second.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from deskbreak import __version__
from deskbreak.atomic import write_atomically
from deskbreak.core.cues import Cue
from deskbreak.plain_file import Refused, read_plain

MAX_BYTES, MAX_KEPT = 4 << 20, 60
ENDING = ".rgb.z"


class FirstPictures:
    """Pictures in a folder of the cache; nothing here raises, and a picture that is invalid is none."""

    def __init__(self, folder: Path, content: Sequence[Path], drawn_as: object) -> None:
        """`content`: where pose files are, later folders win. `drawn_as`: theme, looks and the like."""
        self._folder, self._content, self._drawn_as = folder, content, drawn_as

    def has(self, figure: str, cue: Cue) -> bool:
        """Return True if there is one in any size."""
        with contextlib.suppress(OSError):
            return any(self._folder.glob(self._name(figure, cue, "*")))
        return False

    def read(self, figure: str, cue: Cue, size: tuple[int, int]) -> Image.Image | None:
        path = self._path(figure, cue, size)
        try:
            pixels = zlib.decompress(read_plain(path, max_bytes=MAX_BYTES), bufsize=size[0] * size[1] * 3)
            return Image.frombytes("RGB", size, pixels)
        except (OSError, Refused, zlib.error, ValueError):
            return None

    def keep(self, figure: str, cue: Cue, image: Image.Image) -> None:
        """Write it for the next time; the oldest make room."""
        pixels = zlib.compress(image.convert("RGB").tobytes(), 1)
        with contextlib.suppress(OSError):
            write_atomically(self._path(figure, cue, image.size), pixels)
            old = sorted(self._folder.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime)
            for path in old[:-MAX_KEPT]:
                path.unlink(missing_ok=True)

    def _path(self, figure: str, cue: Cue, size: tuple[int, int]) -> Path:
        return self._folder / self._name(figure, cue, f"{size[0]}x{size[1]}")

    def _name(self, figure: str, cue: Cue, size: str) -> str:
        made_from = repr((__version__, self._poses(figure), cue, self._drawn_as)).encode("utf-8", "replace")
        return f"{zlib.crc32(made_from):08x}{zlib.adler32(made_from):08x}-{size}{ENDING}"

    def _poses(self, figure: str) -> tuple[object, ...]:
        """The figure's file from outside; a figure that has none gets no picture that is worth anything."""
        for folder in reversed(self._content):
            with contextlib.suppress(OSError, ValueError):
                path = folder / "figures" / f"{figure}.toml"
                info = path.stat()
                return str(path), info.st_mtime_ns, info.st_size
        return (figure,)
