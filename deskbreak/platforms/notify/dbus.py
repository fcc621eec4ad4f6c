"""Notifications over the bus (org.freedesktop.Notifications), on the connection that the tray uses too.

Services differ, so nothing is left to their taste: text is escaped only for those that read markup, actions
are sent only to those that offer them, the time is kept here too (some ignore it), and a note is closed after
an action (some leave it standing). A service that goes away or comes back is noticed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.platforms.notify.arguments import NOTIFY, notify_arguments
from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.notify.servers import Server
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
BACKEND = "org.freedesktop.Notifications"
REASONS = {1: "expired", 2: "dismissed"}
RETURN_S = 10.0  # a service that restarts is waited for so long
MAX_RETURNS = 3  # and may take a note down so often
GRACE_S = 0.5  # the service gets the first chance to end the note in time


@dataclass(slots=True)
class OpenNote:
    """What lives under one tag: the wish, and the service's number once it has answered."""

    note: Note
    number: int = 0
    asked: bool = False  # a Notify call is on its way
    again: bool = False  # a newer wish came meanwhile
    closing: bool = False  # it was closed meanwhile
    explains: bool = False  # that a click on the text only closes it
    lost: bool = False  # the service went away; it is shown again when there is one
    returns: int = 0  # how often it was
    timer: Handle | None = None


