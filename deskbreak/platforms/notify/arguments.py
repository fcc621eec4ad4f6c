"""What a notification service is called with: the note in its own terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deskbreak.platforms.notify.port import Note
from deskbreak.platforms.notify.servers import ONLY_CLOSES, Server

NOTIFY = "susssasa{sv}i"  # the signature of `Notify`
APP, ENTRY = "deskbreak", "org.deskbreak.Deskbreak"
ICON = Path(__file__).with_name("deskbreak.png")
URGENCY = {"low": 0, "normal": 1, "critical": 2}
SERVER_DEFAULT = -1  # milliseconds: as long as the service likes


def notify_arguments(
    server: Server, note: Note, *, number: int = 0, explains: bool = False
) -> tuple[Any, ...]:
    """What `Notify` is called with at this server, in the order of its signature.

    `number` is that of the note that it takes the place of, 0 where there is none; `explains` adds that a click on the
    text only closes it. The title is never markup, whatever a server can do.
    """
    body = server.body(note, ONLY_CLOSES if explains else "")
    lasts = SERVER_DEFAULT if note.timeout_s is None else max(1, round(note.timeout_s * 1000))
    return APP, number, _icon(), note.title, body, server.actions(note), _hints(note), lasts


def _hints(note: Note) -> dict[str, tuple[str, Any]]:
    hints: dict[str, tuple[str, Any]] = {
        "urgency": ("y", URGENCY[note.urgency]),
        "desktop-entry": ("s", ENTRY),
    }
    if note.transient:
        hints["transient"] = ("b", True)
    if note.sound:
        hints["sound-name"] = ("s", note.sound)
    else:
        hints["suppress-sound"] = ("b", True)
    return hints


def _icon() -> str:
    return str(ICON) if ICON.is_file() else ""
