"""What each event itself does to a quiet morning at the desk, and what a daemon says first."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import machine
from deskbreak.core.easing import Easing
from deskbreak.core.effects import (
    ClosePlayer,
    Decided,
    Effect,
    OpenPlayer,
    Record,
    Sat,
    WelcomeBack,
)
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Chosen,
    ChosenSet,
    Command,
    CommandKind,
    Event,
    Idle,
    IdleKnown,
    Input,
    Locked,
    MeetingsChanged,
    OfferGone,
    Outcome,
    PlanChanged,
    PlayerReported,
    Slept,
    Tick,
)
from deskbreak.core.state import Absence, Running, State, changed
from deskbreak.values import replace
from tests.core.drafts import AT, MOBILITY, TODAY, WALK, WATER, offer, plan, state

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
SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)
CALL = frozenset(("microphone", "do-not-disturb"))
STRETCH = Sat(AT - 2400, AT)


def quiet(**more: Any) -> State:
    return state(**QUIET | more)


def step(s: State, event: Event) -> tuple[State, list[Effect]]:
    after, effects = machine.step(s, event, plan=PLAN, strict=True)
    return after, list(effects)


# -- the beginning ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "earliest"), [(AT, 0.0), (-86400.0, -86400.0)])
def test_a_fresh_state_has_a_clock_for_each_break_by_sitting(at: float, earliest: float) -> None:
    """Times of day before now are dealt with; a clock before 1970 is one too."""
    started = machine.start(at, 5.0, PLAN)
    assert started == State(
        at,
        5.0,
        sat=(("mobility", 0.0), ("water", 0.0)),
        fixed_seen=at,
        excused=earliest,
        meetings_over=earliest,
    )


@pytest.mark.parametrize(
    ("before_s", "locked", "events"),
    [
        (
            600.0,
            False,
            [Slept(*NOW, wall_s=600.0), Locked(*NOW, locked=False), Input(*NOW), PlanChanged(*NOW)],
        ),
        (600.0, True, [Slept(*NOW, wall_s=600.0), Locked(*NOW, locked=True), PlanChanged(*NOW)]),
        (0.0, False, [Locked(*NOW, locked=False), Input(*NOW), PlanChanged(*NOW)]),
        (-600.0, False, [Locked(*NOW, locked=False), Input(*NOW), PlanChanged(*NOW)]),  # the clock was set
    ],
)
def test_what_a_daemon_says_first(before_s: float, locked: bool, events: list[Event]) -> None:
    """Nobody watched meanwhile; who starts it is there, unless the screen is locked."""
    saved = state(AT - before_s)
    assert list(machine.first_events(saved, at=AT, mono=1000.0, locked=locked)) == events


# -- what makes no sense now -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "name"), [({}, ""), ({"offer": offer()}, "mobility")])
def test_what_makes_no_sense_is_refused_and_noted(more: dict[str, Any], name: str) -> None:
    event = Answered(*NOW, offer=3, answer=Answer.SKIP)
    before = quiet(**more)
    gone = "this offer is not open any more"
    assert machine.step(before, event, PLAN) == (before, (Decided(AT, name, "refused", gone),))
    assert machine.refusal_reason(before, event, PLAN) == gone
    phase = "offered" if more else "sitting"
    with pytest.raises(machine.IllegalEvent, match=f"^Answered in {phase}: {gone}$"):
        machine.step(before, event, PLAN, strict=True)


def test_the_time_that_a_refused_event_brings_goes_by_all_the_same() -> None:
    event = Answered(AT + 60, 1060.0, offer=3, answer=Answer.SKIP)
    later, _effects = machine.step(quiet(), event, PLAN)
    assert later == quiet(
        at=AT + 60,
        mono=1060.0,
        sat_s=2460.0,
        sat=(("mobility", 1860.0), ("water", 2460.0)),
        fixed_seen=AT + 60,
    )


def test_what_makes_sense_is_not_refused() -> None:
    assert machine.refusal_reason(quiet(), Tick(*NOW), PLAN) == ""
    assert step(quiet(), Tick(*NOW)) == (quiet(), [])


# -- answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        (Answer.START, "started"),
        (Answer.SNOOZE, "snoozed"),
        (Answer.SKIP, "skipped"),
        (Answer.DONE, "taken"),
    ],
)
def test_each_answer_does_what_it_says(answer: Answer, decision: str) -> None:
    after, effects = step(quiet(offer=offer()), Answered(*NOW, offer=7, answer=answer, snooze_s=600.0))
    assert [one.decision for one in effects if isinstance(one, Decided)] == [decision]
    snoozed = replace(offer(), snooze_until=AT + 600, snoozes=1, snoozed_s=600.0)
    assert after.offer == (snoozed if answer is Answer.SNOOZE else None)
    assert (after.running is not None) == (answer is Answer.START)


def test_sitting_ends_for_the_report_when_a_break_begins() -> None:
    after, effects = step(quiet(offer=offer()), Answered(*NOW, offer=7, answer=Answer.START))
    assert after.sitting_since is None
    assert STRETCH in effects and any(isinstance(one, OpenPlayer) for one in effects)


def test_what_was_chosen_stands_for_the_offer() -> None:
    after, effects = step(quiet(offer=offer()), Chosen(*NOW, SET, offer=7))
    assert (after, effects) == (quiet(offer=offer(chosen=SET)), [])


@pytest.mark.parametrize(
    ("how", "reasons"),
    [
        ("failed", ["no notification could be shown; tray and commands still answer it"]),
        ("expired", []),
        ("dismissed", []),
        ("lost", []),
    ],
)
def test_a_notification_that_went_is_no_answer(how: str, reasons: list[str]) -> None:
    before = quiet(offer=offer())
    effects = [Decided(AT, "mobility", "not shown", reason) for reason in reasons]
    assert step(before, OfferGone(*NOW, offer=7, how=how)) == (before, effects)


# -- the player ------------------------------------------------------------------------------------------------


def test_a_player_that_ends_leaves_its_row() -> None:
    report = PlayerReported(
        *NOW,
        "run-1",
        report="finished",
        outcome=Outcome.PARTLY,
        seconds=75.0,
        exercises=("cat-cow",),
        note="too hard: cat-cow",
        recorded=True,
    )
    before = quiet(running=PLAYS, sitting_since=None)
    after, effects = step(before, report)
    easing = Easing(day=TODAY, answered=True, took=True, taken=1)
    rested = (("mobility", 0.0), ("water", 2400.0))
    assert after == changed(before, {"running": None, "sat_s": 0.0, "sat": rested, "easing": easing})
    assert effects == [
        Record(
            AT,
            break_name="mobility",
            routine="",
            outcome=Outcome.PARTLY,
            seconds=75,
            exercises=("cat-cow",),
            note="too hard: cat-cow",
            uid="run-1",
            offer=7,
            left=True,
        ),
        Decided(AT, "mobility", "partly", "too hard: cat-cow"),
    ]


def test_a_player_that_fails_says_why() -> None:
    before = quiet(running=PLAYS, sitting_since=None)
    after, effects = step(before, PlayerReported(*NOW, "run-1", report="failed", note="no display"))
    assert after == changed(before, {"running": None})
    assert effects == [Decided(AT, "mobility", "failed", "no display")]


def test_a_player_that_opened_plays_on() -> None:
    before = quiet(running=PLAYS, sitting_since=None)
    assert step(before, PlayerReported(*NOW, "run-1", report="opened")) == (before, [])


def test_a_player_that_is_closed_by_hand_is_told() -> None:
    _after, effects = step(quiet(running=PLAYS), Command(*NOW, kind=CommandKind.DONE))
    assert ClosePlayer("run-1", Outcome.TAKEN) in effects


def test_a_command_is_carried_out() -> None:
    after, effects = step(quiet(), Command(*NOW, kind=CommandKind.PAUSE, for_s=600.0))
    assert (after, effects) == (quiet(pause_until=AT + 600), [Decided(AT, "", "paused", "you said so")])


# -- the desktop -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "since"),
    [(None, AT - 20), (AT - 200, AT - 200), (AT - 5, AT - 20)],  # what was seen first, or is longer
)
def test_keys_that_are_still(known: float | None, since: float) -> None:
    assert step(quiet(idle_since=known), Idle(*NOW, for_s=20.0)) == (quiet(idle_since=since), [])


def test_keys_that_move() -> None:
    assert step(quiet(idle_since=AT - 200), Input(*NOW)) == (quiet(), [])


@pytest.mark.parametrize("known", [True, False])
def test_whether_keys_can_be_watched(known: bool) -> None:
    """What cannot be watched is not still."""
    before = quiet(idle_since=AT - 200, idle_known=not known)
    after = quiet(idle_since=AT - 200 if known else None, idle_known=known)
    assert step(before, IdleKnown(*NOW, known=known)) == (after, [])


GONE = Absence(AT - 900, AT - 900, sat_s=1200.0, sat=(("mobility", 900.0), ("water", 1200.0)), uid="away-1")
AWAY: dict[str, Any] = {"away_since": AT - 900, "away_before": GONE, "sitting_since": None}
BACK: dict[str, Any] = {"absence": replace(GONE, until=AT), "before": "absence", "before_at": AT}
RETURN: list[Effect] = [
    Record(AT, break_name="water", routine="", outcome=Outcome.NATURAL, seconds=900.0, uid="away-1"),
    Decided(AT, "water", "natural", "away for 15 min, which counts as a break"),
    WelcomeBack(900.0),
]


@pytest.mark.parametrize("event", [Input(*NOW), Locked(*NOW, locked=False)])
def test_who_moves_or_unlocks_is_back(event: Event) -> None:
    before = quiet(**AWAY)
    assert step(before, event) == (quiet(sitting_since=None, **BACK), RETURN)


def test_who_only_moves_the_mouse_over_a_locked_screen_is_not_back() -> None:
    locked = quiet(**AWAY, locked_since=AT - 900)
    assert step(locked, Input(*NOW)) == (locked, [])
    assert step(locked, Locked(*NOW, locked=False)) == (quiet(sitting_since=None, **BACK), RETURN)


@pytest.mark.parametrize("since", [None, AT - 60])
def test_a_lock_ends_the_stretch_of_sitting(since: float | None) -> None:
    """A second word of the same lock changes nothing."""
    before = quiet(locked_since=since)
    after = quiet(locked_since=since or AT, sitting_since=None)
    assert step(before, Locked(*NOW)) == (after, [STRETCH])


@pytest.mark.parametrize(
    ("minutes", "credited_s"),
    [(1, 0.0), (3, 180.0), (0, 0.0)],  # brief; then what was rested is taken off
)
def test_a_screen_that_is_unlocked_again(minutes: int, credited_s: float) -> None:
    since = AT - minutes * 60
    before = quiet(locked_since=since, idle_since=since, sitting_since=None)
    sat = tuple((name, was - credited_s) for name, was in SAT)
    after = quiet(sat_s=2400.0 - credited_s, sat=sat, sitting_since=None)
    assert step(before, Locked(*NOW, locked=False)) == (after, [])


def test_an_unlocked_screen_that_was_not_locked_takes_nothing_off() -> None:
    assert step(quiet(idle_since=AT - 200), Locked(*NOW, locked=False)) == (quiet(), [])


def test_a_lock_during_a_routine_takes_nothing_off() -> None:
    """The routine itself is the rest."""
    before = quiet(running=replace(PLAYS, since=AT - 200), locked_since=AT - 180, sitting_since=None)
    assert step(before, Locked(*NOW, locked=False)) == (changed(before, {"locked_since": None}), [])


@pytest.mark.parametrize(
    ("was", "now", "before"),
    [
        (CALL, frozenset[str](), "meeting"),
        (frozenset(("camera",)), frozenset[str](), "meeting"),
        (frozenset(("screen-share",)), frozenset[str](), "meeting"),
        (frozenset(("do-not-disturb", "fullscreen")), frozenset[str](), "hold"),
        (CALL, frozenset(("camera",)), ""),  # something still holds
        (frozenset[str](), CALL, ""),
        (frozenset[str](), frozenset[str](), ""),
    ],
)
def test_what_the_probes_say(was: frozenset[str], now: frozenset[str], before: str) -> None:
    """A call that is over was a meeting, for what is learned; anything else was a hold."""
    asking = quiet(busy=was, busy_at=AT - 60, busy_asked=AT - 1)
    ended = {"before": before, "before_at": AT} if before else {}
    assert step(asking, BusyChanged(*NOW, now)) == (quiet(busy=now, busy_at=AT, **ended), [])


def test_meetings_that_are_over_are_not_kept() -> None:
    ahead = (AT + 600, AT + 1200)
    after, effects = step(quiet(), MeetingsChanged(*NOW, ((AT - 600, AT), ahead)))
    assert (after, effects) == (quiet(meetings=(ahead,)), [])
