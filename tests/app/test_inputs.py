"""What the desktop tells of the person, through the daemon's own wiring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.core.plan import AwayRules
from tests.app.harness import DaemonHarness

Desk = Callable[..., DaemonHarness]
PAUSE_S, AWAY_S = 5.0, 300.0


def offered(harness: DaemonHarness) -> DaemonHarness:
    """Due after 45 minutes, and offered at a pause in typing ten seconds later."""
    harness.goes_on(2700)
    assert harness.phase == "due"
    harness.goes_on(10)
    harness.desktop.watched(PAUSE_S).on_idle(PAUSE_S)
    assert harness.phase == "offered"
    return harness


def test_who_types_on_after_the_offer_is_not_away(harness: Desk) -> None:
    desk = offered(harness())
    desk.desktop.watched(PAUSE_S).on_active()
    desk.goes_on(420)
    assert desk.phase == "offered"
    assert desk.daemon.engine.view().sitting_s > 3000


def test_the_watch_for_a_pause_ends_with_the_pause(harness: Desk) -> None:
    desk = offered(harness())
    watch = desk.desktop.watched(PAUSE_S)
    watch.on_active()
    assert watch.cancelled


def test_who_leaves_after_the_offer_is_away(harness: Desk) -> None:
    desk = offered(harness())
    desk.goes_on(295)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    assert (desk.phase, desk.outcomes) == ("away", ["natural"])
    desk.goes_on(600)
    desk.desktop.watched(AWAY_S).on_active()
    assert desk.phase == "sitting"


def test_who_is_back_before_the_probes_answered_is_not_away(harness: Desk) -> None:
    desk = harness(probes_wait=True)
    desk.goes_on(600)
    away = desk.desktop.watched(AWAY_S)
    away.on_idle(AWAY_S)
    away.on_active()
    desk.desktop.answer()
    desk.goes_on(600)
    assert desk.phase == "sitting"


def test_a_source_that_is_known_late_is_watched_all_the_same(harness: Desk) -> None:
    desk = harness(idle_is="absent")
    desk.desktop.idle_is = "ok"
    desk.daemon.inputs.look_at_idle()
    assert desk.daemon.engine.state.idle_known
    desk.goes_on(400)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    assert desk.phase == "away"


def test_another_length_of_absence_waits_for_the_return(harness: Desk) -> None:
    desk = harness()
    desk.goes_on(400)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    desk.edits(away=AwayRules(counts_as_break_s=600.0))
    assert desk.phase == "away"
    desk.desktop.watched(AWAY_S).on_active()
    assert desk.phase == "sitting"
    assert desk.desktop.watched(600.0)


@pytest.mark.parametrize("locked", [True, False])
def test_a_lock_at_the_start_is_known(harness: Desk, locked: bool) -> None:
    desk = harness(locked=locked)
    desk.goes_on(600)
    assert desk.phase == ("away" if locked else "sitting")


def test_another_zone_moves_the_roll_of_the_day(harness: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = harness()
    rolled: list[Any] = []
    monkeypatch.setattr(desk.daemon.schedule, "each_day", lambda zone, _run: rolled.append(str(zone)))
    monkeypatch.setattr(desk.daemon.current._local, "changed", lambda: True)
    desk.daemon.upkeep()
    assert rolled == [str(desk.daemon.engine.plan.zone)]
