"""Offers on the notification servers of Xfce, MATE and LXQt: the text, every button, withdrawal, a restart."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from deskbreak.platforms import notify
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.notify.port import Click, Note
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

pytestmark = pytest.mark.desktop

OFFER = Note(
    "offer",
    "Time to move · 3 min, standing",
    "You have sat for 45 min. Hip circles, helicopters, good morning.",
    (("start", "Start"), ("snooze:300", "In 5 min"), ("snooze:600", "In 10 min"), ("skip", "Skip")),
    click=Click(
        "Click to start.", "Click to start, or snooze in the tray.", "Press Start.", "deskbreak start"
    ),
)
FOLDERS = (
    "/usr/lib/x86_64-linux-gnu/xfce4/notifyd",
    "/usr/lib/xfce4/notifyd",
    "/usr/lib/mate-notification-daemon",
    "/usr/libexec/mate-notification-daemon",
)

Place = tuple[int, int, int, int]  # x, y, width, height


class Server(NamedTuple):
    """Where a server draws what: x from the popup's left edge, y from its top, or below zero from its bottom."""

    program: str
    text: tuple[int, int]
    buttons: dict[str, tuple[int, int]]
    text_does: str


SERVERS = {
    "xfce": Server(
        "xfce4-notifyd",
        (200, 45),
        {"start": (70, -31), "snooze:300": (162, -31), "snooze:600": (256, -31), "skip": (346, -31)},
        "dismissed",
    ),
    "mate": Server(
        "mate-notification-daemon",
        (220, 60),
        {"start": (190, -27), "snooze:300": (250, -27), "snooze:600": (326, -27), "skip": (392, -27)},
        "action:start",
    ),
    "lxqt": Server(
        "lxqt-notificationd",
        (170, 80),
        {"start": (90, -33), "snooze:300": (153, -33), "skip": (217, -33)},
        "action:start",
    ),
}


def find_server(server: Server) -> str:
    path = shutil.which(server.program, path=":".join(FOLDERS)) or shutil.which(server.program)
    if path is None:
        desks.cannot_run(f"not installed: {server.program}")
    return str(path)


class Person:
    """A person whose desktop has this server, and what the notifications reported."""

    def __init__(self, desk: desks.X11Desk, server: Server, path: str) -> None:
        self.desk, self.server, self._path = desk, server, path
        self.loop = Loop()
        self.events: list[str] = []
        self.start_server()
        self.bus = Bus.session(self.loop)
        self.notes = notify.choose(self.loop, self.bus, lambda _tag, event: self.events.append(event))

    def start_server(self) -> None:
        self.desk.start("server", [self._path])
        self.desk.wait_owned("org.freedesktop.Notifications")

    def until(self, look: Callable[[], object], seconds: float = 30.0) -> None:
        def turned() -> object:
            self.loop.turn(0.02)
            return look()

        desks.wait_for(turned, f"it; so far: {self.events}", seconds)

    def popups(self) -> list[Place]:
        return [place for place in self.desk.windows(self.server.program) if place[2] > 100]

    def sees(self) -> Place:
        """The offer on the screen: its popup once it stands still."""
        self.desk.move(400, 600)
        self.notes.show(OFFER)
        self.until(lambda: self.events[-1:] == ["shown"])
        return self.still()

    def still(self) -> Place:
        """The popup once it no longer moves into its place."""
        before: list[Place] = []

        def rests() -> bool:
            nonlocal before
            before, now = self.popups(), before
            return bool(now) and now == before

        self.until(rests)
        return before[0]

    def clicks(self, popup: Place, at: tuple[int, int]) -> None:
        x, y, _, height = popup
        self.desk.click(x + at[0], y + (at[1] if at[1] >= 0 else height + at[1]))

    def leave(self) -> None:
        self.notes.stop()
        self.bus.close()
        self.loop.close()


@pytest.fixture(params=SERVERS)
def person(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    server = SERVERS[request.param]
    path = find_server(server)
    desks.need(*desks.X11_PROGRAMS)
    desk = desks.X11Desk(panel=False, notifications=False)
    try:
        desks.enter(desk, monkeypatch)
        made = Person(desk, server, path)
        yield made
        made.leave()
    finally:
        desk.stop()


def test_a_click_on_the_text(person: Person) -> None:
    """It starts the routine; where the server only closes, that is explained once, and then meant."""
    popup = person.sees()
    person.clicks(popup, person.server.text)
    if person.server.text_does == "dismissed":
        person.until(lambda: person.events == ["shown", "shown"])
        person.clicks(person.still(), person.server.text)
    person.until(lambda: person.events[-1] == person.server.text_does)
    person.until(lambda: not person.popups())


def test_every_button_is_drawn_and_says_what_it_is(person: Person) -> None:
    for key, at in person.server.buttons.items():
        popup = person.sees()
        person.clicks(popup, at)
        person.until(lambda key=key: person.events[-1] == f"action:{key}")  # type: ignore[misc]
        person.until(lambda: not person.popups())


def test_it_is_withdrawn_when_it_was_answered_elsewhere(person: Person) -> None:
    person.sees()
    person.notes.close("offer")
    person.until(lambda: person.events[-1] == "closed")
    person.until(lambda: not person.popups())


def test_the_server_is_killed_and_comes_back_with_the_offer(person: Person) -> None:
    person.sees()
    person.desk.end("server")
    person.until(lambda: not person.popups())
    person.start_server()
    person.until(lambda: person.events == ["shown", "shown"])
    person.clicks(person.still(), person.server.buttons["skip"])
    person.until(lambda: person.events[-1] == "action:skip")
