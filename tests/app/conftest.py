"""A loop that a test can turn by hand, and a daemon at a desktop of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core.plan import Break
from deskbreak.runtime.loop import Loop
from tests.app.harness import DaemonHarness


class Turning(Loop):
    """Turns until something holds, with an end to the patience."""

    def until(self, holds: Callable[[], object], patience_s: float = 5.0) -> None:
        end = time.monotonic() + patience_s
        while not holds():
            assert time.monotonic() < end, "it never happened"
            self.turn(0.02)


@pytest.fixture
def loop() -> Iterator[Turning]:
    turning = Turning()
    yield turning
    turning.close()


@pytest.fixture
def harness(loop: Turning, tmp_path: Path) -> Iterator[Callable[..., DaemonHarness]]:
    made: list[DaemonHarness] = []

    def make(*breaks: Break, **desktop: Any) -> DaemonHarness:
        made.append(DaemonHarness(loop, tmp_path, *breaks, **desktop))
        return made[-1]

    yield make
    for one in made:
        one.close()
