"""What the entries of the applications menu do. There is no terminal, so answers come as notifications."""

from __future__ import annotations

import contextlib
import io

from deskbreak.cli.commands import command_parser, load
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.language import _, translated
from deskbreak.paths import find_profile
from deskbreak.sentences import N_

ACTIONS = ("open", "start", "snooze", "pause", "settings")
TITLE = "deskbreak"
NOT_RUNNING = N_("deskbreak is not running. A click on it in the applications menu starts it.")


def act(action: str, home: str | None) -> int:
    """Do it and show what came of it; 1 where it could not be done."""
    try:
        said = {
            "open": _open,
            "start": lambda home: _command(home, "start"),
            "snooze": lambda home: _command(home, "snooze"),
            "pause": _pause_or_resume,
            "settings": _settings,
        }[action](home)
    except NoDaemon as error:
        return _failed(_(NOT_RUNNING), error.exit_code)
    except DeskbreakError as error:
        return _failed(" ".join(error.in_language()), error.exit_code)
    if said and action != "start":  # there the player is on the screen
        _notify(said)
    return 0


def _open(home: str | None) -> str:
    """Start it if it does not run, say how it stands, and show the page on which all can be set."""
    from deskbreak.cli.up import bring_up

    _notify(translated("\n".join(bring_up(find_profile(home)))))
    return _settings(home)


def _settings(home: str | None) -> str:
    _command(home, "config", "page")
    return ""


def _pause_or_resume(home: str | None) -> str:
    from deskbreak.app.client import ask

    holds = ask(find_profile(home), "status")["status"]["holds"]
    return _command(home, "resume" if "paused" in holds else "pause")


def _command(home: str | None, name: str, *words: str) -> str:
    """What one of deskbreak's own commands says, as one line."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        load(name).run(command_parser(name, home).parse_args(words))
    return " ".join(out.getvalue().split())


def _failed(why: str, code: int) -> int:
    _notify(why)
    return code


def _notify(text: str) -> None:
    from deskbreak.cli.notified import notify

    notify(TITLE, text)
