"""`deskbreak help [COMMAND]`: the commands there are, or how one of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.commands import COMMANDS, command_parser, top_parser
from deskbreak.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("about", nargs="?", metavar="COMMAND", help="the command to explain")


def run(args: argparse.Namespace) -> int:
    if args.about is None:
        top_parser().print_help()
        return 0
    if args.about not in COMMANDS:
        hint = did_you_mean(args.about, COMMANDS, "see: deskbreak help")
        raise UsageError(f'deskbreak: no command "{args.about}"; {hint}')
    command_parser(args.about).print_help()
    return 0
