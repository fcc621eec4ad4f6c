"""Spoken cues and chimes, where the person switched them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.paths import find_profile
from deskbreak.player import words
from deskbreak.player.protocol import Request
from deskbreak.player.session import Mode, Now

if TYPE_CHECKING:
    from deskbreak.core.cues import Cue
    from deskbreak.platforms.loop import Loop
    from deskbreak.platforms.sound.port import Sound


class CuesAloud:
    """Says a cue once when it begins. Silent, and free of cost, unless voice or sound is on."""

    def __init__(self, request: Request) -> None:
        self._voice, self._chime = request.voice, request.sound
        self._loop: Loop | None = None
        self._sound: Sound | None = None
        self._last: Cue | None = None
        self._step = -1
        if request.voice or request.sound:
            self._open(request)

    def _open(self, request: Request) -> None:
        from deskbreak.platforms import busy, sound
        from deskbreak.platforms.loop import Loop

        self._loop = Loop()
        probes = busy.choose(self._loop, None)
        self._sound = sound.choose(self._loop, find_profile(request.home).cache_dir, probes)

    def follow(self, now: Now) -> None:
        """Called at every frame; speaks only when the cue is another one."""
        if self._loop is None or self._sound is None:
            return
        if now.mode is Mode.PLAYING and now.cue is not self._last:
            self._last = now.cue
            if self._chime and now.cue.step != self._step:
                self._sound.chime()
            if self._voice:
                self._sound.say(self._text(now))
            self._step = now.cue.step
        self._loop.turn(0)

    def _text(self, now: Now) -> str:
        said = words.instruction(now)
        return f"{now.step.name}. {said}" if now.cue.step != self._step else said

    def close(self) -> None:
        if self._sound is not None and self._loop is not None:
            self._sound.stop()
            self._loop.close()
