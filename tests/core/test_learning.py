"""The tables by hand: shares that are drawn towards the whole, older offers that count less, and the comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.learning import (
    CHOSEN,
    HALF_LIFE_S,
    PLAIN,
    Shown,
    block_of,
    form_of,
    is_plain,
    learn,
    weight,
)
from deskbreak.core.measured import ACTS_AFTER_OFFERS, Compared, interval, progress

AT = 1_795_392_000.0
DAY_S = 86400.0


def offer(taken: bool, *, before: str = "", hour: int = 10, ago_s: float = 0.0, moment: str = "") -> Shown:
    return Shown(AT - ago_s, hour=hour, before=before, minutes=3, floor=False, taken=taken, moment=moment)


def test_nothing_is_learned_from_nothing() -> None:
    tables = learn([], AT)
    assert (tables.offers, tables.overall, tables.blocks) == (0, 0.5, ())
    assert tables.estimate(10, "meeting", "3 min") == 0.5


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


def test_forms_are_told_by_length_and_floor() -> None:
    forms = [form_of(0.8, floor=False), form_of(2.9, floor=True), form_of(10, floor=False)]
    assert forms == ["1 min", "3 min, floor", "10 min"]


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
    assert drawn != [
        is_plain("other", day, "mobility", n) for day in range(739_000, 739_300) for n in range(8)
    ]


@pytest.mark.parametrize(
    ("taken", "offers", "low", "high"), [(0, 0, 0.0, 1.0), (38, 55, 0.560, 0.797), (19, 37, 0.359, 0.666)]
)
def test_wilsons_interval(taken: int, offers: int, low: float, high: float) -> None:
    assert interval(taken, offers) == pytest.approx((low, high), abs=0.001)


def test_the_comparison_in_words() -> None:
    assert Compared(38, 55, 19, 37).words == (
        "chosen moments: 38 of 55 taken; plain ones: 19 of 37; too few to be sure (-2 to +36 points)"
    )
    assert "taken more often" in Compared(300, 400, 40, 100).words
    assert "taken less often" in Compared(40, 100, 300, 400).words


def days_of(count: int, days: float, **more: object) -> list[Shown]:
    return [offer(n % 2 == 0, ago_s=days * DAY_S * n / count) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "days", "state"),
    [(0, 0, "collecting"), (59, 40, "collecting"), (60, 27, "collecting"), (60, 28, "on"), (500, 90, "on")],
)
def test_it_acts_after_four_weeks_and_sixty_offers(count: int, days: float, state: str) -> None:
    assert progress(days_of(count, days) if count else [], AT).state == state


def test_clearly_worse_moments_switch_it_off() -> None:
    chosen = [offer(False, moment=CHOSEN, ago_s=40 * DAY_S)] * 30 + [offer(True, moment=CHOSEN)] * 10
    plain = [offer(True, moment=PLAIN)] * 18 + [offer(False, moment=PLAIN)] * 2
    far = progress(chosen + plain, AT)
    assert len(chosen + plain) == ACTS_AFTER_OFFERS
    assert far.state == "worse" and far.words.startswith("switched off, because chosen moments went worse")
    assert progress((chosen + plain)[1:], AT).state == "collecting"
