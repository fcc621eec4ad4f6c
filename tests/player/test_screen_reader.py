"""A screen reader is known by the name of its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from deskbreak.player import screen_reader

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_processes_are_known_by_name():
    own = str(os.getpid())
    assert own in screen_reader._processes()
    assert screen_reader._name(own) == Path("/proc/self/comm").read_bytes().strip()
    assert screen_reader._name("0") == b""


@pytest.mark.parametrize(
    ("names", "runs"), [(["bash", "orca"], True), (["bash", "orcalike"], False), ([], False)]
)
def test_orca_is_a_screen_reader(monkeypatch: pytest.MonkeyPatch, names: list[str], runs: bool):
    for name in ("ACCESSIBILITY_ENABLED", "GNOME_ACCESSIBILITY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(screen_reader, "_processes", lambda: names)
    monkeypatch.setattr(screen_reader, "_name", str.encode)
    assert screen_reader.screen_reader_runs() is runs
    monkeypatch.setenv("ACCESSIBILITY_ENABLED", "1")
    assert screen_reader.screen_reader_runs()
