"""A simulated year of `auto` picks for five persons: rules never broken, everything has its turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.core.choose import Wanted, allowed, choose, suits
from deskbreak.core.content import UPRIGHT, Catalog
from deskbreak.core.dose import exercise_seconds
from deskbreak.core.past import Done
from deskbreak.paths import shipped

GEAR = frozenset({"mat", "towel", "cushion", "foam roller", "wall", "bed"})
ANY = Wanted(180.0, equipment=GEAR)
BLOCKED = ("cat-cow", "glute-bridge")
PERSONS = {
    "any place": (ANY, ()),
    "standing only": (replace(ANY, positions=frozenset(UPRIGHT)), ()),
    "no equipment": (replace(ANY, equipment=frozenset()), ()),
    "sensitive back": (replace(ANY, back="sensitive"), ()),
    "two blocked": (ANY, BLOCKED),
}
A_DAY = 8
FIRST = date(2026, 1, 5)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog([shipped("content")])[0]


def year(catalog: Catalog, want: Wanted, blocked: tuple[str, ...]) -> list[Done]:
    """Eight three-minute sets and one ten-minute break on each of 260 working days."""
    history: list[Done] = []
    for number in range(260):
        day = FIRST + timedelta(days=number + number // 5 * 2)
        for slot in range(A_DAY + 1):
            wish = replace(want, seconds=600.0) if slot == 4 else want
            choice = choose(catalog, wish, history, day, blocked)
            assert choice is not None
            history.append(Done(day, tuple(step.exercise for step in choice.routine.steps)))
    return history


@pytest.mark.parametrize("person", PERSONS)
def test_a_year_of_picks_keeps_every_rule(catalog: Catalog, person: str) -> None:
    want, blocked = PERSONS[person]
    history = year(catalog, want, blocked)
    roomy = replace(want, seconds=600.0)
    done = Counter(exercise for one in history for exercise in one.exercises)
    for exercise in done:
        assert exercise not in blocked
        assert suits(catalog.exercises[exercise], want)
    reachable = {one.id for one in allowed(catalog, roomy, blocked) if exercise_seconds(one) <= roomy.seconds}
    assert reachable <= set(done), f"never chosen: {sorted(reachable - set(done))}"
    for before, after in pairwise(history):
        assert set(before.exercises) != set(after.exercises) or len(reachable) < 4


@pytest.mark.parametrize("person", PERSONS)
def test_daily_limits_hold_and_the_walk_is_daily(catalog: Catalog, person: str) -> None:
    want, blocked = PERSONS[person]
    history = year(catalog, want, blocked)
    days: dict[date, Counter[str]] = {}
    for one in history:
        days.setdefault(one.day, Counter()).update(one.exercises)
    daily = [one for one in allowed(catalog, want, blocked) if one.per_day]
    for counts in days.values():
        assert counts["ten-minute-walk"] == 1
        for one in daily:
            well = want.back == "well" and one.maintenance_per_day
            asked = well or one.per_day
            assert asked is not None
            assert (asked.min or 0) <= counts[one.id] <= (asked.max or A_DAY), one.id


def test_press_ups_come_often_to_a_sensitive_back_and_twice_to_a_well_one(catalog: Catalog) -> None:
    days: dict[str, Counter[date]] = {}
    for person in ("any place", "sensitive back"):
        history = year(catalog, *PERSONS[person])
        days[person] = Counter(one.day for one in history if "prone-press-up" in one.exercises)
    assert set(days["any place"].values()) == {2}
    assert set(days["sensitive back"].values()) <= {3, 4, 5}


@pytest.mark.parametrize("person", PERSONS)
def test_sets_pair_the_three_roles(catalog: Catalog, person: str) -> None:
    """A stretch of the calves does not count as opening the front; see `fills_role`."""
    history = year(catalog, *PERSONS[person])
    filled = [
        {part.role for part in map(catalog.exercises.__getitem__, one.exercises) if part.fills_role}
        for one in history
        if not any(catalog.exercises[part].is_walk for part in one.exercises)
    ]
    assert sum(len(roles) == 3 for roles in filled) / len(filled) >= (
        0.8 if person == "standing only" else 0.9
    )
    assert all("opens" in roles for roles in filled)


@pytest.mark.parametrize("seconds", [60, 180, 300, 720, 1200])
def test_no_set_twice_running_whatever_the_time(catalog: Catalog, seconds: float) -> None:
    want = replace(ANY, seconds=seconds, positions=frozenset(UPRIGHT))
    history: list[Done] = []
    for number in range(120):
        day = FIRST + timedelta(days=number // 6)
        choice = choose(catalog, want, history, day)
        assert choice is not None
        history.append(Done(day, tuple(step.exercise for step in choice.routine.steps)))
    for before, after in pairwise(history):
        assert set(before.exercises) != set(after.exercises)


def test_the_same_day_and_journal_give_the_same_set(catalog: Catalog) -> None:
    history = year(catalog, ANY, ())[:300]
    first = choose(catalog, ANY, history, FIRST)
    assert first == choose(catalog, ANY, list(history), FIRST)


def test_the_day_that_the_docs_work_by_hand(catalog: Catalog) -> None:
    sets, history = [], list[Done]()
    for _ in range(3):
        choice = choose(catalog, ANY, history, FIRST)
        assert choice is not None
        sets.append({step.exercise for step in choice.routine.steps})
        history.append(Done(FIRST, tuple(sets[-1])))
    assert sets == [
        {"cat-cow", "hip-flexor-stretch", "bird-dog"},
        {"prone-press-up", "knee-hover", "pigeon-pose"},
        {"prone-press-up", "glute-bridge", "frog-squat"},
    ]


@pytest.mark.parametrize("sets_a_day", [3, 4, 6])
def test_few_breaks_a_day_are_enough_for_what_is_daily(catalog: Catalog, sets_a_day: int) -> None:
    history: list[Done] = []
    for number in range(40):
        day = FIRST + timedelta(days=number)
        for _ in range(sets_a_day):
            choice = choose(catalog, ANY, history, day)
            assert choice is not None
            history.append(Done(day, tuple(step.exercise for step in choice.routine.steps)))
    for exercise, times in (("glute-bridge", 1), ("knee-hover", 1), ("prone-press-up", 2)):
        days = Counter(one.day for one in history if exercise in one.exercises)
        assert len(days) >= 39 and set(days.values()) == {times}, exercise
