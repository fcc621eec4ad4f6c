"""Fixtures for every room's tests."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.runtime.loop import Loop

Until = Callable[..., None]


def _load(path: Path) -> object:
    """A helper beside the tests; they are not a package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


browser = _load(Path(__file__).parent / "desktop" / "browser.py").browser  # type: ignore[attr-defined]


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
