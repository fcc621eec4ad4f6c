"""Notifications: what the daemon may ask of any desktop.

A note lives under its tag: showing the same tag again replaces it. After `shown`, exactly one end comes:
`action:KEY`, `dismissed`, `expired`, `closed` (by us or by the desktop) or `lost` (the desktop's notification
service went away); a note that could not be shown gives `failed` instead. The first action is the main one:
a click on the note's body means it, on every desktop, also where no buttons are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from deskbreak.called import as_called
from deskbreak.language import translated
from deskbreak.platforms.port import PortState
from deskbreak.values import dataclass

Urgency = Literal["low", "normal", "critical"]
OnEvent = Callable[[str, str], None]  # (tag, event)


@dataclass(frozen=True, slots=True)
class Click:
    """How a note is answered, in English; the back end says what is true on its desktop, with `as_shown`."""

    full: str = ""  # clicks and buttons arrive
    no_buttons: str = ""  # a click on the body arrives, and no button is drawn
    buttons_only: str = ""  # buttons are drawn, and a click on the body only closes the note
    no_clicks: str = ""  # nothing arrives


@dataclass(frozen=True, slots=True)
class Note:
    """One notification, translated already but for its `click`.

    Title and body are plain text; back ends escape what a desktop reads as markup.
    """

    tag: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()  # (key, label); the first is what a click on the body does
    urgency: Urgency = "normal"
    transient: bool = False  # do not keep it in the desktop's history
    timeout_s: float | None = None  # None: as long as the desktop likes
    click: Click = Click()
    sound: str = ""  # a name of the desktop's sound theme, such as "message"; empty: silent

    @property
    def full_body(self) -> str:
        """The body and how it is answered, where clicks and buttons arrive."""
        return f"{self.body} {as_shown(self.click.full)}".strip()


def as_shown(answer: str) -> str:
    """The sentence in the language that is spoken, with commands as they are called here."""
    return as_called(translated(answer))


class Notifier(Protocol):
    """Shows notes and reports what became of them through the `on_event` it was made with."""

    @property
    def token(self) -> str:
        """The last activation token, for the window that an action opens; empty where there is none."""

    def show(self, note: Note) -> None:
        """Show it, or put it in place of the note with the same tag."""

    def close(self, tag: str) -> None:
        """Take it away; no error when there is none."""

    def state(self) -> PortState: ...

    def stop(self) -> None:
        """Take away what is shown and let go of the desktop; nothing is reported any more."""
