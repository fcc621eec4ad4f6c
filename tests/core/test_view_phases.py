"""The phase of each situation, the first that applies, and the view of it field by field."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.easing import Easing
from deskbreak.core.events import Phase
from deskbreak.core.plan import OfferRules, SnoozeRules
from deskbreak.core.state import FOREVER, Absence, Due, OpenOffer, Running
from deskbreak.core.view import View, phase, view
from deskbreak.values import replace
from tests.core.monday import DAY, MOBILITY, PLAN, WATER, at, sitting

NOW = at("10:00")
OFFER = OpenOffer(
    7, name="mobility", routine="auto", lasts_s=180.0, say="", with_=(), at=at("09:50"), shown_at=at("09:50")
)
HELD, SNOOZED = replace(OFFER, held=True), replace(OFFER, snooze_until=at("10:05"))
RUNNING = Running("u7", offer=7, name="mobility", routine="auto", lasts_s=None, since=at("09:58"))
DUE = Due("mobility", NOW)
AWAY = {"away_since": at("09:50")}
STANDING = {"standing_until": at("10:30")}


@pytest.mark.parametrize(
    ("clock", "state", "found"),
    [
        ("10:00", {}, Phase.SITTING),
        ("10:00", STANDING, Phase.STANDING),
        ("10:30", STANDING, Phase.SITTING),
        ("10:00", {"due": (DUE,)}, Phase.DUE),
        ("09:59", {"due": (DUE,)}, Phase.SITTING),  # its window is open, and it is not due yet
        ("09:59", {"due": (DUE, replace(DUE, since=at("09:58")))}, Phase.DUE),
        ("10:00", {"due": (replace(DUE, since=NOW + 0.005),)}, Phase.DUE),
        ("10:00", {"due": (replace(DUE, since=NOW + 0.02),)}, Phase.SITTING),
        ("10:00", {"due": (DUE,), **STANDING}, Phase.DUE),
        ("10:00", {"offer": OFFER}, Phase.OFFERED),
        ("10:00", {"offer": OFFER, "due": (DUE,), **STANDING}, Phase.OFFERED),
        ("10:00", {"offer": SNOOZED}, Phase.SITTING),
        ("10:00", {"offer": SNOOZED, "due": (DUE,)}, Phase.SITTING),
        ("10:00", {"offer": HELD}, Phase.DUE),
        ("10:00", {"offer": replace(SNOOZED, held=True)}, Phase.DUE),
        ("10:00", {"offer": OFFER, **AWAY}, Phase.AWAY),
        ("10:00", {"due": (DUE,), **AWAY}, Phase.AWAY),
        ("20:00", AWAY, Phase.OFF_HOURS),
        ("20:00", {"work_until": at("21:00")}, Phase.SITTING),
        ("20:00", {"running": RUNNING, **AWAY}, Phase.ON_BREAK),
        ("10:00", {"running": RUNNING, "offer": OFFER}, Phase.ON_BREAK),
    ],
)
def test_the_first_phase_that_applies(clock: str, state: dict[str, Any], found: Phase) -> None:
    assert phase(sitting(clock, **state), PLAN, at(clock)) is found


PLAN_WITHOUT_WALK = replace(PLAN, breaks=(MOBILITY, WATER), snooze=SnoozeRules((300.0,), at_most=2))
SAT = {"sat_s": 900.0, "sat": (("mobility", 900.0), ("water", 2700.0))}
PLAIN = View(
    phase=Phase.SITTING,
    holds=(),
    sitting_s=900.0,
    next_at=at("10:30"),
    next_break="mobility",
    next_routine="auto",
    progress=0.5,
    snoozes_left=2,
    waiting="",
    offer=None,
    away_s=0.0,
    can_give_back=False,
    snooze_until=None,
    pause_until=None,
    meeting_until=None,
    standing_until=None,
    work_until=None,
    snoozed_until_pause=False,
)


def seen(**state: Any) -> View:
    return view(sitting("10:00", **SAT | state), PLAN_WITHOUT_WALK, NOW)


def test_a_plain_moment_field_by_field() -> None:
    """Of mobility a third is sat, of water half: the nearer one is told."""
    assert seen() == PLAIN


@pytest.mark.parametrize(
    ("state", "tells"),
    [
        ({"due": (DUE,)}, {"phase": Phase.DUE, "next_at": NOW, "awaits_pause": True}),
        (
            {"due": (DUE,), "waiting_told": True},
            {"phase": Phase.DUE, "next_at": NOW, "awaits_pause": True, "waiting": "waiting for a pause"},
        ),
        (
            {"due": (DUE,), "offer": replace(OFFER, snoozes=1)},
            {"phase": Phase.OFFERED, "next_at": NOW, "offer": 7, "snoozes_left": 1},
        ),
        (
            {"offer": replace(SNOOZED, snoozes=3, until_pause=True)},
            {
                "next_at": at("10:05"),
                "offer": 7,
                "snoozes_left": 0,
                "snooze_until": at("10:05"),
                "snoozed_until_pause": True,
            },
        ),
        ({"absence": Absence(NOW, NOW, sat_s=0.0, sat=())}, {"can_give_back": True}),
        (
            {"sat": (("mobility", 900.0), ("water", 5000.0), ("gone", 9000.0))},
            {
                "progress": pytest.approx(5000 / 5400),
                "next_at": NOW + 400.0,
                "next_break": "water",
                "next_routine": "",
            },
        ),
        (
            {"sat": (("mobility", 900.0), ("water", 9000.0))},
            {"progress": 1.0, "next_at": NOW, "next_break": "water", "next_routine": ""},
        ),
        ({"sat": ()}, {"progress": 0.0, "next_at": at("10:45")}),
    ],
)
def test_what_there_is_to_tell_besides(state: dict[str, Any], tells: dict[str, Any]) -> None:
    assert seen(**state) == replace(PLAIN, **tells)


def test_the_interval_is_the_one_that_holds_now() -> None:
    """Two weeks of a break every 90 minutes at most: of mobility a sixth is sat, of water half."""
    chosen = Easing(day=DAY, chosen_s=5400.0, chosen_till=at("10:00", 30))
    found = seen(easing=chosen, sat=(("mobility", 900.0), ("water", 0.0)))
    assert found.progress == pytest.approx(900 / 5400) and found.easing == chosen


def test_away_and_since_when() -> None:
    found = view(sitting("10:00", **SAT, **AWAY), PLAN_WITHOUT_WALK, at("10:05"))
    assert (found.phase, found.away_s, found.sitting_s) == (Phase.AWAY, 900.0, 900.0)


def test_an_end_that_is_named_is_told_and_none_that_is_not() -> None:
    orders = ("pause_until", "meeting_until", "standing_until", "work_until")
    for order in orders:
        assert getattr(seen(**{order: at("11:00")}), order) == at("11:00")
        assert getattr(seen(**{order: FOREVER}), order) is None


@pytest.mark.parametrize(
    ("clock", "mono", "sat_s"),
    [
        ("10:05", None, 1200.0),
        ("10:05", 300.0, 1200.0),
        ("10:05", 270.0, 1200.0),  # half a minute apart is no jump
        ("10:05", 269.0, 1169.0),  # the wall clock was set forward: the steady one says how long it was
        ("10:05", 330.0, 1200.0),
        ("10:05", 331.0, 1231.0),  # and back
        ("10:05", -1.0, 1200.0),  # another boot
        ("10:00", 0.0, 900.0),
        ("09:58", None, 900.0),
    ],
)
def test_the_clocks_are_brought_forward_by_the_time_that_went_by(
    clock: str, mono: float | None, sat_s: float
) -> None:
    found = view(sitting("10:00", **SAT), PLAN_WITHOUT_WALK, at(clock), mono)
    assert found.sitting_s == sat_s
    assert found.progress == pytest.approx((2700.0 + sat_s - 900.0) / 5400.0)


def test_only_work_is_sat_and_overtime_is_work() -> None:
    late = sitting("17:50", **SAT)
    assert view(late, PLAN_WITHOUT_WALK, at("18:30")).sitting_s == 900.0 + 600.0
    overtime = sitting("17:50", **SAT, work_until=at("18:20"))
    assert view(overtime, PLAN_WITHOUT_WALK, at("18:30")).sitting_s == 900.0 + 1800.0
    assert view(overtime, PLAN_WITHOUT_WALK, at("18:10")).sitting_s == 900.0 + 1200.0
    shorter = sitting("17:30", **SAT, work_until=at("17:40"))
    assert view(shorter, PLAN_WITHOUT_WALK, at("18:30")).sitting_s == 900.0 + 1800.0


def test_a_heads_up_changes_nothing_of_it() -> None:
    plan = replace(PLAN_WITHOUT_WALK, offer=OfferRules(heads_up_s=0.0))
    assert view(sitting("10:00", **SAT), plan, NOW) == PLAIN
