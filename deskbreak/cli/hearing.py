"""What `doctor` finds out about chimes and the voice: which programs make them, and whether they do."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from deskbreak.paths import shipped
from deskbreak.platforms.sound import players

if TYPE_CHECKING:
    from pathlib import Path

CHIME_TIMEOUT_S, VOICE_TIMEOUT_S = 10.0, 30.0
SENTENCE = "This is deskbreak. Time to move."
_GET_CHIME = "Debian and Ubuntu: apt install pulseaudio-utils; Fedora: dnf install pulseaudio-utils"
_GET_VOICE = "Debian and Ubuntu: apt install speech-dispatcher (or espeak-ng); Fedora: dnf install espeak-ng"
Found = tuple[str, str, str]  # what was looked at, ok or note, and the sentence


def sound_found(*, voice_on: bool) -> list[Found]:
    """Which program chimes and which speaks, or that none is there and how to get one."""
    chime, voice = players.chime_program(), players.voice_program()
    used = "" if voice_on else "; it is off, to turn it on: deskbreak config set player.voice true"
    silent = "so the voice that your settings ask for is silent" if voice_on else "the voice stays off"
    return [
        ("sound", "ok", f"{chime[0]} plays the chimes; to hear one: deskbreak doctor --hear")
        if chime
        else ("sound", "note", f"no program here plays a chime. {_GET_CHIME}"),
        ("voice", "ok", f"{voice[0]} speaks{used}")
        if voice
        else ("voice", "note", f"no program here speaks, {silent}. {_GET_VOICE}"),
    ]


def heard() -> list[Found]:
    """Play a chime and speak a sentence now; what the programs said about it."""
    file = shipped("content") / "sounds" / "begin.wav"
    chime = [str(file) if word == players.FILE else word for word in players.chime_program()]
    voice = [SENTENCE if word == players.TEXT else word for word in players.voice_program()]
    return [
        _tried(
            "chime", chime, CHIME_TIMEOUT_S, file, "a chime was played; if you heard none, look at the volume"
        ),
        _tried("spoken", voice, VOICE_TIMEOUT_S, file, f'"{SENTENCE}" was spoken'),
    ]


def _tried(name: str, argv: list[str], limit_s: float, file: Path, done: str) -> Found:
    if not argv:
        return name, "note", "nothing to hear: no program for it is installed"
    env = {**os.environ, "DESKBREAK_SOUND": str(file)}
    try:
        ran = subprocess.run(
            argv, input=f"{SENTENCE}\n".encode(), capture_output=True, timeout=limit_s, env=env, check=False
        )
    except subprocess.TimeoutExpired:
        return name, "note", f"{argv[0]} did not end within {limit_s:.0f} s; is a sound server running?"
    except OSError as error:
        return name, "note", f"{argv[0]} could not be started: {error.strerror or error}"
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"it ended with {ran.returncode}"
        return name, "note", f"{argv[0]} failed: {why}"
    return name, "ok", f"{done} ({argv[0]})"
