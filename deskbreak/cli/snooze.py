"""`deskbreak snooze [10m]`: put the open offer off for a while, or the coming break before it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import duration, send
from deskbreak.language import _

if TYPE_CHECKING:
    import argparse

_UNTIL_PAUSE = frozenset(("until", "i", "pause", "typing", "a", "in"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "time",
        nargs="*",
        help=_('10m, 10 (minutes), or "pause": until you pause typing (default: your first choice)'),
    )


def run(args: argparse.Namespace) -> int:
    words = [word.casefold() for word in args.time]
    if words and words[-1] in ("pause", "typing") and set(words) <= _UNTIL_PAUSE:
        return send(args, "snooze", until_pause=True)
    return send(args, "snooze", for_s=duration(" ".join(args.time)) if args.time else None)
