"""`deskbreak ease`: say how often breaks should come, with or without having been asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send
from deskbreak.core.easing import Choice
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "choice",
        choices=[choice.value for choice in Choice],
        help=_(
            "60 or 90: that many minutes apart at least, for two weeks; week: pause for a week;"
            " keep: go on as now; hours: other hours; off: as the settings say"
        ),
    )


def run(args: argparse.Namespace) -> int:
    return send(args, "ease", choice=args.choice)
