"""Offers and the icon on KDE Plasma and GNOME Shell, clicked for real. Slow, so they run alone: scripts/test --hosts"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.app import client
from deskbreak.cli.main import main
from deskbreak.paths import find_profile
from deskbreak.platforms import notify
from deskbreak.platforms.bus import Bus
from deskbreak.runtime.loop import Loop
from tests.desktop import desks
from tests.desktop.shells import AWAY, SLIDE_S, Gnome, GnomeWithTray, Plasma, Shell
from tests.desktop.test_notify_servers import OFFER
from tests.desktop.tray_user import PAUSE, SNOOZE, TrayUser

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not os.environ.get("DESKBREAK_HOSTS"), reason="slow; run alone: scripts/test --hosts"),
]


class Person:
    """A person in this shell, and what the notifications reported."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.loop = shell, Loop()
        self.events: list[str] = []
        self.bus = Bus.session(self.loop)
        self.notes = notify.choose(self.loop, self.bus, lambda _tag, event: self.events.append(event))
        self._bare = shell.pixels()

    def until(self, look: Callable[[], object], seconds: float = 30.0) -> None:
        def turned() -> object:
            self.loop.turn(0.02)
            return look()

        desks.wait_for(turned, f"it; so far: {self.events}", seconds)

    def sees(self) -> None:
        self.shell.move(*AWAY)
        self.until(lambda: self.shell.pixels() == self._bare)  # the one before is gone
        self.notes.show(OFFER)
        self.until(lambda: self.events[-1:] == ["shown"])
        self.until(lambda: self.shell.pixels() != self._bare)
        self.shell.rests(SLIDE_S)

    def clicks(self, at: tuple[int, int], event: str) -> None:
        """Until it is taken: on a busy machine a popup is drawn before it listens."""
        for _ in range(4):
            self.shell.move(*AWAY)
            self.shell.open()
            self.shell.click(*at)
            try:
                return self.until(lambda: self.events[-1] == event, 4)
            except AssertionError:
                continue
        raise AssertionError(f"no click is taken; so far: {self.events}")

    def leave(self) -> None:
        self.notes.stop()
        self.bus.close()
        self.loop.close()


@pytest.fixture(scope="module", params=[Plasma, GnomeWithTray])
def shell(request: pytest.FixtureRequest) -> Iterator[Shell]:
    """One for all that is clicked in it, for it takes long to start."""
    made: Shell = request.param()
    yield made
    made.stop()


@pytest.fixture
def person(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    desks.enter(shell, monkeypatch)
    made = Person(shell)
    yield made
    made.leave()


def test_text_buttons_and_withdrawal(person: Person) -> None:
    person.sees()
    assert person.shell.NAME in person.notes.state().detail
    person.clicks(person.shell.TEXT, "action:start")
    for key, at in person.shell.BUTTONS.items():
        person.sees()
        person.clicks(at, f"action:{key}")
    person.sees()
    person.notes.close("offer")
    person.until(lambda: person.events[-1] == "closed")


def test_the_icon_its_menu_a_tick_and_a_submenu(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, loop: Loop
) -> None:
    desks.enter(shell, monkeypatch)
    user = TrayUser(shell, loop, shell.PANEL)
    try:
        user.click(times=shell.STARTS)
        user.until(lambda: user.did == ["start"])
        user.click(2)
        user.until(lambda: user.did == ["start", "middle"])
        cleared = user.choose(PAUSE)
        user.until(lambda: user.did[2:] == ["paused True"])
        ticked = user.choose(PAUSE)
        user.until(lambda: user.did[3:] == ["paused False"])
        assert ticked != cleared
        user.choose(SNOOZE, sub=True)
        user.until(lambda: user.did[4:] == ["snooze"])
    finally:
        user.leave()


@pytest.fixture
def gnome_menu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gnome]:
    """GNOME without a tray, with deskbreak in its menu and a browser that writes down what it was to open."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("XDG_BIN_HOME", str(tmp_path / "bin"))

    class Installed(Gnome):
        def start_shell(self) -> None:
            desks.enter(self, monkeypatch)
            assert main(["desktop", "on", "--home", str(tmp_path / "home")]) == 0
            super().start_shell()

    gnome = Installed()
    desks.enter(gnome, monkeypatch)
    yield gnome
    main(["stop", "--home", str(tmp_path / "home")])
    gnome.stop()


def test_gnome_finds_it_in_its_overview_and_starts_it(gnome_menu: Gnome, tmp_path: Path) -> None:
    """What is typed there finds it, Enter starts it and opens its page; what it says of the tray names the reason."""
    for keys in (("key", "super"), ("type", "--delay", "60", "deskbr")):
        before = gnome_menu.pixels()
        gnome_menu.run("xdotool", *keys)
        desks.wait_for(lambda before=before: gnome_menu.pixels() != before, keys[0])
        gnome_menu.rests(2)
    gnome_menu.key("Return")
    desks.wait_for((tmp_path / "opened").exists, "the page", 40)
    ports = client.ask(find_profile(tmp_path / "home"), "status")["status"]["ports"]
    assert "GNOME shows none by itself" in ports["tray"]["detail"]
