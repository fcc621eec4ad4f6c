"""The object on the session bus, asked and told by the system's own tool."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from deskbreak.app import bus_api
from deskbreak.app.bus_api import BusApi
from deskbreak.platforms.bus import PROPERTIES, Bus
from deskbreak.runtime.loop import Loop
from tests.conftest import Until
from tests.desktop import desks


class Behind:
    """What stands behind the object: a status, and the requests that came."""

    def __init__(self) -> None:
        self.status: dict[str, Any] = {
            "phase": "sitting",
            "holds": [],
            "next": {"break": "mobility", "at": "2026-03-02T10:45:00+01:00"},
            "sitting_s": 470,
            "summary": "Sitting for 7 min",
        }
        self.asked: list[dict[str, Any]] = []
        self.refuses = ""

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(request)
        return {"ok": False, "error": self.refuses} if self.refuses else {"ok": True, "said": "It is done."}


@pytest.fixture
def behind() -> Behind:
    return Behind()


@pytest.fixture
def desk() -> Iterator[desks.Desk]:
    desks.need("dbus-daemon", "busctl")
    made = desks.bare_bus()
    yield made
    made.stop()


@pytest.fixture
def api(loop: Loop, behind: Behind, desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusApi]:
    desks.enter(desk, monkeypatch)
    bus = Bus.session(loop)
    made = BusApi(bus, behind.answer, lambda: behind.status)
    yield made
    made.close()
    bus.close()


Tool = Callable[..., str]


@pytest.fixture
def busctl(api: BusApi, desk: desks.Desk, until: Until) -> Tool:
    """Runs the tool while the loop turns; gives what it printed, errors too."""

    def run(*words: str) -> str:
        process = subprocess.Popen(
            [shutil.which("busctl") or "busctl", f"--address={desk.env['DBUS_SESSION_BUS_ADDRESS']}", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until(lambda: process.poll() is not None, 10)
        return process.communicate()[0].strip()

    return run


OBJECT = (bus_api.NAME, bus_api.PATH, bus_api.INTERFACE)


def test_it_introspects_with_methods_properties_and_a_signal(busctl: Tool) -> None:
    said = busctl("introspect", "--xml-interface", *OBJECT[:2])
    assert '<method name="Snooze"><arg type="s" direction="in"/><arg type="s" direction="out"/>' in said
    table = busctl("introspect", *OBJECT)
    lines = {line.split()[0]: line.split()[1:4] for line in table.splitlines()[1:]}
    assert lines[".Skip"] == ["method", "-", "s"]
    assert lines[".SatSeconds"] == ["property", "u", "470"]
    assert lines[".Phase"][:3] == ["property", "s", '"sitting"']
    assert lines[".PhaseChanged"][:2] == ["signal", "s"]


def test_properties_tell_the_day(busctl: Tool, behind: Behind) -> None:
    assert busctl("get-property", *OBJECT, "Phase", "NextBreak", "SatSeconds").splitlines() == [
        's "sitting"',
        's "mobility"',
        "u 470",
    ]
    behind.status |= {"next": None, "holds": ["meeting"], "sitting_s": -3}
    assert busctl("get-property", *OBJECT, "NextBreak", "Holds", "SatSeconds").splitlines() == [
        's ""',
        'as 1 "meeting"',
        "u 0",
    ]
    assert "nothing here can be set" in busctl("set-property", *OBJECT, "Phase", "s", "away")
    assert behind.asked == []


@pytest.mark.parametrize(
    ("call", "request_"),
    [
        (("Start", "s", ""), {"do": "start"}),
        (("Start", "s", "mobility-set"), {"do": "start", "routine": "mobility-set"}),
        (("Snooze", "s", ""), {"do": "snooze"}),
        (("Snooze", "s", "10m"), {"do": "snooze", "for_s": 600.0}),
        (("Skip",), {"do": "skip"}),
        (("Done",), {"do": "done"}),
        (("Pause", "s", "1h"), {"do": "pause", "for_s": 3600.0}),
        (("Resume",), {"do": "resume"}),
    ],
)
def test_methods_ask_what_the_control_socket_is_asked(
    busctl: Tool, behind: Behind, call: tuple[str, ...], request_: dict[str, Any]
) -> None:
    assert busctl("call", *OBJECT, *call) == 's "It is done."'
    assert behind.asked == [request_]


def test_a_refusal_is_an_error_with_the_sentence(busctl: Tool, behind: Behind) -> None:
    behind.refuses = "nothing to end"
    assert busctl("call", *OBJECT, "Skip").endswith("nothing to end")
    behind.refuses = ""
    assert "no length of time" in busctl("call", *OBJECT, "Snooze", "s", "10 bananas")
    assert busctl("call", *OBJECT, "Skip", "s", "too much").endswith("not (s)")
    assert [one["do"] for one in behind.asked] == ["skip"]


def test_changes_are_told_once_and_only_what_differs(
    api: BusApi, behind: Behind, loop: Loop, until: Until
) -> None:
    listener = Bus.session(loop)
    heard: list[tuple[str, Any]] = []
    listener.on_signal(
        PROPERTIES,
        "PropertiesChanged",
        lambda body: heard.append(("properties", body[1])),
        path=bus_api.PATH,
    )
    listener.on_signal(
        bus_api.NAME, "PhaseChanged", lambda body: heard.append(("phase", body[0])), path=bus_api.PATH
    )
    api.changed()
    until(lambda: ("phase", "sitting") in heard)
    until(lambda: len(heard) == 2)
    heard.clear()
    behind.status |= {"sitting_s": 530, "summary": "Sitting for 8 min"}
    api.changed()
    behind.status |= {"phase": "offered"}
    api.changed()
    until(lambda: ("phase", "offered") in heard)
    assert heard == [("properties", {"Phase": ("s", "offered")}), ("phase", "offered")]
    listener.close()
