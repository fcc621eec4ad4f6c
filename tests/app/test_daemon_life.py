"""The daemon's own part in its life: which of its parts it asks for what, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskbreak import language
from deskbreak.app.daemon import Daemon
from deskbreak.app.options import Options
from deskbreak.core.effects import AskBusy
from deskbreak.core.events import PlanChanged, Tick
from deskbreak.core.plan import Plan
from deskbreak.errors import DeskbreakError
from deskbreak.runtime.memory import trim_heap

NOW = 1_795_000_000.0
PARTS = [name for name in Daemon.__slots__ if name != "options"]


class Part:
    """Notes what it is asked, as "part.what" with the values; its attributes are as the test wants them."""

    def __init__(self, name: str, calls: list[tuple[Any, ...]], **holds: Any) -> None:
        self._name, self._calls, self._answers = name, calls, dict[str, Any]()
        self.__dict__.update(holds)

    def __getattr__(self, what: str) -> Callable[..., Any]:
        def asked(*values: Any, **named: Any) -> Any:
            self._calls.append((f"{self._name}.{what}", *values, *([named] if named else [])))
            answer = self._answers.get(what)
            if isinstance(answer, Exception):
                raise answer
            return answer

        return asked

    def answers(self, what: str, answer: Any) -> None:
        self._answers[what] = answer


class Parts:
    """A daemon all of whose parts are stand-ins."""

    def __init__(
        self, *, started: bool = True, options: Options | None = None, with_bus: bool = True
    ) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.plan = Plan(hours=((),) * 7)
        holds: dict[str, dict[str, Any]] = {
            "engine": {"started": started, "state": "state", "plan": self.plan, "clocks": lambda: (NOW, 5.0)},
            "desktop": {"answers": True, "power": Part("power", self.calls, locked=None)},
            "current": {"zone": "Europe/Berlin"},
            "source": {"problems": [], "what_holds": "the last good settings stay in force"},
            "notices": {"sentences": ["it is late"]},
            "clock": {"now": lambda: NOW},
        }
        self.parts: dict[str, Any] = {name: Part(name, self.calls, **holds.get(name, {})) for name in PARTS}
        if not with_bus:
            self.parts["api"] = None
        self.daemon = Daemon(options=options or Options(), **self.parts)

    def did(self) -> list[tuple[Any, ...]]:
        found, self.calls[:] = list(self.calls), []
        return found


@pytest.fixture
def parts() -> Parts:
    return Parts()


def names(calls: list[tuple[Any, ...]]) -> list[str]:
    return [one[0] for one in calls]


# -- opening and closing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answers", "wait_s"), [(True, 1.5), (False, 0.0)])
def test_it_listens_and_asks_for_the_plan(parts: Parts, answers: bool, wait_s: float) -> None:
    """Where there is a desktop, its services have a moment to say that they are there."""
    parts.parts["desktop"].answers = answers
    parts.daemon.open()
    assert parts.did() == [
        ("server.open",),
        ("loop.call_later", wait_s, parts.daemon.desktop_answered),
        ("schedule.each_day", "Europe/Berlin", parts.daemon.day_roll),
        ("source.start",),
    ]


@pytest.mark.parametrize("fault", [OSError("it is in use"), DeskbreakError("it is in use")])
def test_without_a_socket_it_works_on_and_says_so(parts: Parts, fault: Exception) -> None:
    parts.parts["server"].answers("open", fault)
    parts.daemon.open()
    _, said, *rest = parts.did()
    assert said == (
        "notices.notify",
        "commands cannot reach this daemon: it is in use; see: deskbreak doctor",
    )
    assert names(rest) == ["loop.call_later", "schedule.each_day", "source.start"]


def test_the_terminal_is_asked_once_the_desktop_has_answered(parts: Parts) -> None:
    parts.daemon.desktop_answered()
    assert parts.did() == [
        ("presenter.open_terminal", parts.parts["loop"], ["it is late"]),
        ("greeter.ports_known",),
    ]


CLOSED = [
    "meetings.close",
    "players.let_go",
    "records.close",
    "api.close",
    "desktop.close",
    "presenter.close",
    "source.close",
    "schedule.close",
    "sharing.close",
    "server.close",
]


def test_the_end_counts_up_to_now_and_puts_everything_away(parts: Parts) -> None:
    parts.daemon.close()
    counted, written, *closed = parts.did()
    assert counted == ("engine.handle", Tick(NOW, 5.0))
    assert (written, names(closed)) == (("effects.write_again",), CLOSED)


def test_what_has_not_started_counts_nothing_at_its_end() -> None:
    parts = Parts(started=False, with_bus=False)
    parts.daemon.close()
    assert names(parts.did()) == [one for one in CLOSED if one != "api.close"]


# -- plans ------------------------------------------------------------------------------------------------------


def test_the_first_plan_begins_the_day(parts: Parts) -> None:
    """What was left by players is read before the first events: a routine that ended meanwhile did come back."""
    parts.parts["engine"].started = False
    parts.parts["records"].answers("load_state", "saved")
    parts.parts["desktop"].power.locked = True
    parts.daemon.use_plan(parts.plan)
    assert parts.did() == [
        ("facts.refresh",),
        ("notices.clear", "settings"),
        ("look.forget",),
        ("current.use_settings", parts.plan),
        ("records.load_state",),
        ("engine.start", "saved"),
        ("learner.refresh",),
        ("inputs.follow_plan",),
        ("players.catch_up",),
        ("engine.handle_first_events", {"locked": True}),
        ("sharing.follow", parts.plan),
        ("greeter.look",),
        ("loop.call_later", 2.0, trim_heap),
    ]


def test_a_later_plan_changes_the_day_and_leaves_trouble_standing(parts: Parts) -> None:
    parts.parts["source"].problems = ["config.toml:1: what is this?"]
    parts.daemon.use_plan(parts.plan)
    assert names(parts.did()) == [
        "facts.refresh", "look.forget", "current.use_settings", "sharing.follow", "greeter.look", "loop.call_later",
    ]  # fmt: skip


@pytest.mark.parametrize("locked", [None, False])
def test_a_desk_that_is_not_known_to_be_locked_is_open(locked: bool | None) -> None:
    parts = Parts(started=False)
    parts.parts["desktop"].power.locked = locked
    parts.daemon.use_plan(parts.plan)
    assert ("engine.handle_first_events", {"locked": False}) in parts.did()


def test_another_language_shows_what_is_open_again(parts: Parts) -> None:
    german = Plan(hours=((),) * 7, language="de")
    for plan, times in ((german, 1), (german, 0), (parts.plan, 1)):
        parts.daemon.use_plan(plan)
        assert names(parts.did()).count("effects.show_again") == times
    assert language.current() == "en"


def test_fast_time_begins_where_it_is_asked_for_and_with_nothing_saved() -> None:
    parts = Parts(started=False, options=Options(speed=60.0, at="2026-11-23T08:30:00+00:00"))
    parts.daemon.use_plan(parts.plan)
    calls = parts.did()
    begin = 1_795_422_600.0  # 2026-11-23 08:30 in UTC
    assert ("clock.run_at", 60.0, begin) in calls and ("engine.start", None) in calls
    assert "records.load_state" not in names(calls)


def test_another_plan_in_use_is_told_to_core_once_it_counts(parts: Parts) -> None:
    parts.daemon.plan_changed()
    rolls = ("schedule.each_day", "Europe/Berlin", parts.daemon.day_roll)
    assert parts.did() == [rolls, ("inputs.follow_plan",), ("engine.handle", PlanChanged(NOW, 5.0))]
    parts.parts["engine"].started = False
    parts.daemon.plan_changed()
    assert parts.did() == [rolls]


@pytest.mark.parametrize(
    ("problems", "first"),
    [
        (["a:1: bad"], "a:1: bad"),
        (["a:1: bad", "b"], "a:1: bad and 1 more"),
        (["a:1: bad", "b", "c"], "a:1: bad and 2 more"),
    ],
)
def test_problems_of_the_settings_are_said_with_what_holds(
    parts: Parts, problems: list[str], first: str
) -> None:
    parts.daemon.settings_trouble(problems)
    said = f"{first}; the last good settings stay in force. See: deskbreak config check"
    assert parts.did() == [
        ("notices.notify", said, {"title": "The settings have a problem", "about": "settings"})
    ]


# -- events and upkeep --------------------------------------------------------------------------------------------


def test_hooks_come_after_what_core_wants_done(parts: Parts) -> None:
    parts.daemon.perform(AskBusy())
    assert parts.did() == [("effects.perform", AskBusy()), ("hooks.after", AskBusy(), "state")]


@pytest.mark.parametrize("with_bus", [True, False])
def test_who_follows_the_status_learns_of_it(with_bus: bool) -> None:
    parts = Parts(with_bus=with_bus)
    parts.parts["report"].answers("status", {"phase": "due"})
    parts.daemon.notify_followers()
    told = [("report.status",), ("server.notify_followers", {"status": {"phase": "due"}})]
    assert parts.did() == told + ([("api.changed",)] if with_bus else [])


def test_each_wake_tries_again_and_looks_at_what_reports_nothing(parts: Parts) -> None:
    parts.daemon.upkeep()
    assert parts.did() == [
        ("records.retry",),
        ("effects.write_again",),
        ("players.tick",),
        ("sharing.tick",),
        ("current.look_at_zone",),
        ("inputs.look_at_idle",),
    ]


def test_a_state_is_kept_before_it_is_shown(parts: Parts) -> None:
    seen: Any = "seen"
    parts.daemon.settled(seen, NOW)
    assert parts.did() == [
        ("records.save_state", "state"),
        ("inputs.follow", "seen"),
        ("look.show", "seen", NOW),
        ("hooks.settled", "seen"),
    ]


@pytest.mark.parametrize(
    ("event", "kept"), [("sleeping", [("records.save_now",)]), ("woke", []), ("locked", [])]
)
def test_before_the_machine_sleeps_all_is_kept(parts: Parts, event: Any, kept: list[tuple[str]]) -> None:
    parts.daemon.on_power(event)
    assert parts.did() == [("inputs.on_power", event), *kept]


@pytest.mark.parametrize(
    ("keep_s", "forgets"),
    [(None, []), (0.0, [("records.forget", NOW)]), (86400.0, [("records.forget", NOW - 86400)])],
)
def test_a_new_day_forgets_what_is_old_and_looks_again(
    parts: Parts, keep_s: float | None, forgets: list[tuple[Any, ...]]
) -> None:
    parts.parts["engine"].plan = Plan(hours=((),) * 7, keep_s=keep_s)
    parts.daemon.day_roll()
    assert parts.did() == [*forgets, ("learner.refresh",), ("source.look",)]
