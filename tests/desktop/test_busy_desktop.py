"""Bad moments on a real desk: do not disturb, a full-screen window, a recording."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from deskbreak.platforms import busy
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.busy import asker
from deskbreak.platforms.busy.port import Probed
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

pytestmark = pytest.mark.desktop


class Asker:
    def __init__(self) -> None:
        self.loop = Loop()
        self.bus = Bus.session(self.loop)
        self.busy = busy.choose(self.loop, self.bus)

    def ask(self, name: str) -> Probed:
        answers: list[Mapping[str, Probed]] = []
        self.busy.ask([name], answers.append)
        end = time.monotonic() + 30
        while not answers:
            assert time.monotonic() < end
            self.loop.turn(0.1)
        return answers[0][name]

    def until(self, name: str, value: str) -> None:
        desks.wait_for(lambda: self.ask(name).value == value, f"{name} is {value}")

    def close(self) -> None:
        self.bus.close()
        self.loop.close()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is asked again."""
    monkeypatch.setattr(asker, "FRESH_S", 0.0)


@pytest.fixture
def asking(fresh: None) -> Iterator[list[Asker]]:
    made: list[Asker] = []
    yield made
    for one in made:
        one.close()


def start(asking: list[Asker]) -> Asker:
    """On the desk that the test's fixture has entered."""
    asking.append(Asker())
    return asking[-1]


def test_do_not_disturb_on_dunst(x11_desk: desks.X11Desk, asking: list[Asker]) -> None:
    asker = start(asking)
    assert asker.ask("do_not_disturb") == Probed("no", "dunst")
    x11_desk.run("dunstctl", "set-paused", "true")
    assert asker.ask("do_not_disturb") == Probed("yes", "dunst")


def test_do_not_disturb_on_mako(wayland_desk: desks.WaylandDesk, asking: list[Asker]) -> None:
    asker = start(asking)
    assert asker.ask("do_not_disturb") == Probed("no", "mako")
    wayland_desk.run("makoctl", "mode", "-a", "do-not-disturb")
    assert asker.ask("do_not_disturb") == Probed("yes", "mako")


def test_a_full_screen_window_under_openbox(x11_desk: desks.X11Desk, asking: list[Asker]) -> None:
    asker = start(asking)
    assert asker.ask("fullscreen").value == "no"
    x11_desk.start("window", desks.window())
    desks.wait_for(lambda: "mapped" in (x11_desk.folder / "window.log").read_text(), "a window")
    assert asker.ask("fullscreen").value == "no", "an ordinary window holds nothing back"
    x11_desk.end("window")
    x11_desk.start("film", desks.window(full=True))
    asker.until("fullscreen", "yes")
    x11_desk.end("film")
    asker.until("fullscreen", "no")


def test_sway_tells_that_nothing_is_full_screen(wayland_desk: desks.WaylandDesk, asking: list[Asker]) -> None:
    assert start(asking).ask("fullscreen") == Probed("no", "wayland")


def test_somebody_records(sound_server: desks.X11Desk, asking: list[Asker]) -> None:
    asker = start(asking)
    assert asker.ask("microphone") == Probed("no", "pulseaudio")
    sound_server.start("listener", ["parec", "--device=speaker.monitor", "/dev/null"])
    streams = lambda: sound_server.run("pactl", "list", "short", "source-outputs")  # noqa: E731
    desks.wait_for(streams, "a stream")
    assert asker.ask("microphone").value == "no", "hearing what is played is not a microphone"
    sound_server.end("listener")
    sound_server.start("call", ["parec", "--device=mic", "/dev/null"])
    asker.until("microphone", "yes")
    sound_server.end("call")
    asker.until("microphone", "no")


def test_a_program_of_the_persons_list(x11_desk: desks.X11Desk, asking: list[Asker], tmp_path: Path) -> None:
    asker = start(asking)
    meeting = tmp_path / "meeting-client"
    meeting.write_text("#!/bin/sh\nsleep 30\n")
    meeting.chmod(0o755)
    asker.busy.configure(["Meeting-Client"], "")
    assert asker.ask("apps").value == "no"
    x11_desk.start("meeting", [str(meeting)])
    assert asker.ask("apps") == Probed("yes", "Meeting-Client")
