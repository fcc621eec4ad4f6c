"""`deskbreak pause [90m|until 14:00|today]`: hold breaks back for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send, span
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("time", nargs="*", help=_("90m, until 14:00, or today (default: until you resume)"))


def run(args: argparse.Namespace) -> int:
    return send(args, "pause", **span(args.time))
