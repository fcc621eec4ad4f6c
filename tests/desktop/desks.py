"""Throw-away desktops for tests: an X11 one and a Wayland one, each with its own bus, panel and the rest.

Everything a desk starts belongs to it: its folders, its bus, its display, its processes. Nothing of the
person who runs the tests is read or written, and what was started is ended in reverse order in any case.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image, ImageGrab

from tests.desktop.pointer import VirtualPointer

X11_PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "xfce4-panel", "dunst", "xdotool", "xprop", "import")
WAYLAND_PROGRAMS = ("sway", "swaymsg", "dbus-daemon", "waybar", "mako", "makoctl", "grim", "unshare")
SIZE = (1280, 800)
T = TypeVar("T")
_INHERITED = ("DISPLAY", "WAYLAND_DISPLAY", "SWAYSOCK", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY")

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
 <property name="configver" type="int" value="2"/>
 <property name="panels" type="array">
  <value type="int" value="1"/>
  <property name="panel-1" type="empty">
   <property name="position" type="string" value="p=6;x=0;y=0"/>
   <property name="length" type="uint" value="100"/>
   <property name="position-locked" type="bool" value="true"/>
   <property name="size" type="uint" value="32"/>
   <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
  </property>
 </property>
 <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""
DUNST = """[global]
    origin = top-right
    offset = 10x50
    width = 300
    font = DejaVu Sans 10
    markup = full
    mouse_left_click = do_action, close_current
    mouse_right_click = close_current
"""
SWAY = """
xwayland {xwayland}
output HEADLESS-1 resolution 1280x800 position 0,0
output * bg #202020 solid_color
default_border none
seat seat0 hide_cursor 0
for_window [title=".*"] floating enable
"""
WAYBAR = {
    "layer": "top",
    "position": "top",
    "height": 32,
    "modules-left": ["tray"],
    "tray": {"icon-size": 22, "spacing": 8},
}
MAKO = "font=DejaVu Sans 10\nactions=1\nmarkup=1\n[mode=do-not-disturb]\ninvisible=1\n"


def need(*programs: str) -> None:
    """Skip the test where these are not installed; in CI that is a failure, as a skip goes unnoticed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        cannot_run(f"not installed: {', '.join(missing)}")


def cannot_run(why: str) -> None:
    """This machine cannot run the test: a skip with the reason, in CI a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"a desktop test could not run in CI: {why}")
    pytest.skip(why)


def wait_for(look: Callable[[], T], what: str, seconds: float = 30.0) -> T:
    """The first true answer of `look`. The limit is for a busy machine; it costs nothing where the thing comes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds:g} s in vain for {what}")


def let_pass(seconds: float) -> None:
    """Let this much real time pass, where time itself is what the test is about. To wait for a thing: `wait_for`."""
    time.sleep(seconds)


class Desk:
    """Folders, an environment, a bus, and the processes on it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.config, self.runtime = self.folder / "config", self.folder / "run"
        self.config.mkdir()
        self.runtime.mkdir(mode=0o700)
        self.env = {key: value for key, value in os.environ.items() if key not in _INHERITED}
        self.env |= {
            "XDG_CONFIG_HOME": str(self.config),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "NO_AT_BRIDGE": "1",
            "GTK_A11Y": "none",
            "GSETTINGS_BACKEND": "memory",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "LANG": "C.UTF-8",
        }

    def start(self, name: str, argv: Sequence[str], **more: Any) -> subprocess.Popen[bytes]:
        """Start a part of the desk; what it says is in its log in the desk's folder."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **more,
            )
        self.processes[name] = process
        return process

    def end(self, name: str, how: int = signal.SIGTERM) -> None:
        """End one part; a second time is no error."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(how)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop(self) -> None:
        for name in reversed(list(self.processes)):
            self.end(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_bus(self, configuration: str = "--session") -> None:
        """The desk's own session bus; its address is read as soon as it is ready."""
        argv = [
            "dbus-daemon",
            configuration,
            "--nofork",
            "--print-address=1",
            f"--address=unix:path={self.runtime}/bus",
        ]
        reading, writing = os.pipe()
        with (self.folder / "bus.log").open("ab") as log:
            self.processes["bus"] = subprocess.Popen(
                argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=log,
                start_new_session=True,
            )
        os.close(writing)
        with os.fdopen(reading) as said:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = said.readline().strip()

    def start_display(self, *more: str) -> None:
        """An X11 display in memory; its number is read as soon as it is ready."""
        reading, writing = os.pipe()
        screen = f"{SIZE[0]}x{SIZE[1]}x24"
        self.start(
            "Xvfb",
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                screen,
                "-nolisten",
                "tcp",
                "-noreset",
                *more,
            ],
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            self.env["DISPLAY"] = ":" + said.readline().strip()

    def run(self, *argv: str, seconds: float = 10.0) -> str:
        """Run a short program on the desk and give what it printed."""
        return subprocess.run(
            argv, env=self.env, capture_output=True, text=True, timeout=seconds, check=True
        ).stdout

    def owned(self, name: str) -> bool:
        """Return True if a program owns this bus name."""
        return "true" in self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
            "org.freedesktop.DBus.NameHasOwner", f"string:{name}",
        )  # fmt: skip

    def wait_owned(self, name: str) -> None:
        wait_for(lambda: self.owned(name), f"{name} on the bus")

    def write(self, path: str, text: str) -> None:
        """A file in the desk's configuration folder."""
        target = self.config / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


