"""Sleep and lock on Linux: logind on the system bus, screen savers on the session bus, and the clock bell."""

from __future__ import annotations

import os
from typing import Any

from deskbreak.platforms.bus import PROPERTIES, Bus
from deskbreak.platforms.bus_values import BusReply, Match
from deskbreak.platforms.port import PortState
from deskbreak.platforms.power.clock import ClockBell
from deskbreak.platforms.power.port import OnPower, PowerEvent
from deskbreak.runtime.loop import Loop
from deskbreak.sentences import N_

LOGIND, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
BY_CLOCKS = N_("sleep is seen by the clocks")
# Each serves an interface of its own name.
SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class LinuxPower:
    """Locked as long as any source says so; asleep from the announcement until the machine is back."""

    def __init__(self, loop: Loop, session: Bus, system: Bus, on_event: OnPower) -> None:
        self._on_event = on_event
        self._session, self._system = session, system
        self._locks: dict[str, bool] = {}
        self._asleep = False
        self._stopped = False
        self._logind = N_("not asked yet")
        self._followed = ""  # the session's path
        self._matches: list[Match] = []
        self._bell = ClockBell(loop, lambda: self._report("clock"))
        for name in SAVERS:
            self._watch_saver(name)
        system.on_signal(MANAGER, "PrepareForSleep", self._sleeps, path=MANAGER_PATH)
        system.on_connection(self._connected)
        self._ask_session()

    @property
    def locked(self) -> bool | None:
        return any(self._locks.values()) if self._locks else None

    def state(self) -> PortState:
        if self._stopped:
            return PortState("logind", "off")
        if not self._logind:
            return PortState("logind", "ok")
        if self._bell.works:
            return PortState("clock", "ok", f"{BY_CLOCKS}; {self._logind}")
        return PortState("none", "absent", self._logind)

    def stop(self) -> None:
        self._stopped = True
        self._bell.stop()
        self._system.close()

    # -- logind

    def _connected(self, connected: bool) -> None:
        if connected:
            self._ask_session()
        elif self._locks.get("logind"):
            self._lock("logind", False)  # the lost bus cannot report its end any more

    def _ask_session(self) -> None:
        """Which of logind's sessions is ours; from outside one, the person's graphical session counts."""
        session = os.environ.get("XDG_SESSION_ID", "")
        member, signature, body = (
            ("GetSession", "s", (session,)) if session else ("GetSessionByPID", "u", (os.getpid(),))
        )
        self._system.call(
            LOGIND, MANAGER_PATH, MANAGER, member, signature, body, on_reply=self._session_known
        )

    def _session_known(self, reply: BusReply) -> None:
        if reply.ok:
            self._follow(str(reply.body[0]))
            return
        self._logind = reply.message or reply.error
        self._system.get(
            LOGIND, f"{MANAGER_PATH}/user/self", "org.freedesktop.login1.User", "Display", self._display_known
        )

    def _display_known(self, reply: BusReply) -> None:
        if reply.ok and reply.body[0][0]:
            self._follow(str(reply.body[0][1]))

    def _follow(self, path: str) -> None:
        self._logind = ""
        system = self._system
        if path != self._followed:  # after a reconnection it is the same, and still followed
            for match in self._matches:
                match.cancel()
            self._followed = path
            self._matches = [
                system.on_signal(SESSION, "Lock", lambda _body: self._lock("logind", True), path=path),
                system.on_signal(SESSION, "Unlock", lambda _body: self._lock("logind", False), path=path),
                system.on_signal(
                    PROPERTIES, "PropertiesChanged", self._session_changed, path=path, arg0=SESSION
                ),
            ]
        system.get(LOGIND, path, SESSION, "LockedHint", self._hint_known)

    def _hint_known(self, reply: BusReply) -> None:
        if reply.ok and reply.body[0]:
            self._lock("logind", True)

    def _session_changed(self, body: tuple[Any, ...]) -> None:
        if "LockedHint" in body[1]:
            self._lock("logind", bool(body[1]["LockedHint"][1]))

    def _sleeps(self, body: tuple[Any, ...]) -> None:
        asleep = bool(body[0])
        if asleep != self._asleep:
            self._asleep = asleep
            self._report("sleeping" if asleep else "woke")

    # -- both

    def _watch_saver(self, name: str) -> None:
        self._session.on_signal(
            name, "ActiveChanged", lambda body: self._lock(name, bool(body[0])), sender=name
        )
        self._session.on_owner(name, lambda owner: self._saver_owner(name, owner))

    def _saver_owner(self, name: str, owner: str) -> None:
        if not owner and name in self._locks:
            self._lock(name, False)  # a screen saver that died locks nothing any more

    def _lock(self, source: str, locked: bool) -> None:
        before = self.locked
        self._locks[source] = locked
        if bool(before) != bool(self.locked):
            self._report("locked" if self.locked else "unlocked")

    def _report(self, event: PowerEvent) -> None:
        if not self._stopped:
            self._on_event(event)
