"""The one table of absences: what being away for so long does to the sitting clock.

| away from the desk            | by stillness            | by lock, sleep or switched off           |
|-------------------------------|-------------------------|------------------------------------------|
| brief (under `keep_below`)    | counts as sitting       | the clock rests and keeps what it had    |
| medium (to `counts_as_break`) | counts as sitting       | credit: the clock goes back by that time |
| long (`counts_as_break` on)   | a natural break: clock back to zero, from the last movement on     |

Stillness during a call, a film or a meeting is sitting however long it lasts. (Our own choice of lengths;
the person sets both.)
"""

from __future__ import annotations

from enum import StrEnum

from deskbreak.core.plan import AwayRules


class Length(StrEnum):
    """How long an absence was, by the policy of `[away]`."""

    BRIEF = "brief"
    MEDIUM = "medium"
    LONG = "long"


def length(away_s: float, rules: AwayRules) -> Length:
    """Which row of the table an absence of `away_s` seconds falls into."""
    if away_s >= rules.counts_as_break_s:
        return Length.LONG
    return Length.BRIEF if away_s < rules.keep_below_s else Length.MEDIUM


def after_absence(sat_s: float, away_s: float, rules: AwayRules) -> float:
    """The sitting clock after a lock, sleep or power-off of `away_s` seconds."""
    match length(away_s, rules):
        case Length.BRIEF:
            return sat_s
        case Length.MEDIUM:
            return max(sat_s - away_s, 0.0)
    return 0.0
