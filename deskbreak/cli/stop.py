"""`deskbreak stop`: end the daemon."""

from __future__ import annotations

import argparse

from deskbreak.cli.orders import send


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    return send(args, "stop")
