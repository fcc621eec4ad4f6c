"""`deskbreak skip`: skip the open offer; `skip --today BREAK`: leave a break out for today."""

from __future__ import annotations

import argparse

from deskbreak.cli.orders import send


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", metavar="BREAK", help="leave this break of your settings out for today")


def run(args: argparse.Namespace) -> int:
    if args.today:
        return send(args, "skip-today", name=args.today)
    return send(args, "skip")
