"""What the daemon looks after day by day: calendars, what is learned, what was done, and its own health."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app import details, learner
from deskbreak.app import menu_facts as menu_facts_module
from deskbreak.app.journal_facts import JournalFacts, facts_of
from deskbreak.app.learner import Learner
from deskbreak.app.meetings import Meetings
from deskbreak.app.menu_facts import MenuFacts
from deskbreak.app.menu_lists import MenuMoment
from deskbreak.app.upkeep_actions import UpkeepActions
from deskbreak.calendars.found import Found
from deskbreak.core.events import CommandKind, MeetingsChanged
from deskbreak.core.measured import NOTHING_YET
from deskbreak.core.past import Done
from deskbreak.core.plan import Plan, QuietRules
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.notify.port import Click
from deskbreak.settings.cached import Listed
from deskbreak.store.journal import Journal
from deskbreak.store.opening import open_to_write
from deskbreak.values import replace
from tests.app.test_words import seen

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
DAY = 86400.0
PLAN = Plan(hours=((),) * 7, zone=UTC)


# -- calendars ------------------------------------------------------------------------------------------------


class Watch:
    """Stands in for what follows the calendars."""

    def __init__(self, _loop: object, on_found: Callable[[Found], None], *, now: Callable[[], float]) -> None:
        assert now() == NOW
        self.on_found, self.did = on_found, list[Any]()
        made.append(self)

    def follow(self, *paths: Any, **how: Any) -> None:
        self.did.append((paths, how))

    def refresh(self) -> None:
        self.did.append("refresh")

    def when_read(self, then: Callable[[], object]) -> None:
        self.did.append("wait")

    def close(self) -> None:
        self.did.append("close")


made: list[Watch] = []


class Calendars:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made.clear()
        monkeypatch.setattr("deskbreak.calendars.watch.CalendarWatch", Watch)
        self.events: list[Any] = []
        self.said: list[str] = []
        self.cleared: list[str] = []
        self.days_off: list[Any] = []
        self.current = SimpleNamespace(
            plan=PLAN, zone=ZoneInfo("Europe/Berlin"), use_days_off=self.days_off.append
        )
        clock: Any = SimpleNamespace(now=lambda: NOW)
        engine: Any = SimpleNamespace(clocks=lambda: (NOW, 5.0), handle=self.events.append)
        notices: Any = SimpleNamespace(notify=self.said.append, clear=self.cleared.append)
        current: Any = self.current
        nothing: Any = None
        self.meetings = Meetings(nothing, clock, Path("/config"), engine, current, notices)

    def plans(self, **quiet: Any) -> None:
        holidays = quiet.pop("holidays", ())
        self.current.plan = replace(PLAN, quiet=QuietRules(**quiet), holidays=holidays)
        self.meetings.follow_plan()


@pytest.fixture
def calendars(monkeypatch: pytest.MonkeyPatch) -> Calendars:
    return Calendars(monkeypatch)


def test_without_calendars_nothing_is_followed(calendars: Calendars) -> None:
    calendars.plans()
    calendars.meetings.refresh()
    done: list[bool] = []
    calendars.meetings.when_read(lambda: done.append(True))
    calendars.meetings.close()
    assert done == [True] and made == []


@pytest.mark.parametrize("named", [{"calendars": ("a.ics",)}, {"holidays": ("a.ics",)}])
def test_calendars_are_followed_from_the_first_that_is_named(
    calendars: Calendars, named: dict[str, Any]
) -> None:
    calendars.plans(**named)
    calendars.plans()
    assert len(made) == 1 and len(made[0].did) == 2  # none is named any more: it has to know


def test_calendars_are_read_as_the_plan_says(calendars: Calendars) -> None:
    calendars.plans(calendars=("a.ics",), holidays=("off.ics",), me=("me@x.de",), longest_meeting_s=60.0)
    how = {"zone": "Europe/Berlin", "me": ("me@x.de",), "base": "/config", "longest_s": 60.0}
    done: list[bool] = []
    calendars.meetings.refresh()
    calendars.meetings.when_read(lambda: done.append(True))
    calendars.meetings.close()
    assert made[0].did == [((("a.ics",), ("off.ics",)), how), "refresh", "wait", "close"] and done == []


def test_what_is_found_holds_breaks_and_what_is_wrong_is_said_while_it_is(calendars: Calendars) -> None:
    found = Found(
        busy=((1, 2),), days_off=(("2026-12-24", "feast"),), problems=("a.ics is gone", "b.ics is gone")
    )
    calendars.meetings.found(found)
    assert calendars.events == [MeetingsChanged(NOW, 5.0, meetings=((1, 2),))]
    assert calendars.days_off == [(("2026-12-24", "feast"),)]
    assert calendars.said == ["a.ics is gone", "b.ics is gone"] and calendars.cleared == []
    calendars.meetings.found(replace(found, problems=("b.ics is gone",)))
    assert calendars.cleared == ["a.ics is gone"]
    calendars.meetings.found(Found())
    assert calendars.cleared == ["a.ics is gone", "b.ics is gone"]


# -- what is learned --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("on", "worse", True), ("worse", "worse", False), ("collecting", "worse", False), ("on", "on", False)],
)
def test_learning_that_goes_worse_is_said_once(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str, said: bool
) -> None:
    asked: list[float] = []
    used: list[Any] = []
    notes: list[Any] = []
    progress = [replace(NOTHING_YET, state=state) for state in (before, after)]
    monkeypatch.setattr(
        learner, "progress", lambda _rows, at: progress[len(asked) - 1] if at == NOW else None
    )
    monkeypatch.setattr(learner, "tables", lambda rows, at, seed: (rows, at, seed))
    records: Any = SimpleNamespace(shown=lambda start: asked.append(start) or ["row"], own_key=lambda: "key")
    current: Any = SimpleNamespace(use_learned=used.append)
    clock: Any = SimpleNamespace(now=lambda: NOW)
    notices: Any = SimpleNamespace(notify=lambda text, title: notes.append((text, title)))
    made_ = Learner(records, current, clock, notices)
    assert made_.progress == NOTHING_YET
    made_.refresh()
    assert notes == []
    made_.refresh()
    assert asked == [NOW - 400 * DAY] * 2 and used == [(["row"], NOW, "key")] * 2
    title = "Breaks come at their plain moments again"
    words = f"Learning is {progress[1].words}. See: deskbreak learned"
    assert notes == ([(words, title)] if said else [])
    assert made_.progress == progress[1]


# -- what was done ----------------------------------------------------------------------------------------------


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_to_write(find_profile(tmp_path / "home")) as opened:
        yield opened


def did(journal: Journal, at: float, outcome: str, *exercises: str) -> None:
    journal.add(at=at, outcome=outcome, break_name="x", routine="x", exercises=list(exercises), zone="UTC")


def test_a_choice_knows_what_was_really_done_in_the_last_400_days(journal: Journal) -> None:
    did(journal, NOW - 401 * DAY, "taken", "plank")
    did(journal, NOW - 399 * DAY, "taken", "cat-cow")
    did(journal, NOW - 3 * DAY, "skipped", "bird-dog")
    did(journal, NOW - 2 * DAY, "stopped", "superman", "cat-cow")
    did(journal, NOW - 10 * 3600, "partly", "dead-bug")
    journal.block("plank", NOW - 5)
    berlin = ZoneInfo("Europe/Berlin")
    found = facts_of(journal, berlin, NOW, sets=True)
    assert found == JournalFacts(
        ("plank",),
        found.levels,
        [
            Done(date(2025, 10, 20), ("cat-cow",)),
            Done(date(2026, 11, 21), ("superman", "cat-cow")),
            Done(date(2026, 11, 23), ("dead-bug",)),  # half past midnight in Berlin
        ],
    )
    assert {"cat-cow", "superman", "dead-bug"} <= found.levels.keys() and "plank" not in found.levels
    assert facts_of(journal, berlin, NOW, sets=False) == replace(found, done=[])


# -- the menu's facts -------------------------------------------------------------------------------------------


class Facts:
    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.blocked = ["cat-cow"]
        self.names, self.read = {"cat-cow": "Cat-Cow"}, 0
        self.refusal = ""
        self.engine = SimpleNamespace(
            started=True, plan=PLAN, state=SimpleNamespace(idle_known=True), now=lambda: NOW, view=seen
        )
        monkeypatch.setattr(menu_facts_module, "exercise_names", self._names)
        monkeypatch.setattr(
            menu_facts_module, "routines_listed", lambda _profile: [Listed("r", "R", 1.0, (), True)]
        )
        monkeypatch.setattr(menu_facts_module, "refusal_reason", lambda *_: self.refusal)
        engine: Any = self.engine
        records: Any = SimpleNamespace(blocked=lambda: self.blocked)
        self.profile = Profile(home, home, home, home)
        self.facts = MenuFacts(engine, records, self.profile)

    def _names(self, _profile: Profile) -> dict[str, str]:
        self.read += 1
        return self.names


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Facts:
    return Facts(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("started", "refusal", "can"), [(True, "", True), (True, "none is in sight", False), (False, "", False)]
)
def test_the_menus_moment(facts: Facts, started: bool, refusal: str, can: bool) -> None:
    facts.engine.started, facts.refusal = started, refusal
    assert facts.facts.now() == MenuMoment(seen(), PLAN, NOW, can, True)


def test_what_is_left_out_is_named_and_read_only_when_it_changes(facts: Facts) -> None:
    assert facts.facts.left_out() == [("cat-cow", "Cat-Cow")] == facts.facts.left_out()
    assert facts.read == 1
    facts.blocked = ["cat-cow", "gone"]
    assert facts.facts.left_out() == [("cat-cow", "Cat-Cow"), ("gone", "gone")]
    facts.facts.refresh()
    assert facts.facts.left_out() and facts.read == 3
    facts.blocked = []
    assert facts.facts.left_out() == [] and facts.read == 3
    facts.blocked, facts.engine.started = ["cat-cow"], False
    assert facts.facts.left_out() == []


def test_routines_and_profiles_are_listed(facts: Facts) -> None:
    assert facts.facts.routines() == []
    facts.facts.refresh()
    assert [one.id for one in facts.facts.routines()] == ["r"]
    assert facts.facts.names() == {"r": "R", "cat-cow": "Cat-Cow"}
    assert facts.facts.profiles() == []
    facts.profile.profiles.mkdir()
    for name in ("work.toml", "home.toml", "notes.txt"):
        (facts.profile.profiles / name).touch()
    assert facts.facts.profiles() == ["home", "work"]


# -- the daemon itself ------------------------------------------------------------------------------------------


class Upkeep:
    def __init__(self) -> None:
        self.did: list[Any] = []
        self.refusal = ""
        note = self.did.append
        loop: Any = SimpleNamespace(call_soon=note, call_later=lambda *what: note(what), stop="stop")
        parts: dict[str, Any] = {
            "engine": SimpleNamespace(now=lambda: NOW, recovered=2, tick="tick", command=self._command),
            "greeter": SimpleNamespace(next_break=lambda: "next"),
            "notices": SimpleNamespace(sentences=["it is late"]),
            "presenter": SimpleNamespace(ask=lambda *what, **how: note((what, how))),
            "report": SimpleNamespace(status=lambda named: {"named": named}),
            "schedule": SimpleNamespace(next_wake=lambda: 7.0),
            "sharing": SimpleNamespace(health=lambda: {"folder": ""}),
            "source": SimpleNamespace(problems=["bad"], check=lambda: note("check")),
        }
        anywhere = Path("/x")
        self.actions = UpkeepActions(loop, Profile(None, anywhere, anywhere, anywhere), **parts)

    def _command(self, kind: CommandKind, name: str) -> str:
        self.did.append((kind, name))
        return self.refusal


@pytest.fixture
def upkeep() -> Upkeep:
    return Upkeep()


def test_the_daemon_says_how_it_stands(upkeep: Upkeep) -> None:
    actions = upkeep.actions
    assert actions.status({}) == {"status": {"named": "next"}}
    assert upkeep.did == []
    assert actions.follow({}) == {"status": {"named": "next"}, "follow": True}
    assert upkeep.did == ["tick"]  # from now on there is a wake a minute
    assert actions.clock({}) == {"now": NOW}
    assert actions.health({}) == {
        "health": {
            "next_wake": 7.0,
            "healed": 2,
            "settings_problems": ["bad"],
            "notices": ["it is late"],
            "sharing": {"folder": ""},
        }
    }


def test_it_reads_its_settings_and_ends_after_the_answer(upkeep: Upkeep) -> None:
    assert upkeep.actions.reload({}) == {"said": "Reading the settings again."}
    assert upkeep.actions.stop({}) == {"said": "deskbreak ends."}
    assert upkeep.did == ["check", (0.05, "stop")]


def test_a_test_offer_begins_with_nothing_tried(upkeep: Upkeep) -> None:
    assert upkeep.actions.try_offer({}) == {}
    ((words, how),) = upkeep.did
    tag, title, body, buttons, on_event = words
    assert (tag, title, body, buttons) == (
        "try", "This is a test of deskbreak", "It shows whether clicks arrive.", (("start", "It works"),),
    )  # fmt: skip
    assert how == {
        "click": Click(
            "Click here.",
            "Click here.",
            'Press "It works".',
            "This desktop passes no clicks on; answer offers with: deskbreak start, deskbreak snooze",
        )
    }
    on_event("shown")
    assert upkeep.actions.tried({}) == {"events": ["shown"]}
    upkeep.actions.try_offer({})
    assert upkeep.actions.tried({}) == {"events": []}


@pytest.mark.parametrize(
    ("request_", "opens"),
    [
        ({"choice": "hours", "open": True}, True),
        ({"choice": "hours", "open": 1}, False),
        ({"choice": "hours"}, False),
        ({"choice": "week", "open": True}, False),
    ],
)
def test_other_hours_open_the_settings_where_that_is_asked(
    upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch, request_: dict[str, Any], opens: bool
) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(UpkeepActions, "run", lambda _self, *words: ran.append(words) or {})
    assert upkeep.actions.ease(request_)["said"]
    assert upkeep.did == [(CommandKind.EASE, request_["choice"])] and ran == [("config", "page")] * opens
    upkeep.refusal = "nothing is asked"
    with pytest.raises(DeskbreakError, match=r"^nothing is asked$"):
        upkeep.actions.ease(request_)
    assert len(ran) == opens


# -- details ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "now_s", "until_s"),
    [("14:00", 0.5, 4 * 3600), ("10:00", 0.5, DAY), ("10:01", 59.75, 60), ("today", 59.75, 14 * 3600)],
)
def test_a_time_of_day_is_to_the_minute(words: str, now_s: float, until_s: float) -> None:
    assert details.until({"until": words}, NOW + now_s, UTC) == NOW + until_s


@pytest.mark.parametrize(
    ("rounds", "fine"), [(None, True), (0, True), (3, True), (True, False), (1.0, False), ("1", False)]
)
def test_rounds_are_whole_numbers(rounds: Any, fine: bool) -> None:
    if fine:
        assert details.rounds({"rounds": rounds}) == rounds and details.rounds({}) is None
    else:
        with pytest.raises(details.InvalidDetail, match=r"^rounds must be a whole number$"):
            details.rounds({"rounds": rounds})
