"""A loop that a test can turn by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from deskbreak.platforms.loop import Loop


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
