"""What the daemon keeps: every detail of a row, an offer and a state, and the edges of what is recent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.records import SAVE_EVERY_S, read_state
from deskbreak.core.learning import Shown
from deskbreak.core.state import State, to_json
from deskbreak.store.offers import OfferRow
from deskbreak.store.rows import JournalError
from deskbreak.values import replace
from tests.app.test_records import NOW, Desk, record
from tests.app.test_records import desk as desk
from tests.app.test_records import state as state

DAY = 86400.0


def test_a_break_without_an_offer_has_zone_and_machine(desk: Desk) -> None:
    desk.records.took(NOW, "Asia/Tokyo", "walk", 600.0, ("ten-minute-walk",))
    (row,) = desk.records.rows(0.0)
    assert (row.at, row.zone, row.machine, row.break_name, row.own) == (NOW, "Asia/Tokyo", "desk", "", True)


def test_offers_are_learned_from_with_what_became_of_them(desk: Desk) -> None:
    offer = OfferRow(
        NOW - 60, "UTC", 7, "mobility", sat=2700.0, hour=10, weekday=0, before="meeting", seconds=180.0, floor=True,
        step=1, moment="chosen", waited=13,
    )  # fmt: skip
    desk.records.offer(offer)
    desk.records.outcome(record(uid="", offer=7), "UTC")
    (found,) = desk.records.shown(NOW - 61)
    assert found == Shown(
        NOW - 60, 10, "meeting", 3.0, floor=True, taken=True, moment="chosen", weekday=0, step=1
    )
    assert desk.records.shown(NOW - 59) == []


@pytest.mark.parametrize(("later_s", "is_there"), [(DAY - 5, True), (DAY - 4, False)])
def test_what_is_recent_is_a_day_old_at_most(desk: Desk, later_s: float, is_there: bool) -> None:
    desk.records.outcome(record(uid="a-1"), "UTC")  # five seconds ago
    desk.now = NOW + later_s
    assert (desk.records.row_of("a-1") is not None) is is_there


def test_a_row_of_another_machine_is_not_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.records.outcome(record(uid="a-1"), "UTC")
    (row,) = desk.records.rows(0.0)
    monkeypatch.setattr(desk.records, "rows", lambda _start: [replace(row, own=False)])
    assert desk.records.row_of("a-1") is None


def test_rows_are_those_since_the_start_oldest_first(desk: Desk) -> None:
    for uid, ago in (("b", 10.0), ("a", 20.0)):
        desk.records.journal.add(at=NOW - ago, outcome="taken", break_name=uid, uid=uid)
    assert [one.break_name for one in desk.records.rows(0.0)] == ["a", "b"]
    assert [one.break_name for one in desk.records.rows(NOW - 15)] == ["b"]


def test_an_allowed_exercise_is_allowed_now(desk: Desk) -> None:
    desk.records.journal.block("cat-cow", NOW - 1)
    desk.now = NOW - 2
    desk.records.allow("cat-cow")  # before it was blocked
    assert desk.records.blocked() == ["cat-cow"]
    desk.now = NOW
    desk.records.allow("cat-cow")
    assert desk.records.blocked() == []


def test_results_that_players_left_are_rows(desk: Desk, tmp_path: Path) -> None:
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    result = {
        "uid": "u-1",
        "at": NOW,
        "routine": "cat-cow",
        "break": "mobility",
        "outcome": "taken",
        "seconds": 45,
        "exercises": ["cat-cow"],
    }
    (outbox / "u-1.json").write_text(json.dumps(result))
    desk.records.import_outbox(outbox)
    assert desk.records.has_row("u-1") and list(outbox.iterdir()) == []


@pytest.mark.parametrize(
    ("closed", "now_s", "at_s"),
    [
        (False, 0.0, 0.0),
        (False, -1.0, 0.0),
        (False, 1.0, 1.0),
        (False, 299.0, 299.0),
        (False, 301.0, 300.0),
        (True, 5000.0, 0.0),
    ],
)
def test_a_state_goes_on_at_most_five_minutes_after_a_kill(
    state: State, closed: bool, now_s: float, at_s: float
) -> None:
    text = json.dumps(to_json(state) | ({"closed": True} if closed else {}))
    assert read_state(text, NOW + now_s) == replace(state, at=NOW + at_s)
    assert SAVE_EVERY_S == 300.0


def test_a_state_is_written_once_until_it_changes(
    desk: Desk, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(desk.records.journal, "save_state", written.append)
    desk.records.save_now()
    desk.records.save_now(closed=True)
    assert written == []
    desk.records.save_state(state)
    desk.records.save_now()
    assert len(written) == 1
    desk.records.save_now(closed=True)
    assert len(written) == 2 and json.loads(written[1]) == json.loads(written[0]) | {"closed": True}
    assert ": " not in written[0] and ", " not in written[0]  # as short as it can be


def test_every_trouble_is_cleared_when_the_disk_takes_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, done = [2], [False]
    monkeypatch.setattr(type(desk.records.journal), "waiting", property(lambda _self: waiting[0]))
    monkeypatch.setattr(desk.records.journal, "retry", lambda: done[0])
    for said in ("it is full", "it is read-only"):
        desk.records._trouble(JournalError(said))
    desk.records.retry()
    assert desk.reported.cleared == []
    done[0] = True
    desk.records.retry()
    assert sorted(desk.reported.cleared) == ["it is full", "it is read-only"]
    waiting[0] = 0
    desk.records._trouble(JournalError("it is full"))
    desk.records.retry()
    assert len(desk.reported.said) == 3 and len(desk.reported.cleared) == 2


def test_the_journal_is_closed_with_the_daemon(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Any] = []
    real = desk.records.journal.close
    monkeypatch.setattr(desk.records.journal, "close", lambda: closed.append(1))
    desk.records.close()
    assert closed == [1]
    real()
