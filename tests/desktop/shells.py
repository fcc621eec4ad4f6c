"""Whole desktop shells, each on a display of its own: KDE Plasma and GNOME. They take some ten seconds to start."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from tests.desktop import desks
from tests.desktop.tray_user import PANEL, Box

Point = tuple[int, int]
AWAY = (300, 600)
SLIDE_S = 0.4  # popups slide into their place, and go after some seconds


class Shell(desks.X11Desk):
    """A whole desktop shell on a display of its own; `settle` waits until it shows what it is sent."""

    PROGRAMS: tuple[str, ...] = ()
    NAME = ""
    BUTTONS: ClassVar[Mapping[str, Point]] = {}
    TEXT: Point = (0, 0)
    PANEL: ClassVar[Box] = PANEL
    STARTS: ClassVar[int] = 1  # so many clicks on the icon begin a break

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
        return self.shot().crop((x - 150, y - 60, x + 150, y + 80)).tobytes()

    def rests(self, seconds: float = 0.7) -> None:
        """Nothing moves there any more: the same picture for so long."""
        last, since = b"", time.monotonic()

        def still() -> bool:
            nonlocal last, since
            now = self.pixels()
            if now != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since >= seconds

        desks.wait_for(still, "a screen that stands still", 60)


class Plasma(Shell):
    PROGRAMS = ("plasmashell", "kwin_x11")
    NAME = "Plasma"
    PANEL = (800, 756, 1280, 800)
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
        self.start("kded", [shutil.which("kded6") or "kded5"])  # it knows which icons there are
        self.start("plasmashell", ["plasmashell", "--no-respawn"])

    def settle(self) -> None:
        desks.wait_for(lambda: self.windows("plasmashell"), "the panel", 60)
        desks.wait_for(lambda: any(self.pixels()), "the picture behind it", 60)
        self.rests(2)


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
        self.rests(2)
        self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.gnome.Shell", "/org/gnome/Shell",
            "org.freedesktop.DBus.Properties.Set",
            "string:org.gnome.Shell", "string:OverviewActive", "variant:boolean:false",
        )  # fmt: skip
        self.rests()
        for key in ("super+v", "Escape"):
            before = self.pixels()
            self.key(key)
            desks.wait_for(lambda before=before: self.pixels() != before, key)
            self.rests()
        self.move(*AWAY)

    def open(self) -> None:
        """It unfolds under the pointer."""
        self.move(640, 60)
        self.move(645, 65)
        self.rests()


class GnomeWithTray(Gnome):
    """With the extension that most people have, or are told to get, to see icons."""

    STARTS = 2
    EXTENSION = "ubuntu-appindicators@ubuntu.com"

    def start_shell(self) -> None:
        if not Path("/usr/share/gnome-shell/extensions", self.EXTENSION).exists():
            desks.cannot_run("not installed: gnome-shell-extension-appindicator")
        self.env["GSETTINGS_BACKEND"] = "keyfile"
        self.write(
            "glib-2.0/settings/keyfile", f"[org/gnome/shell]\nenabled-extensions=['{self.EXTENSION}']\n"
        )
        super().start_shell()
