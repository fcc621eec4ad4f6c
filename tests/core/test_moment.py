"""Whether this is a good moment: what holds, what is asked of the probes and how often, and pauses in typing."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import moment
from deskbreak.core.effects import AskBusy, Decided, HeadsUp, Offer, Withdraw
from deskbreak.core.learning import CHOSEN, Learned
from deskbreak.core.plan import Break
from deskbreak.core.state import Due, OpenOffer, Running
from deskbreak.values import replace
from tests.core.drafts import (
    AT,
    EYES,
    MOBILITY,
    WALK,
    WATER,
    draft,
    offer,
    only_changed,
    plan,
    state,
)

DUE = Due("mobility", AT)
CALL = frozenset(("microphone",))
FREE: dict[str, Any] = {"busy_at": AT}  # the probes have just said that nothing holds it
TABLES = Learned("desk", offers=100, taken=40, overall=0.4)
PLAYS = Running("run-1", offer=0, name="mobility", routine="auto", lasts_s=180.0, since=AT)
NOTHING_HELD = "nothing holds it back any more"


def decided(effects: list[Any]) -> list[str]:
    return [f"{one.break_name}: {one.decision}: {one.reason}" for one in effects if isinstance(one, Decided)]


# -- the open offer --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("holds", [{"pause_until": AT + 60}, {"meeting_until": AT + 60}])
def test_a_pause_or_a_meeting_takes_an_offer_off_the_screen_at_once(holds: dict[str, Any]) -> None:
    d = draft(MOBILITY, offer=offer(), **holds)
    before = d.state
    moment.look_after(d)
    only_changed(d, before, offer=offer(held=True))
    reason = "paused" if "pause_until" in holds else "meeting"
    assert d.effects == [Withdraw(7), Decided(AT, "mobility", "held", reason)]


def test_a_call_leaves_the_offer_on_the_screen() -> None:
    """Who has begun to talk sees it; only what is new is kept off."""
    d = draft(MOBILITY, offer=offer(), busy=CALL, busy_at=AT)
    before = d.state
    moment.look_after(d)
    assert (d.state, d.effects) == (before, [])


@pytest.mark.parametrize("one", [offer(held=True), offer(snooze_until=AT + 300), None])
def test_what_is_not_on_the_screen_is_not_taken_off(one: OpenOffer | None) -> None:
    d = draft(MOBILITY, offer=one, pause_until=AT + 60, busy_at=AT)
    before = d.state
    moment.look_after(d)
    assert [type(effect) for effect in d.effects if not isinstance(effect, Decided)] == []
    only_changed(d, before)


def test_no_repeat_is_shown_while_something_holds() -> None:
    """Five minutes have gone by, and a call runs."""
    open_now = offer(at=AT - 300)
    d = draft(MOBILITY, offer=open_now, busy=CALL, busy_at=AT - 1)
    moment.look_after(d)
    assert d.state.offer == replace(open_now, held=True)
    assert d.effects == [Withdraw(7), Decided(AT, "mobility", "held", "microphone")]


@pytest.mark.parametrize(("since", "comes"), [(AT - 300, True), (AT - 299, False)])
def test_a_repeat_comes_after_five_minutes(since: float, comes: bool) -> None:
    d = draft(MOBILITY, offer=offer(at=since), **FREE)
    moment.look_after(d)
    assert decided(d.effects) == (["mobility: offered again: nobody answered"] if comes else [])


def test_before_an_offer_comes_again_the_probes_are_asked() -> None:
    d = draft(MOBILITY, offer=offer(at=AT - 300), busy_at=AT - 20)
    before = d.state
    moment.look_after(d)
    only_changed(d, before, busy_asked=AT)
    assert d.effects == [AskBusy()]


def test_what_was_held_comes_back_when_nothing_holds_it() -> None:
    d = draft(MOBILITY, offer=offer(held=True), **FREE)
    moment.look_after(d)
    assert decided(d.effects) == [f"mobility: offered: {NOTHING_HELD}"]


@pytest.mark.parametrize(
    ("one", "more", "wakes"),
    [
        (offer(), {}, AT + 300),
        (offer(at=AT - 900, shown_at=AT - 60), {}, AT + 240),
        (offer(EYES), {}, AT + 20),  # as long as it stands
        (offer(WATER), {}, AT + 300),
        (offer(shown_at=AT - 60, held=True), {}, AT - 60),
        (offer(snooze_until=AT + 600), {}, AT + 600),
        (offer(snooze_until=AT + 600), {"idle_since": AT}, AT + 600),
        (offer(snooze_until=AT + 600, until_pause=True), {}, AT + 600),
        (offer(snooze_until=AT + 600, until_pause=True), {"idle_since": AT}, AT + 30),
        (offer(snooze_until=AT + 20, until_pause=True), {"idle_since": AT}, AT + 20),
        (offer(until_pause=True), {"idle_since": AT}, AT + 300),  # shown: the pause came
    ],
)
def test_when_the_open_offer_wants_the_screen(one: OpenOffer, more: dict[str, Any], wakes: float) -> None:
    assert moment.offer_wakes(one, state(**more), plan(MOBILITY, EYES, WATER)) == wakes


def test_how_often_an_offer_comes_again_is_a_setting() -> None:
    assert moment.offer_wakes(offer(), state(), plan(MOBILITY, repeat_every_s=600.0)) == AT + 600


# -- the probes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "given_up"), [(AT - 3, True), (AT - 2.995, True), (AT - 2.9, False)])
def test_probes_that_say_nothing_hold_nothing_back(asked: float, given_up: bool) -> None:
    d = draft(MOBILITY, busy_asked=asked, busy=CALL, busy_at=AT - 60)
    before = d.state
    moment.give_up_asking(d)
    only_changed(d, before, **({"busy_asked": None, "busy": frozenset(), "busy_at": AT} if given_up else {}))
    assert d.effects == []


def test_who_was_not_asked_is_not_given_up() -> None:
    d = draft(MOBILITY, busy=CALL, busy_at=AT - 60)
    before = d.state
    moment.give_up_asking(d)
    only_changed(d, before)


@pytest.mark.parametrize(
    ("more", "waits", "asks"),
    [
        ({}, True, True),  # never asked
        ({"busy_asked": AT - 1}, True, False),  # the answer is on its way
        ({"busy_at": AT - 19.9}, False, False),  # an answer is good for twenty seconds
        ({"busy_at": AT - 20}, True, True),
        ({"busy_at": AT - 19.995}, True, True),  # to a hundredth
        ({"busy": CALL, "busy_at": AT - 59.9}, False, False),  # and for a minute where it holds
        ({"busy": CALL, "busy_at": AT - 60}, True, True),
        ({"pause_until": AT + 60}, False, False),  # held anyway
        ({"pause_until": AT + 60, "busy": CALL, "busy_at": AT - 60}, False, False),
        ({"pause_until": AT}, True, True),  # the pause is over
    ],
)
def test_when_the_probes_are_asked(more: dict[str, Any], waits: bool, asks: bool) -> None:
    d = draft(MOBILITY, **more)
    before = d.state
    assert moment.waits_for_probes(d) is waits
    only_changed(d, before, **({"busy_asked": AT} if asks else {}))
    assert d.effects == ([AskBusy()] if asks else [])


@pytest.mark.parametrize(
    ("more", "may"),
    [
        ({}, True),
        ({"busy_asked": AT - 500}, False),
        ({"busy_at": AT - 300}, True),
        ({"busy_at": AT - 299.9}, False),
    ],
)
def test_nobody_is_asked_twice_at_once_nor_too_soon(more: dict[str, Any], may: bool) -> None:
    assert moment.may_ask(state(**more), AT, 300.0) is may


# -- a good moment ---------------------------------------------------------------------------------------------


def test_what_is_due_is_offered_when_nothing_holds_it() -> None:
    d = draft(MOBILITY, due=(DUE,), **FREE)
    moment.good_moment(d)
    assert d.state.offer == offer(number=1)
    assert d.state.due == ()


@pytest.mark.parametrize(
    "more",
    [
        {"due": ()},
        {"offer": offer()},
        {"running": PLAYS},
        {"away_since": AT - 600},
        {"in_hours": False},
        {"busy_asked": AT - 1},
    ],
)
def test_it_is_no_moment_while(more: dict[str, Any]) -> None:
    """Nothing is due, an offer is open, a break runs, nobody is there, work is over, the probes were not heard."""
    d = draft(MOBILITY, **{"due": (DUE,), **FREE} | more)
    before = d.state
    moment.good_moment(d)
    assert (d.state, d.effects) == (before, [])


def test_the_probes_are_asked_before_an_offer_is_made() -> None:
    d = draft(MOBILITY, due=(DUE,))
    before = d.state
    moment.good_moment(d)
    only_changed(d, before, busy_asked=AT)
    assert d.effects == [AskBusy()]


WINDOW = Due("mobility", AT - 60, till=AT + 900, best=AT + 300, moment=CHOSEN)
LATE = Due("mobility", AT - 60, catch_up=True, moment=CHOSEN)


def test_what_is_held_comes_at_once_afterwards_and_is_told_once_for_each_break() -> None:
    """Its window is over: it would not wait for a better moment when the meeting ends."""
    d = draft(
        MOBILITY,
        WATER,
        due=(WINDOW, Due("water", AT, catch_up=True)),
        meeting_until=AT + 600,
        busy=CALL,
        busy_at=AT,
    )
    before = d.state
    moment.good_moment(d)
    late = (LATE, Due("water", AT, catch_up=True))
    only_changed(d, before, due=late, held_for=("meeting", "microphone"))
    assert d.effects == [
        Decided(AT, "mobility", "held", "meeting, microphone"),
        Decided(AT, "water", "held", "meeting, microphone"),
    ]
    d.effects.clear()
    moment.good_moment(d)
    assert d.effects == []
    d.change(meeting_until=None)
    moment.good_moment(d)
    assert decided(d.effects) == ["mobility: held: microphone", "water: held: microphone"]


@pytest.mark.parametrize(
    ("held_for", "told"),
    [
        (("app",), True),
        (("meeting", "microphone"), False),
        (("microphone",), True),
        (("meeting",), True),
        (("meeting", "microphone", "paused"), True),
    ],
)
def test_other_holds_are_told_again(held_for: tuple[str, ...], told: bool) -> None:
    more: dict[str, Any] = {"meeting_until": AT + 600, "busy": CALL, "busy_at": AT}
    d = draft(MOBILITY, due=(LATE,), held_for=held_for, **more)
    moment.good_moment(d)
    assert decided(d.effects) == (["mobility: held: meeting, microphone"] if told else [])


def test_after_a_hold_typing_is_let_finish() -> None:
    """The three minutes for it begin when it is free."""
    held = Due("mobility", AT - 600, catch_up=True)
    d = draft(
        MOBILITY,
        WATER,
        due=(held, replace(held, name="water")),
        held_for=("meeting",),
        idle_known=True,
        **FREE,
    )
    before = d.state
    moment.good_moment(d)
    free = replace(held, since=AT)
    only_changed(d, before, due=(free, replace(free, name="water")), held_for=(), waiting_told=True)
    assert d.effects == [Decided(AT, "mobility", "waiting", "for a pause in typing")]


def test_without_a_hold_the_wait_for_a_pause_goes_on() -> None:
    d = draft(MOBILITY, due=(Due("mobility", AT - 179),), idle_known=True, waiting_told=True, **FREE)
    before = d.state
    moment.good_moment(d)
    assert (d.state, d.effects) == (before, []), "told once"
    d = draft(MOBILITY, due=(Due("mobility", AT - 180),), idle_known=True, waiting_told=True, **FREE)
    moment.good_moment(d)
    assert [type(one) for one in d.effects] == [Decided, Offer, type(d.effects[-1])]


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({"busy_at": AT - 25}, False),  # asked when it fell due; nothing held it, so the pause is waited for
        ({"busy_at": AT - 30.005}, False),  # in the same moment, to a hundredth
        ({"busy_at": AT - 31}, True),  # before it was due
        ({}, True),
        ({"busy_at": AT - 60, "busy": CALL}, True),
        ({"busy_at": AT - 25, "held_for": ("microphone",)}, True),  # it is free again
    ],
)
def test_while_somebody_types_the_probes_are_left_alone(more: dict[str, Any], asks: bool) -> None:
    """Twenty seconds are over in each case; they are asked again when the pause comes."""
    d = draft(MOBILITY, due=(Due("mobility", AT - 30),), idle_known=True, **more)
    moment.good_moment(d)
    assert (AskBusy() in d.effects) is asks


def test_each_break_that_is_due_has_to_have_been_asked_for() -> None:
    both = (Due("mobility", AT - 60), Due("water", AT - 10))
    d = draft(MOBILITY, WATER, due=both, idle_known=True, busy_at=AT - 30)
    moment.good_moment(d)
    assert d.effects == [AskBusy()]


@pytest.mark.parametrize("pause", [{"idle_since": AT - 5}, {"idle_known": False}])
def test_at_a_pause_they_are_asked_again(pause: dict[str, Any]) -> None:
    known: dict[str, Any] = {"due": (Due("mobility", AT - 30),), "idle_known": True, "busy_at": AT - 25}
    d = draft(MOBILITY, **known | pause)
    moment.good_moment(d)
    assert d.effects == [AskBusy()]


def test_a_better_moment_is_waited_for_before_anybody_is_asked() -> None:
    tables = replace(TABLES, contexts=())
    d = draft(
        MOBILITY,
        rules={"learned": tables},
        due=(Due("mobility", AT + 300, till=AT + 900, moment=CHOSEN),),  # its window opened early
    )
    before = d.state
    moment.good_moment(d)
    assert d.effects == []
    only_changed(d, before, due=(Due("mobility", AT + 300, till=AT + 900, best=AT + 300, moment=CHOSEN),))


@pytest.mark.parametrize(
    ("rules", "more", "pause"),
    [
        ({}, {"idle_known": False}, AT),  # nobody knows whether they type
        ({"wait_for_pause_s": 0.0}, {}, AT),  # it does not matter
        ({}, {"due": ()}, AT),
        ({}, {}, AT + 120),  # three minutes of waiting, one of which is over
        ({"wait_at_most_s": 300.0}, {}, AT + 240),
        ({}, {"due": (Due("mobility", AT - 60, till=AT + 90),)}, AT + 90),  # its window ends before
        ({}, {"due": (Due("mobility", AT - 60, till=AT + 150),)}, AT + 120),
        ({}, {"due": (Due("mobility", AT - 60), Due("water", AT - 100))}, AT + 80),
        ({}, {"idle_since": AT - 2}, AT + 3),
        ({"wait_for_pause_s": 0.5}, {"idle_since": AT}, AT + 0.5),
        ({"wait_for_pause_s": 30.0}, {"idle_since": AT - 2}, AT + 28),
        ({}, {"idle_since": AT - 50}, AT),  # a pause already
        ({"wait_for_pause_s": 300.0}, {"idle_since": AT}, AT + 120),
    ],
)
def test_the_earliest_moment_that_is_good(rules: dict[str, Any], more: dict[str, Any], pause: float) -> None:
    known: dict[str, Any] = {"idle_known": True, "due": (Due("mobility", AT - 60),)}
    assert moment.pause_at(state(**known | more), plan(MOBILITY, WATER, **rules), AT) == pause


# -- what it waits for, as text --------------------------------------------------------------------------------

BETTER = Due("mobility", AT, best=AT + 60)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"due": ()}, ""),
        ({"due": (), "waiting_told": True}, ""),
        ({"due": (DUE,)}, ""),
        ({"due": (DUE,), "waiting_told": True}, "waiting for a pause"),
        ({"due": (BETTER,)}, "waiting for a better moment"),
        ({"due": (BETTER, DUE), "waiting_told": True}, "waiting for a pause"),  # one of two
        ({"due": (replace(BETTER, best=AT),)}, ""),  # it has come
        ({"due": (replace(BETTER, best=AT + 0.005),)}, ""),
        ({"due": (BETTER,), "offer": offer()}, ""),
        ({"due": (BETTER,), "running": PLAYS}, ""),
        ({"due": (BETTER,), "pause_until": AT + 1}, ""),  # it is held
    ],
)
def test_what_a_due_break_waits_for(more: dict[str, Any], words: str) -> None:
    assert moment.waiting(state(**more), plan(MOBILITY), AT) == words


# -- a break is near -------------------------------------------------------------------------------------------


def ahead(more: dict[str, Any], *breaks: Break, lead_s: float = 60.0) -> list[Any]:
    """What is announced; the break by sitting comes in a minute, at 9:46."""
    sat: dict[str, Any] = {"sat_s": 2640.0, "sat": (("mobility", 2640.0),)}
    d = draft(*breaks or (MOBILITY,), rules={"heads_up_s": lead_s}, **sat | more)
    before = d.state
    moment.heads_up(d)
    only_changed(d, before, **({"heads_up_for": d.effects[0].due_at} if d.effects else {}))  # type: ignore[union-attr]
    return d.effects


COMES = HeadsUp("mobility", AT + 60)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, [COMES]),
        ({"sat": (("mobility", 2639.995),)}, [HeadsUp("mobility", AT + 60.005)]),
        ({"sat": (("mobility", 2639.9),)}, []),  # too early
        ({"heads_up_for": AT + 60}, []),  # once
        ({"heads_up_for": AT + 61}, []),  # what shifts by a second is the same one
        ({"heads_up_for": AT + 58.9}, [COMES]),
        ({"heads_up_for": AT + 61.1}, [COMES]),
        ({"offer": offer()}, []),
        ({"pause_until": AT + 1}, []),
        ({"due": (DUE,)}, []),  # it is due; nothing better is waited for
        ({"due": (BETTER,)}, [COMES]),
        ({"due": (replace(BETTER, best=AT + 61),)}, []),
        ({"due": (replace(BETTER, best=AT),)}, []),  # its moment is here
        ({"due": (DUE, replace(BETTER, name="water", best=AT + 30), BETTER)}, [HeadsUp("water", AT + 30)]),
    ],
)
def test_a_break_that_is_near_is_announced_once(more: dict[str, Any], told: list[HeadsUp]) -> None:
    assert ahead(more) == told


def test_who_wants_no_announcement_has_none() -> None:
    assert ahead({}, lead_s=0.0) == []
    assert ahead({}, lead_s=0.5) == []
    assert ahead({"sat": (("mobility", 2699.5),)}, lead_s=0.5) == [HeadsUp("mobility", AT + 0.5)]


def test_the_first_of_those_that_come_is_announced() -> None:
    walk = replace(
        WALK, at=(585,), days=frozenset(range(7))
    )  # 9:45, today's is over; eyes come in half a minute
    more = {"sat": (("mobility", 2640.0), ("eyes", 1170.0)), "fixed_seen": AT}
    assert ahead(more, MOBILITY, walk, EYES) == [HeadsUp("eyes", AT + 30)]


def test_where_no_break_comes_none_is_announced() -> None:
    assert ahead({"sat": ()}, replace(WATER, days=frozenset())) == []
