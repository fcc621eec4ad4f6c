"""What the daemon does beside its breaks: its own commands as children, its end, and what each wake looks after."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.values import replace
from tests.app.harness import DaemonHarness


class Child:
    def __init__(self, code: int, errors: bytes) -> None:
        self.code, self.errors = code, errors


Started = list[tuple[list[str], dict[str, Any]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The programs that were started."""
    found: Started = []
    monkeypatch.setattr(
        "deskbreak.runtime.spawn.start", lambda _loop, argv, **more: found.append((list(argv), more))
    )
    return found


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"do": "profile", "name": "home"}, ["profile", "home"]),
        ({"do": "settings"}, ["config", "page"]),
        ({"do": "note"}, ["log", "note"]),
        ({"do": "back", "score": "7"}, ["log", "back", "7"]),
        ({"do": "report"}, ["report", "--open"]),
    ],
)
def test_what_is_longer_than_a_sentence_is_a_command_of_its_own(
    harness: Callable[..., DaemonHarness], started: Started, request_: dict[str, Any], words: list[str]
) -> None:
    desk = harness()
    word, details = request_["do"], {key: one for key, one in request_.items() if key != "do"}
    desk.daemon.actions.act(word, **details)
    ((argv, options),) = started
    assert argv[0] == sys.executable
    assert argv[argv.index("deskbreak") + 1 :] == ["--home", str(desk.home), *words]
    desk.desktop.notes.clear()
    for code, errors in ((0, b"all is well"), (1, b"")):
        options["on_exit"](Child(code, errors))
    assert desk.desktop.notes == []
    options["on_exit"](Child(2, b"first\nsecond\nno profile \xff; see: deskbreak profile\n"))
    (note,) = desk.desktop.notes
    assert note.body == "no profile \ufffd; see: deskbreak profile"


def test_its_health_has_what_doctor_shows(harness: Callable[..., DaemonHarness]) -> None:
    desk = harness()
    desk.daemon.notices.notify("the disk is full")
    health = desk.daemon.actions.answer({"do": "health"})["health"]
    assert health["next_wake"] == desk.daemon.schedule.next_wake() is not None
    assert (health["healed"], health["notices"], health["settings_problems"]) == (0, ["the disk is full"], [])
    assert desk.daemon.actions.answer({"do": "clock"})["now"] == desk.clock.at


def as_bus(**does: Callable[[], None]) -> Any:
    """Stands in for what other programs see of the daemon."""
    return SimpleNamespace(**does)


def closing(patch: pytest.MonkeyPatch, of: Any, name: str, closed: list[str]) -> None:
    patch.setattr(getattr(of, name), "close", lambda *_: closed.append(name))


def test_at_its_end_everything_is_put_away(
    harness: Callable[..., DaemonHarness], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    daemon = replace(harness().daemon, api=as_bus(close=lambda: closed.append("api")))
    names = ("meetings", "records", "desktop", "presenter", "source", "schedule", "sharing", "server")
    with monkeypatch.context() as patch:
        for name in names:
            closing(patch, daemon, name, closed)
        patch.setattr(daemon.players, "let_go", lambda: closed.append("players"))
        patch.setattr(daemon.effects, "write_again", lambda: closed.append("unwritten"))
        daemon.close()
    assert sorted(closed) == sorted([*names, "api", "players", "unwritten"])
    assert closed.index("unwritten") < closed.index("players") < closed.index("records")


def test_without_a_bus_it_ends_too(
    harness: Callable[..., DaemonHarness], monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = harness().daemon
    assert daemon.api is None
    closed: list[str] = []
    with monkeypatch.context() as patch:
        for name in (
            "meetings",
            "records",
            "desktop",
            "presenter",
            "source",
            "schedule",
            "sharing",
            "server",
        ):
            closing(patch, daemon, name, closed)
        daemon.close()
    assert len(closed) == 8


def test_followers_and_the_bus_hear_of_what_changed(
    harness: Callable[..., DaemonHarness], monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = harness().daemon
    reported: list[Any] = []
    monkeypatch.setattr(daemon.server, "notify_followers", reported.append)
    daemon.notify_followers()
    replace(daemon, api=as_bus(changed=lambda: reported.append("bus"))).notify_followers()
    assert [one if one == "bus" else sorted(one) for one in reported] == [["status"], ["status"], "bus"]
    assert reported[0]["status"]["running"] is True


def test_each_wake_looks_after_what_waits(
    harness: Callable[..., DaemonHarness], monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = harness().daemon
    done: list[str] = []
    for part, what in (
        ("records", "retry"), ("effects", "write_again"), ("players", "tick"), ("sharing", "tick"),
        ("current", "look_at_zone"), ("inputs", "look_at_idle"),
    ):  # fmt: skip
        monkeypatch.setattr(getattr(daemon, part), what, lambda name=f"{part}.{what}": done.append(name))
    daemon.upkeep()
    assert done == [
        "records.retry", "effects.write_again", "players.tick", "sharing.tick", "current.look_at_zone",
        "inputs.look_at_idle",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (["a.toml:3: no"], "a.toml:3: no; "),
        (["a.toml:3: no", "b"], "a.toml:3: no and 1 more; "),
        (["a.toml:3: no", "b", "c"], "a.toml:3: no and 2 more; "),
    ],
)
def test_settings_that_cannot_be_used_are_said_once_with_how_many(
    harness: Callable[..., DaemonHarness], problems: list[str], said: str
) -> None:
    desk = harness()
    for _ in range(2):
        desk.daemon.settings_trouble(problems)
    (note,) = desk.desktop.notes
    assert note.title == "The settings have a problem" and note.body.startswith(said)
    desk.edits()
    assert desk.daemon.notices.sentences == []  # they can be used again


def test_a_socket_that_cannot_be_opened_is_said(
    harness: Callable[..., DaemonHarness], monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (OSError(98, "Address already in use"), DeskbreakError("another one runs")):
        desk = harness(starts=False)

        def refuse(error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(desk.daemon.server, "open", refuse)
        monkeypatch.setattr(desk.daemon.source, "start", lambda: None)
        desk.daemon.open()
        assert any("commands cannot reach this daemon" in one for one in desk.daemon.notices.sentences)
