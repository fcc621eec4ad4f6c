"""Idle by asking, as Mutter reports it, and without a source; the displays that report it are tried on real desks."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.platforms import idle
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method
from deskbreak.platforms.idle import asked, mutter, systems
from deskbreak.platforms.idle.asked import AskedIdle
from deskbreak.platforms.idle.none import NoIdle
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]
Connect = Callable[[], Bus]


class Diary:
    def __init__(self) -> None:
        self.reported: list[str] = []

    def idle(self, seconds: float) -> None:
        self.reported.append(f"idle {seconds:g}")

    def active(self) -> None:
        self.reported.append("active")


@pytest.fixture
def diary() -> Diary:
    return Diary()


class FakeClock:
    """Stands in for the loop: time passes when the test says so, and every question is counted."""

    def __init__(self) -> None:
        self.now = 0.0
        self.last_input: float | None = 0.0
        self.questions = 0
        self.waiting: list[tuple[float, Callable[[], object]]] = []

    def call_later(self, seconds: float, call: Callable[[], object]) -> Any:
        entry = (self.now + seconds, call)
        self.waiting.append(entry)
        clock = self

        class Timer:
            def cancel(self) -> None:
                if entry in clock.waiting:
                    clock.waiting.remove(entry)

        return Timer()

    def seconds(self) -> float | None:
        self.questions += 1
        return None if self.last_input is None else self.now - self.last_input

    def pass_time(self, seconds: float) -> None:
        end = self.now + seconds
        while due := sorted((entry for entry in self.waiting if entry[0] <= end), key=lambda entry: entry[0]):
            self.waiting.remove(due[0])
            self.now = due[0][0]
            due[0][1]()
        self.now = end


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def source(clock: FakeClock) -> AskedIdle:
    return AskedIdle(clock, "test", systems.at_once(clock.seconds))  # type: ignore[arg-type]


def test_asked_an_hour_of_work_costs_few_questions(clock: FakeClock, source: AskedIdle, diary: Diary) -> None:
    source.watch(120, diary.idle, diary.active)
    for _ in range(3600 // 20):  # a key every 20 seconds
        clock.last_input = clock.now
        clock.pass_time(20)
    assert diary.reported == []
    assert clock.questions < 3600 * 0.02


def test_asked_a_pause_and_a_return(clock: FakeClock, source: AskedIdle, diary: Diary) -> None:
    source.watch(120, diary.idle, diary.active)
    clock.pass_time(119)
    assert diary.reported == []
    clock.pass_time(2)
    assert diary.reported == ["idle 120"]
    clock.pass_time(600)
    assert diary.reported == ["idle 120"], "told once"
    assert clock.questions < 70, "a modest pace while nobody is there"
    clock.last_input = clock.now
    clock.pass_time(asked.RETURN_S)
    assert diary.reported == ["idle 120", "active"]


def test_asked_unknown_is_neither_idle_nor_active(clock: FakeClock, source: AskedIdle, diary: Diary) -> None:
    clock.last_input = None
    source.watch(5, diary.idle, diary.active)
    clock.pass_time(60)
    assert diary.reported == []


def test_asked_a_cancelled_or_stopped_watch_asks_no_more(
    clock: FakeClock, source: AskedIdle, diary: Diary
) -> None:
    source.watch(5, diary.idle, diary.active).cancel()
    source.watch(7, diary.idle, diary.active)
    source.stop()
    clock.pass_time(60)
    assert (diary.reported, clock.waiting) == ([], [])
    assert source.state().state == "off"


@pytest.mark.parametrize(
    ("now", "then", "seconds"), [(5000, 2000, 3.0), (1000, 0xFFFFFFFF - 999, 2.0), (7, 7, 0.0)]
)
def test_a_32_bit_counter_may_start_anew(now: int, then: int, seconds: float) -> None:
    assert systems.since(now, then) == seconds


class Mutter:
    """GNOME's idle monitor with watches that a test fires."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.numbers = itertools.count(1)
        self.idle: dict[int, int] = {}
        self.active: list[int] = []
        methods = {
            "AddIdleWatch": Method("t", "u", self._add_idle),
            "AddUserActiveWatch": Method("", "u", self._add_active),
            "RemoveWatch": Method("u", "", self._remove),
        }
        bus.export(mutter.PATH, mutter.NAME, Exported(methods, dict))
        bus.request_name(mutter.NAME)

    def _add_idle(self, after_ms: int) -> tuple[int]:
        number = next(self.numbers)
        self.idle[number] = after_ms
        return (number,)

    def _add_active(self) -> tuple[int]:
        self.active.append(next(self.numbers))
        return (self.active[-1],)

    def _remove(self, number: int) -> tuple[()]:
        self.idle.pop(number, None)
        return ()

    def fire(self, number: int) -> None:
        self.bus.emit(mutter.PATH, mutter.NAME, "WatchFired", "u", (number,))


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch, bus_desk: Any) -> None:
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")


