"""The window's fonts: the desktop's own family in a few sizes."""

from __future__ import annotations

from math import log
from tkinter import font as tkfont
from typing import Any, Literal

_SIZES: tuple[tuple[str, int, Literal["normal", "bold"]], ...] = (
    ("title", 27, "bold"),
    ("count", 38, "bold"),
    ("large", 34, "bold"),
    ("text", 17, "normal"),
    ("strong", 15, "bold"),
    ("small", 13, "normal"),
    ("button", 14, "bold"),
    ("tiny", 11, "normal"),
)


def open_fonts(root: Any, scale: float) -> dict[str, Any]:
    """All fonts by their names."""
    family = str(tkfont.nametofont("TkDefaultFont", root=root).actual("family"))
    pixels = scale / _enlarged(root, family, scale)
    return {
        name: tkfont.Font(root, family=family, size=-round(size * pixels), weight=weight)
        for name, size, weight in _SIZES
    }


def _enlarged(root: Any, family: str, scale: float) -> float:
    """How much larger than asked for Tk makes its fonts.

    On X11, Tk 8.6 enlarges even sizes in pixels by the desktop's text size; other versions do not. A line is
    about 1.17 times as high as its letters' size, which tells the two apart.
    """
    suspected = scale * 96 / (72 * float(root.tk.call("tk", "scaling")))
    measured = tkfont.Font(root, family=family, size=-100).metrics("linespace") / 117
    return suspected if abs(log(measured / suspected)) < abs(log(measured)) else 1.0
