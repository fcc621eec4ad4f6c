"""Offers on KDE Plasma and GNOME Shell, clicked for real. They take long, so they run alone: scripts/test --hosts"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from deskbreak.app import client
from deskbreak.cli.main import main
from deskbreak.paths import find_profile
from deskbreak.platforms import notify
from deskbreak.platforms.bus import Bus
from deskbreak.runtime.loop import Loop
from tests.desktop import desks
from tests.desktop.test_notify_servers import OFFER

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not os.environ.get("DESKBREAK_HOSTS"), reason="slow; run alone: scripts/test --hosts"),
]

Point = tuple[int, int]
SLIDE_S = 0.8


class Shell(desks.X11Desk):
    """A whole desktop shell on a display of its own; `settle` waits until it shows what it is sent."""

    PROGRAMS: tuple[str, ...] = ()
    NAME = ""
    BUTTONS: ClassVar[Mapping[str, Point]] = {}
    TEXT: Point = (0, 0)

    def __init__(self) -> None:
        desks.need(*self.PROGRAMS, "xdotool", "import")
        desks.Desk.__init__(self)
        self.env |= {"XDG_SESSION_TYPE": "x11", "HOME": str(self.folder)}
        try:
            self.start_display("+extension", "GLX")
            self.start_bus()
            self.start_shell()
            desks.wait_for(lambda: self.owned("org.freedesktop.Notifications"), "the shell", 60)
            self.settle()
        except BaseException:
            self.stop()
            raise

    def start_shell(self) -> None: ...

    def settle(self) -> None: ...

    def open(self) -> None:
        """What a person does before the buttons are there to be clicked."""

    def pixels(self) -> bytes:
        """What the screen shows where the offer comes."""
        x, y = self.TEXT
        place = f"300x140+{x - 150}+{y - 60}"
        argv = ["import", "-window", "root", "-crop", place, "-depth", "8", "rgb:-"]
        return subprocess.run(argv, env=self.env, capture_output=True, check=True).stdout

    def slide(self) -> None:
        """Popups slide into their place; they go after some seconds, too soon to watch them stand still."""
        time.sleep(SLIDE_S)

    def rests(self, times: int = 4) -> None:
        """Nothing moves there any more."""
        last, same = b"", 0

        def still() -> bool:
            nonlocal last, same
            now = self.pixels()
            same, last = (same + 1, last) if now == last else (0, now)
            return same >= times

        desks.wait_for(still, "a screen that stands still", 40)


class Plasma(Shell):
    PROGRAMS = ("plasmashell", "kwin_x11")
    NAME = "Plasma"
    TEXT = (1030, 656)
    BUTTONS: ClassVar = {
        "start": (1016, 695),
        "snooze:300": (1074, 695),
        "snooze:600": (1152, 695),
        "skip": (1217, 695),
    }

    def start_shell(self) -> None:
        self.env |= {
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "KDE_SESSION_VERSION": "5",
            "KWIN_COMPOSE": "N",
            "QT_QPA_PLATFORM": "xcb",
        }
        self.start("kwin", ["kwin_x11", "--no-kactivities"])
        self.start("plasmashell", ["plasmashell", "--no-respawn"])

    def settle(self) -> None:
        desks.wait_for(lambda: self.windows("plasmashell"), "the panel", 60)
        self.rests(12)


class Gnome(Shell):
    PROGRAMS = ("gnome-shell",)
    NAME = "gnome-shell"
    TEXT = (640, 95)
    BUTTONS: ClassVar = {"start": (470, 155), "snooze:300": (642, 155), "skip": (812, 155)}

    def start_shell(self) -> None:
        self.env |= {
            "XDG_CURRENT_DESKTOP": "GNOME",
            "DBUS_SYSTEM_BUS_ADDRESS": self.env["DBUS_SESSION_BUS_ADDRESS"],
        }
        self.start("gnome-shell", ["gnome-shell", "--x11", "--sm-disable"])

    def settle(self) -> None:
        """To the bare desktop: out of the overview, and what the shell says at its start is taken as read."""
        self.rests(8)
        self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.gnome.Shell", "/org/gnome/Shell",
            "org.freedesktop.DBus.Properties.Set",
            "string:org.gnome.Shell", "string:OverviewActive", "variant:boolean:false",
        )  # fmt: skip
        self.rests()
        for key in ("super+v", "Escape"):
            before = self.pixels()
            self.key(key)
            desks.wait_for(lambda before=before: self.pixels() != before, key, 20)
            self.rests()
        self.move(300, 600)

    def open(self) -> None:
        """It unfolds under the pointer."""
        before = self.pixels()
        self.move(640, 60)
        self.move(645, 65)
        desks.wait_for(lambda: self.pixels() != before, "the banner to unfold")
        self.slide()


class Person:
    """Somebody in this shell, and what the notifications told us about them."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.loop = shell, Loop()
        self.events: list[str] = []
        self.bus = Bus.session(self.loop)
        self.notes = notify.choose(self.loop, self.bus, lambda _tag, event: self.events.append(event))

    def until(self, look: Callable[[], object], seconds: float = 20.0) -> None:
        def turned() -> object:
            self.loop.turn(0.02)
            return look()

        desks.wait_for(turned, f"it; so far: {self.events}", seconds)

    def sees(self) -> None:
        self.shell.move(300, 600)
        before = self.shell.pixels()
        self.notes.show(OFFER)
        self.until(lambda: self.events[-1:] == ["shown"])
        self.until(lambda: self.shell.pixels() != before)
        self.shell.slide()

    def leave(self) -> None:
        self.notes.stop()
        self.bus.close()
        self.loop.close()


@pytest.fixture(params=[Plasma, Gnome])
def person(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    shell: Shell = request.param()
    try:
        desks.enter(shell, monkeypatch)
        made = Person(shell)
        yield made
        made.leave()
    finally:
        shell.stop()


def test_text_buttons_and_withdrawal(person: Person) -> None:
    """In one go, for these shells take long to start."""
    person.sees()
    assert person.shell.NAME in person.notes.state().detail
    person.shell.click(*person.shell.TEXT)
    person.until(lambda: person.events[-1] == "action:start")
    for key, at in person.shell.BUTTONS.items():
        person.sees()
        person.shell.open()
        person.shell.click(*at)
        person.until(lambda key=key: person.events[-1] == f"action:{key}")  # type: ignore[misc]
    person.sees()
    person.notes.close("offer")
    person.until(lambda: person.events[-1] == "closed")


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
        desks.wait_for(lambda before=before: gnome_menu.pixels() != before, keys[0], 20)
        gnome_menu.rests(12)
    gnome_menu.key("Return")
    desks.wait_for((tmp_path / "opened").exists, "the page", 40)
    ports = client.ask(find_profile(tmp_path / "home"), "status")["status"]["ports"]
    assert "GNOME shows none by itself" in ports["tray"]["detail"]
