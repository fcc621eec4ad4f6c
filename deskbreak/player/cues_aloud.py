"""Spoken cues and chimes, where the person switched them on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from deskbreak.core.cues import Cue, CueKind
from deskbreak.language import _, current, ended, translated
from deskbreak.player import end_words, words
from deskbreak.player.moment import Mode, Now
from deskbreak.player.protocol import PlayRequest

if TYPE_CHECKING:
    from pathlib import Path

    from deskbreak.platforms.sound.port import Sound
    from deskbreak.runtime.loop import Loop

SOUNDS = ("begin", "next", "switch", "rest", "finished")


class CuesAloud:
    """Says a cue once when it begins. Silent, and free of cost, unless voice or sound is on.

    The very first routine has its chimes on: a person on the floor learns that there are any.
    """

    def __init__(self, request: PlayRequest) -> None:
        self._request = request
        self._voice, self._chime = request.voice, request.sound or request.first_run
        self._loop: Loop | None = None
        self._sound: Sound | None = None
        self._last: Cue | None = None
        self._mode = Mode.PLAYING
        self._heard: Counter[tuple[int, str]] = Counter()
        self.muted = False
        if self._voice or self._chime:
            self._open()

    def _open(self) -> None:
        from deskbreak.paths import find_profile, shipped
        from deskbreak.platforms import busy, sound
        from deskbreak.runtime.loop import Loop

        self._loop = Loop()
        self._folder = shipped("content") / "sounds"
        probes = busy.choose(self._loop, None)
        cache = find_profile(self._request.home).cache_dir
        self._sound = sound.choose(self._loop, cache, probes, language=current())

    def follow(self, now: Now) -> None:
        """Called at every frame; makes a sound only when the cue is another one."""
        if self._loop is None or self._sound is None:
            return
        if now.mode is Mode.PLAYING and now.cue is not self._last:
            said = now.cue.step, now.cue.say
            self._make(chime_of(now, self._last), spoken(now, self._last, self._heard[said]))
            self._heard[said] += 1
            self._last = now.cue
        elif now.mode is not self._mode and now.mode is Mode.ASKING:
            self._make("finished", translated(end_words.ASK))
        elif now.mode is not self._mode and now.mode is Mode.HURT:
            self._make("", translated(end_words.HURT_TITLE))
        self._mode = now.mode
        self._loop.turn(0)

    def _make(self, chime: str, text: str) -> None:
        assert self._sound is not None
        if self.muted:
            return
        if self._chime and chime:
            self._sound.chime(self._file(chime))
        if self._voice and text:
            self._sound.say(text)

    def _file(self, chime: str) -> Path:
        return self._folder / f"{chime}.wav"

    @property
    def sounds(self) -> bool:
        """Return True if cues are heard now, and so can be turned off."""
        return self._sound is not None and not self.muted

    def toggle_sound(self) -> None:
        """Silence for the rest of this routine, or sound again; chimes where the settings have neither."""
        if self._sound is None:
            self._chime = True
            self._open()
            return
        self.muted = not self.muted
        if self.muted:
            self._sound.stop()

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


SAID_WHOLE = 2  # how often the words of a way or a hold are spoken before the count alone is


def spoken(now: Now, last: Cue | None, heard: int = 0) -> str:
    """The words for a new cue: all of them at first, then only the count. `heard`: how often they were said."""
    cue = now.cue
    if last is None or (cue.step, cue.round_) != (last.step, last.round_):
        first = [_("{side} first.", side=words.side(now))] if cue.side else []
        return " ".join((ended(words.name(now.step)), *first, words.instruction(now)))
    if cue.kind is CueKind.BREATHE:
        return translated(cue.say) if cue.count == 1 and heard < SAID_WHOLE else ""
    if cue.kind in (CueKind.WORK, CueKind.HOLD) and heard >= SAID_WHOLE:
        is_next = cue.kind is CueKind.WORK and cue.count and cue.count != last.count
        return str(cue.count) if is_next else ""
    return translated(cue.say)
