"""The figure in a terminal: two by four dots a character, inked where the figure is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from deskbreak.figures.colours import PALETTES
from deskbreak.player.moment import Now
from deskbreak.player.pictures import PictureStage
from deskbreak.player.theme import LIGHT

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_CONTRAST = 70  # from the ground; the floor's pale ellipse stays away
_OFF_THE_MAT = 42  # a mat seen from above would swallow the figure
_INKED = 100  # so much of a dot's place


class Drawing:
    """Draws a step's figure as lines of text; no lines where there is none."""

    def __init__(self, folders: list[Path], look: Mapping[str, str] | None = None) -> None:
        self._stage = PictureStage(folders, LIGHT.name, still=False, look=look)

    def lines(self, now: Now, columns: int, rows: int) -> list[str]:
        size = columns * 6, rows * 12
        frame = self._stage.draw(now.step, now.cue, now.into_cue_s, time.monotonic(), size)
        return dots(frame, columns, rows) if frame is not None else []


def dots(picture: Image.Image, columns: int, rows: int) -> list[str]:
    """The picture as braille: inked is what differs clearly from its upper left corner, and from the mat."""
    ground = _apart(picture, picture.getpixel((0, 0))).point(lambda value: 255 * (value > _CONTRAST))
    mat = _apart(picture, PALETTES[LIGHT.name].mat).point(lambda value: 255 * (value > _OFF_THE_MAT))
    small = ImageChops.darker(ground, mat).resize((columns * 2, rows * 4), Image.Resampling.BOX)
    pixels = small.tobytes()
    return [
        "".join(_character(pixels, columns * 2, column * 2, row * 4) for column in range(columns))
        for row in range(rows)
    ]


def _apart(picture: Image.Image, colour: Any) -> Image.Image:
    """How far each pixel is from a colour, in the channel that tells most."""
    red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _character(pixels: bytes, stride: int, x: int, y: int) -> str:
    inked = 0
    for down, bits in enumerate(_BITS):
        place = (y + down) * stride + x
        inked |= bits[0] if pixels[place] > _INKED else 0
        inked |= bits[1] if pixels[place + 1] > _INKED else 0
    return chr(0x2800 + inked)
