"""The tables by hand: shares that are drawn towards the whole, and older offers that count less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.learning import (
    CHOSEN,
    HALF_LIFE_S,
    PLAIN,
    Learned,
    Share,
    Shown,
    block_of,
    form_of,
    is_plain,
    learn,
    weight,
)

AT = 1_795_392_000.0
DAY_S = 86400.0


def offer(taken: bool, *, before: str = "", hour: int = 10, ago_s: float = 0.0, moment: str = "") -> Shown:
    return Shown(AT - ago_s, hour=hour, before=before, minutes=3, floor=False, taken=taken, moment=moment)


def test_nothing_is_learned_from_nothing() -> None:
    tables = learn([], AT)
    assert tables == Learned("", offers=0, taken=0, overall=0.5)
    assert tables.estimate(10, "meeting", "3 min") == 0.5


def test_the_whole_tables_of_four_offers() -> None:
    """Two of today and two of six weeks ago, which count as one: 1.5 of 3 were taken."""
    rows = [
        offer(True, before="meeting", hour=10),
        offer(False, hour=15),
        offer(True, before="meeting", hour=11, ago_s=HALF_LIFE_S),
        Shown(AT - HALF_LIFE_S, hour=15, before="", minutes=1, floor=True, taken=False),
    ]
    assert learn(rows, AT, "desk") == Learned(
        "desk",
        offers=4,
        taken=2,
        overall=0.5,
        blocks=(Share("10-12", 2, 2, 6.5 / 11.5), Share("14-16", 2, 0, 5 / 11.5)),
        contexts=(Share("", 2, 0, 5 / 11.5), Share("meeting", 2, 2, 6.5 / 11.5)),
        forms=(Share("1 min, floor", 1, 0, 5 / 10.5), Share("3 min", 3, 2, 6.5 / 12.5)),
    )


def test_an_offer_of_which_no_more_is_known_came_on_a_monday_as_the_settings_say() -> None:
    assert offer(True) == Shown(
        AT, hour=10, before="", minutes=3, floor=False, taken=True, moment="", weekday=0, step=0
    )


SURE = Learned(
    "desk",
    offers=100,
    taken=50,
    overall=0.5,
    blocks=(Share("08-10", 40, 36, 0.9), Share("10-12", 40, 4, 0.1)),
    contexts=(Share("meeting", 40, 38, 0.95), Share("pause", 40, 2, 0.05)),
    forms=(Share("1 min", 40, 24, 0.6),),
)


@pytest.mark.parametrize(
    ("hour", "before", "form", "estimate"),
    [
        (9, "absence", None, 0.9),
        (10, "absence", None, 0.1),
        (14, "meeting", None, 0.95),
        (14, "absence", "1 min", 0.6),
        (14, "absence", "3 min", 0.5),  # nothing is known of it
        (9, "pause", "1 min", 0.55),  # 40 points more, 45 less, 10 more than the half of all
        (8, "meeting", None, 0.99),  # no moment is certain
        (11, "pause", None, 0.01),
    ],
)
def test_the_estimate_of_a_moment(hour: int, before: str, form: str | None, estimate: float) -> None:
    assert SURE.estimate(hour, before, form) == pytest.approx(estimate)


def test_a_share_is_drawn_towards_the_whole_by_ten_offers() -> None:
    rows = [offer(True, before="meeting")] * 9 + [offer(False, before="meeting")] + [offer(False)] * 10
    tables = learn(rows, AT)
    assert tables.overall == 9 / 20
    assert tables.context("meeting") == pytest.approx((9 + 10 * 0.45) / 20)
    assert tables.context("") == pytest.approx((0 + 10 * 0.45) / 20)
    assert tables.context("absence") == tables.overall


def test_an_offer_counts_half_after_six_weeks() -> None:
    assert weight(HALF_LIFE_S) == 0.5 and weight(0) == 1.0 and weight(-5) == 1.0
    old, new = offer(True, ago_s=HALF_LIFE_S), offer(False)
    assert learn([old, new], AT).overall == pytest.approx(0.5 / 1.5)


def test_what_an_hour_a_context_and_a_form_add_is_added_up() -> None:
    rows = [offer(n % 2 == 0, before="meeting" if n % 3 else "", hour=8 + n % 5) for n in range(60)]
    tables = learn(rows, AT)
    by_hand = tables.block(11) + tables.context("meeting") + tables.form("3 min") - 2 * tables.overall
    assert tables.estimate(11, "meeting", "3 min") == pytest.approx(by_hand)


@pytest.mark.parametrize(("hour", "block"), [(0, "00-02"), (9, "08-10"), (10, "10-12"), (23, "22-24")])
def test_two_hours_are_looked_at_together(hour: int, block: str) -> None:
    assert block_of(hour) == block


@pytest.mark.parametrize(
    ("minutes", "form"),
    [
        (0.8, "1 min"),
        (1.5, "1 min"),
        (1.6, "3 min"),
        (5.0, "3 min"),
        (5.1, "10 min"),
        (20.0, "10 min"),
    ],
)
def test_forms_are_told_by_length_and_floor(minutes: float, form: str) -> None:
    assert (form_of(minutes, floor=False), form_of(minutes, floor=True)) == (form, f"{form}, floor")


ROWS = st.lists(
    st.builds(
        Shown,
        st.floats(AT - 300 * DAY_S, AT),
        hour=st.integers(0, 23),
        before=st.sampled_from(("", "meeting", "pause")),
        minutes=st.sampled_from((1, 3, 10)),
        floor=st.booleans(),
        taken=st.booleans(),
        moment=st.sampled_from(("", CHOSEN, PLAIN)),
    ),
    max_size=80,
)


@given(ROWS, st.integers(0, 23), st.sampled_from(("", "meeting", "absence")))
def test_every_estimate_is_a_share_and_the_same_again(rows: list[Shown], hour: int, before: str) -> None:
    tables = learn(rows, AT, "desk")
    assert tables == learn(rows, AT, "desk")
    assert 0 < tables.estimate(hour, before, "3 min") < 1
    for table in (tables.blocks, tables.contexts, tables.forms):
        assert sum(one.offers for one in table) == len(rows)
        assert all(0 <= one.share <= 1 and one.taken <= one.offers for one in table)


def test_one_offer_in_five_is_plain_and_always_the_same_one() -> None:
    drawn = [is_plain("desk", day, "mobility", n) for day in range(739_000, 739_300) for n in range(8)]
    assert drawn == [
        is_plain("desk", day, "mobility", n) for day in range(739_000, 739_300) for n in range(8)
    ]
    assert 0.17 < sum(drawn) / len(drawn) < 0.23
    assert [n for n in range(20) if is_plain("desk", 739_000, "mobility", n)] == [8, 14, 18], (
        "after an update too"
    )
    assert drawn != [
        is_plain("other", day, "mobility", n) for day in range(739_000, 739_300) for n in range(8)
    ]
