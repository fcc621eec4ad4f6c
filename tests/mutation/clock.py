"""A plugin of pytest: how many seconds each test takes, parameters together, into `seconds.json`."""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

_seconds: dict[str, float] = defaultdict(float)


def queued_s(process: int) -> float:
    """How long it was ready to run and had no processor; 0 where the system does not count that."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _now() -> float:
    """Seconds that pass on a machine that has nothing else to do."""
    return time.monotonic() - queued_s(os.getpid())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    began = _now()
    try:
        return (yield)
    finally:
        _seconds[item.nodeid.partition("[")[0]] += _now() - began


def pytest_sessionfinish() -> None:
    """Keep what was noted of other files before."""
    place = Path("seconds.json")
    files = {name.partition("::")[0] for name in _seconds}
    before = json.loads(place.read_text()) if place.exists() else {}
    kept = {name: took for name, took in before.items() if name.partition("::")[0] not in files}
    place.write_text(json.dumps(kept | _seconds))
