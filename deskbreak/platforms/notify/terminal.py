"""The last way to be heard: the bell and a line in the terminal that deskbreak was started from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.port import PortState

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop


class TerminalNotifier:
    """Text only; keys are read by whoever owns the terminal."""

    token = ""

    def __init__(self, loop: Loop, on_event: OnEvent, fd: int = 1) -> None:
        self._loop, self._on_event, self._fd = loop, on_event, fd
        self._shown: dict[str, Handle | None] = {}

    def show(self, note: Note) -> None:
        self.close_silently(note.tag)
        text = f"\a{note.title}" + (f": {note.body}" if note.body else "") + "\n"
        try:
            os.write(self._fd, text.encode("utf-8", "replace"))
        except OSError:
            self._loop.call_soon(lambda: self._on_event(note.tag, "failed"))
            return
        timer = None
        if note.timeout_s is not None:
            timer = self._loop.call_later(note.timeout_s, lambda: self._end(note.tag, "expired"))
        self._shown[note.tag] = timer
        self._loop.call_soon(lambda: self._on_event(note.tag, "shown"))

    def close(self, tag: str) -> None:
        self._end(tag, "closed")

    def close_silently(self, tag: str) -> bool:
        if tag not in self._shown:
            return False
        timer = self._shown.pop(tag)
        if timer is not None:
            timer.cancel()
        return True

    def _end(self, tag: str, event: str) -> None:
        if self.close_silently(tag):
            self._loop.call_soon(lambda: self._on_event(tag, event))

    def state(self) -> PortState:
        return PortState("terminal", "ok", "text and bell in the terminal")

    def stop(self) -> None:
        for tag in list(self._shown):
            self.close_silently(tag)
        self._on_event = lambda _tag, _event: None
