"""The lines of a rehearsal, whole: what comes when, as what, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.rehearse import ASKED, Line, rehearse
from deskbreak.values import replace
from tests.core.monday import BERLIN, at, learner

MONDAY = date(2026, 11, 23)
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=5400.0, say="Drink water")
WALK = Break("walk", at=(640,), routine="ten-minute-walk", lasts_s=600.0)
SHORT = Plan(
    hours=((Range(540, 690),),) * 7,  # 09:00 to 11:30
    breaks=(MOBILITY,),
    offer=OfferRules(heads_up_s=0.0),
    zone=BERLIN,
)


def play(plan: Plan = SHORT, days: int = 1, day: date = MONDAY, **more: Any) -> list[Line]:
    usual: dict[str, Any] = {"choose": lambda one, _at: f"set-of-{one.lasts_s:g}"}
    return rehearse(plan, day, days, **usual | more)


BEGINS = Line(at("09:00"), "hours", reason="work begins")
ENDS = Line(at("11:30"), "hours", reason="work ends")


def offer(clock: str, name: str = "mobility", routine: str = "set-of-180", why: str = "sat 45 min") -> Line:
    return Line(at(clock), "offer", name, routine, why)


def test_a_morning_line_by_line() -> None:
    assert play() == [BEGINS, offer("09:45"), offer("10:33"), offer("11:21"), ENDS]


def test_a_break_that_only_says_something_is_done_at_once() -> None:
    lines = play(replace(SHORT, breaks=(WATER,)))
    assert lines == [BEGINS, offer("10:30", "water", "", "sat 90 min"), ENDS]


def test_where_nothing_can_be_chosen_the_break_is_over_at_once() -> None:
    lines = play(choose=lambda _one, _at: "")
    assert lines == [BEGINS, *(offer(clock, routine="") for clock in ("09:45", "10:30", "11:15")), ENDS]


def test_what_waited_is_told_as_that() -> None:
    meeting = (at("09:40"), at("10:00"))
    lines = play(replace(SHORT, breaks=(Break("water", every_s=2700.0, say="Drink"),)), meetings=[meeting])
    assert lines == [
        BEGINS,
        Line(at("09:40"), "meeting", reason="begins"),
        Line(at("09:45"), "held", "water", "", "meeting"),
        offer("10:00", "water", "", "waited for a good moment"),
        Line(at("10:00"), "meeting", reason="ends"),
        offer("10:45", "water", "", "sat 105 min"),  # drinking is no rest for the back
        ENDS,
    ]


def test_what_is_held_until_work_ends_is_told_as_held() -> None:
    lines = play(replace(SHORT, breaks=(WATER,)), meetings=[(at("10:20"), at("12:00"))])
    assert lines[-3:] == [
        ENDS,
        Line(at("11:30"), "held", "water", "", "held back (meeting) until work hours ended"),
        Line(at("12:00"), "meeting", reason="ends"),
    ]


def test_who_chooses_hears_of_the_break_as_it_is_offered_and_when() -> None:
    asked: list[tuple[str, float | None, float]] = []
    took: list[tuple[Break, float]] = []

    def pick(one: Break, when: float) -> str:
        asked.append((one.name, one.lasts_s, when))
        return "set"

    play(
        replace(SHORT, breaks=(MOBILITY, WALK)), choose=pick, took=lambda one, when: took.append((one, when))
    )
    assert asked == [("mobility", 180.0, at("09:45"))]  # the next one waits for the walk
    assert took == [(WALK, at("10:40"))]


def test_a_routine_lasts_as_the_plan_says_else_as_long_as_it_is_else_three_minutes() -> None:
    open_ended = replace(SHORT, breaks=(replace(MOBILITY, lasts_s=None),))
    pick: dict[str, Any] = {"choose": lambda _one, _at: "set"}

    def second(**more: Any) -> float:
        return play(**pick | more)[2].at

    assert second(plan=SHORT, seconds_of=lambda _: 600.0) == at("10:33")
    assert second(plan=open_ended, seconds_of={"set": 600.0}.__getitem__) == at("10:40")
    assert second(plan=open_ended, seconds_of=lambda _: 0.0) == at("10:33")
    assert second(plan=open_ended) == at("10:33")


def test_days_are_whole_and_end_before_the_next_begins() -> None:
    midnight = replace(SHORT, hours=((Range(0, 60),),) * 7)
    lines = play(midnight, days=2)
    assert [(one.at, one.event, one.reason) for one in lines if one.event == "hours"] == [
        (at("00:00"), "hours", "work begins"),
        (at("01:00"), "hours", "work ends"),
        (at("00:00", 24), "hours", "work begins"),
        (at("01:00", 24), "hours", "work ends"),
    ]


def test_a_shift_that_goes_on_over_midnight_does_not_begin_there() -> None:
    night = replace(SHORT, hours=((Range(1380, 1500),),) * 7)  # 23:00 to 01:00
    told = [(one.at, one.reason) for one in play(night) if one.event == "hours"]
    assert told == [(at("01:00"), "work ends"), (at("23:00"), "work begins")]
    assert play(night)[0] == offer("00:45")


def test_meetings_are_sorted_and_those_that_hold_nothing_are_told_with_their_reason() -> None:
    spans = [(at("11:00"), at("11:10")), (at("09:10"), at("09:20"))]
    passed = [(at("10:00", 22), at("10:00"), "a whole day"), (at("11:40"), at("11:50"), "too long")]
    lines = play(replace(SHORT, breaks=()), meetings=spans, passed=passed)
    assert lines == [
        Line(at("00:00"), "meeting", reason="a whole day"),
        BEGINS,
        Line(at("09:10"), "meeting", reason="begins"),
        Line(at("09:20"), "meeting", reason="ends"),
        Line(at("11:00"), "meeting", reason="begins"),
        Line(at("11:10"), "meeting", reason="ends"),
        ENDS,
        Line(at("11:40"), "meeting", reason="too long"),
    ]


# -- left alone ----------------------------------------------------------------------------------------------


def test_who_answers_nothing_is_shown_it_again_and_then_more_quietly() -> None:
    long = replace(SHORT, hours=((Range(540, 840),),) * 7)
    again = "shown again, as nobody answered"
    assert play(long, ignore=True) == [
        BEGINS,
        offer("09:45"),
        offer("09:50", why=again),
        offer("09:55", why=again),  # missed at ten
        offer("10:45", why="sat 105 min"),
        offer("10:50", why=again),
        offer("10:55", why=again),
        offer("11:45", why="sat 165 min; shown once"),
        offer("12:35", routine="set-of-60", why="sat 215 min; one-minute sets, shown once"),
        offer("13:25", routine="set-of-60", why="sat 265 min; one-minute sets, shown once"),
        Line(at("14:00"), "hours", reason="work ends"),
    ]


def test_after_two_such_days_the_question_takes_its_place() -> None:
    """By then breaks come ninety minutes apart."""
    lines = play(SHORT, days=3, ignore=True)
    assert [one for one in lines if one.reason == ASKED] == [Line(at("10:30", 25), "held", reason=ASKED)]


def test_a_set_without_the_floor_is_picked_where_one_is_offered() -> None:
    long = replace(SHORT, hours=((Range(540, 840),),) * 7)
    upright: dict[str, Any] = {
        "choose": lambda _one, _at: "floor",
        "choose_upright": lambda _one, _at: "upright",
    }
    lines = play(long, ignore=True, **upright)
    assert [one.routine for one in lines if one.event == "offer"] == ["floor"] * 7 + ["upright"] * 2
    lines = play(long, ignore=True, choose=lambda _one, _at: "floor")
    assert {one.routine for one in lines if one.event == "offer"} == {"floor"}


# -- as learned ----------------------------------------------------------------------------------------------


def test_why_it_comes_at_another_moment_than_when_it_is_due() -> None:
    better = learner(blocks={"08-10": 0.3, "10-12": 0.6}).learned
    plan = replace(SHORT, learned=better, breaks=(replace(MOBILITY, every_s=3300.0),))
    lines = play(plan)
    waited = "sat 60 min; waited 5 min: you take 60 % of offers around 10:00, 40 % in all"
    assert lines == [BEGINS, offer("10:00", why=waited), offer("10:58", why="sat 55 min"), ENDS]


@pytest.mark.parametrize(
    ("sat_s", "words"), [(2700.0, "sat 45 min"), (2740.0, "sat 46 min"), (2720.0, "sat 45 min")]
)
def test_what_was_sat_is_told_in_minutes(sat_s: float, words: str) -> None:
    lines = play(replace(SHORT, breaks=(replace(MOBILITY, every_s=sat_s),)))
    assert lines[1].reason == words
