"""Notifications on dunst and mako, clicked with a real pointer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from deskbreak.platforms import notify
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.notify.port import Note
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

pytestmark = pytest.mark.desktop

OFFER = Note(
    "offer",
    "Time to <move>",
    "Cat-cow & more",
    (("start", "Start"), ("snooze", "Snooze 5 min"), ("skip", "Skip")),
)
MAKO_POPUP = (1150, 70)  # top right, below the bar
MAKO_AREA = (960, 34, 1280, 120)  # a layer surface cannot be asked where it is


class Person:
    """A person at the desk, and what the notifications reported."""

    def __init__(self, desk: Any, loop: Loop) -> None:
        self.desk, self.loop = desk, loop
        self.events: list[tuple[str, str]] = []
        self.bus = Bus.session(loop)
        self.notes = notify.choose(loop, self.bus, lambda tag, event: self.events.append((tag, event)))
        desk.move(400, 600)  # away from where the popup comes
        self._bare = self.picture()

    def until(self, look: Callable[[], object], seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < end, f"it did not happen; so far: {self.events}"
            self.loop.turn(0.02)

    def sees(self, note: Note) -> tuple[int, int]:
        """Show a note and give the middle of its popup."""
        count = len(self.events)
        self.notes.show(note)
        self.until(lambda: (note.tag, "shown") in self.events[count:])
        if isinstance(self.desk, desks.X11Desk):
            return self.desk.popup()
        self.until(lambda: self.picture() != self._bare)
        return MAKO_POPUP

    def picture(self) -> bytes:
        return bytes(self.desk.shot().crop(MAKO_AREA).tobytes())

    def count(self) -> int:
        """How many notes the service shows."""
        if isinstance(self.desk, desks.X11Desk):
            return int(self.desk.run("dunstctl", "count", "displayed"))
        said = self.desk.run(  # makoctl's own answer has another shape in each version
            "dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.Notifications",
            "/fr/emersion/Mako", "fr.emersion.Mako.ListNotifications",
        )  # fmt: skip
        return said.count(" app-name ")

    def leave(self) -> None:
        self.notes.stop()
        self.bus.close()


@pytest.fixture(params=["x11_desk", "wayland_desk"])
def person(request: pytest.FixtureRequest) -> Iterator[Person]:
    desk = request.getfixturevalue(request.param)
    loop = Loop()
    made = Person(desk, loop)
    yield made
    made.leave()
    loop.close()


def test_a_click_on_the_popup_starts_and_takes_it_away(person: Person) -> None:
    person.sees(OFFER)
    popup = person.sees(Note("offer", "Still time to move", "Cat-cow & more", OFFER.actions))
    assert person.count() == 1, "the second took the place of the first"
    person.desk.click(*popup)
    person.until(lambda: person.events[-1] == ("offer", "action:start"))
    person.until(lambda: person.count() == 0)


def test_the_person_dismisses_it(person: Person) -> None:
    popup = person.sees(OFFER)
    person.desk.click(*popup, 3)
    person.until(lambda: person.events[-1] == ("offer", "dismissed"))


def test_it_expires_and_it_can_be_closed(person: Person) -> None:
    person.notes.show(Note("offer", "soon over", timeout_s=0.4))  # gone before a busy machine has looked
    person.until(lambda: ("offer", "expired") in person.events)
    person.sees(OFFER)
    person.notes.close("offer")
    person.until(lambda: person.events[-1] == ("offer", "closed"))
    person.until(lambda: person.count() == 0)


def test_the_service_goes_and_comes_back(person: Person) -> None:
    person.sees(OFFER)
    person.desk.end("dunst" if isinstance(person.desk, desks.X11Desk) else "mako")
    person.until(lambda: person.notes.state().state != "ok")
    person.desk.start_notifications()
    person.until(lambda: person.events == [("offer", "shown")] * 2)
    popup = person.sees(OFFER)
    person.desk.click(*popup)
    person.until(lambda: person.events[-1] == ("offer", "action:start"))
