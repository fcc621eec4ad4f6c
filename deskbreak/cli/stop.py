"""`deskbreak stop`: end the daemon, and wait until it has ended, so that one can be started at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from deskbreak.app.lock import Lock
from deskbreak.cli.orders import send
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    import argparse

TIMEOUT_S, POLL_INTERVAL_S = 5.0, 0.02


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    code = send(args, "stop")
    lock, end = Lock(find_profile(args.home).runtime / "lock"), time.monotonic() + TIMEOUT_S
    while not lock.take() and time.monotonic() < end:
        time.sleep(POLL_INTERVAL_S)
    lock.release()
    return code
