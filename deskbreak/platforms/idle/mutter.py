"""Idle on GNOME: Mutter's idle monitor reports over the session bus. No polling at all."""

from __future__ import annotations

from typing import Any

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import BusReply, Match
from deskbreak.platforms.idle.port import OnActive, OnIdle
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_

NAME, PATH = "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"


class MutterWatch:
    """Keeps an idle watch at Mutter; after it fired, a second one waits for the next input."""

    def __init__(self, source: MutterIdle, after_s: float, on_idle: OnIdle, on_active: OnActive) -> None:
        self._source, self._after_s = source, after_s
        self._on_idle, self._on_active = on_idle, on_active
        self.idle_number = self.active_number = 0
        self.idle = self.cancelled = False
        self.ask()

    def ask(self) -> None:
        """Set the idle watch (again, after Mutter restarted)."""
        self.idle_number = self.active_number = 0
        body = (max(1, round(self._after_s * 1000)),)
        self._source.call("AddIdleWatch", "t", body, self._set)

    def fired(self, number: int) -> None:
        if number == self.idle_number and not self.idle:
            self.idle = True
            self._source.call("AddUserActiveWatch", "", (), self._set_active)
            self._on_idle(self._after_s)
        elif number == self.active_number and self.idle:
            self.came_back()

    def came_back(self) -> None:
        self.idle, self.active_number = False, 0
        self._on_active()

    def cancel(self) -> None:
        self.cancelled = True
        self._source.forget(self)
        for number in (self.idle_number, self.active_number):
            if number:
                self._source.call("RemoveWatch", "u", (number,), None)

    def _set(self, reply: BusReply) -> None:
        self.idle_number = int(reply.body[0]) if reply.ok else 0
        if self.cancelled:
            self.cancel()

    def _set_active(self, reply: BusReply) -> None:
        if reply.ok and self.idle:
            self.active_number = int(reply.body[0])


class MutterIdle:
    """Serves as long as GNOME Shell does; watches are set again after it restarted."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._watches: list[MutterWatch] = []
        self._state = PortState("mutter", "ok")
        self._matches: list[Match] = [
            bus.on_signal(NAME, "WatchFired", self._fired, path=PATH),
            bus.on_owner(NAME, self._owner_changed),
        ]

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> MutterWatch:
        watch = MutterWatch(self, after_s, on_idle, on_active)
        self._watches.append(watch)
        return watch

    def state(self) -> PortState:
        return self._state

    def stop(self) -> None:
        for watch in list(self._watches):
            watch.cancel()
        for match in self._matches:
            match.cancel()
        self._state = PortState("mutter", "off")

    def forget(self, watch: MutterWatch) -> None:
        if watch in self._watches:
            self._watches.remove(watch)

    def call(self, member: str, signature: str, body: tuple[Any, ...], on_reply: Any) -> None:
        self._bus.call(NAME, PATH, NAME, member, signature, body, on_reply=on_reply, auto_start=False)

    def _fired(self, body: tuple[Any, ...]) -> None:
        for watch in list(self._watches):
            watch.fired(int(body[0]))

    def _owner_changed(self, owner: str) -> None:
        if not owner:
            self._state = PortState("mutter", "lost", N_("GNOME Shell went away"))
            return
        self._state = PortState("mutter", "ok")
        for watch in self._watches:
            if watch.idle:
                watch.came_back()
            watch.ask()
