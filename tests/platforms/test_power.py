"""Sleep, lock and clocks: what logind, the screen savers and the clocks say, and who is believed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from deskbreak.platforms import power
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method
from deskbreak.platforms.power.clock import ClockBell, awake_clock
from deskbreak.platforms.power.linux import LOGIND, MANAGER, MANAGER_PATH, SESSION, LinuxPower
from deskbreak.platforms.power.none import NoPower
from deskbreak.platforms.power.polled import PolledPower
from deskbreak.runtime.loop import Loop
from tests.desktop import desks

Until = Callable[..., None]
Connect = Callable[[], Bus]
HERE = "/org/freedesktop/login1/session/_32"
SAVER = "org.gnome.ScreenSaver"


class Logind:
    """Serves one session, and says what a test wants said."""

    def __init__(self, bus: Bus, locked: bool = False) -> None:
        self.bus = bus
        ours = {
            "GetSession": Method("s", "o", lambda _: (HERE,)),
            "GetSessionByPID": Method("u", "o", lambda _: (HERE,)),
        }
        bus.export(MANAGER_PATH, MANAGER, Exported(ours, dict))
        bus.export(HERE, SESSION, Exported({}, lambda: {"LockedHint": ("b", locked)}))
        bus.request_name(LOGIND)

    def sleep(self, begins: bool) -> None:
        self.bus.emit(MANAGER_PATH, MANAGER, "PrepareForSleep", "b", (begins,))

    def say(self, member: str) -> None:
        self.bus.emit(HERE, SESSION, member)

    def hint(self, locked: bool) -> None:
        body: tuple[Any, ...] = (SESSION, {"LockedHint": ("b", locked)}, [])
        self.bus.emit(HERE, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", body)


@pytest.fixture
def reported() -> list[str]:
    return []


@pytest.fixture
def made(
    connect: Connect,
    loop: Loop,
    bus_desk: desks.Desk,
    monkeypatch: pytest.MonkeyPatch,
    reported: list[str],
    until: Until,
) -> Iterator[tuple[LinuxPower, Logind, Bus]]:
    """The private bus stands for both the session's and the machine's."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus_desk.env["DBUS_SESSION_BUS_ADDRESS"])
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    logind, saver = Logind(connect()), connect()
    saver.request_name(SAVER)
    owned: list[bool] = []
    saver.has_owner(LOGIND, owned.append)
    until(lambda: owned)
    port = power.choose(loop, connect(), reported.append)
    assert isinstance(port, LinuxPower)
    until(lambda: port.state().backend == "logind" and port.state().state == "ok")
    settle(port._system, until)  # what it wants to hear of, the bus knows by now
    yield port, logind, saver
    port.stop()


def settle(bus: Bus, until: Until) -> None:
    """Everything sent before this has arrived."""
    answers: list[bool] = []
    bus.has_owner(LOGIND, answers.append)
    until(lambda: answers)


def test_sleep_is_told_at_both_ends_and_once(
    made: tuple[LinuxPower, Logind, Bus], reported: list[str], until: Until
) -> None:
    _, logind, saver = made
    for begins in (True, True, False, False):
        logind.sleep(begins)
    until(lambda: len(reported) >= 2)
    settle(saver, until)
    assert reported == ["sleeping", "woke"]


def test_a_lock_that_several_tell_of_is_one_lock(
    made: tuple[LinuxPower, Logind, Bus], reported: list[str], until: Until
) -> None:
    port, logind, saver = made
    assert port.locked is None
    logind.say("Lock")
    until(lambda: reported)
    saver.emit("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", (True,))
    logind.hint(True)
    settle(saver, until)
    assert (reported, port.locked) == (["locked"], True)
    logind.say("Unlock")
    settle(logind.bus, until)
    assert reported == ["locked"], "the screen saver still covers the desk"
    saver.emit("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", (False,))
    until(lambda: reported == ["locked", "unlocked"])


def test_a_screen_saver_that_dies_locks_nothing(
    made: tuple[LinuxPower, Logind, Bus], reported: list[str], until: Until
) -> None:
    _, _, saver = made
    saver.emit("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", (True,))
    until(lambda: reported == ["locked"])
    saver.release_name(SAVER)
    until(lambda: reported == ["locked", "unlocked"])


def test_a_lost_system_bus_locks_nothing_and_is_followed_once_when_it_is_back(
    made: tuple[LinuxPower, Logind, Bus], reported: list[str], until: Until
) -> None:
    port, logind, _saver = made
    interests = len(port._system._matches)
    logind.say("Lock")
    until(lambda: reported == ["locked"])
    port._connected(False)
    assert reported == ["locked", "unlocked"]
    port._connected(True)
    settle(port._system, until)
    settle(port._system, until)
    logind.say("Lock")
    until(lambda: reported == ["locked", "unlocked", "locked"])
    assert len(port._system._matches) == interests


def test_after_stop_nothing_is_told(
    made: tuple[LinuxPower, Logind, Bus], reported: list[str], until: Until
) -> None:
    port, logind, saver = made
    port.stop()
    logind.sleep(True)
    settle(saver, until)
    assert reported == []
    assert port.state().state == "off"


def test_without_any_bus_the_clocks_still_tell(
    no_session: None, loop: Loop, until: Until, reported: list[str]
) -> None:
    port = power.choose(loop, Bus.session(loop), reported.append)
    until(lambda: "not asked" not in port.state().detail)
    state = port.state()
    assert (state.backend, state.state) == ("clock", "ok")
    assert port.locked is None
    port.stop()


def test_where_locks_are_asked_for_a_change_is_told_once(
    loop: Loop, until: Until, reported: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.platforms.power.polled.EVERY_S", 0.01)
    answers = iter([False, None, True, True, None, False])
    port = PolledPower(loop, reported.append, lambda: next(answers, False))
    assert reported == [], "unlocked at the start is no news"
    until(lambda: reported == ["locked", "unlocked"])
    port.stop()


def test_none_says_why() -> None:
    port = NoPower("no word here")
    assert (port.locked, port.state().state, port.state().detail) == (None, "absent", "no word here")
    port.stop()


def test_the_steady_clock_goes_with_the_wall_while_the_machine_is_awake() -> None:
    read = awake_clock()
    wall, steady = time.time(), read()
    time.sleep(0.05)
    assert abs((read() - steady) - (time.time() - wall)) < 0.04


def test_the_bell_is_silent_while_nothing_happens(loop: Loop) -> None:
    rang: list[int] = []
    bell = ClockBell(loop, lambda: rang.append(1))
    loop.turn(0.02)
    assert rang == []
    bell.stop()
    assert not bell.works
    bell.stop()
