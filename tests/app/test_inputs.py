"""What the desktop tells of the person, through the daemon's own wiring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.core.plan import AwayRules
from tests.app.office import Office

Desk = Callable[..., Office]
PAUSE_S, AWAY_S = 5.0, 300.0


def offered(office: Office) -> Office:
    """Due after 45 minutes, and offered at a pause in typing ten seconds later."""
    office.goes_on(2700)
    assert office.phase == "due"
    office.goes_on(10)
    office.desktop.watched(PAUSE_S).on_idle(PAUSE_S)
    assert office.phase == "offered"
    return office


def test_who_types_on_after_the_offer_is_not_away(office: Desk) -> None:
    desk = offered(office())
    desk.desktop.watched(PAUSE_S).on_active()
    desk.goes_on(420)
    assert desk.phase == "offered"
    assert desk.daemon.view().sitting_s > 3000


def test_the_watch_for_a_pause_ends_with_the_pause(office: Desk) -> None:
    desk = offered(office())
    watch = desk.desktop.watched(PAUSE_S)
    watch.on_active()
    assert watch.cancelled


def test_who_leaves_after_the_offer_is_away(office: Desk) -> None:
    desk = offered(office())
    desk.goes_on(295)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    assert (desk.phase, desk.outcomes) == ("away", ["natural"])
    desk.goes_on(600)
    desk.desktop.watched(AWAY_S).on_active()
    assert desk.phase == "sitting"


def test_who_is_back_before_the_probes_answered_is_not_away(office: Desk) -> None:
    desk = office(probes_wait=True)
    desk.goes_on(600)
    away = desk.desktop.watched(AWAY_S)
    away.on_idle(AWAY_S)
    away.on_active()
    desk.desktop.answer()
    desk.goes_on(600)
    assert desk.phase == "sitting"


def test_a_source_that_is_known_late_is_watched_all_the_same(office: Desk) -> None:
    desk = office(idle_is="absent")
    desk.desktop.idle_is = "ok"
    desk.daemon.inputs.look()
    assert desk.daemon.state.idle_known
    desk.goes_on(400)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    assert desk.phase == "away"


def test_another_length_of_absence_waits_for_the_return(office: Desk) -> None:
    desk = office()
    desk.goes_on(400)
    desk.desktop.watched(AWAY_S).on_idle(AWAY_S)
    desk.edits(away=AwayRules(counts_as_break_s=600.0))
    assert desk.phase == "away"
    desk.desktop.watched(AWAY_S).on_active()
    assert desk.phase == "sitting"
    assert desk.desktop.watched(600.0)


@pytest.mark.parametrize("locked", [True, False])
def test_a_lock_at_the_start_is_known(office: Desk, locked: bool) -> None:
    desk = office(locked=locked)
    desk.goes_on(600)
    assert desk.phase == ("away" if locked else "sitting")


def test_another_zone_moves_the_roll_of_the_day(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office()
    rolled: list[Any] = []
    monkeypatch.setattr(desk.daemon.schedule, "each_day", lambda zone, _run: rolled.append(str(zone)))
    monkeypatch.setattr(desk.daemon.inputs.zone, "changed", lambda: True)
    desk.daemon.inputs.look()
    assert rolled == [str(desk.daemon.plan.zone)]
