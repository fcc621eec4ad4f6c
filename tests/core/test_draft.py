"""A step in the making: the sitting clocks, what a stretch of sitting leaves, and that nothing else moves."""

from __future__ import annotations

import pytest

from deskbreak.core.draft import Draft
from deskbreak.core.effects import Decided, Sat
from deskbreak.core.plan import Break, Plan
from deskbreak.core.state import Absence, State
from deskbreak.values import replace

MOVES = Break("mobility", every_s=2700.0, routine="auto")
SAYS = Break("water", every_s=1800.0, say="Drink water")
WALK = Break("walk", at=(750,), routine="ten-minute-walk")
PLAN = Plan(breaks=(MOVES, SAYS, WALK))
GONE = Absence(500.0, 900.0, sat_s=60.0, sat=())
AT_DESK = State(
    1000.0,
    50.0,
    sat_s=2000.0,
    sat=(("mobility", 1500.0), ("water", 1200.0), ("walk", 40.0), ("dropped", 300.0)),
    debt_s=600.0,
    absence=GONE,
)


def draft(state: State = AT_DESK) -> Draft:
    return Draft(state, PLAN, 1000.0)


def test_a_change_to_what_is_so_already_leaves_the_very_same_state() -> None:
    d = draft()
    d.change(sat_s=float("2000"), debt_s=600.0)
    assert d.state is AT_DESK
    d.change(sat_s=2000.0, debt_s=0.0)
    assert d.state == replace(AT_DESK, debt_s=0.0)


def test_a_decision_carries_the_moment() -> None:
    d = draft()
    d.decide("mobility", "offered", "sat for 45 min")
    d.do(Sat(1.0, 2.0))
    assert d.effects == [Decided(1000.0, "mobility", "offered", "sat for 45 min"), Sat(1.0, 2.0)]


def test_a_break_is_found_by_its_name_alone() -> None:
    d = draft()
    found = [d.find("".join(name)) for name in ("walk", "water", "mobility", "zzz", "aaa", "")]
    assert found == [WALK, SAYS, MOVES, None, None, None]


def test_one_function_for_all_clocks() -> None:
    d = draft()
    d.map_clocks(lambda sat: sat / 2)
    halves = (("mobility", 750.0), ("water", 600.0), ("walk", 20.0), ("dropped", 150.0))
    assert d.state == replace(AT_DESK, sat_s=1000.0, sat=halves)


@pytest.mark.parametrize(
    ("names", "moved", "debt_s", "clocks"),
    [
        ((), False, 600.0, (0.0, 0.0, 0.0, 0.0)),
        ((), True, 600.0, (0.0, 1200.0, 0.0, 0.0)),  # what only says something keeps its clock
        (("mobility",), True, 600.0, (600.0, 1200.0, 0.0, 0.0)),
        (("mobility",), True, 3000.0, (1350.0, 1200.0, 0.0, 0.0)),  # half of the interval at most
        (("mobility", "water"), False, 3000.0, (1350.0, 900.0, 0.0, 0.0)),
        (("water",), True, 500.0, (0.0, 500.0, 0.0, 0.0)),
        (("walk", "dropped"), False, 600.0, (0.0, 0.0, 0.0, 0.0)),  # these have no interval to shorten
    ],
)
def test_after_a_break_each_clock_begins_with_what_snoozing_owes_it(
    names: tuple[str, ...], moved: bool, debt_s: float, clocks: tuple[float, ...]
) -> None:
    d = draft(replace(AT_DESK, debt_s=debt_s))
    d.rested(names, moved=moved)
    sat = tuple(zip(("mobility", "water", "walk", "dropped"), clocks, strict=True))
    assert d.state == replace(AT_DESK, sat_s=0.0, sat=sat, debt_s=0.0, absence=None)


def test_a_rest_is_no_movement_break_unless_it_is_said() -> None:
    d = draft()
    d.rested(("mobility",))
    assert d.state.sat_for("water") == 0.0


def test_a_break_that_begins_again_leaves_the_sitting_and_the_others_alone() -> None:
    d = draft()
    d.restart(("water", "dropped"))
    sat = (("mobility", 1500.0), ("water", 600.0), ("walk", 40.0), ("dropped", 0.0))
    assert d.state == replace(AT_DESK, sat=sat, debt_s=0.0)


@pytest.mark.parametrize(("seconds", "is_reported"), [(0.9, False), (1.0, True), (1.5, True), (600.0, True)])
def test_a_stretch_of_a_second_and_more_is_reported(seconds: float, is_reported: bool) -> None:
    d = draft(replace(AT_DESK, sitting_since=400.0))
    d.end_stretch(400.0 + seconds)
    assert d.effects == ([Sat(400.0, 400.0 + seconds)] if is_reported else [])
    assert d.state == AT_DESK


def test_without_sitting_no_stretch_ends() -> None:
    d = draft()
    d.end_stretch(2000.0)
    assert (d.effects, d.state) == ([], AT_DESK)
