"""Answers to an offer: the state and the effects of each, compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import answers
from deskbreak.core.draft import Draft
from deskbreak.core.easing import Easing
from deskbreak.core.effects import ClosePlayer, Decided, OpenPlayer, Record, Withdraw
from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.core.plan import Break, Plan, SnoozeRules
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.core.state import Due, Ended, OpenOffer, Running, State
from deskbreak.values import replace

NOW = 1_774_857_600.0
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=3600.0, say="Drink water")
WALK = Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0)
PLAN = Plan(breaks=(WATER, MOBILITY, WALK), snooze=SnoozeRules(policy="pay-back"))
SET = ChosenSet("set:cat-cow", ("cat-cow",), 170.0)
OFFER = OpenOffer(
    7,
    name="mobility",
    routine="auto",
    lasts_s=180.0,
    say="",
    with_=("water",),
    at=NOW - 400,
    shown_at=NOW - 60,
    repeat=1,
    snoozes=1,
    snoozed_s=300.0,
    step=2,
    upright=True,
    chosen=SET,
)
LEFT_ALONE = Easing(step=2, missed=2, refused=3)
ANSWERED = replace(LEFT_ALONE, missed=0, answered=True)
SITTING = State(
    NOW, 5.0, sat_s=2900.0, sat=(("water", 2000.0), ("mobility", 2800.0)), offers=7, easing=LEFT_ALONE
)
OFFERED = replace(SITTING, offer=OFFER)
LOOK = replace(OFFER, name="water", routine="", lasts_s=None, with_=(), upright=False, chosen=None)


def draft(state: State, **plan: Any) -> Draft:
    return Draft(state, replace(PLAN, **plan), NOW)


def told(name: str, decision: str, reason: str) -> Decided:
    return Decided(NOW, name, decision, reason)


# -- snoozing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "known", "policy", "length", "words", "until_pause"),
    [
        (600.0, True, "fixed", 600.0, "for 10 min", False),
        (None, True, "fixed", 300.0, "for 5 min", False),
        (600.0, True, "shrinking", 300.0, "for 5 min", False),  # the second one is half as long
        (460.0, True, "fixed", 460.0, "for 8 min", False),
        (UNTIL_PAUSE, True, "fixed", 1800.0, "until you pause typing", True),
        (UNTIL_PAUSE, False, "fixed", 300.0, "for 5 min", False),  # nobody can see a pause: the first choice
        (UNTIL_PAUSE, False, "shrinking", 150.0, "for 2 min", False),
    ],
)
def test_a_snooze_takes_the_offer_away_and_is_written_down(
    asked: float | None, known: bool, policy: str, length: float, words: str, until_pause: bool
) -> None:
    state = replace(OFFERED, idle_known=known)
    d = draft(state, snooze=SnoozeRules(policy=policy))
    answers.snooze(d, asked)
    offer = replace(
        OFFER,
        snoozes=2,
        snooze_until=NOW + length,
        snoozed_s=300 + length,
        repeat=0,
        until_pause=until_pause,
    )
    assert d.state == replace(state, offer=offer, easing=ANSWERED)
    row = Record(
        NOW,
        break_name="mobility",
        routine="set:cat-cow",
        outcome=Outcome.SNOOZED,
        seconds=length,
        offer=7,
    )
    assert d.effects == [Withdraw(7), row, told("mobility", "snoozed", words)]


@pytest.mark.parametrize("before", [0, 1, 2])
def test_each_snooze_counts_as_one(before: int) -> None:
    d = draft(replace(OFFERED, offer=replace(OFFER, snoozes=before)))
    answers.snooze(d, 600.0)
    assert d.state.offer is not None and d.state.offer.snoozes == before + 1


def test_a_snooze_puts_an_offer_off_that_was_held_back_and_counts_from_now() -> None:
    held = replace(OFFER, held=True, until_pause=True)
    d = draft(replace(OFFERED, offer=held))
    answers.snooze(d, 600.0)
    offer = d.state.offer
    assert offer is not None and (offer.held, offer.until_pause) == (False, False)
    assert offer.snooze_until == NOW + 600


def test_a_snooze_is_an_answer_so_the_offer_may_be_repeated_again() -> None:
    d = draft(replace(OFFERED, offer=replace(OFFER, step=1), easing=Easing(step=1, missed=2, refused=2)))
    answers.snooze(d, 600.0)
    assert d.state.offer is not None and d.state.offer.step == 0
    assert d.state.easing == Easing(refused=2, answered=True)
    assert told("", "eased back", "offers are now as the settings say") in d.effects


def test_an_offer_keeps_its_form_when_offers_were_eased_off_since() -> None:
    d = draft(replace(OFFERED, offer=replace(OFFER, step=0)))
    answers.snooze(d, 600.0)
    assert d.state.offer is not None and d.state.offer.step == 0


# -- starting -----------------------------------------------------------------------------------------------


def started(d: Draft, rounds: int | None = None) -> Running:
    """What runs now; the player is asked for just that."""
    running = d.state.running
    assert running is not None
    assert d.effects[-1] == OpenPlayer(
        running.uid,
        offer=running.offer,
        break_name=running.name,
        routine=running.routine,
        lasts_s=running.lasts_s,
        rounds=rounds,
        upright=running.upright,
        chosen=running.chosen,
    )
    return running


def test_an_offer_is_started_as_it_was_shown() -> None:
    mine, other = Due("water", NOW - 9), Due("walk", NOW - 5, fixed=True)
    ended = Ended(6, name="walk", routine="", shown_at=NOW - 900, outcome=Outcome.MISSED)
    state = replace(OFFERED, due=(mine, other), starts=3, ended=ended)
    d = draft(state)
    answers.start(d)
    running = started(d)
    assert running == Running(
        running.uid,
        offer=7,
        name="mobility",
        routine="auto",
        lasts_s=180.0,
        since=NOW,
        with_=("water",),
        was_offer=OFFER,
        was_due=(mine,),
        upright=True,
        chosen=SET,
    )
    assert d.state == replace(
        state,
        starts=4,
        offer=None,
        ended=None,
        running=running,
        due=(other,),
        debt_s=300.0,
        easing=ANSWERED,
    )
    assert d.effects[:-1] == [Withdraw(7), told("mobility", "started", "you answered the offer")]


@pytest.mark.parametrize(
    ("offer", "asked", "shown"),
    [
        (OFFER, "bird-dog", {"routine": "bird-dog", "upright": False, "chosen": None}),
        (OFFER, "auto", {"routine": "auto", "upright": False, "chosen": SET}),
        (replace(OFFER, upright=False), "", {"routine": "auto", "upright": False, "chosen": SET}),
        (LOOK, "bird-dog", {"routine": "bird-dog", "upright": False, "chosen": None}),
    ],
)
def test_a_routine_named_while_an_offer_is_open_takes_its_place(
    offer: OpenOffer, asked: str, shown: dict[str, Any]
) -> None:
    d = draft(replace(OFFERED, offer=offer))
    answers.start(d, asked, 2)
    running = started(d, rounds=2)
    expected = {"offer": 7, "name": offer.name, "lasts_s": offer.lasts_s, "with_": offer.with_} | shown
    assert {key: getattr(running, key) for key in expected} == expected


def test_what_only_says_something_is_done_by_starting_it() -> None:
    d = draft(replace(OFFERED, offer=LOOK))
    answers.start(d)
    assert (d.state.running, d.state.offer) == (None, None)
    assert [one.outcome for one in d.effects if isinstance(one, Record)] == [Outcome.TAKEN]


@pytest.mark.parametrize(
    ("due", "asked", "name", "routine", "lasts"),
    [
        ((), "", "mobility", "auto", 180.0),
        ((), "ten-minute-walk", "walk", "ten-minute-walk", 600.0),
        ((), "bird-dog", "", "bird-dog", None),
        (("mobility", "walk"), "", "walk", "ten-minute-walk", 600.0),  # the one with its time of day leads
        (("water", "walk"), "", "walk", "ten-minute-walk", 600.0),
        (("water",), "", "mobility", "auto", 180.0),  # nothing to play in what only says something
        (("walk",), "bird-dog", "", "bird-dog", None),
        (("gone",), "", "mobility", "auto", 180.0),
    ],
)
def test_by_hand_the_break_that_is_due_is_started_else_what_was_asked_for(
    due: tuple[str, ...], asked: str, name: str, routine: str, lasts: float | None
) -> None:
    waiting = tuple(Due(one, NOW - 60) for one in due)
    state = replace(SITTING, due=waiting)
    d = draft(state)
    answers.start(d, asked, 3)
    running = started(d, rounds=3)
    mine = tuple(one for one in waiting if one.name == name)
    assert running == Running(
        running.uid, offer=0, name=name, routine=routine, lasts_s=lasts, since=NOW, was_due=mine
    )
    left = tuple(one for one in waiting if one.name != name)
    assert d.state == replace(state, starts=1, running=running, due=left)
    assert d.effects[:-1] == [told(name, "started", "by hand")]


def test_a_plan_without_auto_has_no_break_for_a_set_by_hand() -> None:
    d = draft(SITTING, breaks=(WATER, WALK))
    answers.start(d)
    running = started(d)
    assert (running.name, running.routine, running.lasts_s) == ("", "auto", None)


def test_no_two_starts_have_one_uid() -> None:
    """Not in one moment, nor a millisecond later where the count was lost with the state."""
    uids = set()
    state = SITTING
    for at, before in ((NOW, state), (NOW, replace(state, starts=1)), (NOW + 0.001, state)):
        d = Draft(before, PLAN, at)
        answers.start(d)
        uids.add(started(d).uid)
    assert len(uids) == 3


# -- done and skip ------------------------------------------------------------------------------------------

RUNNING = Running(
    "a-1", offer=7, name="mobility", routine="auto", lasts_s=180.0, since=NOW - 90, with_=("water",)
)
ENDED = Ended(6, name="mobility", routine="auto", shown_at=NOW - 600, outcome=Outcome.MISSED, chosen=SET)
RESTED: dict[str, Any] = {"sat_s": 0.0, "sat": (("water", 0.0), ("mobility", 0.0))}
TOOK = replace(LEFT_ALONE, step=1, missed=0, refused=0, taken=1, answered=True, took=True)
SKIPPED = replace(LEFT_ALONE, missed=0, refused=4, answered=True)


@pytest.mark.parametrize("done", [True, False])
def test_a_running_break_ends_by_word(done: bool) -> None:
    state = replace(SITTING, running=RUNNING)
    d = draft(state)
    (answers.answer_done if done else answers.answer_skip)(d)
    outcome, note = (Outcome.TAKEN, "said by hand") if done else (Outcome.SKIPPED, "")
    row = Record(
        NOW,
        break_name="mobility",
        routine="",
        outcome=outcome,
        seconds=90,
        note=note,
        uid="a-1",
        offer=7,
    )
    assert d.effects[:3] == [
        ClosePlayer("a-1", outcome),
        row,
        told("mobility", outcome.value, note or "the routine ended"),
    ]
    clocks: dict[str, Any] = RESTED if done else {"sat": (("water", 0.0), ("mobility", 0.0))}
    assert d.state == replace(state, running=None, easing=TOOK if done else SKIPPED, **clocks)


@pytest.mark.parametrize("done", [True, False])
def test_an_open_offer_ends_by_word(done: bool) -> None:
    d = draft(OFFERED)
    (answers.answer_done if done else answers.answer_skip)(d)
    outcome, note = (Outcome.TAKEN, "said by hand") if done else (Outcome.SKIPPED, "")
    whole: dict[str, Any] = {"exercises": ("cat-cow",), "seconds": 170} if done else {}
    row = Record(
        NOW, break_name="mobility", routine="set:cat-cow", outcome=outcome, note=note, offer=7, **whole
    )
    said = told("mobility", outcome.value, note or "you said so")
    assert d.effects[:3] == [said, Withdraw(7), row]
    owed = (("water", 300.0), ("mobility", 300.0))  # what was snoozed is paid back
    clocks: dict[str, Any] = {"sat_s": 0.0, "sat": owed} if done else {"sat": owed}
    assert d.state == replace(OFFERED, offer=None, easing=TOOK if done else SKIPPED, **clocks)


@pytest.mark.parametrize("done", [True, False])
def test_a_missed_offer_is_taken_or_skipped_afterwards(done: bool) -> None:
    state = replace(SITTING, ended=ENDED)
    d = draft(state)
    (answers.answer_done if done else answers.answer_skip)(d)
    outcome, note = (Outcome.TAKEN, "said by hand") if done else (Outcome.SKIPPED, "")
    whole: dict[str, Any] = {"exercises": ("cat-cow",), "seconds": 170} if done else {}
    row = Record(
        NOW, break_name="mobility", routine="set:cat-cow", outcome=outcome, note=note, offer=6, **whole
    )
    assert d.effects[:2] == [row, told("mobility", outcome.value, note or "you said so afterwards")]
    rested: dict[str, Any] = {"sat_s": 0.0} if done else {}
    clocks: dict[str, Any] = rested | {"sat": (("water", 2000.0), ("mobility", 0.0))}
    # it was counted as missed already: to skip it is an answer, and no second refusal
    assert d.state == replace(state, ended=None, easing=TOOK if done else ANSWERED, **clocks)


@pytest.mark.parametrize(("ago", "is_answerable"), [(0.0, True), (1799.0, True), (1800.0, False)])
def test_an_offer_is_answerable_for_less_than_half_an_hour(ago: float, is_answerable: bool) -> None:
    ended = replace(ENDED, shown_at=NOW - ago)
    state = replace(SITTING, ended=ended)
    d = draft(state)
    assert answers.answerable_end(d) == (ended if is_answerable else None)
    answers.answer_done(d)
    assert (d.state == state) is not is_answerable
    assert answers.answerable_end(draft(SITTING)) is None
