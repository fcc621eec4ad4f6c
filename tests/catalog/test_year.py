"""A simulated year of `auto` picks for five persons: rules never broken, everything has its turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.core.choose import Done, Wanted, allowed, choose, suits
from deskbreak.core.content import UPRIGHT, Catalog
from deskbreak.core.dose import exercise_seconds
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
    for counts in days.values():
        assert counts["ten-minute-walk"] == 1
        for exercise, times in counts.items():
            limit = catalog.exercises[exercise].per_day
            if limit is not None and limit.max is not None:
                assert times <= limit.max, exercise


def test_sets_pair_the_three_roles(catalog: Catalog) -> None:
    history = year(catalog, ANY, ())
    mixed = [
        len({catalog.exercises[e].role for e in one.exercises})
        for one in history
        if "ten-minute-walk" not in one.exercises
    ]
    assert sum(roles == 3 for roles in mixed) / len(mixed) > 0.9


def test_the_same_day_and_journal_give_the_same_set(catalog: Catalog) -> None:
    history = year(catalog, ANY, ())[:300]
    first = choose(catalog, ANY, history, FIRST)
    assert first == choose(catalog, ANY, list(history), FIRST)
