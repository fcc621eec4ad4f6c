"""New settings, and a break that was taken elsewhere: what they change of a quiet morning at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import machine
from deskbreak.core.easing import Easing
from deskbreak.core.effects import (
    Decided,
    Effect,
    Withdraw,
)
from deskbreak.core.events import (
    Event,
    PlanChanged,
    TakenElsewhere,
    Tick,
)
from deskbreak.core.plan import Break
from deskbreak.core.state import Due, Running, State, changed
from deskbreak.values import replace
from tests.core.drafts import AT, EYES, MOBILITY, TODAY, WALK, WATER, offer, plan, state

NOW = (AT, 1000.0)  # both clocks
SAT = (("mobility", 1800.0), ("water", 2400.0))
QUIET: dict[str, Any] = {
    "sat_s": 2400.0,
    "sat": SAT,
    "sitting_since": AT - 2400,
    "fixed_seen": AT,
    "excused": AT,
}
PLAN = plan(MOBILITY, WALK, WATER)
PLAYS = Running("run-1", offer=7, name="mobility", routine="auto", lasts_s=180.0, since=AT)


def quiet(**more: Any) -> State:
    return state(**QUIET | more)


def step(s: State, event: Event) -> tuple[State, list[Effect]]:
    after, effects = machine.step(s, event, PLAN, strict=True)
    return after, list(effects)


# -- other settings --------------------------------------------------------------------------------------------


def test_new_settings_keep_the_clocks_of_breaks_that_stay() -> None:
    """A new break begins with what was sat, up to a whole interval; what is gone is neither due nor on offer."""
    due = (Due("mobility", AT), Due("water", AT))
    changed_plan = plan(replace(MOBILITY, every_s=3600.0), EYES, Break("far", every_s=9000.0, routine="auto"))
    before = quiet(due=due, offer=offer(WATER))
    after, effects = machine.step(before, PlanChanged(*NOW), changed_plan)
    assert after.sat == (("mobility", 1800.0), ("eyes", 1200.0), ("far", 2400.0))
    assert [one.name for one in after.due] == ["mobility", "eyes"], "the new one has fallen due at once"
    assert after.offer is None
    assert list(effects)[:2] == [
        Withdraw(7),
        Decided(AT, "water", "suppressed", "the settings have no such break any more"),
    ]


def test_an_offer_whose_break_stays_stays() -> None:
    before = quiet(offer=offer())
    assert step(before, PlanChanged(*NOW)) == (before, [])


@pytest.mark.parametrize(
    ("saved", "wanted"),
    [
        ((), (("mobility", 2400.0), ("water", 2400.0))),
        ((*SAT, ("gone", 60.0)), SAT),
        ((("water", 60.0),), (("mobility", 2400.0), ("water", 60.0))),
    ],
)
def test_a_state_that_was_saved_under_other_settings_has_its_clocks_at_once(
    saved: tuple[tuple[str, float], ...], wanted: tuple[tuple[str, float], ...]
) -> None:
    """Time goes by before it is said that the settings changed."""
    assert step(quiet(sat=saved), Tick(*NOW)) == (quiet(sat=wanted), [])


# -- a break taken elsewhere -----------------------------------------------------------------------------------

COUNTS = "a break you took otherwise counts"


def test_a_break_taken_elsewhere_counts_from_then() -> None:
    """What was sat since is sat; a break that waits by sitting does not come, nor the one that was taken."""
    waits = (Due("water", AT), Due("walk", AT, fixed=True), Due("stroll", AT, fixed=True))
    before = quiet(due=waits, offer=offer(), easing=Easing(day=TODAY, missed=1, refused=1))
    after, effects = step(before, TakenElsewhere(*NOW, when=AT - 2000, break_name="walk"))
    assert after == changed(
        before,
        {
            "sat_s": 2000.0,
            "sat": (("mobility", 1800.0), ("water", 2000.0)),
            "due": waits[2:],
            "easing": Easing(day=TODAY, answered=True, took=True, taken=1),
        },
    )
    assert effects == [Decided(AT, "walk", "taken elsewhere", COUNTS)]


@pytest.mark.parametrize(
    ("shown_ago_s", "when_ago_s", "stays"),
    [(60, 60, False), (60, 59, False), (60, 61, True)],  # taken since it was shown, or before
)
def test_an_offer_that_was_followed_elsewhere_goes(shown_ago_s: int, when_ago_s: int, stays: bool) -> None:
    open_now = offer(at=AT - shown_ago_s)
    event = TakenElsewhere(*NOW, when=AT - when_ago_s, break_name="mobility")
    after, effects = step(quiet(offer=open_now), event)
    assert after.offer == (open_now if stays else None)
    gone = [Withdraw(7), Decided(AT, "mobility", "suppressed", "a break was taken otherwise")]
    assert effects == [Decided(AT, "mobility", "taken elsewhere", COUNTS), *([] if stays else gone)]


@pytest.mark.parametrize(
    ("when", "more", "counted"),
    [
        (AT, {}, True),
        (AT + 1, {}, False),  # a clock of another machine that is ahead
        (AT - 2400, {}, False),  # the break here was as late
        (AT - 2399, {}, True),
        (AT - 60, {"running": PLAYS, "sitting_since": None}, False),
    ],
)
def test_which_breaks_of_elsewhere_count(when: float, more: dict[str, Any], counted: bool) -> None:
    before = quiet(**more)
    after, effects = step(before, TakenElsewhere(*NOW, when=when, break_name="mobility"))
    if counted:
        assert (after.sat_s, after.easing.taken) == (AT - when, 1)
    else:
        assert (after, effects) == (before, [])
