"""`status` field by field, as the contract has it, and the next break by the name of what it brings."""

from __future__ import annotations

import os
from datetime import UTC
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import preview as preview_module
from deskbreak.app import status as module
from deskbreak.app.account import NextBreak
from deskbreak.app.options import Options
from deskbreak.app.preview import Preview, named
from deskbreak.app.selection import Selection, SetRequest
from deskbreak.app.status import StatusReport, iso, status
from deskbreak.core.events import Phase
from deskbreak.core.measured import NOTHING_YET
from deskbreak.core.plan import Body, Break, OfferRules, Plan
from deskbreak.errors import DeskbreakError
from deskbreak.values import replace
from tests.app.test_account_lines import FINE, port
from tests.app.test_words import NOW, seen

PLAN = Plan(hours=((),) * 7, breaks=(Break("mobility", every_s=2700.0),), profile="home", zone=UTC)
CAT = NextBreak(NOW + 2700, "Cat-Cow", 179.6)
NOT_EASING = {"step": 0, "at_least_s": 0.0, "max_today": None, "asking": False, "words": ""}


def test_a_plain_moment_whole() -> None:
    view = seen(progress=0.12345, sitting_s=2820.4, waiting="you type", offer=7, can_give_back=True)
    found = status(view, PLAN, NOW + 0.4, FINE, ["a notice"], CAT)
    lines = found.pop("lines")
    assert found == {
        "running": True,
        "phase": "sitting",
        "holds": [],
        "sitting_s": 2820,
        "progress": 0.123,
        "next": {
            "at": "2026-11-23T10:45:00+00:00",
            "break": "mobility",
            "routine": "auto",
            "in_s": 2700,
            "name": "Cat-Cow",
            "lasts_s": 180,
        },
        "snoozes_left": 3,
        "ports": FINE,
        "summary": "47 min sat · next: 10:45, mobility",
        "held_back": [],
        "waiting": "you type",
        "offer": 7,
        "profile": "home",
        "until": {},
        "can_give_back": True,
        "easing": NOT_EASING,
        "notices": ["a notice"],
    }
    assert lines[:2] == [
        "deskbreak is running. 47 min sat.",
        "Next break: Monday 10:45 (today), Cat-Cow, 3 min",
    ]


def test_what_is_not_there_is_null() -> None:
    found = status(seen(next_routine=""), replace(PLAN, profile=""), NOW, FINE, [])
    assert found["next"]["routine"] is None and found["profile"] is None and found["offer"] is None
    for nothing in ({"next_at": None}, {"next_break": ""}):
        assert status(seen(**nothing), PLAN, NOW, FINE, [])["next"] is None


@pytest.mark.parametrize(
    ("view", "named_", "has_lines"),
    [(seen(), None, False), (seen(), CAT, True), (seen(next_at=None), None, True)],
)
def test_sentences_are_made_where_the_next_break_is_known(
    view: Any, named_: NextBreak | None, has_lines: bool
) -> None:
    """Those who follow the status get no names, which cost the reading of the content."""
    assert bool(status(view, PLAN, NOW, FINE, [], named_)["lines"]) is has_lines


def test_a_break_that_is_due_comes_in_no_time() -> None:
    assert status(seen(next_at=NOW - 5), PLAN, NOW, FINE, [])["next"]["in_s"] == 0


def test_every_end_has_its_name() -> None:
    ends = {"snooze": 1, "pause": 2, "meeting": 3, "standing": 4, "work": 5}
    view = seen(**{f"{name}_until": NOW + 60 * minutes for name, minutes in ends.items()})
    assert status(view, PLAN, NOW, FINE, [])["until"] == {
        "snoozed": "2026-11-23T10:01:00+00:00",
        "paused": "2026-11-23T10:02:00+00:00",
        "meeting": "2026-11-23T10:03:00+00:00",
        "standing": "2026-11-23T10:04:00+00:00",
        "work": "2026-11-23T10:05:00+00:00",
    }
    assert status(seen(work_until=0.0), PLAN, NOW, FINE, [])["until"] == {"work": "1970-01-01T00:00:00+00:00"}


def test_instants_are_to_the_second() -> None:
    assert iso(NOW + 0.75, UTC) == "2026-11-23T10:00:00+00:00"


# -- the daemon's own report ----------------------------------------------------------------------------------


def report(options: Options, plan: Plan = PLAN) -> StatusReport:
    ports = {name: port() for name in ("notify", "tray", "idle", "busy", "power")} | {
        "notify": port("lost", "it went away")
    }
    engine: Any = SimpleNamespace(view=seen, now=lambda: NOW, plan=plan)
    desktop: Any = SimpleNamespace(ports=lambda: {name: dict(one) for name, one in ports.items()})
    notices: Any = SimpleNamespace(sentences=["a notice"])
    learner: Any = SimpleNamespace(progress=NOTHING_YET)
    return StatusReport(engine, desktop, notices, options=options, learner=learner)


@pytest.mark.parametrize(
    ("is_seen", "line"),
    [
        (True, "Offers come in the terminal where it runs, because it went away."),
        (False, "Offers are shown nowhere, because it went away."),
    ],
)
def test_the_report_knows_whether_its_terminal_is_seen(
    monkeypatch: pytest.MonkeyPatch, is_seen: bool, line: str
) -> None:
    monkeypatch.setattr(module, "_is_seen", lambda: is_seen)
    found = report(Options()).status(CAT)
    assert line in found["lines"] and found["notices"] == ["a notice"]
    assert found["next"]["name"] == "Cat-Cow"
    assert found["learning"]["state"] == "collecting"
    off = replace(PLAN, offer=OfferRules(learn=False))
    assert report(Options(), off).status()["learning"]["state"] == "off"


