"""What is told of a state: each value from its own place, brought forward to the moment it is asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.core import machine
from deskbreak.core.effects import AskBusy
from deskbreak.core.events import BusyChanged, Command, CommandKind, Tick
from deskbreak.core.plan import Break, OfferRules, Plan, Range, SnoozeRules
from deskbreak.core.state import Absence, State
from deskbreak.core.view import View, view
from deskbreak.values import replace

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
PLAN = Plan(
    hours=((Range(540, 1080),),) * 7,
    breaks=(
        Break("mobility", every_s=2700.0, routine="mobility-set", lasts_s=180.0),
        Break("water", every_s=5400.0, say="Drink", routine=""),
        Break("walk", at=(720,), routine="ten-minute-walk"),
    ),
    offer=OfferRules(heads_up_s=0.0),
    snooze=SnoozeRules((300.0,), 3, "fixed"),
    zone=UTC,
)
KEYS = (
    "pause_until", "meeting_until", "standing_until", "work_until", "snooze_until", "can_give_back",
    "snoozed_until_pause", "awaits_pause", "offer", "away_s", "waiting", "holds",
)  # fmt: skip


def at_desk(minutes: float, plan: Plan = PLAN) -> State:
    """A person who has sat for so long; the machine wakes when it wants to."""
    state = machine.start(NINE, 0.0, plan)
    end = NINE + minutes * 60
    state, _ = machine.step(state, Tick(NINE, 0.0), plan)
    while state.at < end:
        at = min(machine.next_wake(state, plan, state.at), end)
        state, effects = machine.step(state, Tick(at, at - NINE), plan)
        if AskBusy() in effects:
            state, _ = machine.step(state, BusyChanged(at, at - NINE), plan)
    return state


def reported(seen: View) -> dict[str, Any]:
    """What differs from a plain moment at the desk."""
    plain = view(at_desk(10), PLAN, NINE + 600)
    return {key: getattr(seen, key) for key in KEYS if getattr(seen, key) != getattr(plain, key)}


def test_a_plain_moment() -> None:
    seen = view(at_desk(10), PLAN, NINE + 600)
    assert (seen.phase.value, seen.holds, seen.sitting_s) == ("sitting", (), 600)
    assert (seen.next_at, seen.next_break, seen.next_routine) == (NINE + 2700, "mobility", "mobility-set")
    assert (seen.progress, seen.snoozes_left) == (pytest.approx(600 / 2700), 3)
    assert {key: getattr(seen, key) for key in KEYS} == {
        "pause_until": None, "meeting_until": None, "standing_until": None, "work_until": None, "snooze_until": None,
        "can_give_back": False, "snoozed_until_pause": False, "awaits_pause": False, "offer": None, "away_s": 0.0,
        "waiting": "", "holds": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "tells"),
    [
        ({"pause_until": NINE + 3600}, {"pause_until": NINE + 3600, "holds": ("paused",)}),
        ({"meeting_until": NINE + 3600}, {"meeting_until": NINE + 3600, "holds": ("meeting",)}),
        ({"standing_until": NINE + 3600}, {"standing_until": NINE + 3600}),
        ({"work_until": NINE + 36000}, {"work_until": NINE + 36000}),
        ({"absence": Absence(NINE, NINE, sat_s=0.0, sat=())}, {"can_give_back": True}),
        ({"away_since": NINE + 300}, {"away_s": 300.0}),
    ],
)
def test_each_is_told_at_its_place(changes: dict[str, Any], tells: dict[str, Any]) -> None:
    assert reported(view(replace(at_desk(10), **changes), PLAN, NINE + 600)) == tells


def test_what_has_no_end_is_told_without_one() -> None:
    for kind in (CommandKind.PAUSE, CommandKind.MEETING, CommandKind.STANDING, CommandKind.WORK):
        state, _ = machine.step(at_desk(10), Command(NINE + 600, 600.0, kind=kind), PLAN)
        assert not {
            key: one for key, one in reported(view(state, PLAN, NINE + 600)).items() if key.endswith("until")
        }


def test_an_offer_and_its_snooze() -> None:
    offered = at_desk(45)
    assert reported(view(offered, PLAN, NINE + 2700)) == {"offer": 1}
    assert view(offered, PLAN, NINE + 2700).phase.value == "offered"
    command = Command(NINE + 2700, 2700.0, kind=CommandKind.SNOOZE, for_s=600.0)
    snoozed, _ = machine.step(offered, command, PLAN)
    seen = view(snoozed, PLAN, NINE + 2700)
    assert reported(seen) == {"offer": 1, "snooze_until": NINE + 3300} and seen.snoozes_left == 2
    assert (seen.phase.value, seen.next_at, seen.next_break) == ("sitting", NINE + 3300, "mobility")
    assert seen.progress == 1.0


def test_the_clocks_are_brought_forward_to_the_moment() -> None:
    state = at_desk(10)
    assert view(state, PLAN, NINE + 900).sitting_s == 900
    assert view(state, PLAN, NINE + 900).progress == pytest.approx(900 / 2700)
    assert view(state, PLAN, NINE + 900, 900.0).sitting_s == 900
    assert view(state, PLAN, NINE + 4200, 900.0).sitting_s == 900  # the wall clock was set forward
    assert view(state, PLAN, NINE - 60).sitting_s == 600
    paused, _ = machine.step(state, Command(NINE + 600, 600.0, kind=CommandKind.STANDING), PLAN)
    assert view(paused, PLAN, NINE + 900).sitting_s == 600


def test_no_sitting_is_told_beyond_the_hours_unless_it_is_overtime() -> None:
    plan = replace(PLAN, hours=((Range(540, 555),),) * 7)
    state = at_desk(10, plan)
    assert view(state, plan, NINE + 3600).sitting_s == 900
    assert view(replace(state, work_until=NINE + 1800), plan, NINE + 3600).sitting_s == 1800
    assert view(replace(state, work_until=NINE + 1200), plan, NINE + 1100).sitting_s == 1100


def test_without_breaks_there_is_nothing_next() -> None:
    plan = replace(PLAN, breaks=())
    seen = view(at_desk(10, plan), plan, NINE + 600)
    assert (seen.next_at, seen.next_break, seen.next_routine, seen.progress) == (None, "", "", 0.0)


def test_the_nearest_interval_tells_the_progress() -> None:
    state = replace(at_desk(10), sat=(("mobility", 0.0), ("water", 2700.0)))
    assert view(state, PLAN, NINE + 600).progress == pytest.approx(0.5)


def test_no_more_snoozes_are_left_than_none() -> None:
    plan = replace(PLAN, snooze=SnoozeRules((300.0,), 0, "fixed"))
    assert view(at_desk(45, plan), plan, NINE + 2700).snoozes_left == 0
