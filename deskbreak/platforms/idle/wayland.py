"""Idle on Wayland: the compositor reports when the seat has rested and when it is used again. No polling."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from deskbreak.platforms import wayland
from deskbreak.platforms.idle.port import OnActive, OnIdle
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

STANDARD, KDE = "ext_idle_notifier_v1", "org_kde_kwin_idle"
_IDLE, _RESUMED = 0, 1


class WaylandWatch:
    """One watch: a timer of its own at the compositor."""

    def __init__(
        self, source: WaylandIdle, number: int, after_s: float, on_idle: OnIdle, on_active: OnActive
    ):
        self._source, self.number, self._after_s = source, number, after_s
        self._on_idle, self._on_active = on_idle, on_active
        self._idle = False

    def handle(self, opcode: int) -> None:
        if opcode == _IDLE and not self._idle:
            self._idle = True
            self._on_idle(self._after_s)
        elif opcode == _RESUMED and self._idle:
            self._idle = False
            self._on_active()

    def cancel(self) -> None:
        self._source.forget(self)


class WaylandIdle:
    """Raises `NoWayland` when this compositor offers neither of the two protocols."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._client = wayland.Client()
        self._watches: dict[int, WaylandWatch] = {}
        self._why = ""
        try:
            self._protocol = self._bind()
        except BaseException:
            self._client.close()
            raise
        self._client.go_on_by_loop()
        loop.watch(self._client.fileno(), self._read)

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> WaylandWatch:
        number = self._client.new_id()
        watch = WaylandWatch(self, number, after_s, on_idle, on_active)
        wait_ms = max(1, round(after_s * 1000))
        if self._protocol == STANDARD:
            opcode, arguments = 1, (number, wait_ms, self._seat)
        else:
            opcode, arguments = 0, (number, self._seat, wait_ms)
        self._watches[number] = watch
        self._send(self._notifier, opcode, struct.pack("=III", *arguments))
        return watch

    def forget(self, watch: WaylandWatch) -> None:
        if self._watches.pop(watch.number, None) is not None:
            self._send(watch.number, 0)  # destroy, or release in the older protocol

    def state(self) -> PortState:
        return PortState(self._protocol, "lost" if self._why else "ok", self._why)

    def stop(self) -> None:
        self._watches.clear()
        self._lose("stopped")

    def _bind(self) -> str:
        offered = self._client.globals
        protocol = next((name for name in (STANDARD, KDE) if name in offered), None)
        if protocol is None or "wl_seat" not in offered:
            raise wayland.NoWayland(N_("this compositor does not tell when the desk is idle"))
        self._seat = self._client.bind("wl_seat")
        self._notifier = self._client.bind(protocol)
        self._client.roundtrip(lambda *_: None)
        return protocol

    def _send(self, target: int, opcode: int, payload: bytes = b"") -> None:
        if self._why:
            return
        try:
            self._client.send(target, opcode, payload)
        except wayland.NoWayland as trouble:
            self._lose(str(trouble))

    def _read(self) -> None:
        try:
            events = self._client.read()
        except wayland.NoWayland as trouble:
            self._lose(str(trouble))
            return
        for target, opcode, _ in events:
            watch = self._watches.get(target)
            if watch is not None:
                watch.handle(opcode)

    def _lose(self, why: str) -> None:
        if not self._why:
            self._why = why
            self._loop.unwatch(self._client.fileno())
            self._client.close()
            for watch in self._watches.values():
                watch.handle(_RESUMED)  # from here on it is not known, and unknown is not idle
