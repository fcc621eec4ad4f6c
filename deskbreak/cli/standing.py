"""`deskbreak standing`: say that you stand; the sitting clock rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send, span
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("time", nargs="*", help=_("45m, or off (default: until you say off)"))


def run(args: argparse.Namespace) -> int:
    return send(args, "standing", **span(args.time, off=True))
