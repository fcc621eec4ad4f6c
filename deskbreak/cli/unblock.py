"""`deskbreak unblock ID`: allow a blocked exercise again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.blocking import set_block
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help=_("an exercise, by id or name"))


def run(args: argparse.Namespace) -> int:
    return set_block(args.home, args.id, blocked=False)
