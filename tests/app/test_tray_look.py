"""The icon for each state, and when the menu is read again."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.app.current_plan import CurrentPlan
from deskbreak.app.tray_look import TrayLook, icon
from deskbreak.core.events import CommandKind
from deskbreak.platforms.tray.port import Look
from tests.app.harness import DaemonHarness


class Tray:
    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.read = 0

    def show(self, look: Look) -> None:
        self.looks.append(look)

    def menu_changed(self) -> None:
        self.read += 1


@pytest.fixture
def desk(harness: Any) -> DaemonHarness:
    made: DaemonHarness = harness(idle_is="absent")
    return made


def shown(desk: DaemonHarness) -> str:
    return icon(desk.daemon.engine.view())


def test_the_icon_for_each_state(desk: DaemonHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    command = desk.daemon.engine.command
    monkeypatch.setattr(desk.daemon.players, "open", lambda *_: None)
    assert shown(desk) == "sitting"
    command(CommandKind.MEETING)
    assert shown(desk) == "held"
    command(CommandKind.MEETING_OFF)
    desk.goes_on(2701)
    assert (desk.phase, shown(desk)) == ("offered", "due")
    command(CommandKind.PAUSE)
    assert shown(desk) == "held"
    command(CommandKind.RESUME)
    command(CommandKind.START)
    assert (desk.phase, shown(desk)) == ("on-break", "on-break")
    command(CommandKind.DONE)
    desk.edits(hours=((),) * 7)
    assert (desk.phase, shown(desk)) == ("off-hours", "off")


def test_the_menu_is_read_again_only_when_what_it_shows_is_another(desk: DaemonHarness) -> None:
    tray, changes = Tray(), []
    current = CurrentPlan(lambda: None)
    look = TrayLook(tray, current, lambda: changes.append(1))  # type: ignore[arg-type]
    engine = desk.daemon.engine
    look.show(engine.view(), engine.now())
    look.show(engine.view(), engine.now())
    assert (len(tray.looks), tray.read, len(changes)) == (2, 1, 1)
    engine.command(CommandKind.PAUSE)
    look.show(engine.view(), engine.now())
    assert (tray.read, len(changes)) == (2, 2)
    look.forget()
    look.show(engine.view(), engine.now())
    assert (tray.read, len(changes)) == (3, 3)
    assert tray.looks[-1].state == "held" and tray.looks[-1].tooltip
