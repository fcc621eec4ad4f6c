"""The first words of `deskbreak run`: once, when plan and desktop are known, and with the command that ends it."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import greeter as module
from deskbreak.app.account import NextBreak
from deskbreak.app.greeter import Greeter
from deskbreak.app.options import Options
from deskbreak.core.plan import Plan
from deskbreak.paths import Profile
from deskbreak.runtime.memory import trim_heap
from tests.app.test_account_lines import FINE
from tests.app.test_words import NOW, seen

PLAN = Plan(hours=((),) * 7, zone=UTC)


class Desk:
    """A greeter, and the lines that it printed."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *, home: Path | None = None, options: Options | None = None
    ) -> None:
        self.lines: list[str] = []
        self.later: list[tuple[Any, ...]] = []
        self.previews: list[dict[str, Any]] = []
        monkeypatch.setattr(module, "print_line", self.lines.append)
        monkeypatch.setattr(module, "Preview", self._preview)
        self.engine = SimpleNamespace(
            started=True, plan=PLAN, view=seen, now=lambda: NOW, state=SimpleNamespace(offers=0)
        )
        self.presenter = SimpleNamespace(terminal=None)
        anywhere = Path("/somewhere")
        loop: Any = SimpleNamespace(call_later=lambda *what: self.later.append(what))
        engine: Any = self.engine
        presenter: Any = self.presenter
        report: Any = SimpleNamespace(ports=lambda: FINE)
        journal: Any = "journal"
        self.greeter = Greeter(
            loop,
            Profile(home, anywhere, anywhere, anywhere),
            options or Options(),
            engine=engine,
            journal=journal,
            presenter=presenter,
            report=report,
        )

    def _preview(self, on_read: Any) -> Any:
        def of(view: Any, plan: Plan, profile: Profile, journal: Any, *, first: bool) -> NextBreak:
            assert (view, plan, journal) == (seen(), PLAN, "journal")
            on_read()
            return NextBreak(NOW + 2700, "Cat-Cow", 180.0, first=first)

        return SimpleNamespace(of=of)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("DESKBREAK_HOME", raising=False)
    monkeypatch.setattr(sys, "stdin", None)
    return Desk(monkeypatch)


def test_it_greets_once_when_plan_and_desktop_are_known(desk: Desk) -> None:
    desk.greeter.look()
    desk.engine.started = False
    desk.greeter.ports_known()
    assert desk.lines == []
    desk.engine.started = True
    desk.greeter.look()
    desk.greeter.look()
    desk.greeter.ports_known()
    whole = " ".join(" ".join(desk.lines).split())
    assert whole == (
        "deskbreak is running. First break: Monday 10:45 (today), Cat-Cow, 3 min Icon: in your panel, a seated person,"
        " or a moon outside work hours. A click starts a break, the right button opens the menu."
        " To stop it: deskbreak stop"
    )


def test_the_next_break_is_known_once_there_is_a_plan(desk: Desk) -> None:
    assert desk.greeter.next_break() == NextBreak(NOW + 2700, "Cat-Cow", 180.0, first=True)
    assert desk.later == [(2.0, trim_heap)]
    desk.engine.state.offers = 3
    assert desk.greeter.next_break() == NextBreak(NOW + 2700, "Cat-Cow", 180.0)
    desk.engine.started = False
    assert desk.greeter.next_break() is None


@pytest.mark.parametrize(
    ("reads", "line"),
    [
        (True, "There Enter starts the break, s snoozes it, k skips it."),
        (False, "Answer them with: deskbreak start, deskbreak snooze or deskbreak skip"),
    ],
)
def test_a_terminal_says_how_it_is_answered(desk: Desk, reads: bool, line: str) -> None:
    desk.presenter.terminal = SimpleNamespace(reads=reads)
    desk.greeter.ports_known()
    assert line in desk.lines


def test_a_try_out_is_said_after_an_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch, options=Options(speed=60.0, play_speed=20.0))
    desk.greeter.ports_known()
    blank = desk.lines.index("")
    assert " ".join(" ".join(desk.lines[blank + 1 :]).split()) == (
        "This is a try-out: an hour of waiting takes 1 min. Here it is Monday 10:00."
        " Routines play 20 times faster than in life."
    )


class Keyboard:
    def __init__(self, is_terminal: bool) -> None:
        self.isatty = lambda: is_terminal


@pytest.mark.parametrize(
    ("home", "env", "stdin", "stop"),
    [
        (None, None, None, "deskbreak stop"),
        (None, None, Keyboard(False), "deskbreak stop"),
        (None, None, Keyboard(True), "Ctrl-C here, or deskbreak stop"),
        (Path("/a b"), None, None, "deskbreak stop --home '/a b'"),
        (Path("/a"), "/a", None, "deskbreak stop"),
        (Path("/a"), "/b", None, "deskbreak stop --home /a"),
    ],
)
def test_the_command_that_ends_it_reaches_this_very_daemon(
    monkeypatch: pytest.MonkeyPatch, home: Path | None, env: str | None, stdin: Any, stop: str
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    if env is None:
        monkeypatch.delenv("DESKBREAK_HOME", raising=False)
    else:
        monkeypatch.setenv("DESKBREAK_HOME", env)
    desk = Desk(monkeypatch, home=home)
    desk.greeter.ports_known()
    assert desk.lines[-1] == f"To stop it: {stop}"
