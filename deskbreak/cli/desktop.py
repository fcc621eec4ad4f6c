"""`deskbreak desktop on|off|status`: the entry in the applications menu; and what a click on it does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deskbreak.cli.printed import print_translated, say
from deskbreak.language import _
from deskbreak.values import as_dict

if TYPE_CHECKING:
    import argparse

    from deskbreak.platforms.launcher.port import Installed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from deskbreak.cli.desktop_actions import ACTIONS

    parts = parser.add_subparsers(dest="what", metavar="PART", required=True)
    parts.add_parser("on", help=_("put it there, with its icons; from a copy of the project the command too"))
    parts.add_parser("off", help=_("take away what desktop on wrote, and only that"))
    status = parts.add_parser("status", help=_("say whether it is there"))
    status.add_argument("--json", action="store_true", help=_("for programs"))
    do = parts.add_parser("do", help=_("what the menu's entries call: the answer comes as a notification"))
    do.add_argument("action", choices=ACTIONS, help=_("what to do"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.paths import find_profile
    from deskbreak.platforms import launcher

    if args.what == "do":
        from deskbreak.cli.desktop_actions import act

        return act(args.action, args.home)
    menu = launcher.choose()
    if args.what == "on":
        menu.turn_on(find_profile(args.home).home)
    elif args.what == "off":
        menu.turn_off()
    _show(menu.look(), as_json=args.what == "status" and args.json)
    return 0


def _show(how: Installed, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_dict(how)))
        return
    print_translated(
        _("deskbreak is in your applications menu: {place}", place=how.place)
        if how.on
        else _("deskbreak is not in your applications menu")
    )
    if how.link:
        print_translated(_("The command: {place}", place=how.link))
    for line in filter(None, [how.trouble, *how.notes]):
        say(line)
