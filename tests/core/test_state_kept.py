"""The saved state, field by field: how each begins, what it is read as, and whether it moves with a set clock."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.easing import AS_BEFORE, Easing
from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.core.state import (
    Absence,
    Due,
    Ended,
    OpenOffer,
    Running,
    State,
    from_json,
    moved,
    to_json,
)
from deskbreak.values import fields, replace


def values(part: Any) -> dict[str, Any]:
    return {one.name: getattr(part, one.name) for one in fields(part)}


def test_a_state_begins_with_nothing() -> None:
    assert values(State(1.0, 2.0)) == {
        "at": 1.0, "mono": 2.0, "sat_s": 0.0, "sat": (), "sitting_since": None, "fixed_seen": 0.0, "due": (),
        "offer": None, "running": None, "ended": None, "offers": 0, "absences": 0, "starts": 0, "heads_up_for": 0.0,
        "idle_known": False, "idle_since": None, "excused": 0.0, "locked_since": None, "away_since": None,
        "away_before": None, "absence": None, "busy": frozenset(), "busy_at": None, "busy_asked": None,
        "meetings": (), "meeting_until": None, "meetings_over": 0.0, "pause_until": None, "standing_until": None,
        "work_until": None, "skipped_days": (), "put_off": (), "passed_over": (), "held_for": (),
        "waiting_told": False, "debt_s": 0.0, "in_hours": False, "off_since": None, "healed": 0,
        "easing": AS_BEFORE, "before": "", "before_at": None,
    }  # fmt: skip


DUE = Due("mobility", 10.0)
OFFER = OpenOffer(1, name="mobility", routine="auto", lasts_s=None, say="", with_=(), at=20.0, shown_at=21.0)
RUNNING = Running("u", offer=1, name="mobility", routine="auto", lasts_s=None, since=30.0)
ENDED = Ended(1, name="mobility", routine="auto", shown_at=40.0, outcome=Outcome.MISSED)
ABSENCE = Absence(50.0, 55.0, sat_s=5.0, sat=())


def test_its_parts_begin_with_no_more_than_they_must_have() -> None:
    assert values(DUE) == {
        "name": "mobility", "since": 10.0, "fixed": False, "catch_up": False, "early": False, "till": None,
        "best": None, "moment": "",
    }  # fmt: skip
    assert values(OFFER) == {
        "id": 1, "name": "mobility", "routine": "auto", "lasts_s": None, "say": "", "with_": (), "at": 20.0,
        "shown_at": 21.0, "repeat": 0, "snoozes": 0, "snooze_until": None, "snoozed_s": 0.0, "catch_up": False,
        "held": False, "until_pause": False, "step": 0, "upright": False, "chosen": None,
    }  # fmt: skip
    assert values(RUNNING) == {
        "uid": "u", "offer": 1, "name": "mobility", "routine": "auto", "lasts_s": None, "since": 30.0, "with_": (),
        "was_offer": None, "was_due": (), "upright": False, "chosen": None,
    }  # fmt: skip
    assert values(ENDED) == {
        "id": 1, "name": "mobility", "routine": "auto", "shown_at": 40.0, "outcome": Outcome.MISSED,
        "lasts_s": None, "chosen": None,
    }  # fmt: skip
    assert values(ABSENCE) == {
        "since": 50.0, "until": 55.0, "sat_s": 5.0, "sat": (), "noted": False, "uid": "",
    }  # fmt: skip


SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0, reason="led by it", levels=(("cat-cow", 2),), body=7)
LATE = Due("walk", 11.0, fixed=True, catch_up=True, early=True, till=12.0, best=13.0, moment="chosen")
SNOOZED = replace(
    OFFER, lasts_s=180.0, with_=("walk",), repeat=1, snoozes=2, snooze_until=22.0, snoozed_s=600.0, catch_up=True,
    held=True, until_pause=True, step=3, upright=True, chosen=SET,
)  # fmt: skip
FULL = State(
    at=1.0, mono=2.0, sat_s=3.0, sat=(("mobility", 4.0), ("water", 4.5)), sitting_since=5.0, fixed_seen=6.0,
    due=(DUE, LATE), offer=SNOOZED,
    running=replace(RUNNING, lasts_s=60.0, with_=("walk",), was_offer=OFFER, was_due=(DUE,), upright=True, chosen=SET),
    ended=replace(ENDED, lasts_s=60.0, chosen=SET), offers=7, absences=8, starts=9, heads_up_for=60.0,
    idle_known=True, idle_since=61.0, excused=62.0, locked_since=63.0, away_since=64.0,
    away_before=replace(ABSENCE, sat=(("mobility", 5.0),), noted=True, uid="away-1"), absence=ABSENCE,
    busy=frozenset(("camera", "microphone")), busy_at=65.0, busy_asked=66.0, meetings=((67.0, 68.0), (69.0, 70.0)),
    meeting_until=71.0, meetings_over=72.0, pause_until=73.0, standing_until=74.0, work_until=75.0,
    skipped_days=(("walk", 739943),), put_off=(("walk", 76.0),), passed_over=(("walk", 77.0),), held_for=("paused",),
    waiting_told=True, debt_s=78.0, in_hours=True, off_since=79.0, healed=10, easing=Easing(step=2, missed=1),
    before="meeting", before_at=80.0,
)  # fmt: skip


def test_every_field_is_written_and_read_again() -> None:
    data = to_json(FULL)
    assert data["version"] == 1 and set(data) == {"version", *values(FULL)}
    assert data["busy"] == ["camera", "microphone"]
    assert data["meetings"] == [[67.0, 68.0], [69.0, 70.0]]
    assert data["ended"] == {
        "id": 1, "name": "mobility", "routine": "auto", "shown_at": 40.0, "outcome": "missed", "lasts_s": 60.0,
        "chosen": {
            "routine": "set:cat-cow", "exercises": ["cat-cow"], "seconds": 60.0, "reason": "led by it",
            "levels": [["cat-cow", 2]], "body": 7,
        },
    }  # fmt: skip
    assert from_json(data) == FULL


MOVED_BY_TEN = replace(
    FULL, at=11.0, sitting_since=15.0,
    due=(replace(DUE, since=20.0), replace(LATE, since=21.0, till=22.0, best=23.0)),
    offer=replace(SNOOZED, at=30.0, shown_at=31.0, snooze_until=32.0),
    running=Running(
        "u", offer=1, name="mobility", routine="auto", lasts_s=60.0, since=40.0, with_=("walk",),
        was_offer=replace(OFFER, at=30.0, shown_at=31.0), was_due=(replace(DUE, since=20.0),), upright=True, chosen=SET,
    ),
    ended=replace(ENDED, shown_at=50.0, lasts_s=60.0, chosen=SET),
    idle_since=71.0, excused=72.0, locked_since=73.0, away_since=74.0,
    away_before=Absence(60.0, 65.0, sat_s=5.0, sat=(("mobility", 5.0),), noted=True, uid="away-1"),
    absence=replace(ABSENCE, since=60.0, until=65.0), busy_at=75.0, busy_asked=76.0,
    meeting_until=81.0, standing_until=84.0, off_since=89.0, before_at=90.0,
)  # fmt: skip


def test_lengths_of_time_stay_what_they_are_when_the_clock_is_set() -> None:
    """What is about the clock on the wall stays: a pause until two, the meetings, the fixed times."""
    assert moved(FULL, 10.0) == MOVED_BY_TEN
    assert moved(MOVED_BY_TEN, -10.0) == FULL
    bare = State(1.0, 2.0)
    assert moved(bare, 10.0) == replace(bare, at=11.0, excused=10.0)


def test_what_is_not_there_is_nothing() -> None:
    state = replace(FULL, sat=(("mobility", 4.0),), put_off=(("walk", 76.0),))
    assert (state.sat_for("mobility"), state.sat_for("walk")) == (4.0, 0.0)
    assert (state.put_off_until("walk"), state.put_off_until("mobility")) == (76.0, 0.0)


DAY_S = 86400.0


@pytest.mark.parametrize(
    "change",
    [
        {"at": -DAY_S},  # the first day of 1970, wherever one is
        {"at": 2e11},
        {"sat_s": 0.0},
        {"sat_s": 400 * DAY_S},
        {"debt_s": 400 * DAY_S},
        {"sat": [["mobility", 0], ["water", 400 * DAY_S]]},
        {"offers": 0, "absences": 0, "starts": 0, "healed": 0},
    ],
)
def test_what_may_just_be_is_read(change: dict[str, Any]) -> None:
    assert isinstance(from_json(to_json(State(1.0, 2.0)) | change), State)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"at": -DAY_S - 1}, ValueError, "of no time that there is"),
        ({"at": 2e11 + 1}, ValueError, "of no time that there is"),
        ({"sat_s": -1}, ValueError, "counts what cannot be"),
        ({"sat_s": 400 * DAY_S + 1}, ValueError, "counts what cannot be"),
        ({"debt_s": -1}, ValueError, "counts what cannot be"),
        ({"debt_s": 400 * DAY_S + 1}, ValueError, "counts what cannot be"),
        ({"sat": [["mobility", 1], ["water", -1]]}, ValueError, "counts what cannot be"),
        ({"sat": [["mobility", 400 * DAY_S + 1]]}, ValueError, "counts what cannot be"),
        ({"offers": -1}, ValueError, "counts what cannot be"),
        ({"absences": -1}, ValueError, "counts what cannot be"),
        ({"starts": -1}, ValueError, "counts what cannot be"),
        ({"healed": -1}, ValueError, "counts what cannot be"),
        ({"version": 2}, ValueError, "no saved state of this version"),
        ({"version": 0}, ValueError, "no saved state of this version"),
        ({"version": None}, ValueError, "no saved state of this version"),
        ({"offer": []}, TypeError, "OpenOffer is no table"),
        ({"due": [None]}, TypeError, "Due is no table"),
        ({"easing": 1}, TypeError, "Easing is no table"),
        ({"busy": "camera"}, TypeError, "no list"),
        ({"idle_known": 1}, TypeError, "no bool"),
        ({"before": None}, TypeError, "no str"),
        ({"offers": 1.0}, TypeError, "no int"),
        ({"meetings": [[1.0]]}, ValueError, "values to unpack"),
        ({"skipped_days": [["walk", 1.5]]}, TypeError, "no int"),
        ({"put_off": [[1, 1.0]]}, TypeError, "no str"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    change: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        from_json(to_json(State(1.0, 2.0)) | change)


def test_a_list_is_no_state() -> None:
    with pytest.raises(ValueError, match="no saved state of this version"):
        from_json([("version", 1)])  # type: ignore[arg-type]


def test_what_an_earlier_deskbreak_did_not_know_is_as_at_the_beginning() -> None:
    data = to_json(FULL)
    later = ("put_off", "passed_over", "easing", "before", "before_at")
    of_offer = ("until_pause", "step", "upright", "chosen")
    of_due = ("till", "best", "moment")
    for name in later:
        del data[name]
    for name in of_offer:
        del data["offer"][name]
    for name in of_due:
        del data["due"][1][name]
    for name in ("upright", "chosen"):
        del data["running"][name]
    del data["ended"]["chosen"]
    found = from_json(data)
    assert {name: getattr(found, name) for name in later} == {
        "put_off": (), "passed_over": (), "easing": AS_BEFORE, "before": "", "before_at": None,
    }  # fmt: skip
    assert found.offer == replace(SNOOZED, until_pause=False, step=0, upright=False, chosen=None)
    assert found.due == (DUE, replace(LATE, till=None, best=None, moment=""))
    assert found.running is not None and (found.running.upright, found.running.chosen) == (False, None)
    assert found.ended is not None and found.ended.chosen is None
