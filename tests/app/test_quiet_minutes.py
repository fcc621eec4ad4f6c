"""While a person just sits, nothing is written or sent that did not change, and a kill loses five minutes at most."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from deskbreak.app.engine import CALM_TICK_S, TICK_S
from deskbreak.app.records import SAVE_EVERY_S
from deskbreak.core.events import CommandKind, Tick
from deskbreak.platforms.tray.port import Look
from tests.app.harness import MOBILITY, DaemonHarness

Make = Callable[..., DaemonHarness]


def minutes(desk: DaemonHarness, count: int, seconds: float = TICK_S) -> None:
    """The daemon wakes every minute, as it does on a desktop."""
    for _ in range(count):
        desk.clock.at += seconds
        desk.daemon.engine.handle(Tick(*desk.daemon.engine.clocks()))


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every state that goes to the disk."""
    from deskbreak.store.journal import Journal

    found: list[dict[str, Any]] = []
    save = Journal.save_state

    def kept(self: Journal, text: str) -> None:
        found.append(json.loads(text))
        save(self, text)

    monkeypatch.setattr(Journal, "save_state", kept)
    return found


def test_sitting_is_saved_every_five_minutes_and_no_more_often(harness: Make, saves: list[dict[str, Any]]):
    desk = harness(MOBILITY)
    minutes(desk, 1)
    saves.clear()
    minutes(desk, 30)
    assert len(saves) == 30 * 60 / SAVE_EVERY_S
    assert all(late["sat_s"] - early["sat_s"] == SAVE_EVERY_S for early, late in pairwise(saves))


def test_what_the_user_says_is_saved_at_once(harness: Make, saves: list[dict[str, Any]]):
    desk = harness(MOBILITY)
    minutes(desk, 2)
    saves.clear()
    desk.daemon.engine.command(CommandKind.PAUSE, for_s=600.0)
    assert [one["pause_until"] is not None for one in saves] == [True]


def test_the_state_is_saved_before_the_machine_sleeps_and_when_the_daemon_ends(
    harness: Make, saves: list[dict[str, Any]]
):
    desk = harness(MOBILITY)
    minutes(desk, 2)
    saves.clear()
    desk.clock.at += 30
    desk.daemon.on_power("sleeping")
    assert [one["sat_s"] for one in saves] == [150.0]
    desk.clock.at += 30
    minutes(desk, 1, 0.0)
    desk.daemon.records.close()
    assert saves[-1]["sat_s"] == 180.0 and saves[-1]["closed"] is True


@pytest.mark.parametrize("blind", [1, 4])
def test_a_kill_loses_five_minutes_of_sitting_at_most_and_makes_no_break_of_them(harness: Make, blind: int):
    desk = harness(MOBILITY)
    minutes(desk, 21)
    before = desk.daemon.engine.state.sat_s
    minutes(desk, blind)
    desk.clock.at += 50  # after the last wake, and until it is there again
    desk.dies()
    assert before - SAVE_EVERY_S <= desk.daemon.engine.state.sat_s <= before + blind * 60 + 50
    assert desk.daemon.records.rows(0.0) == []
    minutes(desk, 27)
    assert desk.phase in ("due", "offered")


def test_after_an_orderly_end_the_time_until_the_next_start_is_an_absence(harness: Make):
    desk = harness(MOBILITY)
    minutes(desk, 30)
    desk.daemon.engine.handle(Tick(*desk.daemon.engine.clocks()))
    desk.daemon.records.save_now(closed=True)
    desk.clock.at += 330
    desk.dies()
    assert desk.daemon.engine.state.sat_s == 0.0


def test_minutes_are_not_shown_where_each_would_wake_the_panel(
    harness: Make, monkeypatch: pytest.MonkeyPatch
):
    desk = harness(MOBILITY)
    looks: list[Look] = []
    monkeypatch.setattr(desk.desktop, "show", looks.append)
    changes: list[int] = []
    monkeypatch.setattr(desk.desktop, "menu_changed", lambda: changes.append(1))
    minutes(desk, 1)
    looks.clear()
    changes.clear()
    minutes(desk, 10)
    assert {one.tooltip for one in looks} == {"Sitting · next: 09:45, mobility"}
    assert not changes
    assert len({one.icon for one in looks}) <= 3  # an eighth of the way is a step
    desk.daemon.engine.command(CommandKind.PAUSE, for_s=600.0)
    assert changes and looks[-1].tooltip.startswith("Paused until")


def test_a_calm_desktop_wakes_the_daemon_every_five_minutes(harness: Make, monkeypatch: pytest.MonkeyPatch):
    desk = harness(MOBILITY)
    waits: list[float] = []
    monkeypatch.setattr(desk.daemon.schedule, "wake_at", lambda at, _run: waits.append(at))

    def wait_s() -> float:
        waits.clear()
        minutes(desk, 1)
        return waits[-1] - time.time()

    assert wait_s() == pytest.approx(TICK_S, abs=2)
    monkeypatch.setattr(desk.desktop, "reports_jumps", True)
    assert wait_s() == pytest.approx(CALM_TICK_S, abs=2)
    monkeypatch.setattr(type(desk.daemon.server), "is_followed", True)
    assert wait_s() == pytest.approx(TICK_S, abs=2)  # a client follows the minutes
