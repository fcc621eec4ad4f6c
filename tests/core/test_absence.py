"""The one table of absences, at both sides of each of its edges."""

from __future__ import annotations

import pytest

from deskbreak.core.absence import Length, after_absence, length
from deskbreak.core.plan import AwayRules

RULES = AwayRules(keep_below_s=120.0, counts_as_break_s=300.0)


@pytest.mark.parametrize(
    ("away_s", "row"),
    [
        (0.0, Length.BRIEF),
        (119.9, Length.BRIEF),
        (120.0, Length.MEDIUM),
        (299.9, Length.MEDIUM),
        (300.0, Length.LONG),
        (86_400.0, Length.LONG),
    ],
)
def test_which_row_an_absence_falls_into(away_s: float, row: Length) -> None:
    assert length(away_s, RULES) is row


@pytest.mark.parametrize(
    ("sat_s", "away_s", "after_s"),
    [
        (1000.0, 119.0, 1000.0),  # brief: kept
        (1000.0, 120.0, 880.0),  # medium: the clock goes back by that time
        (200.0, 200.0, 0.0),
        (200.25, 200.0, 0.25),
        (100.0, 200.0, 0.0),  # and never below nothing
        (1000.0, 300.0, 0.0),  # long: a break
    ],
)
def test_what_a_lock_or_sleep_leaves_on_the_clock(sat_s: float, away_s: float, after_s: float) -> None:
    assert after_absence(sat_s, away_s, RULES) == after_s
