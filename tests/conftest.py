"""Fixtures for every room's tests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from deskbreak.runtime.loop import Loop
from tests.desktop.browser import browser as browser

Until = Callable[..., None]


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.close()


@pytest.fixture
def until(loop: Loop) -> Until:
    """Run the loop until `look` is true; `until(look, seconds)` fails when that takes longer."""

    def wait(look: Callable[[], object], seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < end, "it did not happen in time"
            loop.turn(0.05)

    return wait
