"""What the journal says of each exercise: what is due today, what may come again, and what waits longest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount
from deskbreak.core.past import Done, Past

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)


def one(id: str, **more: Any) -> Exercise:
    return Exercise(id, id.title(), **{"position": "supine", "role": "moves"} | more)


PLAIN = one("plain")
OTHER = one("other")
DAILY = one("daily", per_day=Amount(1))
HOVER = one("hover", per_day=Amount(1, 3))
TWICE = one("twice", per_day=Amount(2, 3))
TENDED = one("tended", per_day=Amount(2, 5), maintenance_per_day=Amount(2, 2))
FRONT = one("front", opens_front=True)
SPLIT = one("split", opens_front=True)
STROLL = one("stroll", position="walking")
WALK = one("walk", position="walking", per_day=Amount(1))
KNOWN = (PLAIN, OTHER, DAILY, HOVER, TWICE, TENDED, FRONT, SPLIT, STROLL, WALK)


def journal(monday: str = "", tuesday: str = "") -> list[Done]:
    """Sets on Monday and on Tuesday, written like "plain+other daily"."""
    rows = [(MONDAY, one) for one in monday.split()] + [(TUESDAY, one) for one in tuesday.split()]
    return [Done(date.fromordinal(day.toordinal()), tuple(each.split("+"))) for day, each in rows]


def past(monday: str = "", tuesday: str = "", **more: Any) -> Past:
    """As seen on Tuesday."""
    return Past(KNOWN, journal(monday, tuesday), TUESDAY, **{"walks": ("stroll", "walk")} | more)


# -- what was done -------------------------------------------------------------------------------------------


def test_what_was_done_when() -> None:
    seen = past("plain+other daily", "plain hover+plain")
    assert seen.last == {"plain": 3, "other": 0, "daily": 1, "hover": 3}
    assert (seen.previous, seen.is_first) == ({"plain", "hover"}, False)
    assert dict(seen.today) == {"plain": 2, "hover": 1}
    assert [seen.waited(each) for each in (PLAIN, DAILY, OTHER, TWICE)] == [0, 2, 3, 4]


def test_a_day_begins_without_anything() -> None:
    seen = past("plain other")
    assert (seen.last, seen.previous, seen.is_first) == ({"plain": 0, "other": 1}, {"other"}, True)
    assert dict(seen.today) == {}
    nothing = past()
    assert (nothing.last, nothing.previous, nothing.is_first) == ({}, set(), True)
    assert nothing.waited(PLAIN) == 0


def test_what_a_fixed_break_brings_later_counts_as_done_today() -> None:
    seen = past("other", "plain", planned=("plain", "daily"))
    assert dict(seen.today) == {"plain": 2, "daily": 1}
    assert seen.last == {"other": 0, "plain": 1}
    assert past("other", planned=("daily",)).is_first


@pytest.mark.parametrize(
    ("monday", "parts", "is_new"),
    [
        ("plain+other", (PLAIN, OTHER), False),
        ("plain+other", (OTHER, PLAIN), False),
        ("plain+other", (PLAIN,), True),
        ("plain other", (PLAIN,), True),
        ("plain stroll", (PLAIN,), False),  # the last that was no walk
        ("plain stroll walk", (PLAIN,), False),
        ("plain stroll", (STROLL,), False),
        ("other stroll+plain", (OTHER,), True),  # more than a walk
        ("stroll", (PLAIN,), True),
        ("", (PLAIN,), True),
    ],
)
def test_no_set_comes_twice_running_walks_between_them_left_out(
    monday: str, parts: tuple[Exercise, ...], is_new: bool
) -> None:
    assert past(monday).is_new(parts) is is_new


def test_a_set_is_rare_when_it_is_none_of_the_last_sixteen() -> None:
    sets = " ".join(f"set{number}" for number in range(17))
    seen = past(sets)
    assert [seen.is_rare([one(f"set{number}")]) for number in (0, 1, 16, 17)] == [True, False, False, True]


def test_the_latest_is_the_last_in_the_order_of_choosing() -> None:
    seen = past("plain other", "hover")
    assert seen.latest([PLAIN, OTHER]) == OTHER
    assert seen.latest([OTHER, PLAIN, DAILY]) == OTHER
    assert seen.latest([]) is None


# -- how often -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "well", "sensitive"),
    [
        (PLAIN, (0, None), (0, None)),
        (DAILY, (1, None), (1, None)),
        (TWICE, (2, 3), (2, 3)),
        (TENDED, (2, 2), (2, 5)),
        (one("x", per_day=Amount(None, 4)), (0, 4), (0, 4)),
        (one("x", maintenance_per_day=Amount(1, 2)), (1, 2), (0, None)),
    ],
)
def test_how_often_a_day_it_is_wanted(exercise: Exercise, well: Any, sensitive: Any) -> None:
    assert past().wanted(exercise) == well
    assert past(is_well=False).wanted(exercise) == sensitive


@pytest.mark.parametrize(
    ("monday", "tuesday", "exercise", "may"),
    [
        ("", "", TWICE, True),
        ("plain", "", TWICE, True),  # the first set of the day
        ("", "plain", TWICE, True),  # the second of the very first day
        ("", "plain other", TWICE, False),
        ("plain", "other", TWICE, False),  # in the middle of a day it does not begin
        ("", "stroll walk", TWICE, True),  # walks do not count
        ("", "stroll plain", TWICE, True),
        ("stroll", "plain", TWICE, True),
        ("plain", "other", HOVER, True),  # once a day may begin at any time
        ("plain", "other", PLAIN, True),
        ("plain", "twice", TWICE, True),
        ("plain", "twice twice", TWICE, True),
        ("plain", "twice twice twice", TWICE, False),
        ("plain", "hover hover hover", HOVER, False),
        ("plain", "hover hover hover hover", HOVER, False),
        ("plain", "other", one("three", per_day=Amount(3)), False),
        ("plain", "daily daily daily daily", DAILY, True),  # no limit is stated
        ("plain", "tended tended", TENDED, False),
    ],
)
def test_what_may_be_done_now(monday: str, tuesday: str, exercise: Exercise, may: bool) -> None:
    assert past(monday, tuesday).may(exercise) is may


@pytest.mark.parametrize(
    ("tuesday", "exercise", "fresh"),
    [
        ("", PLAIN, True),
        ("other", PLAIN, True),
        ("plain", PLAIN, False),
        ("plain other", PLAIN, False),
        ("daily other", DAILY, False),
        ("twice", TWICE, True),
        ("twice twice", TWICE, False),
        ("", STROLL, False),  # a short walk does not begin the day
        ("plain", STROLL, True),
        ("stroll plain", STROLL, True),
        ("stroll plain stroll plain", STROLL, False),  # twice a day
        ("stroll plain stroll plain stroll plain", STROLL, False),
        ("plain stroll", STROLL, False),  # nor follow a walk
        ("plain walk", STROLL, False),
        ("tended", TENDED, True),
        ("tended tended other", TENDED, False),
    ],
)
def test_what_was_not_done_today_or_is_wanted_more_often(
    tuesday: str, exercise: Exercise, fresh: bool
) -> None:
    assert past("other", tuesday).is_fresh(exercise) is fresh


@pytest.mark.parametrize(
    ("tuesday", "fresh"),
    [
        ("tended", True),  # the first two in a row
        ("tended tended", False),
        ("tended tended other", True),
        ("tended tended other tended other tended other", True),
        ("tended tended other tended other tended other tended other", False),  # five times
    ],
)
def test_a_sensitive_back_may_have_it_often_but_not_twice_running(tuesday: str, fresh: bool) -> None:
    assert past("other", tuesday, is_well=False).is_fresh(TENDED) is fresh
    without_limit = one("tended", per_day=Amount(2), maintenance_per_day=Amount(2, 2))
    often = tuesday.count("tended") > 1
    assert past("other", tuesday, is_well=False).is_fresh(without_limit) is not often
    assert past("other", tuesday).is_fresh(TENDED) is not often


# -- what is owed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("monday", "tuesday", "owes"),
    [
        ("", "", set()),  # nothing is owed in the first set of all
        ("stroll", "", set()),
        ("plain", "", {"daily", "hover", "twice", "tended", "walk"}),
        ("", "daily+twice", {"hover", "twice", "tended", "walk"}),
        ("", "hover twice twice+tended", {"daily", "tended", "walk"}),
        ("", "hover hover+daily", {"twice", "tended", "walk"}),
    ],
)
def test_what_today_still_lacks(monday: str, tuesday: str, owes: set[str]) -> None:
    assert {each.id for each in KNOWN if past(monday, tuesday).is_due_today(each)} == owes


@pytest.mark.parametrize(
    ("monday", "tuesday", "leads", "joins"),
    [
        ("", "", 3, 3),  # the first set of all
        ("", "plain", 1, 1),
        ("", "hover", 3, 1),  # right after a set that held something daily
        ("", "plain hover", 1, 1),
        ("", "hover hover", 1, 1),  # two sets were done today
        ("", "hover hover hover", 1, 1),
        ("hover", "", 3, 1),  # one or two sets on the last day, each with something daily
        ("hover hover", "", 3, 1),
        ("hover plain", "", 1, 1),
        ("plain hover", "", 1, 1),
        ("hover hover hover", "", 1, 1),
        ("plain", "hover", 3, 1),
        ("hover hover", "stroll", 3, 1),  # walks do not count
        ("stroll stroll hover", "", 3, 1),
        ("stroll walk", "stroll", 3, 3),
        ("", "walk+plain", 1, 1),  # nor is a walk one of the daily ones that others wait for
        ("", "plain daily", 3, 3),
    ],
)
def test_when_something_daily_leads_and_when_it_joins(
    monday: str, tuesday: str, leads: int, joins: int
) -> None:
    seen = past(monday, tuesday)
    assert (seen.rank(DAILY), seen.rank(DAILY, joins=True)) == (leads, joins)


@pytest.mark.parametrize(
    ("tuesday", "leads", "joins"),
    [
        ("", 3, 1),  # not before the second set of the day
        ("plain", 1, 1),
        ("hover", 1, 1),
        ("front", 3, 3),
        ("plain+split", 3, 3),
    ],
)
def test_the_front_is_owed_from_the_second_set_on(tuesday: str, leads: int, joins: int) -> None:
    seen = past("other", tuesday)
    assert (seen.rank(FRONT), seen.rank(FRONT, joins=True)) == (leads, joins)
    assert seen.front_is_due is (leads == 1 or joins == 1)


def test_nothing_is_owed_to_the_front_where_nothing_opens_it() -> None:
    seen = Past((PLAIN, DAILY), journal("plain", "plain"), TUESDAY)
    assert not seen.front_is_due and seen.rank(FRONT) == 3
    assert seen.rank(PLAIN) == seen.rank(PLAIN, joins=True) == 3


@pytest.mark.parametrize(
    ("tuesday", "well", "sensitive"),
    [
        ("tended", 0, 0),  # begun, and still owed
        ("twice+tended other", 0, 0),
        ("tended tended", 3, 3),  # right after one it waits
        ("tended tended other", 3, 2),  # it may have more
        ("tended tended other tended other tended other", 3, 2),
        ("tended tended other tended other tended other tended other", 3, 3),  # five times
    ],
)
def test_what_is_begun_is_finished_and_a_sensitive_back_may_have_more(
    tuesday: str, well: int, sensitive: int
) -> None:
    assert past("plain", tuesday).rank(TENDED) == well
    assert past("plain", tuesday, is_well=False).rank(TENDED) == sensitive


def test_what_is_wanted_without_a_least_number_takes_its_turn() -> None:
    seldom = one("seldom", per_day=Amount(None, 4))
    assert past("plain", "plain").rank(seldom) == 3
    assert past("plain", "plain", is_well=False).rank(seldom) == 3
    unlimited = one("tended", per_day=Amount(2), maintenance_per_day=Amount(2, 2))
    assert past("plain", "tended tended other", is_well=False).rank(unlimited) == 3


# -- in which order ------------------------------------------------------------------------------------------


def ids(exercises: list[Exercise]) -> list[str]:
    return [each.id for each in exercises]


def test_what_is_begun_then_what_is_owed_then_what_waits_longest() -> None:
    seen = past("plain other", "tended plain")
    assert ids(seen.sorted([PLAIN, OTHER, STROLL, FRONT, DAILY, TENDED])) == [
        *("tended", "daily", "front"),  # the daily one is wanted once, the front as often as it comes
        *("stroll", "other", "plain"),  # never, on Monday, just now
    ]


def test_of_what_is_owed_the_most_often_wanted_comes_first() -> None:
    early = one("daily", per_day=Amount(1), order=1)
    assert ids(past("plain", "plain").sorted([early, TWICE])) == ["twice", "daily"]
    assert ids(past("plain", "hover").sorted([early, TWICE])) == ["daily", "twice"]  # neither is owed now


def test_of_those_that_nothing_is_owed_of_what_came_today_comes_last() -> None:
    """The least often done of the day first, before the question which was done longest ago."""
    seen = past("", "plain plain other")
    assert ids(seen.sorted([PLAIN, OTHER, STROLL])) == ["stroll", "other", "plain"]
    seen = past("", "other plain plain other other")
    assert ids(seen.sorted([OTHER, PLAIN])) == ["plain", "other"]
    seen = past("other", "tended tended plain hover", is_well=False)
    assert ids(seen.sorted([PLAIN, TENDED])) == ["tended", "plain"]  # wanted often: once more is no repeat
    seen = past("plain stroll")
    assert ids(seen.sorted([PLAIN, STROLL])) == ["plain", "stroll"]
    seen = past("stroll plain")
    assert ids(seen.sorted([PLAIN, STROLL])) == ["stroll", "plain"]
    seen = past("", "plain+other other plain+split plain")
    assert ids(seen.sorted([PLAIN, OTHER])) == ["other", "plain"]


def test_of_what_may_come_again_the_most_often_wanted_comes_first() -> None:
    seldom = one("hover", per_day=Amount(1, 5), maintenance_per_day=Amount(1), order=1)
    seen = past("plain", "hover tended tended plain", is_well=False)
    assert [seen.rank(each) for each in (TENDED, seldom)] == [2, 2]
    assert ids(seen.sorted([seldom, TENDED])) == ["tended", "hover"]


def test_what_was_never_done_comes_before_the_very_first_set() -> None:
    first = one("other", order=1)
    assert ids(past("other").sorted([first, PLAIN])) == ["plain", "other"]


def test_equal_ones_go_by_their_own_order_and_then_by_their_id() -> None:
    first, second, third = one("c", order=1), one("a", order=2), one("b", order=2)
    assert ids(past().sorted([third, second, first])) == ["c", "a", "b"]


def test_who_joins_is_what_was_done_least_often() -> None:
    monday = "plain other+front plain other+plain"
    early = one("plain", order=1)
    assert ids(past(monday).companions([early, OTHER])) == ["other", "plain"]
    assert ids(past("other plain plain").sorted([early, OTHER])) == ["other", "plain"]
    assert ids(past("plain plain other").sorted([early, OTHER])) == ["plain", "other"]  # longest ago leads
    assert ids(past("plain plain other").companions([early, OTHER])) == ["other", "plain"]
    owed = past("daily daily daily hover", "hover")
    assert ids(owed.companions([PLAIN, DAILY])) == ["daily", "plain"]  # what is owed comes first all the same
    assert ids(owed.sorted([PLAIN, DAILY])) == ["plain", "daily"]
    often = past("daily daily daily", "plain")
    first = one("daily", per_day=Amount(1), order=200)
    assert ids(often.companions([first, HOVER])) == [
        "hover",
        "daily",
    ]  # of owed ones what was done longest ago


@pytest.mark.parametrize(
    ("monday", "tuesday", "exercise", "why"),
    [
        ("plain", "tended", TENDED, "wanted once more today"),
        ("plain", "plain", DAILY, "wanted every day"),
        ("plain", "plain", FRONT, "today nothing has opened the front of the hips yet"),
        ("plain", "front plain", one("split", opens_front=True, per_day=Amount(1)), "wanted every day"),
        ("plain", "", PLAIN, "done longest ago"),
        ("front", "", FRONT, "done longest ago"),  # the front is not due before the day's second set
        ("plain", "", OTHER, "not done yet"),
        ("", "", DAILY, "not done yet"),
    ],
)
def test_why_it_leads(monday: str, tuesday: str, exercise: Exercise, why: str) -> None:
    assert past(monday, tuesday).why(exercise) == why


def test_why_a_sensitive_back_has_it_again() -> None:
    assert past("plain", "tended tended other", is_well=False).why(TENDED) == "wanted often through the day"