# A window of no program in particular; with "full" it fills the screen.
_WINDOW = """
import sys
from Xlib import X, Xatom, display
d = display.Display()
root = d.screen().root
w = root.create_window(10, 10, 300, 200, 0, d.screen().root_depth, X.InputOutput, X.CopyFromParent)
w.set_wm_name("film")
if "full" in sys.argv:
    state = d.intern_atom("_NET_WM_STATE")
    w.change_property(state, Xatom.ATOM, 32, [d.intern_atom("_NET_WM_STATE_FULLSCREEN")])
w.map()
d.sync()
print("mapped", flush=True)
while True:
    d.next_event()
"""


def window(*, full: bool = False) -> list[str]:
    """The command that shows one; it says "mapped" once it is on the screen."""
    return [sys.executable, "-c", _WINDOW, *(["full"] if full else [])]


class X11Desk(Desk):
    """Xvfb, openbox, xfce4-panel (at the top, with a tray at its left end) and dunst."""

    def __init__(self, *, panel: bool = True, notifications: bool = True) -> None:
        super().__init__()
        self.env |= {"GDK_BACKEND": "x11", "XDG_SESSION_TYPE": "x11", "XDG_CURRENT_DESKTOP": "XFCE"}
        self.write("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", PANEL)
        self.write("dunst/dunstrc", DUNST)
        try:
            self.start_display()
            self.start_bus()
            self.start("openbox", ["openbox", "--sm-disable"])
            if panel:
                self.start_panel()
            if notifications:
                self.start_notifications()
        except BaseException:
            self.stop()
            raise

    def start_panel(self) -> None:
        self.start("panel", ["xfce4-panel", "--disable-wm-check", "--sm-client-disable"])
        self.wait_owned("org.kde.StatusNotifierWatcher")

    def start_notifications(self) -> None:
        self.start("dunst", ["dunst"])
        self.wait_owned("org.freedesktop.Notifications")

    def move(self, x: int, y: int) -> None:
        self.run("xdotool", "mousemove", str(x), str(y))

    def click(self, x: int, y: int, button: int = 1) -> None:
        """A real click; the pointer comes from elsewhere, as a person's would."""
        self.move(x + 3, y + 3)
        self.run("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def key(self, *keys: str) -> None:
        self.run("xdotool", "key", *keys)

    def screenshot(self, path: Path) -> Path:
        self.shot().save(path)
        return path

    def shot(self) -> Image.Image:
        """What the desk shows now."""
        return ImageGrab.grab(xdisplay=self.env["DISPLAY"])

    def windows(self, name: str) -> list[tuple[int, int, int, int]]:
        """Place and size (x, y, width, height) of the visible windows of this class, menus included."""
        try:
            found = self.run("xdotool", "search", "--onlyvisible", "--class", name).split()
        except subprocess.CalledProcessError:
            return []
        places = []
        for window in found:
            try:
                text = self.run("xdotool", "getwindowgeometry", "--shell", window)
            except subprocess.CalledProcessError:
                continue  # it closed in between
            values = dict(line.split("=") for line in text.split())
            places.append(tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))
        return places  # type: ignore[return-value]

    def popup(self) -> tuple[int, int]:
        """The middle of dunst's popup, once it is on the screen and has its size."""

        def at_rest() -> list[tuple[int, int, int, int]]:
            first, then = ([place for place in self.windows("Dunst") if place[2] > 50] for _ in range(2))
            return then if first == then else []

        x, y, width, height = wait_for(at_rest, "a popup of dunst")[0]
        return x + width // 2, y + height // 2


