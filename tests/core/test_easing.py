"""Easing off, rule by rule: each from the values alone, as the table in docs/timing.md says it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core import easing
from deskbreak.core.easing import AS_BEFORE, DAY_S, LAST, STEPS, Choice, Easing
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
    assert not a_week("missed").owes_question(AT)
    assert a_week("missed", "skipped").owes_question(AT)
    assert not a_week("missed", "missed took").owes_question(AT)
    assert not a_week("missed", "took", "missed").owes_question(AT)


def test_a_day_without_an_offer_says_nothing() -> None:
    e = easing.on_day(a_week("missed"), 104)
    assert (e.dry_days, e.ignored_days) == (1, 1)


def test_the_question_is_asked_once_in_two_weeks() -> None:
    e = easing.asked(a_week("missed", "missed"), AT)
    e = a_week("missed", "missed", e=e, first=103)
    assert e.dry_days >= 2
    assert not e.owes_question(AT + 14 * DAY_S - 1)
    assert e.owes_question(AT + 14 * DAY_S)


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
    assert not e.owes_question(AT + 60)


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
