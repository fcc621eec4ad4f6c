"""deskbreak login: start at login, or not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deskbreak.cli.printed import print_translated, say
from deskbreak.errors import UsageError
from deskbreak.language import _
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse

SYSTEMD = "systemd"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("on", "off", "status"), help=_("switch it on or off, or say how it is")
    )
    parser.add_argument(
        "--systemd",
        action="store_true",
        help=_("on: by a systemd user unit, where no desktop reads autostart"),
    )
    parser.add_argument("--json", action="store_true", help=_("print status as JSON"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.paths import find_profile
    from deskbreak.platforms import at_login, autostart

    if args.json and args.what != "status":
        raise UsageError(english("--json goes with: deskbreak login status"))
    if args.systemd and args.what != "on":
        raise UsageError(english("--systemd goes with: deskbreak login on"))
    notes: list[str] = []
    if args.what == "on":
        notes = at_login.turn_on(find_profile(args.home).home, by=SYSTEMD if args.systemd else "")
        notes += no_tray_lines()
    elif args.what == "off":
        at_login.turn_off()
    entry = autostart.choose()
    is_on, trouble = entry.is_on(), entry.trouble()
    if args.json:
        print(json.dumps({"on": is_on, "backend": entry.backend, "place": entry.place, "trouble": trouble}))
        return 0
    print_translated(
        _("deskbreak starts at login: {place}", place=entry.place)
        if is_on
        else _("deskbreak does not start at login")
    )
    for line in filter(None, [trouble, *notes]):
        say(line)
    return 0


def no_tray_lines() -> list[str]:
    """Where this desktop shows no tray icons: how to get them, or how to do without."""
    from deskbreak.platforms.tray.without import advice, has_tray

    return advice() if has_tray() is False else []
