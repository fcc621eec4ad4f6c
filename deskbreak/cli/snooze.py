"""`deskbreak snooze [10m]`: put the open offer off for a while."""

from __future__ import annotations

import argparse

from deskbreak.cli.orders import duration, send


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("time", nargs="?", help="for how long, such as 10m (default: your first choice)")


def run(args: argparse.Namespace) -> int:
    return send(args, "snooze", for_s=duration(args.time) if args.time else None)
