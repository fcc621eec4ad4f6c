"""Idle by the bus: which service can report it is known a moment later, so early watches wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.idle import mutter, systems
from deskbreak.platforms.idle.asked import AskedIdle
from deskbreak.platforms.idle.none import NoIdle
from deskbreak.platforms.idle.port import IdleSource, OnActive, OnIdle, Watch
from deskbreak.platforms.port import PortState
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop


class LateWatch:
    """A watch that is set as soon as there is a source for it."""

    def __init__(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> None:
        self._wish = (after_s, on_idle, on_active)
        self._set: Watch | None = None
        self._cancelled = False

    def set_at(self, source: IdleSource) -> None:
        if not self._cancelled:
            self._set = source.watch(*self._wish)

    def cancel(self) -> None:
        self._cancelled = True
        if self._set is not None:
            self._set.cancel()


class LateIdle:
    """Mutter, else KDE's screen saver, else unknown; `why_not` says why nothing better serves."""

    def __init__(self, loop: Loop, bus: Bus, why_not: str) -> None:
        self._loop, self._bus, self._why_not = loop, bus, why_not
        self._source: IdleSource | None = None
        self._waiting: list[LateWatch] = []
        self._stopped = False
        bus.has_owner(mutter.NAME, self._mutter_known)

    def watch(self, after_s: float, on_idle: OnIdle, on_active: OnActive) -> LateWatch:
        watch = LateWatch(after_s, on_idle, on_active)
        if self._source is None:
            self._waiting.append(watch)
        else:
            watch.set_at(self._source)
        return watch

    def state(self) -> PortState:
        if self._source is None:
            return PortState("none", "absent", N_("not known yet"))
        return self._source.state()

    def stop(self) -> None:
        self._stopped = True
        if self._source is not None:
            self._source.stop()

    def _mutter_known(self, owned: bool) -> None:
        if owned:
            self._use(mutter.MutterIdle(self._bus))
        else:
            systems.screen_saver(self._bus)(self._saver_known)

    def _saver_known(self, seconds: float | None) -> None:
        if seconds is not None:
            self._use(AskedIdle(self._loop, N_("screen saver"), systems.screen_saver(self._bus)))
        else:
            self._use(NoIdle(self._why_not))

    def _use(self, source: IdleSource) -> None:
        if self._stopped:
            source.stop()
            return
        self._source = source
        waiting, self._waiting = self._waiting, []
        for watch in waiting:
            watch.set_at(source)
