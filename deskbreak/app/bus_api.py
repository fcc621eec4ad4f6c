"""`org.deskbreak.Deskbreak1` on the session bus: for widgets, extensions and scripts of the person's own.

It says and does what the control socket does, for the same person: only programs of one's own session reach that bus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from deskbreak.core.durations import typed_duration
from deskbreak.platforms.bus import PROPERTIES, Bus
from deskbreak.platforms.exported import Exported, Method, Refusal, Variant

NAME = INTERFACE = "org.deskbreak.Deskbreak1"
PATH = "/org/deskbreak/Deskbreak1"
REFUSED = f"{NAME}.Refused"
UNSIGNALLED = frozenset({"SatSeconds", "Summary"})  # they move by themselves

Reply = Mapping[str, Any]


class BusApi:
    """Serves the object as long as the daemon lives.

    `answer` takes a request as the control socket does; `status` gives the status object of the contract.
    """

    def __init__(
        self, bus: Bus, answer: Callable[[dict[str, Any]], Reply], status: Callable[[], Reply]
    ) -> None:
        self._bus, self._answer, self._status = bus, answer, status
        self._sent: dict[str, Variant] = {}
        methods = {
            "Start": Method("s", "s", lambda routine: self._do("start", routine=routine)),
            "Snooze": Method("s", "s", lambda length: self._do("snooze", for_s=_seconds(length))),
            "Skip": Method("", "s", lambda: self._do("skip")),
            "Done": Method("", "s", lambda: self._do("done")),
            "Pause": Method("s", "s", lambda length: self._do("pause", for_s=_seconds(length))),
            "Resume": Method("", "s", lambda: self._do("resume")),
        }
        signals = {"PhaseChanged": "s"}
        bus.export(PATH, INTERFACE, Exported(methods, self._properties, signals, UNSIGNALLED))
        bus.request_name(NAME)

    def changed(self) -> None:
        """What the tray shows has changed: emit the properties that differ."""
        now = {name: value for name, value in self._properties().items() if name not in UNSIGNALLED}
        before, self._sent = self._sent, now
        different = {name: value for name, value in now.items() if before.get(name) != value}
        if not different:
            return
        self._bus.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", (INTERFACE, different, []))
        if "Phase" in different:
            self._bus.emit(PATH, INTERFACE, "PhaseChanged", "s", (now["Phase"][1],))

    def close(self) -> None:
        self._bus.release_name(NAME)
        self._bus.unexport(PATH, INTERFACE)

    def _properties(self) -> Mapping[str, Variant]:
        status = self._status()
        coming = status["next"] or {}
        return {
            "Phase": ("s", status["phase"]),
            "Holds": ("as", status["holds"]),
            "NextBreak": ("s", coming.get("break", "")),
            "NextBreakAt": ("s", coming.get("at", "")),
            "SatSeconds": ("u", max(status["sitting_s"], 0)),
            "Summary": ("s", status["summary"]),
        }

    def _do(self, what: str, **details: Any) -> tuple[str]:
        reply = self._answer({"do": what} | {key: one for key, one in details.items() if one})
        if not reply["ok"]:
            raise Refusal(REFUSED, str(reply["error"]))
        return (str(reply.get("said", "")),)


def _seconds(length: str) -> float | None:
    """Seconds of "10m" or "30"; None where nothing is said, for the length that is usual."""
    if not length.strip():
        return None
    try:
        return typed_duration(length)
    except ValueError as error:
        raise Refusal(REFUSED, str(error)) from error
