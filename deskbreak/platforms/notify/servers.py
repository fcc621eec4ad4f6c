"""Notification servers, and what each does with a note: where a click counts, how many buttons it draws.

The bus says what a server claims; the table below says what each was seen to do (docs/desktops.md). A server
that is not in it is taken to do what the specification says: the body is the main action, every action a button.
"""

from __future__ import annotations

from typing import Literal

from deskbreak.letters import markup
from deskbreak.platforms.notify.port import Note, as_shown
from deskbreak.sentences import N_
from deskbreak.values import dataclass

BodyClick = Literal[
    "action", "middle", "closes"
]  # what a click on the text does; "middle": only the middle button acts


@dataclass(frozen=True, slots=True)
class Habits:
    """How a server treats a note."""

    body: BodyClick = "action"
    buttons: int | None = None  # how many it draws; None: as many as there are
    cuts: bool = False  # long text is cut at its end, so how to answer stands first
    draws_default: bool = False  # the body's action is drawn as a button of its own


# What becomes of the daemon's sentences where only the middle button acts; listed here to be translated.
MIDDLE = (
    N_("Middle-click to start."),
    N_("Middle-click to start, or snooze in the tray."),
    N_("Middle-click to start, or skip in the tray."),
    N_("Middle-click to start; to snooze: deskbreak snooze"),
    N_("Middle-click to start; to skip: deskbreak skip"),
    N_("Middle-click here."),
    N_("Middle-click for the settings, or answer in the tray."),
)
ONLY_CLOSES = N_("A click on the text only closes this.")
USUAL = Habits()
HABITS = {
    "dunst": Habits(body="middle", buttons=0),  # as it comes, its left button only closes
    "mako": Habits(buttons=0),
    "fnott": Habits(buttons=0),
    "Xfce Notify Daemon": Habits(body="closes", draws_default=True),
    "gnome-shell": Habits(buttons=3, cuts=True),
    "lxqt-notificationd": Habits(buttons=3, cuts=True, draws_default=True),  # more become a list
}


@dataclass(frozen=True, slots=True)
class Server:
    """A notification server: its name, and what it says it can do."""

    name: str
    capabilities: frozenset[str]

    @property
    def habits(self) -> Habits:
        return HABITS.get(self.name, USUAL)

    @property
    def has_actions(self) -> bool:
        """Return True if any click reaches us."""
        return "actions" in self.capabilities

    def body(self, note: Note, before: str = "") -> str:
        """The text, with the sentence how to answer that is true on this server; `before` comes first."""
        answer = self._how_to_answer(note)
        before = as_shown(before)
        parts = (before, answer, note.body) if self.habits.cuts else (before, note.body, answer)
        text = " ".join(filter(None, parts))
        return markup(text) if "body-markup" in self.capabilities else text

    def _how_to_answer(self, note: Note) -> str:
        click, habits = note.click, self.habits
        if not self.has_actions:
            return as_shown(click.no_clicks)
        if habits.body == "closes":
            return as_shown(click.buttons_only)
        said = click.no_buttons if habits.buttons == 0 else click.full
        return as_shown(said.replace("Click ", "Middle-click ", 1) if habits.body == "middle" else said)

    def actions(self, note: Note) -> list[str]:
        """The keys and labels as the Notify call takes them, the body's action first."""
        if not self.has_actions or not note.actions:
            return []
        buttons = _fitting(note.actions, self.habits.buttons)
        pairs = [("default", note.actions[0][1]), *(buttons[1:] if self.habits.draws_default else buttons)]
        return [word for pair in pairs for word in pair]


def _fitting(actions: tuple[tuple[str, str], ...], most: int | None) -> tuple[tuple[str, str], ...]:
    """At most `most` actions: the last, which declines, is kept before those in the middle."""
    if not most or len(actions) <= most:
        return actions  # where none is drawn they do no harm, and a menu of the server may list them
    return (*actions[: most - 1], actions[-1])
