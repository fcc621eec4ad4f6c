"""One table of actions: what is asked over the socket, and what the menu does, are its entries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.actions import Action, Actions
from deskbreak.app.details import InvalidDetail, next_midnight, seconds, until
from deskbreak.core.events import CommandKind
from deskbreak.errors import DeskbreakError
from tests.app.harness import MONDAY_9, DaemonHarness
from tests.conftest import LogFail

Desk = Callable[..., DaemonHarness]
ROOT = Path(__file__).resolve().parents[2]
MENU_ALONE = ("took", "allow", "log", "profile", "settings", "report", "note", "back")


class Presenter:
    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, _tag: str, title: str, body: str) -> None:
        self.said.append((title, body))


def asks(request: dict[str, Any]) -> dict[str, Any]:
    if request.get("how") == "detail":
        raise InvalidDetail("a detail makes no sense")
    if request.get("how") == "refused":
        raise DeskbreakError("nothing to end")
    if request.get("how") == "fault":
        raise RuntimeError("a bug")
    return {"said": "done"}


@pytest.fixture
def presenter() -> Presenter:
    return Presenter()


@pytest.fixture
def actions(presenter: Presenter) -> Actions:
    table = {"try": Action(asks), "menu": Action(asks, on_socket=False)}
    return Actions(table, presenter)  # type: ignore[arg-type]


def test_a_reply_says_that_it_went_well_or_why_not_with_the_exit_code(
    actions: Actions, logfail: LogFail
) -> None:
    logfail.expect("try could not be answered")
    assert actions.answer({"do": "try"}) == {"ok": True, "said": "done"}
    replies = [actions.answer({"do": "try", "how": how}) for how in ("detail", "refused", "fault")]
    assert [(one["ok"], one["code"]) for one in replies] == [(False, 2), (False, 1), (False, 1)]
    assert replies[0]["error"] == "a detail makes no sense" and "log" in replies[2]["error"]


@pytest.mark.parametrize("word", ["menu", "unheard-of", "", "x" * 500, "__init__", "answer"])
def test_what_the_socket_may_not_ask_is_unknown_there(actions: Actions, word: str) -> None:
    reply = actions.answer({"do": word})
    assert (reply["ok"], reply["code"]) == (False, 2)
    assert reply["error"] == f'the daemon knows no "{word[:40]}"'


def test_from_the_menu_only_a_refusal_is_shown(actions: Actions, presenter: Presenter) -> None:
    actions.act("menu")
    assert presenter.said == []
    actions.act("menu", how="refused")
    assert presenter.said == [("deskbreak", "Nothing to end.")]


@pytest.mark.parametrize("word", MENU_ALONE)
def test_commands_cannot_do_what_is_for_the_menu_alone(harness: Desk, word: str) -> None:
    reply = harness().daemon.actions.answer({"do": word, "what": "cat-cow", "exercise": "cat-cow"})
    assert reply["code"] == 2 and "knows no" in reply["error"]


def test_whatever_the_program_asks_is_in_the_table(harness: Desk) -> None:
    """Every `ask(profile, "word")` and `send(args, "word")` of the commands."""
    answer = harness(starts=False).daemon.actions.answer
    words = set()
    for room in ("cli", "app"):
        for file in (ROOT / "deskbreak" / room).rglob("*.py"):
            found = re.findall(
                r'\b(?:ask|send|notify_if_running)\(\s*[\w.()]+,\s*"([\w-]+)"', file.read_text("utf-8")
            )
            words |= set(found)
    assert len(words) > 15
    unknown = {word for word in words if "knows no" in str(answer({"do": word}).get("error"))}
    assert not unknown


def test_before_the_start_an_action_is_refused_and_not_lost(harness: Desk) -> None:
    desk = harness(starts=False)
    reply = desk.daemon.actions.answer({"do": "pause"})
    assert reply["error"] == "deskbreak is still reading its settings; try again in a moment"
    desk.daemon.actions.act("pause")
    assert desk.desktop.notes[-1].body.startswith("Deskbreak is still reading")


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"do": "pause", "for_s": 600}, "Paused until 09:10."),
        ({"do": "pause", "until": "14:00"}, "Paused until 14:00."),
        ({"do": "pause"}, "Paused until you resume."),
        ({"do": "resume"}, "Breaks go on."),
        ({"do": "meeting", "for_s": 1800.0}, "In a meeting until 09:30."),
        ({"do": "meeting"}, "In a meeting until you say off."),
        ({"do": "meeting", "off": True}, "The meeting is over."),
        ({"do": "standing", "until": "10:00"}, "Standing until 10:00."),
        ({"do": "standing", "off": True}, "Sitting again."),
        ({"do": "snooze", "for_s": 600}, 'The coming break, "mobility", is put off until 09:55.'),
        ({"do": "skip-next"}, 'The coming break, "mobility", is skipped.'),
        ({"do": "skip-today", "name": "mobility"}, '"mobility" is left out for today.'),
    ],
)
def test_what_is_done_is_said(harness: Desk, request_: dict[str, Any], said: str) -> None:
    desk = harness(idle_is="absent")
    if request_.get("off"):
        desk.daemon.actions.answer({"do": request_["do"]})
    if request_["do"] == "resume":
        desk.daemon.actions.answer({"do": "pause"})
    reply = desk.daemon.actions.answer(json.loads(json.dumps(request_)))
    assert reply == {"ok": True, "said": said}


def test_an_offer_is_snoozed_until_a_length_or_a_pause(harness: Desk) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    assert desk.phase == "offered"
    assert desk.daemon.actions.answer({"do": "snooze", "for_s": 600})["said"] == "Snoozed until 10:00."
    desk.daemon.engine.command(CommandKind.SKIP)
    desk.goes_on(3000)
    said = desk.daemon.actions.answer({"do": "snooze", "until_pause": True})["said"]
    assert said.startswith("Snoozed until you pause typing, ")


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"for_s": 0}, "a time must be over zero and at most 24 h"),
        ({"for_s": -5}, "a time must be over zero and at most 24 h"),
        ({"for_s": 86401}, "a time must be over zero and at most 24 h"),
        ({"for_s": True}, "a time must be over zero and at most 24 h"),
        ({"for_s": "10m"}, "a time must be over zero and at most 24 h"),
        ({"until": 14}, '"until" must be text'),
    ],
)
def test_a_detail_that_makes_no_sense_is_refused(harness: Desk, details: dict[str, Any], error: str) -> None:
    reply = harness().daemon.actions.answer({"do": "pause"} | details)
    assert (reply["error"], reply["code"]) == (error, 2)


def test_lengths_up_to_a_day_are_taken() -> None:
    assert (seconds({}), seconds({"for_s": 86400}), seconds({"for_s": 0.5})) == (None, 86400.0, 0.5)


def test_a_time_of_day_is_the_next_one(harness: Desk) -> None:
    zone = harness().daemon.engine.plan.zone
    assert until({}, MONDAY_9, zone) is None
    assert until({"until": "14:00"}, MONDAY_9, zone) == MONDAY_9 + 5 * 3600
    assert until({"until": "09:00"}, MONDAY_9, zone) == MONDAY_9 + 86400
    assert until({"until": "08:59"}, MONDAY_9, zone) == MONDAY_9 + 86400 - 60
    assert until({"until": "today"}, MONDAY_9, zone) == next_midnight(MONDAY_9, zone) == MONDAY_9 + 15 * 3600
