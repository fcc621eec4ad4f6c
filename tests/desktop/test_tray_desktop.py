"""The tray on real panels, clicked with a real pointer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image

from deskbreak.platforms import tray
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.tray.port import Look, Tray
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

pytestmark = pytest.mark.desktop

ICON = (14, 16)  # where both panels put the only icon
COLOURS: dict[str, Callable[[tuple[int, int, int]], bool]] = {
    "teal": lambda p: p[1] > p[0] + 60 and p[2] > p[0] + 60,
    "amber": lambda p: p[0] > p[2] + 100 and p[0] > p[1] + 50,
}
ROW = 26  # about the height of a menu row in both; the clicks below aim at the middles


class Person:
    """Somebody at the desk, with our tray in front of them and a note of what their clicks did."""

    def __init__(self, desk: Any, loop: Loop) -> None:
        self.desk, self.loop = desk, loop
        self.did: list[str] = []
        self.paused = False
        self.bus = Bus.session(loop)
        self.tray: Tray = tray.choose(
            loop,
            self.bus,
            self._menu,
            on_secondary=lambda: self.did.append("middle"),
        )
        self.tray.show(Look("sitting", 0.4, "Next break in 20 min"))
        self.until_drawn("teal")

    def _menu(self) -> Any:
        from deskbreak.platforms.tray.menu import Menu, MenuItem

        return Menu(
            MenuItem("Start now", lambda: self.did.append("start"), default=True),
            MenuItem("Pause", self._toggle, checked=lambda _: self.paused),
            MenuItem("Snooze", Menu(MenuItem("5 minutes", lambda: self.did.append("snooze")))),
        )

    def _toggle(self) -> None:
        self.paused = not self.paused
        self.did.append(f"paused {self.paused}")

    def until(self, look: Callable[[], object], seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < end, f"it did not happen; so far: {self.did}"
            self.loop.turn(0.02)

    def shot(self) -> Image.Image:
        """What the desk shows now."""
        with Image.open(self.desk.screenshot(self.desk.folder / "shot.png")) as shot:
            return shot.convert("RGB")

    def colours(self) -> set[str]:
        """Which of our colours the panel's corner shows."""
        pixels = list(self.shot().crop((0, 0, 28, 32)).get_flattened_data())
        return {name for name, is_it in COLOURS.items() if sum(map(is_it, pixels)) > 20}  # type: ignore[arg-type]

    def until_drawn(self, colour: str) -> None:
        self.until(lambda: colour in self.colours(), 10)

    def see(self, seconds: float) -> None:
        """Let the desk draw: nothing tells when a menu is on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.loop.turn(0.02)

    def click(self, x: int, y: int, button: int = 1) -> None:
        self.desk.click(x, y, button)

    def choose_pause(self) -> None:
        """Open the menu with the right button and click its second row, again if the panel slept through it."""
        before = len(self.did)
        for _ in range(4):
            if not self.menu_is_open():
                self.open_menu()
            x, y = self.menu_at()
            self.click(x + 45, y + ROW + ROW // 2 + 4)
            end = time.monotonic() + 2
            while time.monotonic() < end:
                self.see(0.05)
                if len(self.did) > before:
                    self.until(lambda: not self.menu_is_open())
                    return
        raise AssertionError("the menu takes no clicks")

    def open_menu(self) -> None:
        """Click until it opens: a panel reads the menu at the first click, and a busy one shows nothing then."""
        for _ in range(5):
            self.click(*ICON, 3)
            end = time.monotonic() + 1.5
            while time.monotonic() < end:
                self.see(0.05)
                if self.menu_is_open():
                    return
        raise AssertionError("the menu does not open")

    def menu_is_open(self) -> bool:
        """The desks are dark and the menus are light."""
        x, y = self.menu_at()
        inside = self.shot().crop((x + 10, y + 20, x + 90, y + 80))
        return sum(pixel[0] > 200 for pixel in inside.get_flattened_data()) > 2400  # type: ignore[index]

    def menu_at(self) -> tuple[int, int]:
        """The open menu's corner: below the panel in xfce, at the pointer in waybar."""
        return (0, 34) if isinstance(self.desk, desks.X11Desk) else (ICON[0] + 2, ICON[1] + 2)

    def leave(self) -> None:
        self.tray.stop()
        self.bus.close()


@pytest.fixture(params=["x11_desk", "wayland_desk"])
def person(request: pytest.FixtureRequest) -> Iterator[Person]:
    desk = request.getfixturevalue(request.param)
    loop = Loop()
    made = Person(desk, loop)
    yield made
    made.leave()
    loop.close()


def test_clicks_do_what_they_say(person: Person) -> None:
    person.click(*ICON)
    person.until(lambda: person.did == ["start"])
    person.click(*ICON, 2)
    person.until(lambda: person.did == ["start", "middle"])
    person.choose_pause()
    person.until(lambda: person.did[2:] == ["paused True"])
    person.choose_pause()  # the same entry, told again to the panel in between
    person.until(lambda: person.did[3:] == ["paused False"])


def test_a_panel_that_restarts_gets_the_icon_again(person: Person) -> None:
    panel = "panel" if isinstance(person.desk, desks.X11Desk) else "waybar"
    person.desk.end(panel)
    person.until(lambda: person.tray.state().state == "lost")
    person.desk.start_panel()
    person.until_drawn("teal")
    person.click(*ICON)
    person.until(lambda: person.did == ["start"])


def test_the_icon_shows_what_is_up(person: Person) -> None:
    person.tray.show(Look("due", tooltip="Time to move"))
    person.until_drawn("amber")
    assert "teal" not in person.colours()
