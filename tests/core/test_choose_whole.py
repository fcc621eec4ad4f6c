"""The rule of `auto` at its edges: what is remembered, owed, allowed and left out, as docs/choosing.md has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from deskbreak.core.body_words import UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import (
    Criteria,
    SetChoice,
    allowed,
    choose,
    criteria,
    nothing,
    standing_up,
    suits,
)
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount, Dose
from deskbreak.core.past import Done
from deskbreak.core.plan import Body

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)


def one(id: str, role: str, seconds: int = 60, position: str = "supine", **more: Any) -> Exercise:
    return Exercise(id, id.title(), position, role, doses=(Dose("S0", duration_s=seconds),), **more)


def of(*exercises: Exercise) -> Catalog:
    return Catalog({each.id: each for each in exercises}, {})


def done(day: date, *sets: str) -> list[Done]:
    return [Done(day, tuple(each.split("+"))) for each in sets]


def ids(choice: SetChoice | None) -> list[str]:
    assert choice is not None
    return [step.exercise for step in choice.routine.steps]


WALK = one("walk", "wakes", 600, "walking", per_day=Amount(1))
OPEN, MOVE, WAKE = one("open", "opens"), one("move", "moves"), one("wake", "wakes")
THREE = of(OPEN, MOVE, WAKE)

# -- the choice as a whole ----------------------------------------------------------------------------------


def test_a_choice_is_a_routine_its_reason_and_how_far_each_is_built_up() -> None:
    grows = Exercise(
        "lift", "Lift", "supine", "wakes", doses=(Dose("S1", breaths=2), Dose("S2", breaths=3)), later=(1,)
    )
    catalog = of(OPEN, MOVE, grows)
    assert choose(catalog, Criteria(180), [], MONDAY, reached={"lift": 4, "gone": 2}) == SetChoice(
        catalog.set_of(["open", "move", "lift"]),
        "led by Lift, not done yet; the set opens the hips, moves the spine and wakes core or glutes",
        {"lift": 4, "open": 0, "move": 0},
    )  # fmt: skip


def test_a_single_exercise_is_its_own_routine() -> None:
    catalog = of(MOVE)
    assert choose(catalog, Criteria(60), [], MONDAY) == SetChoice(
        catalog.routine("move"),  # type: ignore[arg-type]
        "led by Move, not done yet; the set moves the spine",
        {"move": 0},
    )


def test_the_daily_walk_is_chosen_with_a_reason_of_its_own() -> None:
    catalog = of(WALK, OPEN)
    assert choose(catalog, Criteria(600), [], MONDAY) == SetChoice(
        catalog.routine("walk"),  # type: ignore[arg-type]
        "Walk belongs to every day, and there is time for it",
    )


def test_what_fills_no_role_is_said_to_do_nothing() -> None:
    calf = of(one("calf", "opens", fills_role=False))
    found = choose(calf, Criteria(60), [], MONDAY)
    assert found is not None and found.reason == "led by Calf, not done yet"


# -- what is remembered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sets", "reason"), [(199, "done longest ago"), (200, "not done yet")])
def test_the_last_two_hundred_sets_are_looked_at(sets: int, reason: str) -> None:
    past = done(MONDAY, "move") + done(MONDAY, *["gone"] * sets)
    found = choose(of(MOVE), Criteria(60), past, TUESDAY)
    assert found is not None and found.reason.startswith(f"led by Move, {reason};")


@pytest.mark.parametrize(("sets", "waits"), [(19, True), (20, False)])
def test_around_whom_a_role_stays_empty_waits_for_twenty_sets(sets: int, waits: bool) -> None:
    catalog = of(one("calf", "opens", order=1, fills_role=False), OPEN, MOVE, WAKE)
    past = done(MONDAY, *["open+move+wake"] * (sets - 1), "gone")
    assert ("calf" not in ids(choose(catalog, Criteria(180), past, TUESDAY))) is waits


def test_a_walk_too_long_for_this_break_still_counts_as_a_walk_between() -> None:
    past = done(MONDAY, "open+move", "walk")
    assert len(ids(choose(of(OPEN, MOVE, WALK), Criteria(120), past, TUESDAY))) == 1


def test_another_question_has_another_answer() -> None:
    """What was worked out for the last one is not taken for this one."""
    for _ in range(2):
        assert ids(choose(THREE, Criteria(180), [], MONDAY)) == ["open", "move", "wake"]
        assert ids(choose(THREE, Criteria(180), [], MONDAY, blocked={"open"})) == ["move", "wake"]
        assert ids(choose(THREE, Criteria(180, avoid=frozenset({"move"})), [], MONDAY)) == ["open", "wake"]


# -- what the day owes --------------------------------------------------------------------------------------

STANDING = (
    one("swing", "moves", 30, "standing", order=1),
    one("reach", "opens", 30, "standing", order=2),
    one("push", "wakes", 30, "standing", order=3),
)


def test_what_the_day_owes_is_fetched_from_the_floor() -> None:
    press, bridge = one("press", "moves", per_day=Amount(1)), one("bridge", "wakes", per_day=Amount(1))
    past = done(MONDAY, "gone") + done(TUESDAY, "press")
    found = choose(of(press, bridge, *STANDING), Criteria(180), past, TUESDAY)
    assert found is not None and found.reason.startswith("led by Swing, not done yet")
    assert ids(found) == ["reach", "swing", "push", "bridge"]
    unasked = of(press, one("bridge", "wakes", order=900), *STANDING)
    assert "bridge" not in ids(choose(unasked, Criteria(180), past, TUESDAY))


def test_while_nobody_can_open_the_front_others_open() -> None:
    """What is wanted twice a day does not begin in the middle of one, so it cannot open the front either."""
    split = one("split", "opens", opens_front=True, per_day=Amount(2, 3), order=1)
    past = done(MONDAY, "gone", "gone")
    assert ids(choose(of(split, OPEN, MOVE, WAKE), Criteria(180), past, MONDAY)) == ["open", "move", "wake"]


def test_once_the_front_was_opened_others_open_the_hips_too() -> None:
    split, lunge = (one(id, "opens", opens_front=True, order=900) for id in ("split", "lunge"))
    past = done(MONDAY, "split")
    assert ids(choose(of(split, lunge, OPEN, MOVE, WAKE), Criteria(180), past, MONDAY)) == [
        "open",
        "move",
        "wake",
    ]


def test_nothing_comes_twice_a_day_where_the_rest_fills_half_of_the_time() -> None:
    past = done(MONDAY, "open")
    assert ids(choose(THREE, Criteria(180), past, MONDAY)) == ["move", "wake"]
    assert ids(choose(THREE, Criteria(240), past, MONDAY)) == ["move", "wake"]
    assert ids(choose(THREE, Criteria(241), past, MONDAY)) == ["open", "move", "wake"]


def test_no_third_time_to_fill_a_role() -> None:
    past = done(MONDAY, *["open+move+wake", "gone"] * 2)
    assert len(ids(choose(THREE, Criteria(180), past, MONDAY))) == 2  # half of the time, and no more
    once = done(MONDAY, "open+move+wake", "gone")
    assert len(ids(choose(THREE, Criteria(180), once, MONDAY))) == 3


def test_the_least_often_done_of_the_day_comes_again_first() -> None:
    past = done(MONDAY, "open+wake", "open+wake", "move", "gone")
    assert ids(choose(THREE, Criteria(60), past, MONDAY)) == ["move"]
    past += done(MONDAY, "move", "gone")
    assert ids(choose(THREE, Criteria(60), past, MONDAY)) == ["open"]  # all twice: done longest ago


def test_a_short_walk_comes_twice_a_day_at_most_while_there_is_anything_else() -> None:
    stroll = one("stroll", "wakes", 100, "walking")
    past = done(MONDAY, "stroll", "open", "stroll", "open")
    assert ids(choose(of(stroll, OPEN), Criteria(180), past, MONDAY)) == ["open"]
    assert ids(choose(of(stroll, OPEN), Criteria(180), past[:2], MONDAY)) == ["stroll"]
    assert ids(choose(of(stroll), Criteria(180), past, MONDAY)) == ["stroll"]  # who can only walk
    assert ids(choose(of(stroll), Criteria(180), [], MONDAY)) == ["stroll"]


def test_if_it_is_the_last_set_whoever_leads_the_one_done_last_is_left_out() -> None:
    past = done(MONDAY, "gone", "open+move+wake", "wake+move+open")
    left = choose(THREE, Criteria(180), past, TUESDAY)
    assert ids(left) == ["open", "move"]
    assert left is not None and left.levels.keys() == {"open", "move", "wake"}


def test_a_set_of_the_latest_sixteen_has_other_companions_before_it_comes_again() -> None:
    catalog = of(OPEN, MOVE, WAKE, one("other", "wakes", order=900))
    for sets, wakes in ((15, "other"), (16, "wake")):
        past = done(MONDAY, "open+move+wake", *["gone+other"] * sets)
        assert ids(choose(catalog, Criteria(180), past, TUESDAY)) == ["open", "move", wakes]


# -- what is allowed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "allowed_levels"),
    [
        ("", ["easy", "medium", "hard"]),
        ("easy", ["easy"]),
        ("medium", ["easy", "medium"]),
        ("hard", ["easy", "medium", "hard"]),
    ],
)
def test_nothing_harder_than_the_level(level: str, allowed_levels: list[str]) -> None:
    each = [one(name, "moves", level=name) for name in ("easy", "medium", "hard")]
    assert [found.id for found in allowed(of(*each), Criteria(level=level))] == allowed_levels


@pytest.mark.parametrize(
    ("want", "fits"),
    [
        (Criteria(avoid=frozenset({"supine"})), False),
        (Criteria(avoid=frozenset({"twists", "planks"})), False),
        (Criteria(avoid=frozenset({"open"})), False),
        (Criteria(avoid=frozenset({"lunges"}), positions=frozenset({"supine", "desk"})), True),
        (Criteria(positions=frozenset({"desk"})), False),
        (Criteria(back="sensitive"), True),
        (Criteria(equipment=frozenset({"towel", "mat"})), True),
    ],
)
def test_an_exercise_its_position_and_its_movements_may_be_avoided(want: Criteria, fits: bool) -> None:
    assert suits(one("open", "opens", movements=("twists",)), want) is fits


def test_what_is_blocked_is_not_allowed_and_that_is_why_there_is_nothing() -> None:
    assert [each.id for each in allowed(THREE, Criteria(), ["open", "wake"])] == ["move"]
    assert choose(catalog=of(MOVE), want=Criteria(60), history=[], day=MONDAY, blocked=["move"]) is None
    fits = "nothing that is allowed fits into the time"
    assert nothing(of(MOVE), Criteria(60), ["move"]) == fits
    assert nothing(of(MOVE), Criteria(59)) == fits
    assert nothing(of(MOVE), Criteria(60)) == "what is allowed was done often enough today"


@pytest.mark.parametrize(("seconds", "length"), [(None, 180.0), (60.0, 60.0)])
def test_the_wishes_of_the_settings(seconds: float | None, length: float) -> None:
    assert criteria(Body(), seconds) == Criteria(
        length, positions=UPRIGHT, equipment=frozenset(), avoid=frozenset(), level="", back="well"
    )


@pytest.mark.parametrize(
    ("positions", "places"),
    [
        (("supine", "desk", "wall"), ("desk", "wall")),
        (("supine",), ("chair", "desk", "standing", "walking", "wall")),
        ((), ("chair", "desk", "standing", "walking", "wall")),
    ],
)
def test_a_set_without_floor_and_gear(positions: tuple[str, ...], places: tuple[str, ...]) -> None:
    body = Body(positions, ("mat", "towel"), ("twists",), level="easy", back="sensitive")
    assert standing_up(body) == Body(places, (), ("twists",), level="easy", back="sensitive")
