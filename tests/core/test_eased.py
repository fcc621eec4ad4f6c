"""Easing off within a step: what is counted when, what is said of it, and when no offer is made at all."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import eased
from deskbreak.core.draft import Draft
from deskbreak.core.easing import STEPS, Choice, Easing
from deskbreak.core.effects import Decided, Question, QuestionOver, Record
from deskbreak.core.events import Outcome
from deskbreak.core.plan import OfferRules, Plan, Range
from deskbreak.core.state import Due, OpenOffer
from deskbreak.values import replace
from tests.core.office import DAY, LOOK, MOBILITY, WALK, at, draft, plan, state

TODAY = DAY.toordinal()
ENOUGH = "enough was shown today, and nothing was answered the day before; a break can be started at any time"
BOTH = plan(MOBILITY, LOOK, WALK)
OFF = plan(MOBILITY, LOOK, WALK, offer=OfferRules(adapt=False))


def with_counts(e: Easing, of: Plan = BOTH, clock: str = "10:00", **more: Any) -> Draft:
    return draft(state(clock, easing=e, **more), of)


def why(d: Draft) -> list[tuple[str, str, str]]:
    return [(one.break_name, one.decision, one.reason) for one in d.effects if isinstance(one, Decided)]


def test_how_an_offer_is_shown_now() -> None:
    assert eased.how(with_counts(Easing(step=3))) == STEPS[3]
    assert eased.how(with_counts(Easing(step=3), OFF)) == STEPS[0]


# -- which day it is ---------------------------------------------------------------------------------------------

NIGHT = replace(BOTH, hours=((Range(1320, 1800),),) * 7)
ALWAYS = replace(BOTH, hours=((Range(0, 1440),),) * 7)


@pytest.mark.parametrize(
    ("of", "clock", "days", "overtime", "day"),
    [
        (BOTH, "10:00", 0, None, 0),
        (BOTH, "20:00", 0, None, 0),
        (NIGHT, "03:00", 1, None, 0),  # the night shift of Monday
        (NIGHT, "12:00", 1, None, 1),
        (ALWAYS, "12:00", 2, None, 2),  # hours without an end
        (BOTH, "02:00", 1, ("03:00", 1), 1),  # overtime that began after midnight, as far as is known
        (BOTH, "13:00", 1, ("15:00", 1), 1),
        (NIGHT, "03:00", 1, ("21:59", 1), 0),
        (NIGHT, "03:00", 1, ("22:00", 1), 1),  # a day and a night at work is without an end too
    ],
)
def test_counts_belong_to_the_day_on_which_the_shift_began(
    of: Plan, clock: str, days: int, overtime: tuple[str, int] | None, day: int
) -> None:
    until = None if overtime is None else at(*overtime)
    d = draft(state(clock, days, easing=Easing(day=TODAY - 1, offers=1, banners=1), work_until=until), of)
    eased.new_day(d)
    assert d.state.easing == Easing(day=TODAY + day, dry_days=1, ignored_days=1)
    assert d.effects == []


# -- looked after in every step ----------------------------------------------------------------------------------

ASKING = Easing(
    day=TODAY - 1,
    step=3,
    offers=1,
    is_asking=True,
    fewer_till=at("10:00"),
    chosen_s=3600.0,
    chosen_till=at("10:00"),
)
RAN_OUT = {"step": 2, "is_asking": False, "chosen_s": 0.0}


@pytest.mark.parametrize(
    ("e", "of", "in_hours", "clock", "became", "is_over"),
    [
        (ASKING, BOTH, False, "09:59", {}, False),
        (ASKING, BOTH, False, "10:00", RAN_OUT, True),
        (ASKING, BOTH, True, "09:59", {"day": TODAY, "offers": 0, "dry_days": 1, "ignored_days": 1}, False),
        (replace(ASKING, step=2, is_asking=False), BOTH, False, "10:00", {"chosen_s": 0.0}, False),
        (replace(ASKING, chosen_s=0.0), BOTH, False, "10:00", {"step": 2, "is_asking": False}, True),
        (Easing(step=2, missed=3, day=TODAY, offers=3), OFF, True, "10:00", {"step": 0, "missed": 0}, False),
        (Easing(step=2, missed=3, day=TODAY, offers=3), BOTH, True, "10:00", {}, False),
        (
            Easing(step=2, missed=3, day=TODAY - 1, offers=3),
            OFF,
            True,
            "10:00",
            {"step": 0, "missed": 0},
            False,
        ),
    ],
)
def test_what_ran_out_ends_and_the_day_turns(
    e: Easing, of: Plan, in_hours: bool, clock: str, became: dict[str, Any], is_over: bool
) -> None:
    d = with_counts(e, of, clock, in_hours=in_hours)
    eased.look_after_easing(d)
    assert d.state.easing == replace(e, **became)
    assert d.effects == ([QuestionOver()] if is_over else [])


# -- instead of an offer -------------------------------------------------------------------------------------------

WAITS = Due("mobility", at("10:00"))
TOO = Due("walk", at("10:00"), fixed=True)
LATER = Due("look", at("10:00"))
WAITING: dict[str, Any] = {
    "due": (WAITS, TOO, LATER),
    "waiting_told": True,
    "held_for": ("meeting",),
    "sat_s": 2700.0,
    "sat": (("mobility", 2700.0), ("look", 1200.0)),
    "debt_s": 60.0,
}
DROPPED: dict[str, Any] = {"due": (LATER,), "waiting_told": False, "held_for": (), "debt_s": 0.0}
PAID: dict[str, Any] = {"sat": (("mobility", 60.0), ("look", 1200.0))}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (2, "2 working days without a break: whether they should come less often"),
        (3, "3 working days without a break: whether they should come less often"),
    ],
)
def test_the_question_comes_in_place_of_the_offer(days: int, said: str) -> None:
    e = Easing(day=TODAY, dry_days=days, ignored_days=1, banners=1)
    d = with_counts(e, **WAITING)
    assert eased.instead(d, MOBILITY, [WAITS, TOO])
    assert d.effects == [Question(days), Decided(at("10:00"), "", "asked", said)]
    asking = replace(
        e,
        banners=2,
        step=3,
        asked_on=at("10:00"),
        is_asking=True,
        fewer_till=at("10:00", 7),
        dry_days=0,
    )
    assert d.state == replace(with_counts(asking, **WAITING).state, **DROPPED | PAID)


def test_a_day_that_has_had_enough_writes_down_what_does_not_come() -> None:
    e = Easing(day=TODAY, ignored_days=1, banners=4)
    d = with_counts(e, **WAITING)
    assert eased.instead(d, MOBILITY, [WAITS, TOO])
    rows = [
        Record(at("10:00"), break_name=name, routine=routine, outcome=Outcome.SUPPRESSED, note=ENOUGH)
        for name, routine in (("mobility", ""), ("walk", "ten-minute-walk"))
    ]
    lines = [Decided(at("10:00"), name, "suppressed", ENOUGH) for name in ("mobility", "walk")]
    assert d.effects == [lines[0], rows[0], lines[1], rows[1]]
    assert d.state == replace(with_counts(e, **WAITING).state, **DROPPED | PAID)


@pytest.mark.parametrize(
    ("e", "of", "one"),
    [
        (Easing(day=TODAY), BOTH, MOBILITY),
        (Easing(day=TODAY, dry_days=1), BOTH, MOBILITY),
        (Easing(day=TODAY, ignored_days=1, banners=3), BOTH, MOBILITY),
        (Easing(day=TODAY, dry_days=2, ignored_days=1, banners=9), BOTH, LOOK),  # it needs no answer
    ],
)
def test_else_the_offer_is_made(e: Easing, of: Plan, one: Any) -> None:
    d = with_counts(e, of, **WAITING)
    assert not eased.instead(d, one, [WAITS, TOO])
    assert (d.effects, d.state) == ([], with_counts(e, of, **WAITING).state)


def test_without_easing_off_nothing_takes_an_offers_place() -> None:
    d = with_counts(Easing(day=TODAY, dry_days=5, ignored_days=5, banners=9), OFF, **WAITING)
    assert not eased.instead(d, MOBILITY, [WAITS])
    assert (d.effects, d.state.due) == ([], WAITING["due"])


def test_the_morning_after_is_judged_before_its_first_offer() -> None:
    d = with_counts(Easing(day=TODAY - 1, dry_days=1, offers=1), **WAITING)
    assert eased.instead(d, MOBILITY, [WAITS, TOO])
    assert d.effects[0] == Question(2)


# -- what happens to offers ---------------------------------------------------------------------------------------

OFFER = OpenOffer(
    1, name="mobility", routine="auto", lasts_s=None, say="", with_=(), at=at("10:00"), shown_at=at("10:00")
)


@pytest.mark.parametrize(
    ("e", "repeat", "again"),
    [
        (Easing(), 0, True),
        (Easing(), 1, True),
        (Easing(), 2, False),  # repeat_at_most is 2
        (Easing(), 3, False),  # it was more when the offer was shown
        (Easing(missed=2), 0, False),
        (Easing(ignored_days=1, banners=4), 0, False),
        (Easing(ignored_days=1, banners=3), 1, True),
    ],
)
def test_whether_an_unanswered_offer_comes_again(e: Easing, repeat: int, again: bool) -> None:
    assert eased.may_come_again(with_counts(e), replace(OFFER, repeat=repeat)) is again


@pytest.mark.parametrize(("again", "offers"), [(False, 2), (True, 1)])
def test_each_notification_is_counted(again: bool, offers: int) -> None:
    d = with_counts(Easing(offers=1, banners=1))
    eased.shown(d, again=again)
    assert (d.state.easing, d.effects) == (Easing(offers=offers, banners=2), [])


EASED = Easing(step=1, missed=2, refused=2, is_asking=True)
TOOK = Easing(answered=True, took=True, taken=1)
BACK = ("", "eased back", "offers are now as the settings say")
SHORT = ("", "eased off", "offers are now one-minute sets")


@pytest.mark.parametrize(
    ("outcome", "became", "said", "is_over"),
    [
        (Outcome.TAKEN, TOOK, [BACK], True),
        (Outcome.PARTLY, TOOK, [BACK], True),
        (Outcome.STOPPED, TOOK, [BACK], True),
        (Outcome.NATURAL, TOOK, [BACK], True),
        (Outcome.SKIPPED, Easing(step=2, refused=3, answered=True, is_asking=True), [SHORT], False),
        (
            Outcome.MISSED,
            Easing(step=2, missed=3, refused=3, is_asking=True),
            [("", "eased off", "offers are now one-minute sets, shown once")],
            False,
        ),
        (Outcome.SUPPRESSED, EASED, [], False),
        (Outcome.SNOOZED, EASED, [], False),
    ],
)
def test_each_end_of_an_offer_is_counted(
    outcome: Outcome, became: Easing, said: list[Any], is_over: bool
) -> None:
    d = with_counts(EASED)
    eased.ended(d, outcome)
    assert (d.state.easing, why(d)) == (became, said)
    assert (QuestionOver() in d.effects) is is_over
    unchanged = with_counts(EASED, OFF)
    eased.ended(unchanged, outcome)
    assert (unchanged.state.easing, unchanged.effects) == (EASED, [])


def test_an_end_that_leaves_the_step_says_nothing() -> None:
    d = with_counts(Easing(step=2, refused=4))
    eased.ended(d, Outcome.SKIPPED)
    assert (d.state.easing, d.effects) == (Easing(step=2, refused=5, answered=True), [])


def test_a_snooze_brings_the_repeats_back_and_says_so() -> None:
    d = with_counts(EASED)
    eased.answered(d)
    assert d.state.easing == Easing(refused=2, answered=True, is_asking=True)
    assert why(d) == [BACK]
    off = with_counts(EASED, OFF)
    eased.answered(off)
    assert (off.state.easing, off.effects) == (EASED, [])


# -- what the person says ------------------------------------------------------------------------------------------

ASKED = Easing(step=3, is_asking=True, dry_days=1, fewer_till=at("10:00", 7))
CALM = replace(ASKED, step=2, is_asking=False, answered=True)
FORTNIGHT = at("10:00", 14)


@pytest.mark.parametrize(
    ("choice", "became", "said", "paused"),
    [
        (
            Choice.HOURLY,
            replace(CALM, chosen_s=3600.0, chosen_till=FORTNIGHT),
            "a break every 60 minutes at most, for two weeks",
            None,
        ),
        (
            Choice.NINETY,
            replace(CALM, chosen_s=5400.0, chosen_till=FORTNIGHT),
            "a break every 90 minutes at most, for two weeks",
            None,
        ),
        (Choice.HOURS, CALM, "other hours", None),
        (Choice.WEEK, CALM, "a pause for a week", at("10:00", 7)),
        (Choice.KEEP, CALM, "keep it as it is", None),
        (Choice.OFF, Easing(answered=True), "as the settings say", None),
    ],
)
def test_the_answer_to_the_question(choice: Choice, became: Easing, said: str, paused: float | None) -> None:
    d = with_counts(ASKED)
    eased.choose(d, choice)
    line = Decided(at("10:00"), "", "asked", f"you chose: {said}")
    assert d.effects == [QuestionOver(), line]
    assert d.state == state("10:00", easing=became, pause_until=paused)


def test_a_choice_without_a_question_takes_none_away() -> None:
    d = with_counts(Easing())
    eased.choose(d, Choice.KEEP)
    assert d.effects == [Decided(at("10:00"), "", "asked", "you chose: keep it as it is")]
