"""Idle: the contract that every back end keeps, each over a stand-in for its desktop's side.

A new back end gets a `Desk` of its own here, and its place in `DESKS`. Displays (X11, Wayland) are put through the same
on real ones in tests/desktop/test_idle_desktop.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest

from deskbreak.platforms import idle
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method
from deskbreak.platforms.idle import asked, systems
from deskbreak.platforms.idle.asked import AskedIdle
from deskbreak.platforms.idle.port import IdleSource
from deskbreak.runtime.loop import Loop
from tests.platforms.test_idle import FakeClock, Mutter

Until = Callable[..., None]
Connect = Callable[[], Bus]
SHORT_S, LONG_S = 0.05, 0.1


class Desk(Protocol):
    """A desk whose keyboard and pointer the test holds."""

    source: IdleSource

    def rest(self) -> None:
        """No input from here on, for longer than any watch waits."""

    def touch(self) -> None:
        """One key."""

    def until(self, look: Callable[[], object]) -> None:
        """Let time pass until `look` is true; fails when it takes too long."""

    def settle(self) -> None:
        """Let all that is on its way arrive."""


class AskedDesk:
    """A system call that answers at once, on a clock that the test moves."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.resting = False
        loop: Any = self.clock
        self.source: IdleSource = AskedIdle(loop, "test", systems.at_once(self._seconds))

    def _seconds(self) -> float:
        return 300.0 if self.resting else 0.0

    def rest(self) -> None:
        self.resting = True

    def touch(self) -> None:
        self.resting = False

    def until(self, look: Callable[[], object]) -> None:
        for _ in range(100):
            if look():
                return
            self.clock.pass_time(0.2)
        raise AssertionError("it did not happen in time")

    def settle(self) -> None:
        self.clock.pass_time(0.5)


class BusDesk:
    """What the two services on the bus have in common."""

    def __init__(self, connect: Connect, loop: Loop, until: Until) -> None:
        self._ours, self.until = connect(), until
        self.source: IdleSource = idle.choose(loop, self._ours)

    def settle(self) -> None:
        answered: list[bool] = []
        for _ in range(3):  # a call may be answered by another call
            self._ours.has_owner("org.deskbreak.Test", answered.append)
            self.until(lambda: answered)
            answered.clear()


class MutterDesk(BusDesk):
    def __init__(self, connect: Connect, loop: Loop, until: Until) -> None:
        self.service = Mutter(connect())
        self.resting = False
        super().__init__(connect, loop, until)
        until(lambda: self.source.state().backend == "mutter")

    def rest(self) -> None:
        """As Mutter does: each watch fires once a rest, also one that is set in the middle of it."""
        self.resting, self._fired = True, set[int]()

    def touch(self) -> None:
        self.resting = False
        active, self.service.active = self.service.active, []
        for number in active:
            self.service.fire(number)

    def _fire(self) -> None:
        for number in sorted(set(self.service.idle) - self._fired) if self.resting else ():
            self._fired.add(number)
            self.service.fire(number)

    def settle(self) -> None:
        super().settle()
        self._fire()
        super().settle()


class SaverDesk(BusDesk):
    def __init__(self, connect: Connect, loop: Loop, until: Until) -> None:
        self.resting, saver = False, connect()
        count = Method("", "u", lambda: (300 if self.resting else 0,))
        saver.export(systems.SAVER_PATH, systems.SAVER, Exported({"GetSessionIdleTime": count}, dict))
        saver.request_name(systems.SAVER)
        super().__init__(connect, loop, until)
        until(lambda: self.source.state().backend == "screen saver")

    def rest(self) -> None:
        self.resting = True

    def touch(self) -> None:
        self.resting = False


DESKS = ["asked", "mutter", "screen saver"]


@pytest.fixture(params=DESKS)
def desk(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, loop: Loop, until: Until
) -> Iterator[Desk]:
    monkeypatch.setattr(asked, "RETURN_S", 0.02)
    monkeypatch.setattr(asked, "MIN_S", 0.02)
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    made: Desk
    if request.param == "asked":
        made = AskedDesk()
    else:
        connect: Connect = request.getfixturevalue("connect")
        made = (MutterDesk if request.param == "mutter" else SaverDesk)(connect, loop, until)
    yield made
    made.source.stop()


class Diary:
    """What the watches of one desk reported, in order."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.lines = desk, list[str]()

    def watch(self, after_s: float) -> Any:
        return self.desk.source.watch(
            after_s,
            lambda seconds: self.lines.append(f"idle {after_s}" if seconds >= after_s else "too early"),
            lambda: self.lines.append(f"active {after_s}"),
        )

    def has(self, *lines: str) -> None:
        """Wait until there are so many lines more, and compare them; which of two watches is first does not matter."""

        def look() -> bool:
            self.desk.settle()
            return len(self.lines) >= len(lines)

        self.desk.until(look)
        assert sorted(self.lines) == sorted(lines)
        self.lines.clear()


@pytest.fixture
def diary(desk: Desk) -> Diary:
    return Diary(desk)


def test_a_source_that_serves_says_so(desk: Desk) -> None:
    state = desk.source.state()
    assert state.state == "ok" and state.backend


def test_each_rest_is_reported_once_and_the_input_after_it_too(desk: Desk, diary: Diary) -> None:
    diary.watch(SHORT_S)
    diary.watch(LONG_S)
    for _ in range(3):
        desk.rest()
        diary.has(f"idle {SHORT_S}", f"idle {LONG_S}")
        desk.settle()
        assert diary.lines == []
        desk.touch()
        diary.has(f"active {SHORT_S}", f"active {LONG_S}")


def test_input_alone_is_no_news(desk: Desk, diary: Diary) -> None:
    diary.watch(SHORT_S)
    desk.settle()
    desk.touch()
    desk.settle()
    assert diary.lines == []


def test_a_watch_that_is_set_while_the_desk_rests_reports_it(desk: Desk, diary: Diary) -> None:
    diary.watch(SHORT_S)
    desk.rest()
    diary.has(f"idle {SHORT_S}")
    diary.watch(LONG_S)
    diary.has(f"idle {LONG_S}")


def test_a_cancelled_watch_reports_nothing_more(desk: Desk, diary: Diary) -> None:
    diary.watch(SHORT_S).cancel()
    later = diary.watch(SHORT_S)
    diary.watch(LONG_S)
    desk.rest()
    diary.has(f"idle {SHORT_S}", f"idle {LONG_S}")
    later.cancel()
    later.cancel()
    desk.touch()
    diary.has(f"active {LONG_S}")
    desk.rest()
    diary.has(f"idle {LONG_S}")


def test_after_stop_nothing_is_reported(desk: Desk, diary: Diary) -> None:
    diary.watch(SHORT_S)
    desk.rest()
    diary.has(f"idle {SHORT_S}")
    desk.source.stop()
    desk.touch()
    desk.settle()
    desk.rest()
    desk.settle()
    assert diary.lines == []
    assert desk.source.state().state == "off"
