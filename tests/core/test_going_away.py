"""What a long absence takes off the clocks: no more than they had counted."""

from __future__ import annotations

from datetime import UTC

import pytest

from deskbreak.core.clocks import go_away
from deskbreak.core.draft import Draft
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import State
from deskbreak.values import replace

NINE = 1_774_857_600.0 + 9 * 3600.0  # a Monday, UTC
PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)


@pytest.mark.parametrize(
    ("quiet_min", "taken_off_min"),
    [
        (5, 5),  # the last five minutes were no sitting
        (20, 10),  # idle for longer than the person was known to sit: what was sat before that stays
    ],
)
def test_what_was_counted_since_sitting_down_is_taken_off(quiet_min: int, taken_off_min: int) -> None:
    at = NINE + 3600.0
    state = replace(State(at, at), sat_s=1800.0, sat=(("mobility", 1800.0),), sitting_since=at - 600.0)
    d = Draft(state, PLAN, at)
    go_away(d, at - quiet_min * 60.0)
    before = d.state.away_before
    assert before is not None
    assert before.sat_s == 1800.0 - taken_off_min * 60.0
    assert before.sat == (("mobility", before.sat_s),)
    assert d.state.away_since == at - taken_off_min * 60.0
    assert (d.state.sat_s, d.state.sat) == (0.0, (("mobility", 0.0),))