@pytest.mark.parametrize(
    ("options", "idle"),
    [
        (Options(), port()),
        (Options(speed=2.0, with_idle=True), port()),
        (Options(speed=2.0), port("off", "ignored while time runs fast; see --with-idle")),
    ],
)
def test_fast_time_has_no_use_for_idle(options: Options, idle: dict[str, str]) -> None:
    found = report(options).ports()
    assert found["idle"] == idle and found["tray"] == port()


def test_what_is_printed_into_nothing_is_not_seen(tmp_path: Any) -> None:
    kept = os.dup(1)
    try:
        found = []
        for place in (os.devnull, str(tmp_path / "log")):
            fd = os.open(place, os.O_WRONLY | os.O_CREAT)
            os.dup2(fd, 1)
            os.close(fd)
            found.append(module._is_seen())
        os.close(1)
        found.append(module._is_seen())
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert found == [False, True, False]


# -- what the next break brings -------------------------------------------------------------------------------

MOVE = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)


class Chooser:
    """Stands in for the reading of the content."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[float, SetRequest]] = []
        self.finds: Selection | DeskbreakError = Selection("x", "Cat-Cow", seconds=170.0)
        monkeypatch.setattr(preview_module, "select_apart", self._select)

    def _select(
        self, _profile: object, _journal: object, _plan: Plan, at: float, wanted: SetRequest
    ) -> Selection:
        self.asked.append((at, wanted))
        if isinstance(self.finds, DeskbreakError):
            raise self.finds
        return self.finds


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch) -> Chooser:
    return Chooser(monkeypatch)


@pytest.mark.parametrize(
    ("one", "finds", "said"),
    [
        (MOVE, Selection("x", "Cat-Cow", seconds=170.0), ("Cat-Cow", 170.0)),
        (MOVE, Selection(seconds=0.0), ("Mobility", 180.0)),
        (replace(MOVE, lasts_s=None), Selection(), ("Mobility", 0.0)),
        (replace(MOVE, lasts_s=None), DeskbreakError("no content"), ("Mobility", 0.0)),
        (replace(MOVE, say="Up"), DeskbreakError("no content"), ("Up", 180.0)),
        (Break("water", every_s=3600.0, say="Drink water"), None, ("Drink water", 0.0)),
        (Break("water", every_s=3600.0, say="Drink water", lasts_s=20.0), None, ("Drink water", 20.0)),
    ],
)
def test_what_a_break_brings(chooser: Chooser, one: Break, finds: Any, said: tuple[str, float]) -> None:
    chooser.finds = finds
    nothing: Any = None
    assert named(one, NOW, PLAN, nothing, nothing) == said
    assert chooser.asked == ([(NOW, SetRequest("auto", one.lasts_s))] if one.moves else [])


class Journal:
    def __init__(self) -> None:
        self.number, self.left_out, self.fails = 0, list[str](), False

    def last(self) -> Any:
        if self.fails:
            raise DeskbreakError("it cannot be read")
        return SimpleNamespace(id=self.number) if self.number else None

    def blocked(self) -> list[str]:
        return self.left_out


def test_the_content_is_read_again_only_where_the_answer_may_be_another(chooser: Chooser) -> None:
    read, journal, nothing = list[int](), Journal(), None
    plan = replace(PLAN, breaks=(MOVE, Break("walk", at=(720,), routine="ten-minute-walk")))
    preview = Preview(lambda: read.append(1))

    def look(first: bool = False, plan: Plan = plan, **view: Any) -> NextBreak | None:
        where: Any = journal
        profile: Any = nothing
        return preview.of(seen(**view), plan, profile, where, first=first)

    assert look(first=True) == NextBreak(NOW + 2700, "Cat-Cow", 170.0, first=True)
    assert look(next_at=NOW + 2760) == NextBreak(NOW + 2760, "Cat-Cow", 170.0)
    assert len(chooser.asked) == len(read) == 1
    for number, change in enumerate(
        (
            lambda: look(next_at=NOW + 86400),
            lambda: setattr(journal, "number", 5),
            lambda: journal.left_out.append("cat-cow"),
            lambda: setattr(journal, "fails", True),
        )
    ):
        change()
        look(next_at=NOW + 86400)
        look(next_at=NOW + 86400)
        assert len(chooser.asked) == len(read) == number + 2
    look(next_break="walk", next_at=NOW + 86400)
    look(plan=replace(plan, body=Body(level="easy")), next_at=NOW + 86400)
    assert len(read) == 7


def test_where_no_break_is_in_sight_nothing_is_read(chooser: Chooser) -> None:
    nothing: Any = Journal()
    for view in (seen(next_at=None), seen(next_break="gone"), seen(phase=Phase.OFF_HOURS, next_break="")):
        assert Preview().of(view, replace(PLAN, breaks=(MOVE,)), nothing, nothing, first=True) is None
    assert chooser.asked == []
    assert Preview().of(seen(), replace(PLAN, breaks=(MOVE,)), nothing, nothing, first=False) is not None
