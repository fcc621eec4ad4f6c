"""Small parts of the daemon by their edges: the lock, its ports, its clock, its log, and the icon."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import clock as clock_module
from deskbreak.app import desktop as desktop_module
from deskbreak.app import logs
from deskbreak.app.clock import DaemonClock
from deskbreak.app.desktop import Desktop, TrayIcon, busy_holds, probes
from deskbreak.app.lock import Lock
from deskbreak.app.logs import LogFile, OneLine, log_lines
from deskbreak.app.options import Options
from deskbreak.app.tray_look import TrayLook, icon
from deskbreak.core.events import Phase
from deskbreak.core.plan import Plan, QuietRules
from deskbreak.platforms.busy.port import Probed
from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.port import Look
from tests.app.test_words import NOW, seen
from tests.logfail import LogFail

# -- one daemon a profile -----------------------------------------------------------------------------------------


def test_the_lock_is_held_by_one_until_it_is_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run" / "lock"
    first, second = Lock(path), Lock(path)
    assert first.take() and not second.take() and not second.take()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    closed: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "close", closed.append)
        second.release()
    assert closed == []  # it holds nothing
    assert not second.take()
    first.release()
    first.release()
    assert second.take()
    second.release()


def test_a_lock_that_is_refused_keeps_no_file_open(tmp_path: Path) -> None:
    def files() -> int:
        mine = Path("/proc/self/fd")
        return len(list(mine.iterdir())) if mine.is_dir() else 0

    path = tmp_path / "lock"
    first = Lock(path)
    before = files()
    assert first.take()
    assert not Lock(path).take()
    first.release()
    assert files() == before


# -- ports ----------------------------------------------------------------------------------------------------------

SWITCHES = ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share")
NONE = QuietRules(**dict.fromkeys(SWITCHES, False))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quiet", "wanted"),
    [
        (QuietRules(), list(SWITCHES)),
        (NONE, []),
        (
            QuietRules(camera=False, apps=("zoom",)),
            ["do_not_disturb", "fullscreen", "microphone", "screen_share", "apps"],
        ),
        (QuietRules(apps=("zoom",), command="x"), [*SWITCHES, "apps", "command"]),
        (QuietRules(command="x"), [*SWITCHES, "command"]),
    ],
)
def test_only_what_the_settings_ask_for_is_probed(quiet: QuietRules, wanted: list[str]) -> None:
    assert probes(quiet) == wanted


def test_only_a_yes_holds_a_break() -> None:
    answers = {
        "do_not_disturb": Probed("yes"),
        "camera": Probed("no"),
        "microphone": Probed("unknown"),
        "apps": Probed("yes"),
        "screen_share": Probed("yes"),
        "of-a-later-version": Probed("yes"),
    }
    assert busy_holds(answers) == {"do-not-disturb", "app", "screen-share"}
    assert busy_holds({}) == frozenset()


class Port:
    def __init__(self, name: str, did: list[str], backend: str = "b") -> None:
        self._name, self._did, self._backend = name, did, backend

    def state(self) -> PortState:
        return PortState(self._backend, "ok", self._name)

    def stop(self) -> None:
        self._did.append(self._name)


def desktop(monkeypatch: pytest.MonkeyPatch, did: list[str], *, bus: Any = None, power: str = "b") -> Desktop:
    from deskbreak.platforms import busy, idle, notify
    from deskbreak.platforms import power as power_port

    monkeypatch.setattr(desktop_module, "session_bus", lambda _loop: bus)
    monkeypatch.setattr("deskbreak.platforms.tray.choose", lambda *_, wanted: Port(f"tray {wanted}", did))
    for module, name in ((notify, "notify"), (idle, "idle"), (busy, "busy")):
        monkeypatch.setattr(module, "choose", lambda *_, name=name: Port(name, did))
    monkeypatch.setattr(power_port, "choose", lambda *_: Port("power", did, power))
    anything: Any = None
    return Desktop(anything, TrayIcon(anything, anything, anything, with_tray=True), anything, anything)


def test_every_port_says_how_it_stands_and_is_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[str] = []
    bus = SimpleNamespace(connected=True, close=lambda: did.append("bus"))
    made = desktop(monkeypatch, did, bus=bus)
    named = {"notify": "notify", "tray": "tray True", "idle": "idle", "busy": "busy", "power": "power"}
    assert made.ports() == {
        name: {"backend": "b", "state": "ok", "detail": detail} for name, detail in named.items()
    }
    made.close()
    assert did == ["notify", "idle", "busy", "power", "tray True", "bus"]


@pytest.mark.parametrize(
    ("bus", "answers"),
    [(None, True), (SimpleNamespace(connected=True), True), (SimpleNamespace(connected=False), False)],
)
def test_a_bus_that_is_not_there_answers_nothing(
    monkeypatch: pytest.MonkeyPatch, bus: Any, answers: bool
) -> None:
    assert desktop(monkeypatch, [], bus=bus).answers is answers


def test_without_a_bus_only_the_ports_are_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[str] = []
    desktop(monkeypatch, did).close()
    assert did == ["notify", "idle", "busy", "power", "tray True"]


@pytest.mark.parametrize(("power", "tells"), [("logind", True), ("clock", True), ("none", False)])
def test_jumps_of_the_clock_are_told_by_some(
    monkeypatch: pytest.MonkeyPatch, power: str, tells: bool
) -> None:
    assert desktop(monkeypatch, [], power=power).reports_jumps is tells


# -- time -----------------------------------------------------------------------------------------------------------


def test_the_clock_is_the_machines_own_until_it_runs_at_a_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = SimpleNamespace(now=100.0)
    monkeypatch.setattr(
        clock_module, "time", SimpleNamespace(time=lambda: real.now + 1e9, monotonic=lambda: real.now)
    )
    monkeypatch.setattr(clock_module, "AWAKE", lambda: 55.0)
    monkeypatch.setattr(clock_module, "ASLEEP", lambda: 7.0)
    clock = DaemonClock()
    assert (clock.now(), clock.mono(), clock.slept_s(), clock.real_s(90.0)) == (1e9 + 100, 55.0, 7.0, 90.0)
    clock.run_at(60.0, 5000.0)
    real.now += 2.0
    assert (clock.now(), clock.mono(), clock.slept_s(), clock.real_s(90.0)) == (5120.0, 120.0, None, 1.5)
    clock.run_at(2.0, 5120.0, 120.0)
    real.now += 2.0
    assert (clock.now(), clock.mono(), clock.real_s(90.0)) == (5124.0, 124.0, 45.0)
    clock.run_at(1.0, 0.0)  # an instant like any other
    assert clock.now() == 0.0 and clock.slept_s() is None


@pytest.mark.parametrize(
    ("options", "fast", "watches"),
    [
        (Options(), False, True),
        (Options(speed=2.0), True, False),
        (Options(speed=0.5), True, False),
        (Options(play_speed=2.0), True, False),
        (Options(at="09:00"), True, False),
        (Options(at="09:00", with_idle=True), True, True),
        (Options(with_idle=True), False, True),
    ],
)
def test_what_is_fast_watches_idle_only_if_asked(options: Options, fast: bool, watches: bool) -> None:
    assert (options.fast, options.watches_idle) == (fast, watches)


def test_a_plain_run_has_a_tray_and_a_home_that_stays() -> None:
    plain = Options()
    assert (plain.tray, plain.throwaway, plain.home) == (True, False, None)


# -- the icon -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "picture"),
    [
        (seen(), "sitting"),
        (seen(holds=("camera",)), "held"),
        (seen(phase=Phase.DUE), "due"),
        (seen(phase=Phase.OFFERED), "due"),
        (seen(phase=Phase.DUE, holds=("camera",)), "held"),
        (seen(phase=Phase.OFFERED, holds=("paused",)), "held"),
        (seen(phase=Phase.STANDING), "sitting"),
        (seen(phase=Phase.AWAY, holds=("locked",)), "held"),
        (seen(phase=Phase.ON_BREAK, holds=("paused",)), "on-break"),
        (seen(phase=Phase.OFF_HOURS, holds=("paused",)), "off"),
    ],
)
def test_the_picture_of_each_moment(view: Any, picture: str) -> None:
    assert icon(view) == picture


def test_the_panel_is_told_only_what_changed() -> None:
    did: list[Any] = []
    tray: Any = SimpleNamespace(show=did.append, menu_changed=lambda: did.append("menu"))
    current: Any = SimpleNamespace(plan=Plan(hours=((),) * 7))
    look = TrayLook(tray, current, lambda: did.append("told"))

    def shows(**changes: Any) -> list[Any]:
        did.clear()
        look.show(seen(**changes), NOW)
        return list(did)

    plain = Look("sitting", 0.5, "Sitting · next: 10:45, mobility")
    assert shows() == [plain, "menu", "told"]
    assert shows() == [plain]
    assert shows(sitting_s=2880.0) == [plain, "told"]  # minutes, which only followers are told
    assert shows(sitting_s=2880.0, progress=0.6) == [Look("sitting", 0.6, plain.tooltip)]
    for change in ({"snoozes_left": 2}, {"can_give_back": True}, {"offer": 7}):
        assert shows(sitting_s=2880.0, **change)[1:] == ["menu", "told"]
        shows(sitting_s=2880.0)
    look.forget()
    assert shows(sitting_s=2880.0)[1:] == ["menu", "told"]


# -- the log --------------------------------------------------------------------------------------------------------


def record(words: str, failure: BaseException | None = None) -> logging.LogRecord:
    info = (type(failure), failure, None) if failure else None
    return logging.LogRecord("deskbreak.x", logging.ERROR, __file__, 1, words, (), info)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failure", "line"),
    [(None, "deskbreak: it failed"), (OSError("full\n disk"), "deskbreak: it failed: OSError: full disk")],
)
def test_a_line_on_the_terminal(failure: Exception | None, line: str) -> None:
    assert OneLine().format(record("it\n failed", failure)) == line


def test_the_file_is_tried_again_after_a_disk_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("kept")
    handler = LogFile(tmp_path / "deskbreak.log")

    def refuse(_path: Path) -> Any:
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(logs, "_rotating", refuse)
        handler.emit(record("lost"))
    handler.emit(record("kept"))
    handler.emit(record("kept too"))
    handler.close()
    assert [line.rpartition(": ")[2] for line in log_lines(tmp_path / "deskbreak.log")] == [
        "kept",
        "kept too",
    ]


def test_older_lines_come_first_and_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    log = tmp_path / "deskbreak.log"
    (tmp_path / "deskbreak.log.1").write_bytes(b"older \xff\n")
    log.mkdir()
    assert log_lines(log) == ["older \ufffd"]
    log.rmdir()
    log.write_text("newer\n")
    assert log_lines(log) == ["older \ufffd", "newer"]
    (tmp_path / "deskbreak.log.1").unlink()
    assert log_lines(log) == ["newer"]


@pytest.mark.parametrize(("debug", "line"), [("", "deskbreak: it failed\n"), ("1", "it failed\n")])
def test_the_terminal_has_where_it_happened_if_asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    logfail: LogFail,
    debug: str,
    line: str,
) -> None:
    logfail.expect("it failed")
    monkeypatch.setenv("DESKBREAK_DEBUG", debug)
    root, ours = logging.getLogger(), logging.getLogger("deskbreak")
    before, level = list(root.handlers), ours.level
    try:
        logs.start_logging(tmp_path / "deskbreak.log")
        ours.error("it failed")
        ours.debug("quiet")
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        ours.setLevel(level)
    assert capsys.readouterr().err == line
    assert len(log_lines(tmp_path / "deskbreak.log")) == 2
