"""`deskbreak work`: count outside the work hours too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send, span
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("time", nargs="*", help=_("2h, until 20:00, or off (default: until you say off)"))


def run(args: argparse.Namespace) -> int:
    return send(args, "work", **span(args.time, off=True))
