"""`deskbreak reload`: read the settings again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    """Notify the daemon, and say here what is wrong with the files, if anything is."""
    code = send(args, "reload")
    from deskbreak.catalog.cached import load_checked
    from deskbreak.errors import InputProblems
    from deskbreak.paths import find_profile
    from deskbreak.settings.load import load_settings

    profile = find_profile(args.home)
    catalog, invalid = load_checked(profile)
    load_settings(profile, catalog=catalog)
    if invalid:
        raise InputProblems(invalid)
    return code
