"""Colours and their choice: light or dark as the person or the desktop says."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

GTK_FILES = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini")


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    background: str
    stage: str
    ink: str
    soft: str  # less important words
    line: str  # tracks and borders
    accent: str
    calm: str  # the ring, progress
    button: str
    warn: str
    on_calm: str


LIGHT = Theme(
    "light",
    "#F6F3EE",
    "#EBE5DB",
    "#2B3350",
    "#5C6178",
    "#D9D1C4",
    "#C8401F",
    "#2F7F86",
    "#E9E3D8",
    "#B3311B",
    "#FFFFFF",
)
DARK = Theme(
    "dark",
    "#151A22",
    "#1E2530",
    "#F3F0E8",
    "#A9B0C0",
    "#2F3846",
    "#FF8A6B",
    "#43B0AC",
    "#262E3B",
    "#FF8A6B",
    "#10141B",
)


def choose_theme(wanted: str) -> Theme:
    """The theme asked for; "auto" looks at what the desktop's settings files say."""
    if wanted == "auto":
        wanted = "dark" if desktop_is_dark() else "light"
    return DARK if wanted == "dark" else LIGHT


def desktop_is_dark() -> bool:
    """What GTK, KDE or the environment say; light where nothing does."""
    if ":dark" in os.environ.get("GTK_THEME", "").lower():
        return True
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for name in GTK_FILES:
        text = _read(config / name)
        if re.search(r"prefer-dark-theme\s*=\s*(1|true)", text) or re.search(
            r"theme-name\s*=.*dark", text, re.I
        ):
            return True
    return bool(re.search(r"^ColorScheme=.*dark", _read(config / "kdeglobals"), re.I | re.M))


def desktop_reduces_motion() -> bool:
    """Whether the desktop's settings files ask for less movement."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return any(re.search(r"enable-animations\s*=\s*(0|false)", _read(config / name)) for name in GTK_FILES)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
