"""What "start at login" writes: the login entry, and the launcher with it. Removing takes away just that."""

from __future__ import annotations

from pathlib import Path

from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.platforms import autostart, launcher
from deskbreak.sentences import english


def turn_on(home: Path | None, by: str = "") -> list[str]:
    """Write both; what the person should know about the launcher. Raises DeskbreakError without a login entry.

    `by` is one of this system's ways, the usual one when empty; the others are switched off.
    """
    ways = autostart.every()
    if by and by not in ways:
        raise UsageError(english("--{way} is for Linux; without it: deskbreak login on", way=by))
    chosen = ways[by] if by else next(iter(ways.values()))
    chosen.turn_on(home)
    for way in ways.values():
        if way is not chosen:
            way.turn_off()
    try:
        launcher.choose().turn_on(home, with_login=True)
    except DeskbreakError as error:  # the login entry works without it
        return [str(error)]
    found = launcher.choose().look()
    said = english("It is in your applications menu: {place}", place=found.place)
    return [said, *found.notes] if found.on else []


def turn_off() -> None:
    """Remove the login entry, and the launcher if it came with it."""
    for way in autostart.every().values():
        way.turn_off()
    launcher.choose().turn_off(with_login=True)
