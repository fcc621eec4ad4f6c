"""The daemon's first moments: a signal may come before there is more than the icon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.build import build
from deskbreak.app.options import Options
from deskbreak.paths import Profile


class Icon:
    """A desktop of which only the icon is there."""

    def __init__(self) -> None:
        self.closed: list[str] = []

    def close_icon(self) -> None:
        self.closed.append("icon")

    def close(self) -> None:
        self.closed.append("everything")


def test_what_is_only_an_icon_is_closed_as_such(loop: Any, tmp_path: Path) -> None:
    icon = Icon()
    built = build(loop, Profile(tmp_path, tmp_path, tmp_path, tmp_path), Options(), icon)  # type: ignore[arg-type]
    built.close()
    assert icon.closed == ["icon"]


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_a_signal_at_any_moment_ends_it_without_a_word(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and "DBUS" not in name}
    ends = set()
    for number in range(10):
        argv = [sys.executable, "-m", "deskbreak", "--home", str(tmp_path / str(number)), "run", "--no-tray"]
        daemon = subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(number * 0.05)  # from before Python runs until the daemon serves
        daemon.send_signal(signal.SIGTERM)
        _, errors = daemon.communicate(timeout=20)
        assert errors == ""
        ends.add(daemon.returncode)
    assert ends <= {0, -signal.SIGTERM}  # Python itself leaves no choice until it runs our first line
