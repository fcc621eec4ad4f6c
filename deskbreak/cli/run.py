"""`deskbreak run`: the daemon, in this session. It never asks anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.app.options import Options
from deskbreak.cli.start_daemon import run_with
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-tray", action="store_true", help=_("without the tray icon"))
    parser.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="N",
        help=_(
            "let the waiting go by N times faster, to try deskbreak out; without --home in a throwaway profile"
        ),
    )
    parser.add_argument(
        "--play-speed",
        type=float,
        default=1.0,
        metavar="M",
        help=_("play routines M times faster (as in life)"),
    )
    parser.add_argument("--at", default="", metavar="WHEN", help=_("with --speed: begin at this moment"))
    parser.add_argument(
        "--with-idle", action="store_true", help=_("with --speed: watch keyboard and mouse too")
    )


def run(args: argparse.Namespace) -> int:
    given = Options(
        speed=args.speed,
        play_speed=args.play_speed,
        at=args.at,
        tray=not args.no_tray,
        with_idle=args.with_idle,
    )
    return run_with(args.home, given)