class WaylandDesk(Desk):
    """Headless sway, waybar (at the top, its tray at the left end), mako, and a pointer to click with."""

    def __init__(self, *, panel: bool = True, notifications: bool = True, xwayland: bool = False) -> None:
        super().__init__()
        self.env |= {
            "GDK_BACKEND": "wayland",
            "XDG_SESSION_TYPE": "wayland",
            "XDG_CURRENT_DESKTOP": "sway",
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_HEADLESS_OUTPUTS": "1",
        }
        self.write("sway.conf", SWAY.format(xwayland="enable" if xwayland else "disable"))
        self.write("waybar/config", json.dumps(WAYBAR))
        self.write(
            "waybar/style.css", "* { font-family: DejaVu Sans; } window#waybar { background: #e0e0e0; }"
        )
        self.write("mako/config", MAKO)
        self._pointer: VirtualPointer | None = None
        try:
            self.start_bus()
            self._start_sway()
            # Before anything is there to click: who learns of the pointer later misses its first click.
            self._pointer = VirtualPointer(self.runtime / self.env["WAYLAND_DISPLAY"], *SIZE)
            if panel:
                self.start_panel()
            if notifications:
                self.start_notifications()
        except BaseException:
            self.stop()
            raise

    def _start_sway(self) -> None:
        # sway refuses to be root; a user namespace gives it another number.
        other_user = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []
        self.start("sway", [*other_user, "sway", "-c", str(self.config / "sway.conf")])
        found = wait_for(
            lambda: [p for p in self.runtime.glob("wayland-*") if p.suffix != ".lock"], "sway's display"
        )
        self.env["WAYLAND_DISPLAY"] = found[0].name
        self.env["SWAYSOCK"] = str(wait_for(lambda: list(self.runtime.glob("sway-ipc.*.sock")), "sway")[0])
        wait_for(lambda: "HEADLESS-1" in self.run("swaymsg", "-t", "get_outputs"), "sway's output")

    def start_panel(self) -> None:
        self.start("panel", ["waybar"])
        self.wait_owned("org.kde.StatusNotifierWatcher")

    def start_notifications(self) -> None:
        self.start("mako", ["mako"])
        self.wait_owned("org.freedesktop.Notifications")

    def stop(self) -> None:
        if self._pointer is not None:
            self._pointer.close()
        super().stop()

    def move(self, x: int, y: int) -> None:
        self._pointer.move(x, y)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """A real click; the pointer comes from elsewhere, as a person's would."""
        self.move(x + 3, y + 3)
        self.move(x, y)
        self._pointer.click(button)

    def scroll(self, x: int, y: int, notches: int) -> None:
        self.move(x, y)
        self._pointer.scroll(notches)

    def screenshot(self, path: Path) -> Path:
        self.shot().save(path)
        return path

    def shot(self) -> Image.Image:
        """What the desk shows now."""
        seen = subprocess.run(
            ["grim", "-t", "ppm", "-"], env=self.env, capture_output=True, timeout=10, check=True
        )
        return Image.open(io.BytesIO(seen.stdout)).convert("RGB")


def bare_bus() -> Desk:
    """Only a bus on which nothing can be started: the desk of a person without a desktop."""
    desk = Desk()
    try:
        (desk.folder / "bus.conf").write_text(
            '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"'
            ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>'
            "<listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
        )
        desk.start_bus(f"--config-file={desk.folder}/bus.conf")
    except BaseException:
        desk.stop()
        raise
    return desk


def enter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process, and what it starts, live on the desk."""
    for key in _INHERITED:
        monkeypatch.delenv(key, raising=False)
    changed: Mapping[str, str] = {k: v for k, v in desk.env.items() if os.environ.get(k) != v}
    for key, value in changed.items():
        monkeypatch.setenv(key, value)
