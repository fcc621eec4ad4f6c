"""One step as beats, compared whole: seconds, words, side, count, set, poses and breath of each."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.beats import Beat, beats_of
from deskbreak.core.content import Exercise, RoutineStep
from deskbreak.core.cues import CueKind
from deskbreak.core.dosage import Amount, Dose, Tempo
from deskbreak.core.moves import LOOP, START, Move
from deskbreak.values import replace

PACE = Tempo(rep_s=4, breath_s=6, switch_s=3, rest_s=10)
POSITION, WORK, HOLD = CueKind.POSITION, CueKind.WORK, CueKind.HOLD
BREATHE, SWITCH, REST, BREATHER = CueKind.BREATHE, CueKind.SWITCH, CueKind.REST, CueKind.BREATHER


def exercise(dose: Dose, **more: Any) -> Exercise:
    given: dict[str, Any] = {"doses": (dose,), "tempo": PACE, "cue": "Go"}
    return Exercise("move", "Move", "supine", "moves", **given | more)


def beats(one: Exercise, *, level: int = 2, ready_s: int = 9, side: str = "") -> list[Beat]:
    """At a level at which everything is counted in one go, unless another is given."""
    return beats_of(one, RoutineStep(one.id, side=side), level, ready_s)


def exactly(number: int) -> Amount:
    return Amount(number, number)


def each(*made: Beat, **more: Any) -> list[Beat]:
    """The beats with these fields besides."""
    return [replace(beat, **more) for beat in made]


LEAN = Move(("Lean to the {side}",), ("lean",), ("{other} arm long",), 2, ("half",), "out")
RISE = Move(("Come up",), (START,), (), 3, ("half", "most"), "in")


# -- counted ------------------------------------------------------------------------------------------------


def test_a_set_goes_through_each_way_hold_and_breath_of_both_sides() -> None:
    dose = Dose(
        "S1",
        sets=exactly(2),
        repetitions_per_side=exactly(1),
        hold_s=exactly(10),
        breaths=2,
        per_side=True,
    )
    bend = exercise(dose, sides="each", moves=(LEAN, RISE))
    left = [
        Beat(WORK, 2, "Lean to the left", "left", 1, 1, pose="lean", via=("half",), breath="out"),
        Beat(HOLD, 10, "Right arm long", "left", 1, 1, start="lean", pose="lean"),
        Beat(BREATHE, 6, "Breathe in, and out", "left", 1, 2, start="lean", pose="lean"),
        Beat(BREATHE, 6, "Breathe in, and out", "left", 2, 2, start="lean", pose="lean"),
        Beat(WORK, 3, "Come up", "left", 1, 1, start="lean", via=("half", "most"), breath="in"),
    ]
    right = each(*left, side="right")
    right[:2] = [replace(right[0], say="Lean to the right"), replace(right[1], say="Left arm long")]
    switch = Beat(SWITCH, 3, "Change to the right side", "right")
    assert beats(bend) == [
        Beat(POSITION, 9, "Move, left side first", "left"),
        *each(*left, switch, *right, Beat(REST, 10, "Rest"), set_=1, sets=2),
        *each(*left, switch, *right, set_=2, sets=2),
    ]
    assert beats(bend, side="right") == [
        Beat(POSITION, 9, "Move, right side first", "right"),
        *each(*right, Beat(REST, 10, "Rest"), set_=1, sets=2),
        *each(*right, set_=2, sets=2),
    ]


def test_repetitions_in_turns_go_in_once_and_leave_from_the_last_side() -> None:
    dose = Dose("S1", reps=exactly(2))
    ways = {
        "enter": (Move(("Lift",), ("top",), (), 3, ("knees",), "in"),),
        "moves": (Move(("Down",), ("low",), (), 2), Move(("Up",), ("top",), (), 1)),
        "leave": (Move(("Lower",), (START,), (), 4, (), "out"),),
    }
    march = exercise(dose, sides="alternate", **ways)
    assert beats(march) == [
        Beat(POSITION, 9, "Move"),
        Beat(WORK, 3, "Lift", "left", pose="top", via=("knees",), breath="in"),
        Beat(WORK, 2, "Down, left", "left", 1, 2, start="top", pose="low"),
        Beat(WORK, 1, "Up, left", "left", 1, 2, start="low", pose="top"),
        Beat(WORK, 2, "Down, right", "right", 2, 2, start="top", pose="low"),
        Beat(WORK, 1, "Up, right", "right", 2, 2, start="low", pose="top"),
        Beat(WORK, 4, "Lower", "right", start="top", breath="out"),
    ]
    seen = beats(replace(march, side_word="{side} knee"))
    assert [beat.say for beat in seen] == ["Move", "Lift", "Down", "Up", "Down", "Up", "Lower"]
    both = replace(march, sides="")
    assert [(beat.say, beat.side) for beat in beats(both)] == [
        (word, "") for word in ("Move", "Lift", "Down", "Up", "Down", "Up", "Lower")
    ]


def test_a_hold_is_said_without_its_side_unless_it_has_a_place_for_it() -> None:
    up = (Move(("Up",), ("top",), ("Stay",)), Move(("Down",), (START,)))
    turns = exercise(Dose("S1", reps=exactly(2), hold_s=exactly(5)), sides="alternate", moves=up)
    assert [beat.say for beat in beats(turns)[1:]] == [
        *("Up, left", "Stay", "Down, left"),
        *("Up, right", "Stay", "Down, right"),
    ]
    lasting = replace(turns, doses=(Dose("S0", duration_s=60, per_side=True),), stays=True)
    assert [beat.say for beat in beats(lasting) if beat.kind is HOLD] == ["Stay", "Stay"]


def test_where_nobody_says_how_much_the_last_pose_is_gone_to_once() -> None:
    ways = (Move(("Up",), ("top",)), Move(("Down",), ("low",)), Move(("Out",), ("far",)))
    assert beats(exercise(Dose("S1"), moves=ways))[1:] == [
        Beat(WORK, 2, "Out", pose="far"),
        Beat(WORK, 2, "Come back slowly", start="far"),
    ]
    assert beats(exercise(Dose("S1")))[1:] == [Beat(WORK, 4, "Go", pose=LOOP)]


def test_something_new_has_a_breather_after_every_few_in_the_pose_where_it_is() -> None:
    up = exercise(
        Dose("S1", reps=exactly(4)),
        enter=(Move(("Lift",), ("top",)),),
        moves=(Move(("Down",), ("low",)), Move(("Up",), ("top",))),
        leave=(Move(("Lower",), (START,)),),
    )
    breather = Beat(BREATHER, 3, "A breather", start="top", pose="top")
    found = beats(up, level=0)
    assert [at for at, beat in enumerate(found) if beat == breather] == [6]  # after the second, not the last
    assert len(found) == 1 + 1 + 2 * 4 + 1 + 1
    turns = beats(replace(up, sides="alternate", doses=(Dose("S1", reps=exactly(8)),)), level=0)
    assert [beat for beat in turns if beat.kind is BREATHER] == [replace(breather, side="right")]


def test_holds_in_turns_are_held_on_each_side_without_a_change() -> None:
    bend = exercise(Dose("S1", hold_s=exactly(10)), sides="alternate", moves=(LEAN, RISE))
    assert beats(bend) == [
        Beat(POSITION, 9, "Move"),
        Beat(WORK, 2, "Lean to the left", "left", pose="lean", via=("half",), breath="out"),
        Beat(HOLD, 10, "Right arm long", "left", start="lean", pose="lean"),
        Beat(WORK, 3, "Come up", "left", start="lean", via=("half", "most"), breath="in"),
        Beat(WORK, 2, "Lean to the right", "right", pose="lean", via=("half",), breath="out"),
        Beat(HOLD, 10, "Left arm long", "right", start="lean", pose="lean"),
        Beat(WORK, 3, "Come up", "right", start="lean", via=("half", "most"), breath="in"),
    ]


FORWARD, BACK = Move(("Forward",), ("fore",), ("Stay",)), Move(("Back",), ("aft",), ("Stay there",))


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        (1, ["work start>fore", "hold fore>fore", "work fore>start"]),
        (2, ["work start>fore", "hold 1/2 fore>fore", "work fore>aft", "hold 2/2 aft>aft", "work aft>start"]),
        (
            3,
            [
                *("work start>fore", "hold 1/3 fore>fore", "work fore>aft", "hold 2/3 aft>aft"),
                *("work aft>fore", "hold 3/3 fore>fore", "work fore>start"),
            ],
        ),
    ],
)
def test_holds_in_a_row_go_from_one_held_pose_to_the_next(holds: int, told: list[str]) -> None:
    box = exercise(
        Dose("S1", hold_s=exactly(10), holds_per_side=holds),
        moves=(FORWARD, BACK, Move(("Sit up",), (START,))),
    )
    assert [_told(beat) for beat in beats(box)[1:]] == told


def _told(beat: Beat) -> str:
    count = f" {beat.count}/{beat.of}" if beat.of else ""
    return f"{beat.kind.value}{count} {beat.start}>{beat.pose}"


def test_breaths_are_taken_in_the_first_held_pose() -> None:
    dose = Dose("S1", breaths=2, holds_per_side=2)
    box = exercise(dose, moves=(FORWARD, BACK, Move(("Sit up",), (START,))))
    assert [_told(beat) for beat in beats(box)[1:]] == [
        *("work start>fore", "breathe 1/2 fore>fore", "breathe 2/2 fore>fore", "work fore>start")
    ]


@pytest.mark.parametrize("holds", [1, 2])
def test_a_hold_where_the_way_in_ends_is_held_there_as_often_as_the_dose_says(holds: int) -> None:
    dog = exercise(
        Dose("S1", hold_s=exactly(10), holds_per_side=holds),
        enter=(Move(("Kneel",), ("knees",)), Move(("Push up",), ("dog",), ("Breathe",))),
        moves=(Move(("Pedal",), ("heel",)), Move(("Back",), ("dog",))),
        leave=(Move(("Down",), (START,)),),
    )
    held = [
        Beat(HOLD, 10, "Breathe", "", count if holds > 1 else 0, holds if holds > 1 else 0, start="dog", pose="dog")
        for count in range(1, holds + 1)
    ]  # fmt: skip
    assert beats(dog)[1:] == [
        Beat(WORK, 2, "Kneel", pose="knees"),
        Beat(WORK, 2, "Push up", start="knees", pose="dog"),
        *held,
        Beat(WORK, 2, "Down", start="dog"),
    ]


@pytest.mark.parametrize(
    ("enter", "moves", "held"),
    [
        # the first way that leads away from the starting pose
        ((), (Move(("Sway",), (START,)), Move(("Up",), ("top",)), Move(("Low",), ("low",))), "top"),
        ((), (Move(("Sway",), (START,)),), START),
        # a hold on the way in, but not at its end, is not where the exercise is held
        (
            (
                Move(("Sit",), ("sit",)),
                Move(("Kneel",), ("knees",), ("Wait",)),
                Move(("Lift",), ("all fours",)),
            ),
            (Move(("Up",), ("top",)), Move(("Down",), ("all fours",))),
            "top",
        ),
    ],
)
def test_a_file_that_names_no_hold_is_held_where_it_goes_first(
    enter: tuple[Move, ...], moves: tuple[Move, ...], held: str
) -> None:
    one = exercise(Dose("S1", reps=exactly(1), hold_s=exactly(10)), enter=enter, moves=moves, cue_hold="Stay")
    assert [beat for beat in beats(one) if beat.kind is HOLD] == [
        Beat(HOLD, 10, "Stay", "", 1, 1, start=held, pose=held)
    ]
    breathed = beats(replace(one, doses=(Dose("S1", reps=exactly(1), breaths=1),)))
    assert [beat.pose for beat in breathed if beat.kind is BREATHE] == [held]
    ways = [beat.pose for beat in beats(one) if beat.kind is WORK]
    whole = [way.to[0] for way in (*enter, *moves)]
    assert ways == [
        *whole,
        *([START] if whole[-1] != START else []),
    ]  # every way is gone, and back at the end


def test_a_single_way_in_may_be_where_it_is_held() -> None:
    plank = exercise(
        Dose("S1", hold_s=exactly(10)),
        enter=(Move(("Lift",), ("line",), ("Hold the line",)),),
        moves=(Move(("Tap",), ("tap",)), Move(("Back",), ("line",))),
        leave=(Move(("Lower",), (START,)),),
    )
    assert [(beat.say, beat.pose) for beat in beats(plank)[1:]] == [
        *(("Lift", "line"), ("Hold the line", "line"), ("Lower", START))
    ]


def test_a_repetition_that_ends_elsewhere_comes_back_slowly_in_two_seconds() -> None:
    cat = exercise(Dose("S1", reps=exactly(1)), moves=(Move(("Round",), ("cat",)),))
    assert beats(cat)[1:] == [
        Beat(WORK, 2, "Round", "", 1, 1, pose="cat"),
        Beat(WORK, 2, "Come back slowly", start="cat"),
    ]


def test_an_exercise_without_poses_shows_its_figure() -> None:
    counted = exercise(Dose("S1", reps=exactly(1)))
    assert beats(counted)[1:] == [Beat(WORK, 4, "Go", "", 1, 1, pose=LOOP)]
    held = exercise(Dose("S1", hold_s=exactly(10)), cue_hold="Stay")
    assert beats(held)[1:] == [
        Beat(WORK, 3, "Go", pose="@held"),
        Beat(HOLD, 10, "Stay", start="@held", pose="@held"),
        Beat(WORK, 1, "Come back", start="@held"),
    ]
    breathed = replace(held, doses=(Dose("S1", breaths=1),), cue_holds=("Here",))
    assert [beat.kind for beat in beats(breathed)[1:]] == [WORK, BREATHE, WORK]
