"""The question after days without a break: in the notification, the tray, `status` and the settings page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest

from deskbreak.app import ease_off
from deskbreak.app.settings_page import asked
from deskbreak.core.easing import AS_BEFORE, Choice
from deskbreak.core.events import CommandKind
from deskbreak.errors import NoDaemon, UsageError
from deskbreak.paths import Profile
from deskbreak.runtime import spawn
from tests.app.harness import DaemonHarness

Make = Callable[..., DaemonHarness]
DAY_S = 86400.0


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    started: list[Any] = []

    class Silent:
        errors, code = b"", None

        def send(self, _line: bytes) -> None: ...
        def close_stdin(self) -> None: ...

    def start(_loop: object, argv: list[str], **_more: object) -> Silent:
        started.append(argv)
        return Silent()

    monkeypatch.setattr(spawn, "start", start)
    return started


def to_the_question(harness: Make) -> DaemonHarness:
    desk = harness()
    desk.goes_on(3 * DAY_S)
    assert desk.daemon.engine.state.easing.is_asking
    return desk


def labels(desk: DaemonHarness) -> list[str]:
    return [one.text for one in desk.daemon.menu.menu.items if one.visible]


def test_the_question_is_one_notification_with_the_answers(harness: Make) -> None:
    desk = to_the_question(harness)
    (note,) = [note for note in desk.desktop.notes if note.tag == ease_off.QUESTION_TAG]
    assert note.title == "Should breaks come less often?"
    assert "The last 2 working days went by without one, which happens." in note.body
    assert [key for key, _ in note.actions] == ["hours", "60", "90", "week", "keep"]


@pytest.mark.parametrize("key", ["60", "90", "week", "keep"])
def test_a_button_is_the_answer(key: str, harness: Make) -> None:
    desk = to_the_question(harness)
    desk.daemon.presenter.on_note(ease_off.QUESTION_TAG, f"action:{key}")
    easing = desk.daemon.engine.state.easing
    assert not easing.is_asking
    assert easing.chosen_s == {"60": 3600.0, "90": 5400.0}.get(key, 0.0)
    assert (desk.daemon.engine.state.pause_until is not None) == (key == "week")
    reported = [one.reason for one in desk.daemon.records.journal.decisions(5) if one.decision == "asked"]
    assert reported[-1].startswith("you chose: ")


def test_other_hours_opens_the_settings(harness: Make, no_child: list[Any]) -> None:
    desk = to_the_question(harness)
    desk.daemon.presenter.on_note(ease_off.QUESTION_TAG, "action:hours")
    assert no_child and not desk.daemon.engine.state.easing.is_asking


def test_closing_the_question_answers_nothing(harness: Make) -> None:
    desk = to_the_question(harness)
    desk.daemon.presenter.on_note(ease_off.QUESTION_TAG, "dismissed")
    assert desk.daemon.engine.state.easing.is_asking


def test_the_tray_asks_as_long_as_there_is_no_answer(harness: Make) -> None:
    desk = to_the_question(harness)
    assert ease_off.TITLE in labels(desk)
    desk.daemon.actions.act("ease", choice="keep")
    assert ease_off.TITLE not in labels(desk)


def test_status_tells_of_the_step_and_of_the_question(harness: Make) -> None:
    desk = to_the_question(harness)
    status = desk.daemon.report.status()
    assert status["easing"]["asking"] is True and status["easing"]["step"] == 3
    assert "90 min apart or more" in status["easing"]["words"]
    desk.daemon.actions.answer({"do": "ease", "choice": "off"})
    assert desk.daemon.report.status()["easing"] == {
        "step": 0, "at_least_s": 0.0, "max_today": None, "asking": False, "words": "",
    }  # fmt: skip


def test_an_answer_that_there_is_not_is_refused(harness: Make) -> None:
    desk = harness()
    reply = desk.daemon.actions.answer({"do": "ease", "choice": "never"})
    assert not reply["ok"] and "60, 90, hours, week, keep, off" in reply["error"]


def test_a_short_offer_says_so_kindly_and_needs_no_floor(harness: Make) -> None:
    desk = harness()
    desk.goes_on(4 * 3600.0)
    note = desk.desktop.notes[-1]
    assert ease_off.SHORT in note.body and "50 s, at the desk" in note.title
    assert "floor" not in note.title
    assert desk.daemon.engine.state.easing.step == 2
    scolding = ("missed", "ignored", "again", "should have", "did not")
    assert not [word for word in scolding if word in f"{note.title} {note.body}".lower()]


def test_the_page_asks_only_while_a_daemon_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path)

    def nobody(*_args: object, **_more: object) -> dict[str, Any]:
        raise NoDaemon

    monkeypatch.setattr(asked, "ask", nobody)
    assert asked.question(profile) is None
    shown = ease_off.shown(AS_BEFORE, UTC)
    monkeypatch.setattr(asked, "ask", lambda *_: {"status": {"easing": shown}})
    assert asked.question(profile) is None
    monkeypatch.setattr(asked, "ask", lambda *_: {"status": {"easing": shown | {"asking": True}}})
    found = asked.question(profile)
    assert found is not None and [key for key, _ in found["answers"]] == [
        one.value for one in ease_off.ANSWERS
    ]
    with pytest.raises(UsageError, match="there are: 60"):
        asked.answer(profile, "never")


def test_every_choice_has_words() -> None:
    assert all(ease_off.said(choice) for choice in Choice)
    assert set(ease_off.ANSWERS) == set(Choice) - {Choice.OFF}


def test_off_by_hand_is_an_order_like_others(harness: Make) -> None:
    desk = harness()
    assert desk.daemon.engine.command(CommandKind.EASE, name="90") == ""
    assert "You chose a break every 90 min at most" in desk.daemon.report.status()["easing"]["words"]
