"""The plan in use is put together in one place, whatever changed."""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.current_plan import CurrentPlan
from deskbreak.core.learning import Learned
from deskbreak.core.plan import DayRule, Plan, Range
from deskbreak.values import replace

OWN = DayRule(date(2026, 12, 24), date(2026, 12, 24), (Range(540, 720),), "half a day")
SETTINGS = Plan(days=(OWN,), zone=UTC, answer_within_s=3.0)
CHRISTMAS = ("2026-12-25", "Christmas Day")


class Current(CurrentPlan):
    """Counts its changes."""

    def __init__(self, speed: float = 1.0) -> None:
        self.changes = 0
        super().__init__(self._count, speed=speed)

    def _count(self) -> None:
        self.changes += 1


def whys(current: CurrentPlan) -> list[str]:
    return [one.why for one in current.plan.days]


def test_days_off_stand_before_the_settings_own_days_which_win() -> None:
    current = Current()
    current.use_days_off([CHRISTMAS])
    current.use_settings(SETTINGS)
    assert whys(current) == ["Christmas Day", "half a day"]
    assert current.plan.days[0] == DayRule(date(2026, 12, 25), date(2026, 12, 25), (), "Christmas Day")


def test_new_settings_keep_the_days_off_and_new_days_off_keep_the_settings() -> None:
    current = Current()
    current.use_settings(SETTINGS)
    current.use_days_off([CHRISTMAS, ("2026-12-26", "Boxing Day")])
    current.use_settings(Plan(zone=UTC))
    assert whys(current) == ["Christmas Day", "Boxing Day"]
    current.use_settings(SETTINGS)
    current.use_days_off([])
    assert whys(current) == ["half a day"]


def test_the_same_days_off_again_change_nothing() -> None:
    current = Current()
    current.use_days_off([CHRISTMAS])
    plan = current.plan
    current.use_days_off([CHRISTMAS])
    assert current.plan is plan and current.changes == 1


def test_another_zone_changes_the_plan_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    current = Current()
    current.use_settings(SETTINGS)
    current.use_days_off([CHRISTMAS])
    current.look_at_zone()
    assert current.changes == 2
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    current.look_at_zone()
    assert current.changes == 3
    assert current.plan.zone == current.zone == ZoneInfo("Asia/Tokyo")
    assert whys(current) == ["Christmas Day", "half a day"]


def test_however_fast_time_runs_the_probes_keep_theirs() -> None:
    current = Current(speed=60.0)
    current.use_settings(SETTINGS)
    current.use_days_off([CHRISTMAS])  # put together twice, sped up once
    assert current.plan.answer_within_s == 180.0


def test_what_was_learned_is_used_until_it_is_another() -> None:
    current, learned = Current(), Learned("key", 100, 50, 0.5)
    current.use_learned(None)
    assert current.changes == 0  # as before: nothing to go by
    current.use_learned(learned)
    current.use_learned(replace(learned))
    assert (current.plan.learned, current.changes) == (learned, 1)
    current.use_settings(SETTINGS)
    assert current.plan.learned == learned
    current.use_learned(None)
    assert (current.plan.learned, current.changes) == (None, 3)
