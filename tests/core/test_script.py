"""From doses to cues: each shape a source uses, second by second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.amounts import AT_A_TIME, TOP, settle, stage
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, Script
from deskbreak.core.dosage import Amount, Dose, Tempo
from deskbreak.core.dose_words import dose_words
from deskbreak.core.moves import Move
from deskbreak.core.script import (
    ROUND_REST_S,
    exercise_seconds,
    routine_lengths,
    routine_seconds,
    script,
    steps_seconds,
)
from deskbreak.values import replace

PACE = Tempo(position_s=5, rep_s=4, breath_s=6, switch_s=3, rest_s=10)


def exercise(dose: Dose, own: Dose | None = None, *, sides: str = "", id: str = "move") -> Exercise:
    return Exercise(
        id,
        "Move",
        "supine",
        "moves",
        sides=sides,
        doses=(dose,),
        own=own or Dose("own"),
        tempo=PACE,
        cue="Go",
    )


def play(one: Exercise, level: int = 0, **more: Any) -> Script:
    catalog = Catalog({one.id: one}, {})
    routine = catalog.routine(one.id)
    assert routine
    return script(routine, catalog, levels={one.id: level}, **more)


def reported(played: Script) -> list[str]:
    """Each cue as "start kind side count/of"."""
    return [_line(cue) for cue in played.cues]


def _line(cue: Cue) -> str:
    count = f" {cue.count}/{cue.of}" if cue.of else ""
    return f"{cue.start_s:g} {cue.kind.value}{' ' + cue.side if cue.side else ''}{count} {cue.seconds:g}"


def exactly(number: int) -> Amount:
    return Amount(number, number)


USED = TOP - 1  # a level at which nothing is counted in threes or fives any more


def test_a_minute_takes_getting_into_place_from_its_time() -> None:
    played = play(exercise(Dose("S0", duration_s=60, per_side=False)))
    assert reported(played) == ["0 position 5", "5 work 55"]
    assert played.seconds == 60


def test_half_a_minute_a_side_takes_the_change_from_its_time() -> None:
    played = play(exercise(Dose("S0", duration_s=30, per_side=True), sides="each"))
    assert reported(played) == [
        "0 position left 5",
        "5 work left 25",
        "30 switch right 3",
        "33 work right 27",
    ]


def test_repetitions_with_a_hold() -> None:
    played = play(exercise(Dose("S3", reps=exactly(2), hold_s=exactly(10))))
    assert reported(played) == [
        "0 position 5",
        "5 work 1/2 3",
        "8 hold 1/2 10",
        "18 work 1/2 1",
        "19 work 2/2 3",
        "22 hold 2/2 10",
        "32 work 2/2 1",
    ]
    assert [cue.say for cue in played.cues[1:4]] == ["Go", "Hold", "Come back"]


def test_repetitions_a_side_one_side_after_the_other() -> None:
    played = play(exercise(Dose("S1", repetitions_per_side=exactly(2), per_side=True), sides="each"))
    assert reported(played)[1:] == [
        "5 work left 1/2 4",
        "9 work left 2/2 4",
        "13 switch right 3",
        "16 work right 1/2 4",
        "20 work right 2/2 4",
    ]


def test_repetitions_a_side_in_turns_need_no_change() -> None:
    played = play(exercise(Dose("S1", repetitions_per_side=exactly(2), per_side=True), sides="alternate"))
    assert reported(played)[1:] == [
        "5 work left 1/4 4",
        "9 work right 2/4 4",
        "13 work left 3/4 4",
        "17 work right 4/4 4",
    ]


def test_sets_with_a_rest_between_but_not_after() -> None:
    played = play(exercise(Dose("S3", sets=exactly(2), reps=exactly(1))))
    assert reported(played) == ["0 position 5", "5 work 1/1 4", "9 rest 10", "19 work 1/1 4"]
    assert [cue.set_ for cue in played.cues] == [1, 1, 1, 2]


def test_one_hold_a_side() -> None:
    played = play(exercise(Dose("S4", hold_s=exactly(30), per_side=True), sides="each"))
    assert reported(played) == [
        *("0 position left 5", "5 work left 3", "8 hold left 30", "38 work left 1", "39 switch right 3"),
        *("42 work right 3", "45 hold right 30", "75 work right 1"),
    ]


def test_two_holds_a_side() -> None:
    dose = Dose("S1", hold_s=exactly(20), holds_per_side=2, per_side=True)
    played = play(exercise(dose, sides="each"))
    assert reported(played)[1:6] == [
        *("5 work left 3", "8 hold left 1/2 20", "28 hold left 2/2 20", "48 work left 1", "49 switch right 3")
    ]
    assert played.seconds == 5 + 44 + 3 + 44


def test_breaths_alone_and_in_each_repetition() -> None:
    assert reported(play(exercise(Dose("S1", breaths=2)))) == [
        "0 position 5",
        "5 work 3",
        "8 breathe 1/2 6",
        "14 breathe 2/2 6",
        "20 work 1",
    ]
    each = play(exercise(Dose("S3", breaths=2, reps=exactly(1))))
    assert reported(each) == [
        *("0 position 5", "5 work 1/1 3", "8 breathe 1/2 6", "14 breathe 2/2 6", "20 work 1/1 1")
    ]


def test_a_few_seconds_and_no_number_are_filled_by_ours() -> None:
    own = Dose("own", reps=Amount(3, 6), hold_s=Amount(4, 8))
    played = play(exercise(Dose("S2", hold_text="few seconds", no_rep_count=True), own))
    assert [cue.kind.value for cue in played.cues] == ["position", *["work", "hold", "work"] * 3]
    assert played.cues[2].seconds == 4


def test_as_much_as_you_like_keeps_the_sets_of_its_source() -> None:
    own = Dose("own", reps=Amount(2, 6), hold_s=Amount(9, 9))
    amounts = settle(exercise(Dose("S3", sets=Amount(2, 3), unlimited=True), own))
    assert (amounts.sets, amounts.reps, amounts.hold_s) == (2, 2, 0)


def test_no_dose_at_all_is_ours_entirely() -> None:
    own = Dose("own", duration_s=30, per_side=True)
    assert play(exercise(Dose("S1", no_dose=True), own, sides="each")).seconds == 60


def test_a_walk_is_one_cue() -> None:
    walk = Exercise("walk", "Walk", "walking", "wakes", doses=(Dose("S3", duration_s=600),), cue="Off you go")
    played = play(walk)
    assert reported(played) == ["0 walk 600"]
    assert played.steps[0].walk


# -- building up --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "own", "first", "last"),
    [
        (Amount(8, 10), None, 8, 10),
        (Amount(5, 5), Amount(1, 50), 5, 5),
        (Amount(10, None), Amount(12, 20), 10, 20),
        (Amount(10, None), None, 10, 10),
        (Amount(None, 15), Amount(4, 30), 4, 15),
        (Amount(None, 15), None, 15, 15),
    ],
)
def test_a_dose_grows_within_its_sources_range(
    amount: Amount, own: Amount | None, first: int, last: int
) -> None:
    one = exercise(Dose("S1", reps=amount), Dose("own", reps=own))
    grown = [settle(one, level=level).reps for level in range(TOP + 1)]
    assert (grown[0], grown[-1]) == (first, last)
    assert grown == sorted(grown)
    assert settle(one, level=99).reps == last and settle(one, level=-3).reps == first


def test_built_up_doses_ease_off_until_they_fit() -> None:
    one = exercise(Dose("S1", reps=Amount(2, 10)))
    assert play(one, level=TOP).seconds == 45
    assert play(one, level=TOP, seconds=30).seconds == 29
    assert play(one, level=TOP, seconds=1).seconds == 13  # the shortest form is kept


def test_something_new_is_counted_in_threes_with_a_breather_between() -> None:
    one = exercise(Dose("S1", reps=exactly(8)))
    kinds = [cue.kind.value for cue in play(one).cues]
    assert kinds == ["position", *["work"] * 3, "breather", *["work"] * 3, "breather", *["work"] * 2]
    assert [cue.count for cue in play(one).cues if cue.count] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [len(settle(one, level=level).batches()) for level in range(TOP + 1)] == [3, 2, 1, 1, 1]
    assert dose_words(settle(one)) == "8 times, three at a time"
    assert dose_words(settle(exercise(Dose("S1", reps=exactly(4))))) == "4 times, two at a time"
    assert dose_words(settle(one, level=2)) == "8 times"


def test_left_and_right_stay_together_between_breathers() -> None:
    one = exercise(Dose("S1", repetitions_per_side=exactly(5), per_side=True), sides="alternate")
    assert settle(one).batches() == [6, 4]
    odd = exercise(Dose("S1", reps=exactly(7)), sides="alternate")
    assert settle(odd).batches() == [4, 3]


@given(st.integers(1, 100), st.sampled_from(["", "each", "alternate"]), st.booleans())
def test_breathers_share_out_every_repetition(count: int, sides: str, per_side: bool) -> None:
    counted: dict[str, Any] = {"repetitions_per_side" if per_side and sides else "reps": exactly(count)}
    one = exercise(Dose("S1", **counted, per_side=bool(per_side and sides)), sides=sides)
    amounts = settle(one)
    batches = amounts.batches()
    assert sum(batches) == amounts.reps
    assert max(batches) - min(batches) <= 2
    assert max(batches) <= 3 * (2 if amounts.alternate else 1)


def test_a_number_of_ours_goes_as_often_to_the_left_as_to_the_right() -> None:
    free = exercise(Dose("S3", unlimited=True), Dose("own", reps=Amount(6, 12)), sides="alternate")
    assert [settle(free, level=level).reps for level in range(TOP + 1)] == [6, 6, 8, 10, 12]
    stated = exercise(Dose("S1", reps=exactly(5)), sides="alternate")
    assert settle(stated).reps == 5


def test_a_routine_of_a_source_is_counted_as_its_source_has_it() -> None:
    one = exercise(Dose("S1", reps=exactly(8)))
    step = RoutineStep("move", Dose("S1", reps=exactly(8)))
    played = script(Routine("r", "R", (step,)), Catalog({"move": one}, {}))
    assert {cue.kind.value for cue in played.cues} == {"position", "work"}


def test_it_builds_up_from_one_sources_dose_to_anothers() -> None:
    tilt = replace(
        exercise(Dose("S1", sets=exactly(3), reps=Amount(8, 10))),
        doses=(Dose("S1", sets=exactly(3), reps=Amount(8, 10)), Dose("S2", reps=Amount(2, 3))),
        dose=1,
        later=(0,),
    )
    grown = [
        (dose.source, settle(tilt, level=level))
        for level in range(TOP + 1)
        for dose in [stage(tilt, level)[0]]
    ]
    assert [(source, amounts.sets, amounts.reps) for source, amounts in grown] == [
        ("S2", 1, 2),
        ("S2", 1, 2),
        ("S2", 1, 3),
        ("S1", 3, 8),
        ("S1", 3, 10),
    ]
    assert play(tilt, level=TOP).steps[0].source == "S1"
    lean = Catalog({"move": tilt}, {}).lean().exercises["move"]
    assert [settle(lean, level=level) for level in range(TOP + 1)] == [amounts for _, amounts in grown]


def test_one_time_for_both_sides_changes_half_way() -> None:
    played = play(exercise(Dose("S0", duration_s=61, per_side=False), sides="each"))
    assert reported(played) == [
        "0 position left 5",
        "5 work left 25",
        "30 switch right 3",
        "33 work right 28",
    ]
    assert played.steps[0].dose == "61 s, changing sides half-way"


def test_several_holds_have_words_of_their_own() -> None:
    dose = Dose("S1", hold_s=exactly(20), holds_per_side=2, per_side=True)
    leaning = replace(exercise(dose, sides="each"), cue_holds=("Forward", "Back"))
    assert [cue.say for cue in play(leaning).cues if cue.kind.value == "hold"] == ["Forward", "Back"] * 2


# -- moves from pose to pose --------------------------------------------------------------------------------


def way(say: str, to: str, hold: str = "", seconds: int = 2) -> Move:
    return Move((say,), (to,), (hold,) if hold else (), seconds)


def poses(played: Script) -> list[str]:
    return [
        f"{cue.kind.value} {cue.start}>{cue.pose}{' ' + cue.side if cue.side else ''}" for cue in played.cues
    ]


TILT = (way("Flatten", "flat", "Hold flat"), way("Tip the other way", "arch"), way("Relax", "start"))


def test_each_way_of_a_repetition_is_a_cue_and_the_hold_lies_in_its_pose() -> None:
    tilt = replace(exercise(Dose("S2", reps=exactly(1), hold_s=exactly(5))), moves=TILT)
    assert poses(play(tilt)) == [
        *("position start>start", "work start>flat", "hold flat>flat", "work flat>arch", "work arch>start")
    ]
    assert [cue.say for cue in play(tilt).cues[1:]] == ["Flatten", "Hold flat", "Tip the other way", "Relax"]
    unheld = replace(tilt, doses=(Dose("S1", reps=exactly(1)),))
    assert [cue.kind.value for cue in play(unheld).cues] == ["position", "work", "work", "work"]


def test_it_goes_in_before_the_first_repetition_and_comes_back_after_the_last() -> None:
    pulse = replace(
        exercise(Dose("S1", repetitions_per_side=exactly(2), per_side=True), sides="each"),
        enter=(way("Lift", "top"),),
        moves=(way("Down a little", "low"), way("Up", "top")),
        leave=(way("Lower slowly", "start"),),
    )
    left = ["work start>top left", *["work top>low left", "work low>top left"] * 2, "work top>start left"]
    assert poses(play(pulse))[1:7] == left
    assert poses(play(pulse))[7:] == [
        "switch start>start right",
        *(one.replace("left", "right") for one in left),
    ]


def test_a_repetition_that_ends_elsewhere_comes_back_all_the_same() -> None:
    cat = replace(exercise(Dose("S1", reps=exactly(2))), moves=(way("Sink", "cow"), way("Round", "cat")))
    assert poses(play(cat))[1:] == [
        *("work start>cow", "work cow>cat", "work cat>cow", "work cow>cat", "work cat>start")
    ]


def test_the_nth_hold_is_in_the_nth_held_pose() -> None:
    dose = Dose("S1", hold_s=exactly(20), holds_per_side=2, per_side=True)
    box = replace(
        exercise(dose, sides="each"),
        moves=(way("Lean", "forward", "Forward"), way("Lean", "back", "Back"), way("Sit up", "start")),
    )
    assert poses(play(box))[1:6] == [
        *("work start>forward left", "hold forward>forward left", "work forward>back left"),
        *("hold back>back left", "work back>start left"),
    ]


def test_a_time_is_filled_with_whole_repetitions_as_often_to_each_side() -> None:
    step = replace(
        exercise(Dose("S0", duration_s=60), sides="alternate"),
        moves=(way("Reach the {side} leg", "reach"), way("Come back", "start")),
    )
    cues = play(step).cues
    assert (cues[0].seconds, play(step).seconds) == (5, 60)
    assert [cue.side for cue in cues[1:5]] == ["left", "left", "right", "right"]
    assert len(cues) == 1 + 2 * 14 and cues[1].say == "Reach the left leg"
    assert cues[-1].pose == "start" and not any(cue.of for cue in cues)


def test_a_stretch_that_lasts_is_gone_into_held_and_left() -> None:
    twist = replace(
        exercise(Dose("S0", duration_s=30, per_side=True), sides="each"),
        moves=(way("Sink", "twist", "Rest there", 4), way("Come back", "start", "", 3)),
        stays=True,
    )
    assert reported(play(twist))[:4] == [
        "0 position left 5",
        "5 work left 4",
        "9 hold left 18",
        "27 work left 3",
    ]
    assert play(twist).cues[2].say == "Rest there" and play(twist).seconds == 60


def test_words_and_poses_change_with_the_stage() -> None:
    press = replace(
        exercise(Dose("S4", reps=exactly(1))),
        doses=(Dose("S4", reps=exactly(1)), Dose("S3", reps=exactly(2))),
        later=(1,),
        moves=(
            Move(("Onto your elbows", "Straighten your arms"), ("sphinx", "straight")),
            way("Lower", "start"),
        ),
    )
    assert {cue.pose for cue in play(press).cues} == {"start", "sphinx"}
    assert {cue.pose for cue in play(press, level=TOP).cues} == {"start", "straight"}
    step = RoutineStep("move", Dose("S3", reps=exactly(1)))
    routine = script(Routine("r", "R", (step,)), Catalog({"move": press}, {}))
    assert routine.cues[1].say == "Straighten your arms"


def test_getting_ready_depends_on_the_way_there() -> None:
    places = {"a": "supine", "b": "prone", "c": "quadruped", "d": "standing", "e": "desk"}
    made = {
        key: Exercise(key, key, place, "moves", doses=(Dose("S1", reps=exactly(1)),), tempo=Tempo())
        for key, place in places.items()
    }
    routine, catalog = Routine("r", "R", tuple(map(RoutineStep, made))), Catalog(made, {})
    ready = [cue.seconds for cue in script(routine, catalog).cues if cue.kind.value == "position"]
    assert ready == [12, 8, 5, 12, 5]
    fixed = script(routine, catalog, get_ready_s=20)
    assert {cue.seconds for cue in fixed.cues if cue.kind.value == "position"} == {20}
    assert steps_seconds(catalog, routine.steps) == [16, 12, 9, 16, 9]
    assert exercise_seconds(made["b"], before="supine") == 12 and exercise_seconds(made["b"]) == 16


def test_a_routine_of_a_stated_length_is_paced_to_it_but_what_a_dose_states_stays() -> None:
    counted = replace(exercise(Dose("S1", reps=exactly(3), hold_s=exactly(10))), moves=TILT)
    lasting = exercise(Dose("S0", duration_s=30), id="other")
    catalog = Catalog({"move": counted, "other": lasting}, {})
    routine = Routine("r", "R", (RoutineStep("move"), RoutineStep("other")), total_s=90)
    assert routine_seconds(replace(routine, total_s=None), catalog) == 83
    played = script(routine, catalog)
    assert (played.seconds, routine_lengths(routine, catalog)) == (90, [60, 30])
    holds = {cue.seconds for cue in played.cues if cue.kind.value == "hold"}
    assert holds == {10} and played.steps[1].seconds == 30
    hopeless = replace(routine, total_s=500)
    assert routine_seconds(hopeless, catalog) == 83


# -- routines -----------------------------------------------------------------------------------------------


def timed(id: str, seconds: int, equipment: tuple[str, ...] = ("none",)) -> Exercise:
    return Exercise(id, id, "supine", "moves", equipment=equipment, doses=(Dose("S0", duration_s=seconds),))


@pytest.fixture
def catalog() -> Catalog:
    exercises = [timed("a", 60), timed("b", 60), timed("long", 600), timed("roll", 30, ("foam roller",))]
    steps = (
        RoutineStep("a"),
        RoutineStep("roll", optional=True),
        RoutineStep("b"),
        RoutineStep("long", optional=True),
    )
    routine = Routine("mix", "Mix", steps, rounds=Amount(1, 3))
    return Catalog({one.id: one for one in exercises}, {"mix": routine})


Played = Callable[..., list[str]]


@pytest.fixture
def played(catalog: Catalog) -> Played:
    routine = catalog.routines["mix"]
    return lambda **more: [step.exercise for step in script(routine, catalog, **more).steps]


def test_optional_steps_wait_for_time_and_gear(played: Played) -> None:
    assert played() == ["a", "b"]
    assert played(seconds=149, rounds=1, equipment=["foam roller"]) == ["a", "b"]
    assert played(seconds=150, rounds=1, equipment=["foam roller"]) == ["a", "roll", "b"]
    assert played(seconds=720, rounds=1) == ["a", "b", "long"]
    assert played(seconds=750, rounds=1, equipment=["foam roller"]) == ["a", "roll", "b", "long"]


def test_what_is_blocked_is_left_out(played: Played, catalog: Catalog) -> None:
    assert played(blocked={"a"}) == ["b"]
    nothing = script(catalog.routines["mix"], catalog, blocked={"a", "b"})
    assert (nothing.steps, nothing.cues, nothing.seconds) == ((), (), 0)


def test_an_optional_part_is_whole_once_it_is_chosen(catalog: Catalog) -> None:
    part = Routine("part", "Part", (RoutineStep("a", optional=True), RoutineStep("roll", optional=True)))
    assert routine_seconds(part, catalog) == 90
    played = script(part, catalog)
    assert [(step.exercise, step.optional) for step in played.steps] == [("a", False), ("roll", False)]


def test_only_rounds_that_are_offered(catalog: Catalog) -> None:
    routine = replace(catalog.routines["mix"], rounds_options=(1, 3))
    assert routine.rounds_offered == (1, 3)
    assert replace(routine, any_rounds=True).rounds_offered == (1, 2, 3)
    assert catalog.routines["mix"].rounds_offered == (1, 2, 3)
    three = 3 * 120 + 2 * ROUND_REST_S
    assert [script(routine, catalog, seconds=time).rounds for time in (three - 1, three)] == [1, 3]
    assert [script(routine, catalog, rounds=asked).rounds for asked in (1, 2, 3)] == [1, 1, 3]


def test_rounds_as_asked_or_as_many_as_fit(catalog: Catalog) -> None:
    routine = catalog.routines["mix"]
    rounds = {asked: script(routine, catalog, rounds=asked).rounds for asked in (0, 2, 9)}
    assert rounds == {0: 1, 2: 2, 9: 3}
    two = 2 * 120 + ROUND_REST_S
    assert script(routine, catalog, seconds=two - 1).rounds == 1
    fits = script(routine, catalog, seconds=two)
    assert (fits.rounds, fits.seconds) == (2, two)
    assert {cue.round_ for cue in fits.cues} == {1, 2}


def test_cues_follow_each_other_without_a_gap(shipped_catalog: Catalog) -> None:
    for routine in shipped_catalog.routines.values():
        for level in (0, TOP):
            levels = dict.fromkeys(shipped_catalog.exercises, level)
            played = script(routine, shipped_catalog, rounds=3, levels=levels)
            at = 0.0
            for cue in played.cues:
                assert cue.start_s == at and cue.seconds > 0
                at = round(at + cue.seconds, 3)
            assert at == played.seconds
            assert {cue.step for cue in played.cues} == set(range(len(played.steps)))


def test_every_shipped_exercise_is_a_routine_of_its_own(shipped_catalog: Catalog) -> None:
    for key, one in shipped_catalog.exercises.items():
        routine = shipped_catalog.routine(key)
        assert routine is not None
        assert routine_seconds(routine, shipped_catalog) == exercise_seconds(one)
        grown = [exercise_seconds(one, level) for level in range(len(AT_A_TIME), TOP + 1)]
        assert grown == sorted(grown)


def test_our_sets_fit_into_their_minutes(shipped_catalog: Catalog) -> None:
    for place in ("desk", "floor"):
        for minutes in (1, 3, 5, 10):
            routine = shipped_catalog.routines[f"{place}-{minutes}-minute{'s' if minutes > 1 else ''}"]
            seconds = routine_seconds(routine, shipped_catalog)
            assert minutes * 60 * 0.7 < seconds <= minutes * 60, routine.id
            positions = {shipped_catalog.exercises[step.exercise].position for step in routine.steps}
            if place == "desk":
                assert positions <= {"standing", "seated"}
            assert not any(shipped_catalog.exercises[step.exercise].needs - {"mat"} for step in routine.steps)


@pytest.mark.parametrize(
    ("dose", "sides", "words"),
    [
        (Dose("S0", duration_s=60), "", "1 min"),
        (Dose("S0", duration_s=30, per_side=True), "each", "30 s a side"),
        (Dose("S3", sets=exactly(2), reps=exactly(10), hold_s=exactly(5)), "", "2 sets of 10, holding 5 s"),
        (Dose("S1", repetitions_per_side=exactly(5), per_side=True), "alternate", "5 times a side"),
        (Dose("S1", reps=exactly(5)), "alternate", "5 times, sides in turn"),
        (Dose("S1", hold_s=exactly(30), per_side=True), "each", "hold 30 s a side"),
        (Dose("S1", hold_s=exactly(20), holds_per_side=2, per_side=True), "each", "2 holds of 20 s a side"),
        (Dose("S1", breaths=5), "", "5 slow breaths"),
        (Dose("S3", reps=exactly(3), breaths=3), "", "3 times, 3 breaths each"),
        (Dose("S0", duration_s=100), "", "1 min 40 s"),
    ],
)
def test_a_dose_in_words(dose: Dose, sides: str, words: str) -> None:
    assert dose_words(settle(exercise(dose, sides=sides), level=USED)) == words


def test_a_step_carries_what_the_exercise_says(shipped_catalog: Catalog) -> None:
    for exercise in shipped_catalog.exercises.values():
        routine = shipped_catalog.routine(exercise.id)
        assert routine is not None
        for step in script(routine, shipped_catalog, equipment=exercise.needs).steps:
            assert (step.exercise, step.name, step.position) == (
                exercise.id,
                exercise.name,
                exercise.position,
            )
            assert (step.instructions, step.why, step.choices) == (
                exercise.steps,
                exercise.why.text,
                exercise.differs,
            )
            assert step.cautions == tuple(one.text for one in exercise.cautions)
            assert (step.walk, step.side_word) == (exercise.is_walk, exercise.side_word)
            assert step.needs == tuple(sorted(exercise.needs))
            assert step.figure == (exercise.figure or exercise.id) and step.dose and step.source


def test_seconds_of_the_steps_are_those_of_their_cues(shipped_catalog: Catalog) -> None:
    for routine in shipped_catalog.routines.values():
        played = script(routine, shipped_catalog)
        for number, step in enumerate(played.steps):
            cues = [cue for cue in played.cues if cue.step == number and cue.round_ <= 1]
            assert step.seconds == pytest.approx(sum(cue.seconds for cue in cues), abs=0.01), routine.id
