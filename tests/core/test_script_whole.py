"""A script cue by cue and step by step, and how levels, time and rounds are shared out."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.amounts import TOP
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.core.dosage import Amount, Dose, Tempo
from deskbreak.core.facts import Sourced
from deskbreak.core.moves import Move
from deskbreak.core.script import (
    exercise_seconds,
    extra_seconds,
    routine_lengths,
    script,
    step_seconds,
    steps_seconds,
)
from deskbreak.values import replace

PACE = Tempo(position_s=5, rep_s=4, breath_s=6, switch_s=3, rest_s=10)


def exactly(number: int) -> Amount:
    return Amount(number, number)


def counted(id: str, low: int, high: int, **more: Any) -> Exercise:
    usual: dict[str, Any] = {"doses": (Dose("S1", reps=Amount(low, high)),), "tempo": PACE, "cue": "Go"}
    return Exercise(id, id.title(), "supine", "moves", **usual | more)


def of(*exercises: Exercise, **more: Any) -> tuple[Routine, Catalog]:
    steps = tuple(RoutineStep(one.id) for one in exercises)
    return Routine("mix", "Mix", steps, **more), Catalog({one.id: one for one in exercises}, {})


LUNGE = Exercise(
    "lunge",
    "Lunge",
    "standing",
    "opens",
    sides="each",
    side_word="{side} leg in front",
    equipment=("chair", "none", "band"),
    doses=(Dose("S1", sets=exactly(2), repetitions_per_side=exactly(1), per_side=True),),
    tempo=Tempo(switch_s=3, rest_s=10),
    moves=(
        Move(("Down",), ("low",), via=("mid",), breath="in"),
        Move(("Up",), ("start",), seconds=3, breath="out"),
    ),
    steps=("Step out.",),
    why=Sourced("It opens.", "S1"),
    cautions=(Sourced("Mind the knee.", "S1"),),
    differs=("Ours.",),
    figure="lunge-figure",
)


def one_side(start_s: float, side: str, set_: int) -> list[Cue]:
    """Down and up again, two and three seconds."""
    usual: dict[str, Any] = {"step": 0, "side": side, "count": 1, "of": 1, "set_": set_, "sets": 2}
    return [
        Cue(
            CueKind.WORK,
            start_s,
            2,
            say="Down",
            start="start",
            pose="low",
            via=("mid",),
            breath="in",
            **usual,
        ),
        Cue(CueKind.WORK, start_s + 2, 3, say="Up", start="low", pose="start", breath="out", **usual),
    ]


def change(start_s: float, set_: int) -> Cue:
    say = "Change sides: right leg in front"
    return Cue(CueKind.SWITCH, start_s, 3, 0, say, side="right", set_=set_, sets=2)


ONCE = [
    Cue(CueKind.POSITION, 0.0, 5, 0, "Lunge, left leg in front first", side="left"),
    *one_side(5.0, "left", 1),
    change(10.0, 1),
    *one_side(13.0, "right", 1),
    Cue(CueKind.REST, 18.0, 10, 0, "Rest", sets=2),
    *one_side(28.0, "left", 2),
    change(33.0, 2),
    *one_side(36.0, "right", 2),
    Cue(CueKind.POSITION, 41.0, 6, 1, "Lie"),
    Cue(CueKind.WORK, 47.0, 14, 1, "Lie", start="@loop", pose="@loop"),
]
LIE = Exercise("lie", "Lie", "supine", "moves", doses=(Dose("S0", duration_s=20),), cue="Lie")
MIX, MIXED = of(LUNGE, LIE, rounds=Amount(1, 3))


def test_a_script_as_a_whole() -> None:
    """Two rounds with half a minute between them, which counts to the last step."""
    assert script(MIX, MIXED, rounds=2) == Script(
        "mix",
        name="Mix",
        rounds=2,
        seconds=152.0,
        steps=(
            ScriptStep(
                "lunge",
                name="Lunge",
                figure="lunge-figure",
                position="standing",
                seconds=41,
                instructions=("Step out.",),
                why="It opens.",
                source="S1",
                dose="2 sets of 1 a side",
                cautions=("Mind the knee.",),
                optional=False,
                side="",
                walk=False,
                side_word="{side} leg in front",
                counted=False,
                choices=("Ours.",),
                needs=("band", "chair"),
            ),
            ScriptStep(
                "lie",
                name="Lie",
                figure="lie",
                position="supine",
                seconds=20,
                instructions=(),
                why="",
                source="S0",
                dose="20 s",
            ),
        ),
        cues=(
            *ONCE,
            Cue(CueKind.REST, 61.0, 30, 1, "Rest, then round 2"),
            *(replace(one, start_s=one.start_s + 91.0, round_=2) for one in ONCE),
        ),
    )


def test_a_third_round_is_called_the_third() -> None:
    assert [one.say for one in script(MIX, MIXED, rounds=3).cues if one.seconds == 30] == [
        "Rest, then round 2",
        "Rest, then round 3",
    ]


@pytest.mark.parametrize(("reps", "is_counted"), [(1, False), (2, True)])
def test_repetitions_tell_how_far_it_is_where_there_are_several(reps: int, is_counted: bool) -> None:
    routine, catalog = of(counted("move", reps, reps))
    assert script(routine, catalog).steps[0].counted is is_counted
    assert not script(*of(LIE)).steps[0].counted


def test_optional_steps_are_marked_and_a_side_is_kept() -> None:
    routine = Routine(
        "r",
        "R",
        (RoutineStep("lunge", side="right"), RoutineStep("lie", optional=True)),
    )
    played = script(routine, MIXED, seconds=600.0, rounds=1)
    assert [(one.exercise, one.side, one.optional, one.dose) for one in played.steps] == [
        ("lunge", "right", False, "2 sets of 1"),
        ("lie", "", True, "20 s"),
    ]
    assert [one.exercise for one in script(routine, MIXED).steps] == ["lunge"]


# -- time ----------------------------------------------------------------------------------------------------


def test_an_optional_step_comes_where_it_just_fits() -> None:
    routine = Routine("r", "R", (RoutineStep("a"), RoutineStep("b", optional=True)))
    catalog = Catalog({"a": counted("a", 1, 1), "b": counted("b", 1, 1)}, {})  # nine seconds each
    for seconds, steps in ((17.9, 1), (18.0, 2)):
        assert len(script(routine, catalog, seconds=seconds).steps) == steps


@pytest.mark.parametrize(
    ("equipment", "steps"),
    [(None, ["a"]), ((), ["a"]), (("mat",), ["a"]), (("band",), ["a", "b"]), (("band", "mat"), ["a", "b"])],
)
def test_an_optional_step_comes_where_its_gear_is_at_hand(equipment: Any, steps: list[str]) -> None:
    routine = Routine("r", "R", (RoutineStep("a"), RoutineStep("b", optional=True)))
    catalog = Catalog({"a": counted("a", 1, 1), "b": counted("b", 1, 1, equipment=("band",))}, {})
    played = script(routine, catalog, seconds=60.0, equipment=equipment)
    assert [one.exercise for one in played.steps] == steps


@pytest.mark.parametrize(
    ("total_s", "starts", "seconds"),
    [
        (10, [0.0, 2.941, 5.294, 7.647], 10.0),  # quicker than our own pace, to the thousandth
        (34, [0.0, 10.0, 18.0, 26.0], 34.0),  # half as fast
        (35, [0.0, 5.0, 9.0, 13.0], 17.0),  # slower than that it is not made
        (None, [0.0, 5.0, 9.0, 13.0], 17.0),
    ],
)
def test_our_pace_fits_the_length_that_a_source_states(
    total_s: int | None, starts: list[float], seconds: float
) -> None:
    routine, catalog = of(counted("a", 3, 3), total_s=total_s)
    played = script(routine, catalog)
    assert [cue.start_s for cue in played.cues] == starts
    assert (played.seconds, routine_lengths(routine, catalog)) == (seconds, [round(seconds)])


def reps(played: Script) -> list[int]:
    """How often each step is done."""
    return [max(cue.of for cue in played.cues if cue.step == number) for number in range(len(played.steps))]


SHORT, LONG = counted("short", 1, 5), counted("long", 1, 41)  # 4 s more a level, and 40 s


@pytest.mark.parametrize(
    ("seconds", "levels", "done"),
    [
        (None, {"short": 4, "long": 4}, [5, 41]),
        (194.0, {"short": 4, "long": 4}, [5, 41]),  # all of it just fits
        (193.0, {"short": 4, "long": 4}, [5, 31]),
        (34.0, {"short": 4, "long": 4}, [5, 1]),  # one of them is built up to the top all the same
        (33.0, {"short": 4, "long": 4}, [4, 1]),
        (18.0, {"short": 4, "long": 4}, [1, 1]),
        (5.0, {"short": 4, "long": 4}, [1, 1]),  # the shortest form is kept
        (50.0, {"long": 4}, [1, 1]),  # what was never done begins at the beginning
        (50.0, {"short": 2, "long": 4}, [3, 1]),  # and none goes further than it has come
    ],
)
def test_doses_are_built_up_in_turn_as_far_as_time_allows(
    seconds: float | None, levels: dict[str, int], done: list[int]
) -> None:
    routine, catalog = of(SHORT, LONG)
    assert reps(script(routine, catalog, seconds=seconds, levels=levels)) == done


def test_an_optional_step_is_done_as_far_as_it_is_built_up_where_the_others_fit() -> None:
    routine = Routine("r", "R", (RoutineStep("a"), RoutineStep("short", optional=True)))
    catalog = Catalog({"a": counted("a", 1, 5), "short": SHORT}, {})
    assert reps(script(routine, catalog, seconds=34.0, levels={"short": 4})) == [1, 5]
    assert reps(script(routine, catalog, seconds=24.0, levels={"short": 4, "a": 4})) == [4]


def test_a_walk_is_told_as_one() -> None:
    walk = Exercise("walk", "Walk", "walking", "wakes", doses=(Dose("S3", duration_s=600),))
    assert [one.walk for one in script(*of(walk, LIE)).steps] == [True, False]


def test_the_dose_is_told_as_it_is_built_up() -> None:
    routine, catalog = of(SHORT, LIE)
    told = {level: script(routine, catalog, levels={"short": level}).steps[0].dose for level in (0, 2, TOP)}
    assert told == {0: "once", 2: "3 times", TOP: "5 times"}
    assert script(routine, catalog).steps[0].dose == "once"  # nothing was built up yet


def test_levels_are_raised_a_step_each_time_round() -> None:
    routine, catalog = of(counted("a", 1, 5), counted("b", 1, 5))
    grown = {"a": TOP, "b": TOP}
    assert [reps(script(routine, catalog, seconds=18.0 + more, levels=grown)) for more in (3, 4, 8, 12)] == [
        [1, 1],
        [2, 1],
        [2, 2],
        [3, 2],
    ]


def test_eased_off_to_the_beginning_it_is_the_first_source_that_is_named() -> None:
    tilt = counted(
        "tilt", 1, 1, doses=(Dose("S1", reps=exactly(9)), Dose("S2", reps=exactly(2))), dose=1, later=(0,)
    )
    routine, catalog = of(tilt)
    assert script(routine, catalog, levels={"tilt": TOP}).steps[0].source == "S1"
    assert script(routine, catalog, levels={"tilt": TOP}, seconds=1.0).steps[0].source == "S2"


@pytest.mark.parametrize(
    ("asked", "seconds", "rounds"),
    [
        (None, None, 1),
        (0, None, 1),
        (2, None, 1),
        (3, None, 3),
        (4, None, 3),
        (5, 1.0, 5),  # what was asked for, whatever the time
        (None, 86.9, 1),
        (None, 87.0, 3),  # three times nine seconds and two rests
        (None, 164.9, 3),
        (None, 165.0, 5),
        (None, 9000.0, 5),
        (None, 0.0, 1),
    ],
)
def test_as_many_rounds_as_were_asked_for_or_fit_of_those_that_are_offered(
    asked: int | None, seconds: float | None, rounds: int
) -> None:
    routine, catalog = of(counted("a", 1, 1), rounds=Amount(1, 5), rounds_options=(1, 3, 5))
    played = script(routine, catalog, rounds=asked, seconds=seconds)
    assert (played.rounds, played.seconds) == (rounds, 9.0 * rounds + 30.0 * (rounds - 1))


def test_where_all_is_blocked_nothing_is_played_and_no_time_goes_by() -> None:
    routine, catalog = of(counted("a", 1, 1), rounds=Amount(2, 3))
    assert script(routine, catalog, blocked={"a"}, seconds=60.0) == Script(
        "mix", name="Mix", rounds=2, seconds=0, steps=(), cues=()
    )


# -- lengths -------------------------------------------------------------------------------------------------


def test_lengths_at_each_level() -> None:
    routine, catalog = of(SHORT, LONG)
    step = routine.steps[0]
    assert step_seconds(catalog, step) == 9 and step_seconds(catalog, step, 2) == 17
    assert exercise_seconds(SHORT) == 9 and exercise_seconds(SHORT, 2) == 17
    assert steps_seconds(catalog, routine.steps) == [9, 9]
    assert steps_seconds(catalog, routine.steps, {"long": 4}) == [9, 169]
    assert routine_lengths(routine, catalog, routine.steps[1:]) == [9]


@pytest.mark.parametrize(
    ("before", "more", "extra"),
    [
        ("chair", {}, 0),
        ("supine", {}, -7),  # no way down
        ("prone", {}, -4),  # only turned over
        ("standing", {}, 0),  # down as from the desk
        ("prone", {"tempo": PACE}, 0),  # it has a pace of its own
        ("prone", {"doses": (Dose("S0", duration_s=30),)}, 0),  # part of the stated time
    ],
)
def test_what_the_way_there_takes_more_than_from_the_desk(
    before: str, more: dict[str, Any], extra: int
) -> None:
    one = counted("a", 1, 1, **{"tempo": Tempo()} | more)
    assert extra_seconds(one, before) == extra
    assert exercise_seconds(one, before=before) == exercise_seconds(one) + extra


def test_where_people_get_into_place_in_their_own_time_that_is_what_it_takes() -> None:
    routine, catalog = of(replace(SHORT, tempo=Tempo()), replace(LONG, tempo=Tempo()))
    for allowed, waits in ((20, [20, 20]), (None, [12, 5])):
        played = script(routine, catalog, get_ready_s=allowed)
        assert [one.seconds for one in played.cues if one.kind is CueKind.POSITION] == waits
