"""A note by the tray: a small window asks, Enter saves, Escape leaves everything as it was."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.player.theme import choose_theme
from deskbreak.store.journal import Journal
from tests.desktop import desks
from tests.desktop.daemons import Daemon, Menu, settings

pytestmark = pytest.mark.desktop

NOW = time.time()  # a note goes beside a row of today


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as journal:
        journal.add(at=NOW, outcome="taken", routine="cat-cow", exercises=["cat-cow"], zone="UTC")
    return tmp_path


def note(home: Path) -> str:
    with Journal.read(home / "journal.sqlite3", clock=lambda: NOW) as journal:
        return journal.rows()[0].note


def usable(menu: Menu) -> list[str]:
    return [one["label"] for one in menu.entries() if one["usable"]]


def asked(desk: Any) -> Callable[[], bool]:
    """Whether the window is there and its field shows that it has the keyboard; letters that come before are lost."""
    ring = bytes.fromhex(choose_theme("auto").calm.removeprefix("#"))

    def has_keyboard() -> bool:
        return any(
            ring in left_of_field(desk, x, y + height // 4) for x, y, _, height in desk.windows("Deskbreak")
        )

    return has_keyboard


def left_of_field(desk: Any, x: int, y: int) -> bytes:
    """The colours of a line from the window's left edge into its field."""
    return bytes(desk.shot().crop((x, y, x + 32, y + 1)).tobytes())


@pytest.mark.parametrize(("key", "kept"), [("Return", "stiff neck"), ("Escape", "")])
def test_the_window_asks(x11_desk: Any, home: Path, key: str, kept: str) -> None:
    command = [sys.executable, "-m", "deskbreak", "--home", str(home), "log", "note"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as asking:
        desks.wait_for(asked(x11_desk), "the window")
        x11_desk.run("xdotool", "type", "stiff neck")
        x11_desk.key(key)
        assert asking.wait(30) == 0
    assert note(home) == kept


def test_the_tray_has_an_entry_for_it(x11_desk: Any, home: Path) -> None:
    daemon = Daemon(home, settings("45m"))
    try:
        menu = Menu(x11_desk)
        desks.wait_for(lambda: "Put off the next break" in usable(menu), "the whole menu")
        menu.choose("Today", "Add a note")
        desks.wait_for(asked(x11_desk), "the window")
        x11_desk.run("xdotool", "type", "by the window")
        x11_desk.key("Return")
        desks.wait_for(lambda: note(home) == "by the window", "the note")
    finally:
        daemon.stop()


def test_on_a_fresh_day_it_is_for_the_day(x11_desk: Any, tmp_path: Path) -> None:
    daemon = Daemon(tmp_path, settings("45m"))
    try:
        menu = Menu(x11_desk)
        desks.wait_for(lambda: "Put off the next break" in usable(menu), "the whole menu")
        menu.choose("Today", "Add a note")
        desks.wait_for(asked(x11_desk), "the window")
        x11_desk.run("xdotool", "type", "stiff neck")
        x11_desk.key("Return")
        desks.wait_for(lambda: "Note: stiff neck" in daemon.ask("log").stdout, "the note")
        assert daemon.rows() == []
    finally:
        daemon.stop()


def test_without_a_window_the_words_go_on_the_command_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    command = [sys.executable, "-m", "deskbreak", "--home", str(home), "log", "note"]
    failed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert failed.returncode == 1 and "deskbreak log note" in failed.stderr
    subprocess.run([*command, "much", "better"], check=True, stdout=subprocess.DEVNULL)
    assert note(home) == "much better"
