"""No notifications: every note fails, and says so."""

from __future__ import annotations

from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.port import PortState
from deskbreak.runtime.loop import Loop


class NoNotifier:
    """No notifications: each note fails, with the reason why."""

    def __init__(self, loop: Loop, on_event: OnEvent, why: str) -> None:
        self._loop, self._on_event, self._why = loop, on_event, why
        self._stopped = False
        self.token = ""

    def show(self, note: Note) -> None:
        self._loop.call_soon(lambda: self._fail(note.tag))

    def close(self, tag: str) -> None: ...

    def state(self) -> PortState:
        return PortState("none", "off" if self._stopped else "absent", self._why)

    def stop(self) -> None:
        self._stopped = True

    def _fail(self, tag: str) -> None:
        if not self._stopped:
            self._on_event(tag, "failed")