class BusNotifier:
    """Serves whenever a notification service runs or can be started by the bus."""

    def __init__(self, bus: Bus, on_event: OnEvent) -> None:
        self._bus, self._on_event = bus, on_event
        self._tags: dict[str, OpenNote] = {}
        self._server: Server | None = None
        self._asking: list[Callable[[], None]] = []
        self._state = PortState(BACKEND, "absent", N_("not asked yet"))
        self._back_by = 0.0  # a service that went away is expected again until then
        self._explained = False  # that a click on the text only closes, where it does
        self.token = ""
        self._watches = [
            bus.on_signal(NAME, "ActionInvoked", self._invoked, path=PATH),
            bus.on_signal(NAME, "NotificationClosed", self._closed, path=PATH),
            bus.on_signal(NAME, "ActivationToken", self._take_token, path=PATH),
            bus.on_owner(NAME, self._owner_changed),
        ]
        bus.on_connection(self._connection_changed)
        self._look()

    # -- the port

    def show(self, note: Note) -> None:
        shown = self._tags.get(note.tag)
        if shown is None:
            shown = self._tags[note.tag] = OpenNote(note)
        shown.note, shown.closing = note, False
        if shown.lost:
            self._found(shown)
        if shown.asked:
            shown.again = True
        else:
            shown.asked = True
            self._with_server(lambda: self._notify(note.tag))

    def close(self, tag: str) -> None:
        shown = self._tags.get(tag)
        if shown is None:
            return
        if shown.asked:
            shown.closing = True
        else:
            self._end(tag, "closed", close=True)

    def state(self) -> PortState:
        return self._state

    def stop(self) -> None:
        for watch in self._watches:
            watch.cancel()
        self._on_event = _nobody
        for tag in list(self._tags):
            self._end(tag, "closed", close=True)
        self._state = PortState(BACKEND, "off")

    # -- finding the service

    def _look(self) -> None:
        self._bus.has_owner(NAME, self._looked)

    def _looked(self, owned: bool) -> None:
        if owned:
            self._state = PortState(BACKEND, "ok", self._server.name if self._server else "")
            self._return_all()
        elif self._bus.connected:
            self._call("ListActivatableNames", "", (), self._can_start, bus=True)
        else:
            self._state = PortState(BACKEND, self._bus.state.state, self._bus.state.detail)

    def _can_start(self, reply: BusReply) -> None:
        if reply.ok and NAME in reply.body[0]:
            self._state = PortState(BACKEND, "ok", N_("starts when it is needed"))
            self._return_all()
        else:
            self._state = PortState(BACKEND, "absent", N_("no notification service in this session"))

    def _with_server(self, then: Callable[[], None]) -> None:
        """Run `then` when the service's ways are known, or when it is known that there is none."""
        if self._server is not None:
            then()
            return
        self._asking.append(then)
        if len(self._asking) == 1:
            self._call("GetCapabilities", "", (), self._capable)

    def _capable(self, reply: BusReply) -> None:
        if not reply.ok:
            self._asked(None, reply)
            return
        capabilities = frozenset(reply.body[0])
        self._call(
            "GetServerInformation", "", (),
            lambda who: self._asked(Server(str(who.body[0]) if who.ok else "", capabilities), reply),
        )  # fmt: skip

    def _asked(self, server: Server | None, reply: BusReply) -> None:
        self._server = server
        if server is not None:
            self._state = PortState(BACKEND, "ok", server.name)
        else:
            self._state = PortState(BACKEND, "absent", reply.message or reply.error)
        waiting, self._asking = self._asking, []
        for then in waiting:
            then()

    # -- showing

    def _notify(self, tag: str) -> None:
        shown, server = self._tags.get(tag), self._server
        if shown is None:  # stopped or lost before the service answered
            return
        if server is None:
            self._fail(tag, shown)
            return
        shown.again = False
        body = notify_arguments(server, shown.note, number=shown.number, explains=shown.explains)
        self._call("Notify", NOTIFY, body, lambda reply: self._notified(tag, reply))

    def _notified(self, tag: str, reply: BusReply) -> None:
        shown = self._tags.get(tag)
        if shown is None:  # lost meanwhile
            return
        if not reply.ok:
            self._server = None
            self._state = PortState(BACKEND, "absent", reply.message or reply.error)
            self._fail(tag, shown)
            return
        shown.number = reply.body[0]
        if shown.closing:
            self._end(tag, "closed", close=True)
        elif shown.again:
            self._notify(tag)
        else:
            shown.asked = False
            self._keep_time(tag, shown)
            self._on_event(tag, "shown")

    def _fail(self, tag: str, shown: OpenNote) -> None:
        """It could not be shown. A service that only just went away may be back in a moment."""
        shown.asked = False
        if shown.closing:
            self._end(tag, "closed")
        elif time.monotonic() < self._back_by and shown.returns < MAX_RETURNS:
            self._wait_for_service(tag, shown, "failed")
        else:
            self._end(tag, "failed")

    def _wait_for_service(self, tag: str, shown: OpenNote, otherwise: str) -> None:
        """Wait for the service; if it is not back in time, the note ends as `otherwise`."""
        self._found(shown)
        shown.lost = True
        wait_s = max(self._back_by - time.monotonic(), 0.0)
        shown.timer = self._bus.loop.call_later(wait_s, partial(self._end, tag, otherwise))

    def _keep_time(self, tag: str, shown: OpenNote) -> None:
        if shown.timer is not None:
            shown.timer.cancel()
        if shown.note.timeout_s is not None:
            seconds = shown.note.timeout_s + GRACE_S
            shown.timer = self._bus.loop.call_later(seconds, lambda: self._end(tag, "expired", close=True))

    def _end(self, tag: str, event: str, *, close: bool = False) -> None:
        shown = self._tags.pop(tag, None)
        if shown is None:
            return
        if shown.timer is not None:
            shown.timer.cancel()
        if close and shown.number:
            self._call("CloseNotification", "u", (shown.number,), None)
        self._on_event(tag, event)

    # -- what the service reports

    def _invoked(self, body: tuple[Any, ...]) -> None:
        tag = self._tag(body[0])
        if tag is None:
            return
        note = self._tags[tag].note
        key = note.actions[0][0] if body[1] == "default" and note.actions else body[1]
        self._end(tag, f"action:{key}", close=True)

    def _closed(self, body: tuple[Any, ...]) -> None:
        tag = self._tag(body[0])
        if tag is None:
            return
        shown = self._tags[tag]
        if shown.asked:
            shown.number = 0  # it closed under our hands while a newer wish was on its way
        elif REASONS.get(body[1]) == "dismissed" and self._must_explain(shown.note):
            self._explained = shown.explains = shown.asked = True
            shown.number = 0
            self._notify(tag)
        else:
            self._end(tag, REASONS.get(body[1], "closed"))

    def _must_explain(self, note: Note) -> bool:
        """A click on the text that the server only takes for closing must not be lost: it is explained, once."""
        server = self._server
        only_closes = server is not None and server.has_actions and server.habits.body == "closes"
        return only_closes and bool(note.actions) and not self._explained

    def _take_token(self, body: tuple[Any, ...]) -> None:
        if self._tag(body[0]) is not None:
            self.token = str(body[1])

    def _owner_changed(self, owner: str) -> None:
        self._server = None
        if not owner:
            self._back_by = time.monotonic() + RETURN_S
        self._lose_all()
        if owner:
            self._state = PortState(BACKEND, "ok")
            self._return_all()
        else:
            self._state = PortState(BACKEND, "lost", N_("the notification service went away"))
            self._look()

    def _connection_changed(self, connected: bool) -> None:
        if self._state.state == "off":
            return
        self._server = None
        if not connected:
            self._back_by = time.monotonic() + RETURN_S
        self._lose_all()
        self._look()

    def _lose_all(self) -> None:
        """What was on the screen is gone, for ever or until the service is back; a wish on its way has its reply."""
        for tag, shown in list(self._tags.items()):
            shown.number = 0
            if shown.returns >= MAX_RETURNS and not shown.asked:
                self._end(tag, "lost")
            elif not shown.asked and not shown.lost:
                self._wait_for_service(tag, shown, "lost")

    def _return_all(self) -> None:
        """A service is there again: what it, or the one before it, took off the screen is shown again."""
        for tag, shown in list(self._tags.items()):
            if shown.lost:
                self._found(shown)
                shown.returns += 1
                shown.asked = True
                self._with_server(partial(self._notify, tag))

    def _found(self, shown: OpenNote) -> None:
        """It waits no more."""
        shown.lost = False
        if shown.timer is not None:
            shown.timer.cancel()

    def _tag(self, number: int) -> str | None:
        return next((tag for tag, shown in self._tags.items() if shown.number == number), None)

    def _call(
        self,
        member: str,
        signature: str,
        body: tuple[Any, ...],
        on_reply: Callable[[BusReply], None] | None,
        *,
        bus: bool = False,
    ) -> None:
        where = ("org.freedesktop.DBus", "/org/freedesktop/DBus") if bus else (NAME, PATH)
        self._bus.call(*where, where[0], member, signature, body, on_reply=on_reply)


def _nobody(_tag: str, _event: str) -> None:
    """Hears no more."""
