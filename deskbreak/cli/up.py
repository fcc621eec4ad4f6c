"""`deskbreak up`: start the daemon in the background, now; what `login on` does at the next login."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from deskbreak.app.client import ask
from deskbreak.cli.printed import say
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile, find_profile
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse

START_TIMEOUT_S, POLL_INTERVAL_S = 20.0, 0.05
STOP = english("To stop it: {command}", command="deskbreak stop")
NO_WINDOW_AND_ALONE = 0x08000000 | 0x00000200  # CREATE_NO_WINDOW, CREATE_NEW_PROCESS_GROUP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    for line in [*bring_up(find_profile(args.home)), STOP]:
        say(line)
    return 0


def bring_up(profile: Profile) -> list[str]:
    """Start the daemon unless it runs, and wait until it answers; what it says of itself.

    Raises DeskbreakError with the daemon's own last words when it does not come.
    """
    if running := _answer(profile):
        return [english("deskbreak runs already."), *_lines(running)[1:]]
    with tempfile.TemporaryFile() as said:
        process = _spawn(profile, said)
        end = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < end:
            if (running := _answer(profile)) and running["lines"]:
                process.returncode = 0  # it outlives us, and is not waited for
                return _lines(running)
            if _ended(process) and not _answer(profile):
                raise DeskbreakError(english("deskbreak did not start: {why}", why=_last_words(said)))
    raise DeskbreakError(
        english(
            "deskbreak does not answer after {seconds} s; see: deskbreak doctor",
            seconds=f"{START_TIMEOUT_S:.0f}",
        )
    )


def _answer(profile: Profile) -> dict[str, Any]:
    """The daemon's status; empty while there is none."""
    try:
        status: dict[str, Any] = ask(profile, "status")["status"]
    except NoDaemon:
        return {}
    return status


def _lines(status: dict[str, Any]) -> list[str]:
    return [*status["lines"], *status["notices"]]


def _spawn(profile: Profile, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """In a session of its own, so that closing the terminal does not end it."""
    from deskbreak.platforms.autostart.command import run_command

    argv = run_command(profile.home)
    try:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            cwd=Path.home() if Path.home().is_dir() else None,
            start_new_session=True,
            creationflags=NO_WINDOW_AND_ALONE if sys.platform == "win32" else 0,
        )
    except OSError as error:
        raise DeskbreakError(
            english("{program} does not start: {error}", program=argv[0], error=error.strerror or error)
        ) from error


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Return True if it is over; this is also the pause between two looks."""
    try:
        process.wait(POLL_INTERVAL_S)
    except subprocess.TimeoutExpired:
        return False
    return True


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else english("no reason given; see: deskbreak doctor")
