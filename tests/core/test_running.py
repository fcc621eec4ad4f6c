"""The break that is being taken: how it ends, sleep in the middle of it, and a player that says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.easing import Easing
from deskbreak.core.effects import ClosePlayer, Decided, Record
from deskbreak.core.events import Outcome
from deskbreak.core.running import finish, player_failed, recover_running, recovers_at, sleep_in_a_routine
from deskbreak.core.state import Absence, Due, OpenOffer, Running
from deskbreak.values import replace
from tests.core.monday import DAY, at, draft

SINCE = at("09:45")
NOW = at("09:50")
OFFER = OpenOffer(
    3, name="mobility", routine="auto", lasts_s=180.0, say="", with_=("water",), at=SINCE, shown_at=SINCE
)
RUNNING = Running(
    "u3",
    offer=3,
    name="mobility",
    routine="auto",
    lasts_s=180.0,
    since=SINCE,
    with_=("water",),
    was_offer=OFFER,
    was_due=(Due("water", SINCE),),
)
CLOCKS: dict[str, Any] = {
    "sat_s": 2700.0,
    "sat": (("mobility", 2700.0), ("water", 2700.0)),
    "easing": Easing(day=DAY),
}


def running(**more: Any) -> Any:
    d = draft("09:50", **{"running": RUNNING} | CLOCKS | more)
    return d.state, d


def row(outcome: Outcome, **more: Any) -> Record:
    return Record(NOW, break_name="mobility", routine="", outcome=outcome, uid="u3", offer=3, **more)


# -- how it ends ---------------------------------------------------------------------------------------------


def test_a_routine_that_was_done_sets_the_clocks_back() -> None:
    before, d = running()
    finish(d, Outcome.TAKEN, seconds=175.0, exercises=("cat-cow",), note="", recorded=True)
    assert d.effects == [
        row(Outcome.TAKEN, seconds=175.0, exercises=("cat-cow",), left=True),
        Decided(NOW, "mobility", "taken", "the routine ended"),
    ]
    rested = {"sat_s": 0.0, "sat": (("mobility", 0.0), ("water", 0.0))}
    eased = Easing(day=DAY, answered=True, took=True, taken=1)
    assert d.state == replace(before, running=None, easing=eased, **rested)


def test_a_note_is_the_reason_and_the_row_is_written_where_the_player_left_none() -> None:
    _, d = running()
    finish(d, outcome=Outcome.STOPPED, seconds=20.0, exercises=(), note="it hurt")
    assert d.effects == [
        row(Outcome.STOPPED, seconds=20.0, note="it hurt"),
        Decided(NOW, "mobility", "stopped", "it hurt"),
    ]
    assert d.state.easing.taken == 1


def test_a_player_that_never_came_back_is_no_refusal_and_no_break() -> None:
    before, d = running()
    finish(d, outcome=Outcome.MISSED, seconds=0.0, exercises=(), note="gone")
    restarted = (("mobility", 0.0), ("water", 0.0))
    assert d.state == replace(before, running=None, sat=restarted)  # the sitting itself goes on


def test_without_a_routine_nothing_ends() -> None:
    before, d = running(running=None)
    finish(d, outcome=Outcome.TAKEN, seconds=1.0, exercises=(), note="")
    player_failed(d, "")
    sleep_in_a_routine(d, 3600.0)
    recover_running(d)
    assert (d.state, d.effects) == (before, [])


# -- sleep ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slept_s", [1.0, 299.0])
def test_a_short_sleep_stops_the_player_too_and_it_goes_on(slept_s: float) -> None:
    before, d = running()
    sleep_in_a_routine(d, slept_s)
    assert d.effects == []
    assert d.state == replace(before, running=replace(RUNNING, since=SINCE + slept_s))


@pytest.mark.parametrize("slept_s", [0.0, -1.0])
def test_no_sleep_is_nothing(slept_s: float) -> None:
    before, d = running()
    sleep_in_a_routine(d, slept_s)
    assert (d.state, d.effects) == (before, [])


ASLEEP = [
    ClosePlayer("u3", Outcome.NATURAL),
    row(Outcome.NATURAL, seconds=330.0, note="the machine slept for 6 min in the middle of the routine"),
    Decided(
        NOW,
        "mobility",
        "natural",
        "the machine slept for 6 min in the middle of the routine, which counts as a break",
    ),
]


def test_a_long_sleep_was_the_break() -> None:
    before, d = running()
    sleep_in_a_routine(d, 330.0)
    assert d.effects == ASLEEP
    rested = {"sat_s": 0.0, "sat": (("mobility", 0.0), ("water", 0.0))}
    assert d.state == replace(before, running=None, **rested)
    _, at_the_edge = running()
    sleep_in_a_routine(at_the_edge, 300.0)
    assert at_the_edge.state.running is None


def test_an_absence_that_is_known_already_takes_the_row_and_keeps_the_clocks() -> None:
    absence = Absence(at("09:46"), NOW, sat_s=600.0, sat=(("mobility", 600.0),), noted=True, uid="away")
    before, d = running(absence=absence)
    sleep_in_a_routine(d, 330.0)
    assert d.effects == ASLEEP
    assert d.state == replace(before, running=None, absence=replace(absence, uid="u3"))


# -- a player that fails or says nothing ---------------------------------------------------------------------


def test_where_no_player_opens_all_is_as_before_the_start() -> None:
    before, d = running(due=(Due("walk", NOW, fixed=True),), debt_s=60.0)
    player_failed(d, "no display")
    assert d.effects == [Decided(NOW, "mobility", "failed", "no display")]
    assert d.state == replace(
        before,
        running=None,
        offer=replace(OFFER, shown_at=NOW),
        due=(Due("water", SINCE), Due("walk", NOW, fixed=True)),
        debt_s=0.0,
    )


def test_a_routine_started_without_an_offer_leaves_none_behind() -> None:
    before, d = running(running=replace(RUNNING, was_offer=None, was_due=()))
    player_failed(d, "")
    assert d.effects == [Decided(NOW, "mobility", "failed", "the player could not open")]
    assert d.state == replace(before, running=None)


@pytest.mark.parametrize(("lasts_s", "gone_at"), [(180.0, "10:18"), (600.0, "10:25"), (None, "10:45")])
def test_a_player_is_given_up_half_an_hour_after_its_time(lasts_s: float | None, gone_at: str) -> None:
    one = replace(RUNNING, lasts_s=lasts_s)
    assert recovers_at(one) == at(gone_at)
    early = draft("09:50", running=one)
    early.at = at(gone_at) - 0.5
    recover_running(early)
    assert early.state.running == one and early.effects == []


def test_who_is_given_up_is_missed_and_counted() -> None:
    d = draft("10:18", running=RUNNING, **CLOCKS, healed=2)
    before, now = d.state, at("10:18")
    recover_running(d)
    gone = "the player never came back"
    missed = replace(row(Outcome.MISSED, note=gone), at=now)
    assert d.effects == [
        Decided(now, "mobility", "healed", gone),
        ClosePlayer("u3", Outcome.MISSED),
        missed,
        Decided(now, "mobility", "missed", gone),
    ]
    restarted = (("mobility", 0.0), ("water", 0.0))
    assert d.state == replace(before, running=None, healed=3, sat=restarted)
