"""The applications menu on a real desktop: what a click on the entry and its actions does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.client import ask
from deskbreak.cli.main import main
from deskbreak.errors import NoDaemon
from deskbreak.paths import find_profile
from deskbreak.platforms.desktop_file import main_group
from deskbreak.platforms.launcher.xdg import XdgLauncher
from tests.desktop import desks
from tests.desktop.daemons import player_windows, settings

pytestmark = pytest.mark.desktop


@pytest.fixture
def home(x11_desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A profile whose entry is in the desk's menu, with a browser that only writes down what it was to open."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("XDG_BIN_HOME", str(tmp_path / "bin"))
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(settings("45m"))
    assert main(["desktop", "on", "--home", str(home)]) == 0
    yield home
    try:
        ask(find_profile(home), "stop")
    except NoDaemon:
        pass


def click(action: str) -> subprocess.Popen[bytes]:
    """What a desktop runs for the entry ("open") or one of its actions: the Exec line of the file."""
    text = XdgLauncher().path.read_text()
    group = "Desktop Entry" if action == "open" else f"Desktop Action {action}"
    part = text.split(f"[{group}]\n")[1].split("\n[")[0]
    line = main_group(part.encode())["exec"]
    return subprocess.Popen(["sh", "-c", f"exec {line}"], env=dict(os.environ), stdin=subprocess.DEVNULL)


def test_start_without_a_daemon_plays_and_is_the_desktops_window(x11_desk: Any, home: Path) -> None:
    playing = click("start")
    try:
        desks.wait_for(lambda: player_windows(x11_desk), "the player's window")
        window = x11_desk.run("xdotool", "search", "--class", "Deskbreak").split()[-1]
        about = x11_desk.run("xprop", "-id", window, "WM_CLASS", "_NET_WM_ICON")
        assert '"Deskbreak"' in about
        assert "Icon (" in about
    finally:
        playing.terminate()
        playing.wait(30)


def test_a_click_starts_it_and_opens_the_page_then_pause_and_resume(x11_desk: Any, home: Path) -> None:
    opened = click("open")
    try:
        desks.wait_for(lambda: (home.parent / "opened").exists(), "the page")
        profile = find_profile(home)
        assert ask(profile, "status")["status"]["running"]
        for held in (True, False):
            assert click("pause").wait(30) == 0
            assert ("paused" in ask(profile, "status")["status"]["holds"]) is held
        assert desks.wait_for(x11_desk.popup, "the answer as a popup")
    finally:
        opened.terminate()
        opened.wait(30)
