"""What is asked about breaks: the command that core gets, with all its details, and the sentence that comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import break_actions
from deskbreak.app.break_actions import NOT_YET, BreakActions
from deskbreak.app.details import InvalidDetail
from deskbreak.core.events import CommandKind
from deskbreak.core.plan import Break, Plan
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.errors import DeskbreakError
from deskbreak.values import replace
from tests.app.test_words import seen

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()  # a Monday
PLAN = Plan(
    hours=((),) * 7,
    breaks=(Break("mobility", every_s=2700.0), Break("walk", at=(720,), routine="ten-minute-walk")),
    zone=UTC,
)


class Desk:
    """The actions over an engine that notes each command, and answers as the test wants."""

    def __init__(self) -> None:
        self.commands: list[tuple[CommandKind, dict[str, Any]]] = []
        self.asked: list[tuple[str, int | None]] = []
        self.refuses = ""
        self.view = seen()
        self.state = SimpleNamespace(
            offer=None, put_off_until=lambda name: NOW + 900 if name == "walk" else NOW
        )
        self.engine = SimpleNamespace(
            started=True,
            plan=PLAN,
            now=lambda: NOW,
            view=lambda: self.view,
            state=self.state,
            command=self._command,
        )
        self.effects = SimpleNamespace(unwritten=False)
        engine: Any = self.engine
        effects: Any = self.effects
        selector: Any = SimpleNamespace(asked_for=self._asked_for)
        self.actions = BreakActions(engine, selector, effects)

    def _command(self, kind: CommandKind, **details: Any) -> str:
        if not self.refuses:
            self.commands.append((kind, details))
        return self.refuses

    def _asked_for(self, word: str, rounds: int | None) -> str:
        self.asked.append((word, rounds))
        return word.lower()

    def does(self, what: str, **request: Any) -> str:
        """The sentence that comes back."""
        reply = getattr(self.actions, what)(request)
        assert list(reply) == ["said"]
        return str(reply["said"])


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(
        break_actions, "coming_break", lambda _state, plan, now: plan.breaks[1] if now == NOW else None
    )
    return Desk()


# -- the break ----------------------------------------------------------------------------------------------


def test_a_start_names_routine_and_rounds(desk: Desk) -> None:
    assert desk.does("start", routine="Cat-Cow", rounds=2) == "The routine starts."
    assert desk.does("start") == "The routine starts."
    assert desk.asked == [("Cat-Cow", 2), ("", None)]
    assert desk.commands == [
        (CommandKind.START, {"name": "cat-cow", "rounds": 2}),
        (CommandKind.START, {"name": "", "rounds": None}),
    ]


@pytest.mark.parametrize(
    ("request_", "for_s"),
    [({}, None), ({"for_s": 600}, 600.0), ({"until_pause": True}, UNTIL_PAUSE), ({"until_pause": 1}, None)],
)
def test_a_snooze_is_as_long_as_it_is_said(desk: Desk, request_: dict[str, Any], for_s: float | None) -> None:
    desk.state.offer = SimpleNamespace(until_pause=False)
    assert desk.does("snooze", **request_) == "Snoozed."
    assert desk.commands == [(CommandKind.SNOOZE, {"for_s": for_s})]


@pytest.mark.parametrize(
    ("until", "until_pause", "said"),
    [
        (NOW + 600, False, "Snoozed until 10:10."),
        (NOW + 1800, True, "Snoozed until you pause typing, 10:30 at the latest."),
        (None, True, "Snoozed."),
    ],
)
def test_a_snooze_says_until_when(desk: Desk, until: float | None, until_pause: bool, said: str) -> None:
    desk.state.offer = SimpleNamespace(until_pause=until_pause)
    desk.view = seen(snooze_until=until)
    assert desk.does("snooze") == said


def test_before_an_offer_the_coming_break_is_put_off_or_skipped(desk: Desk) -> None:
    assert desk.does("snooze", for_s=900) == 'The coming break, "walk", is put off until 10:15.'
    assert desk.does("skip_next") == 'The coming break, "walk", is skipped.'
    assert desk.commands == [(CommandKind.SNOOZE, {"for_s": 900.0}), (CommandKind.SKIP_NEXT, {})]


def test_where_no_break_comes_core_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(break_actions, "coming_break", lambda *_: None)
    desk.refuses = "no break is in sight"
    for what in ("snooze", "skip_next"):
        with pytest.raises(DeskbreakError, match=r"^no break is in sight$"):
            desk.does(what)


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        ("skip", CommandKind.SKIP, "Skipped."),
        ("done", CommandKind.DONE, "Noted as taken."),
        ("sat", CommandKind.SAT, "The time is given back."),
        ("resume", CommandKind.RESUME, "Breaks go on."),
    ],
)
def test_what_needs_no_details(desk: Desk, what: str, kind: CommandKind, said: str) -> None:
    assert desk.does(what) == said
    assert desk.commands == [(kind, {})]


@pytest.mark.parametrize("what", ["skip", "done"])
def test_what_is_not_on_disk_yet_is_not_called_noted(desk: Desk, what: str) -> None:
    desk.effects.unwritten = True
    said = "It counts, and is kept until it can be written down; see the daemon's log: deskbreak doctor --log"
    assert desk.does(what) == said


def test_a_break_is_left_out_for_today_by_its_name(desk: Desk) -> None:
    assert desk.does("skip_today", name="walk") == '"walk" is left out for today.'
    assert desk.commands == [(CommandKind.SKIP_TODAY, {"name": "walk"})]
    with pytest.raises(InvalidDetail, match=r'^no break "swim" in your settings; there are: mobility, walk$'):
        desk.does("skip_today", name="swim")
    desk.engine.plan = replace(PLAN, breaks=())
    with pytest.raises(InvalidDetail, match=r'^no break "walk" in your settings; there are: none$'):
        desk.does("skip_today", name="walk")


# -- for a while --------------------------------------------------------------------------------------------

KINDS = {
    "meeting": (CommandKind.MEETING, CommandKind.MEETING_OFF),
    "standing": (CommandKind.STANDING, CommandKind.STANDING_OFF),
    "work": (CommandKind.WORK, CommandKind.WORK_OFF),
}
ENDS = {"meeting_until": NOW + 600, "standing_until": NOW + 1200, "work_until": NOW + 86400}


@pytest.mark.parametrize(
    ("request_", "details"),
    [
        ({}, {"for_s": None, "until": None}),
        ({"for_s": 600}, {"for_s": 600.0, "until": None}),
        ({"until": "10:30"}, {"for_s": None, "until": NOW + 1800}),
        ({"until": "today"}, {"for_s": None, "until": NOW + 14 * 3600}),
    ],
)
@pytest.mark.parametrize("what", ["pause", *KINDS])
def test_how_long_is_passed_on(desk: Desk, what: str, request_: Any, details: dict[str, Any]) -> None:
    desk.does(what, **request_)
    kind = CommandKind.PAUSE if what == "pause" else KINDS[what][0]
    assert desk.commands == [(kind, details)]


@pytest.mark.parametrize(
    ("what", "known", "open_end", "over"),
    [
        ("meeting", "In a meeting until 10:10.", "In a meeting until you say off.", "The meeting is over."),
        ("standing", "Standing until 10:20.", "Standing until you say off.", "Sitting again."),
        ("work", "Counting until tomorrow 10:00.", "Counting until you say off.", "Work hours hold again."),
    ],
)
def test_what_holds_for_a_while_says_how_long(
    desk: Desk, what: str, known: str, open_end: str, over: str
) -> None:
    assert desk.does(what, off=False) == open_end
    desk.view = seen(**ENDS)
    assert desk.does(what) == known
    assert desk.does(what, off=True) == over
    on, off = KINDS[what]
    assert [kind for kind, _ in desk.commands] == [on, on, off] and desk.commands[-1] == (off, {})


def test_a_pause_says_until_when(desk: Desk) -> None:
    assert desk.does("pause") == "Paused until you resume."
    desk.view = seen(pause_until=NOW + 86400)
    assert desk.does("pause") == "Paused until tomorrow 10:00."


# -- what cannot be -----------------------------------------------------------------------------------------

ALL = [
    "start",
    "skip_next",
    "skip",
    "done",
    "sat",
    "pause",
    "resume",
    "meeting",
    "standing",
    "work",
    "snooze",
]


@pytest.mark.parametrize("what", ALL)
def test_what_core_refuses_is_said(desk: Desk, what: str) -> None:
    desk.refuses = "nothing to end"
    with pytest.raises(DeskbreakError, match=r"^nothing to end$"):
        desk.does(what)


@pytest.mark.parametrize("what", ALL)
def test_before_there_is_a_plan_nothing_is_done(desk: Desk, what: str) -> None:
    desk.engine.started = False
    with pytest.raises(DeskbreakError, match=f"^{NOT_YET}$"):
        desk.does(what)
    assert desk.commands == []
