"""One step that lasts a stated time, getting into place, and a routine's pace: the beats compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.beats import Beat, beats_of, pace_share, paced
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


# -- a time -------------------------------------------------------------------------------------------------


def test_a_walk_is_one_beat_that_loops() -> None:
    walk = replace(exercise(Dose("S3", duration_s=600)), position="walking")
    assert beats(walk) == [Beat(CueKind.WALK, 600, "Go", start=LOOP, pose=LOOP, stated=True)]


def test_one_time_for_both_sides_gives_the_odd_second_to_the_right() -> None:
    sway = exercise(Dose("S0", duration_s=61), sides="each")
    assert beats(sway) == each(
        Beat(POSITION, 9, "Move, left side first", "left"),
        Beat(WORK, 21, "Go", "left", start=LOOP, pose=LOOP),
        Beat(SWITCH, 3, "Change to the right side", "right"),
        Beat(WORK, 28, "Go", "right", start=LOOP, pose=LOOP),
        stated=True,
    )


@pytest.mark.parametrize(("time", "lead"), [(30, 9), (27, 9), (26, 8), (12, 4), (2, 0)])
def test_what_leads_in_takes_a_third_of_a_time_at_most(time: int, lead: int) -> None:
    found = beats(exercise(Dose("S0", duration_s=time)))
    assert [(beat.kind, beat.seconds) for beat in found] == [(POSITION, lead), (WORK, time - lead)]


def test_a_stated_time_for_a_side_is_filled_on_each() -> None:
    sway = exercise(Dose("S0", duration_s=30, per_side=True), sides="each", side_word="{side} knee down")
    assert beats(sway) == each(
        Beat(POSITION, 9, "Move, left knee down first", "left"),
        Beat(WORK, 21, "Go", "left", start=LOOP, pose=LOOP),
        Beat(SWITCH, 3, "Change sides: right knee down", "right"),
        Beat(WORK, 27, "Go", "right", start=LOOP, pose=LOOP),
        stated=True,
    )


SINK = Move(("Sink to the {side}",), ("twist",), ("Rest on the {side}",), 4, ("half",), "out")
STAYS: dict[str, Any] = {"stays": True, "tempo": replace(PACE, position_s=1)}


def test_a_pose_is_held_for_what_the_ways_leave_of_its_time() -> None:
    twist = exercise(
        Dose("S0", duration_s=15),
        sides="each",
        enter=(Move(("Lie",), ("flat",), (), 1, (), "in"),),
        moves=(SINK, Move(("Turn",), ("other",), ("Not held",), 9), Move(("Rise",), ("flat",), (), 1)),
        leave=(Move(("Sit up",), (START,), (), 1, ("half",), "in"),),
        **STAYS,
    )
    one_side = beats(twist, side="left")
    assert one_side == each(
        Beat(POSITION, 1, "Move, left side first"),
        Beat(WORK, 1, "Lie", pose="flat", breath="in"),
        Beat(WORK, 4, "Sink to the left", start="flat", pose="twist", via=("half",), breath="out"),
        Beat(HOLD, 7, "Rest on the left", start="twist", pose="twist"),  # the ways take half of 14 seconds
        Beat(WORK, 1, "Rise", start="twist", pose="flat"),
        Beat(WORK, 1, "Sit up", start="flat", via=("half",), breath="in"),
        side="left",
        stated=True,
    )


@pytest.mark.parametrize(
    ("time", "way_s", "into", "hold"),
    [
        (14, 4, 4, 9),  # in four seconds, as it says, though the way back would take too long
        (6, 4, 2, 3),  # half of five seconds, whole ones
    ],
)
def test_where_the_ways_take_more_than_half_it_goes_straight_in_and_stays(
    time: int, way_s: int, into: int, hold: int
) -> None:
    twist = exercise(
        Dose("S0", duration_s=time),
        enter=(Move(("Lie",), ("flat",), (), 1),),
        moves=(Move(("Sink",), ("twist",), ("Rest",), way_s), Move(("Rise",), (START,), (), 2)),
        **STAYS,
    )
    assert beats(twist) == each(
        Beat(POSITION, 1, "Move"),
        Beat(WORK, into, "Sink", pose="twist"),
        Beat(HOLD, hold, "Rest", start="twist", pose="twist"),
        stated=True,
    )


def test_a_pose_that_no_way_says_is_held_is_the_last_one() -> None:
    twist = exercise(Dose("S0", duration_s=31), moves=(Move(("Sink",), ("twist",)),), **STAYS)
    assert beats(twist) == each(
        Beat(POSITION, 1, "Move"),
        Beat(WORK, 2, "Sink", pose="twist"),
        Beat(HOLD, 26, "Hold", start="twist", pose="twist"),
        Beat(WORK, 2, "Come back slowly", start="twist"),
        stated=True,
    )


PULSE: dict[str, Any] = {
    "enter": (Move(("Lift",), ("top",), (), 3, (), "in"),),
    "moves": (Move(("Down",), ("low",), (), 1, ("half",), "out"), Move(("Up",), ("top",), (), 1)),
    "leave": (Move(("Lower",), (START,), (), 1),),
    "tempo": replace(PACE, position_s=1),
}


def test_a_time_is_filled_with_repetitions_from_one_pose_to_the_next() -> None:
    found = beats(exercise(Dose("S0", duration_s=9), **PULSE))
    assert found == each(
        Beat(POSITION, 1, "Move"),
        Beat(WORK, 3, "Lift", pose="top", breath="in"),
        Beat(WORK, 1, "Down", start="top", pose="low", via=("half",), breath="out"),
        Beat(WORK, 1, "Up", start="low", pose="top"),
        Beat(WORK, 1, "Down", start="top", pose="low", via=("half",), breath="out"),
        Beat(WORK, 1, "Up", start="low", pose="top"),
        Beat(WORK, 1, "Lower", start="top"),
        stated=True,
    )


def test_a_time_too_short_for_the_ways_in_and_out_has_repetitions_alone() -> None:
    found = beats(exercise(Dose("S0", duration_s=8), **PULSE))
    assert [(beat.say, beat.start, beat.pose, beat.seconds) for beat in found[1:3]] == [
        ("Down", START, "low", 0.875),
        ("Up", "low", "top", 0.875),
    ]
    assert len(found) == 1 + 2 * 4 and sum(beat.seconds for beat in found) == 8
    assert [beat.start for beat in found[3::2]] == ["top"] * 3


def test_repetitions_for_a_time_take_turns_and_end_with_it() -> None:
    found = beats(exercise(Dose("S0", duration_s=13), sides="alternate", **PULSE))
    assert [(beat.say, beat.side, beat.seconds) for beat in found] == [
        ("Move", "", 1),
        ("Lift", "left", 3),
        ("Down, left", "left", 1),
        ("Up, left", "left", 1),
        ("Down, right", "right", 1),
        ("Up, right", "right", 1),
        ("Down, left", "left", 1),
        ("Up, left", "left", 1),
        ("Down, right", "right", 1),
        ("Up, right", "right", 1),
        ("Lower", "right", 1),
    ]
    named = beats(exercise(Dose("S0", duration_s=13), sides="alternate", side_word="{side} leg", **PULSE))
    assert [beat.say for beat in named[2:4]] == ["Down", "Up"]
    sides = beats(exercise(Dose("S0", duration_s=13, per_side=True), sides="alternate", **PULSE))
    assert [beat.side for beat in sides if beat.say == "Lift"] == ["left", "right"]


@pytest.mark.parametrize(("time", "times"), [(2, 1), (8, 1), (11, 2), (13, 2), (14, 2), (16, 3)])
def test_as_many_repetitions_as_come_nearest_to_the_time_but_one_at_least(time: int, times: int) -> None:
    slow = exercise(
        Dose("S0", duration_s=time),
        moves=(Move(("Down",), ("low",), (), 3), Move(("Up",), (START,), (), 3)),
        tempo=replace(PACE, position_s=0),
    )
    found = beats(slow)[1:]
    assert len(found) == 2 * times
    assert sum(beat.seconds for beat in found) == pytest.approx(time)
    assert max(beat.seconds for beat in found) - min(beat.seconds for beat in found) < 0.002


# -- getting into place -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own", "seconds"), [(None, 9), (20, 20), (0, 0)])
def test_getting_into_place_takes_what_the_file_says_or_the_way_there(own: int | None, seconds: int) -> None:
    one = exercise(Dose("S1", reps=exactly(1)), tempo=replace(PACE, position_s=own))
    assert beats(one)[0] == Beat(POSITION, seconds, "Move")


@pytest.mark.parametrize(
    ("side_word", "side", "words"),
    [
        ("", "left", "Move, left side first"),
        ("", "right", "Move, right side first"),
        ("{side} knee down, {other} foot up", "right", "Move, right knee down, left foot up first"),
    ],
)
def test_the_side_that_comes_first_is_named(side_word: str, side: str, words: str) -> None:
    one = exercise(
        Dose("S1", repetitions_per_side=exactly(1), per_side=True), sides="each", side_word=side_word
    )
    assert beats(one, side=side)[0] == Beat(POSITION, 9, words, side)


# -- pace ---------------------------------------------------------------------------------------------------

COUNTED = [Beat(POSITION, 5, "Move"), Beat(WORK, 3, "Go"), Beat(HOLD, 10, "Hold"), Beat(SWITCH, 3, "Change")]
LASTING = each(Beat(POSITION, 5, "Move"), Beat(WORK, 15, "Go"), stated=True)


def test_what_goes_at_our_pace_is_stretched_and_each_step_lasts_whole_seconds() -> None:
    rests = [Beat(WORK, 5, "Go"), Beat(REST, 10, "Rest"), Beat(BREATHE, 6, "Breathe"), Beat(BREATHER, 3, "")]
    made = paced([COUNTED, LASTING, rests], 1.5)
    # 11 s of ours become 16.5, which ends at 26.5 and is rounded to 26; then 20; then 5 of ours become 8
    assert [round(sum(beat.seconds for beat in part), 3) for part in made] == [26, 20, 27]
    assert made[1] == LASTING
    assert made[2] == [replace(rests[0], seconds=8), *rests[1:]]
    assert [beat.seconds for beat in made[0]] == [7.273, 4.363, 10, 4.364]
    assert [replace(beat, seconds=0) for beat in made[0]] == [replace(beat, seconds=0) for beat in COUNTED]


@pytest.mark.parametrize(
    ("total", "share"),
    [
        (52, 2.0),  # 30 s are stated, 11 s are ours
        (53, 1.0),
        (47, 17 / 11),
        (41, 1.0),
        (36, 6 / 11),
        (35, 1.0),
        (0, 1.0),
    ],
)
def test_our_pace_is_at_most_doubled_or_halved(total: int, share: float) -> None:
    assert pace_share([COUNTED, LASTING], total) == pytest.approx(share)


def test_exactly_half_is_still_a_pace_and_nothing_of_ours_has_none() -> None:
    assert pace_share([[Beat(WORK, 10, "Go")]], 5) == 0.5
    assert pace_share([[Beat(WORK, 10, "Go")]], 4) == 1.0
    assert pace_share([LASTING], 40) == 1.0
