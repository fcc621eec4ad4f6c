"""The daemon's start: one a profile, the icon first, and what a menu has before there is more."""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import start
from deskbreak.app.options import Options
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.menu import Menu, MenuItem


class Lock:
    free = True

    def __init__(self, path: Path) -> None:
        self.path, self.released = path, 0
        made.append(self)

    def take(self) -> bool:
        return self.free

    def release(self) -> None:
        self.released += 1


made: list[Lock] = []


class Serving:
    fault: Exception | None = None
    served: list[tuple[Profile, Options]]

    def __init__(self, profile: Profile, options: Options) -> None:
        self._what = (profile, options)

    def serve(self) -> None:
        self.served.append(self._what)
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What serves; the log goes nowhere."""
    made.clear()
    found: Any = type("Found", (Serving,), {"served": [], "fault": None})
    monkeypatch.setattr(start, "_Serving", found)
    monkeypatch.setattr(start, "Lock", Lock)
    logs: list[Path] = []
    monkeypatch.setattr(start, "start_logging", logs.append)
    found.logs = logs
    monkeypatch.setattr(Lock, "free", True)
    return found


@pytest.mark.parametrize(("throwaway", "is_left"), [(False, True), (True, False)])
def test_it_serves_and_leaves_nothing_of_a_throwaway(
    tmp_path: Path, serving: Any, throwaway: bool, is_left: bool
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    options = Options(home=home, throwaway=throwaway)
    assert start.run(options) == 0
    profile = find_profile(home)
    assert serving.served == [(profile, options)] and serving.logs == [profile.log]
    assert [(one.path, one.released) for one in made] == [(profile.runtime / "lock", 1)]
    assert home.exists() is is_left


def test_a_second_one_only_says_so(
    tmp_path: Path, serving: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Lock, "free", False)
    home = tmp_path / "home"
    home.mkdir()
    assert start.run(Options(home=home, throwaway=True)) == 0
    assert serving.served == [] and home.exists() and made[0].released == 0
    assert capsys.readouterr().out == "deskbreak is running already; see: deskbreak status\n"


def test_what_cannot_serve_lets_go_of_the_lock_and_is_told_the_log(
    tmp_path: Path, serving: Any, caplog: pytest.LogCaptureFixture
) -> None:
    serving.fault = DeskbreakError("the journal is a folder")
    home = tmp_path / "home"
    home.mkdir()
    with caplog.at_level(logging.DEBUG), pytest.raises(DeskbreakError, match="the journal is a folder"):
        start.run(Options(home=home, throwaway=True))
    (told,) = [one for one in caplog.records if one.name == "deskbreak.app.start"]
    assert (told.levelno, told.getMessage()) == (logging.DEBUG, "the daemon ended")
    assert told.exc_info is not None and told.exc_info[1] is serving.fault
    assert made[0].released == 1 and not home.exists()


# -- from the icon to the daemon ---------------------------------------------------------------------------------------


class Loop:
    """Keeps what should run; the test runs it."""

    def __init__(self) -> None:
        self.soon: list[Any] = []
        self.waits: list[float] = []
        self.signals: list[int] = []
        self.did: list[str] = []

    def on_signal(self, number: int, run: Any) -> None:
        assert run == self.stop
        self.signals.append(number)

    def call_soon(self, run: Any) -> None:
        self.soon.append(run)

    def call_later(self, wait_s: float, run: Any) -> None:
        self.waits.append(wait_s)
        self.soon.append(run)

    def run(self) -> None:
        while self.soon:
            self.soon.pop(0)()

    def stop(self) -> None:
        self.did.append("stop")

    def close(self) -> None:
        self.did.append("close")


class Icon:
    answers = True
    shown_after = 10**9  # so many looks

    def __init__(self, _loop: Any, build_menu: Any, on_click: Any, *, with_tray: bool) -> None:
        self.build_menu, self.on_click, self.with_tray = build_menu, on_click, with_tray
        self.tray = self
        self.looks, self.did = 0, list[str]()

    def run(self, main: Any) -> None:
        main()

    def state(self) -> PortState:
        self.looks += 1
        return PortState("test", "ok" if self.looks > self.shown_after else "absent")

    def menu_changed(self) -> None:
        self.did.append("menu")

    def close(self) -> None:
        self.did.append("close")


class Desk:
    def __init__(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Options, **icon: Any
    ) -> None:
        monkeypatch.setattr(start, "Loop", Loop)
        monkeypatch.setattr(start, "TrayIcon", type("Shown", (Icon,), icon))
        monkeypatch.setattr("deskbreak.app.build.build", self._build)
        self.did: list[str] = []
        self.fault: Exception | None = None
        self.items = (MenuItem("Quit", None),)
        self.daemon = SimpleNamespace(
            open=self._open,
            close=lambda: self.did.append("close"),
            menu=SimpleNamespace(
                menu=Menu(*self.items), pause_or_resume=lambda: self.did.append("pause or resume")
            ),
        )
        self.serving = start._Serving(Profile(tmp_path, tmp_path, tmp_path, tmp_path), options)
        self.loop: Any = self.serving._loop
        self.icon: Any = self.serving._icon

    def _build(self, *_parts: Any) -> Any:
        self.did.append("build")
        return self.daemon

    def _open(self) -> None:
        self.did.append("open")
        if self.fault is not None:
            raise self.fault


def test_the_icon_is_waited_for_and_then_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, monkeypatch, Options(), shown_after=3)
    assert desk.icon.with_tray
    desk.serving.serve()
    assert desk.loop.waits == [0.004] * 3
    assert desk.did == ["build", "open", "close"] and desk.icon.did == ["menu"] and desk.loop.did == ["close"]


@pytest.mark.parametrize(
    ("options", "icon", "looks"),
    [(Options(), {}, 29), (Options(), {"answers": False}, 0), (Options(tray=False), {}, 0)],
)
def test_an_icon_that_does_not_come_is_waited_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Options, icon: dict[str, Any], looks: int
) -> None:
    """120 ms in steps of four, where there is a desktop to show it at all."""
    desk = Desk(tmp_path, monkeypatch, options, **icon)
    desk.serving.serve()
    assert desk.icon.looks == pytest.approx(looks, abs=1 if looks else 0)
    assert desk.icon.with_tray is options.tray and desk.did == ["build", "open", "close"]


def test_what_cannot_be_opened_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, monkeypatch, Options(tray=False))
    desk.fault = DeskbreakError("no room")
    with pytest.raises(DeskbreakError, match="no room"):
        desk.serving.serve()
    assert desk.did == ["build", "open", "close"] and desk.icon.did == []
    assert desk.loop.did == ["stop", "close"]


def test_it_ends_by_any_of_its_signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, monkeypatch, Options())
    assert desk.loop.signals == [
        getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
    ]


def test_the_menu_and_the_middle_click_wait_for_the_daemon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, monkeypatch, Options(tray=False))
    menu = desk.icon.build_menu()
    desk.icon.on_click()
    first, quits = list(menu)
    assert (first.text, first.enabled, quits.text, quits.enabled) == (
        "deskbreak is starting",
        False,
        "Quit",
        True,
    )
    quits(None)
    assert desk.loop.did == ["stop"] and desk.did == []
    desk.serving.serve()
    assert tuple(menu) == desk.items
    desk.icon.on_click()
    assert desk.did[-1] == "pause or resume"
