"""When time alone makes a rule act: too late and something is missed, too often and the machine never rests."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.easing import Easing
from deskbreak.core.learning import CHOSEN
from deskbreak.core.plan import OfferRules, Plan
from deskbreak.core.state import FOREVER, Due, OpenOffer, Running
from deskbreak.core.wakes import in_time
from deskbreak.values import replace
from tests.core.monday import DAY, MOBILITY, PLAN, WALK, at, learner, sitting

BARE = replace(PLAN, breaks=())
BY_SITTING = replace(PLAN, breaks=(MOBILITY,), offer=OfferRules(heads_up_s=0.0))
EVENING = at("18:00")
MICROPHONE = frozenset(("microphone",))


def wakes(plan: Plan = BARE, **more: Any) -> float:
    """When the machine wakes next, at ten in the morning."""
    return in_time(sitting("10:00", **{"sat": (("mobility", 0.0),)} | more), plan, at("10:00"))


def test_at_the_next_edge_of_work_hours_or_a_day_later() -> None:
    assert wakes() == EVENING
    assert wakes(Plan(zone=PLAN.zone)) == at("10:00", 24)


@pytest.mark.parametrize("order", ["pause_until", "meeting_until", "standing_until", "work_until"])
def test_at_the_end_of_an_order_that_has_one(order: str) -> None:
    def until(end: float, plan: Plan = BARE) -> float:
        state: dict[str, Any] = {order: end}
        return wakes(plan, **state)

    assert until(at("10:30")) == at("10:30")
    assert until(at("10:00")) == until(at("09:00")) == EVENING
    assert until(FOREVER) == EVENING
    assert until(FOREVER, Plan(zone=PLAN.zone)) == at("10:00", 24)


def test_what_is_nearer_than_five_thousandths_is_now() -> None:
    assert wakes(pause_until=at("10:00") + 0.004) == EVENING
    assert wakes(pause_until=at("10:00") + 0.006) == at("10:00") + 0.006


def test_at_the_end_of_what_was_chosen_in_place_of_the_settings() -> None:
    assert wakes(easing=Easing(day=DAY, chosen_s=3600.0, chosen_till=at("11:00"))) == at("11:00")
    assert wakes(easing=Easing(day=DAY, step=3, fewer_till=at("12:00"))) == at("12:00")
    assert wakes(easing=Easing(day=DAY, fewer_till=at("12:00"), chosen_till=at("11:00"))) == EVENING


def test_at_both_ends_of_the_next_four_meetings() -> None:
    assert wakes(meetings=((at("10:10"), at("10:40")),)) == at("10:10")
    assert wakes(meetings=((at("09:40"), at("10:20")), (at("10:30"), at("11:00")))) == at("10:20")
    over = tuple((at(f"09:{n}0"), at(f"09:{n}5")) for n in range(4))
    assert wakes(meetings=(*over, (at("10:10"), at("10:40")))) == EVENING
    assert wakes(meetings=(*over[:3], (at("10:10"), at("10:40")))) == at("10:10")


def test_when_a_player_that_says_nothing_is_given_up() -> None:
    running = Running("u", offer=0, name="mobility", routine="auto", lasts_s=180.0, since=at("09:55"))
    assert wakes(running=running) == at("10:28")
    assert wakes(running=replace(running, lasts_s=None)) == at("10:55")


@pytest.mark.parametrize(
    ("state", "wake"),
    [
        ({"locked_since": at("09:58")}, at("10:03")),
        ({"idle_since": at("09:57")}, at("10:02")),
        ({"idle_since": at("09:57"), "excused": at("09:59")}, at("10:04")),
        ({"idle_since": at("09:57"), "locked_since": at("09:56")}, at("10:01")),
        ({"idle_since": at("09:59"), "busy_asked": at("09:59:59"), "busy_at": at("09:58")}, at("10:00:02")),
        ({"idle_since": at("09:59"), "busy_at": at("09:58")}, at("10:03")),  # does the call go on?
        ({"busy_at": at("09:58")}, EVENING),
        ({"busy_asked": at("09:59:59")}, EVENING),
        ({"idle_since": at("09:57"), "locked_since": at("09:58"), "away_since": at("09:50")}, EVENING),
    ],
)
def test_when_an_absence_grows_long(state: dict[str, Any], wake: float) -> None:
    assert wakes(**state) == wake


OFFER = OpenOffer(
    1, name="mobility", routine="auto", lasts_s=None, say="", with_=(), at=at("09:50"), shown_at=at("09:58")
)
HELD = replace(OFFER, held=True)


@pytest.mark.parametrize(
    ("state", "wake"),
    [
        ({"offer": OFFER}, at("10:03")),  # shown again
        ({"offer": replace(OFFER, snooze_until=at("10:08"))}, at("10:08")),
        ({"offer": OFFER, "busy_asked": at("09:59:58")}, at("10:00:01")),
        ({"offer": HELD}, EVENING),
        ({"offer": HELD, "busy_at": at("09:59:45")}, at("10:00:05")),  # an answer holds for 20 seconds
        ({"offer": HELD, "busy_at": at("09:59:45"), "busy": MICROPHONE}, at("10:00:45")),  # asked each minute
        ({"busy_at": at("09:59:45"), "busy": MICROPHONE}, EVENING),  # nothing is offered
    ],
)
def test_what_becomes_of_the_open_offer(state: dict[str, Any], wake: float) -> None:
    assert wakes(**state) == wake


def test_when_a_break_falls_due_and_its_heads_up() -> None:
    assert wakes(BY_SITTING, sat=(("mobility", 900.0),)) == at("10:30")
    assert wakes(PLAN, sat=(("mobility", 900.0),)) == at("10:29")
    learns = replace(learner(), breaks=(MOBILITY,))
    assert wakes(learns, sat=(("mobility", 900.0),)) == at("10:20")  # its window opens
    assert wakes(replace(BY_SITTING, breaks=(WALK,))) == at("12:00")


def test_a_break_that_waits_is_looked_at_when_its_moment_comes() -> None:
    due = Due("mobility", at("09:59"))
    assert wakes(BY_SITTING, due=(due,)) == EVENING
    assert wakes(BY_SITTING, due=(due,), idle_known=True) == at("10:02")  # at most three minutes of typing
    still = {"idle_known": True, "idle_since": at("09:59:58")}
    assert wakes(BY_SITTING, due=(due,), **still) == at("10:00:03")  # five seconds without a key
    assert wakes(BY_SITTING, due=(due,), busy_at=at("09:59:45")) == EVENING
    assert wakes(BY_SITTING, due=(due,), busy_at=at("09:59:45"), busy=MICROPHONE) == at("10:00:45")
    assert wakes(BY_SITTING, due=(due,), busy_asked=at("09:59:58")) == at("10:00:01")


def test_a_break_in_its_window_is_looked_at_at_its_best_moment_and_at_its_end() -> None:
    plan = replace(learner(), breaks=(MOBILITY,))
    due = Due("mobility", at("09:59"), till=at("10:14"), moment=CHOSEN)
    assert wakes(plan, due=(due,)) == at("10:14")
    assert wakes(plan, due=(replace(due, best=at("10:10")),)) == at("10:09")  # a minute's notice
    assert wakes(plan, due=(replace(due, best=at("10:00:30")),)) == at("10:00:30")
    other = replace(due, name="other", best=at("10:05"))
    assert wakes(plan, due=(replace(due, best=at("10:10")), other)) == at("10:04")
    assert wakes(
        plan, due=(replace(due, best=at("10:01:30")),), offer=replace(OFFER, shown_at=at("09:59"))
    ) == (
        at("10:04")  # one at a time: the open offer comes first
    )
