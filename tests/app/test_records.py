"""The journal as the daemon uses it: nothing raises, trouble is said once, and the state is saved when it must be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.app.records import SAVE_EVERY_S, Records, read_state
from deskbreak.core import machine
from deskbreak.core.effects import Decided, Record, Sat
from deskbreak.core.events import Outcome
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import State, to_json
from deskbreak.errors import DeskbreakError
from deskbreak.store.rows import JournalError
from deskbreak.values import replace

NOW = 1_795_000_000.0
PLAN = Plan(hours=((Range(0, 1440),),) * 7, breaks=(Break("mobility", every_s=2700.0),))


class Reported:
    """Stands in for the daemon's notices."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.cleared: list[str] = []

    def notify(self, sentence: str, **_: str) -> None:
        self.said.append(sentence)

    def clear(self, about: str) -> None:
        self.cleared.append(about)


class Desk:
    def __init__(self, path: Path) -> None:
        self.now, self.reported = NOW, Reported()
        self.records = Records(path, "desk", lambda: self.now, self.reported)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path / "journal.sqlite3")
    yield one
    one.records.journal.close()


@pytest.fixture
def state() -> State:
    return replace(machine.start(NOW, 100.0, PLAN), sat=(("mobility", 600.0),), sat_s=600.0)


def record(**more: object) -> Record:
    values = {"break_name": "mobility", "routine": "cat-cow", "outcome": Outcome.TAKEN, "seconds": 60} | more
    return Record(NOW - 5, **values)  # type: ignore[arg-type]


# -- rows -----------------------------------------------------------------------------------------------------------


def test_a_row_has_all_that_core_says(desk: Desk) -> None:
    desk.records.outcome(record(exercises=("cat-cow",), note="fine", uid="u-7-1"), "Asia/Tokyo")
    (row,) = desk.records.rows(0.0)
    assert (row.at, row.zone, row.break_name, row.routine, row.outcome) == (
        NOW - 5, "Asia/Tokyo", "mobility", "cat-cow", "taken",
    )  # fmt: skip
    assert (row.seconds, row.exercises, row.note) == (60, ("cat-cow",), "fine")
    assert row.uid == f"{desk.records.own_key()}-u-7-1"
    assert desk.records.has_row("u-7-1") and not desk.records.has_row("u-7-2")


def test_one_without_a_name_is_named_by_its_offer(desk: Desk) -> None:
    desk.records.outcome(record(offer=12), "UTC")
    desk.records.took(NOW, "UTC", "walk", 600.0, ("ten-minute-walk",))
    offered, own = (row.uid.split("-")[-2:] for row in desk.records.rows(0.0))
    assert (offered, own) == (["12", "0"], ["0", "0"])
    taken = desk.records.rows(NOW)[0]
    assert (taken.routine, taken.outcome, taken.seconds, taken.exercises) == (
        "walk",
        "taken",
        600,
        ("ten-minute-walk",),
    )


def test_a_row_of_the_last_day_can_be_taken_back(desk: Desk) -> None:
    desk.records.outcome(record(uid="away-1-0"), "UTC")
    assert desk.records.row_of("away-1-0") is not None
    assert desk.records.row_of("1-0") is not None  # the end of a name is one too
    assert desk.records.row_of("") is None and desk.records.row_of("2-0") is None
    desk.now = NOW + 86400
    desk.records.take_back("away-1-0")
    assert len(desk.records.rows(0.0)) == 1  # too long ago
    desk.now = NOW
    desk.records.take_back("never")
    desk.records.take_back("away-1-0")
    assert desk.records.rows(0.0) == []


def test_the_last_rest_is_of_the_last_day(desk: Desk) -> None:
    assert desk.records.last_rest() is None
    desk.records.outcome(record(), "UTC")
    assert desk.records.last_rest() == (NOW - 5, "mobility")
    desk.now = NOW - 5 + 86399
    assert desk.records.last_rest() is not None
    desk.now += 2
    assert desk.records.last_rest() is None


def test_decisions_sitting_and_blocks_are_kept(desk: Desk) -> None:
    desk.records.decided(Decided(NOW, "mobility", "held", "paused"))
    desk.records.sat(Sat(NOW - 60, NOW))
    for name in ("dead-bug", "cat-cow"):
        desk.records.journal.block(name, NOW - 1)
    (line,) = desk.records.journal.decisions()
    assert (line.at, line.break_name, line.decision, line.reason) == (NOW, "mobility", "held", "paused")
    assert [(one.start, one.end) for one in desk.records.journal.sittings()] == [(NOW - 60, NOW)]
    assert desk.records.blocked() == ["cat-cow", "dead-bug"]
    desk.records.allow("dead-bug")
    assert desk.records.blocked() == ["cat-cow"]


def test_what_is_old_is_forgotten_here_alone(desk: Desk) -> None:
    desk.records.outcome(record(), "UTC")
    desk.records.forget(NOW - 5)
    assert len(desk.records.rows(0.0)) == 1
    desk.records.forget(NOW)
    assert desk.records.rows(0.0) == []
    forgets = desk.records.journal._db.connection.execute("SELECT everywhere FROM forgets").fetchall()
    assert forgets == [(0,), (0,)]


# -- trouble --------------------------------------------------------------------------------------------------------


