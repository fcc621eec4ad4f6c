"""A way to notify that always works and that a test can look into: what it shows is in `notes`."""

from __future__ import annotations

from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.port import PortState
from deskbreak.runtime.loop import Handle, Loop


class SureNotifier:
    """Keeps the port's promises with nothing but the loop."""

    token = ""

    def __init__(self, loop: Loop, on_event: OnEvent) -> None:
        self._loop, self._on_event = loop, on_event
        self._shown: dict[str, Handle | None] = {}
        self.notes: list[Note] = []

    def show(self, note: Note) -> None:
        self._take_down(note.tag)
        self.notes.append(note)
        timer = None
        if note.timeout_s is not None:
            timer = self._loop.call_later(note.timeout_s, lambda: self._end(note.tag, "expired"))
        self._shown[note.tag] = timer
        self._loop.call_soon(lambda: self._on_event(note.tag, "shown"))

    def close(self, tag: str) -> None:
        self._end(tag, "closed")

    def state(self) -> PortState:
        return PortState("sure", "ok")

    def stop(self) -> None:
        for tag in list(self._shown):
            self._take_down(tag)
        self._on_event = lambda _tag, _event: None

    def _take_down(self, tag: str) -> bool:
        if tag not in self._shown:
            return False
        timer = self._shown.pop(tag)
        if timer is not None:
            timer.cancel()
        return True

    def _end(self, tag: str, event: str) -> None:
        if self._take_down(tag):
            self._loop.call_soon(lambda: self._on_event(tag, event))
