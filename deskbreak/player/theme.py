"""Colours and their choice: light or dark as the person or the desktop says."""

from __future__ import annotations

import os
import re
from pathlib import Path

from deskbreak.plain_file import read_plain
from deskbreak.player.protocol import PlayRequest
from deskbreak.values import dataclass

MAX_BYTES = 4_000_000
GTK_FILES = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini")


@dataclass(frozen=True, slots=True)
class Theme:
    """The words' colours stand out from their ground by 4.5 to 1 or more, shapes that matter by 3 to 1."""

    name: str
    background: str
    stage: str
    ink: str
    soft: str  # less important words
    line: str  # tracks and borders
    calm: str  # the ring, progress, the main button
    calm_lively: str  # the main button under the pointer
    on_calm: str
    button: str
    warn: str
    edge: str  # around buttons; it stands out by 3 to 1


LIGHT = Theme(
    name="light",
    background="#F6F3EE",
    stage="#EBE5DB",
    ink="#2B3350",
    soft="#5F6478",
    line="#DDD5C8",
    calm="#2A757C",
    calm_lively="#215E64",
    on_calm="#FFFFFF",
    button="#EBE5DB",
    warn="#A83218",
    edge="#857F70",
)
DARK = Theme(
    name="dark",
    background="#151A22",
    stage="#1E2530",
    ink="#F3F0E8",
    soft="#A4ACBD",
    line="#323C4C",
    calm="#43B0AC",
    calm_lively="#63C6C2",
    on_calm="#0F1319",
    button="#232B38",
    warn="#FF8D70",
    edge="#6B7890",
)


def choose_theme(wanted: str) -> Theme:
    """The theme asked for; "auto" looks at what the desktop's settings files say."""
    if wanted == "auto":
        wanted = "dark" if desktop_is_dark() else "light"
    return DARK if wanted == "dark" else LIGHT


def desktop_is_dark() -> bool:
    """What GTK, KDE, Xfce, GNOME or the environment say; light where nothing does."""
    if ":dark" in os.environ.get("GTK_THEME", "").lower():
        return True
    config = _config()
    for name in GTK_FILES:
        text = _read(config / name)
        if re.search(r"prefer-dark-theme\s*=\s*(1|true)", text) or re.search(
            r"theme-name\s*=.*dark", text, re.I
        ):
            return True
    xfce = _read(config / "xfce4/xfconf/xfce-perchannel-xml/xsettings.xml")
    if re.search(r'name="ThemeName"[^>]*value="[^"]*dark', xfce, re.I):
        return True
    if re.search(r"^ColorScheme=.*dark", _read(config / "kdeglobals"), re.I | re.M):
        return True
    return _dconf_says(config, rb"prefer-dark")


def desktop_reduces_motion() -> bool:
    """Return True if the desktop's settings files ask for less movement."""
    config = _config()
    if any(re.search(r"enable-animations\s*=\s*(0|false)", _read(config / name)) for name in GTK_FILES):
        return True
    return bool(re.search(r"^AnimationDurationFactor=0(\.0*)?$", _read(config / "kdeglobals"), re.M))


def wants_stillness(request: PlayRequest) -> bool:
    """Return True if the figure should stand still, as the request or else the desktop says."""
    return desktop_reduces_motion() if request.reduced_motion is None else request.reduced_motion


def _config() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _dconf_says(config: Path, word: bytes) -> bool:
    """GNOME keeps its choice in a small binary file; the word stands in it as it is."""
    try:
        data = read_plain(config / "dconf/user", max_bytes=MAX_BYTES)
    except OSError:
        return False
    return b"color-scheme" in data and word in data


def _read(path: Path) -> str:
    try:
        return read_plain(path, max_bytes=MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
