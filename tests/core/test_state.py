"""The saved state: what is written is read again, and anything else is refused, never half believed."""

from __future__ import annotations

import copy
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core import machine
from deskbreak.core.effects import Offer, OpenPlayer
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Chosen,
    ChosenSet,
    Locked,
    MeetingsChanged,
    Tick,
)
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import (
    FOREVER,
    LATER,
    Absence,
    Due,
    Ended,
    OpenOffer,
    Running,
    State,
    changed,
    from_json,
    moved,
    to_json,
)
from deskbreak.core.view import view
from deskbreak.values import FrozenError, fields, replace

MONDAY = 1795392000.0
PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0, routine="auto"),))
REFUSED = (ValueError, KeyError, TypeError)


def full() -> State:
    """A state with something in most of its places."""
    at = MONDAY + 9 * 3600.0
    state = machine.start(at, at, PLAN)
    events = (
        MeetingsChanged(at, at, ((at + 20000, at + 21000),)),
        Tick(at + 2700, at + 2700),
        BusyChanged(at + 2700, at + 2700, frozenset()),
        Answered(at + 2701, at + 2701, 1, Answer.SNOOZE, 600.0),
        Locked(at + 2702, at + 2702),
        Tick(at + 3600, at + 3600),
    )
    for event in events:
        state, _ = machine.step(state, event, PLAN)
    return state


def test_what_is_written_is_read_again():
    state = full()
    assert from_json(json.loads(json.dumps(to_json(state)))) == state


def offered_and_chosen() -> State:
    at = MONDAY + 9 * 3600.0
    state = machine.start(at, at, PLAN)
    chosen = ChosenSet("set:cat-cow", ("cat-cow",), 60.0, reason="led by Cat-cow", levels=(("cat-cow", 2),))
    events = (
        Tick(at, at),
        Tick(at + 2700, at + 2700),
        BusyChanged(at + 2700, at + 2700, frozenset()),
        Chosen(at + 2700, at + 2700, chosen, offer=1),
    )
    for event in events:
        state, _ = machine.step(state, event, PLAN, strict=True)
    return state


def test_what_was_chosen_outlives_a_restart_and_is_played():
    state = from_json(json.loads(json.dumps(to_json(offered_and_chosen()))))
    assert state == offered_and_chosen() and state.offer is not None
    _, effects = machine.step(state, Answered(state.at, state.mono, 1, Answer.START), PLAN, strict=True)
    (opened,) = [one for one in effects if isinstance(one, OpenPlayer)]
    assert opened.chosen == state.offer.chosen is not None


def test_a_state_of_an_earlier_deskbreak_is_read():
    """It knew nothing of what was chosen, put off or passed over."""
    data = to_json(offered_and_chosen())
    for part in (data, data["offer"]):
        for name in LATER & part.keys():
            del part[name]
    state = from_json(data)
    assert state.offer is not None and state.offer.chosen is None
    at = state.at + PLAN.offer.repeat_every_s
    after, effects = machine.step(state, Tick(at, at), PLAN)
    after, effects = machine.step(after, BusyChanged(at, at, frozenset()), PLAN)
    assert [one.chosen for one in effects if isinstance(one, Offer)] == [None]


@pytest.mark.parametrize("text", ["null", "[]", "{}", "7", '"x"', '{"version": 1}', '{"version": 99}'])
def test_what_is_no_state_is_refused(text):
    with pytest.raises(REFUSED):
        from_json(json.loads(text))


@pytest.mark.parametrize("name", sorted(set(to_json(full())) - LATER))
def test_a_missing_part_is_refused(name):
    data = to_json(full())
    del data[name]
    with pytest.raises(REFUSED):
        from_json(data)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=4),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=5,
)


@pytest.mark.slow
@given(name=st.sampled_from(sorted(to_json(full()))), value=ANYTHING)
def test_a_broken_part_is_refused_or_harmless(name, value):
    """Whatever stands in the file, it is refused at once, or the machine goes on with it."""
    data = copy.deepcopy(to_json(full()))
    data[name] = value
    try:
        state = from_json(json.loads(json.dumps(data)))
    except REFUSED:
        return
    at = state.at + 60
    after, _ = machine.step(state, Tick(at, state.mono + 60), PLAN)
    assert machine.next_wake(after, PLAN, at) > at
    view(after, PLAN, at)
    to_json(after)


STAYS = {  # about the wall clock, or only ever compared with what stays
    "fixed_seen", "heads_up_for", "pause_until", "work_until", "meetings_over",
}  # fmt: skip


def test_every_instant_moves_with_a_set_clock_or_says_that_it_stays():
    for part in (State, Due, OpenOffer, Running, Ended, Absence, ChosenSet):
        for one in fields(part):
            if str(one.type).startswith("float") and re.search(
                r"(^|_)(at|since|until|seen|over|for)$", one.name
            ):
                assert one.metadata.get("moves") or one.name in STAYS, f"{part.__name__}.{one.name}"


def test_a_set_clock_moves_the_parts_too():
    offer = OpenOffer(
        1,
        name="mobility",
        routine="auto",
        lasts_s=None,
        say="",
        with_=(),
        at=MONDAY,
        shown_at=MONDAY + 5,
        snooze_until=MONDAY + 600,
    )
    before = replace(full(), due=(Due("walk", MONDAY),), offer=offer)
    after = moved(before, -3600.0)
    assert (after.offer.shown_at, after.offer.snooze_until) == (MONDAY - 3595, MONDAY - 3000)
    assert after.due[0].since == MONDAY - 3600
    assert after.sat_s == before.sat_s and after.pause_until == before.pause_until
    assert moved(after, 3600.0) == before


def test_a_changed_state_is_the_state_with_other_values() -> None:
    state = State(at=1.0, mono=2.0, sat_s=3.0)
    made = changed(state, {"sat_s": 9.0, "offers": 4})
    assert made == replace(state, sat_s=9.0, offers=4)
    assert (state.sat_s, state.offers) == (3.0, 0)
    with pytest.raises(FrozenError):
        made.sat_s = 1.0  # type: ignore[misc]
    with pytest.raises(TypeError, match="no field of these: sat_ss"):
        changed(state, {"sat_ss": 9.0})


def test_a_state_saved_before_breaks_could_be_put_off_is_taken():
    data = to_json(full())
    for name in ("put_off", "passed_over"):
        del data[name]
    assert (from_json(data).put_off, from_json(data).passed_over) == ((), ())


def test_what_has_no_end_yet_is_read_again_after_the_clock_was_set():
    state = replace(full(), meeting_until=FOREVER, standing_until=FOREVER)
    for by in (86400.0, -86400.0 * 365):
        assert from_json(json.loads(json.dumps(to_json(moved(state, by))))) == moved(state, by)


@pytest.mark.parametrize(
    "change",
    [
        {"at": -7e10},
        {"at": 3e11},
        {"at": 10**400},
        {"mono": 10**400},
        {"sat_s": -1.0},
        {"sat_s": 1e308},
        {"sat": [["mobility", -1e9]]},
        {"sat": [["mobility", 1e14]]},
        {"sat": [["mobility", True]]},
        {"debt_s": -5.0},
        {"offers": -1},
        {"offers": 10**400},
        {"starts": 1.5},
        {"busy": ["x"] * 200_000},
    ],
)
def test_what_cannot_be_is_refused(change):
    with pytest.raises(REFUSED):
        from_json(to_json(full()) | change)
