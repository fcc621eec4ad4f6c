"""Nothing is asked: every answer is unknown, which holds no offer back."""

from __future__ import annotations

from collections.abc import Iterable

from deskbreak.platforms.busy.port import OnProbes, Probed
from deskbreak.platforms.port import PortState
from deskbreak.runtime.loop import Loop


class NoBusy:
    """No probes: every answer is unknown, with the reason why."""

    def __init__(self, loop: Loop, why: str) -> None:
        self._loop, self._why = loop, why

    def ask(self, names: Iterable[str], on_answer: OnProbes) -> None:
        answers = {name: Probed("unknown", self._why) for name in names}
        self._loop.call_soon(lambda: on_answer(answers))

    def configure(self, apps: Iterable[str], command: str) -> None: ...

    def state(self) -> PortState:
        return PortState("none", "off", self._why)

    def stop(self) -> None: ...
