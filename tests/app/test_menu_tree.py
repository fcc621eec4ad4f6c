"""The whole menu, entry by entry: what is there in each situation, and what each entry has done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.app.menu import TrayMenu
from deskbreak.app.menu_lists import Choices, MenuMoment
from deskbreak.core import machine
from deskbreak.core.easing import Easing
from deskbreak.core.events import Phase
from deskbreak.core.plan import Break, Plan, Range, SnoozeRules
from deskbreak.core.view import View, view
from deskbreak.settings.cached import Listed
from deskbreak.values import replace

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC).timestamp()
PLAN = Plan(
    hours=((Range(540, 1080),),) * 7,
    breaks=(
        Break("mobility", every_s=2700.0, routine="auto"),
        Break("walk", at=(720,), routine="ten-minute-walk"),
    ),
    snooze=SnoozeRules((300.0, 600.0), 3, "fixed"),
    zone=UTC,
)
LISTED = (
    Listed("desk-3-minutes", "Desk, 3 minutes", 180.0, ("desk",), True),
    Listed("short-walk", "Short walk", 120.0, ("walking",), True),
    Listed("mobility-set", "Mobility set", 120.0, ("floor",), True),
    Listed("lit-group-1", "Core group", 420.0, ("floor",), False),
)
Tree = dict[tuple[str, ...], Any]


class Desk:
    """A menu over facts that are given, and what was asked of the daemon."""

    def __init__(
        self, *, plan: Plan = PLAN, can_put_off: bool = True, idle_known: bool = False, **seen: Any
    ) -> None:
        plain: View = view(machine.start(NOW, NOW, PLAN), PLAN, NOW)
        seen = {"phase": Phase.SITTING, "holds": ()} | seen
        self.moment = MenuMoment(replace(plain, **seen), plan, NOW, can_put_off, idle_known)
        self.listed: Sequence[Listed] = LISTED
        self.names: Sequence[str] = ()
        self.blocked: Choices = []
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.menu = TrayMenu(self, lambda word, **details: self.asked.append((word, details)))

    def now(self) -> MenuMoment:
        return self.moment

    def routines(self) -> Sequence[Listed]:
        return self.listed

    def left_out(self) -> Choices:
        return self.blocked

    def profiles(self) -> Sequence[str]:
        return self.names

    def tree(self) -> Tree:
        """The entries that are to be chosen, by the way to them, in their order."""
        return dict(_entries(self.menu.menu, ()))

    def tops(self) -> list[str]:
        return [path[0] for path in self.tree() if len(path) == 1]

    def below(self, *path: str) -> list[str]:
        return [one[-1] for one in self.tree() if one[:-1] == path]

    def clicked(self, *path: str) -> tuple[str, dict[str, Any]]:
        """What the daemon is asked when this is chosen."""
        self.tree()[path](None)
        return self.asked.pop()


def _entries(menu: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for one in menu:
        if one.visible and one.enabled and one.text != "- - - -":
            yield (*path, one.text), one
            if one.submenu is not None:
                yield from _entries(one.submenu, (*path, one.text))


END = ["Today", "Settings", "Quit"]
COMING = ["Put off the next break", "Skip the next break"]


@pytest.mark.parametrize(
    ("seen", "tops"),
    [
        ({}, ["Start now", "Start", *COMING, "Pause", "Standing", *END]),
        ({"can_put_off": False}, ["Start now", "Start", "Pause", "Standing", *END]),
        (
            {"phase": Phase.OFFERED, "offer": 1, "snoozes_left": 2},
            ["Start now", "Start", "Snooze", "Skip this break", "Pause", "Standing", *END],
        ),
        (
            {"phase": Phase.OFFERED, "offer": 1, "snoozes_left": 0},
            ["Start now", "Start", "Skip this break", "Pause", "Standing", *END],
        ),
        ({"phase": Phase.ON_BREAK}, ["Skip this break", "Done, I took it", "Pause", "Standing", *END]),
        ({"holds": ("paused",)}, ["Start now", "Start", *COMING, "Resume", "Standing", *END]),
        (
            {"phase": Phase.OFF_HOURS, "holds": ("off-hours",)},
            ["Start now", "Start", "Keep counting after hours", "Pause", "Standing", *END],
        ),
        (
            {"easing": Easing(is_asking=True)},
            ["Should breaks come less often?", "Start now", "Start", *COMING, "Pause", "Standing", *END],
        ),
    ],
)
def test_the_top_has_what_can_be_done_now(seen: dict[str, Any], tops: list[str]) -> None:
    assert Desk(**seen).tops() == tops


TODAY = ["Log a break I took", "Skip a break today"]
ALWAYS = ["Log", "Report", "Add a note"]


@pytest.mark.parametrize(
    ("seen", "today"),
    [
        ({}, [*TODAY, *ALWAYS]),
        ({"phase": Phase.OFFERED, "offer": 1}, ["Done, I took it", *TODAY, *ALWAYS]),
        ({"phase": Phase.ON_BREAK, "offer": 1}, [*TODAY, *ALWAYS]),
        ({"can_give_back": True}, ["I was sitting", *TODAY, *ALWAYS]),
        ({"plan": replace(PLAN, breaks=())}, ["Log a break I took", *ALWAYS]),
        ({"plan": replace(PLAN, ask_back=True)}, [*TODAY, "How was your back this week?", *ALWAYS]),
    ],
)
def test_today_has_what_belongs_to_the_day(seen: dict[str, Any], today: list[str]) -> None:
    assert Desk(**seen).below("Today") == today


def test_a_meeting_is_begun_and_ended_under_pause() -> None:
    pauses = ["30 min", "1 h", "2 h", "Until tomorrow", "Until I resume"]
    assert Desk().below("Pause") == [*pauses, "In a meeting"]
    assert Desk(holds=("meeting",)).below("Pause") == ["The meeting is over", *pauses]


def test_routines_are_under_start_by_where_they_are_done() -> None:
    desk = Desk()
    assert desk.below("Start") == ["Desk, 3 minutes", "Short walk · 2 min", "On the floor", "More"]
    assert desk.below("Start", "On the floor") == ["Mobility set · 2 min"]
    desk.listed = LISTED[:1]
    assert desk.below("Start") == ["Desk, 3 minutes"]
    desk.listed = ()
    assert desk.below("Start") == []


def test_profiles_and_what_is_left_out_are_there_where_there_are_any() -> None:
    desk = Desk(plan=replace(PLAN, profile="home"))
    desk.names, desk.blocked = ("home", "office"), [("dead-bug", "Dead Bug")]
    assert desk.below("Today")[2:4] == ["Profile", "Left-out exercises"]
    assert desk.below("Today", "Profile") == ["By weekday", "home", "office"]
    checked = {
        path[-1]: one.checked for path, one in desk.tree().items() if path[:-1] == ("Today", "Profile")
    }
    assert checked == {"By weekday": False, "home": True, "office": False}
    desk.names = ("home",)
    assert desk.below("Today", "Profile") == ["By weekday", "home"]


EASE = "Should breaks come less often?"
CLICKS: list[tuple[dict[str, Any], tuple[str, ...], tuple[str, dict[str, Any]]]] = [
    ({}, ("Start now",), ("start", {})),
    ({}, ("Start", "Desk, 3 minutes"), ("start", {"routine": "desk-3-minutes"})),
    ({}, ("Start", "Short walk · 2 min"), ("start", {"routine": "short-walk"})),
    ({}, ("Start", "On the floor", "Mobility set · 2 min"), ("start", {"routine": "mobility-set"})),
    ({}, ("Put off the next break", "5 min"), ("snooze", {"for_s": 300.0})),
    ({}, ("Skip the next break",), ("skip-next", {})),
    ({"offer": 1, "snoozes_left": 1}, ("Snooze", "10 min"), ("snooze", {"for_s": 600.0})),
    (
        {"offer": 1, "snoozes_left": 1, "idle_known": True},
        ("Snooze", "Until I pause typing"),
        ("snooze", {"until_pause": True}),
    ),
    ({"offer": 1}, ("Skip this break",), ("skip", {})),
    ({"offer": 1}, ("Today", "Done, I took it"), ("done", {})),
    ({"phase": Phase.ON_BREAK}, ("Done, I took it",), ("done", {})),
    ({"phase": Phase.OFF_HOURS}, ("Keep counting after hours", "1 h"), ("work", {"for_s": 3600.0})),
    ({}, ("Pause", "30 min"), ("pause", {"for_s": 1800.0})),
    ({}, ("Pause", "Until tomorrow"), ("pause", {"until": "today"})),
    ({}, ("Pause", "Until I resume"), ("pause", {"for_s": None})),
    ({}, ("Pause", "In a meeting", "45 min"), ("meeting", {"for_s": 2700.0})),
    ({}, ("Pause", "In a meeting", "Until I say it is over"), ("meeting", {"for_s": None})),
    ({"holds": ("meeting",)}, ("Pause", "The meeting is over"), ("meeting", {"off": True})),
    ({"holds": ("paused",)}, ("Resume",), ("resume", {})),
    ({}, ("Standing",), ("standing", {"off": False})),
    ({"phase": Phase.STANDING}, ("Standing",), ("standing", {"off": True})),
    ({"standing_until": NOW + 60}, ("Standing",), ("standing", {"off": True})),
    ({"can_give_back": True}, ("Today", "I was sitting"), ("sat", {})),
    ({}, ("Today", "Log a break I took", "Walk"), ("took", {"what": "ten-minute-walk"})),
    ({}, ("Today", "Log a break I took", "5 min of movement"), ("took", {"what": "moved:300"})),
    ({}, ("Today", "Skip a break today", "Mobility"), ("skip-today", {"name": "mobility"})),
    (
        {"plan": replace(PLAN, ask_back=True)},
        ("Today", "How was your back this week?", "7"),
        ("back", {"score": "7"}),
    ),
    ({}, ("Today", "Log"), ("log", {})),
    ({}, ("Today", "Report"), ("report", {})),
    ({}, ("Today", "Add a note"), ("note", {})),
    ({}, ("Settings",), ("settings", {})),
    ({}, ("Quit",), ("stop", {})),
    ({"easing": Easing(is_asking=True)}, (EASE, "Every 90 min"), ("ease", {"choice": "90", "open": True})),
]


@pytest.mark.parametrize(("seen", "path", "asks"), CLICKS, ids=[" > ".join(path) for _, path, _ in CLICKS])
def test_each_entry_asks_for_what_it_says(
    seen: dict[str, Any], path: tuple[str, ...], asks: tuple[str, dict[str, Any]]
) -> None:
    assert Desk(**seen).clicked(*path) == asks


def test_profiles_and_allowed_exercises_are_asked_for_by_name() -> None:
    desk = Desk()
    desk.names, desk.blocked = ("home",), [("dead-bug", "Dead Bug")]
    assert desk.clicked("Today", "Profile", "home") == ("profile", {"name": "home"})
    assert desk.clicked("Today", "Profile", "By weekday") == ("profile", {"name": "auto"})
    assert desk.clicked("Today", "Left-out exercises", "Allow Dead Bug again") == (
        "allow",
        {"exercise": "dead-bug"},
    )


def test_a_middle_click_pauses_and_goes_on() -> None:
    for holds, word in (((), "pause"), (("paused",), "resume")):
        desk = Desk(holds=holds)
        desk.menu.pause_or_resume()
        assert desk.asked == [(word, {})]


def test_standing_has_its_tick_and_the_first_click_starts() -> None:
    for seen, ticked in (
        ({}, False),
        ({"phase": Phase.STANDING}, True),
        ({"standing_until": NOW + 60}, True),
    ):
        tree = Desk(**seen).tree()  # type: ignore[arg-type]
        assert tree["Standing",].checked is ticked
        assert [path for path, one in tree.items() if one.default] == [("Start now",)]


def test_the_head_says_where_the_day_stands_and_is_no_entry() -> None:
    (head, *_) = list(Desk(sitting_s=2820.0, next_at=None).menu.menu)
    assert head.text == "47 min sat" and not head.enabled


def test_entries_stay_the_same_until_what_they_list_changes() -> None:
    desk = Desk()
    first = list(desk.tree()["Put off the next break",].submenu)
    assert [id(one) for one in desk.tree()["Put off the next break",].submenu] == [id(one) for one in first]
    desk.moment = replace(desk.moment, plan=replace(PLAN, snooze=SnoozeRules((420.0,), 3, "fixed")))
    assert desk.below("Put off the next break") == ["7 min"]
