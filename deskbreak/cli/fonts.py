"""`doctor`, on letters: whether a font for the chosen language is installed, where fontconfig knows."""

from __future__ import annotations

import shutil
import subprocess

from deskbreak.language import current
from deskbreak.sentences import N_

TIMEOUT_S = 5.0  # the first question after an installation reads every font
# The languages that many a desktop has no letters for, and how to get them.
_NO_FONT = {
    "ja": N_(
        "no font for Japanese is installed, so its letters show as empty boxes. "
        "Debian and Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts"
    ),
    "ar": N_(
        "no font for Arabic is installed, so its letters show as empty boxes. "
        "Debian and Ubuntu: apt install fonts-noto-core; Fedora: dnf install google-noto-sans-arabic-fonts"
    ),
}


def missing_font() -> str:
    """What to install, in English; "" where the language has its letters, needs none, or it is not known."""
    said = _NO_FONT.get(current(), "")
    return said if said and _has_font(current()) is False else ""


def _has_font(language: str) -> bool | None:
    """None where there is no fontconfig, or it fails."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        ran = subprocess.run(
            [program, f":lang={language}", "family"], capture_output=True, timeout=TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(ran.stdout.strip())
