"""The tray's menu: few entries at a time, no list twice, and each does what it says."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.menu import MAX_ENTRIES
from deskbreak.app.upkeep_actions import UpkeepActions
from deskbreak.core.events import Command, CommandKind
from deskbreak.core.plan import Break, Range
from deskbreak.settings.check import check
from tests.app.harness import MONDAY_9, DaemonHarness

WALK = Break("walk", at=(750,), days=frozenset(range(5)), routine="ten-minute-walk", lasts_s=600.0)
AWAY_S = 300.0
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)


@pytest.fixture
def unchecked(loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DaemonHarness]:
    """As at the very first start: the menus have no list of routines yet."""
    made = DaemonHarness(loop, tmp_path, MOBILITY, WALK)
    monkeypatch.setattr(made.daemon.players, "open", lambda *_: None)
    yield made
    made.close()


@pytest.fixture
def harness(unchecked: DaemonHarness) -> DaemonHarness:
    check(unchecked.profile)
    unchecked.daemon.facts.refresh()
    return unchecked


class Person:
    """A user who opens the menu and chooses from it by the words they read."""

    def __init__(self, harness: DaemonHarness) -> None:
        self.menu = harness.daemon.menu.menu

    def choose(self, *path: str) -> None:
        menu = self.menu
        for label in path[:-1]:
            menu = _item(menu, label).submenu
        _item(menu, path[-1])(None)

    def labels(self, *path: str) -> list[str]:
        menu = self.menu
        for label in path:
            menu = _item(menu, label).submenu
        return [one.text for one in _usable(menu)]


def _usable(menu: Any) -> list[Any]:
    return [one for one in menu if one.visible and one.enabled and one.text != "- - - -"]


def _item(menu: Any, label: str) -> Any:
    found = {one.text: one for one in _usable(menu)}
    assert label in found, f"no entry {label!r} among {list(found)}"
    return found[label]


def _lists(menu: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield path, [one.text for one in _usable(menu)]
    for one in _usable(menu):
        if one.submenu is not None:
            yield from _lists(one.submenu, (*path, one.text))


@pytest.fixture
def person(harness: DaemonHarness) -> Person:
    return Person(harness)


def until_offered(harness: DaemonHarness) -> None:
    harness.goes_on(3100)  # 45 minutes of sitting, and the wait for a pause
    assert harness.phase == "offered"


def away_and_back(harness: DaemonHarness) -> None:
    harness.goes_on(1200)
    harness.desktop.watched(AWAY_S).on_idle(AWAY_S)
    harness.goes_on(900)
    harness.desktop.watched(AWAY_S).on_active()


def order(which: CommandKind, **details: Any) -> Callable[[DaemonHarness], None]:
    def give(harness: DaemonHarness) -> None:
        harness.daemon.engine.handle(Command(*harness.daemon.engine.clocks(), kind=which, **details))

    return give


def closes(harness: DaemonHarness) -> None:
    harness.edits(hours=((Range(0, 1),),) * 7)


SITUATIONS: dict[str, Callable[[DaemonHarness], None]] = {
    "nothing": lambda harness: None,
    "offered": lambda harness: harness.goes_on(3100),
    "back": away_and_back,
    "paused": order(CommandKind.PAUSE),
    "meeting": order(CommandKind.MEETING),
    "standing": order(CommandKind.STANDING),
    "off hours": closes,
    "on a break": order(CommandKind.START, name="cat-cow"),
    "left out": lambda harness: harness.daemon.records.journal.block("cat-cow", MONDAY_9),
}


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(SITUATIONS, 2)])
def test_nine_entries_at_the_top_whatever_is_up(unchecked: DaemonHarness, one: str, other: str) -> None:
    SITUATIONS[one](unchecked)
    SITUATIONS[other](unchecked)
    labels = Person(unchecked).labels()
    assert 5 <= len(labels) <= MAX_ENTRIES == 9, labels
    assert labels[-3:] == ["Today", "Settings", "Quit"]


def test_the_menu_is_read_before_anything_else_is_there(loop: Any, tmp_path: Path) -> None:
    harness = DaemonHarness(loop, tmp_path, starts=False)
    assert not harness.daemon.engine.started
    assert next(_lists(harness.daemon.menu.menu))[1][-1] == "Quit"
    harness.close()


def test_the_entries_of_a_plain_moment(person: Person) -> None:
    assert person.labels() == [
        "Start now", "Start", "Put off the next break", "Skip the next break", "Pause", "Standing", "Today",
        "Settings", "Quit",
    ]  # fmt: skip


def test_the_entries_of_an_offer(harness: DaemonHarness, person: Person) -> None:
    until_offered(harness)
    assert person.labels()[:4] == ["Start now", "Start", "Snooze", "Skip this break"]
    assert "Put off the next break" not in person.labels()


@pytest.mark.parametrize("situation", ["nothing", "offered", "left out", "back"])
def test_no_list_is_there_twice_and_every_name_has_a_capital(
    harness: DaemonHarness, person: Person, situation: str
) -> None:
    SITUATIONS[situation](harness)
    lists = list(_lists(person.menu))
    for (path, one), (elsewhere, other) in itertools.combinations(lists, 2):
        shared = [label for label in one if label in other and not label[0].isdigit()]
        assert len(shared) < 2, f"{path} and {elsewhere} both hold {shared}"
    for path, labels in lists:
        assert all(label[0].isupper() or label[0].isdigit() for label in labels), (path, labels)


def test_starts_are_grouped_by_length_and_place(person: Person) -> None:
    here, floor, more = (
        person.labels("Start"),
        person.labels("Start", "On the floor"),
        person.labels("Start", "More"),
    )
    assert here[0] == "One minute at the desk"
    assert "10-Minute Walk" in here
    assert here[-2:] == ["On the floor", "More"]
    assert len(here) <= MAX_ENTRIES and len(floor) <= MAX_ENTRIES
    assert "Three minutes on the floor" in floor
    assert any(one.startswith("Prone strength · ") and one.endswith("on the floor") for one in more)


def test_the_same_objects_at_every_reading(person: Person) -> None:
    def read(menu: Any) -> list[int]:
        found = []
        for one in menu:
            found.append(id(one))
            found += read(one.submenu) if one.submenu is not None else []
        return found

    assert read(person.menu) == read(person.menu)


def test_until_i_pause_typing_is_a_snooze(harness: DaemonHarness, person: Person) -> None:
    until_offered(harness)
    person.choose("Snooze", "Until I pause typing")
    assert harness.daemon.engine.view().snoozed_until_pause
    assert "until you pause typing" in harness.daemon.report.status()["summary"]


def test_where_typing_is_not_seen_it_is_not_promised(loop: Any, tmp_path: Path) -> None:
    harness = DaemonHarness(loop, tmp_path, idle_is="absent")
    until_offered(harness)
    assert "Until I pause typing" not in Person(harness).labels("Snooze")
    harness.close()


def test_the_next_break_is_put_off_before_it_comes(harness: DaemonHarness, person: Person) -> None:
    before = harness.daemon.engine.view().next_at
    person.choose("Put off the next break", "10 min")
    after = harness.daemon.engine.view().next_at
    assert before is not None and after == before + 600
    assert harness.outcomes == []


def test_the_next_break_is_skipped(harness: DaemonHarness, person: Person) -> None:
    harness.goes_on(1200)
    person.choose("Skip the next break")
    assert harness.outcomes == ["skipped"]
    assert harness.daemon.engine.view().next_at == harness.clock.at + 2700


def test_a_meeting_is_found_under_pause(harness: DaemonHarness, person: Person) -> None:
    assert "Until I resume" in person.labels("Pause")
    person.choose("Pause", "In a meeting", "30 min")
    assert "meeting" in harness.daemon.engine.view().holds
    person.choose("Pause", "The meeting is over")
    assert "meeting" not in harness.daemon.engine.view().holds
    person.choose("Pause", "Until I resume")
    person.choose("Resume")
    assert harness.daemon.engine.view().holds == ()


def test_what_is_left_out_is_listed_and_allowed_again(harness: DaemonHarness, person: Person) -> None:
    assert "Left-out exercises" not in person.labels("Today")
    harness.daemon.records.journal.block("cat-cow", MONDAY_9, "it hurt")
    assert person.labels("Today", "Left-out exercises") == ["Allow Cat-Cow again"]
    person.choose("Today", "Left-out exercises", "Allow Cat-Cow again")
    assert harness.daemon.records.blocked() == []
    assert "Left-out exercises" not in person.labels("Today")


def test_a_break_of_ones_own_counts(harness: DaemonHarness, person: Person) -> None:
    harness.goes_on(1200)
    person.choose("Today", "Log a break I took", "5 min of movement")
    (row,) = harness.daemon.records.rows(0.0)
    assert (row.outcome, row.seconds, row.exercises) == ("taken", 300.0, ())
    assert harness.daemon.engine.view().sitting_s == 0.0
    person.choose("Today", "Log a break I took", "Walk")
    assert "ten-minute-walk" in [one.routine for one in harness.daemon.records.rows(0.0)]


def test_the_log_of_the_day_is_told_in_names(harness: DaemonHarness, person: Person) -> None:
    for routine in ("ten-minute-walk", "set:cat-cow+bird-dog", "desk-3-minutes", "swimming"):
        harness.daemon.records.took(harness.clock.at, "UTC", routine, 60.0, ())
    person.choose("Today", "Log")
    reported = harness.desktop.notes[-1].body
    for name in (
        "10-Minute Walk: taken",
        "Cat-Cow, Bird Dog: taken",
        "Three minutes at the desk: taken",
        "Swimming: taken",
    ):
        assert name in reported


def test_done_and_i_was_sitting_are_under_today(harness: DaemonHarness, person: Person) -> None:
    away_and_back(harness)
    person.choose("Today", "I was sitting")
    assert harness.daemon.engine.view().sitting_s == pytest.approx(2100, abs=1)
    harness.goes_on(1000)
    assert harness.phase == "offered"
    person.choose("Today", "Done, I took it")
    assert harness.outcomes == ["taken"]


def test_the_weekly_question_is_answered_from_the_tray_by_those_who_want_it(
    harness: DaemonHarness, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(UpkeepActions, "run", lambda _self, *words: said.append(words) or {})
    assert "How was your back this week?" not in person.labels("Today")
    harness.edits(ask_back=True)
    person.choose("Today", "How was your back this week?", "10, good")
    assert said == [("log", "back", "10")]
