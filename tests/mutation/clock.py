"""A plugin of pytest: how many seconds each test takes, parameters together, into `seconds.json`."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

_seconds: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid.partition("[")[0]] += report.duration


def pytest_sessionfinish() -> None:
    Path("seconds.json").write_text(json.dumps(_seconds))
