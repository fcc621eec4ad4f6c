"""Exercises and routines as values: what a file leaves out, and what is read off them."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.content import Exercise, Routine, RoutineStep, listed
from deskbreak.core.dosage import After, Amount, Dose, Tempo
from deskbreak.core.facts import Sourced
from deskbreak.core.moves import Move


def exercise(**more: Any) -> Exercise:
    return Exercise("move", "Move", "supine", "moves", **more)


def test_what_a_file_leaves_out() -> None:
    made = Exercise.from_json({"id": "move", "name": "Move", "position": "supine", "role": "moves"})
    assert made == Exercise(
        id="move",
        name="Move",
        position="supine",
        role="moves",
        fills_role=True,
        opens_front=False,
        sources=("own",),
        equipment=("none",),
        level="easy",
        sensitive=True,
        order=100,
        stays=False,
        cue="Move",
        cue_hold="Hold",
        dose=0,
        own=Dose("own"),
        tempo=Tempo(position_s=None, rep_s=4, breath_s=6, switch_s=5, rest_s=15),
        why=Sourced(""),
    )
    routine = Routine.from_json({"id": "mix", "name": "Mix", "steps": [{"exercise": "move"}]})
    step = RoutineStep("move", dose=None, side="", optional=False)
    assert routine == Routine("mix", "Mix", (step,), source="own", rounds=Amount(1, 1), any_rounds=False)


def test_an_exercise_is_the_same_after_json() -> None:
    whole = exercise(
        fills_role=False,
        opens_front=True,
        sources=("S1", "S2"),
        aliases=("Go (S1)",),
        movements=("twists",),
        enter=(Move(("In",), ("a",)),),
        moves=(Move(("Up",), ("b",), ("Stay",), 3, ("half",), "out"),),
        leave=(Move(("Out",), ("start",)),),
        stays=True,
        after=After("cat-cow", "S1", "Cat-Cow", 1),
        doses=(Dose("S1", reps=Amount(2, 3)), Dose("S2", hold_s=Amount(5, None, approx=True))),
        dose=1,
        later=(0,),
        own=Dose("own", breaths=3),
        tempo=Tempo(position_s=1, rep_s=2, breath_s=3, switch_s=4, rest_s=5),
        why=Sourced("Because", "S1", "a-fact"),
        cautions=(Sourced("Slowly", "S2"),),
        per_day=Amount(2, 5),
        maintenance_per_day=Amount(1, 2),
        sensitive=False,
        order=7,
    )
    plain = whole.to_json()
    assert Exercise.from_json(plain) == whole
    assert plain["tempo"] == {"position_s": 1, "rep_s": 2, "breath_s": 3, "switch_s": 4, "rest_s": 5}
    assert "breathing" not in plain and plain["per_day"] == {"min": 2, "max": 5}


def test_a_routine_is_the_same_after_json() -> None:
    steps = (RoutineStep("move", Dose("S1", breaths=2), "left", optional=True), RoutineStep("other"))
    whole = Routine(
        "mix",
        "Mix",
        steps,
        source="S1",
        rounds=Amount(2, 4),
        rounds_options=(2, 4),
        any_rounds=True,
        total_s=300,
        slot="morning",
        reasons=("a",),
    )
    assert Routine.from_json(whole.to_json()) == whole
    plain = whole.to_json()
    assert plain["steps"][0] == {
        "exercise": "move",
        "dose": {"source": "S1", "breaths": 2},
        "side": "left",
        "optional": True,
    }


@pytest.mark.parametrize(
    ("more", "is_gentle"),
    [
        ({}, True),
        ({"sensitive": False}, False),
        ({"level": "medium"}, False),
        ({"level": "hard"}, False),
        ({"movements": ("twists", "leg-lifts")}, False),
        ({"movements": ("twists", "kneeling")}, True),
    ],
)
def test_a_sensitive_back_is_offered_what_is_easy_and_not_advised_against(
    more: dict[str, Any], is_gentle: bool
) -> None:
    assert exercise(**more).is_gentle is is_gentle


@pytest.mark.parametrize(
    ("equipment", "position", "gear", "needs"),
    [
        (("none",), "supine", set(), set()),
        (("mat", "towel", "bed optional"), "supine", {"mat", "towel"}, {"towel"}),
        (("wall", "towel"), "wall", {"wall", "towel"}, {"towel"}),
        (("wall",), "standing", {"wall"}, {"wall"}),
    ],
)
def test_gear_that_must_be_at_hand(
    equipment: tuple[str, ...], position: str, gear: set[str], needs: set[str]
) -> None:
    one = Exercise("move", "Move", position, "moves", equipment=equipment)
    assert (one.gear, one.needs) == (gear, needs)


FIRST, SECOND, THIRD = (Dose(f"S{number}", reps=Amount(number, 9)) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("dose", "later", "stages"),
    [
        (0, (), ("S1",)),
        (0, (2, 1), ("S1", "S3", "S2")),
        (2, (0,), ("S3", "S1")),
        (-1, (0, 2), ("own", "S1", "S3")),
        (3, (), ("own",)),  # there is no fourth
        (4, (), ("own",)),
        (0, (3, 1, 4), ("S1", "S2")),
    ],
)
def test_the_doses_it_is_built_up_through(dose: int, later: tuple[int, ...], stages: tuple[str, ...]) -> None:
    one = exercise(doses=(FIRST, SECOND, THIRD), dose=dose, later=later)
    assert tuple(each.source for each in one.stages) == stages
    assert one.usual == one.stages[0]


def test_other_names_go_without_what_is_said_in_brackets() -> None:
    one = exercise(aliases=("Press Up (S1, S3)", "Cobra", "Up(per) back"))
    assert one.names == ("Move", "Press Up", "Cobra", "Up(per) back")


@pytest.mark.parametrize(("position", "place"), [("desk", "desk"), ("wall", "wall"), ("prone", "floor")])
def test_the_place_in_the_word_people_use(position: str, place: str) -> None:
    assert Exercise("move", "Move", position, "moves").place == place


@pytest.mark.parametrize(
    ("position", "per_day", "is_walk", "is_daily"),
    [
        ("walking", Amount(1), True, True),
        ("walking", None, True, False),
        ("standing", Amount(1), False, False),
    ],
)
def test_a_walk_and_the_daily_one(
    position: str, per_day: Amount | None, is_walk: bool, is_daily: bool
) -> None:
    one = Exercise("move", "Move", position, "wakes", per_day=per_day)
    assert (one.is_walk, one.is_daily_walk) == (is_walk, is_daily)


# -- routines -----------------------------------------------------------------------------------------------

MUST, MAY = RoutineStep("a"), RoutineStep("b", optional=True)


@pytest.mark.parametrize(
    ("steps", "needed"), [((MUST, MAY), (MUST,)), ((MAY, MAY), (MAY, MAY)), ((MUST, MUST), (MUST, MUST))]
)
def test_what_must_be_done_of_a_routine(
    steps: tuple[RoutineStep, ...], needed: tuple[RoutineStep, ...]
) -> None:
    assert Routine("mix", "Mix", steps).needed == needed


def test_a_blocked_routine_says_how_to_allow_each_of_its_exercises_once() -> None:
    routine = Routine("mix", "Mix", (MUST, MAY, RoutineStep("c"), MUST))
    assert routine.blocked_words() == (
        'all of "Mix" is blocked; to allow it again: deskbreak unblock a, deskbreak unblock c'
    )


@pytest.mark.parametrize(
    ("rounds", "options", "any_rounds", "offered"),
    [
        (Amount(1, 1), (), False, (1,)),
        (Amount(2, 4), (), False, (2, 3, 4)),
        (Amount(2, None), (), False, (2,)),
        (Amount(None, 3), (), False, (1, 2, 3)),
        (Amount(), (), False, (1,)),
        (Amount(2, 4), (4, 2), False, (2, 4)),
        (Amount(2, 4), (4, 2), True, (2, 3, 4)),
    ],
)
def test_the_rounds_that_may_be_chosen(
    rounds: Amount, options: tuple[int, ...], any_rounds: bool, offered: tuple[int, ...]
) -> None:
    routine = Routine("mix", "Mix", (MUST,), rounds=rounds, rounds_options=options, any_rounds=any_rounds)
    assert routine.rounds_offered == offered


@pytest.mark.parametrize(
    ("names", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_in_a_row(names: list[str], words: str) -> None:
    assert listed(names) == words
    assert listed(names, "or") == words.replace(" and ", " or ")
