"""What a long absence takes off the clocks, what coming back says, and what "I was sitting" gives back."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.clocks import come_back, give_back, go_away, unlocked
from deskbreak.core.draft import Draft
from deskbreak.core.effects import Decided, Record, Sat, TakeBack, WelcomeBack, Withdraw
from deskbreak.core.events import Outcome
from deskbreak.core.state import Absence, Due, OpenOffer, Running
from deskbreak.values import replace
from tests.core.office import at, draft, sat, state

TWO = (("mobility", 1000.0), ("water", 200.0))


@pytest.mark.parametrize(
    ("quiet_min", "taken_off_min"),
    [
        (5, 5),  # the last five minutes were no sitting
        (20, 10),  # idle for longer than the person was known to sit: what was sat before that stays
    ],
)
def test_what_was_counted_since_sitting_down_is_taken_off(quiet_min: int, taken_off_min: int) -> None:
    now = at("10:00")
    d = draft(state("10:00", sitting_since=now - 600.0, **sat(1800.0)))
    go_away(d, now - quiet_min * 60.0)
    before = d.state.away_before
    assert before is not None
    assert before.sat_s == 1800.0 - taken_off_min * 60.0
    assert before.sat == (("mobility", before.sat_s),)
    assert d.state.away_since == now - taken_off_min * 60.0
    assert (d.state.sat_s, d.state.sat) == (0.0, (("mobility", 0.0),))


def test_no_more_is_taken_off_than_was_sat() -> None:
    d = draft(state("10:00", sitting_since=at("09:30"), **sat(100.0)))
    go_away(d, at("09:50"))
    before = d.state.away_before
    assert before is not None and (before.sat_s, before.sat) == (0.0, (("mobility", 0.0),))


GONE = Absence(at("09:00"), at("09:10"), sat_s=600.0, sat=(("mobility", 500.0),), uid="away-1-1")


def test_all_that_an_absence_changes() -> None:
    before = state("10:00", sat_s=1000.0, sat=TWO, sitting_since=at("09:30"), absences=5)
    due = (Due("mobility", at("09:56")), Due("walk", at("09:58"), fixed=True))
    d = draft(replace(before, due=due, debt_s=60.0, absence=GONE))
    go_away(d, at("09:55"))
    uid = f"away-{round(at('09:55'))}-6"
    left = (("mobility", 700.0), ("water", 0.0))  # of its 200 s no more than it had
    gone = Absence(at("09:55"), at("09:55"), sat_s=700.0, sat=left, noted=False, uid=uid)
    assert d.effects == [Sat(at("09:30"), at("09:55"))]
    assert d.state == replace(
        before,
        sat_s=0.0,
        sat=(("mobility", 0.0), ("water", 0.0)),
        sitting_since=None,
        absences=6,
        due=due[1:],
        away_since=at("09:55"),
        away_before=gone,
    )


@pytest.mark.parametrize(
    ("now", "quiet_since", "away_since"),
    [
        ("10:00", "09:40", "09:40"),
        ("10:00", "08:00", "09:00"),  # time before work is no absence
        ("13:00", "12:45", "12:45"),
        ("13:00", "12:00", "12:00"),  # outside the hours it is as it was reported
    ],
)
def test_since_when_a_user_is_away_whose_sitting_was_not_counted(
    now: str, quiet_since: str, away_since: str
) -> None:
    d = draft(state(now, **sat(700.0)))
    go_away(d, at(quiet_since))
    assert d.state.away_since == at(away_since)
    assert d.state.away_before is not None and d.state.away_before.sat_s == 700.0
    assert d.effects == []


def test_stillness_that_began_before_lunch_takes_off_the_hours_alone() -> None:
    """At 13:34 the last key is of 12:20, and the end of the morning was not noticed: 14 minutes of it were work."""
    d = draft(state("13:34", sitting_since=at("12:00"), **sat(3000.0)))
    go_away(d, at("12:20"))
    before = d.state.away_before
    assert before is not None and (before.since, before.sat_s) == (at("13:30"), 2760.0)
    d = draft(state("12:40", sitting_since=at("12:00"), **sat(3000.0)))
    go_away(d, at("12:20"))
    before = d.state.away_before
    assert before is not None and (before.since, before.sat_s) == (at("12:20"), 2400.0)


OFFER = OpenOffer(
    7,
    name="mobility",
    routine="auto",
    lasts_s=180.0,
    say="",
    with_=(),
    at=at("09:50"),
    shown_at=at("09:50"),
)


@pytest.mark.parametrize(("away_s", "seconds"), [(None, 360), (900.0, 900)])
def test_leaving_after_an_offer_is_that_offers_break(away_s: float | None, seconds: int) -> None:
    d = draft(state("10:00", offer=OFFER, **sat(1200.0)))
    go_away(d, at("09:54"), away_s)
    uid = f"away-{round(at('09:54'))}-1"
    row = Record(
        at("10:00"),
        break_name="mobility",
        routine="",
        outcome=Outcome.NATURAL,
        seconds=seconds,
        note="left the desk after the offer",
        uid=uid,
        offer=7,
    )
    left = Decided(at("10:00"), "mobility", "natural", "you left the desk after the offer")
    assert d.effects == [left, Withdraw(7), row]
    gone = Absence(at("09:54"), at("09:54"), sat_s=1200.0, sat=(("mobility", 1200.0),), noted=True, uid=uid)
    assert (d.state.away_before, d.state.offer) == (gone, None)


def test_an_absence_within_a_routine_is_noted_by_the_routine() -> None:
    running = Running("uid", offer=0, name="mobility", routine="auto", lasts_s=180.0, since=at("09:50"))
    d = draft(state("10:00", running=running, **sat(1200.0)))
    go_away(d, at("09:54"))
    assert d.state.away_before is not None and d.state.away_before.noted
    assert d.effects == []


# -- back again --------------------------------------------------------------------------------------------


def back(**more: Any) -> Draft:
    d = draft(state("10:30", **more))
    come_back(d)
    return d


AWAY = Absence(at("10:10"), at("10:10"), sat_s=900.0, sat=TWO, uid="away-2-2")


def test_whoever_comes_back_is_asked_whether_it_was_sitting() -> None:
    d = back(away_since=at("10:10"), away_before=AWAY)
    row = Record(
        at("10:30"),
        break_name="mobility",
        routine="",
        outcome=Outcome.NATURAL,
        seconds=1200.0,
        uid="away-2-2",
    )
    line = Decided(at("10:30"), "mobility", "natural", "away for 20 min, which counts as a break")
    assert d.effects == [row, line, WelcomeBack(1200.0)]
    assert d.state == state(
        "10:30", absence=replace(AWAY, until=at("10:30")), before="absence", before_at=at("10:30")
    )


@pytest.mark.parametrize(("since", "welcome"), [("10:25", True), ("10:25:01", False)])
def test_an_absence_that_turned_out_short_is_not_spoken_of(since: str, welcome: bool) -> None:
    d = back(away_since=at(since), away_before=replace(AWAY, noted=True))
    assert d.effects == ([WelcomeBack(300.0)] if welcome else [])
    assert (d.state.absence is not None, d.state.away_since) == (welcome, None)


@pytest.mark.parametrize("more", [{"away_since": at("10:10")}, {"away_before": AWAY}, {}])
def test_what_is_not_known_whole_is_no_absence_to_give_back(more: dict[str, Any]) -> None:
    d = back(**more)
    assert (d.state, d.effects) == (state("10:30"), [])


# -- "I was sitting" -----------------------------------------------------------------------------------------


def test_all_of_an_absence_is_given_back() -> None:
    gone = Absence(at("10:00"), at("10:20"), sat_s=900.0, sat=TWO, uid="away-2-2")
    clocks = (("mobility", 60.0), ("look", 30.0))
    d = draft(state("10:22", sat_s=120.0, sat=clocks, absence=gone))
    give_back(d)
    given = (("mobility", 60.0 + 1000.0 + 1200.0), ("look", 30.0 + 1200.0))
    assert d.state == state("10:22", sat_s=120.0 + 900.0 + 1200.0, sat=given)
    line = Decided(at("10:22"), "", "given back", "you were sitting all the while")
    assert d.effects == [TakeBack("away-2-2"), Sat(at("10:00"), at("10:20")), line]
    give_back(d)
    assert len(d.effects) == 3


def test_work_hours_alone_are_given_back_and_no_row_is_looked_for_where_none_was_written() -> None:
    """From 12:10 to 13:40: 20 minutes before lunch and 10 after it."""
    gone = Absence(at("12:10"), at("13:40"), sat_s=0.0, sat=(), noted=True)
    d = draft(state("13:40", absence=gone, **sat(0.0)))
    give_back(d)
    assert (d.state.sat_s, d.state.sat) == (1800.0, (("mobility", 1800.0),))
    assert [type(one) for one in d.effects] == [Sat, Decided]


@pytest.mark.parametrize(("minutes", "left_s"), [(1, 900.0), (2, 780.0), (4, 660.0), (5, 0.0), (20, 0.0)])
def test_after_a_lock_the_table_of_absences_holds(minutes: int, left_s: float) -> None:
    d = draft(state("10:30", **sat(900.0)))
    unlocked(d, at("10:30") - minutes * 60)
    assert (d.state.sat_s, d.state.sat, d.effects) == (left_s, (("mobility", left_s),), [])
