"""The command line in this process, over a home of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.app.client import ask
from deskbreak.cli.main import main
from deskbreak.errors import NoDaemon
from deskbreak.paths import find_profile

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home in Berlin, on a machine without a system-wide file."""
    with monkeypatch.context() as patch:
        patch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield tmp_path / "home"
    time.tzset()


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; gives its exit code, and what it said on either stream. Never a traceback."""

    def call(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--home", str(home)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err and "unexpected trouble" not in said.err, said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def no_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path) -> Iterator[None]:
    """A session without a desktop; a daemon that was started is ended with the test."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    yield
    try:
        ask(find_profile(home), "stop")
    except NoDaemon:
        pass
