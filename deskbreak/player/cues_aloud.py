"""Spoken cues and chimes, where the person switched them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.core.cues import Cue, CueKind
from deskbreak.player import words
from deskbreak.player.protocol import Request
from deskbreak.player.session import Mode, Now

if TYPE_CHECKING:
    from pathlib import Path

    from deskbreak.platforms.loop import Loop
    from deskbreak.platforms.sound.port import Sound

SOUNDS = ("begin", "next", "switch", "rest", "finished")


class CuesAloud:
    """Says a cue once when it begins. Silent, and free of cost, unless voice or sound is on."""

    def __init__(self, request: Request) -> None:
        self._voice, self._chime = request.voice, request.sound
        self._loop: Loop | None = None
        self._sound: Sound | None = None
        self._last: Cue | None = None
        self._mode = Mode.PLAYING
        if request.voice or request.sound:
            self._open(request)

    def _open(self, request: Request) -> None:
        from deskbreak.paths import find_profile, shipped
        from deskbreak.platforms import busy, sound
        from deskbreak.platforms.loop import Loop

        self._loop = Loop()
        self._folder = shipped("content") / "sounds"
        probes = busy.choose(self._loop, None)
        self._sound = sound.choose(self._loop, find_profile(request.home).cache_dir, probes)

    def follow(self, now: Now) -> None:
        """Called at every frame; makes a sound only when the cue is another one."""
        if self._loop is None or self._sound is None:
            return
        if now.mode is Mode.PLAYING and now.cue is not self._last:
            self._make(chime_of(now, self._last), spoken(now, self._last))
            self._last = now.cue
        elif now.mode is not self._mode and now.mode is Mode.ASKING:
            self._make("finished", words.ASK)
        elif now.mode is not self._mode and now.mode is Mode.HURT:
            self._make("", words.HURT_TITLE)
        self._mode = now.mode
        self._loop.turn(0)

    def _make(self, chime: str, text: str) -> None:
        assert self._sound is not None
        if self._chime and chime:
            self._sound.chime(self._file(chime))
        if self._voice and text:
            self._sound.say(text)

    def _file(self, chime: str) -> Path:
        return self._folder / f"{chime}.wav"

    def close(self) -> None:
        if self._sound is not None and self._loop is not None:
            self._sound.stop()
            self._loop.close()


def chime_of(now: Now, last: Cue | None) -> str:
    """The chime that a new cue begins with; repetitions within a step have none."""
    if last is None:
        return "begin"
    if now.cue.kind is CueKind.REST:
        return "rest"
    if (now.cue.step, now.cue.round_) != (last.step, last.round_):
        return "next"
    return "switch" if now.cue.kind is CueKind.SWITCH else ""


def spoken(now: Now, last: Cue | None) -> str:
    """The words for a new cue: the whole instruction at first, then only the count."""
    cue = now.cue
    if last is None or (cue.step, cue.round_) != (last.step, last.round_):
        return f"{now.step.name}. {words.instruction(now)}"
    if cue.count > 1 and cue.kind is CueKind.WORK and cue.set_ == last.set_:
        return cue.side if cue.side and cue.side != last.side else str(cue.count)
    if cue.count > 1 and cue.kind in (CueKind.HOLD, CueKind.BREATHE):
        return "" if cue.kind is CueKind.BREATHE else cue.say
    return cue.say
