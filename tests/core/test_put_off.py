"""The coming break before it is offered: put off, or skipped."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.coming import Coming
from deskbreak.core.effects import Decided, Record
from deskbreak.core.events import Outcome
from deskbreak.core.plan import Plan
from deskbreak.core.put_off import coming_break, over, put_off, refusal_reason, skip_next
from deskbreak.core.state import Due, Running
from deskbreak.values import replace
from tests.core.monday import MOBILITY, PLAN, WALK, at, draft, sitting

SAT = (("mobility", 900.0), ("water", 0.0))  # mobility falls due at half past ten
RUNNING = Running("u", offer=0, name="mobility", routine="auto", lasts_s=None, since=at("09:00"))
DUE = (Due("water", at("09:58")), Due("mobility", at("09:59")))


def test_the_coming_break_is_what_waits_else_what_falls_due_next() -> None:
    now = at("10:00")
    assert coming_break(sitting("10:00", sat=SAT, due=DUE), PLAN, now) == Coming(now, "water")
    next_one = Coming(at("10:30"), "mobility", due=at("10:30"))
    assert coming_break(sitting("10:00", sat=SAT), PLAN, now) == next_one
    turned = replace(PLAN, breaks=PLAN.breaks[::-1])
    assert coming_break(sitting("10:00", sat=SAT), turned, now) == next_one
    assert coming_break(sitting("11:50"), replace(PLAN, breaks=(WALK,)), at("11:50")) == Coming(
        at("12:00"), "walk"
    )
    assert coming_break(sitting("20:00"), replace(PLAN, breaks=(MOBILITY,)), at("20:00")) is None


def test_why_there_is_none_to_put_off() -> None:
    only = replace(PLAN, breaks=(MOBILITY,))
    assert refusal_reason(sitting("10:00"), only, at("10:00")) == ""
    assert refusal_reason(sitting("10:00", running=RUNNING), only, at("10:00")) == (
        "a routine is running; end it with skip or done"
    )
    assert refusal_reason(sitting("20:00"), only, at("20:00")) == (
        "no break is coming: outside the hours, and while you are away, nothing is counted"
    )


OLD = at("10:00", 21)  # two days ago to the second


def put(clock: str, for_s: float | None, plan: Plan = PLAN, **more: Any) -> tuple[Any, Any]:
    d = draft(clock, plan, **more)
    before = d.state
    put_off(d, for_s)
    return before, d


def test_a_break_by_sitting_comes_so_much_later() -> None:
    kept = (("water", OLD + 1), ("walk", OLD), ("gone", OLD - 1), ("mobility", at("10:10")))
    before, d = put("10:00", 600.0, sat=SAT, put_off=kept)
    assert d.state == replace(before, put_off=(("water", OLD + 1), ("mobility", at("10:40"))))
    assert d.effects == [
        Decided(at("10:00"), "mobility", "put off", "for 10 min; you said so before it came")
    ]


def test_without_a_length_it_is_the_first_choice_of_snoozing() -> None:
    before, d = put("10:00", None, sat=SAT)
    assert d.state == replace(before, put_off=(("mobility", at("10:35")),))
    assert put("10:00", 5400.0, sat=SAT)[1].effects[0].reason.startswith("for 90 min;")
    before, d = put("10:00", 100.0, sat=SAT)
    assert d.state == replace(before, put_off=(("mobility", at("10:31:40")),))
    assert d.effects[0] == Decided(
        at("10:00"), "mobility", "put off", "for 2 min; you said so before it came"
    )


def test_one_that_waits_is_due_no_more_and_comes_so_much_later_than_now() -> None:
    before, d = put("10:00", 600.0, sat=SAT, due=DUE)
    assert d.state == replace(before, due=DUE[1:], put_off=(("water", at("10:10")),))


def test_a_time_of_day_is_passed_over_and_comes_at_the_new_moment() -> None:
    known = (("gone", OLD - 1), ("walk", OLD), ("other", OLD + 1))
    only = replace(PLAN, breaks=(WALK,))
    before, d = put("10:00", 600.0, only, passed_over=known)
    passed = (("other", OLD + 1), ("walk", at("12:00")))
    assert d.state == replace(before, passed_over=passed, put_off=(("walk", at("12:10")),))
    waits = (Due("walk", at("11:59"), fixed=True),)
    before, d = put("12:00", 600.0, only, due=waits)
    assert d.state == replace(before, due=(), put_off=(("walk", at("12:10")),))  # this time has come already


def test_where_none_is_coming_nothing_is_put_off_or_skipped() -> None:
    before, d = put("20:00", 600.0, replace(PLAN, breaks=(MOBILITY,)))
    assert (d.state, d.effects) == (before, [])
    skip_next(d)
    assert (d.state, d.effects) == (before, [])


def test_what_the_settings_do_not_have_any_more_is_not_skipped() -> None:
    d = draft("10:00", due=(Due("gone", at("09:58")),))
    before = d.state
    skip_next(d)
    assert (d.state, d.effects) == (before, [])


def skipped(name: str, routine: str = "", when: str = "10:00") -> list[Any]:
    why = "skipped before it came"
    return [
        Record(at(when), break_name=name, routine=routine, outcome=Outcome.SKIPPED, note=why),
        Decided(at(when), name, "skipped", why),
    ]


def test_a_skipped_break_by_sitting_waits_a_whole_interval_again_less_what_snoozing_owes() -> None:
    d = draft(
        "10:00",
        sat=SAT,
        sat_s=900.0,
        put_off=(("mobility", at("10:10")), ("water", at("11:50"))),
        debt_s=300.0,
    )
    before = d.state
    skip_next(d)
    assert d.state == replace(
        before, sat=(("mobility", 300.0), ("water", 0.0)), put_off=(("water", at("11:50")),), debt_s=0.0
    )
    assert d.effects == skipped("mobility")


def test_one_that_waits_is_skipped_first() -> None:
    d = draft("10:00", sat=SAT, due=DUE[::-1])
    before = d.state
    skip_next(d)
    assert d.state == replace(before, due=DUE[:1], sat=(("mobility", 0.0), ("water", 0.0)))


def test_a_skipped_time_of_day_does_not_come_and_no_clock_changes() -> None:
    d = draft("11:50", replace(PLAN, breaks=(WALK,)), debt_s=300.0, put_off=(("walk", at("11:40")),))
    before = d.state
    skip_next(d)
    assert d.state == replace(before, passed_over=(("walk", at("12:00")),), put_off=())
    assert d.effects == skipped("walk", "ten-minute-walk", "11:50")


@pytest.mark.parametrize(
    ("name", "left"), [("mobility", ("water",)), ("water", ("mobility",)), ("walk", None)]
)
def test_what_falls_due_is_put_off_no_more(name: str, left: tuple[str, ...] | None) -> None:
    entries = (("mobility", at("10:10")), ("water", at("10:20")))
    d = draft("10:00", put_off=entries)
    over(d, name)
    assert d.state.put_off == (entries if left is None else tuple(one for one in entries if one[0] in left))


def test_nothing_else_is_forgotten_where_it_was_not_put_off() -> None:
    d = draft("10:00", put_off=(("gone", OLD),))
    over(d, "mobility")
    assert d.state.put_off == (("gone", OLD),)
