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

from deskbreak.app import start
from deskbreak.app.options import Options
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.platforms.port import PortState


class Icon:
    """A tray that the desktop does not show yet, though it may read its menu."""

    answers = True

    def __init__(self, _loop: Any, build_menu: Any, _on_click: Any, *, with_tray: bool) -> None:
        self.menu, self.closed = build_menu(), False  # pystray's own icon reads it that early
        self.tray = self

    def run(self, main: Any) -> None:
        main()

    def state(self) -> PortState:
        return PortState("test", "absent")

    def close(self) -> None:
        self.closed = True


def labels(menu: Any) -> list[str]:
    return [one.text for one in menu]


def test_before_there_is_more_than_the_icon_the_menu_can_end_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "TrayIcon", Icon)
    serving = start._Serving(Profile(tmp_path, tmp_path, tmp_path, tmp_path), Options())
    icon: Any = serving._icon
    menu = icon.menu
    assert labels(menu) == ["deskbreak is starting", "Quit"]
    monkeypatch.setattr(start, "TIMEOUT_S", 60.0)
    serving._loop.call_later(0.01, lambda: list(menu)[-1](None))
    serving.serve()
    assert serving._daemon is None and icon.closed


def test_what_cannot_be_built_takes_its_icon_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise DeskbreakError("the journal is a folder")

    monkeypatch.setattr(start, "TrayIcon", Icon)
    monkeypatch.setattr("deskbreak.app.build.build", broken)
    serving = start._Serving(Profile(tmp_path, tmp_path, tmp_path, tmp_path), Options())
    icon: Any = serving._icon
    with pytest.raises(DeskbreakError, match="the journal is a folder"):
        serving.serve()
    assert icon.closed


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


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_before_the_loop_listens_is_an_end_like_any_other(tmp_path: Path, name: str) -> None:
    code = (
        "import os, signal, sys, time; from deskbreak.cli import main\n"
        f"main._run_daemon = lambda _home: (os.kill(os.getpid(), signal.{name}), time.sleep(5))\n"
        "sys.exit(main.main(['run']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, "")
