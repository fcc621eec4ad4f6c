"""Notifications: what the daemon may ask of any desktop.

A note lives under its tag: showing the same tag again replaces it. After `shown`, exactly one end comes:
`action:KEY`, `dismissed`, `expired`, `closed` (by us or by the desktop) or `lost` (the desktop's notification
service went away); a note that could not be shown gives `failed` instead. The first action is the main one:
a click on the note's body means it, on every desktop, also where no buttons are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from deskbreak.platforms.port import PortState

Urgency = Literal["low", "normal", "critical"]
OnEvent = Callable[[str, str], None]  # (tag, event)


@dataclass(frozen=True, slots=True)
class Note:
    """One notification. Title and body are plain text; back ends escape what a desktop reads as markup."""

    tag: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()  # (key, label); the first is what a click on the body does
    urgency: Urgency = "normal"
    transient: bool = False  # do not keep it in the desktop's history
    timeout_s: float | None = None  # None: as long as the desktop likes
    sound: str = ""  # a name of the desktop's sound theme, such as "message"; empty: silent


class Notifier(Protocol):
    """Shows notes and tells what became of them through the `on_event` it was made with."""

    @property
    def token(self) -> str:
        """The last activation token, for the window that an action opens; empty where there is none."""

    def show(self, note: Note) -> None:
        """Show it, or put it in place of the note with the same tag."""

    def close(self, tag: str) -> None:
        """Take it away; no error when there is none."""

    def state(self) -> PortState: ...

    def stop(self) -> None:
        """Take away what is shown and let go of the desktop; nothing is told any more."""