def test_trouble_is_said_once_and_cleared_when_it_is_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = sqlite3.OperationalError("database or disk is full")

    def refuse(*_: object, **__: object) -> int:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr("deskbreak.store.writes.insert", refuse)
        desk.records.outcome(record(uid="a"), "UTC")
        desk.records.outcome(record(uid="b"), "UTC")
        desk.records.retry()
        assert len(desk.reported.said) == 1 and "the disk is full" in desk.reported.said[0]
        assert desk.reported.cleared == [] and desk.records.journal.waiting == 2
    desk.records.retry()
    assert desk.reported.cleared == desk.reported.said and len(desk.records.rows(0.0)) == 2
    desk.records.retry()
    assert len(desk.reported.cleared) == 1
    with monkeypatch.context() as patch:
        patch.setattr("deskbreak.store.writes.insert", refuse)
        desk.records.outcome(record(uid="c"), "UTC")
    assert len(desk.reported.said) == 2  # it came again


ASKED: list[tuple[Callable[[Records], object], object]] = [
    (lambda one: one.shown(0.0), []),
    (lambda one: one.own_key(), ""),
    (lambda one: one.blocked(), []),
    (lambda one: one.last_rest(), None),
    (lambda one: one.has_row("u"), False),
    (lambda one: one.rows(0.0), []),
    (lambda one: one.load_state(), None),
    (lambda one: one.row_of("u"), None),
]


@pytest.mark.parametrize(("ask", "empty"), ASKED, ids=range(len(ASKED)))
def test_what_cannot_be_read_is_said_once_and_empty(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Records], object], empty: object
) -> None:
    def refuse(*_: object, **__: object) -> list[object]:
        raise JournalError("/j is being written by another program")

    for name in ("_read", "_rows"):
        monkeypatch.setattr(desk.records.journal, name, refuse)
    assert ask(desk.records) == empty == ask(desk.records)
    assert desk.reported.said == ["/j is being written by another program"]


def test_a_journal_that_cannot_be_opened_is_kept_in_memory_and_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    desk = Desk(tmp_path / "folder")
    assert len(desk.reported.said) == 1 and "kept in memory" in desk.reported.said[0]
    desk.records.outcome(record(), "UTC")
    assert len(desk.records.rows(0.0)) == 1
    desk.records.journal.close()


def test_a_damaged_journal_is_repaired_and_said(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"no database" * 500)
    desk = Desk(tmp_path / "journal.sqlite3")
    assert len(desk.reported.said) == 1 and "was damaged" in desk.reported.said[0]
    desk.records.journal.close()


# -- state ----------------------------------------------------------------------------------------------------------


def saved(desk: Desk) -> dict[str, object]:
    return json.loads(desk.records.journal.load_state() or "{}")


def test_what_was_saved_is_gone_on_with(desk: Desk, state: State) -> None:
    assert desk.records.load_state() is None
    desk.records.save_state(state)
    assert desk.records.load_state() == state


@pytest.mark.parametrize(
    ("away_s", "at"), [(60, 60), (SAVE_EVERY_S, SAVE_EVERY_S), (9000, SAVE_EVERY_S), (-9, 0)]
)
def test_after_a_kill_the_while_it_may_have_gone_on_is_neither_sat_nor_an_absence(
    state: State, away_s: float, at: float
) -> None:
    assert read_state(json.dumps(to_json(state)), NOW + away_s) == replace(state, at=NOW + at)


def test_after_an_end_of_its_own_nothing_is_missing(desk: Desk, state: State) -> None:
    desk.records.save_state(state)
    desk.records.save_now(closed=True)
    assert read_state(json.dumps(saved(desk)), NOW + 9000) == state


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"version": 99}', "[" * 100_000])
def test_a_state_that_cannot_be_read_is_one_notice(desk: Desk, text: str) -> None:
    desk.records.journal.save_state(text)
    assert desk.records.load_state() is None
    assert desk.reported.said == ["What was counted before this start cannot be read; counting begins again."]


@pytest.mark.parametrize(
    ("changes", "is_saved"),
    [
        ({"at": NOW + 60, "mono": 160.0, "sat_s": 660.0, "sat": (("mobility", 660.0),)}, False),
        ({"at": NOW + SAVE_EVERY_S, "mono": 100.0 + SAVE_EVERY_S}, True),
        ({"at": NOW + SAVE_EVERY_S - 1, "mono": 99.0 + SAVE_EVERY_S}, False),
        ({"at": NOW - 1}, True),
        ({"mono": 99.0}, True),
        ({"sat_s": 0.0}, True),
        ({"sat": (("mobility", 0.0),)}, True),
        ({"sat": (("walk", 700.0),)}, True),
        ({"pause_until": NOW + 60}, True),
        ({"at": NOW + 1, "fixed_seen": NOW + 1}, False),
    ],
)
def test_the_state_is_saved_where_more_than_the_clocks_moved(
    desk: Desk, state: State, changes: dict[str, object], is_saved: bool
) -> None:
    desk.records.save_state(state)
    later = replace(state, **changes)  # type: ignore[arg-type]
    desk.records.save_state(later)
    assert (saved(desk) == json.loads(json.dumps(to_json(later)))) is is_saved
    desk.records.save_now()
    assert saved(desk) == json.loads(json.dumps(to_json(later)))


def test_the_end_saves_what_is_there_and_says_so(desk: Desk, state: State) -> None:
    desk.records.save_now()
    assert saved(desk) == {}
    desk.records.save_state(state)
    assert "closed" not in saved(desk)
    desk.records.close()
    with sqlite3.connect(desk.records.journal._db.path) as db:
        (text,) = db.execute("SELECT body FROM state").fetchone()
    db.close()
    assert json.loads(text)["closed"] is True
    assert issubclass(JournalError, DeskbreakError) and desk.reported.said == []
