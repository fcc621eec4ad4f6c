"""What `doctor` finds out about chimes and the voice: which programs make them, and whether they do."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from deskbreak.language import current, translated
from deskbreak.paths import shipped
from deskbreak.platforms.sound import players, voices
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHIME_TIMEOUT_S, VOICE_TIMEOUT_S = 10.0, 30.0
SENTENCE = N_("This is deskbreak. Time to move.")
_NO_CHIME = N_(
    "no program here plays a chime. Debian and Ubuntu: apt install pulseaudio-utils;"
    " Fedora: dnf install pulseaudio-utils"
)
_NO_VOICE = N_(
    "no program here speaks, the voice stays off."
    " Debian and Ubuntu: apt install speech-dispatcher (or espeak-ng); Fedora: dnf install espeak-ng"
)
_SILENT_VOICE = N_(
    "no program here speaks, so the voice that your settings ask for is silent."
    " Debian and Ubuntu: apt install speech-dispatcher (or espeak-ng); Fedora: dnf install espeak-ng"
)
HearingResult = tuple[str, str, str]  # what was looked at, ok or note, and the sentence


def sound_found(*, voice_on: bool) -> list[HearingResult]:
    """Which program chimes and which speaks, or that none is there and how to get one."""
    return [
        _chime_found(players.chime_program()),
        _voice_found(voices.find_now(current()), voice_on=voice_on),
    ]


def _chime_found(argv: Sequence[str]) -> HearingResult:
    if not argv:
        return "sound", "note", _NO_CHIME
    said = english("{program} plays the chimes; to hear one: deskbreak doctor --hear", program=argv[0])
    return "sound", "ok", said


def _voice_found(argv: Sequence[str], *, voice_on: bool) -> HearingResult:
    if not argv and voices.programs():
        return "voice", "note", _not_spoken(voice_on=voice_on)
    if not argv:
        return "voice", "note", _SILENT_VOICE if voice_on else _NO_VOICE
    if voice_on:
        return "voice", "ok", english("{program} speaks", program=argv[0])
    said = english(
        "{program} speaks; it is off, to turn it on: deskbreak config set player.voice true",
        program=argv[0],
    )
    return "voice", "ok", said


_LANGUAGES = {
    "de": N_("German"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "ja": N_("Japanese"),
    "ar": N_("Arabic"),
}


def _not_spoken(*, voice_on: bool) -> str:
    """Something speaks here, but not the language; it would read it as if it were English."""
    language = _LANGUAGES.get(current(), current())
    if voice_on:
        return english(
            "no voice for {language} is installed, so the voice that your settings ask for is silent",
            language=language,
        )
    return english("no voice for {language} is installed, the voice stays off", language=language)


def heard() -> list[HearingResult]:
    """Play a chime and speak a sentence now; what the programs said about it."""
    file = shipped("content") / "sounds" / "begin.wav"
    chime = [str(file) if word == players.FILE else word for word in players.chime_program()]
    voice = [translated(SENTENCE) if word == players.TEXT else word for word in voices.find_now(current())]
    return [
        _tried(
            "chime",
            chime,
            CHIME_TIMEOUT_S,
            file=file,
            done=N_("a chime was played; if you heard none, look at the volume"),
        ),
        _tried(
            "spoken",
            voice,
            VOICE_TIMEOUT_S,
            file=file,
            done=english('"{sentence}" was spoken', sentence=translated(SENTENCE)),
        ),
    ]


def _tried(name: str, argv: list[str], limit_s: float, *, file: Path, done: str) -> HearingResult:
    if not argv:
        return name, "note", N_("nothing to hear: no program for it is installed")
    env = {**os.environ, "DESKBREAK_SOUND": str(file)}
    try:
        ran = subprocess.run(
            argv,
            input=f"{translated(SENTENCE)}\n".encode(),
            capture_output=True,
            timeout=limit_s,
            env=env,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return (
            name,
            "note",
            english(
                "{program} did not end within {seconds} s; is a sound server running?",
                program=argv[0],
                seconds=f"{limit_s:.0f}",
            ),
        )
    except OSError as error:
        return (
            name,
            "note",
            english(
                "{program} could not be started: {error}",
                program=argv[0],
                error=error.strerror or error,
            ),
        )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else english("it ended with {code}", code=ran.returncode)
        return name, "note", english("{program} failed: {why}", program=argv[0], why=why)
    return name, "ok", f"{done} ({argv[0]})"
