"""Notifications on Windows and macOS by desktop-notifier, on a thread with the event loop that it needs."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from desktop_notifier import Button, DesktopNotifier
from desktop_notifier import Urgency as ToastUrgency

from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.port import PortState

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

APP = "deskbreak"
_URGENCY = {"low": ToastUrgency.Low, "normal": ToastUrgency.Normal, "critical": ToastUrgency.Critical}


class ToastNotifier:
    """Clicks and buttons work while deskbreak runs; the time is kept here, the desktops keep none."""

    token = ""

    def __init__(self, loop: Loop, on_event: OnEvent) -> None:
        self._loop, self._on_event = loop, on_event
        self._toasts = DesktopNotifier(app_name=APP)
        self._live: dict[str, int] = {}  # tag -> the turn it was shown in, so that late words are known
        self._numbers: dict[str, str] = {}
        self._timers: dict[str, Handle] = {}
        self._turn = 0
        self._side = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._side.run_forever, name="notify", daemon=True)
        self._thread.start()
        self._state = PortState("desktop-notifier", "ok", sys.platform)

    def show(self, note: Note) -> None:
        self._forget(note.tag, remove=True)
        self._turn += 1
        turn = self._live[note.tag] = self._turn
        self._aside(self._send(note, turn))
        if note.timeout_s is not None:
            self._timers[note.tag] = self._loop.call_later(
                note.timeout_s, lambda: self._end(note.tag, turn, "expired", remove=True)
            )

    def close(self, tag: str) -> None:
        if tag in self._live:
            self._end(tag, self._live[tag], "closed", remove=True)

    def state(self) -> PortState:
        return self._state

    def stop(self) -> None:
        self._on_event = lambda _tag, _event: None
        for tag in list(self._live):
            self._forget(tag, remove=True)
        self._aside(self._finish())
        self._thread.join(1.0)

    async def _finish(self) -> None:
        """Toasts that are being taken away are let go first."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=0.5)
        self._side.stop()

    async def _send(self, note: Note, turn: int) -> None:
        tell = self._teller(note.tag, turn)
        rest = [Button(title=label, on_pressed=tell(f"action:{key}")) for key, label in note.actions]
        first = f"action:{note.actions[0][0]}" if note.actions else "dismissed"
        try:
            number = await self._toasts.send(
                title=note.title,
                message=note.told,
                urgency=_URGENCY[note.urgency],
                buttons=tuple(rest),
                on_clicked=tell(first),
                on_dismissed=tell("dismissed"),
            )
        except Exception as trouble:  # each platform raises its own
            words = f"{type(trouble).__name__}: {trouble}"
            self._loop.call_threadsafe(lambda: self._failed(note.tag, turn, words))
            return
        self._loop.call_threadsafe(lambda: self._sent(note.tag, turn, number))

    def _teller(self, tag: str, turn: int) -> Callable[[str], Callable[[], None]]:
        """Makes the callbacks; they come on another thread, after an action the toast is gone."""

        def tell(event: str) -> Callable[[], None]:
            return lambda: self._loop.call_threadsafe(lambda: self._end(tag, turn, event, remove=True))

        return tell

    def _sent(self, tag: str, turn: int, number: str) -> None:
        if self._live.get(tag) != turn:
            self._aside(self._toasts.clear(number))  # closed or replaced before it was on the screen
            return
        self._numbers[tag] = number
        self._on_event(tag, "shown")

    def _failed(self, tag: str, turn: int, words: str) -> None:
        self._state = PortState("desktop-notifier", "absent", words)
        self._end(tag, turn, "failed", remove=False)

    def _end(self, tag: str, turn: int, event: str, *, remove: bool) -> None:
        if self._live.get(tag) == turn:
            self._forget(tag, remove=remove)
            self._on_event(tag, event)

    def _forget(self, tag: str, *, remove: bool) -> None:
        self._live.pop(tag, None)
        if timer := self._timers.pop(tag, None):
            timer.cancel()
        number = self._numbers.pop(tag, None)
        if remove and number is not None:
            self._aside(self._toasts.clear(number))

    def _aside(self, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._side)
