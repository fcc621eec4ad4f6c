"""`deskbreak reload`: read the settings again."""

from __future__ import annotations

import argparse

from deskbreak.cli.orders import send


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    return send(args, "reload")
