"""Starts the daemon for `deskbreak run`; apart from the command, because that needs argparse."""

from __future__ import annotations

import os
from pathlib import Path

from deskbreak.app.options import Options
from deskbreak.errors import UsageError
from deskbreak.language import _
from deskbreak.sentences import english
from deskbreak.values import replace

MAX_SPEED = 100_000  # times faster than life


def run_with(home: str | None, given: Options) -> int:
    """Serve until stopped; fast time without a home gets a throwaway profile."""
    check_speed("--speed", given.speed)
    check_speed("--play-speed", given.play_speed)
    at = given.at
    if at:
        from deskbreak.app.fast_time import check_moment

        check_moment(at)
    chosen = home or os.environ.get("DESKBREAK_HOME")
    throwaway = chosen is None and given.fast
    if throwaway:
        import tempfile

        chosen = tempfile.mkdtemp(prefix="deskbreak-")
    path = Path(chosen).expanduser().absolute() if chosen else None
    if throwaway:
        said = _(
            "Trying out in a throwaway profile; other commands reach it with --home {folder}", folder=path
        )
        print(said, flush=True)
    from deskbreak.app.start import run as serve

    return serve(replace(given, home=path, throwaway=throwaway))


def check_speed(option: str, speed: float) -> None:
    """Raise UsageError for a number that no time can run at."""
    if not 0 < speed <= MAX_SPEED:
        raise UsageError(
            english(
                "{option} {speed} is out of range; write a number over 0 and at most {most}",
                option=option,
                speed=f"{speed:g}",
                most=MAX_SPEED,
            )
        )
