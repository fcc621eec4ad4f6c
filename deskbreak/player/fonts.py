"""The window's fonts: the desktop's own family in a few sizes."""

from __future__ import annotations

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
_AT_THE_END = ("large",)


def open_fonts(root: Any, scale: float) -> dict[str, Any]:
    """All fonts; those of the first picture are loaded already when this returns."""
    family = tkfont.nametofont("TkDefaultFont", root=root).actual("family")
    fonts = {
        name: tkfont.Font(root, family=family, size=-round(size * scale), weight=weight)
        for name, size, weight in _SIZES
    }
    for name, font in fonts.items():
        if name not in _AT_THE_END:
            font.measure("0:00 Next")
    return fonts
