"""What the tray does with the journal: each action's rows, events and words, over stand-ins that note them."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.journal_actions import JournalActions
from deskbreak.app.selection import Selection
from deskbreak.core.events import TakenElsewhere
from deskbreak.core.plan import Plan
from deskbreak.errors import DeskbreakError
from tests.logfail import LogFail

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
MIDNIGHT = NOW - 36_000
PLAN = Plan(hours=((),) * 7, zone=UTC)
CAT_COW = Selection("cat-cow", "Cat-Cow", exercises=("cat-cow",), seconds=54.0)


class Desk:
    def __init__(self) -> None:
        self.did: list[tuple[Any, ...]] = []
        self.selects: Selection | Exception = CAT_COW
        self.rest: tuple[float, str] | None = None
        self.today: list[Any] = []
        note = self.did.append
        parts: dict[str, Any] = {
            "engine": SimpleNamespace(
                plan=PLAN,
                now=lambda: NOW,
                clocks=lambda: (NOW, 5.0),
                handle=lambda one: note(("handle", one)),
            ),
            "facts": SimpleNamespace(
                left_out=lambda: [("dead-bug", "Dead Bug")],
                names=lambda: {"cat-cow": "Cat-Cow", "plank": "Plank"},
            ),
            "presenter": SimpleNamespace(
                say=lambda *what, **how: note(("say", *what, *([how] if how else [])))
            ),
            "records": SimpleNamespace(
                took=lambda *row: note(("took", *row)),
                allow=lambda name: note(("allow", name)),
                last_rest=lambda: self.rest,
                rows=self._rows,
            ),
            "selector": SimpleNamespace(select=self._select),
            "sharing": SimpleNamespace(soon=lambda: note(("shared",))),
            "tray": SimpleNamespace(menu_changed=lambda: note(("menu",))),
            "learner": SimpleNamespace(refresh=lambda: note(("learned",))),
        }
        self.actions = JournalActions(**parts)

    def _select(self, what: str, lasts_s: None) -> Selection:
        self.did.append(("select", what, lasts_s))
        if isinstance(self.selects, Exception):
            raise self.selects
        return self.selects

    def _rows(self, start: float) -> list[Any]:
        assert start == MIDNIGHT
        return self.today


@pytest.fixture
def desk() -> Desk:
    return Desk()


COUNTS = ("handle", TakenElsewhere(NOW, 5.0, when=NOW))


def logged(said: str) -> tuple[Any, ...]:
    return ("say", "log", "Logged", said, {"timeout_s": 5.0})


def test_a_break_of_ones_own_is_a_row_and_counts(desk: Desk) -> None:
    assert desk.actions.took({"what": "cat-cow"}) == {}
    assert desk.did == [
        ("select", "cat-cow", None),
        ("shared",),
        ("took", NOW, "UTC", "cat-cow", 54.0, ("cat-cow",)),
        COUNTS,
        logged("Cat-Cow, 54 s."),
    ]


def test_movement_has_only_its_length(desk: Desk) -> None:
    desk.actions.took({"what": "moved:300"})
    assert desk.did == [
        ("shared",),
        ("took", NOW, "UTC", "movement", 300.0, ()),
        COUNTS,
        logged("Movement, 5 min."),
    ]


@pytest.mark.parametrize(("what", "routine"), [("auto", ""), ("mobility-set", "mobility-set")])
@pytest.mark.parametrize("fault", [DeskbreakError("no content"), RuntimeError("a bug")])
def test_a_break_whose_set_cannot_be_told_counts_all_the_same(
    desk: Desk, logfail: LogFail, fault: Exception, what: str, routine: str
) -> None:
    logfail.expect("what was taken cannot be told for a row")
    desk.selects = fault
    desk.actions.took({"what": what})
    assert desk.did[2:] == [("took", NOW, "UTC", routine, 0.0, ()), COUNTS, logged("A break.")]


@pytest.mark.parametrize(("exercise", "name"), [("dead-bug", "Dead Bug"), ("gone", "gone")])
def test_what_was_left_out_may_come_again(desk: Desk, exercise: str, name: str) -> None:
    assert desk.actions.allow({"exercise": exercise}) == {}
    assert desk.did == [
        ("allow", exercise),
        ("shared",),
        ("menu",),
        ("say", "log", name, "It may be offered again.", {"timeout_s": 5.0}),
    ]


@pytest.mark.parametrize("rest", [None, (NOW - 60, "mobility")])
def test_a_journal_that_changed_is_looked_at_whole(desk: Desk, rest: tuple[float, str] | None) -> None:
    desk.rest = rest
    assert desk.actions.changed({}) == {}
    taken = [("handle", TakenElsewhere(NOW, 5.0, when=NOW - 60, break_name="mobility"))] if rest else []
    assert desk.did == [("menu",), *taken, ("learned",), ("shared",)]


def row(minute: int, routine: str = "", break_name: str = "", outcome: str = "taken") -> Any:
    return SimpleNamespace(at=MIDNIGHT + 60 * minute, routine=routine, break_name=break_name, outcome=outcome)


def test_the_day_is_told_in_names(desk: Desk) -> None:
    desk.today = [
        row(540, "cat-cow", "mobility"),
        row(600, "set:cat-cow+plank+own", outcome="partly"),
        row(660, "", "water", "skipped"),
        row(661),
        row(720, "movement"),
    ]
    assert desk.actions.show({}) == {}
    lines = [
        "09:00  Cat-Cow: taken",
        "10:00  Cat-Cow, Plank, own: partly taken",
        "11:00  Water: skipped",
        "11:01  Break: taken",
        "12:00  Movement: taken",
    ]
    assert desk.did == [("say", "log", "Today", "\n".join(lines))]


def test_the_last_twelve_of_the_day_are_shown(desk: Desk) -> None:
    desk.today = [row(540 + number, "plank") for number in range(14)]
    desk.actions.show({})
    lines = desk.did[0][3].splitlines()
    assert (len(lines), lines[0], lines[-1]) == (12, "09:02  Plank: taken", "09:13  Plank: taken")
    desk.today = []
    desk.actions.show({})
    assert desk.did[-1] == ("say", "log", "Today", "Nothing yet today.")
