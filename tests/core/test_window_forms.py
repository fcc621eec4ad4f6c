"""Which form of a break is offered, and why it came when it did; docs/learning.md states the rule."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.easing import Easing
from deskbreak.core.learning import PLAIN
from deskbreak.core.plan import Body, OfferRules, Plan
from deskbreak.core.state import Due
from deskbreak.core.window import best_form, why
from deskbreak.values import replace
from tests.core.monday import MOBILITY, PLAN, WALK, WATER, at, draft, due, learner, sitting, tables_of

# -- the form ------------------------------------------------------------------------------------------------

FLOOR, DESK = Body(positions=("standing", "supine")), Body(positions=("standing", "wall"))
Form = tuple[float | None, bool]


def form(
    shares: dict[str, float], lasts_s: float | None = 180.0, *, body: Body = DESK, offers: int = 1
) -> Form:
    plan = replace(learner(forms=shares), body=body)
    return best_form(draft("09:45", plan, easing=Easing(offers=offers)), replace(MOBILITY, lasts_s=lasts_s))


def test_the_own_form_unless_a_minute_is_clearly_taken_more_often() -> None:
    assert form({"3 min": 0.5, "1 min": 0.59}) == (180.0, False)
    assert form({"3 min": 0.5, "1 min": 0.6}) == (180.0, False)  # ten points are not more than ten
    assert form({"3 min": 0.5, "1 min": 0.61}) == (60.0, True)
    assert form({"3 min": 0.5, "1 min": 0.5}, None) == (None, False)
    assert form({"3 min": 0.5, "1 min": 0.6}, None) == (None, False)
    assert form({"3 min": 0.5, "1 min": 0.7}, None) == (60.0, True)  # it is taken to last three minutes
    assert form({"3 min": 0.1, "10 min": 0.5, "1 min": 0.55}, 600.0) == (600.0, False)
    assert form({"3 min": 0.9, "10 min": 0.3, "1 min": 0.55}, 600.0) == (60.0, True)
    up_to_five = {"3 min": 0.9, "10 min": 0.3, "1 min": 0.55}
    assert form(up_to_five, 300.0) == (300.0, False) and form(up_to_five, 301.0) == (60.0, True)


def test_without_the_floor_where_five_points_more_are_taken() -> None:
    assert form({"3 min, floor": 0.5, "3 min": 0.54}, body=FLOOR) == (180.0, False)
    assert form({"3 min, floor": 0.5, "3 min": 0.55}, body=FLOOR) == (180.0, False)
    assert form({"3 min, floor": 0.5, "3 min": 0.56}, body=FLOOR) == (180.0, True)
    assert form({"3 min, floor": 0.5, "3 min": 0.56, "1 min": 0.62}, body=FLOOR) == (60.0, True)
    assert form({"3 min, floor": 0.5, "3 min": 0.56, "1 min, floor": 0.9}, body=FLOOR) == (180.0, True)
    assert form({"3 min, floor": 0.9, "3 min": 0.5, "1 min": 0.7}, body=DESK) == (60.0, True)
    assert form({"3 min, floor": 0.9, "3 min": 0.5, "1 min": 0.7}, body=Body()) == (60.0, True)


def test_only_a_long_break_has_a_short_form() -> None:
    assert form({"3 min": 0.2, "1 min": 0.9}, 149.0) == (149.0, False)
    assert form({"3 min": 0.2, "1 min": 0.9}, 150.0) == (60.0, True)


def test_the_days_first_set_and_a_named_routine_keep_their_form() -> None:
    assert form({"3 min": 0.2, "1 min": 0.9}, offers=0) == (180.0, False)
    plan = replace(learner(forms={"3 min": 0.2, "1 min": 0.9, "10 min": 0.2}), body=DESK)
    easing = Easing(offers=1)
    assert best_form(draft("09:45", plan, easing=easing), MOBILITY) == (60.0, True)
    assert best_form(draft("09:45", plan, easing=easing), WALK) == (600.0, False)
    assert best_form(draft("09:45", plan, easing=easing), replace(WALK, routine="a-walk")) == (600.0, False)
    off = replace(plan, offer=OfferRules(learn=False))
    assert best_form(draft("09:45", off, easing=easing), MOBILITY) == (180.0, False)
    assert best_form(draft("09:45", easing=easing), WATER) == (30.0, False)


# -- in words ------------------------------------------------------------------------------------------------


def said(clock: str, plan: Plan, one: Due | None = None, **more: Any) -> str:
    return why(sitting(clock, **more), plan, one or due("09:50", "10:05"), at(clock))


def test_why_it_came_at_another_moment() -> None:
    plan = learner(contexts={"pause": 0.714})
    still: dict[str, Any] = {"idle_known": True, "idle_since": at("09:30")}
    share = "you take 71 % of offers in a pause in typing, 40 % in all"
    assert said("09:56", plan, **still) == f"waited 6 min: {share}"
    assert said("09:44", plan, **still) == f"6 min early: {share}"
    assert said("09:51", plan, **still) == f"waited 1 min: {share}"
    assert said("09:49", plan, **still) == f"1 min early: {share}"
    assert said("09:50:59", plan, **still) == said("09:49:01", plan, **still) == ""
    assert said("10:25", plan, **still) == f"waited 35 min: {share}"
    often = replace(plan, learned=replace(tables_of(plan), overall=0.9))
    assert said("09:56", often, **still).endswith(", 90 % in all")
    assert said("09:52:40", plan, **still) == f"waited 3 min: {share}"


def test_nothing_is_said_where_nothing_was_chosen() -> None:
    plan = learner(contexts={"": 0.7})
    assert said("09:56", plan) != ""
    assert said("09:56", PLAN) == ""
    assert said("09:56", plan, due("09:50", "10:05", moment=PLAIN)) == ""
    assert said("09:56", plan, due("09:50")) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"before": "meeting", "before_at": at("09:55")}, "after a meeting"),
        ({"before": "hold", "before_at": at("09:55")}, "after they were held back"),
        ({"before": "absence", "before_at": at("09:55")}, "after you come back"),
        ({"idle_known": True, "idle_since": at("09:55")}, "in a pause in typing"),
        ({"idle_known": True}, "while you type"),
        ({}, "otherwise"),
    ],
)
def test_what_went_before_is_said_in_words(state: dict[str, Any], words: str) -> None:
    every = ("meeting", "hold", "absence", "pause", "typing", "")
    plan = learner(contexts=dict.fromkeys(every, 0.7))
    assert said("09:56", plan, **state) == f"waited 6 min: you take 70 % of offers {words}, 40 % in all"


@pytest.mark.parametrize(
    ("block", "context_", "words"),
    [
        (0.0, 0.8, "80 % of offers otherwise"),  # as far from all: what went before is said
        (0.2, 0.5, "20 % of offers around 09:00"),
        (0.7, 0.5, "70 % of offers around 09:00"),
        (0.5, 0.2, "20 % of offers otherwise"),
    ],
)
def test_what_differs_most_from_all_is_said(block: float, context_: float, words: str) -> None:
    plan = learner(blocks={"08-10": block}, contexts={"": context_})
    assert said("09:56", plan) == f"waited 6 min: you take {words}, 40 % in all"
