"""Months of `auto` on the default schedule for people in different places: rules never broken, everything has
its turn. `scripts/year-of-auto` prints the whole year; docs/choosing.md shows what it prints."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.core.body_words import EQUIPMENT, MOVEMENT_WORDS, UPRIGHT, avoided_by
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import Criteria, allowed, choose, criteria, suits
from deskbreak.core.past import WALKS_A_DAY, Done
from deskbreak.core.script import exercise_seconds
from deskbreak.paths import shipped
from deskbreak.values import replace

FIRST = date(2026, 1, 5)
FORTNIGHT = FIRST + timedelta(days=14)
DAYS = 84


def _script() -> Any:
    """The script, which has no ending that Python would import by itself."""
    path = Path(__file__).parents[2] / "scripts" / "year-of-auto"
    spec = spec_from_loader("year_of_auto", SourceFileLoader("year_of_auto", str(path)))
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["year_of_auto"] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()
PEOPLE = list(SCRIPT.PEOPLE)
THREE_MINUTES = [name for name in PEOPLE if SCRIPT.PEOPLE[name][1] == 180]
CATALOG: Catalog = load_catalog([shipped("content")])[0].lean()
OPENERS = {one.id for one in CATALOG.exercises.values() if one.opens_front}


@cache
def lived(name: str) -> Any:
    return SCRIPT.year(CATALOG, *SCRIPT.PEOPLE[name], DAYS)


def may_do(name: str) -> set[str]:
    """Everything that suits the person and fits into their breaks, the daily walk left out: it has its own time."""
    body, lasts_s = SCRIPT.PEOPLE[name]
    want = criteria(body, lasts_s)
    found = [one for one in allowed(CATALOG, want) if not one.is_daily_walk]
    return {one.id for one in found if exercise_seconds(one) <= lasts_s}


@pytest.mark.parametrize("name", PEOPLE)
def test_months_keep_every_rule(name: str) -> None:
    body, lasts_s = SCRIPT.PEOPLE[name]
    of, want = lived(name), criteria(body, lasts_s)
    assert len({day for day, _ in of.sets}) == DAYS / 7 * 5
    assert all(parts for _, parts in of.sets)
    assert all(suits(CATALOG.exercises[one], want) for one in of.done)
    assert of.twice_running == 0
    for _, parts in of.sets:
        ones = [CATALOG.exercises[one] for one in parts]
        assert sum("back-bends" in one.movements for one in ones) <= 1, parts
        places = [one.position in UPRIGHT for one in ones]
        assert places == sorted(places, reverse=True)  # down to the floor once, and not up again
        assert lasts_s >= 120 or len(set(places)) == 1, parts


@pytest.mark.parametrize("name", THREE_MINUTES)
def test_everything_has_its_turn(name: str) -> None:
    never = may_do(name) - set(lived(name).done)
    assert not never


# name: exercises in a fortnight at least, share of the most frequent one at most, exercises twice a day at most
BOUNDS = {
    "office (nothing set)": (20, 0.15, 0),
    "office, sensitive back": (12, 0.25, 4),
    "standing, wall, walking": (12, 0.25, 5),
    "the same, sensitive back": (8, 0.27, 8),
    "home": (45, 0.26, 1),
    "home, no kneeling": (40, 0.26, 1),
    "home, bad knees": (35, 0.26, 1),
    "home, level hard": (50, 0.26, 1),
    "office, one minute": (12, 0.13, 0),
    "home, one minute": (30, 0.26, 1),
    "office, ten minutes": (20, 0.35, 24),
    "home, ten minutes": (45, 0.3, 8),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_there_is_variety(name: str) -> None:
    exercises, share, twice = BOUNDS[name]
    of = lived(name)
    assert len({one for day, parts in of.sets for one in parts if day < FORTNIGHT}) >= exercises
    assert max(of.done.values()) / len(of.sets) <= share
    days = of.by_day
    again = sum(number > 1 for counts in days.values() for number in counts.values()) / len(days)
    assert again <= twice + 0.5


@pytest.mark.parametrize("name", [name for name in PEOPLE if "one minute" not in name])
def test_the_front_is_opened_every_day(name: str) -> None:
    """A one-minute break is too short for both sides."""
    assert all(OPENERS & counts.keys() for counts in lived(name).by_day.values())


def test_standing_only_sits_against_the_wall_now_and_then() -> None:
    sets = lived("standing, wall, walking").sets
    assert any("wall-sit" in parts for day, parts in sets if day < FORTNIGHT)


@pytest.mark.parametrize("name", ["office (nothing set)", "home", "home, no kneeling", "home, bad knees"])
def test_nothing_comes_twice_a_day_but_what_a_source_wants_more_often(name: str) -> None:
    for day, counts in lived(name).by_day.items():
        for one, times in counts.items():
            daily = CATALOG.exercises[one].maintenance_per_day or CATALOG.exercises[one].per_day
            most = WALKS_A_DAY if one == "short-walk" else (daily.max or daily.min or 1) if daily else 1
            assert times <= most, (day, one)


@pytest.mark.parametrize("name", ["home", "home, no kneeling", "home, bad knees", "home, level hard"])
def test_what_a_source_wants_daily_is_done_daily(name: str) -> None:
    for counts in lived(name).by_day.values():
        assert counts["glute-bridge"] == 1
        assert counts["prone-press-up"] == 2


def test_press_ups_come_often_to_a_sensitive_back() -> None:
    days = [counts["prone-press-up"] for counts in lived("home, sensitive back").by_day.values()]
    assert set(days) <= {2, 3, 4, 5} and sum(days) / len(days) > 3


@pytest.mark.parametrize("name", PEOPLE)
def test_the_first_set_of_a_day_begins_gently(name: str) -> None:
    first = {day: parts[0] for day, parts in reversed(lived(name).sets)}
    for one in map(CATALOG.exercises.__getitem__, first.values()):
        assert one.level == "easy" and one.role != "wakes" and not one.is_walk


@pytest.mark.parametrize(
    ("name", "opens", "all_three"), [("home", 0.7, 0.5), ("office (nothing set)", 0.5, 0.4)]
)
def test_sets_pair_the_roles(name: str, opens: float, all_three: float) -> None:
    """As far as each opener comes once a day; a stretch of the calves opens nothing, see `fills_role`."""
    filled = [
        {part.role for part in map(CATALOG.exercises.__getitem__, parts) if part.fills_role}
        for _, parts in lived(name).sets
        if parts != ("short-walk",)
    ]
    assert sum("opens" in roles for roles in filled) / len(filled) >= opens
    assert sum(len(roles) == 3 for roles in filled) / len(filled) >= all_three


def test_the_walk_that_is_planned_is_not_chosen_besides() -> None:
    for name in ("office, ten minutes", "home, ten minutes"):
        assert lived(name).done["ten-minute-walk"] == 0


# -- who is spared what -------------------------------------------------------------------------------------

ANY = Criteria(180.0)
KNEES = frozenset(avoided_by(["knees"]))
GEAR = frozenset(EQUIPMENT)
SAID = {
    "segmental-cat-cow": "its segmental form",
    "hip-flexor-stretch": "the kneeling hip flexor stretch",
    "knee-hover": "knee hovers",
    "reverse-lunge-rotation": "reverse lunges",
    "runners-lunge-spinal-extension": "the runner's lunge",
    "squat-lateral-reach": "the squat with lateral reach",
    "thoracic-rotation": "thoracic rotations",
    "wall-sit": "the wall sit",
}
NOT_GENTLE = {
    *("superman", "single-leg-glute-bridge", "forearm-plank", "frog-squat", "shin-box", "downward-dog"),
    *("pigeon-pose", "dns-star", "reverse-lunge-rotation", "knee-hover", "supine-twist-leg-extension"),
    *("glute-bridge-pulse", "glute-bridge-march", "runners-lunge-spinal-extension", "good-morning"),
    *("alternating-hamstring-touches", "hamstring-stretch-pulse", "desk-downward-dog"),
    *("desk-plank", "wall-plank"),
}


def test_sensitive_means_gentle() -> None:
    for name in ("home, sensitive back", "office, sensitive back", "the same, sensitive back"):
        assert not NOT_GENTLE & set(lived(name).done)
    hard = Criteria(600.0, level="hard", back="sensitive")
    assert not NOT_GENTLE & {one.id for one in allowed(CATALOG, hard)}
    assert "alternating-toe-taps" in lived("the same, sensitive back").done


def test_the_docs_name_everything_that_is_gentle() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "choosing.md").read_text("utf-8")
    table = docs.split("## What a sensitive back is offered")[1].split("\n## ")[0]
    named = {row.split("`")[1] for row in table.splitlines() if row.startswith("| `")}
    assert named == {one.id for one in CATALOG.exercises.values() if one.is_gentle}


def test_the_docs_name_every_word_of_avoid_and_whom_knees_leave_out() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "choosing.md").read_text("utf-8")
    part = docs.split("## What bad knees are spared")[1].split("\n## ")[0]
    assert set(MOVEMENT_WORDS) <= set(part.split("`"))
    spared = set(CATALOG.exercises) - {
        one.id for one in allowed(CATALOG, replace(ANY, avoid=KNEES, equipment=GEAR))
    }
    said = part.replace("\n", " ").casefold()
    for one in spared:
        assert SAID.get(one, CATALOG.exercises[one].name.casefold()) in said, one
    assert len(spared) == 15


def test_what_is_not_easy_says_so() -> None:
    for one in CATALOG.exercises.values():
        assert one.level == "easy" or not one.sensitive, f"{one.id}: write sensitive = false"


# -- other lengths, places and days -------------------------------------------------------------------------


def day_by_day(want: Criteria, days: int, a_day: int, blocked: tuple[str, ...] = ()) -> list[Done]:
    history: list[Done] = []
    for number in range(days):
        for _ in range(a_day):
            choice = choose(CATALOG, want, history, FIRST + timedelta(days=number), blocked=blocked)
            assert choice is not None
            parts = tuple(step.exercise for step in choice.routine.steps)
            history.append(Done(FIRST + timedelta(days=number), parts))
    return history


@pytest.mark.parametrize("seconds", [60, 180, 300, 720, 1200])
def test_no_set_twice_running_whatever_the_time(seconds: float) -> None:
    for positions in (UPRIGHT, frozenset({"standing", "wall"}), frozenset[str]()):
        history = day_by_day(replace(ANY, seconds=seconds, positions=positions), 6, 6)
        for before, after in pairwise(history):
            assert set(before.exercises) != set(after.exercises)


@pytest.mark.parametrize("sets_a_day", [3, 4, 6])
def test_few_breaks_a_day_are_enough_for_what_is_daily(sets_a_day: int) -> None:
    history = day_by_day(replace(ANY, level="medium"), 30, sets_a_day)
    for exercise, times in (("glute-bridge", 1), ("prone-press-up", 2)):
        days = Counter(one.day for one in history if exercise in one.exercises)
        assert len(days) >= 29 and set(days.values()) == {times}, exercise
    fronts = {one.day for one in history if OPENERS & set(one.exercises)}
    assert len(fronts) == 30


def test_what_is_blocked_stays_away_and_the_rest_has_its_turn() -> None:
    blocked = ("cat-cow", "glute-bridge", "hip-flexor-stretch")
    history = day_by_day(replace(ANY, level="medium"), 20, 8, blocked)
    done = {exercise for one in history for exercise in one.exercises}
    assert not done & set(blocked)
    fitting = {
        one.id
        for one in allowed(CATALOG, replace(ANY, level="medium"), blocked)
        if exercise_seconds(one) <= 180
    }
    assert fitting == done


def test_the_same_day_and_journal_give_the_same_set() -> None:
    history = day_by_day(ANY, 10, 8)
    first = choose(CATALOG, ANY, history, FIRST)
    assert first == choose(CATALOG, ANY, list(history), FIRST)


def test_the_days_that_the_docs_work_by_hand() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "choosing.md").read_text("utf-8")
    reported = [
        row.split("|")[-3].strip()
        for row in docs.split("## One day by hand")[1].split("\n## ")[0].splitlines()
        if row.startswith("| ")
    ]
    history = day_by_day(criteria(SCRIPT.OFFICE, 180), 1, 3)
    names = [" + ".join(CATALOG.exercises[one].name for one in done.exercises) for done in history]
    assert reported[1:] == names
