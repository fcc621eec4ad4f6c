"""Where work hours begin and end: what begins afresh, what is closed, and what is written down."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.draft import Draft
from deskbreak.core.easing import Easing
from deskbreak.core.edges import hour_edges, note_absence, suppress
from deskbreak.core.effects import Decided, Effect, Record, Sat, Withdraw
from deskbreak.core.events import Outcome
from deskbreak.core.state import Absence, Due, Ended, OpenOffer
from deskbreak.values import replace
from tests.core.office import DAY, LOOK, MOBILITY, WALK, at, draft, plan, sat, state

TODAY = Easing(day=DAY.toordinal())
GONE = Absence(
    at("13:00"), at("13:00"), sat_s=900.0, sat=(("mobility", 800.0), ("look", 850.0)), uid="away-1-1"
)


def turned(clock: str, **more: Any) -> Draft:
    """After hour_edges at that time."""
    d = draft(state(clock, **more), plan(MOBILITY, LOOK, WALK))
    hour_edges(d)
    return d


def reported(effects: list[Effect]) -> list[str]:
    return [f"{one.decision}: {one.reason}" for one in effects if isinstance(one, Decided)]


@pytest.mark.parametrize(("clock", "in_hours"), [("09:00", True), ("12:29:59", True), ("12:30", False)])
def test_nothing_happens_where_it_is_as_it_was(clock: str, in_hours: bool) -> None:
    d = turned(clock, in_hours=in_hours, off_since=at("08:00"))
    assert (d.effects, d.state) == ([], state(clock, in_hours=in_hours, off_since=at("08:00")))


# -- work begins ----------------------------------------------------------------------------------------------

BEGINS = Decided(at("13:30"), "", "hours", "work begins")
OWED: dict[str, Any] = {
    "in_hours": False,
    "sat_s": 900.0,
    "sat": (("mobility", 900.0), ("look", 500.0)),
    "debt_s": 60.0,
}
AFRESH = state("13:30", sat=(("mobility", 0.0), ("look", 0.0)), easing=TODAY)


def test_a_gap_in_which_one_can_rest_was_a_break() -> None:
    for gap_s, minutes in ((300.0, 5), (3600.0, 60)):
        d = turned("13:30", off_since=at("13:30") - gap_s, absence=GONE, **OWED)
        said = f"{minutes} min between work hours, which counts as a break"
        assert d.effects == [BEGINS, Decided(at("13:30"), "", "natural", said)]
        assert d.state == AFRESH


def test_after_a_short_gap_sitting_goes_on() -> None:
    d = turned("13:30", off_since=at("13:30") - 299.0, absence=GONE, **OWED)
    assert d.effects == [BEGINS]
    assert d.state == replace(state("13:30", **OWED), in_hours=True, easing=TODAY)


@pytest.mark.parametrize(
    ("more", "is_reported"),
    [
        ({"off_since": at("12:30"), "sat_s": 0.0}, False),
        ({"off_since": at("12:30"), "sat_s": 0.5}, True),
        ({"off_since": None}, False),  # the first hours that it knows of
    ],
)
def test_where_nothing_was_sat_there_is_no_break_to_speak_of(more: dict[str, Any], is_reported: bool) -> None:
    d = turned("13:30", **OWED | more)
    assert (len(d.effects) == 2) is is_reported
    assert d.effects[0] == BEGINS and d.state == AFRESH


def test_whoever_is_not_back_yet_is_late_and_no_more_than_that() -> None:
    late = Absence(at("13:30"), at("13:30"), sat_s=0.0, sat=(), noted=True)
    for before in (GONE, None):
        d = turned("13:30", off_since=at("12:30"), away_since=at("12:00"), away_before=before, **OWED)
        assert d.state == replace(AFRESH, away_since=at("13:30"), away_before=late)
    short = turned("13:30", off_since=at("13:26"), away_since=at("13:25"), away_before=GONE, **OWED)
    assert (short.state.away_since, short.state.away_before) == (at("13:25"), GONE)


def test_the_counts_of_offers_are_of_the_new_day() -> None:
    yesterday = Easing(day=TODAY.day - 1, offers=2, banners=4)
    assert turned("13:30", in_hours=False, easing=yesterday).state.easing == replace(
        TODAY, dry_days=1, ignored_days=1
    )


# -- work ends ------------------------------------------------------------------------------------------------

ENDS = Decided(at("12:30"), "", "hours", "work ends")
OPEN = OpenOffer(
    3,
    name="mobility",
    routine="mobility-set",
    lasts_s=180.0,
    say="",
    with_=(),
    at=at("12:27"),
    shown_at=at("12:28"),
)


def test_the_end_of_a_quiet_morning() -> None:
    d = turned(
        "12:30", sitting_since=at("12:00"), busy=frozenset(("camera",)), busy_asked=at("12:29"), **sat(1800.0)
    )
    assert d.effects == [Sat(at("12:00"), at("12:30")), ENDS]
    assert d.state == state("12:30", in_hours=False, off_since=at("12:30"), **sat(1800.0))


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, Outcome.MISSED),
        ({"held": True}, Outcome.SUPPRESSED),
        ({"snooze_until": at("12:35")}, Outcome.SUPPRESSED),
        ({"held": True, "snooze_until": at("12:35")}, Outcome.SUPPRESSED),
    ],
)
def test_an_open_offer_ends_with_work(more: dict[str, Any], outcome: Outcome) -> None:
    d = turned("12:30", offer=replace(OPEN, **more), **sat(1800.0))
    row = Record(
        at("12:30"),
        break_name="mobility",
        routine="mobility-set",
        outcome=outcome,
        note="work hours ended",
        offer=3,
    )
    ended = Decided(at("12:30"), "mobility", outcome.value, "work hours ended")
    assert d.effects == [ENDS, ended, Withdraw(3), row]
    over = Ended(
        3, name="mobility", routine="mobility-set", shown_at=at("12:28"), outcome=outcome, lasts_s=180.0
    )
    assert d.state == state(
        "12:30", in_hours=False, off_since=at("12:30"), ended=over, sat_s=1800.0, sat=(("mobility", 0.0),)
    )


@pytest.mark.parametrize(
    ("held_for", "why"),
    [
        ((), "work hours ended"),
        (("camera", "meeting"), "held back (camera, meeting) until work hours ended"),
    ],
)
def test_what_waited_is_written_down_once_each(held_for: tuple[str, ...], why: str) -> None:
    due = (Due("mobility", at("12:20")), Due("walk", at("12:00"), fixed=True), Due("dropped", at("12:00")))
    clocks = (("mobility", 2700.0), ("look", 300.0))
    d = turned("12:30", due=due, held_for=held_for, waiting_told=True, sat_s=2800.0, sat=clocks)
    expected: list[Effect] = [ENDS]
    for name, routine in (("mobility", ""), ("walk", "ten-minute-walk"), ("dropped", "")):
        expected += [
            Decided(at("12:30"), name, "suppressed", why),
            Record(at("12:30"), break_name=name, routine=routine, outcome=Outcome.SUPPRESSED, note=why),
        ]
    assert d.effects == expected
    left = (("mobility", 0.0), ("look", 300.0))
    assert d.state == state("12:30", in_hours=False, off_since=at("12:30"), sat_s=2800.0, sat=left)


def test_one_that_is_suppressed_alone_leaves_the_others_waiting() -> None:
    due = (Due("walk", at("12:00"), fixed=True), Due("mobility", at("11:50")))
    d = draft(state("12:00", due=due, **sat(2700.0)), plan(MOBILITY, WALK))
    suppress(d, due[0])
    assert reported(d.effects) == ["suppressed: work hours ended"]
    assert d.state == state("12:00", due=due, **sat(2700.0))


def test_who_left_before_the_end_had_a_natural_break() -> None:
    before = replace(GONE, since=at("12:10"), until=at("12:10"))
    d = turned("12:30", away_since=at("12:10"), away_before=before, **sat(0.0))
    row = Record(
        at("12:30"), break_name="look", routine="", outcome=Outcome.NATURAL, seconds=1200.0, uid="away-1-1"
    )
    line = Decided(at("12:30"), "look", "natural", "away for 20 min, which counts as a break")
    assert d.effects == [ENDS, row, line]
    assert d.state == state(
        "12:30", in_hours=False, off_since=at("12:30"), away_since=at("12:10"), **sat(0.0)
    )


@pytest.mark.parametrize(
    ("before", "since", "name"),
    [
        (replace(GONE, sat_s=300.0), "13:00", "look"),  # the one whose clock had most
        (replace(GONE, sat_s=299.0), "13:00", None),
        (replace(GONE, noted=True), "13:00", None),
        (replace(GONE, sat=()), "13:00", ""),
        (None, "13:00", None),
        (GONE, None, None),
    ],
)
def test_an_absence_is_worth_a_row_after_five_minutes_of_sitting(
    before: Absence | None, since: str | None, name: str | None
) -> None:
    d = draft(state("13:40", away_before=before, away_since=None if since is None else at(since)))
    note_absence(d)
    assert [(one.break_name, one.seconds) for one in d.effects if isinstance(one, Record)] == (
        [] if name is None else [(name, 2400.0)]
    )
    assert reported(d.effects) == (
        [] if name is None else ["natural: away for 40 min, which counts as a break"]
    )
