"""Sound by short-lived programs; before each, the microphone is asked, and a live one means silence."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.platforms.busy.port import Probed
from deskbreak.platforms.port import PortState
from deskbreak.platforms.sound import players, voices
from deskbreak.runtime import spawn
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.platforms.busy.port import Busy
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

CHIME_TIMEOUT_S, VOICE_TIMEOUT_S = 5.0, 30.0


class ProgramSound:
    """Never heard in a call: a program that records should not record us."""

    def __init__(self, loop: Loop, cache: Path, busy: Busy | None, language: str = voices.ENGLISH) -> None:
        self._loop, self._cache, self._busy, self._language = loop, cache, busy, language
        self._chime = players.chime_program()
        self._voice: tuple[str, ...] | None = None  # while the programs are being asked
        self._waiting = ""  # what is said as soon as they have answered
        self._speaking: Child | None = None
        self._playing: Child | None = None
        self._stopped = False
        voices.find(loop, language, self._found)

    def _found(self, voice: tuple[str, ...]) -> None:
        self._voice = voice
        if self._waiting:
            self.say(self._waiting)

    def chime(self, file: Path | None = None) -> None:
        if self._chime and file is not None and file.is_file():
            self._unless_recorded(lambda: self._start_chime(str(file)))
        elif self._chime:
            self._unless_recorded(self._play)

    def say(self, text: str) -> None:
        if self._voice is None:
            self._waiting = text
        elif (voice := self._voice_for(text)) and text.strip():
            self._unless_recorded(lambda: self._speak(text, voice))

    def _voice_for(self, text: str) -> tuple[str, ...]:
        """What is not translated is said in English, if there is any voice at all."""
        if self._voice and voices.said_in(self._language, text) != self._language:
            return players.voice_program()
        return self._voice or ()

    def state(self) -> PortState:
        if self._stopped:
            return PortState("programs", "off")
        voice = self._voice or ()
        missing = [
            said for said, argv in ((N_("no chime"), self._chime), (N_("no voice"), voice)) if not argv
        ]
        if len(missing) == 2:
            return PortState("none", "absent", N_("no program for sound is installed"))
        backend = " and ".join(argv[0] for argv in (self._chime, voice) if argv)
        return PortState(backend, "ok", missing[0] if missing else "")

    def stop(self) -> None:
        self._stopped = True
        for child in (self._speaking, self._playing):
            if child is not None:
                child.kill()

    def _unless_recorded(self, make_sound: Callable[[], None]) -> None:
        def known(answers: Mapping[str, Probed]) -> None:
            if answers["microphone"].value != "yes" and not self._stopped:
                make_sound()

        if self._busy is None:
            make_sound()
        else:
            self._busy.ask(["microphone"], known)

    def _play(self) -> None:
        """Play the chime; the first time it is made first. A disk that takes no file means silence."""
        file = self._cache / "chime.wav"
        if file.exists():
            self._start_chime(str(file))
            return
        made = spawn.python("-m", "deskbreak.platforms.sound.tone", str(file))
        spawn.start(
            self._loop,
            made,
            on_exit=lambda child: None if child.code else self._start_chime(str(file)),
            timeout_s=CHIME_TIMEOUT_S,
        )

    def _start_chime(self, file: str) -> None:
        if not self._stopped:
            argv = [file if word == players.FILE else word for word in self._chime]
            env = {**os.environ, "DESKBREAK_SOUND": file}
            self._playing = spawn.start(self._loop, argv, timeout_s=CHIME_TIMEOUT_S, env=env)

    def _speak(self, text: str, voice: tuple[str, ...]) -> None:
        if self._speaking is not None:
            self._speaking.kill()
        words = " ".join(text.split())
        argv = [words if word == players.TEXT else word for word in voice]
        self._speaking = spawn.start(
            self._loop, argv, stdin=words.encode() + b"\n", timeout_s=VOICE_TIMEOUT_S
        )
