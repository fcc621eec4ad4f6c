"""deskbreak login: start at login, or not."""

from __future__ import annotations

import argparse
import json

from deskbreak.cli.printed import say
from deskbreak.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("on", "off", "status"), help="switch it on or off, or say how it is")
    parser.add_argument("--json", action="store_true", help="print status as JSON")


def run(args: argparse.Namespace) -> int:
    from deskbreak.paths import find_profile
    from deskbreak.platforms import autostart

    if args.json and args.what != "status":
        raise UsageError("--json goes with: deskbreak login status")
    entry = autostart.choose()
    if args.what == "on":
        entry.turn_on(find_profile(args.home).home)
    elif args.what == "off":
        entry.turn_off()
    is_on, trouble = entry.is_on(), entry.trouble()
    if args.json:
        print(json.dumps({"on": is_on, "backend": entry.backend, "place": entry.place, "trouble": trouble}))
        return 0
    say(f"deskbreak starts at login: {entry.place}" if is_on else "deskbreak does not start at login")
    if trouble:
        say(trouble)
    return 0
