"""How a set is put together, step by step, with lengths that can be added up by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from deskbreak.core.assemble import Pool, SetBuilder, Terms, fills, is_gentle, make, seconds_of
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount, Dose

DESK = "chair"  # where everybody is before the first exercise


def one(id: str, role: str, seconds: int = 60, position: str = "supine", **more: Any) -> Exercise:
    """An exercise whose source states its time: getting into place is part of it."""
    return Exercise(id, id.title(), position, role, doses=(Dose("S0", duration_s=seconds),), **more)


def counted(id: str, role: str, position: str = "supine") -> Exercise:
    """One repetition of four seconds; getting into place comes on top."""
    return Exercise(id, id.title(), position, role, doses=(Dose("S0", reps=Amount(1, 1)),))


def terms(seconds: float, **more: Any) -> Terms:
    given: dict[str, Any] = {"seconds": seconds, "lengths": {}, "reached": {}}
    return Terms(**given | more)


def growing(id: str, *seconds: int) -> dict[tuple[str, int, str], int]:
    """How long an exercise is at each level."""
    return {(id, level, DESK): length for level, length in enumerate(seconds)}


def ids(exercises: Iterable[Exercise]) -> list[str]:
    return [each.id for each in exercises]


# -- lengths ------------------------------------------------------------------------------------------------


def test_a_length_depends_on_where_one_comes_from_and_is_remembered() -> None:
    roll, lengths = counted("roll", "moves"), dict(growing("known", 99))
    assert seconds_of(lengths, roll) == 12 + 4  # down from the desk
    assert seconds_of(lengths, roll, 0, "prone") == 8 + 4  # turned over
    assert seconds_of(lengths, roll, 2, "supine") == 5 + 4
    assert seconds_of(lengths, one("known", "moves")) == 99
    assert lengths == {
        ("known", 0, DESK): 99,
        ("roll", 0, DESK): 16,
        ("roll", 0, "prone"): 12,
        ("roll", 2, DESK): 16,
        ("roll", 2, "supine"): 9,
    }
    of = terms(180, lengths=lengths)
    assert (of.seconds_of(roll), of.seconds_of(roll, 2, "supine")) == (16, 9)
    assert len(lengths) == 5, "nothing new was worked out"


# -- who may join -------------------------------------------------------------------------------------------

WALK = one("walk", "wakes", 150, "walking")
SWING, PUSH = one("swing", "moves", 20, "standing"), one("push", "wakes", 20, "desk")
ROLL, LIFT, SIT = (
    one("roll", "moves", 30),
    one("lift", "wakes", 40, "prone"),
    one("sit", "opens", 50, "seated"),
)
CALF = one("calf", "opens", 10, fills_role=False)
HUG = one("hug", "moves", 25)


def test_a_pool_has_those_of_each_place_in_order_and_no_walk() -> None:
    pool = Pool([ROLL, WALK, SWING, LIFT, PUSH], terms(180))
    assert ids(pool.all) == ["roll", "swing", "lift", "push"]
    assert (ids(pool.near(True)), ids(pool.near(False))) == (["swing", "push"], ["roll", "lift"])


def test_more_is_first_what_fills_no_role_and_then_what_there_is_most_of() -> None:
    near = [LIFT, ROLL, SIT, HUG, CALF, SWING]
    pool = Pool(near, terms(180, fresh={"lift", "roll", "hug", "calf", "swing"}))
    assert ids(pool.more(False)) == ["calf", "roll", "hug", "lift"]  # sit was done today
    assert ids(pool.more(True)) == ["swing"]


@pytest.mark.parametrize(
    ("seconds", "more", "roles"),
    [
        (115, {}, ["moves", "wakes", "opens"]),  # 25, 40 and 50 seconds, the shortest of each
        (114, {}, []),
        (65, {"tired": {"sit"}}, ["moves", "wakes"]),
        (64, {"tired": {"sit"}}, []),
        (65, {"front": True}, ["moves", "wakes"]),  # sitting back does not open the front
        (120, {"tired": {"hug"}}, ["moves", "wakes", "opens"]),
        (119, {"tired": {"hug"}}, []),
    ],
)
def test_all_roles_are_hoped_for_where_their_shortest_fit(
    seconds: float, more: dict[str, Any], roles: list[str]
) -> None:
    pool = Pool([ROLL, LIFT, SIT, HUG, CALF], terms(seconds, **more))
    assert list(pool.hoped()) == roles


def test_what_is_hoped_for_is_reckoned_from_the_place_itself() -> None:
    pool = [counted("roll", "moves"), counted("bridge", "wakes")]
    assert [len(Pool(pool, terms(seconds)).hoped()) for seconds in (17, 18)] == [0, 2]


@pytest.mark.parametrize(
    ("exercise", "front", "is_filled"),
    [
        (SIT, False, True),
        (SIT, True, False),
        (one("split", "opens", opens_front=True), True, True),
        (ROLL, True, True),
        (CALF, False, False),
    ],
)
def test_while_the_front_is_owed_only_what_opens_it_opens(
    exercise: Exercise, front: bool, is_filled: bool
) -> None:
    assert fills(exercise, front=front) is is_filled


@pytest.mark.parametrize(
    ("exercise", "gentle"),
    [
        (ROLL, True),
        (LIFT, False),
        (one("squat", "opens", level="medium"), False),
        (WALK, True),
        (one("hike", "wakes", 60, "walking", level="hard"), True),
    ],
)
def test_what_may_begin_the_day(exercise: Exercise, gentle: bool) -> None:
    assert is_gentle(exercise) is gentle


# -- a set in the making ------------------------------------------------------------------------------------


def test_a_set_takes_the_first_that_fits_and_leaves_the_time_that_was_asked_for() -> None:
    made = SetBuilder(SIT, terms(100))
    assert (made.left, made.missing(), made.levels) == (50, ["moves", "wakes"], {"sit": 0})
    assert not made.add([LIFT, ROLL], 21)
    assert made.add([LIFT, ROLL], 20)  # lift would leave ten
    assert (ids(made.parts), made.left, made.missing()) == (["sit", "roll"], 20, ["wakes"])
    assert not made.add([SIT, ROLL]), "nobody comes twice"
    assert made.add([LIFT, SWING]) and made.left == 0
    assert made.levels == {"sit": 0, "roll": 0, "swing": 0}
    assert not made.add([])


@pytest.mark.parametrize(("seconds", "joins"), [(25, True), (24, False)])
def test_who_joins_on_the_floor_saves_the_way_down(seconds: float, joins: bool) -> None:
    made = SetBuilder(counted("roll", "moves"), terms(seconds))
    assert made.add([counted("bridge", "wakes")]) is joins
    assert made.left == (0 if joins else seconds - 16)


def test_the_time_that_is_left_depends_on_the_order_in_which_they_are_done() -> None:
    made = SetBuilder(counted("roll", "moves", "supine"), terms(60))
    assert made.left == 44
    made.add([counted("swing", "opens", "standing")])  # before it: 5 + 4, and down from there 12 + 4
    assert made.left == 60 - 9 - 16
    made.add([counted("lift", "wakes", "prone")])  # between: 12 + 4, and then only turned over
    assert (ids(made.ordered()), made.left) == (["swing", "lift", "roll"], 60 - 9 - 16 - 12)


def test_two_strong_back_bends_do_not_go_together() -> None:
    press, superman = (one(id, "moves", 20, movements=("back-bends", "planks")) for id in ("press", "super"))
    plank = one("plank", "wakes", 20, movements=("planks",))
    made = SetBuilder(press, terms(180))
    assert not made.add([superman]) and made.add([superman, plank])
    assert ids(made.parts) == ["press", "plank"]


@pytest.mark.parametrize(
    ("seconds", "reached", "spare", "level", "left"),
    [
        (200, 4, 0, 4, 130),
        (60, 4, 0, 3, 0),
        (59, 4, 0, 2, 9),
        (60, 4, 10, 2, 10),
        (60, 4, 11, 1, 20),
        (60, 2, 0, 2, 10),
        (60, 0, 0, 0, 30),
        (39, 4, 0, 0, 9),
    ],
)
def test_a_dose_is_built_up_as_far_as_was_reached_and_there_is_time_for(
    seconds: float, reached: int, spare: float, level: int, left: float
) -> None:
    lengths = growing("roll", 30, 40, 50, 60, 70)
    made = SetBuilder(ROLL, terms(seconds, lengths=lengths, reached={"roll": reached}))
    made.build_up(ROLL, spare)
    assert (made.levels, made.left) == ({"roll": level}, left)
    made.build_up(ROLL, 1000)
    assert (made.levels, made.left) == ({"roll": level}, left), "never down again"


def test_what_was_built_up_counts_when_another_joins() -> None:
    lengths = growing("roll", 30, 40, 50, 60, 70)
    made = SetBuilder(ROLL, terms(100, lengths=lengths, reached={"roll": 2}))
    made.build_up(ROLL)
    assert made.add([SIT]) and made.left == 0  # 50 and 50


@pytest.mark.parametrize(("seconds", "is_thin"), [(100, False), (101, True), (50, False)])
def test_a_set_is_thin_where_less_than_half_of_the_time_is_used(seconds: float, is_thin: bool) -> None:
    made = SetBuilder(SIT, terms(seconds))
    assert made.is_thin() is is_thin
    alone = SetBuilder(one("walk", "wakes", 50, "walking"), terms(seconds))
    assert alone.is_complete(Pool([], terms(seconds))) is not is_thin


def test_a_set_is_complete_with_all_roles_or_with_those_there_is_somebody_for() -> None:
    made = SetBuilder(SIT, terms(200))
    assert not made.is_complete(Pool([ROLL, LIFT], terms(200)))
    assert not made.is_complete(Pool([SIT, ROLL], terms(200)))
    assert made.is_complete(Pool([SIT], terms(200)))
    made.add([ROLL])
    assert made.is_complete(Pool([SIT, ROLL], terms(200)))
    made.add([LIFT])
    assert made.is_complete(Pool([SIT, ROLL, LIFT], terms(200)))
    assert made.holds({"sit", "lift", "gone"}) == 2


def test_the_days_first_set_begins_gently_where_somebody_there_is_gentle() -> None:
    plank = one("plank", "wakes", 20, "prone", level="medium")
    made = SetBuilder(plank, terms(180, gentle=True))
    assert made.is_rough()
    made.add([ROLL])
    assert (ids(made.ordered()), made.is_rough()) == (["roll", "plank"], False)
    squat = one("squat", "opens", 20, "standing", level="medium")
    made.add([squat])  # whoever is upright comes first all the same
    assert (ids(made.ordered()), made.is_rough()) == (["squat", "plank", "roll"], True)
    later = SetBuilder(plank, terms(180))
    later.add([ROLL])
    assert (ids(later.ordered()), later.is_rough()) == (["plank", "roll"], False)


def test_in_one_place_the_set_goes_by_position_then_role_then_order() -> None:
    row = [
        one("a", "moves", 9, "standing"),
        one("b", "opens", 9, "desk"),
        one("c", "opens", 9, "chair"),
        one("d", "moves", 9, "supine", order=1),
        one("e", "moves", 9, "supine", order=2),
        one("f", "wakes", 9, "supine", order=0),
    ]
    made = SetBuilder(row[4], terms(600))
    for each in (row[5], row[0], row[3], row[2], row[1]):
        made.add([each])
    assert ids(made.ordered()) == ["a", "b", "c", "d", "e", "f"]


# -- the whole set ------------------------------------------------------------------------------------------


def test_a_walk_is_a_set_by_itself() -> None:
    made = make(WALK, Pool([ROLL, SWING], terms(600, fresh={"roll", "swing"})), terms(600))
    assert ids(made.parts) == ["walk"]


@pytest.mark.parametrize(
    ("seconds", "parts"),
    [
        (150, ["roll", "long", "sit"]),
        (149, ["roll", "short", "sit"]),  # the long one would leave too little for who opens
        (100, ["roll", "short", "sit"]),
        (99, ["roll", "sit"]),  # too short for all: opening first, waking last
        (70, ["roll", "sit"]),
        (69, ["roll", "short"]),  # not even for who opens
    ],
)
def test_each_role_leaves_time_for_the_shortest_of_the_next(seconds: float, parts: list[str]) -> None:
    pool = [one("long", "wakes", 80), SIT, one("short", "wakes", 30)]
    of = terms(seconds, lengths=growing("short", 30, 90) | growing("sit", 50, 99))  # not built up yet
    assert ids(make(one("roll", "moves", 20), Pool(pool, of), of).parts) == parts


def test_where_time_is_too_short_for_all_opening_comes_before_moving() -> None:
    of = terms(100)
    assert ids(make(LIFT, Pool([ROLL, SIT], of), of).parts) == ["lift", "sit"]


@pytest.mark.parametrize(
    ("more", "joins"),
    [({}, ["lift", "sit"]), ({"tired": {"lift"}}, ["press", "sit"]), ({"front": True}, ["lift", "split"])],
)
def test_who_fills_a_role(more: dict[str, Any], joins: list[str]) -> None:
    press, split = one("press", "wakes", 40), one("split", "opens", 50, opens_front=True)
    of = terms(120, **more)
    assert ids(make(ROLL, Pool([CALF, LIFT, press, SIT, split], of), of).parts) == ["roll", *joins]


def test_the_leader_leaves_time_for_what_the_day_owes_else_for_the_shortest() -> None:
    lengths = growing("roll", 30, 40, 50, 60, 70)
    owed, short = one("owed", "wakes", 60, "prone"), one("short", "wakes", 30, "prone")
    for owing, level in ((set(), 4), ({"owed"}, 1), ({"short"}, 4)):
        of = terms(100, lengths=lengths, reached={"roll": 4}, due_today=owing)
        made = make(ROLL, Pool([owed, short], of), of)
        assert (ids(made.parts), made.levels["roll"]) == (
            ["roll", "owed" if level == 1 else "short"],
            level,
        )


@pytest.mark.parametrize(
    ("seconds", "owed", "wakes"),
    [
        (120, {"lift"}, "lift"),
        (119, {"lift"}, "push"),  # under two minutes nobody gets down and up
        (120, set(), "push"),
        (120, {"gone"}, "push"),
    ],
)
def test_what_the_day_owes_is_fetched_from_the_other_place(
    seconds: float, owed: set[str], wakes: str
) -> None:
    reach = one("reach", "opens", 20, "standing")
    of = terms(seconds, due_today=owed)
    assert ids(make(SWING, Pool([LIFT, PUSH, reach], of), of).parts) == ["swing", wakes, "reach"]


@pytest.mark.parametrize(("seconds", "parts"), [(120, ["swing", "lift"]), (119, ["swing"])])
def test_a_role_that_nobody_here_fills_is_filled_from_the_other_place(
    seconds: float, parts: list[str]
) -> None:
    of = terms(seconds)
    assert ids(make(SWING, Pool([ROLL, LIFT], of), of).parts) == parts


def test_going_elsewhere_is_no_gain_where_the_set_would_begin_roughly() -> None:
    squat = one("squat", "opens", 20, "standing", level="medium")
    of = terms(180, gentle=True)
    assert ids(make(ROLL, Pool([squat, LIFT], of), of).parts) == ["roll", "lift"]


def test_a_set_has_eight_steps_at_most_each_built_up() -> None:
    many = [one(f"m{number}", "moves", 10) for number in range(10)]
    lengths = growing("m8", 10, 15)
    of = terms(1000, fresh=set(ids(many)), lengths=lengths, reached={"m8": 1})
    made = make(many[9], Pool(list(reversed(many)), of), of)
    assert ids(made.parts) == ["m9", "m8", "m7", "m6", "m5", "m4", "m3", "m2"]
    assert made.levels["m8"] == 1 and made.left == 1000 - 85


def test_what_was_done_today_is_added_only_while_the_set_is_thin() -> None:
    again = [one(f"a{number}", "moves", 30) for number in range(4)]
    of = terms(120, fresh=set())
    assert ids(make(ROLL, Pool(again, of), of).parts) == ["roll", "a0"]  # sixty seconds are half of it
    fresh = terms(120, fresh={"a2"})
    assert ids(make(ROLL, Pool(again, fresh), fresh).parts) == ["roll", "a2"]


def test_companions_are_built_up_before_more_is_added() -> None:
    lengths = growing("lift", 40, 60, 80)
    of = terms(160, lengths=lengths, reached={"lift": 2}, fresh={"hug"})
    made = make(ROLL, Pool([LIFT, SIT, HUG], of), of)
    assert made.levels == {"roll": 0, "lift": 2, "sit": 0}
    assert made.left == 0
