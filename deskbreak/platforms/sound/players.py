"""The programs that make sound on each system, in the order of preference."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

FILE, TEXT = "{file}", "{text}"

_CHIMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("pw-play", FILE), ("paplay", FILE), ("aplay", "-q", FILE)),
    "darwin": (("afplay", FILE),),
    "win32": (
        (
            "powershell",
            "-NoProfile",
            "-Command",
            "(New-Object Media.SoundPlayer $env:DESKBREAK_SOUND).PlaySync()",
        ),
    ),
}
# The sentence is UTF-8, whatever the console thinks.
SPEAK = (
    "$s.Speak((New-Object IO.StreamReader([Console]::OpenStandardInput(),[Text.Encoding]::UTF8)).ReadToEnd())"
)
_SAPI = (
    "Add-Type -AssemblyName System.Speech;$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;" + SPEAK
)
# The sentence comes on stdin or after "--", so that no text is ever taken for an option or a command.
_VOICES: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("spd-say", "--wait", "--", TEXT), ("espeak-ng", "--stdin"), ("espeak", "--stdin")),
    "darwin": (("say", "-f", "-"),),
    "win32": (("powershell", "-NoProfile", "-Command", _SAPI),),
}


def chime_program(platform: str = sys.platform) -> tuple[str, ...]:
    """The first chime player that is installed; empty when there is none."""
    return _first(_CHIMES.get(platform, ()))


def voice_program(platform: str = sys.platform) -> tuple[str, ...]:
    """The first voice that is installed; empty when there is none."""
    return _first(_VOICES.get(platform, ()))


def _first(programs: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return next((argv for argv in programs if shutil.which(argv[0])), ())
