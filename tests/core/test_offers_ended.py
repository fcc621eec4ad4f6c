"""An open offer comes again, is held, rests and ends: what is written, and what becomes of the clocks."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import offers
from deskbreak.core.easing import Easing
from deskbreak.core.effects import Decided, Offer, Record, Withdraw
from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.core.plan import Break, SnoozeRules
from deskbreak.core.state import Absence, Due, Ended, OpenOffer
from deskbreak.values import replace
from tests.core.drafts import AT, EYES, MOBILITY, TODAY, WALK, WATER, clock, draft, offer, only_changed

SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)
SHOWN = offer(at=AT - 300, shown_at=AT - 300)
SAT = (("mobility", 2700.0), ("water", 3000.0), ("eyes", 900.0))
BREAKS = (MOBILITY, WALK, WATER, EYES)
FULL = Easing(day=TODAY, ignored_days=1, banners=4)
WHOLE: dict[str, Any] = {"sat_s": 2900.0, "sat": SAT, "debt_s": 600.0}


def shown(one: OpenOffer) -> Offer:
    """As it is shown, with nothing of its own chosen."""
    return Offer(
        one.id,
        break_name=one.name,
        routine=one.routine,
        lasts_s=one.lasts_s,
        say=one.say,
        repeat=one.repeat,
        catch_up=one.catch_up,
        snooze_s=(300.0, 600.0, 1800.0),
        sat_s=0.0,
    )


# -- it comes again --------------------------------------------------------------------------------------------


def test_what_was_held_comes_back_as_an_offer_that_waited() -> None:
    d = draft(*BREAKS, offer=replace(SHOWN, held=True))
    before = d.state
    offers.come_again(d)
    back = replace(SHOWN, shown_at=AT, catch_up=True)
    only_changed(d, before, offer=back, easing=Easing(day=TODAY, banners=1))
    assert d.effects == [Decided(AT, "mobility", "offered", "nothing holds it back any more"), shown(back)]


def test_what_was_held_rests_on_a_day_that_had_enough() -> None:
    d = draft(*BREAKS, offer=replace(SHOWN, held=True), easing=FULL)
    offers.come_again(d)
    enough = (
        "enough was shown today, and nothing was answered the day before; a break can be started at any time"
    )
    assert d.effects == [
        Decided(AT, "mobility", "missed", enough),
        Withdraw(7),
        Record(
            AT,
            break_name="mobility",
            routine="",
            outcome=Outcome.MISSED,
            note="nobody answered",
            offer=7,
        ),
    ]
    assert d.state.offer is None


@pytest.mark.parametrize(
    ("more", "easing"),
    [
        ({"held": True, "snoozes": 1}, FULL),  # the person wants to see it again
        ({"held": True}, Easing(day=TODAY, ignored_days=1, banners=3)),
        ({"snooze_until": AT}, FULL),
    ],
)
def test_enough_of_a_day_ends_only_what_was_held_and_never_snoozed(
    more: dict[str, Any], easing: Easing
) -> None:
    d = draft(*BREAKS, offer=replace(SHOWN, **more), easing=easing)
    offers.come_again(d)
    assert d.state.offer == replace(
        SHOWN, shown_at=AT, catch_up=more.get("held", False), snoozes=more.get("snoozes", 0)
    )


def test_a_snooze_is_over() -> None:
    d = draft(*BREAKS, offer=replace(SHOWN, snooze_until=AT, snoozes=1))
    before = d.state
    offers.come_again(d)
    back = replace(SHOWN, shown_at=AT, snoozes=1)
    only_changed(d, before, offer=back, easing=Easing(day=TODAY, banners=1))
    assert d.effects == [Decided(AT, "mobility", "offered", "the snooze is over"), shown(back)]


def test_what_needs_no_answer_is_done_when_its_time_is_up() -> None:
    d = draft(*BREAKS, offer=offer(EYES, at=AT - 20), sat=SAT)
    before = d.state
    offers.come_again(d)
    sat = (("mobility", 2700.0), ("water", 3000.0), ("eyes", 0.0))
    only_changed(d, before, offer=None, sat=sat)
    assert d.effects == [
        Decided(AT, "eyes", "taken", "shown for 20 s; it needs no answer"),
        Withdraw(7),
        Record(
            AT,
            break_name="eyes",
            routine="",
            outcome=Outcome.TAKEN,
            seconds=20,
            note="shown; it needs no answer",
            offer=7,
        ),
    ]


@pytest.mark.parametrize(("one", "seconds"), [(EYES, 20.0), (WATER, None), (MOBILITY, None)])
def test_only_words_with_a_length_are_done_by_themselves(one: Break, seconds: float | None) -> None:
    assert offers.done_by_itself_s(offer(one)) == seconds


@pytest.mark.parametrize("repeat", [0, 1])
def test_an_offer_that_nobody_answers_is_repeated_twice(repeat: int) -> None:
    d = draft(*BREAKS, offer=replace(SHOWN, repeat=repeat))
    before = d.state
    offers.come_again(d)
    back = replace(SHOWN, shown_at=AT, repeat=repeat + 1)
    only_changed(d, before, offer=back, easing=Easing(day=TODAY, banners=1))
    assert d.effects == [Decided(AT, "mobility", "offered again", "nobody answered"), shown(back)]


@pytest.mark.parametrize(
    ("repeat", "easing", "later", "words"),
    [
        (2, Easing(day=TODAY, taken=1), {"missed": 1, "refused": 1, "taken": 0}, "nobody answered 3 offers"),
        # shown once for now
        (0, Easing(day=TODAY, missed=2), {"missed": 3, "refused": 1, "step": 1}, "nobody answered 1 offer"),
        (1, FULL, {"missed": 1, "refused": 1}, "nobody answered 2 offers"),
    ],
)
def test_and_then_it_is_missed(repeat: int, easing: Easing, later: dict[str, Any], words: str) -> None:
    last = replace(SHOWN, repeat=repeat, chosen=SET)
    d = draft(*BREAKS, offer=last, easing=easing, **WHOLE)
    before = d.state
    offers.come_again(d)
    only_changed(
        d,
        before,
        offer=None,
        ended=Ended(
            7,
            name="mobility",
            routine="auto",
            shown_at=AT - 300,
            outcome=Outcome.MISSED,
            lasts_s=180.0,
            chosen=SET,
        ),
        sat=(("mobility", 600.0), *SAT[1:]),
        debt_s=0.0,
        easing=replace(easing, **later),
    )
    assert d.effects[:3] == [
        Decided(AT, "mobility", "missed", words),
        Withdraw(7),
        Record(AT, break_name="mobility", routine="set:cat-cow", outcome=Outcome.MISSED, offer=7),
    ]


# -- it is held ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "effects"), [(SHOWN, [Withdraw(7)]), (replace(SHOWN, snooze_until=AT + 60), [])]
)
def test_a_hold_takes_the_offer_off_the_screen(one: OpenOffer, effects: list[object]) -> None:
    """A snoozed one is not on it."""
    d = draft(*BREAKS, offer=one)
    before = d.state
    offers.hold(d, ["meeting", "paused"])
    only_changed(d, before, offer=replace(SHOWN, held=True))
    assert d.effects == [*effects, Decided(AT, "mobility", "held", "meeting, paused")]


@pytest.mark.parametrize("one", [None, replace(SHOWN, held=True)])
def test_nothing_is_held_twice(one: OpenOffer | None) -> None:
    d = draft(*BREAKS, offer=one)
    before = d.state
    offers.hold(d, ["meeting"])
    assert (d.state, d.effects) == (before, [])


# -- it ends ---------------------------------------------------------------------------------------------------


def test_a_break_that_was_taken_without_the_player_is_written_as_it_was_offered() -> None:
    """Movement rests the back; words keep their own clock, and no absence can be given back any more."""
    absence = Absence(AT - 4000, AT - 3600, sat_s=100.0, sat=())
    waits = (Due("mobility", AT), Due("gone", AT), Due("water", AT), Due("walk", AT, fixed=True))
    d = draft(
        *BREAKS,
        offer=replace(SHOWN, with_=("eyes",), chosen=SET),
        ended=Ended(6, name="walk", routine="", shown_at=AT - 900, outcome=Outcome.MISSED),
        absence=absence,
        due=waits,
        easing=Easing(step=2, refused=3, day=TODAY),
        **WHOLE,
    )
    before = d.state
    offers.close(d, Outcome.TAKEN, note="said by hand", uid="hand-1", seconds=75.4)
    only_changed(
        d,
        before,
        offer=None,
        ended=None,
        absence=None,
        due=waits[2:],
        sat_s=0.0,
        sat=(
            ("mobility", 600.0),
            ("water", 3000.0),
            ("eyes", 600.0),
        ),  # of the debt, half an interval at most
        debt_s=0.0,
        easing=Easing(step=1, taken=1, day=TODAY, answered=True, took=True),
    )
    assert d.effects == [
        Withdraw(7),
        Record(
            AT,
            break_name="mobility",
            routine="set:cat-cow",
            outcome=Outcome.TAKEN,
            seconds=75,
            exercises=("cat-cow",),
            note="said by hand",
            uid="hand-1",
            offer=7,
        ),
        Decided(AT, "", "eased back", "offers are now as the settings say"),
    ]


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("one", [SHOWN, offer(WATER)])
def test_which_ends_rest_the_back(outcome: Outcome, one: OpenOffer) -> None:
    """Only a movement break does, and only if there was some of it, or the person was away."""
    d = draft(*BREAKS, offer=one, due=(Due("mobility", AT),), sat_s=2900.0, sat=SAT)
    offers.close(d, outcome)
    rests = outcome in ("taken", "partly", "natural", "stopped") and one is SHOWN
    assert (d.state.sat_s == 0.0, d.state.due == ()) == (rests, rests)
    assert dict(d.state.sat)[one.name] == 0.0, "its own clock begins again in any case"
    assert dict(d.state.sat)["eyes"] == 900.0


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_offer_that_ended_unanswered_can_still_be_answered(outcome: Outcome) -> None:
    d = draft(*BREAKS, offer=SHOWN)
    offers.close(d, outcome)
    assert (d.state.ended is not None) == (outcome in ("missed", "suppressed"))


@pytest.mark.parametrize("policy", ["fixed", "pay-back"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_snoozed_time_is_paid_back_after_an_answer_or_none(outcome: Outcome, policy: str) -> None:
    """Who left, or stopped because it hurt, owes nothing; nor does anybody where the settings do not ask for it."""
    late = replace(SHOWN, snoozed_s=300.0)
    d = draft(*BREAKS, offer=late, rules={"snooze": SnoozeRules(policy=policy)}, sat=SAT)
    offers.close(d, outcome)
    owes = policy == "pay-back" and outcome in ("taken", "skipped", "missed")
    assert dict(d.state.sat)["mobility"] == (300.0 if owes else 0.0)


@pytest.mark.parametrize(
    ("one", "outcome", "since", "counted"),
    [
        (MOBILITY, Outcome.MISSED, AT - 299.0, 1),  # five minutes, to the second
        (MOBILITY, Outcome.MISSED, AT - 298.9, 0),  # work ended a moment after it came
        (WATER, Outcome.MISSED, AT - 299.0, 1),
        (EYES, Outcome.MISSED, AT - 299.0, 0),  # needs no answer
        (MOBILITY, Outcome.SKIPPED, AT, 1),
        (EYES, Outcome.SKIPPED, AT, 0),
    ],
)
def test_what_is_held_against_the_person(one: Break, outcome: Outcome, since: float, counted: int) -> None:
    d = draft(*BREAKS, offer=offer(one, at=since))
    offers.close(d, outcome)
    assert d.state.easing.refused == counted


def test_where_offers_come_again_after_ten_minutes_so_long_is_time_to_answer() -> None:
    d = draft(*BREAKS, offer=SHOWN, rules={"repeat_every_s": 600.0})
    offers.close(d, Outcome.MISSED)
    assert d.state.easing == Easing(day=TODAY)


def test_no_offer_has_no_end() -> None:
    d = draft(*BREAKS, sat=SAT)
    before = d.state
    offers.close(d, Outcome.TAKEN)
    offers.withdraw(d, "a break was taken otherwise")
    assert (d.state, d.effects) == (before, [])


def test_an_offer_that_makes_no_sense_any_more_leaves_no_row() -> None:
    d = draft(*BREAKS, offer=SHOWN, sat=SAT)
    before = d.state
    offers.withdraw(d, "a break was taken otherwise")
    only_changed(d, before, offer=None)
    assert d.effects == [
        Withdraw(7),
        Decided(AT, "mobility", "suppressed", "a break was taken otherwise"),
    ]


# -- the person leaves -----------------------------------------------------------------------------------------


def test_who_leaves_after_an_offer_followed_it() -> None:
    waits = (Due("mobility", AT), Due("water", AT), Due("walk", AT, fixed=True))
    d = draft(*BREAKS, offer=SHOWN, due=waits, sat_s=2900.0, sat=SAT)
    before = d.state
    assert offers.leave_desk(d, "away-1", 360.0) is True
    only_changed(
        d,
        before,
        offer=None,
        due=waits[2:],
        sat_s=0.0,
        sat=(("mobility", 0.0), *SAT[1:]),
        easing=Easing(day=TODAY, answered=True, took=True, taken=1),
    )
    assert d.effects == [
        Decided(AT, "mobility", "natural", "you left the desk after the offer"),
        Withdraw(7),
        Record(
            AT,
            break_name="mobility",
            routine="",
            outcome=Outcome.NATURAL,
            seconds=360,
            note="left the desk after the offer",
            uid="away-1",
            offer=7,
        ),
    ]


def test_who_leaves_without_one_has_the_break_all_the_same() -> None:
    waits = (Due("mobility", AT), Due("walk", clock("09:40"), fixed=True))
    d = draft(*BREAKS, due=waits, sat=SAT)
    before = d.state
    assert offers.leave_desk(d, "away-1", 360.0) is False
    only_changed(d, before, due=waits[1:])
    assert d.effects == []
