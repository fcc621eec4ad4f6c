"""How much of an exercise is done: each shape of a dose as one number for each range, compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.amounts import LEFT, RIGHT, TOP, Amounts, is_open, pick, settle, stage
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount, Dose

BOTH = (LEFT, RIGHT)
USED = 2  # the first level at which everything is counted in one go


def exercise(*doses: Dose, own: Dose | None = None, sides: str = "", **more: Any) -> Exercise:
    return Exercise(
        "move", "Move", "supine", "moves", doses=doses, own=own or Dose("own"), sides=sides, **more
    )


def exactly(number: int) -> Amount:
    return Amount(number, number)


# -- what a dose comes to -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sides", "per_side", "side", "amounts"),
    [
        ("", None, "", Amounts(duration_s=40)),
        ("", None, LEFT, Amounts(duration_s=40, sides=(LEFT,))),
        ("each", False, "", Amounts(duration_s=40, halves=True)),
        ("each", True, "", Amounts(duration_s=40, sides=BOTH, per_side=True)),
        ("each", True, RIGHT, Amounts(duration_s=40, sides=(RIGHT,), per_side=True)),
        ("each", False, RIGHT, Amounts(duration_s=40, sides=(RIGHT,))),
        ("alternate", False, "", Amounts(duration_s=40, alternate=True)),
        ("alternate", True, "", Amounts(duration_s=40, sides=BOTH, per_side=True)),
        ("alternate", False, LEFT, Amounts(duration_s=40, sides=(LEFT,))),
    ],
)
def test_a_time_is_for_a_side_or_shared_by_both(
    sides: str, per_side: bool | None, side: str, amounts: Amounts
) -> None:
    one = exercise(Dose("S0", duration_s=40, per_side=per_side), sides=sides)
    assert settle(one, side=side) == amounts


COUNTED = Dose("S1", sets=Amount(2, 4), repetitions_per_side=Amount(5, 9), per_side=True)
HELD = Dose("S1", hold_s=Amount(20, 30), holds_per_side=2, per_side=True)


@pytest.mark.parametrize(
    ("dose", "sides", "side", "amounts"),
    [
        (Dose("S1", reps=Amount(8, 12), hold_s=Amount(5, 9)), "", "", Amounts(reps=10, hold_s=7)),
        (Dose("S1", reps=exactly(3), breaths=4), "", "", Amounts(reps=3, breaths=4)),
        (Dose("S1", breaths=6), "", "", Amounts(breaths=6)),
        (HELD, "each", "", Amounts(hold_s=25, holds=2, sides=BOTH, per_side=True)),
        (HELD, "each", LEFT, Amounts(hold_s=25, holds=2, sides=(LEFT,), per_side=True)),
        (COUNTED, "each", "", Amounts(sets=3, reps=7, sides=BOTH, per_side=True)),
        (COUNTED, "each", RIGHT, Amounts(sets=3, reps=7, sides=(RIGHT,), per_side=True)),
        (COUNTED, "alternate", "", Amounts(sets=3, reps=14, alternate=True, per_side=True)),
        (COUNTED, "alternate", LEFT, Amounts(sets=3, reps=7, sides=(LEFT,), per_side=True)),
        (Dose("S1", reps=Amount(4, 6), per_side=False), "alternate", "", Amounts(reps=4, alternate=True)),
    ],
)
def test_what_is_counted_goes_to_a_side_or_in_turns(
    dose: Dose, sides: str, side: str, amounts: Amounts
) -> None:
    assert settle(exercise(dose, sides=sides), side=side, level=USED) == amounts


@pytest.mark.parametrize(
    ("sides", "per_side", "grown"),
    [
        ("", False, [5, 5, 6, 7, 8]),
        ("each", False, [5, 5, 6, 7, 8]),
        ("alternate", False, [5, 5, 6, 6, 8]),  # 7 is ours: as often to the left as to the right
        ("alternate", True, [10, 10, 12, 14, 16]),  # five to eight for each side
    ],
)
def test_an_odd_number_in_turns_is_kept_where_a_source_says_it(
    sides: str, per_side: bool, grown: list[int]
) -> None:
    dose = Dose("S1", reps=Amount(5, 8))
    if per_side:
        dose = Dose("S1", repetitions_per_side=Amount(5, 8), per_side=True)
    assert [settle(exercise(dose, sides=sides), level=level).reps for level in range(TOP + 1)] == grown
    ends_odd = exercise(Dose("S1", reps=Amount(4, 7)), sides="alternate")
    assert [settle(ends_odd, level=level).reps for level in range(TOP + 1)] == [4, 4, 4, 6, 7]


def test_repetitions_for_a_side_go_before_those_in_all() -> None:
    both = Dose("S1", reps=exactly(9), repetitions_per_side=exactly(3))
    assert settle(exercise(both), level=USED).reps == 3
    own = Dose("own", reps=exactly(9), repetitions_per_side=exactly(3))
    assert settle(exercise(Dose("S1", no_rep_count=True, hold_s=exactly(5)), own=own)).reps == 3


OWN = Dose("own", sets=exactly(3), reps=Amount(6, 10), hold_s=Amount(4, 8), breaths=5)


@pytest.mark.parametrize(
    ("dose", "amounts"),
    [
        # nothing is said: everything is ours
        (Dose("S1", no_dose=True), Amounts(sets=3, reps=8, hold_s=6, breaths=5)),
        # as much as you like: how many is ours, the sets and the hold are not
        (Dose("S1", unlimited=True), Amounts(reps=8, breaths=5)),
        # "several breaths": how many is ours
        (Dose("S1", breaths_text="several", sets=exactly(2)), Amounts(sets=2, reps=8, breaths=5)),
        # what the source says is done as it says, without anything of ours
        (Dose("S1", breaths=2), Amounts(breaths=2)),
        (Dose("S1", reps=exactly(4)), Amounts(reps=4)),
        (Dose("S1", hold_s=exactly(9)), Amounts(hold_s=9)),
        # the half that it leaves open is ours
        (Dose("S1", hold_s=exactly(9), no_rep_count=True), Amounts(reps=8, hold_s=9)),
        (Dose("S1", reps=exactly(4), hold_text="a few seconds"), Amounts(reps=4, hold_s=6)),
        (Dose("S1", reps=Amount(4, None)), Amounts(reps=7)),
        (Dose("S1", hold_s=Amount(4, None)), Amounts(hold_s=6)),
    ],
)
def test_only_what_a_source_leaves_open_is_ours(dose: Dose, amounts: Amounts) -> None:
    assert settle(exercise(dose, own=OWN), level=USED) == amounts


def test_where_ours_says_nothing_of_breaths_there_are_none() -> None:
    own = Dose("own", reps=exactly(4))
    assert settle(exercise(Dose("S1", unlimited=True), own=own)) == Amounts(reps=4)


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose("S1", no_dose=True), 45),
        (Dose("S1", unlimited=True), 45),
        (Dose("S1", duration_s=30), 30),
        (Dose("S1", breaths=2), 0),
    ],
)
def test_a_time_of_ours_stands_in_where_nothing_is_said(dose: Dose, seconds: int) -> None:
    assert settle(exercise(dose, own=Dose("own", duration_s=45))).duration_s == seconds


@pytest.mark.parametrize(
    ("said", "ours", "per_side"),
    [
        (True, False, True),
        (False, True, False),
        (None, True, True),
        (None, False, False),
        (None, None, False),
    ],
)
def test_our_word_on_the_sides_holds_where_the_source_has_none(
    said: bool | None, ours: bool | None, per_side: bool
) -> None:
    own = Dose("own", reps=exactly(4), per_side=ours)
    counted = exercise(Dose("S1", hold_s=exactly(9), per_side=said), own=own, sides="each")
    assert settle(counted).per_side is per_side
    unsaid = exercise(Dose("S1", no_dose=True, per_side=said), own=own, sides="each")
    assert settle(unsaid).per_side is bool(ours)


@pytest.mark.parametrize(
    "figure",
    [
        {"reps": exactly(3)},
        {"repetitions_per_side": exactly(3)},
        {"hold_s": exactly(3)},
        {"duration_s": 30},
        {"breaths": 3},
    ],
)
def test_any_figure_for_one_go_closes_a_dose(figure: dict[str, Any]) -> None:
    assert not is_open(Dose("S1", **figure))
    assert is_open(Dose("S1", sets=exactly(3), holds_per_side=2, per_side=True, unlimited=True))


@pytest.mark.parametrize(
    ("amount", "own", "grown"),
    [
        (None, Amount(3, 6), [0, 0, 0, 0, 0]),
        (Amount(5, 12), None, [5, 6, 8, 10, 12]),
        (Amount(8, 10), Amount(1, 99), [8, 8, 9, 9, 10]),
        (Amount(10, None), Amount(2, 20), [10, 12, 15, 17, 20]),
        (Amount(10, None), Amount(2, 6), [10, 10, 10, 10, 10]),  # ours is below what the source asks for
        (Amount(10, None), Amount(12, None), [10, 10, 10, 10, 10]),
        (Amount(None, 12), Amount(4, 99), [4, 6, 8, 10, 12]),
        (Amount(None, 12), Amount(20, 30), [12, 12, 12, 12, 12]),  # ours is above what it allows
        (Amount(None, 12), Amount(None, 8), [12, 12, 12, 12, 12]),
        (Amount(), None, [0, 0, 0, 0, 0]),
    ],
)
def test_a_bound_that_is_left_out_is_ours_as_far_as_the_other_allows(
    amount: Amount | None, own: Amount | None, grown: list[int]
) -> None:
    assert [pick(amount, own, level) for level in range(TOP + 1)] == grown


# -- building up --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doses", "reached"),
    [
        (1, [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)]),
        (2, [(0, 0), (0, 2), (0, 4), (1, 0), (1, 4)]),
        (3, [(0, 0), (0, 4), (1, 0), (1, 4), (2, 4)]),
        (4, [(0, 0), (0, 4), (1, 0), (2, 0), (3, 4)]),
        (5, [(0, 0), (1, 0), (2, 0), (3, 0), (4, 4)]),
    ],
)
def test_the_levels_are_shared_out_among_the_doses(doses: int, reached: list[tuple[int, int]]) -> None:
    made = [Dose(f"S{number}", reps=Amount(2, 6)) for number in range(doses)]
    one = exercise(*made, later=tuple(range(1, doses)))
    assert [stage(one, level) for level in range(TOP + 1)] == [
        (made[number], built_up) for number, built_up in reached
    ]
    assert [settle(one, level=level).stage for level in range(TOP + 1)] == [number for number, _ in reached]
    assert [settle(one, level=level).reps for level in range(TOP + 1)] == [
        2 + built_up for _, built_up in reached
    ]


@pytest.mark.parametrize(("source", "number"), [("S1", 0), ("S2", 1), ("S3", 2), ("S9", 0)])
def test_a_routines_own_dose_has_the_form_of_its_source(source: str, number: int) -> None:
    doses = (Dose("S1", reps=exactly(9)), Dose("S2", reps=exactly(9)), Dose("S3", reps=exactly(9)))
    one = exercise(*doses, later=(1, 2))
    assert settle(one, Dose(source, reps=exactly(4)), level=TOP) == Amounts(reps=4, stage=number)
    assert settle(one, Dose(source, duration_s=30), level=TOP) == Amounts(duration_s=30, stage=number)


def test_a_routines_own_dose_is_built_up_within_its_range() -> None:
    one = exercise(Dose("S1", reps=exactly(9)))
    assert [settle(one, Dose("S2", reps=Amount(4, 8)), level=level).reps for level in (0, 2, 4)] == [4, 6, 8]


# -- a few at a time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "own", "few"),
    [
        (Dose("S1", reps=exactly(8)), None, [3, 5, 0, 0, 0]),
        (Dose("S1", repetitions_per_side=exactly(8), per_side=True), None, [3, 5, 0, 0, 0]),
        (Dose("S1", hold_s=exactly(8)), None, [0, 0, 0, 0, 0]),
        (Dose("S1", no_dose=True), Dose("own", reps=exactly(8)), [0, 0, 0, 0, 0]),  # ours begins small
    ],
)
def test_what_is_new_is_counted_a_few_at_a_time(dose: Dose, own: Dose | None, few: list[int]) -> None:
    one = exercise(dose, own=own, sides="each")
    assert [settle(one, level=level).at_a_time for level in range(TOP + 1)] == few
    assert settle(one, dose=Dose("S2", reps=exactly(8))).at_a_time == 0, (
        "a routine is counted as its source has it"
    )


@pytest.mark.parametrize(
    ("reps", "few", "alternate", "batches"),
    [
        (0, 3, False, []),
        (0, 0, False, []),
        (8, 0, False, [8]),
        (3, 3, False, [3]),
        (4, 3, False, [2, 2]),
        (8, 3, False, [3, 3, 2]),
        (11, 5, False, [4, 4, 3]),
        (6, 3, True, [6]),  # three to each side
        (7, 3, True, [4, 3]),
        (8, 3, True, [4, 4]),
        (10, 3, True, [6, 4]),  # left and right stay together
        (14, 3, True, [6, 4, 4]),
        (7, 0, True, [7]),
    ],
)
def test_breathers_part_the_repetitions_evenly(
    reps: int, few: int, alternate: bool, batches: list[int]
) -> None:
    assert Amounts(reps=reps, at_a_time=few, alternate=alternate).batches() == batches
