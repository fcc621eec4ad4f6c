"""Busy: is this a bad moment? Probes are asked only when an offer is due, and fail open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, Protocol

from deskbreak.platforms.port import PortState
from deskbreak.values import dataclass

PROBES = ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share", "apps", "command")


@dataclass(frozen=True, slots=True)
class Probed:
    """What one probe says; `unknown` never holds an offer back.

    `detail` names the source or the trouble, never a window or a file of the person's.
    """

    value: Literal["yes", "no", "unknown"]
    detail: str = ""


OnProbes = Callable[[Mapping[str, Probed]], None]


class Busy(Protocol):
    """What holds offers back at this moment, as far as the system shows it."""

    def ask(self, names: Iterable[str], on_answer: OnProbes) -> None:
        """Ask these probes side by side; `on_answer` comes once, within seconds, with an answer for each."""

    def configure(self, apps: Iterable[str], command: str) -> None:
        """What the `apps` and `command` probes look for; takes effect with the next `ask`."""

    def state(self) -> PortState: ...

    def stop(self) -> None: ...
