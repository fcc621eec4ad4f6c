"""Which break is offered next, and when: case by case. tests/properties sits it out in any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from deskbreak.core.coming import Coming
from deskbreak.core.easing import Easing
from deskbreak.core.next_offer import free_from, next_offer
from deskbreak.core.plan import DayRule, Plan, Range
from deskbreak.core.state import FOREVER, Due
from deskbreak.values import replace
from tests.core.drafts import AT, EYES, MOBILITY, MONDAY, TODAY, WALK, WATER, clock, offer, plan, state

DAY_S = 86400.0
PLAN = plan(MOBILITY)
SAT: dict[str, Any] = {"sat_s": 1800.0, "sat": (("mobility", 1800.0), ("water", 1800.0), ("eyes", 600.0))}
SHORT_GAP = Plan(hours=((Range(540, 750), Range(753, 1080)),) * 7, breaks=(MOBILITY,))  # 12:30 to 12:33
LONG_GAP = replace(SHORT_GAP, hours=((Range(540, 750), Range(755, 1080)),) * 7)  # to 12:35


def tomorrow(text: str, days: int = 1) -> float:
    return clock(text) + days * DAY_S


def found(p: Plan, at: float = AT, **more: Any) -> tuple[float, str] | None:
    coming = next_offer(state(at, **SAT | more), p, at)
    return None if coming is None else (coming.at, coming.name)


# -- nothing, or the nearest -------------------------------------------------------------------------------------


def test_without_breaks_or_hours_none_comes() -> None:
    assert found(plan()) is None
    assert found(replace(PLAN, hours=((),) * 7)) is None
    assert found(plan(replace(MOBILITY, days=frozenset()))) is None


def test_of_several_the_nearest_comes() -> None:
    assert found(plan(MOBILITY, WATER, EYES, WALK)) == (AT + 600, "eyes")
    assert found(plan(WATER, MOBILITY)) == (AT + 900, "mobility")
    assert found(plan(WALK, replace(WATER, days=frozenset()))) == (clock("12:00"), "walk")


# -- what waits already ------------------------------------------------------------------------------------------

DUE = Due("mobility", AT)


@pytest.mark.parametrize(
    ("more", "comes_at"),
    [
        ({"offer": offer()}, AT),
        ({"offer": offer(snooze_until=AT + 600)}, AT + 600),
        ({"offer": offer(snooze_until=AT - 1)}, AT),
        ({"offer": offer(), "pause_until": AT + 300}, AT + 300),
        ({"offer": offer(snooze_until=AT + 600), "pause_until": AT + 300}, AT + 600),
        ({"due": (DUE,)}, AT),
        ({"due": (replace(DUE, best=AT + 240),)}, AT + 240),
        ({"due": (replace(DUE, best=AT - 240),)}, AT),
        ({"due": (replace(DUE, best=AT + 240),), "meeting_until": AT + 300}, AT + 300),
    ],
)
def test_what_is_open_or_due_comes_first(more: dict[str, Any], comes_at: float) -> None:
    assert found(plan(EYES, MOBILITY), **more) == (comes_at, "mobility")


@pytest.mark.parametrize(
    ("more", "comes_at"),
    [
        # An open offer stays until work ends, at six.
        ({"offer": offer(), "pause_until": clock("17:59:59")}, clock("17:59:59")),
        ({"offer": offer(), "pause_until": clock("18:00")}, None),
        # What is only due has to be finished by then: it takes three minutes.
        ({"due": (DUE,), "pause_until": clock("17:57")}, clock("17:57")),
        ({"due": (DUE,), "pause_until": clock("17:57:01")}, None),
        # A time of day has not.
        ({"due": (replace(DUE, fixed=True),), "pause_until": clock("17:59:59")}, clock("17:59:59")),
        ({"due": (replace(DUE, fixed=True),), "pause_until": clock("18:00")}, None),
        # Nor has one that the settings no longer have.
        ({"due": (Due("gone", AT), DUE), "pause_until": clock("17:59")}, clock("17:59")),
        ({"due": (Due("gone", AT),), "pause_until": clock("17:59:59.5")}, clock("17:59:59.5")),
        ({"due": (Due("gone", AT),), "pause_until": clock("18:00")}, None),
    ],
)
def test_what_waits_comes_before_work_ends_or_a_new_one_tomorrow(
    more: dict[str, Any], comes_at: float | None
) -> None:
    coming = next_offer(state(**SAT | more), PLAN, AT)
    assert coming is not None
    assert coming.at == (tomorrow("09:45") if comes_at is None else comes_at)


def test_of_two_that_are_due_the_one_that_still_fits_comes() -> None:
    long = replace(MOBILITY, name="long", lasts_s=900.0)
    at = clock("17:50")
    due = (Due("long", at), Due("mobility", at))
    assert found(plan(long, MOBILITY), at, due=due) == (at, "mobility")


def test_outside_the_hours_nothing_waits() -> None:
    assert found(PLAN, clock("08:00"), due=(DUE,)) == (clock("09:45"), "mobility")


# -- what holds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "free"),
    [
        ({}, AT),
        ({"pause_until": AT + 60}, AT + 60),
        ({"pause_until": AT}, AT),
        ({"pause_until": AT - 60}, AT),
        ({"pause_until": FOREVER}, AT),  # nobody knows when it ends
        ({"meeting_until": FOREVER}, AT),
        ({"meeting_until": AT + 60}, AT + 60),
        ({"meetings": ((AT - 60, AT + 60),)}, AT + 60),
        ({"meetings": ((AT + 60, AT + 120),)}, AT),
        ({"meetings": ((AT, AT + 60), (AT + 60, AT + 120), (AT + 180, AT + 240))}, AT + 120),
        ({"pause_until": AT + 90, "meetings": ((AT + 60, AT + 120),)}, AT + 120),
        ({"pause_until": AT + 90, "meetings": ((AT - 60, AT + 60),)}, AT + 90),
        ({"meetings": tuple((AT + 60 * n, AT + 60 * n + 60) for n in range(150))}, AT + 9000),
    ],
)
def test_the_first_moment_that_nothing_known_holds(more: dict[str, Any], free: float) -> None:
    assert free_from(state(**more), AT) == free


# -- at a time of day ----------------------------------------------------------------------------------------------

WALKS = plan(WALK)


@pytest.mark.parametrize(
    ("at", "more", "comes_at"),
    [
        (AT, {}, clock("12:00")),
        (clock("12:00"), {}, tomorrow("12:00")),
        (AT, {"fixed_seen": clock("12:00")}, tomorrow("12:00")),
        (AT, {"pause_until": clock("13:00")}, clock("13:00")),
        (AT, {"pause_until": clock("17:59:59")}, clock("17:59:59")),
        (AT, {"pause_until": clock("18:00")}, tomorrow("12:00")),
        (AT, {"skipped_days": (("walk", TODAY),)}, tomorrow("12:00")),
        (AT, {"passed_over": (("walk", clock("12:00")),)}, tomorrow("12:00")),
        (AT, {"put_off": (("walk", AT + 600),)}, AT + 600),
        (AT, {"put_off": (("walk", AT + 600),), "pause_until": AT + 900}, AT + 900),
        (AT, {"put_off": (("walk", AT),)}, clock("12:00")),
    ],
)
def test_a_time_of_day(at: float, more: dict[str, Any], comes_at: float) -> None:
    assert found(WALKS, at, **more) == (comes_at, "walk")


def test_a_pause_of_four_hundred_days_is_looked_beyond() -> None:
    assert found(WALKS, pause_until=tomorrow("11:00", 399)) == (tomorrow("12:00", 399), "walk")
    assert found(WALKS, pause_until=tomorrow("11:00", 400)) is None


def test_a_time_outside_the_hours_never_comes() -> None:
    assert found(plan(replace(WALK, at=(1100,)))) is None


# -- by sitting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "more", "comes_at"),
    [
        (AT, {}, AT + 900),
        (AT, {"sat": (("mobility", 2700.0),)}, AT),
        (AT, {"sat": (("mobility", 9000.0),)}, AT),
        (AT, {"sat": ()}, AT + 2700),
        (AT, {"pause_until": AT + 1800}, AT + 1800),
        (AT, {"put_off": (("mobility", AT + 1800),)}, AT + 1800),
        (clock("08:00"), {}, clock("09:45")),  # what was sat before work is no matter
        (clock("17:42"), {}, clock("17:57")),  # it ends with the work
        (clock("17:42:01"), {}, tomorrow("09:45")),  # the morning begins with nothing sat
        (clock("18:00"), {}, tomorrow("09:45")),
        (clock("08:00"), {"work_until": clock("08:30")}, clock("08:15")),  # overtime
        (clock("18:30"), {"work_until": clock("19:00")}, clock("18:45")),
        (AT, {"pause_until": clock("17:57")}, clock("17:57")),
        (AT, {"pause_until": clock("17:57:01")}, tomorrow("09:45")),
        (AT, {"pause_until": tomorrow("09:30")}, tomorrow("09:45")),
        (AT, {"pause_until": tomorrow("10:00")}, tomorrow("10:00")),
        (AT, {"skipped_days": (("mobility", TODAY),)}, tomorrow("09:45")),
        (AT, {"skipped_days": (("mobility", TODAY), ("mobility", TODAY + 1))}, tomorrow("09:45", 2)),
    ],
)
def test_after_so_much_sitting(at: float, more: dict[str, Any], comes_at: float) -> None:
    assert found(PLAN, at, **more) == (comes_at, "mobility")


def test_words_without_a_length_come_until_the_last_moment() -> None:
    p = plan(WATER)
    assert found(p, pause_until=clock("17:59:59")) == (clock("17:59:59"), "water")
    assert found(p, pause_until=clock("18:00")) == (tomorrow("10:00"), "water")


def test_what_waits_but_fits_no_more_comes_again_after_a_whole_interval() -> None:
    at = clock("17:58")
    assert found(PLAN, at, due=(Due("mobility", at),), sat=(("mobility", 9e3),)) == (
        tomorrow("09:45"),
        "mobility",
    )


def test_on_its_weekdays_only() -> None:
    on_thursday = plan(replace(MOBILITY, days=frozenset((3,))))
    assert found(on_thursday) == (tomorrow("09:45", 3), "mobility")
    assert found(plan(replace(MOBILITY, days=frozenset((0,)))), clock("17:50")) == (
        tomorrow("09:45", 7),
        "mobility",
    )


def off(days: int) -> Plan:
    """From tomorrow on nobody works for so many days."""
    rule = DayRule(MONDAY + timedelta(days=1), MONDAY + timedelta(days=days), ())
    return replace(PLAN, days=(rule,))


@pytest.mark.parametrize("days", [3, 7, 8, 9, 30, 390])
def test_however_long_nobody_works(days: int) -> None:
    assert found(off(days), clock("17:50")) == (tomorrow("09:45", days + 1), "mobility")


def test_who_is_off_for_a_year_and_a_bit_has_no_next_break() -> None:
    assert found(off(398), clock("17:50")) == (tomorrow("09:45", 399), "mobility")
    assert found(off(399), clock("17:50")) is None


NOON = clock("12:00")  # half an hour before the gap
NONE_SAT: dict[str, Any] = {"sat_s": 0.0, "sat": (("mobility", 0.0),)}


@pytest.mark.parametrize(
    ("p", "more", "comes_at"),
    [
        (SHORT_GAP, {}, clock("12:48")),  # half an hour, three minutes' gap, and a quarter
        (LONG_GAP, {}, clock("13:20")),  # five minutes are a break
        (SHORT_GAP, {"sat": (("mobility", 600.0),)}, clock("12:38")),
        (SHORT_GAP, {"sat": (("mobility", 960.0),)}, clock("12:33")),  # at 12:29, too late to end in time
        # What falls due and is held is dropped when that stretch of work ends.
        (SHORT_GAP, {"sat": (("mobility", 1800.0),), "pause_until": clock("12:31")}, clock("13:18")),
        (SHORT_GAP, {"sat": (("mobility", 1800.0),), "pause_until": clock("12:27")}, clock("12:27")),
        # Every 60 minutes at most, until a moment in the gap.
        (
            SHORT_GAP,
            {"easing": Easing(day=TODAY, chosen_s=3600.0, chosen_till=clock("12:31"))},
            clock("12:48"),
        ),
        (
            SHORT_GAP,
            {"easing": Easing(day=TODAY, chosen_s=3600.0, chosen_till=clock("12:34"))},
            clock("13:03"),
        ),
        (
            LONG_GAP,
            {"easing": Easing(day=TODAY, chosen_s=3600.0, chosen_till=clock("12:31"))},
            clock("13:20"),
        ),
    ],
)
def test_over_a_gap_between_work_hours(p: Plan, more: dict[str, Any], comes_at: float) -> None:
    assert found(p, NOON, **NONE_SAT | more) == (comes_at, "mobility")


def test_the_sitting_of_more_than_one_stretch_adds_up_over_short_gaps() -> None:
    three = replace(SHORT_GAP, hours=((Range(720, 735), Range(738, 753), Range(756, 1080)),) * 7)
    assert found(three, NOON, **NONE_SAT) == (clock("12:51"), "mobility")


# -- eased off -----------------------------------------------------------------------------------------------------

HOURLY = Easing(day=TODAY, chosen_s=3600.0)


@pytest.mark.parametrize(
    ("chosen_till", "adapt", "comes_at"),
    [
        (tomorrow("09:00"), True, tomorrow("09:45")),  # it is over when work begins
        (tomorrow("09:01"), True, tomorrow("10:00")),
        (tomorrow("09:00"), False, tomorrow("10:00")),  # what nobody looks at does not end
    ],
)
def test_what_was_chosen_ends_on_its_day(chosen_till: float, adapt: bool, comes_at: float) -> None:
    p = plan(MOBILITY, adapt=adapt)
    easing = replace(HOURLY, chosen_till=chosen_till)
    assert found(p, clock("17:50"), easing=easing) == (comes_at, "mobility")


FULL = Easing(day=TODAY, ignored_days=1, banners=4, answered=True)


def test_a_day_that_had_enough_has_no_more_offers_but_words_that_need_no_answer() -> None:
    """The one before had no answer; this one had, so tomorrow is as the settings say."""
    assert found(PLAN, easing=FULL) == (tomorrow("09:45"), "mobility")
    assert found(plan(WATER), easing=FULL) == (tomorrow("10:00"), "water")
    assert found(plan(EYES), easing=FULL) == (AT + 600, "eyes")
    assert found(PLAN, easing=replace(FULL, banners=3), sat=(("mobility", 5400.0),)) == (AT, "mobility")


def test_nothing_else_is_said_of_it() -> None:
    assert next_offer(state(**SAT), PLAN, AT) == Coming(AT + 900, "mobility")
