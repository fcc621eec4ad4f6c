"""`deskbreak resume`: lift a pause."""

from __future__ import annotations

import argparse

from deskbreak.cli.orders import send


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    return send(args, "resume")
