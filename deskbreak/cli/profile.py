"""`deskbreak profile [NAME|auto]`: show or choose a settings profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deskbreak.cli.printed import print_translated
from deskbreak.errors import one_line
from deskbreak.language import _
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help=_("a profile's name, or auto: by weekday"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.app.client import notify_reload
    from deskbreak.settings.layers import (
        AUTO,
        choice_file,
        chosen_profile,
        layers,
        profile_file,
        profile_names,
    )
    from deskbreak.settings.load import load_settings
    from deskbreak.settings.writing import write_whole

    profile = find_profile(args.home)
    if args.name is None:
        now = chosen_profile(profile, layers(profile, name=""))
        if args.json:
            print(json.dumps({"profile": now or None, "profiles": profile_names(profile)}))
        else:
            print(one_line(now) or _("none; the main settings hold"))
            for name in profile_names(profile):
                print(f"  {one_line(name)}")
        return 0
    if args.name != AUTO:
        profile_file(profile, args.name)
        load_settings(profile, name=args.name)
    write_whole(choice_file(profile), args.name + "\n")
    notify_reload(profile)
    print_translated(
        _("The weekday chooses the profile.")
        if args.name == AUTO
        else _("The profile {name} holds.", name=args.name)
    )
    return 0
