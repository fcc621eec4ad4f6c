"""The window's fonts: the desktop's own family in a few sizes, which grow with the window."""

from __future__ import annotations

from math import ceil, log
from tkinter import font as tkfont
from typing import Any, Literal

LOW = 1.1  # no family's lines are lower than this part of the size
_Weight = Literal["normal", "bold"]
_SIZES: dict[str, tuple[int, _Weight]] = {
    "title": (27, "bold"),
    "heading": (21, "bold"),
    "large": (34, "bold"),
    "lead": (21, "normal"),
    "text": (17, "normal"),
    "strong": (16, "bold"),
    "body": (15, "normal"),
    "small": (13, "normal"),
    "button": (14, "bold"),
    "button-small": (12, "bold"),
    "tiny": (11, "normal"),
}
# The cue's, as a part of the window's height: what is to be done now is read from two metres away.
_PARTS: dict[str, float] = {
    "cue-1": 11.5,
    "cue-2": 13.5,
    "cue-3": 15.5,
    "cue-4": 19.0,
    "cue-5": 23.0,
    "cue-6": 28.0,
    "cue-7": 35.0,
}
CUES = tuple(_PARTS)
# The dial's digits and the word below them, as a part of its breadth.
_DIAL: dict[str, float] = {"digits-2": 2.5, "digits-4": 3.6, "digits-6": 4.8, "dial": 8.5, "dial-small": 11.0}


class Fonts:
    """Fonts by their names. Each is opened when it is first used, and all change with `fit`."""

    def __init__(self, root: Any, scale: float) -> None:
        self._root = root
        self._family = str(tkfont.nametofont("TkDefaultFont", root=root).actual("family"))
        self._by = 1.0 / _enlarged(root, self._family, scale)
        self._unit, self._height, self._ring = scale, 600 * scale, 110 * scale
        self._open: dict[str, tkfont.Font] = {}

    def __getitem__(self, name: str) -> tkfont.Font:
        if name not in self._open:
            weight = _SIZES[name][1] if name in _SIZES else "bold"
            self._open[name] = tkfont.Font(
                self._root, family=self._family, size=-self._size(name), weight=weight
            )
        return self._open[name]

    def least_height(self, name: str, text: str, width: int) -> float:
        """The words are at least so high in that font, which need not be open: opening one takes its time."""
        size = self._size(name) / self._by
        long = self["small"].measure(text) * size / (self._size("small") / self._by)
        return ceil(long / max(width, 1)) * size * LOW

    def fit(self, unit: float, height: float, ring: float) -> None:
        """Sizes for a window of this height, with a dial so large and so many pixels a unit."""
        if (unit, height, ring) == (self._unit, self._height, self._ring):
            return
        self._unit, self._height, self._ring = unit, height, ring
        for name, font in self._open.items():
            font.configure(size=-self._size(name))

    def _size(self, name: str) -> int:
        """In pixels."""
        if name in _SIZES:
            size = _SIZES[name][0] * self._unit
        elif name in _PARTS:
            size = self._height / _PARTS[name]
        else:
            size = self._ring / _DIAL[name]
        return max(round(size * self._by), 6)


def digits(text: str) -> str:
    """The font in which so many digits stand within the dial."""
    return next((name for name, most in (("digits-2", 2), ("digits-4", 4)) if len(text) <= most), "digits-6")


def open_fonts(root: Any, scale: float) -> Fonts:
    """All fonts by their names."""
    return Fonts(root, scale)


def _enlarged(root: Any, family: str, scale: float) -> float:
    """How much larger than asked for Tk makes its fonts.

    On X11, Tk 8.6 enlarges even sizes in pixels by the desktop's text size; other versions do not. A line is
    about 1.17 times as high as its letters' size, which tells the two apart.
    """
    suspected = scale * 96 / (72 * float(root.tk.call("tk", "scaling")))
    measured = tkfont.Font(root, family=family, size=-100).metrics("linespace") / 117
    return suspected if abs(log(measured / suspected)) < abs(log(measured)) else 1.0
