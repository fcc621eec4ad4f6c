"""A small catalogue: finding by name, spelled-out sets, who says what, and the lean one for choosing."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.dosage import Amount, Dose
from deskbreak.core.facts import Expert, Fact, Notice, Source, Sourced, Study
from deskbreak.values import replace


def exercise(id: str, name: str, **more: Any) -> Exercise:
    return Exercise(id, name, "supine", "moves", **more)


CAT = exercise("cat-cow", "Cat-Cow", aliases=("Cat Stretch (S1)",), pack="mine")
DOG = exercise("bird-dog", "Bird Dog", aliases=("Morning",))
MORNING = Routine("morning-set", "Morning", (RoutineStep("cat-cow"),), source_name="Five for the Back")
SAME = Routine("bird-dog", "Dogs", (RoutineStep("bird-dog"), RoutineStep("cat-cow")))
FACTS = [
    Fact("stiff", "rationale", "Sitting stiffens", ("S1",), experts=("ann", "gone", "bob")),
    Fact("slowly", "safety", "Go slowly", ("S1",)),
    Fact("often", "rationale", "Move often", ("S2",)),
]
CATALOG = Catalog(
    {one.id: one for one in (CAT, DOG)},
    {MORNING.id: MORNING},
    sources={"S1": Source("S1", "Backs", "Bustle"), "S2": Source("S2", "Spines")},
    notices={"care": Notice("care", "Care", ("Take care",), facts=("often", "slowly"))},
    facts={(one.kind, one.id): one for one in FACTS},
    experts={
        "ann": Expert("ann", "Ann", "a therapist", ("S1",), exercises=("cat-cow",)),
        "bob": Expert("bob", "Bob", "a trainer", ("S2",), exercises=("bird-dog", "cat-cow")),
    },
    studies={"one": Study("one", "S1", "Ann", 2020, "Backs", "Spine", "https://example.org")},
)


def test_the_facts_of_a_kind_in_the_order_asked_for() -> None:
    found = CATALOG.said("rationale", ["often", "slowly", "stiff", "gone"])
    assert found == [FACTS[2], FACTS[0]]


def test_who_is_credited_with_an_exercise() -> None:
    assert [one.id for one in CATALOG.taught_by("cat-cow")] == ["ann", "bob"]
    assert [one.id for one in CATALOG.taught_by("bird-dog")] == ["bob"]


@pytest.mark.parametrize(
    ("source", "fact", "words"),
    [
        ("S1", "stiff", "a therapist and a trainer, in Bustle"),
        ("S1", "slowly", "Bustle"),  # no expert stands behind it
        ("S1", "", "Bustle"),
        ("S1", "gone", "Bustle"),
        ("S2", "often", "Spines"),  # an article without a publisher
        ("own", "", ""),
    ],
)
def test_who_says_it_and_where(source: str, fact: str, words: str) -> None:
    assert CATALOG.who_says(source, fact) == words


def test_a_notice_has_its_facts_in_its_own_order() -> None:
    assert CATALOG.behind(CATALOG.notices["care"]) == [FACTS[2], FACTS[1]]


@pytest.mark.parametrize(
    ("word", "exercise", "routine"),
    [
        ("cat-cow", "cat-cow", "cat-cow"),
        ("CAT  cow", "cat-cow", "cat-cow"),
        ("cat stretch", "cat-cow", "cat-cow"),
        ("morning", "bird-dog", "morning-set"),  # a routine goes before an exercise of that name
        ("five for the back", None, "morning-set"),
        ("morning-set", None, "morning-set"),
        ("set:cat-cow+bird-dog", None, "set:cat-cow+bird-dog"),
        ("set:cat-cow+gone", None, None),
        ("cat", None, None),
        (" ", None, None),
    ],
)
def test_a_name_leads_to_its_id(word: str, exercise: str | None, routine: str | None) -> None:
    assert CATALOG.exercise_named(word) == exercise
    assert CATALOG.routine_named(word) == routine


def test_every_name_beside_the_ids() -> None:
    nameless = Routine("plain", "Plain", (RoutineStep("cat-cow"),))
    catalog = replace(CATALOG, routines={"morning-set": MORNING, "plain": nameless})
    assert catalog.exercise_names() == ["Cat-Cow", "Cat Stretch", "Bird Dog", "Morning"]
    routines = ["Morning", "Five for the Back", "Plain"]
    assert catalog.other_names() == [*catalog.exercise_names(), *routines]


def test_what_can_be_started_under_an_id() -> None:
    assert CATALOG.routine("morning-set") == MORNING
    assert CATALOG.routine("cat-cow") == Routine("cat-cow", "Cat-Cow", (RoutineStep("cat-cow"),), pack="mine")
    pair = (RoutineStep("cat-cow"), RoutineStep("bird-dog"))
    assert CATALOG.routine("set:cat-cow+bird-dog") == Routine(
        "set:cat-cow+bird-dog", "Cat-Cow and Bird Dog", pair
    )
    assert CATALOG.set_of(iter(["cat-cow", "bird-dog"])) == CATALOG.routine("set:cat-cow+bird-dog")
    for word in ("gone", "set:", "set:cat-cow+gone", "set:gone+cat-cow", "cat-cow+bird-dog"):
        assert CATALOG.routine(word) is None
    both = replace(CATALOG, routines={"bird-dog": SAME})
    assert both.routine("bird-dog") == SAME  # a listed one goes before the exercise of that id


def test_the_whole_catalogue_is_the_same_after_json() -> None:
    plain = CATALOG.to_json()
    assert Catalog.from_json(plain) == CATALOG
    assert [one["id"] for one in plain["exercises"]] == ["cat-cow", "bird-dog"]
    del plain["experts"], plain["studies"]  # a cache that an earlier deskbreak wrote
    assert Catalog.from_json(plain) == replace(CATALOG, experts={}, studies={})


def test_what_choosing_has_worked_out_is_no_part_of_the_catalogue() -> None:
    used = replace(CATALOG)
    used.memo.seconds["cat-cow", 0, "chair"] = 99
    assert used == CATALOG and "memo" not in repr(used)
    assert not replace(used, routines={}).memo.seconds, "another catalogue works it out for itself"


FIRST, SECOND, THIRD = (Dose(f"S{number}", reps=Amount(number, 9)) for number in (1, 2, 3))
WORDS: dict[str, Any] = {
    "reasons": ("a",),
    "safety": ("a",),
    "frequency": ("a",),
    "conflicts": ("a",),
    "routine_targets": ("hips",),
    "steps": ("Lie down",),
    "breathing": "Slowly",
    "why": Sourced("Because"),
    "cautions": (Sourced("Slowly"),),
    "differs": ("much",),
}


@pytest.mark.parametrize(
    ("dose", "later", "lean"),
    [
        (0, (), {"doses": (FIRST,), "dose": 0, "later": ()}),
        (1, (0,), {"doses": (SECOND, FIRST), "dose": 0, "later": (1,)}),
        (2, (1, 0), {"doses": (THIRD, SECOND, FIRST), "dose": 0, "later": (1, 2)}),
        (-1, (), {"doses": (), "dose": -1, "later": ()}),
        (-1, (2, 0), {"doses": (THIRD, FIRST), "dose": -1, "later": (0, 1)}),
    ],
)
def test_the_lean_one_has_the_doses_it_is_built_up_through_and_no_long_words(
    dose: int, later: tuple[int, ...], lean: dict[str, Any]
) -> None:
    plain = exercise("move", "Move", doses=(FIRST, SECOND, THIRD), dose=dose, later=later, order=7)
    routine = Routine("mix", "Mix", (RoutineStep("move"),), about="For hips", total_s=90)
    told = replace(routine, targets=("hips",), reasons=("a",), safety=("a",))
    catalog = Catalog({"move": replace(plain, **WORDS)}, {"mix": told}, sources=CATALOG.sources)
    assert catalog.lean() == Catalog({"move": replace(plain, **lean)}, {"mix": routine})
    assert catalog.lean().exercises["move"].stages == plain.stages
