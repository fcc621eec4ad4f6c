"""Which hook runs for what, with which program and data, and when one waits for another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.hooks import HookRunner
from deskbreak.core.effects import Decided, Effect, Offer, OpenPlayer, Record
from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.core.plan import Hooks
from deskbreak.values import replace
from tests.app.test_effects import OFFER, OPEN
from tests.app.test_words import NOW, seen

ALL = Hooks(
    on_offer=("offers", "a b"), on_start=("starts",), on_end=("ends",), on_skip=("skips",), on_pause=("~/p",)
)
CHOSEN = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)
ROW = Record(NOW, break_name="mobility", routine="cat-cow", outcome=Outcome.TAKEN, seconds=59.6)


class Desk:
    """A runner, and the programs that it started: their words and what they were told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started: list[tuple[list[str], dict[str, str]]] = []
        self.options: list[dict[str, Any]] = []
        self.soon: list[Callable[[], None]] = []
        self.said: list[tuple[str, str]] = []
        self.cleared: list[str] = []
        monkeypatch.setattr("deskbreak.runtime.spawn.start", self._start)
        loop: Any = SimpleNamespace(call_soon=self.soon.append)
        self.plan = SimpleNamespace(hooks=ALL)
        current: Any = SimpleNamespace(plan=self.plan)
        notices: Any = SimpleNamespace(
            notify=lambda text, about: self.said.append((text, about)), clear=self.cleared.append
        )
        self.hooks = HookRunner(loop, current, notices)

    def _start(self, _loop: object, argv: list[str], **options: Any) -> None:
        env = options.pop("env")
        assert env["PATH"] == os.environ["PATH"]
        told = {key.removeprefix("DESKBREAK_"): one for key, one in env.items() if key not in os.environ}
        self.started.append((argv, told))
        self.options.append(options)

    def ends(self, number: int = -1, code: int | None = 0, errors: bytes = b"") -> None:
        self.options[number]["on_exit"](SimpleNamespace(code=code, errors=errors))
        while self.soon:
            self.soon.pop(0)()

    def after(
        self, effect: Effect, *, offer: Any = None, running: Any = None
    ) -> list[tuple[list[str], dict[str, str]]]:
        state: Any = SimpleNamespace(offer=offer, running=running)
        self.hooks.after(effect, state)
        found, self.started = self.started, []
        return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


def of(event: str, routine: str, **more: str) -> dict[str, str]:
    return {"EVENT": event, "BREAK": "mobility", "ROUTINE": routine} | more


@pytest.mark.parametrize(
    ("offer", "routine"),
    [(None, ""), (SimpleNamespace(chosen=None), ""), (SimpleNamespace(chosen=CHOSEN), "set:cat-cow")],
)
def test_an_offer_names_what_was_chosen(desk: Desk, offer: Any, routine: str) -> None:
    assert desk.after(OFFER, offer=offer) == [(["offers", "a b"], of("offer", routine))]
    (options,) = desk.options
    del options["on_exit"]
    assert options == {"timeout_s": 10.0, "foreign": True}


def test_a_repeat_is_no_new_offer(desk: Desk) -> None:
    assert isinstance(OFFER, Offer) and desk.after(replace(OFFER, repeat=1)) == []


@pytest.mark.parametrize(
    ("order", "running", "routine"),
    [
        (OPEN, SimpleNamespace(chosen=CHOSEN), "set:cat-cow"),
        (OPEN, SimpleNamespace(chosen=None), ""),
        (replace(OPEN, chosen=CHOSEN), None, "set:cat-cow"),
        (replace(OPEN, chosen=CHOSEN), SimpleNamespace(chosen=None), ""),
        (OPEN, None, ""),
    ],
)
def test_a_start_names_what_is_played(desk: Desk, order: OpenPlayer, running: Any, routine: str) -> None:
    assert desk.after(order, running=running) == [(["starts"], of("start", routine))]


@pytest.mark.parametrize(
    ("outcome", "program"),
    [
        (Outcome.TAKEN, "ends"),
        (Outcome.PARTLY, "ends"),
        (Outcome.STOPPED, "ends"),
        (Outcome.SKIPPED, "skips"),
        (Outcome.NATURAL, ""),
        (Outcome.MISSED, ""),
        (Outcome.SNOOZED, ""),
        (Outcome.SUPPRESSED, ""),
    ],
)
def test_an_end_has_outcome_and_length(desk: Desk, outcome: Outcome, program: str) -> None:
    told = of(program.removesuffix("s"), "cat-cow", OUTCOME=outcome.value, SECONDS="60")
    assert desk.after(replace(ROW, outcome=outcome)) == ([([program], told)] if program else [])


def test_of_what_has_no_hook_nothing_runs(desk: Desk) -> None:
    assert desk.after(Decided(NOW, "mobility", "held", "paused")) == []
    desk.plan.hooks = Hooks()
    assert desk.after(OFFER) == [] == desk.after(ROW)


def test_pausing_and_going_on_are_told_with_the_end(desk: Desk) -> None:
    home = str(Path.home() / "p")
    paused = seen(holds=("camera", "paused"), pause_until=NOW + 0.6)
    for view in (paused, paused, seen(holds=("paused",)), seen(), seen()):
        desk.hooks.settled(view)
        if desk.started:
            desk.ends()
    assert desk.started == [([home], {"EVENT": "pause", "PAUSED": "0", "UNTIL": ""})]
    desk.hooks.settled(paused)
    assert desk.started[1] == ([home], {"EVENT": "pause", "PAUSED": "1", "UNTIL": str(round(NOW) + 1)})
    other = Desk(pytest.MonkeyPatch())
    other.hooks.settled(paused)  # as it was when the daemon began
    assert other.started == []


def test_a_program_is_not_started_twice_at_once(desk: Desk) -> None:
    assert len(desk.after(ROW)) == 1
    assert desk.after(replace(ROW, routine="plank")) == [] == desk.after(replace(ROW, routine="bridge"))
    assert len(desk.after(OFFER)) == 1  # another hook is another program
    desk.ends(0)
    assert [told["ROUTINE"] for _, told in desk.started] == ["bridge"]  # the latest only
    desk.ends()
    assert len(desk.started) == 1
    assert len(desk.after(ROW)) == 2


@pytest.mark.parametrize(
    ("code", "errors", "said"),
    [
        (3, b"", "the hook on_end ended with code 3"),
        (3, b" no display \xff\n", "the hook on_end ended with code 3: no display \ufffd"),
        (None, b"a" + b"x" * 200, "the hook on_end ended with code None: " + "x" * 200),
    ],
)
def test_a_failure_is_said_with_its_last_words(
    desk: Desk, code: int | None, errors: bytes, said: str
) -> None:
    desk.after(ROW)
    desk.ends(code=code, errors=errors)
    assert desk.said == [(said, "hook:on_end")] and desk.cleared == []
    desk.after(ROW)
    desk.ends(errors=b"only chatter")
    assert desk.cleared == ["hook:on_end"] and len(desk.said) == 1
