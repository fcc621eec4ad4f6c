"""`deskbreak run`: the daemon, in this session. It never asks anything."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from deskbreak.app.options import Options
from deskbreak.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-tray", action="store_true", help="without the tray icon")
    parser.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="N",
        help="let time run N times faster, to try deskbreak out; without --home in a throwaway profile",
    )
    parser.add_argument("--at", default="", metavar="WHEN", help="with --speed: begin at this moment")
    parser.add_argument("--with-idle", action="store_true", help="with --speed: watch keyboard and mouse too")


def run(args: argparse.Namespace) -> int:
    return run_with(args.home, args.speed, args.at, tray=not args.no_tray, with_idle=args.with_idle)


def run_with(home: str | None, speed: float, at: str, *, tray: bool, with_idle: bool) -> int:
    """The same without argparse, which the daemon has no other use for."""
    import os

    if not 0 < speed <= 100_000:
        raise UsageError(f"--speed {speed:g} is out of range; write a number over 0 and at most 100000")
    chosen = home or os.environ.get("DESKBREAK_HOME")
    throwaway = chosen is None and (speed != 1.0 or bool(at))
    if throwaway:
        chosen = tempfile.mkdtemp(prefix="deskbreak-")
    path = Path(chosen).expanduser().absolute() if chosen else None
    if throwaway:
        print(f"Trying out in a throwaway profile; other commands reach it with --home {path}", flush=True)
    from deskbreak.app.start import run as serve

    return serve(Options(path, speed, at, tray, with_idle, throwaway))
