"""`deskbreak skip`: skip the open offer; `--next`: the coming break; `--today BREAK`: a break for today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--today", metavar="BREAK", help=_("leave this break of your settings out for today"))
    which.add_argument("--next", action="store_true", help=_("skip the coming break before it is offered"))


def run(args: argparse.Namespace) -> int:
    if args.today:
        return send(args, "skip-today", name=args.today)
    return send(args, "skip-next" if args.next else "skip")
