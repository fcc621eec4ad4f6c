"""Commands carried out: the state and the effects of each, compared whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.core.commands import apply_command, take_meetings
from deskbreak.core.draft import Draft
from deskbreak.core.easing import Easing
from deskbreak.core.effects import Decided, OpenPlayer, Record, Sat, Withdraw
from deskbreak.core.events import Command, CommandKind, Outcome
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import FOREVER, Absence, Due, OpenOffer, State
from deskbreak.values import replace

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
NOW, TODAY = MONDAY.timestamp(), MONDAY.toordinal()
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=3600.0, say="Drink water")
PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(MOBILITY, WATER), zone=UTC)
SITTING = State(
    NOW,
    5.0,
    sat_s=600.0,
    sat=(("mobility", 600.0), ("water", 600.0)),
    sitting_since=NOW - 600,
    in_hours=True,
    meetings=((NOW - 60, NOW + 1800), (NOW + 3600, NOW + 7200)),
    meetings_over=NOW - 9000,
)
OFFER = OpenOffer(
    3,
    name="mobility",
    routine="auto",
    lasts_s=180.0,
    say="",
    with_=(),
    at=NOW - 60,
    shown_at=NOW - 60,
)


def carried_out(kind: CommandKind, state: State = SITTING, **more: Any) -> Draft:
    d = Draft(state, PLAN, NOW)
    apply_command(d, Command(NOW, 5.0, kind, **more))
    return d


def told(decision: str, reason: str = "you said so", name: str = "") -> Decided:
    return Decided(NOW, name, decision, reason)


# -- for a while --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ({"for_s": 600.0}, NOW + 600),
        ({"until": NOW + 5000}, NOW + 5000),
        ({"until": NOW + 5000, "for_s": 600.0}, NOW + 5000),
        ({}, FOREVER),
    ],
)
@pytest.mark.parametrize(
    ("kind", "field", "decision"),
    [
        (CommandKind.PAUSE, "pause_until", "paused"),
        (CommandKind.MEETING, "meeting_until", "meeting"),
        (CommandKind.WORK, "work_until", "overtime"),
    ],
)
def test_what_holds_for_a_while_ends_when_it_was_said_to(
    kind: CommandKind, field: str, decision: str, length: dict[str, Any], end: float
) -> None:
    d = carried_out(kind, **length)
    changes: dict[str, Any] = {field: end}
    assert d.state == replace(SITTING, **changes)
    assert d.effects == [told(decision)]


def test_standing_up_ends_the_stretch_that_was_sat() -> None:
    d = carried_out(CommandKind.STANDING, for_s=600.0)
    assert d.state == replace(SITTING, standing_until=NOW + 600, sitting_since=None)
    assert d.effects == [Sat(NOW - 600, NOW), told("standing", "the sitting clock rests")]


@pytest.mark.parametrize(
    ("kind", "before", "after", "decision"),
    [
        (
            CommandKind.RESUME,
            {"pause_until": FOREVER},
            {"pause_until": None, "before": "hold", "before_at": NOW},
            "resumed",
        ),
        (CommandKind.STANDING_OFF, {"standing_until": NOW + 9}, {"standing_until": None}, "sitting"),
        (CommandKind.WORK_OFF, {"work_until": NOW + 9}, {"work_until": None}, "overtime over"),
    ],
)
def test_what_held_for_a_while_is_ended(
    kind: CommandKind, before: dict[str, Any], after: dict[str, Any], decision: str
) -> None:
    d = carried_out(kind, replace(SITTING, **before))
    assert d.state == replace(SITTING, **after)
    assert d.effects == [told(decision)]


# -- meetings -----------------------------------------------------------------------------------------------

NEXT = (NOW + 3600, NOW + 7200)


@pytest.mark.parametrize(
    ("running", "over"),
    [
        ((NOW - 60, NOW + 1800), NOW + 1800),
        ((NOW, NOW + 1800), NOW + 1800),  # it begins this very moment
        ((NOW - 60, NOW), NOW - 9000),  # it has just ended by itself
        ((NOW - 60, NOW - 30), NOW - 9000),
    ],
)
def test_a_meeting_that_is_over_takes_its_rest_off_the_calendar(
    running: tuple[float, float], over: float
) -> None:
    state = replace(SITTING, meetings=(running, NEXT), meeting_until=NOW + 99)
    d = carried_out(CommandKind.MEETING_OFF, state)
    assert d.state == replace(
        SITTING,
        meetings=(NEXT,),
        meeting_until=None,
        meetings_over=over,
        before="meeting",
        before_at=NOW,
    )
    assert d.effects == [told("meeting over")]


@pytest.mark.parametrize(
    ("meeting", "is_kept"),
    [
        ((NOW - 60, NOW - 1), False),
        ((NOW - 60, NOW), False),
        ((NOW - 60, NOW + 600), False),  # the person said that it was over
        ((NOW, NOW + 600), False),
        ((NOW - 60, NOW + 601), True),  # it goes on longer than what was said to be over
        ((NOW + 1, NOW + 300), True),
    ],
)
def test_the_calendars_meetings_without_those_that_are_over(
    meeting: tuple[float, float], is_kept: bool
) -> None:
    d = Draft(replace(SITTING, meetings_over=NOW + 600), PLAN, NOW)
    take_meetings(d, (meeting, NEXT))
    assert d.state.meetings == ((meeting, NEXT) if is_kept else (NEXT,))


@pytest.mark.parametrize(("end", "is_kept"), [(NOW - 1, False), (NOW, False), (NOW + 1, True)])
def test_a_meeting_of_the_calendars_that_has_ended_is_no_more(end: float, is_kept: bool) -> None:
    d = Draft(SITTING, PLAN, NOW)
    take_meetings(d, ((NOW - 60, end), NEXT))
    assert d.state.meetings == (((NOW - 60, end), NEXT) if is_kept else (NEXT,))


# -- breaks -------------------------------------------------------------------------------------------------


def test_a_break_is_left_out_for_the_rest_of_the_day() -> None:
    other = Due("water", NOW - 9)
    state = replace(
        SITTING,
        due=(Due("mobility", NOW - 9), other),
        skipped_days=(("walk", TODAY - 1), ("water", TODAY), ("eyes", TODAY + 1)),
    )
    d = carried_out(CommandKind.SKIP_TODAY, state, name="mobility")
    kept = (("water", TODAY), ("eyes", TODAY + 1), ("mobility", TODAY))
    assert d.state == replace(state, due=(other,), skipped_days=kept)
    assert d.effects == [told("skipped today", name="mobility")]


@pytest.mark.parametrize(("name", "is_open"), [("mobility", False), ("water", True)])
def test_leaving_a_break_out_skips_its_open_offer(name: str, is_open: bool) -> None:
    d = carried_out(CommandKind.SKIP_TODAY, replace(SITTING, offer=OFFER), name=name)
    assert (d.state.offer == OFFER) is is_open
    rows = [one.outcome for one in d.effects if isinstance(one, Record)]
    assert rows == ([] if is_open else [Outcome.SKIPPED])


def test_a_routine_is_started_as_often_through_as_was_said() -> None:
    d = carried_out(CommandKind.START, name="mix", rounds=2)
    opened = d.effects[-1]
    assert isinstance(opened, OpenPlayer) and (opened.routine, opened.rounds) == ("mix", 2)


def test_a_snooze_puts_off_the_open_offer_or_the_coming_break() -> None:
    snoozed = carried_out(CommandKind.SNOOZE, replace(SITTING, offer=OFFER), for_s=600.0)
    assert snoozed.state.offer is not None and snoozed.state.offer.snooze_until == NOW + 600
    assert Withdraw(3) in snoozed.effects and not snoozed.state.put_off
    coming = carried_out(CommandKind.SNOOZE, for_s=600.0)
    assert coming.state.put_off == (("mobility", NOW + 2100 + 600),)
    assert coming.effects == [told("put off", "for 10 min; you said so before it came", "mobility")]


@pytest.mark.parametrize(
    ("kind", "outcome", "note"),
    [
        (CommandKind.DONE, Outcome.TAKEN, "said by hand"),
        (CommandKind.SKIP, Outcome.SKIPPED, ""),
    ],
)
def test_an_open_offer_is_done_or_skipped(kind: CommandKind, outcome: Outcome, note: str) -> None:
    d = carried_out(kind, replace(SITTING, offer=OFFER))
    row = Record(NOW, break_name="mobility", routine="", outcome=outcome, note=note, offer=3)
    assert row in d.effects and d.state.offer is None


def test_the_next_break_is_skipped_before_it_comes() -> None:
    d = carried_out(CommandKind.SKIP_NEXT)
    assert d.state == replace(SITTING, sat=(("mobility", 0.0), ("water", 600.0)))


def test_an_absence_is_given_back() -> None:
    away = Absence(NOW - 900, NOW - 300, sat_s=1200.0, sat=(("mobility", 1200.0), ("water", 1200.0)))
    d = carried_out(CommandKind.SAT, replace(SITTING, absence=away))
    assert d.state.absence is None and d.state.sat_s > 1200
    assert [one.decision for one in d.effects if isinstance(one, Decided)] == ["given back"]


def test_the_user_says_how_often_breaks_should_come() -> None:
    d = carried_out(CommandKind.EASE, replace(SITTING, easing=Easing(missed=2)), name="60")
    assert d.state.easing == Easing(answered=True, chosen_s=3600.0, chosen_till=NOW + 14 * 86400)
    chose = "you chose: a break every 60 minutes at most, for two weeks"
    assert d.effects == [told("asked", chose)]
