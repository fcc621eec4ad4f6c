"""Words and small pictures on a canvas: wrapped, as large as fits, never beyond their box.

Where people read from right to left all that is drawn is mirrored: scenes count from the left as ever.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageTk

from deskbreak.cells import cells, has_wide, pieces
from deskbreak.player.fonts import Fonts
from deskbreak.player.layout import Box
from deskbreak.player.shapes import caution_sign, plate
from deskbreak.player.theme import Theme


class Pen:
    """Draws on `canvas`; what it draws with a tag goes when the tag is wiped."""

    def __init__(self, canvas: tk.Canvas, theme: Theme, fonts: Fonts) -> None:
        self.canvas, self.theme, self.fonts = canvas, theme, fonts
        self.unit = 1.0
        self.mirror = 0  # the window's width where it is mirrored
        self._photos: dict[str, list[Any]] = {}

    def px(self, size: float) -> int:
        return round(size * self.unit)

    def left(self, x: int, width: int) -> int:
        """Where a thing of that width begins that stands at x."""
        return self.mirror - x - width if self.mirror else x

    def anchor(self, anchor: str) -> Any:
        """The corner of a text that is at its place."""
        return _MIRRORED.get(anchor, anchor) if self.mirror else anchor

    def wipe(self, tag: str) -> None:
        """Take away everything with that tag."""
        self.canvas.delete(tag)
        self._photos.pop(tag, None)

    def text(self, text: str, font: str, colour: str, x: int, y: int, width: int, tag: str) -> int:
        """Wrapped words from y on; gives the y below them."""
        item = self.canvas.create_text(
            self.left(x, 0),
            y,
            text=self.lines(text, font, max(width, 20)),
            anchor=self.anchor("nw"),
            font=self.fonts[font],
            fill=colour,
            width=max(width, 20),
            tags=tag,
            justify="right" if self.mirror else "left",
        )
        return int(self.canvas.bbox(item)[3])

    def lines(self, text: str, font: str, width: int) -> str:
        """The text; where it has no spaces, with the ends of its lines: Tk knows only those between words."""
        if not has_wide(text):
            return text
        return "\n".join(self._broken(line, font, width) for line in text.split("\n"))

    def _broken(self, text: str, font: str, width: int) -> str:
        measure, lines, line = self.fonts[font].measure, [], ""
        for piece in pieces(text):
            if line and measure(line + piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        return "\n".join([*lines, line])

    def height(self, text: str, font: str, width: int) -> int:
        """How high those words are, wrapped to that width."""
        shown = self.lines(text, font, max(width, 20))
        item = self.canvas.create_text(
            0, 0, text=shown, anchor="nw", font=self.fonts[font], width=max(width, 20)
        )
        _, top, _, bottom = self.canvas.bbox(item)
        self.canvas.delete(item)
        return int(bottom - top)

    def fits(self, text: str, font: str, box: Box) -> bool:
        """Return True if the words stay in the box, none of them broken."""
        if self.fonts.least_height(font, text, box.width) > box.height:
            return False
        longest = max(map(str.strip, pieces(text)), key=cells, default="")
        if self.fonts[font].measure(longest) > box.width:
            return False
        return self.height(text, font, box.width) <= box.height

    def fitting(self, text: str, fonts: Sequence[str], box: Box) -> str:
        """The first of the fonts in which the words stay in the box; the last where they do in none."""
        return next((font for font in fonts[:-1] if self.fits(text, font, box)), fonts[-1])

    def fill(
        self, text: str, fonts: Sequence[str], colour: str, box: Box, tag: str, *, middle: bool = False
    ) -> int:
        """Words as large as the box allows, in the last font cut where they must be; gives the y below them."""
        if not text or box.height <= 0:
            return box.y
        font = self.fitting(text, fonts, box)
        shown = text if font != fonts[-1] else self._cut(text, font, box)
        y = box.y + max(box.height - self.height(shown, font, box.width), 0) // 2 if middle else box.y
        return self.text(shown, font, colour, box.x, y, box.width, tag) if shown else box.y

    def _cut(self, text: str, font: str, box: Box) -> str:
        """As many words as fit, with an ellipsis where some are left out."""
        if self.fits(text, font, box):
            return text
        said = list(pieces(text))
        few, many = 0, len(said)
        while many - few > 1:
            half = (few + many) // 2
            few, many = (half, many) if self.fits(_first_words(said, half), font, box) else (few, half)
        return _first_words(said, few) if few else ""

    def pill(self, text: str, x: int, y: int, *, width: int, tag: str) -> int:
        """A word on a rounded plate, no wider than `width`; gives the y below it."""
        theme, pad = self.theme, self.px(12)
        room = Box(x, y, width - 2 * pad, self.px(24))
        name = self.fitting(text, ("strong", "small", "tiny"), room)
        wide, high = min(self.fonts[name].measure(text) + 2 * pad, width), self.px(29)
        image = plate(wide, high, high // 2, fill=theme.button, ground=theme.background)
        self.picture(image, x, y, tag)
        middle = self.left(x, wide) + wide // 2
        self.canvas.create_text(
            middle, y + high // 2, text=text, font=self.fonts[name], fill=theme.ink, tags=tag
        )
        return y + high

    def sign_width(self, font: str) -> int:
        """What the sign before a caution takes, with the gap behind it."""
        return round(self.fonts[font].metrics("linespace") * 0.86) + self.px(8)

    def caution(self, x: int, y: int, font: str, tag: str) -> None:
        """The small sign before a caution."""
        line = self.fonts[font].metrics("linespace")
        size = round(line * 0.86)
        image = caution_sign(size, self.theme.warn, self.theme.background)
        self.picture(image, x, y + (line - size) // 2, tag)

    def picture(self, image: Image.Image, x: int, y: int, tag: str) -> None:
        photo = ImageTk.PhotoImage(image, master=self.canvas)
        self._photos.setdefault(tag, []).append(photo)
        self.canvas.create_image(self.left(x, image.width), y, image=photo, anchor="nw", tags=tag)


_MIRRORED = {"nw": "ne", "ne": "nw", "w": "e", "e": "w"}


def _first_words(words: Sequence[str], count: int) -> str:
    return "".join(words[:count]).strip().rstrip(" ,;:、") + " …"
