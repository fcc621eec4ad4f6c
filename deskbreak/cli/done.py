"""`deskbreak done`: say that the break was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.orders import send

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    return send(args, "done")
