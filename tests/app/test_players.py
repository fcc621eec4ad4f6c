"""The player's process: what it is asked to play, and what is made of each line that it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import players as module
from deskbreak.app.options import Options
from deskbreak.app.players import Players
from deskbreak.core.effects import OpenPlayer
from deskbreak.core.events import ChosenSet, Outcome, PlayerReported
from deskbreak.core.plan import Body, Plan, PlayerRules
from deskbreak.paths import Profile
from deskbreak.player.protocol import PlayRequest
from deskbreak.values import replace

NOW = 1_795_000_000.0
ORDER = OpenPlayer(
    "u-7-1",
    offer=7,
    break_name="mobility",
    routine="auto",
    lasts_s=180.0,
    rounds=2,
    upright=False,
    chosen=None,
)
CHOSEN = ChosenSet("mobility-set", ("cat-cow",), 170.0, reason="it opens the front", levels=(("cat-cow", 2),))


class Child:
    """A player that says what the test wants."""

    def __init__(self, argv: list[str], **options: Any) -> None:
        self.argv, self.options = argv, options
        self.lines: list[dict[str, Any]] = []
        self.code, self.errors, self.is_let_go = 0, b"", False

    def send(self, line: bytes) -> None:
        assert line.endswith(b"\n")
        self.lines.append(json.loads(line))

    def close_stdin(self) -> None:
        self.is_let_go = True

    def says(self, **report: Any) -> None:
        self.options["on_line"](json.dumps(report).encode())

    def ends(self, code: int = 0, errors: bytes = b"") -> None:
        self.code, self.errors = code, errors
        self.options["on_exit"](self)


class Terminal:
    def __init__(self) -> None:
        self.reported: list[str] = []

    def pause_reading(self) -> None:
        self.reported.append("pause")

    def resume_reading(self) -> None:
        self.reported.append("resume")


class Desk:
    """Players among everything that they talk to."""

    def __init__(self, home: Path, plan: Plan) -> None:
        self.profile = Profile(home, home, home, home / "cache")
        self.plan, self.running = plan, None
        self.reports: list[PlayerReported] = []
        self.said: list[tuple[str, str]] = []
        self.cleared: list[str] = []
        self.shared = 0
        self.imported: list[Path] = []
        self.rows: dict[str, Any] = {}
        self.presenter = SimpleNamespace(terminal=None, token="token-1")
        engine = SimpleNamespace(
            plan=plan, now=lambda: NOW, clocks=lambda: (NOW, 5.0), handle=self.reports.append,
            state=SimpleNamespace(running=None),
        )  # fmt: skip
        self.engine = engine
        self.players = Players(
            None,  # type: ignore[arg-type]
            self.profile,
            Options(play_speed=3.0),
            engine=engine,  # type: ignore[arg-type]
            notices=SimpleNamespace(  # type: ignore[arg-type]
                notify=lambda text, about="": self.said.append((text, about)), clear=self.cleared.append
            ),
            presenter=self.presenter,  # type: ignore[arg-type]
            records=SimpleNamespace(  # type: ignore[arg-type]
                blocked=lambda: ["dead-bug"], import_outbox=self.imported.append,
                has_row=lambda uid: uid in self.rows, row_of=self.rows.get,
            ),
            sharing=SimpleNamespace(soon=self._share),  # type: ignore[arg-type]
        )  # fmt: skip

    def _share(self) -> None:
        self.shared += 1

    def last(self) -> dict[str, Any]:
        """The last report, without its clocks."""
        one = self.reports[-1]
        return {
            name: getattr(one, name)
            for name in ("uid", "report", "outcome", "seconds", "exercises", "note", "recorded")
        }


Open = Callable[..., tuple[Desk, Child]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    children: list[Child] = []

    def start(_loop: object, argv: list[str], **options: Any) -> Child:
        children.append(Child(argv, **options))
        return children[-1]

    monkeypatch.setattr("deskbreak.runtime.spawn.start", start)
    monkeypatch.setattr(module, "has_display", lambda: False)

    def open_(
        plan: Plan | None = None, order: OpenPlayer = ORDER, terminal: bool = False
    ) -> tuple[Desk, Child]:
        desk = Desk(tmp_path, plan or Plan(hours=((),) * 7))
        desk.presenter.terminal = Terminal() if terminal else None
        desk.players.open(order, CHOSEN)
        return desk, children[-1]

    return open_


# -- what it is asked to play ---------------------------------------------------------------------------------------


def test_the_request_has_all_that_plan_and_offer_say(opened: Open, tmp_path: Path) -> None:
    player = PlayerRules(
        face="page", voice=True, sound=True, theme="dark", reduced_motion=True, get_ready="wait", monitor="HDMI-1",
        build="sturdy", skin="dark", hair="grey",
    )  # fmt: skip
    _, child = opened(Plan(hours=((),) * 7, player=player, body=Body(equipment=("mat",))))
    assert child.argv[1:] == ["-P", "-m", "deskbreak.player"]
    assert child.options["outlives"] and child.options["stdin"] is None
    (line,) = child.lines
    assert line == {
        "uid": "u-7-1", "routine": "mobility-set", "break_name": "mobility", "seconds": 180.0, "rounds": 2,
        "levels": {"cat-cow": 2}, "equipment": ["mat"], "blocked": ["dead-bug"], "face": "page", "theme": "dark",
        "voice": True, "sound": True, "reduced_motion": True, "monitor": "HDMI-1",
        "look": {"build": "sturdy", "skin": "dark", "hair": "grey"}, "speed": 3.0, "activation_token": "token-1",
        "outbox": str(tmp_path / "outbox"), "home": str(tmp_path), "zone": "UTC", "at": NOW,
        "why": "it opens the front", "get_ready": "wait", "first_run": True,
    } | {"outbox": line["outbox"]}  # fmt: skip
    assert line["outbox"] == str(Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache").outbox)
    assert PlayRequest.from_line(json.dumps(line)).uid == "u-7-1"


def test_the_first_routine_warns_and_chimes_and_later_ones_do_not(opened: Open) -> None:
    desk, child = opened()
    assert (child.lines[0]["first_run"], child.lines[0]["sound"]) == (True, True)
    desk.profile.cautioned.parent.mkdir(parents=True, exist_ok=True)
    desk.profile.cautioned.touch()
    _, later = opened()
    assert (later.lines[0]["first_run"], later.lines[0]["sound"]) == (False, False)


@pytest.mark.parametrize(
    ("terminal", "display", "face", "played"),
    [
        (True, False, "auto", "terminal"), (True, True, "auto", "auto"), (False, False, "auto", "auto"),
        (True, False, "page", "page"),
    ],
)  # fmt: skip
def test_it_plays_in_the_terminal_where_there_is_nothing_else(
    opened: Open, monkeypatch: pytest.MonkeyPatch, terminal: bool, display: bool, face: Any, played: str
) -> None:
    monkeypatch.setattr(module, "has_display", lambda: display)
    desk, child = opened(Plan(hours=((),) * 7, player=PlayerRules(face=face)), terminal=terminal)
    assert child.lines[0]["face"] == played
    if terminal:
        child.ends()
        assert desk.presenter.terminal.reported == ["pause", "resume"]


def test_what_has_no_routine_fails_with_its_reason(opened: Open) -> None:
    desk, _ = opened()
    for reason, said in (
        ("all of it is left out", "all of it is left out"),
        ("", "this break has no routine"),
    ):
        desk.players.open(ORDER, ChosenSet("", (), 0.0, reason=reason))
        assert desk.said[-1] == (said, "player")
        assert (desk.last()["report"], desk.last()["note"]) == ("failed", said)


# -- what it says ---------------------------------------------------------------------------------------------------


def test_one_that_opened_says_so_and_trouble_is_over(opened: Open) -> None:
    desk, child = opened()
    child.says(report="opened")
    assert desk.last() | {"outcome": None} == {
        "uid": "u-7-1", "report": "opened", "outcome": None, "seconds": 0.0, "exercises": (), "note": "",
        "recorded": False,
    }  # fmt: skip
    assert desk.cleared == ["player"] and (desk.reports[-1].at, desk.reports[-1].mono) == (NOW, 5.0)


@pytest.mark.parametrize("left", [True, False])
def test_its_result_is_told_once(opened: Open, left: bool) -> None:
    desk, child = opened()
    desk.rows = {"u-7-1": object()} if left else {}
    child.says(report="finished", outcome="stopped", seconds=45, exercises=["cat-cow"], note="ow")
    assert desk.last() == {
        "uid": "u-7-1", "report": "finished", "outcome": Outcome.STOPPED, "seconds": 45.0, "exercises": ("cat-cow",),
        "note": "ow", "recorded": left,
    }  # fmt: skip
    child.says(report="finished", outcome="taken")
    child.says(report="failed", why="late")
    child.ends()
    assert len(desk.reports) == 1 and desk.said == []
    assert desk.imported == [desk.profile.outbox] * 2 and desk.shared == 2


@pytest.mark.parametrize(
    ("odd", "outcome", "seconds", "exercises"),
    [
        ({"outcome": "perfect"}, Outcome.PARTLY, 0.0, ()),
        ({"outcome": None, "seconds": -1}, Outcome.PARTLY, 0.0, ()),
        ({"outcome": "taken", "seconds": "45"}, Outcome.TAKEN, 0.0, ()),
        ({"outcome": "natural", "seconds": True}, Outcome.PARTLY, 1.0, ()),
        ({"outcome": "taken", "exercises": "cat-cow"}, Outcome.TAKEN, 0.0, ()),
        ({"outcome": "taken", "exercises": ["a", 3, "\ud800"]}, Outcome.TAKEN, 0.0, ("a",)),
    ],
)
def test_a_result_of_any_shape_ends_the_break(
    opened: Open, odd: dict[str, Any], outcome: Outcome, seconds: float, exercises: tuple[str, ...]
) -> None:
    desk, child = opened()
    child.says(report="finished", **odd)
    last = desk.last()
    assert (last["outcome"], last["seconds"], last["exercises"]) == (outcome, seconds, exercises)


@pytest.mark.parametrize(
    ("why", "said"), [("no display", "no display"), ("", "the player could not open; see: deskbreak doctor")]
)
def test_one_that_failed_says_why(opened: Open, why: str, said: str) -> None:
    desk, child = opened()
    child.says(report="failed", why=why)
    assert desk.said == [(said, "player")]
    assert (desk.last()["report"], desk.last()["note"]) == ("failed", why)


@pytest.mark.parametrize("line", [b"", b"[]", b"nonsense", b'{"report": "humming"}', b"{}"])
def test_other_lines_mean_nothing(opened: Open, line: bytes) -> None:
    desk, child = opened()
    child.options["on_line"](line)
    assert desk.reports == []


def test_a_player_of_before_is_not_listened_to(opened: Open) -> None:
    desk, first = opened()
    desk.players.open(replace(ORDER, uid="u-8-2", offer=8, lasts_s=None, rounds=None), CHOSEN)
    first.says(report="finished", outcome="taken")
    first.ends(1, b"oh")
    assert desk.reports == [] and desk.said == []


# -- how it ends ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("errors", "said"),
    [(b"", "the player ended without a word"), (b"0\none\ntwo\n", "the player ended without a word (two)")],
)
def test_one_that_ends_without_a_result_failed(opened: Open, errors: bytes, said: str) -> None:
    desk, child = opened()
    child.ends(1, errors)
    assert desk.said == [(said, "player")] and desk.last()["report"] == "failed"


def test_a_result_that_it_left_counts_though_it_said_nothing(opened: Open) -> None:
    desk, child = opened()
    desk.rows["u-7-1"] = SimpleNamespace(outcome="partly", seconds=30.0, exercises=("cat-cow",), note="left")
    child.ends(1, b"killed")
    assert desk.last() == {
        "uid": "u-7-1", "report": "finished", "outcome": Outcome.PARTLY, "seconds": 30.0, "exercises": ("cat-cow",),
        "note": "left", "recorded": True,
    }  # fmt: skip
    assert desk.said == []


@pytest.mark.parametrize(
    ("as_", "reported"),
    [("taken", "taken"), ("skipped", "skipped"), ("natural", "skipped"), ("missed", "skipped")],
)
def test_it_is_closed_as_it_was_said_to_have_ended(opened: Open, as_: str, reported: str) -> None:
    desk, child = opened()
    desk.players.close("another", as_)
    assert len(child.lines) == 1
    desk.players.close("u-7-1", as_)
    desk.players.close("u-7-1", as_)
    assert child.lines[1:] == [{"do": "close", "as": reported}]
    child.says(report="finished", outcome="taken")
    assert desk.reports == []


def test_it_hears_who_leaves_and_comes_back_and_goes_on_without_the_daemon(opened: Open) -> None:
    desk, child = opened()
    desk.players.away(12.5)
    desk.players.back()
    assert child.lines[1:] == [{"do": "away", "for_s": 12.5}, {"do": "back"}]
    desk.players.let_go()
    assert child.is_let_go
    child.ends()
    desk.players.back()
    desk.players.let_go()
    assert len(child.lines) == 3


# -- a player of the daemon before ----------------------------------------------------------------------------------


def test_without_a_routine_only_the_outbox_is_read(opened: Open) -> None:
    desk, child = opened()
    child.says(report="finished", outcome="taken")
    child.ends()
    desk.imported.clear()
    desk.players.tick()
    assert desk.imported == []
    desk.players.catch_up()
    assert desk.imported == [desk.profile.outbox] and len(desk.reports) == 1


def test_the_routine_of_before_ends_when_its_result_is_there(opened: Open, tmp_path: Path) -> None:
    desk = Desk(tmp_path, Plan(hours=((),) * 7))
    desk.engine.state.running = SimpleNamespace(uid="u-3-9")
    desk.players.tick()
    assert desk.reports == []
    desk.rows["u-3-9"] = SimpleNamespace(outcome="taken", seconds=170.0, exercises=(), note="")
    desk.players.tick()
    assert (desk.last()["uid"], desk.last()["outcome"], desk.last()["recorded"]) == (
        "u-3-9",
        Outcome.TAKEN,
        True,
    )


def test_a_player_of_this_daemon_is_waited_for_and_not_looked_for(opened: Open) -> None:
    desk, child = opened()
    desk.engine.state.running = SimpleNamespace(uid="u-7-1")
    desk.rows["u-7-1"] = SimpleNamespace(outcome="taken", seconds=170.0, exercises=(), note="")
    desk.players.tick()
    desk.players.catch_up()
    assert desk.imported == [] and desk.reports == []
    child.ends()
    assert len(desk.reports) == 1 and desk.imported == [desk.profile.outbox]


def test_the_log_has_what_a_player_said_at_its_end(opened: Open, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "deskbreak.app.players")
    _, child = opened()
    child.ends(3, b"one\ntwo\n")
    assert [one.getMessage() for one in caplog.records] == [
        "the player ended with 3: one\ntwo",
        "the player failed: the player ended without a word (two)",
    ]


def test_a_player_without_a_terminal_gives_none_back(opened: Open) -> None:
    desk, child = opened()
    assert desk.presenter.terminal is None
    child.says(report="opened")
    child.ends()
    desk.players.close("u-7-1", "taken")
    assert len(child.lines) == 1  # it is over


def test_what_another_player_left_does_not_end_this_one(opened: Open, tmp_path: Path) -> None:
    desk = Desk(tmp_path, Plan(hours=((),) * 7))
    desk.engine.state.running = SimpleNamespace(uid="u-3-9")
    desk.rows["u-4-1"] = SimpleNamespace(outcome="taken", seconds=170.0, exercises=(), note="")
    desk.players.catch_up()
    assert desk.reports == [] and desk.imported == [desk.profile.outbox] and desk.shared == 1


def test_the_language_that_is_spoken_goes_along(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.language.for_children", lambda: {"LANG": "xx"})
    _, child = opened()
    assert child.options["env"] == {"LANG": "xx"}
