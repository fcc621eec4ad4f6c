"""How chosen moments go beside plain ones, in figures worked out by hand, and when they are used at all."""

from __future__ import annotations

import pytest

from deskbreak.core.learning import CHOSEN, PLAIN, Shown
from deskbreak.core.measured import (
    ACTS_AFTER_OFFERS,
    NOTHING_YET,
    Compared,
    Progress,
    compare,
    interval,
    progress,
)

AT = 1_795_392_000.0
DAY_S = 86400.0


def shown(taken: bool, moment: str = "", ago_days: float = 0.0) -> Shown:
    return Shown(
        AT - ago_days * DAY_S, hour=10, before="", minutes=3, floor=False, taken=taken, moment=moment
    )


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


def days_of(count: int, days: float) -> list[Shown]:
    return [shown(n % 2 == 0, ago_days=days * n / count) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "days", "state"),
    [(0, 0, "collecting"), (59, 40, "collecting"), (60, 27, "collecting"), (60, 28, "on"), (500, 90, "on")],
)
def test_it_acts_after_four_weeks_and_sixty_offers(count: int, days: float, state: str) -> None:
    assert progress(days_of(count, days) if count else [], AT).state == state


def test_clearly_worse_moments_switch_it_off() -> None:
    chosen = [shown(False, moment=CHOSEN, ago_days=40)] * 30 + [shown(True, moment=CHOSEN)] * 10
    plain = [shown(True, moment=PLAIN)] * 18 + [shown(False, moment=PLAIN)] * 2
    far = progress(chosen + plain, AT)
    assert len(chosen + plain) == ACTS_AFTER_OFFERS
    assert far.state == "worse" and far.words.startswith("switched off, because chosen moments went worse")
    assert progress((chosen + plain)[1:], AT).state == "collecting"


@pytest.mark.parametrize("offers", [1, 2, 3, 5, 7, 11, 30, 60, 77, 500])
@pytest.mark.parametrize("takes_all", [True, False])
def test_no_share_lies_below_none_or_above_all(offers: int, takes_all: bool) -> None:
    low, high = interval(offers if takes_all else 0, offers)
    assert 0.0 <= low < high <= 1.0


@pytest.mark.parametrize(
    ("compared", "low", "high", "verdict"),
    [
        # 69.1 % (56.0 to 79.7) and 51.4 % (35.9 to 66.6): 17.7 points, less 20.1 and more 18.8 of them
        (Compared(38, 55, 19, 37), -0.0238, 0.3649, "unsure"),
        (Compared(19, 37, 38, 55), -0.3649, 0.0238, "unsure"),
        # 75 % (70.5 to 79.0) and 40 % (30.9 to 49.8)
        (Compared(300, 400, 40, 100), 0.2422, 0.4494, "better"),
        (Compared(40, 100, 300, 400), -0.4494, -0.2422, "worse"),
        (Compared(0, 0, 5, 5), -1.0, 1.0, "unsure"),
        (Compared(5, 5, 0, 0), -1.0, 1.0, "unsure"),
        (Compared(), -1.0, 1.0, "unsure"),
    ],
)
def test_between_which_points_the_difference_lies(
    compared: Compared, low: float, high: float, verdict: str
) -> None:
    assert compared.difference == pytest.approx((low, high), abs=0.0005)
    assert compared.verdict == verdict


@pytest.mark.parametrize(
    ("compared", "is_worse"),
    [
        (Compared(10, 40, 18, 20), True),
        (Compared(10, 39, 18, 20), False),  # one offer too few to judge
        (Compared(18, 20, 10, 40), False),
        (Compared(30, 40, 15, 20), False),
    ],
)
def test_when_chosen_moments_are_called_worse(compared: Compared, is_worse: bool) -> None:
    assert compared.is_worse is is_worse


@pytest.mark.parametrize(
    ("compared", "words"),
    [
        (
            Compared(300, 400, 40, 100),
            "chosen moments: 300 of 400 taken; plain ones: 40 of 100; "
            "chosen ones are taken more often (+24 to +45 points)",
        ),
        (
            Compared(40, 100, 300, 400),
            "chosen moments: 40 of 100 taken; plain ones: 300 of 400; "
            "chosen ones are taken less often (-45 to -24 points)",
        ),
        (
            Compared(2, 3, 0, 0),
            "chosen moments: 2 of 3 taken; plain ones: 0 of 0; too few to be sure (-100 to +100 points)",
        ),
    ],
)
def test_the_whole_comparison_in_words(compared: Compared, words: str) -> None:
    assert compared.words == words


# -- how far learning is ---------------------------------------------------------------------------------------


def test_nothing_is_known_at_first() -> None:
    assert progress([], AT) == NOTHING_YET == Progress("collecting", 0, 0, Compared())


def test_the_whole_progress_of_some_days() -> None:
    rows = [shown(True, CHOSEN, 12.9), shown(False, PLAIN, 3.0), shown(True, ago_days=5.0)]
    assert progress(rows, AT) == Progress("collecting", 3, 12, Compared(1, 1, 0, 1))


def test_a_row_of_later_is_of_today() -> None:
    """The wall clock was set back."""
    assert progress([shown(True, ago_days=-0.5)], AT) == Progress("collecting", 1, 0, Compared())


SOME = Compared(2, 3, 1, 2)
SOME_WORDS = "chosen moments: 2 of 3 taken; plain ones: 1 of 2; too few to be sure (-45 to +65 points)"


@pytest.mark.parametrize(
    ("found", "words", "compares"),
    [
        (
            Progress("collecting", 12, 9, SOME),
            "still collecting: 12 offers in 9 days; moments are chosen after 60 offers and 28 days",
            True,
        ),
        (
            Progress("worse", 80, 40, SOME),
            f"switched off, because chosen moments went worse; {SOME_WORDS}",
            True,
        ),
        (Progress("on", 80, 40, SOME), SOME_WORDS, True),
        (Progress("on", 80, 40, Compared(0, 1)), None, True),
        (Progress("on", 80, 40, Compared(0, 0, 1, 2)), "moments are chosen from now on", False),
    ],
)
def test_how_far_learning_is_in_words(found: Progress, words: str | None, compares: bool) -> None:
    assert found.words == (words or found.compared.words)
    assert found.has_comparison is compares


def test_learning_as_json() -> None:
    assert Progress("on", 80, 40, SOME).to_json() == {
        "state": "on",
        "offers": 80,
        "days": 40,
        "chosen": {"taken": 2, "offers": 3},
        "plain": {"taken": 1, "offers": 2},
        "words": SOME_WORDS,
    }


def test_rows_of_other_kinds_are_not_compared() -> None:
    rows = [shown(True, CHOSEN), shown(True, CHOSEN), shown(False, CHOSEN), shown(True, PLAIN), shown(True)]
    assert compare([*rows, shown(False, PLAIN), shown(False, PLAIN)]) == Compared(2, 3, 1, 3)