def test_mutter_tells_quiet_and_return(
    connect: Connect, no_display: None, loop: Loop, until: Until, diary: Diary
) -> None:
    service = Mutter(connect())
    made = idle.choose(loop, connect())
    made.watch(2, diary.idle, diary.active)
    until(lambda: service.idle)
    assert made.state().backend == "mutter"
    [(number, after_ms)] = service.idle.items()
    assert after_ms == 2000
    service.fire(number)
    until(lambda: diary.reported == ["idle 2"] and service.active)
    service.fire(service.active[-1])
    until(lambda: diary.reported == ["idle 2", "active"])
    service.fire(number)
    until(lambda: diary.reported == ["idle 2", "active", "idle 2"])
    made.stop()
    until(lambda: not service.idle)


def test_mutter_that_restarts_gets_the_watches_again(
    connect: Connect, no_display: None, loop: Loop, until: Until, diary: Diary
) -> None:
    service = Mutter(connect())
    made = idle.choose(loop, connect())
    made.watch(2, diary.idle, diary.active)
    until(lambda: service.idle)
    service.fire(next(iter(service.idle)))
    until(lambda: diary.reported)
    service.bus.release_name(mutter.NAME)
    until(lambda: made.state().state == "lost")
    again = Mutter(connect())
    until(lambda: again.idle)
    assert diary.reported == ["idle 2", "active"], "who comes back to a restarted shell is there"
    assert made.state().state == "ok"


def test_kdes_screen_saver_is_asked(
    connect: Connect, no_display: None, loop: Loop, until: Until, diary: Diary
) -> None:
    saver = connect()
    asked_for: list[int] = []
    count = Method("", "u", lambda: (asked_for.append(1) or 300,))
    saver.export(systems.SAVER_PATH, systems.SAVER, Exported({"GetSessionIdleTime": count}, dict))
    saver.request_name(systems.SAVER)
    made = idle.choose(loop, connect())
    made.watch(60, diary.idle, diary.active)
    until(lambda: diary.reported == ["idle 300"])
    assert made.state().backend == "screen saver"
    made.stop()


def test_nobody_tells(connect: Connect, no_display: None, loop: Loop, until: Until, diary: Diary) -> None:
    made = idle.choose(loop, connect())
    watch = made.watch(0.01, diary.idle, diary.active)
    until(lambda: "not known" not in made.state().detail)
    assert (made.state().backend, made.state().state) == ("none", "absent")
    assert "no X11 display" in made.state().detail
    watch.cancel()
    assert diary.reported == []


@pytest.mark.parametrize("name", ["WAYLAND_DISPLAY", "DISPLAY"])
@pytest.mark.parametrize("value", [":77777", "wayland-none", "other.host:0", "\x01"])
def test_any_display_that_cannot_be_reached_is_a_reason(
    no_session: None, loop: Loop, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    made = idle.choose(loop, Bus.session(loop))
    assert isinstance(made, NoIdle)
    assert made.state().detail
    made.stop()
