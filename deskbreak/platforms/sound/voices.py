"""Which program speaks a language, and with which of its voices: only the program itself knows which it has.

English is spoken with whatever voice the system has; there nothing is asked.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from deskbreak.platforms.sound.players import SPEAK, TEXT, voice_program
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

ENGLISH = "en"
ASKING_TIMEOUT_S = 5.0  # a speech server may have to start first
VOICE, LANGUAGE = "{voice}", "{language}"
_OWN_LETTERS = ("ja", "ar")  # what has only Latin letters is said in English there
_FEW = (
    60  # entries; who has voices for more languages than that reads letters, and knows no Chinese characters
)
_LIST = (
    "Add-Type -AssemblyName System.Speech;(New-Object System.Speech.Synthesis.SpeechSynthesizer)"
    ".GetInstalledVoices()|%{$_.VoiceInfo.Culture.Name+' '+$_.VoiceInfo.Name}"
)
_CHOOSE = (
    "Add-Type -AssemblyName System.Speech;$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$v=$s.GetInstalledVoices()|?{$_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '{language}'}"
    "|Select-Object -First 1;if($v){$s.SelectVoice($v.VoiceInfo.Name)};"
)
_SHELL = ("powershell", "-NoProfile", "-Command")


@dataclass(frozen=True, slots=True)
class Program:
    """One that speaks: `argv` with places for language and voice, `asks` for the voices that it has."""

    argv: tuple[str, ...]
    asks: tuple[str, ...]

    def is_there(self) -> bool:
        return shutil.which(self.argv[0]) is not None


_PROGRAMS: dict[str, tuple[Program, ...]] = {
    "linux": (
        Program(("spd-say", "--wait", "--language", LANGUAGE, "--", TEXT), ("spd-say", "-L")),
        Program(("espeak-ng", "-v", LANGUAGE, "--stdin"), ("espeak-ng", "--voices")),
        Program(("espeak", "-v", LANGUAGE, "--stdin"), ("espeak", "--voices")),
    ),
    "darwin": (Program(("say", "-v", VOICE, "-f", "-"), ("say", "-v", "?")),),
    "win32": (Program((*_SHELL, _CHOOSE + SPEAK), (*_SHELL, _LIST)),),
}


def programs(platform: str = sys.platform) -> tuple[Program, ...]:
    """Those that are installed, the better first."""
    return tuple(one for one in _PROGRAMS.get(platform, ()) if one.is_there())


def speaking(program: Program, listing: str, language: str) -> tuple[str, ...]:
    """How the program speaks the language, by its list of voices; empty where it has none for it."""
    voices = list(_voices(program.argv[0], listing))
    if language == "ja" and len(voices) > _FEW:
        return ()
    for code, name in voices:
        if re.split("[-_]", code.casefold())[0] == language:
            return tuple(word.replace(VOICE, name).replace(LANGUAGE, language) for word in program.argv)
    return ()


_SAY = re.compile(r"(\S.*?)\s+([a-z]{2,3}(?:[_-]\w+)*)\s+#")


def _voices(program: str, listing: str) -> Iterator[tuple[str, str]]:
    """(code of the language, name of the voice) of each line that names one."""
    for line in listing.splitlines():
        words = line.split()
        if program == "say":
            if found := _SAY.match(line):
                yield found[2], found[1]
        elif program == "powershell":
            yield line.partition(" ")[0], line.partition(" ")[2].strip()
        elif program == "spd-say" and len(words) > 2:
            yield words[-2], " ".join(words[:-2])  # NAME LANGUAGE VARIANT
        elif len(words) > 3:
            yield words[1], words[3]  # Pty Language Age/Gender VoiceName


def said_in(language: str, text: str) -> str:
    """The language to say the text in: what is not translated is in English, which other letters show."""
    if language in _OWN_LETTERS and not any(letter.isalpha() and not letter.isascii() for letter in text):
        return ENGLISH if any(map(str.isalpha, text)) else language
    return language


def find(loop: Loop, language: str, on_found: Callable[[tuple[str, ...]], None]) -> None:
    """Ask the installed programs, one after the other, and call back with how to speak; empty where none can."""
    if language == ENGLISH:
        on_found(voice_program())
        return
    _ask(loop, language, list(programs()), on_found)


def _ask(loop: Loop, language: str, left: list[Program], on_found: Callable[[tuple[str, ...]], None]) -> None:
    if not left:
        on_found(())
        return
    from deskbreak.runtime import spawn

    program = left[0]

    def answered(child: Child) -> None:
        argv = speaking(program, child.output.decode("utf-8", "replace"), language)
        if argv:
            on_found(argv)
        else:
            _ask(loop, language, left[1:], on_found)

    spawn.start(loop, program.asks, on_exit=answered, timeout_s=ASKING_TIMEOUT_S)


def find_now(language: str) -> tuple[str, ...]:
    """The same for a command, which waits for the answers."""
    import subprocess

    if language == ENGLISH:
        return voice_program()
    for program in programs():
        try:
            ran = subprocess.run(
                program.asks,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=ASKING_TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if argv := speaking(program, ran.stdout.decode("utf-8", "replace"), language):
            return argv
    return ()
