"""`deskbreak help [COMMAND]`: the commands there are, or how one of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.commands import COMMANDS, command_parser, top_parser, unknown_command
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("about", nargs="?", metavar="COMMAND", help=_("the command to explain"))


def run(args: argparse.Namespace) -> int:
    if args.about is None:
        top_parser().print_help()
        return 0
    if args.about not in COMMANDS:
        raise unknown_command(args.about)
    command_parser(args.about).print_help()
    return 0
