"""What opens a page for the person: $BROWSER, or the desktop's own opener.

Other users of this machine can read every argument list, so what is opened here must hold no secret.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from deskbreak.errors import DeskbreakError
from deskbreak.platforms.session import has_display
from deskbreak.sentences import N_, english

ADDRESS = "%s"  # stands for the address in $BROWSER, as other programs have it too


class NoBrowser(DeskbreakError):
    """There is nothing here to show a page with."""


def browser_command() -> list[str]:
    """What opens a page for the person; NoBrowser where there is no screen or no opener."""
    if chosen := os.environ.get("BROWSER"):
        return _first_installed(chosen)
    if sys.platform == "darwin":
        return ["open"]
    if sys.platform == "win32":
        return []  # the system's own way, without a program
    if not has_display():
        raise NoBrowser(N_("no display"))
    found = shutil.which("xdg-open")
    if found is None:
        raise NoBrowser(N_("no xdg-open to open a browser with"))
    return [found]


def _first_installed(chosen: str) -> list[str]:
    """The first of the commands in $BROWSER that is there; if none is, the first, whose absence is then said."""
    commands = [_words(one) for one in chosen.split(os.pathsep) if one.strip()]
    if not commands:
        raise NoBrowser(N_("BROWSER names no program"))
    return next((words for words in commands if shutil.which(words[0])), commands[0])


def _words(command: str) -> list[str]:
    """The program and its arguments; a path with spaces is one program."""
    if shutil.which(command):
        return [command]
    try:
        return shlex.split(command, posix=os.name != "nt") or [command]
    except ValueError:
        return [command]


Opener = subprocess.Popen[bytes]


def open_in_browser(command: list[str], address: str) -> Opener | None:
    """Ask the desktop to show `address`. What is started goes on by itself; an exit code over 0 says that it failed.

    An empty command asks Windows itself: nothing is started, and no console flashes up.
    """
    if not command:
        _by_the_system(address)
        return None
    if any(ADDRESS in word for word in command[1:]):
        argv = [command[0], *(word.replace(ADDRESS, address) for word in command[1:])]
    else:
        argv = [*command, address]
    try:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NoBrowser(
            english("{program} does not start: {why}", program=command[0], why=error.strerror)
        ) from error


def _by_the_system(address: str) -> None:
    try:
        os.startfile(address)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        raise NoBrowser(english("Windows does not open it: {why}", why=error.strerror)) from error
