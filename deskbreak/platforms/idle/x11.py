"""Idle on X11: alarms on the display's own idle counter (the SYNC extension). No polling at all."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from deskbreak.platforms import x11
from deskbreak.platforms.idle.port import OnActive, OnIdle
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

COUNTER = "IDLETIME"
_INITIALIZE, _LIST_COUNTERS, _CREATE_ALARM, _DESTROY_ALARM = 0, 1, 8, 11
_COUNTER, _VALUE_TYPE, _VALUE, _TEST, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32
_ABSOLUTE, _AT_LEAST, _AT_MOST = 0, 2, 3


class X11Watch:
    """Two alarms: one when the counter passes the threshold, then one when it falls back to nothing."""

    def __init__(self, source: X11Idle, after_s: float, on_idle: OnIdle, on_active: OnActive) -> None:
        self._source = source
        self._on_idle, self._on_active = on_idle, on_active
        self._after_ms = max(1, round(after_s * 1000))
        self._idle = False
        self._alarm = source.alarm(self, _AT_LEAST, self._after_ms)

    def rang(self, idle_ms: int) -> None:
        self._source.drop(self._alarm)
        if not self._idle:
            self._idle = True
            self._alarm = self._source.alarm(self, _AT_MOST, self._after_ms - 1)
            self._on_idle(max(idle_ms, self._after_ms) / 1000)
        else:
            self._alarm = self._source.alarm(self, _AT_LEAST, self._after_ms)
            self.came_back()

    def came_back(self) -> None:
        if self._idle:
            self._idle = False
            self._on_active()

    def cancel(self) -> None:
        self._source.drop(self._alarm)


class X11Idle:
    """Raises `NoX11` when there is no display or it does not count idle time."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._display = x11.Display()
        self._watches: dict[int, X11Watch] = {}
        self._why = ""
        try:
            self._sync, self._first_event = self._display.extension("SYNC")
            self._display.ask(self._sync, _INITIALIZE, struct.pack("=BBxx", 3, 0))
            self._counter = self._find_counter()
        except BaseException:
            self._display.close()
            raise
        loop.watch(self._display.fileno(), self._read)

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> X11Watch:
        return X11Watch(self, after_s, on_idle, on_active)

    def state(self) -> PortState:
        return PortState("x11", "lost" if self._why else "ok", self._why)

    def stop(self) -> None:
        self._watches.clear()
        self._lose("stopped")

    def alarm(self, watch: X11Watch, test: int, at_ms: int) -> int:
        """Ring `watch` once the counter passes `at_ms`."""
        alarm = self._display.new_id()
        mask = _COUNTER | _VALUE_TYPE | _VALUE | _TEST | _DELTA | _EVENTS
        values = (self._counter, _ABSOLUTE, *_int64(at_ms), test, *_int64(0), 1)
        self._watches[alarm] = watch
        self._send(_CREATE_ALARM, struct.pack("=II8I", alarm, mask, *values))
        return alarm

    def drop(self, alarm: int) -> None:
        if self._watches.pop(alarm, None) is not None:
            self._send(_DESTROY_ALARM, struct.pack("=I", alarm))

    def _find_counter(self) -> int:
        reply = self._display.ask(self._sync, _LIST_COUNTERS)
        count, place = struct.unpack_from("=I", reply, 8)[0], 32
        for _ in range(count):
            counter, length = struct.unpack_from("=I8xH", reply, place)
            name = reply[place + 14 : place + 14 + length].decode("latin-1")
            if name == COUNTER:
                return int(counter)
            place += (14 + length + 3) // 4 * 4
        raise x11.NoX11(N_("the display does not count idle time"))

    def _send(self, request: int, body: bytes) -> None:
        if self._why:
            return
        try:
            self._display.send(self._sync, request, body)
        except x11.NoX11 as trouble:
            self._lose(str(trouble))

    def _read(self) -> None:
        try:
            events = self._display.read_events()
        except x11.NoX11 as trouble:
            self._lose(str(trouble))
            return
        for event in events:
            if event[0] & 0x7F == self._first_event + 1:  # AlarmNotify
                alarm, high, low = struct.unpack_from("=IiI", event, 4)
                watch = self._watches.get(alarm)
                if watch is not None:
                    watch.rang(high << 32 | low)

    def _lose(self, why: str) -> None:
        if not self._why:
            self._why = why
            self._loop.unwatch(self._display.fileno())
            self._display.close()
            for watch in set(self._watches.values()):
                watch.came_back()  # from here on it is not known, and unknown is not idle


def _int64(value: int) -> tuple[int, int]:
    return value >> 32, value & 0xFFFFFFFF
