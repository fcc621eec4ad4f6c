"""Easing off, rule by rule: each from the values alone, as the table in docs/timing.md says it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core import easing
from deskbreak.core.easing import AS_BEFORE, DAY_S, LAST, STEPS, Choice, Easing, Step
from deskbreak.values import replace

AT = 1_795_392_000.0
DO = {"missed": easing.missed, "skipped": easing.skipped, "snoozed": easing.snoozed, "took": easing.took}


def after(*what: str, e: Easing = AS_BEFORE) -> Easing:
    for one in what:
        e = DO[one](e)
    return e


@pytest.mark.parametrize(
    ("what", "step"),
    [
        ("missed", 0),
        ("missed missed", 1),
        ("missed snoozed missed", 0),
        ("missed missed snoozed", 0),
        ("missed missed skipped", 2),
        ("missed skipped", 0),
        ("missed missed missed", 2),
        ("skipped skipped", 0),
        ("skipped skipped skipped", 2),
        ("skipped skipped took skipped", 0),
        ("skipped snoozed skipped snoozed skipped", 2),
        ("missed missed missed took", 1),
        ("missed missed missed took took", 0),
        ("missed missed missed took missed took", 0),
        ("missed missed missed skipped skipped skipped", 2),
    ],
)
def test_what_was_not_taken_decides_how_the_next_one_is_shown(what: str, step: int) -> None:
    assert after(*what.split()).step == step


@pytest.mark.parametrize(
    ("what", "once"),
    [
        ("missed", False),
        ("missed missed", True),
        ("missed missed missed missed", True),
        ("missed missed missed skipped", False),
        ("skipped skipped skipped", False),
        ("missed missed missed snoozed", False),
        ("missed missed missed took", False),
    ],
)
def test_offers_are_shown_once_until_one_is_answered(what: str, once: bool) -> None:
    assert after(*what.split()).is_once == once


def test_how_it_is_said() -> None:
    reported = [after(*(["missed"] * count)).words for count in range(4)]
    assert reported == ["", "", "shown once", "one-minute sets, shown once"]
    assert after("skipped", "skipped", "skipped").words == "one-minute sets"


def test_a_step_asks_for_no_more_than_the_one_before() -> None:
    for one, further in pairwise(STEPS):
        assert further.short >= one.short and further.fewer >= one.fewer


def a_week(*days: str, e: Easing = AS_BEFORE, first: int = 100) -> Easing:
    """Days with one offer each, and how each went; then the morning after."""
    for number, what in enumerate(days):
        e = easing.on_day(e, first + number)
        e = after(*what.split(), e=easing.shown(e))
    return easing.on_day(e, first + len(days))


def test_two_days_without_a_break_owe_the_question_and_a_taken_one_does_not() -> None:
    assert not a_week("missed").should_ask(AT)
    assert a_week("missed", "skipped").should_ask(AT)
    assert not a_week("missed", "missed took").should_ask(AT)
    assert not a_week("missed", "took", "missed").should_ask(AT)


def test_a_day_without_an_offer_says_nothing() -> None:
    e = easing.on_day(a_week("missed"), 104)
    assert (e.dry_days, e.ignored_days) == (1, 1)


def test_the_question_is_asked_once_in_two_weeks() -> None:
    e = easing.asked(a_week("missed", "missed"), AT)
    e = a_week("missed", "missed", e=e, first=103)
    assert e.dry_days >= 2
    assert not e.should_ask(AT + 14 * DAY_S - 1)
    assert e.should_ask(AT + 14 * DAY_S)


def test_without_an_answer_breaks_come_less_often_for_a_week() -> None:
    e = easing.asked(a_week("missed", "missed"), AT)
    assert (e.step, e.at_least_s, e.is_asking) == (LAST, 5400.0, True)
    assert easing.expired(e, AT + 7 * DAY_S - 1) == e
    over = easing.expired(e, AT + 7 * DAY_S)
    assert (over.step, over.is_asking) == (LAST - 1, False)
    assert easing.ends(e) == (AT + 7 * DAY_S,)


@pytest.mark.parametrize(
    ("choice", "seconds"), [("60", 3600.0), ("90", 5400.0), ("keep", 0.0), ("hours", 0.0)]
)
def test_an_answer_ends_the_question(choice: str, seconds: float) -> None:
    e = easing.chosen(easing.asked(a_week("missed", "missed"), AT), Choice(choice), AT + 60)
    assert (e.is_asking, e.how.fewer, e.chosen_s) == (False, False, seconds)
    assert replace(e, ignored_days=0).at_least_s == seconds


def test_what_the_person_chose_stays_for_two_weeks_whatever_is_taken() -> None:
    e = easing.chosen(AS_BEFORE, Choice.NINETY, AT)
    e = after("took", "took", "took", e=e)
    assert e.at_least_s == 5400.0
    assert easing.expired(e, AT + 14 * DAY_S - 1).at_least_s == 5400.0
    assert easing.expired(e, AT + 14 * DAY_S).at_least_s == 0.0


def test_each_break_taken_is_a_step_back_and_the_third_undoes_it_all() -> None:
    e = easing.asked(a_week("missed", "missed missed", "missed"), AT)
    steps = []
    for _ in range(3):
        e = easing.took(e)
        steps.append(e.step)
    assert steps == [2, 1, 0]
    assert (e.at_least_s, e.max_banners, e.dry_days) == (0.0, None, 0)


def test_off_is_as_the_settings_say() -> None:
    e = easing.chosen(easing.asked(a_week("missed", "missed"), AT), Choice.OFF, AT)
    assert (e.step, e.at_least_s, e.max_banners, e.is_asking) == (0, 0.0, None, False)
    assert not e.should_ask(AT + 60)


def test_after_an_ignored_day_there_are_four_and_one_less_each_day() -> None:
    most = []
    e = a_week("missed")
    for number in range(5):
        most.append(e.max_banners)
        e = a_week("missed", e=e, first=101 + number)
    assert most == [4, 3, 2, 2, 2]


@pytest.mark.parametrize("answer", ["snoozed", "skipped", "took"])
def test_a_day_with_an_answer_is_not_ignored(answer: str) -> None:
    assert a_week(f"missed {answer} missed").max_banners is None


def test_whoever_was_away_for_long_begins_afresh() -> None:
    e = a_week("missed", "missed missed missed")
    assert e.step == 2
    assert easing.on_day(e, 102 + easing.FORGOTTEN_AFTER_DAYS) == replace(
        AS_BEFORE, day=102 + easing.FORGOTTEN_AFTER_DAYS
    )


@given(st.lists(st.sampled_from([*DO, "day", "ask", "week later"]), max_size=60))
def test_whatever_happens_three_taken_undo_it(what: list[str]) -> None:
    e, at, day = AS_BEFORE, AT, 100
    for one in what:
        if one in DO:
            e = DO[one](easing.shown(e))
        elif one == "ask":
            e = easing.asked(e, at)
        else:
            more = 7 if one == "week later" else 1
            at, day = at + more * DAY_S, day + more
            e = easing.expired(easing.on_day(e, day), at)
        assert 0 <= e.step <= LAST
        assert e.max_banners is None or 2 <= e.max_banners <= 4
        assert all(end > at - 7 * DAY_S for end in easing.ends(e))
    e = after("took", "took", "took", e=e)
    assert (e.how, e.at_least_s, e.max_banners) == (STEPS[0], 0.0, None)


# -- whole values: what a rule does not speak of stays as it was ---------------------------------------------

LATELY = Easing(
    step=1,
    missed=2,
    refused=2,
    taken=1,
    day=738_500,
    offers=3,
    banners=5,
    dry_days=1,
    ignored_days=1,
    asked_on=AT - 86_400.0,
    is_asking=True,
    fewer_till=AT + 1000.0,
    chosen_s=3600.0,
    chosen_till=AT + 2000.0,
)


@pytest.mark.parametrize(
    ("what", "became"),
    [
        ("missed", {"missed": 3, "refused": 3, "taken": 0, "step": 2}),
        ("skipped", {"missed": 0, "answered": True, "refused": 3, "taken": 0, "step": 2}),
        ("snoozed", {"missed": 0, "answered": True, "step": 0}),
        (
            "took",
            {"missed": 0, "answered": True, "took": True, "refused": 0, "taken": 2, "step": 0, "dry_days": 0}
            | {"is_asking": False},
        ),
    ],
)
def test_an_end_of_an_offer_changes_these_and_nothing_else(what: str, became: dict[str, Any]) -> None:
    assert DO[what](LATELY) == replace(LATELY, **became)


def test_a_missed_offer_never_brings_a_later_step_back() -> None:
    assert easing.missed(Easing(step=3)) == Easing(step=3, missed=1, refused=1)
    assert easing.skipped(Easing(step=3)) == Easing(step=3, refused=1, answered=True)


def test_the_third_break_in_a_row_undoes_even_the_last_step_and_ignored_days() -> None:
    e = Easing(step=3, taken=2, ignored_days=2)
    assert easing.took(e) == Easing(taken=3, answered=True, took=True)
    second = Easing(step=3, taken=1, ignored_days=2)
    assert easing.took(second) == Easing(step=2, taken=2, ignored_days=2, answered=True, took=True)
    assert easing.took(AS_BEFORE) == Easing(taken=1, answered=True, took=True)


def test_an_offer_is_counted_once_and_each_notification_too() -> None:
    assert easing.shown(LATELY) == replace(LATELY, offers=4, banners=6)
    assert easing.shown(LATELY, again=True) == replace(LATELY, banners=6)


def test_the_question_is_a_notification_and_the_last_step_for_a_week() -> None:
    week_later = AT + 604_800.0
    asking = replace(
        LATELY, banners=6, step=3, asked_on=AT, is_asking=True, fewer_till=week_later, dry_days=0
    )
    assert easing.asked(replace(LATELY, is_asking=False), AT) == asking


def test_off_keeps_what_the_day_has_seen_and_when_the_question_was_asked() -> None:
    kept = Easing(day=738_500, offers=3, banners=5, asked_on=AT - 86_400.0)
    assert easing.as_settings(LATELY) == kept
    assert easing.chosen(LATELY, Choice.OFF, AT) == replace(kept, answered=True)


@pytest.mark.parametrize(
    ("choice", "chosen_s", "till"),
    [
        (Choice.HOURLY, 3600.0, AT + 1_209_600.0),
        (Choice.NINETY, 5400.0, AT + 1_209_600.0),
        (Choice.KEEP, 0.0, LATELY.chosen_till),
        (Choice.HOURS, 0.0, LATELY.chosen_till),
        (Choice.WEEK, 0.0, LATELY.chosen_till),
    ],
)
@pytest.mark.parametrize(("step", "then"), [(3, 2), (2, 2), (1, 1), (0, 0)])
def test_a_choice_is_an_answer(choice: Choice, chosen_s: float, till: float, step: int, then: int) -> None:
    e = easing.chosen(replace(LATELY, step=step), choice, AT)
    calm = replace(LATELY, step=then, missed=0, answered=True, is_asking=False)
    assert e == replace(calm, chosen_s=chosen_s, chosen_till=till)


def test_what_a_new_day_keeps() -> None:
    assert easing.on_day(LATELY, 738_500) == LATELY
    next_day = replace(LATELY, day=738_501, offers=0, banners=0, dry_days=2, ignored_days=2)
    assert easing.on_day(LATELY, 738_501) == next_day
    good = replace(LATELY, took=True, answered=True)
    assert easing.on_day(good, 738_501) == replace(next_day, dry_days=0, ignored_days=0)
    snoozed = replace(LATELY, answered=True)
    assert easing.on_day(snoozed, 738_501) == replace(next_day, ignored_days=0)
    free = replace(LATELY, offers=0)
    assert easing.on_day(free, 738_501) == replace(next_day, dry_days=1, ignored_days=1)


@pytest.mark.parametrize(
    ("later", "is_forgotten"), [(7, False), (8, True), (-7, False), (-8, True), (9, True)]
)
def test_after_eight_days_without_an_offer_only_the_choice_and_the_question_are_known(
    later: int, is_forgotten: bool
) -> None:
    day = LATELY.day + later
    kept = Easing(day=day, asked_on=LATELY.asked_on, chosen_s=LATELY.chosen_s, chosen_till=LATELY.chosen_till)
    assert (easing.on_day(LATELY, day) == kept) == is_forgotten


def test_a_break_before_the_first_day_at_work_is_not_forgotten() -> None:
    assert easing.on_day(easing.took(AS_BEFORE), 738_500) == Easing(day=738_500, taken=1)


@pytest.mark.parametrize(
    ("step", "at", "became"),
    [
        (3, AT + 999.0, {}),
        (3, AT + 1000.0, {"step": 2, "is_asking": False}),
        (3, AT + 1999.0, {"step": 2, "is_asking": False}),
        (3, AT + 2000.0, {"step": 2, "is_asking": False, "chosen_s": 0.0}),
        (2, AT + 1000.0, {}),
        (2, AT + 2000.0, {"chosen_s": 0.0}),
    ],
)
def test_what_runs_out(step: int, at: float, became: dict[str, Any]) -> None:
    e = replace(LATELY, step=step)
    assert easing.expired(e, at) == replace(e, **became)


def test_when_it_runs_out() -> None:
    assert easing.ends(replace(LATELY, step=3)) == (AT + 1000.0, AT + 2000.0)
    assert easing.ends(replace(LATELY, step=3, chosen_s=0.0)) == (AT + 1000.0,)
    assert easing.ends(replace(LATELY, step=2)) == (AT + 2000.0,)
    assert easing.ends(replace(LATELY, step=2, chosen_s=0.0)) == ()


def test_each_step_by_its_number() -> None:
    short, fewer = "one-minute sets", "one-minute sets, 90 min apart or more"
    shown = [(one.short, one.fewer, one.words) for one in (Easing(step=number).how for number in range(4))]
    assert shown == [(False, False, ""), (False, False, ""), (True, False, short), (True, True, fewer)]
    assert Easing(step=3, missed=2).words == f"{fewer}, shown once"


@pytest.mark.parametrize(("saved", "step"), [(-1, Step()), (4, STEPS[3]), (99, STEPS[3])])
def test_a_saved_step_that_there_is_not_is_the_nearest(saved: int, step: Step) -> None:
    assert Easing(step=saved).how == step


@pytest.mark.parametrize(
    ("chosen_s", "step", "ignored", "least"),
    [
        (0.0, 0, 0, 0.0),
        (0.0, 2, 0, 0.0),
        (0.0, 3, 0, 5400.0),
        (0.0, 0, 1, 5400.0),
        (3600.0, 0, 0, 3600.0),
        (3600.0, 3, 0, 5400.0),
        (3600.0, 2, 1, 5400.0),
        (5400.0, 2, 0, 5400.0),
    ],
)
def test_how_much_lies_between_two_breaks(chosen_s: float, step: int, ignored: int, least: float) -> None:
    assert Easing(chosen_s=chosen_s, step=step, ignored_days=ignored).at_least_s == least


@pytest.mark.parametrize(
    ("ignored", "banners", "full"),
    [
        (0, 50, False),
        (1, 3, False),
        (1, 4, True),
        (1, 5, True),
        (2, 2, False),
        (2, 3, True),
        (9, 1, False),
        (9, 2, True),
    ],
)
def test_a_day_after_an_ignored_one_is_full(ignored: int, banners: int, full: bool) -> None:
    assert Easing(ignored_days=ignored, banners=banners).is_full is full


FORTNIGHT_S = 1_209_600.0


@pytest.mark.parametrize("around", [AT, -AT, 1000.0])
@pytest.mark.parametrize(
    ("dry", "asked_ago", "chosen_s", "owes"),
    [
        (1, None, 0.0, False),
        (2, None, 0.0, True),
        (3, None, 0.0, True),
        (2, FORTNIGHT_S - 1, 0.0, False),
        (2, FORTNIGHT_S, 0.0, True),
        (2, 1 - FORTNIGHT_S, 0.0, False),  # the clock was set back since
        (2, -FORTNIGHT_S, 0.0, True),
        (2, None, 3600.0, False),
    ],
)
def test_when_the_question_is_owed(
    around: float, dry: int, asked_ago: float | None, chosen_s: float, owes: bool
) -> None:
    asked_on = 0.0 if asked_ago is None else around - asked_ago
    assert Easing(dry_days=dry, asked_on=asked_on, chosen_s=chosen_s).should_ask(around) is owes
