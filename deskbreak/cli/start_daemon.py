"""Starts the daemon for `deskbreak run`; apart from the command, because that needs argparse."""

from __future__ import annotations

import os
from pathlib import Path

from deskbreak.app.options import Options
from deskbreak.errors import UsageError


def run_with(home: str | None, speed: float, at: str, *, tray: bool, with_idle: bool) -> int:
    """Serve until stopped; fast time without a home gets a throwaway profile."""
    if not 0 < speed <= 100_000:
        raise UsageError(f"--speed {speed:g} is out of range; write a number over 0 and at most 100000")
    if at:
        from deskbreak.app.fast_time import check_moment

        check_moment(at)
    chosen = home or os.environ.get("DESKBREAK_HOME")
    throwaway = chosen is None and (speed != 1.0 or bool(at))
    if throwaway:
        import tempfile

        chosen = tempfile.mkdtemp(prefix="deskbreak-")
    path = Path(chosen).expanduser().absolute() if chosen else None
    if throwaway:
        print(f"Trying out in a throwaway profile; other commands reach it with --home {path}", flush=True)
    from deskbreak.app.start import run as serve

    return serve(Options(path, speed, at, tray, with_idle, throwaway))
