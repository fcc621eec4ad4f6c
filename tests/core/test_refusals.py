"""Which events make no sense now, and the sentence why."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.events import (
    Answer,
    Answered,
    Chosen,
    ChosenSet,
    Command,
    CommandKind,
    Event,
    Input,
    OfferGone,
    Outcome,
    PlayerReported,
    Tick,
)
from deskbreak.core.plan import OfferRules, SnoozeRules
from deskbreak.core.refusals import refusal_reason
from deskbreak.core.state import Absence, Ended, OpenOffer, Running
from deskbreak.values import replace
from tests.core.monday import MOBILITY, PLAN, at, draft

CLOCKS = (at("10:00"), 0.0)
ONCE = replace(PLAN, breaks=(MOBILITY,), snooze=SnoozeRules((300.0,), at_most=1))
OFFER = OpenOffer(
    7, name="mobility", routine="auto", lasts_s=None, say="", with_=(), at=at("09:50"), shown_at=at("09:50")
)
RUNNING = Running("u7", offer=7, name="mobility", routine="auto", lasts_s=None, since=at("09:50"))
ENDED = Ended(6, name="mobility", routine="auto", shown_at=at("09:40"), outcome=Outcome.MISSED)
ABSENCE = Absence(at("09:40"), at("09:50"), sat_s=0.0, sat=())
SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)

GONE = "this offer is not open any more"
OTHER = "this routine is not the one that runs"
ENOUGH = "this break was snoozed often enough; start it, or skip it"
RUNS = "a routine is running; end it with skip or done"
NONE_COMES = "no break is coming: outside the hours, and while you are away, nothing is counted"
NOTHING = "nothing to end: no break runs or is offered"


def refused(event: Event, clock: str = "10:00", **state: Any) -> str:
    return refusal_reason(draft(clock, ONCE, **state), event)


def command(kind: CommandKind, **more: Any) -> Command:
    return Command(*CLOCKS, kind=kind, **more)


SNOOZED = replace(OFFER, snoozes=1)
OPEN: dict[str, Any] = {"offer": OFFER}
TAKING: dict[str, Any] = {"running": RUNNING}


@pytest.mark.parametrize(
    ("event", "state", "reason"),
    [
        (Answered(*CLOCKS, 7, Answer.START), OPEN, ""),
        (Answered(*CLOCKS, 8, Answer.START), OPEN, GONE),
        (Answered(*CLOCKS, 6, Answer.START), OPEN, GONE),
        (Answered(*CLOCKS, 7, Answer.DONE), {}, GONE),
        (Answered(*CLOCKS, 7, Answer.SNOOZE), OPEN, ""),
        (Answered(*CLOCKS, 7, Answer.SNOOZE), {"offer": SNOOZED}, ENOUGH),
        (Answered(*CLOCKS, 7, Answer.SNOOZE), {"offer": replace(OFFER, snoozes=2)}, ENOUGH),
        (Answered(*CLOCKS, 7, Answer.SKIP), {"offer": SNOOZED}, ""),
        (Answered(*CLOCKS, 8, Answer.SNOOZE), {"offer": SNOOZED}, GONE),
        (Chosen(*CLOCKS, SET, offer=7), OPEN, ""),
        (Chosen(*CLOCKS, SET, offer=8), OPEN, GONE),
        (Chosen(*CLOCKS, SET, uid="u7"), TAKING, ""),
        (Chosen(*CLOCKS, SET, uid="u8"), TAKING, OTHER),
        (Chosen(*CLOCKS, SET, uid="a"), TAKING, OTHER),
        (Chosen(*CLOCKS, SET, uid="u7", offer=7), OPEN, OTHER),
        (OfferGone(*CLOCKS, 7), OPEN, ""),
        (OfferGone(*CLOCKS, 6), OPEN, GONE),
        (OfferGone(*CLOCKS, 7), {}, GONE),
        (PlayerReported(*CLOCKS, "u7"), TAKING, ""),
        (PlayerReported(*CLOCKS, "u8"), TAKING, OTHER),
        (PlayerReported(*CLOCKS, "u6"), TAKING, OTHER),
        (PlayerReported(*CLOCKS, "u7"), {}, OTHER),
    ],
)
def test_what_is_about_an_offer_or_a_routine_that_is_not_there(
    event: Event, state: dict[str, Any], reason: str
) -> None:
    assert refused(event, **state) == reason


@pytest.mark.parametrize(
    ("order", "state", "reason"),
    [
        (command(CommandKind.START), {}, ""),
        (command(CommandKind.START), OPEN, ""),
        (command(CommandKind.START), TAKING, "a routine is running already"),
        (command(CommandKind.SNOOZE, for_s=600.0), OPEN, ""),
        (command(CommandKind.SNOOZE, for_s=600.0), {"offer": SNOOZED}, ENOUGH),
        (command(CommandKind.SNOOZE, for_s=-1.0), OPEN, ""),  # until a pause
        (command(CommandKind.SNOOZE, for_s=600.0), {}, ""),
        (command(CommandKind.SNOOZE, for_s=0.0), {}, ""),
        (command(CommandKind.SNOOZE), {}, ""),
        (
            command(CommandKind.SNOOZE, for_s=-1.0),
            {},
            "no break is offered right now; before one comes it is put off by a time, such as 10m",
        ),
        (command(CommandKind.SNOOZE), TAKING, RUNS),
        (command(CommandKind.SKIP_NEXT), {}, ""),
        (command(CommandKind.SKIP_NEXT), TAKING, RUNS),
        (command(CommandKind.SKIP), {}, NOTHING),
        (command(CommandKind.DONE), {}, NOTHING),
        (command(CommandKind.SKIP), OPEN, ""),
        (command(CommandKind.DONE), TAKING, ""),
        (command(CommandKind.DONE), {"ended": ENDED}, ""),
        (command(CommandKind.DONE), {"ended": replace(ENDED, shown_at=at("09:30"))}, NOTHING),  # too long ago
        (command(CommandKind.SAT), {}, "there is no absence to give back"),
        (command(CommandKind.SAT), {"absence": ABSENCE}, ""),
        (command(CommandKind.SKIP_TODAY, name="mobility"), {}, ""),
        (command(CommandKind.SKIP_TODAY, name="wlak"), {}, 'the settings have no break "wlak"'),
        (command(CommandKind.EASE, name="90"), {}, ""),
        (command(CommandKind.EASE, name="off"), {}, ""),
        (
            command(CommandKind.EASE, name="often"),
            {},
            "there is no such answer; say one of: 60, 90, hours, week, keep, off",
        ),
        (command(CommandKind.PAUSE), {}, ""),
        (command(CommandKind.RESUME), TAKING, ""),
    ],
)
def test_what_the_person_says_where_there_is_nothing_to_do(
    order: Command, state: dict[str, Any], reason: str
) -> None:
    assert refused(order, **state) == reason


def test_outside_the_hours_no_break_is_coming() -> None:
    for kind in (CommandKind.SNOOZE, CommandKind.SKIP_NEXT):
        assert refused(command(kind), "20:00") == NONE_COMES


def test_with_easing_off_there_is_nothing_to_choose() -> None:
    plain = replace(ONCE, offer=OfferRules(adapt=False))
    off = "offers are as the settings say: [offer] adapt is off"
    assert refusal_reason(draft("10:00", plain), command(CommandKind.EASE, name="90")) == off


def test_what_the_desktop_tells_of_the_user_always_makes_sense() -> None:
    for event in (Tick(*CLOCKS), Input(*CLOCKS)):
        assert refused(event, "20:00") == refused(event, **TAKING) == ""
