"""Notifications on Windows and macOS by desktop-notifier, on a thread with the event loop that it needs.

The library never raises: it logs that a toast failed, and on a system that it cannot serve its stand-in does nothing.
So what was really sent is asked for here: the stand-in and a switched-off system are refused, a toast that was not
dispatched has failed, and one that Windows gives up later is heard of through the library's log.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_notifier import Button, DesktopNotifier, Icon
from desktop_notifier import Urgency as ToastUrgency

from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

APP = "deskbreak"
BACKEND = "desktop-notifier"
ICON = Path(__file__).with_name("deskbreak.png")
STAND_IN = "DummyNotificationCenter"
SWITCHED_OFF = N_("notifications from deskbreak are switched off in the system's settings")
UNSERVED = {
    "darwin": N_(
        "macOS shows notifications only for programs in an application bundle, and this Python is in none"
    ),
}
FAILED = "Notification '%s' failed"  # how the library's log says that the system gave one up
_URGENCY = {"low": ToastUrgency.Low, "normal": ToastUrgency.Normal, "critical": ToastUrgency.Critical}

ShownTurn = tuple[str, int]  # a tag, and the turn it was shown in


class ToastNotifier:
    """Clicks and buttons work while deskbreak runs, also later in the Action Center; the time is kept here."""

    token = ""

    def __init__(self, loop: Loop, on_event: OnEvent) -> None:
        self._loop, self._on_event = loop, on_event
        self._toasts = DesktopNotifier(app_name=APP, app_icon=Icon(path=ICON))
        # For every toast at once: those of a single one are forgotten when it moves to the Action Center.
        self._toasts.on_clicked = lambda number: self._heard(number, "")
        self._toasts.on_button_pressed = lambda number, key: self._heard(number, key)
        self._toasts.on_dismissed = lambda number: self._gone(number, "dismissed")
        self._live: dict[str, int] = {}  # tag -> the turn it was shown in, so that late words are known
        self._numbers: dict[str, str] = {}
        self._shown: dict[str, ShownTurn] = {}  # number -> what it shows
        self._main: dict[str, str] = {}  # tag -> what a click on its body means
        self._timers: dict[str, Handle] = {}
        self._turn = 0
        self._side = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._side.run_forever, name="notify", daemon=True)
        self._thread.start()
        self._log = _Failures(lambda number: self._gone(number, "failed"))
        logging.getLogger("desktop_notifier").addHandler(self._log)
        self._state = PortState(BACKEND, "ok", sys.platform)
        self._unserved = ""  # why the library can serve no toast here at all
        if type(self._toasts._backend).__name__ == STAND_IN:
            self._unserved = UNSERVED.get(sys.platform, english("no toasts on {system}", system=sys.platform))
            self._state = PortState(BACKEND, "absent", self._unserved)

    def show(self, note: Note) -> None:
        self._forget(note.tag, remove=True)
        self._turn += 1
        turn = self._live[note.tag] = self._turn
        self._main[note.tag] = f"action:{note.actions[0][0]}" if note.actions else "dismissed"
        if self._unserved:
            self._loop.call_soon(lambda: self._failed(note.tag, turn, self._unserved))
            return
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
        logging.getLogger("desktop_notifier").removeHandler(self._log)
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
        dispatched: list[bool] = []
        number, why = "", N_("the system did not take it")
        try:
            if not await self._toasts.has_authorisation() and not await self._toasts.request_authorisation():
                why = SWITCHED_OFF
            else:
                number = await self._toasts.send(
                    title=note.title,
                    message=note.full_body,
                    urgency=_URGENCY[note.urgency],
                    buttons=tuple(Button(title=label, identifier=key) for key, label in note.actions),
                    on_dispatched=lambda: dispatched.append(True),
                )
        except Exception as trouble:  # each platform raises its own
            why = f"{type(trouble).__name__}: {trouble}"
        if dispatched:
            self._loop.call_threadsafe(lambda: self._sent(note.tag, turn, number))
        else:
            self._loop.call_threadsafe(lambda: self._failed(note.tag, turn, why))

    # -- what the library reports, on its own thread

    def _heard(self, number: str, key: str) -> None:
        """A click on the body, or on the button of that key."""
        self._loop.call_threadsafe(lambda: self._acted(number, key))

    def _gone(self, number: str, event: str) -> None:
        self._loop.call_threadsafe(lambda: self._ended(number, event))

    # -- on the loop

    def _acted(self, number: str, key: str) -> None:
        tag, turn = self._shown.get(number, ("", 0))
        self._end(tag, turn, f"action:{key}" if key else self._main.get(tag, "dismissed"), remove=True)

    def _ended(self, number: str, event: str) -> None:
        tag, turn = self._shown.get(number, ("", 0))
        if event == "failed" and tag:
            self._failed(tag, turn, N_("Windows gave it up"))
        else:
            self._end(tag, turn, event, remove=True)

    def _sent(self, tag: str, turn: int, number: str) -> None:
        if self._live.get(tag) != turn:
            self._aside(self._toasts.clear(number))  # closed or replaced before it was on the screen
            return
        self._numbers[tag], self._shown[number] = number, (tag, turn)
        self._state = PortState(BACKEND, "ok", sys.platform)
        self._on_event(tag, "shown")

    def _failed(self, tag: str, turn: int, words: str) -> None:
        self._state = PortState(BACKEND, "absent", words)
        self._end(tag, turn, "failed", remove=False)

    def _end(self, tag: str, turn: int, event: str, *, remove: bool) -> None:
        if self._live.get(tag) == turn:
            self._forget(tag, remove=remove)
            self._on_event(tag, event)

    def _forget(self, tag: str, *, remove: bool) -> None:
        self._live.pop(tag, None)
        self._main.pop(tag, None)
        if timer := self._timers.pop(tag, None):
            timer.cancel()
        number = self._numbers.pop(tag, None)
        if number is not None:
            self._shown.pop(number, None)
            if remove:
                self._aside(self._toasts.clear(number))

    def _aside(self, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._side)


class _Failures(logging.Handler):
    """Hears in the library's log which toast the system gave up after it was sent."""

    def __init__(self, failed: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._failed_one = failed

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(FAILED) and isinstance(record.args, tuple) and record.args:
            self._failed_one(str(record.args[0]))
