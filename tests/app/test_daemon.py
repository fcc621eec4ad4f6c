"""The daemon's wiring: results of players, effects that fail, and what is told and no longer told."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.control import SocketServer
from deskbreak.core.effects import Sat, TakeBack
from deskbreak.core.events import Chosen, ChosenSet, CommandKind, Event
from deskbreak.core.plan import Break, Range
from deskbreak.core.script import ROUND_REST_S
from deskbreak.errors import DeskbreakError
from deskbreak.runtime import spawn
from deskbreak.runtime.loop import Loop
from deskbreak.store.rows import own_start
from deskbreak.values import replace
from tests.app.harness import MOBILITY, DaemonHarness
from tests.logfail import LogFail

Desk = Callable[..., DaemonHarness]
START = spawn.start
WATER = Break("water", every_s=3600.0, routine="", say="Drink water")


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch, loop: Any) -> list[Any]:
    """Players are asked for and never come; their results are left by hand."""
    opened: list[Any] = []

    class Silent:
        errors, code = b"", None

        def send(self, line: bytes) -> None:
            opened.append(line)

        def close_stdin(self) -> None: ...

    monkeypatch.setattr(spawn, "start", lambda *_args, **_more: Silent())
    return opened


def running(desk: DaemonHarness) -> str:
    assert desk.daemon.engine.state.running is not None
    return desk.daemon.engine.state.running.uid


# -- results of players --------------------------------------------------------------------------------


def test_a_result_left_while_no_daemon_lived_is_recorded_at_the_start(harness: Desk) -> None:
    desk = harness()
    assert desk.daemon.engine.command(CommandKind.START, name="cat-cow") == ""
    uid = running(desk)
    desk.leaves_result(uid)
    desk.clock.at += 7200  # long after a player that says nothing would be given up
    desk.dies()
    assert (desk.phase, desk.outcomes) == ("sitting", ["taken"])
    assert not list(desk.profile.outbox.iterdir())


def test_a_player_of_the_daemon_before_is_heard_when_it_ends(harness: Desk) -> None:
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    uid = running(desk)
    desk.dies()
    assert desk.phase == "on-break"
    desk.goes_on(60)
    desk.leaves_result(uid, outcome="partly")
    desk.daemon.engine.tick()
    assert (desk.phase, desk.outcomes) == ("sitting", ["partly"])


def test_what_hurt_counts_even_if_the_break_was_called_done(harness: Desk) -> None:
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    uid = running(desk)
    desk.daemon.engine.command(CommandKind.DONE)
    desk.leaves_result(uid, outcome="stopped", hurt="cat-cow", answer="hard")
    desk.daemon.players.import_outbox()
    journal = desk.daemon.records.journal
    assert (desk.outcomes, list(journal.blocked())) == (["taken"], ["cat-cow"])
    assert [one.answer for one in journal.answers()] == ["hard"]
    journal.unblock("cat-cow", desk.clock.at)
    desk.leaves_result(uid, outcome="stopped", hurt="cat-cow")
    desk.daemon.players.import_outbox()
    assert not journal.blocked()  # the same result again blocks nothing that was allowed meanwhile


def test_a_disk_that_refuses_ends_the_break_all_the_same(harness: Desk) -> None:
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    uid = running(desk)
    desk.leaves_result(uid)
    connection: sqlite3.Connection = desk.daemon.records.journal._db.connection
    connection.execute("PRAGMA query_only=ON")
    desk.daemon.players._line(uid, b'{"report": "finished", "outcome": "taken", "seconds": 45}')
    assert desk.phase == "sitting"
    assert len(desk.daemon.notices.sentences) == 1
    connection.execute("PRAGMA query_only=OFF")
    desk.daemon.records.retry()
    assert (desk.daemon.notices.sentences, desk.outcomes) == ([], ["taken"])


def test_a_player_goes_on_without_the_daemon(harness: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps its result in the outbox: a daemon that ends takes no routine with it."""
    others, started = Loop(), []
    argv = [sys.executable, "-c", "import time; time.sleep(60)"]

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    monkeypatch.setattr(spawn, "start", lambda _loop, _argv, **more: START(others, argv, **more))
    harness().daemon.engine.command(CommandKind.START, name="cat-cow")
    (player,) = started
    others.close()
    with player:
        with pytest.raises(subprocess.TimeoutExpired):
            player.wait(0.3)
        player.kill()


# -- what the other machines hear ----------------------------------------------------------------------


@pytest.mark.parametrize("effect", [TakeBack("nothing"), Sat(1000.0, 2000.0)], ids=["taken back", "sat"])
def test_rows_that_change_are_sent_to_the_other_machines(
    effect: Any, harness: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = harness()
    sent: list[bool] = []
    monkeypatch.setattr(desk.daemon.sharing, "soon", lambda: sent.append(True))
    desk.daemon.effects.perform(effect)
    assert sent == [True]


# -- which routine -------------------------------------------------------------------------------------


def test_the_row_names_the_routine_that_was_played(harness: Desk) -> None:
    desk = harness(replace(MOBILITY, lasts_s=480.0))
    desk.daemon.engine.command(CommandKind.START)
    opened = chosen(desk)
    assert len(opened.exercises) > 3
    desk.clock.at += 60
    desk.daemon.engine.command(CommandKind.DONE)
    (row,) = desk.daemon.records.rows(0.0)
    assert (row.routine, row.exercises) == (opened.routine, opened.exercises)


def test_a_routine_that_is_asked_for_is_played_though_another_is_offered(
    harness: Desk, no_child: Any
) -> None:
    desk = harness(idle_is="absent")
    desk.goes_on(2701)
    assert desk.phase == "offered"
    desk.daemon.engine.command(CommandKind.START, name="bird-dog")
    assert b'"routine": "bird-dog"' in no_child[0].replace(b'":"', b'": "')


# -- effects that fail ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [DeskbreakError("the content is gone"), RuntimeError("a bug")])
def test_an_effect_that_fails_stops_neither_the_others_nor_the_day(
    harness: Desk, loop: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, logfail: LogFail
) -> None:
    logfail.expect("Offer failed")
    logfail.expect("OpenPlayer failed")
    desk = harness(MOBILITY, WATER, idle_is="absent")

    def no_selection(*_words: object, **_named: object) -> None:
        raise fault

    monkeypatch.setattr(desk.daemon.selector, "select", no_selection)
    desk.goes_on(2701)
    assert desk.phase == "offered"  # tray and commands can answer it
    said = str(fault) if isinstance(fault, DeskbreakError) else "see the daemon's log"
    assert said in desk.daemon.notices.sentences[-1]
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    loop.until(lambda: desk.phase != "on-break")
    assert desk.phase == "offered"
    assert desk.daemon.schedule.next_wake() is not None


# -- what is told --------------------------------------------------------------------------------------


def test_trouble_that_is_over_is_told_no_more_and_told_again_when_it_returns(harness: Desk) -> None:
    desk = harness()
    source: Any = desk.daemon.source

    def breaks() -> None:
        source.problems = ["config.toml:1: what is this?"]
        desk.daemon.settings_trouble(source.problems)

    breaks()
    breaks()
    shown = [note.body for note in desk.desktop.notes]
    assert len(shown) == len(desk.daemon.notices.sentences) == 1
    source.problems = []
    desk.edits()
    assert desk.daemon.notices.sentences == []
    breaks()
    assert [note.body for note in desk.desktop.notes] == shown * 2


# -- breaks taken elsewhere ----------------------------------------------------------------------------


def test_a_glass_of_water_is_no_break_for_the_back(harness: Desk) -> None:
    desk = harness(idle_is="absent")
    desk.goes_on(600)
    desk.daemon.records.journal.add(at=desk.clock.at, outcome="taken", break_name="water")
    desk.goes_on(60)
    desk.daemon.actions.answer({"do": "journal-changed"})
    assert desk.daemon.engine.view().sitting_s == 660
    desk.daemon.records.journal.add(
        at=desk.clock.at - 30, outcome="taken", break_name="mobility", routine="cat-cow"
    )
    desk.daemon.actions.answer({"do": "journal-changed"})
    assert desk.daemon.engine.view().sitting_s == 30


@pytest.mark.parametrize("step_s", [86400.0, 3600.0, -3600.0, -86400.0])
def test_a_clock_that_is_set_sits_nobody_down(harness: Desk, step_s: float) -> None:
    """A client that asks right away hears the truth, not only after the next minute has gone by."""
    desk = harness(idle_is="absent")
    desk.goes_on(600)
    desk.clock.sleep(step_s)  # only the wall clock moves
    assert desk.daemon.engine.view().sitting_s == pytest.approx(600, abs=60)
    desk.clock.at += 20
    assert desk.daemon.engine.view().sitting_s == pytest.approx(620, abs=60)


def test_a_request_that_meets_a_fault_gets_an_answer(
    harness: Desk, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("status could not be answered")
    desk = harness()

    def fault(_named: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(desk.daemon.report, "status", fault)
    reply = desk.daemon.actions.answer({"do": "status"})
    assert (reply["ok"], reply["code"]) == (False, 1) and "see its log" in reply["error"]


# -- what is started by name ---------------------------------------------------------------------------


def ask(desk: DaemonHarness, **request: Any) -> dict[str, Any]:
    return dict(desk.daemon.actions.answer(request))


def test_a_circuit_by_its_name_and_three_times_through(harness: Desk, no_child: list[Any]) -> None:
    desk = harness()
    assert ask(desk, do="start", routine="Prone Strength", rounds=3)["ok"]
    sent = json.loads(no_child[-1])
    assert (sent["routine"], sent["rounds"]) == ("bustle-prone-strength", 3)
    assert desk.daemon.engine.command(CommandKind.DONE) == ""
    row = desk.daemon.records.rows(0.0)[-1]
    assert row.routine == "bustle-prone-strength"
    once = desk.daemon.selector.select("bustle-prone-strength", None).seconds
    assert row.seconds == 3 * once + 2 * ROUND_REST_S


CIRCUIT = Break("strength", every_s=2700.0, routine="bustle-prone-strength", lasts_s=300.0)


def test_rounds_that_are_asked_for_count_even_where_the_offer_was_shorter(
    harness: Desk, no_child: list[Any]
) -> None:
    desk = harness(CIRCUIT)
    desk.goes_on(2700 + 400)  # with the wait for a pause in the work
    assert desk.phase == "offered"
    assert ask(desk, do="start", routine="bustle-prone-strength", rounds=3)["ok"]
    assert json.loads(no_child[-1])["rounds"] == 3
    desk.daemon.engine.command(CommandKind.DONE)
    three = desk.daemon.selector.select("bustle-prone-strength", 300.0, rounds=3).seconds
    assert three > 300 and desk.daemon.records.rows(0.0)[-1].seconds == three


def test_another_program_starts_by_name_over_the_socket(
    harness: Desk, loop: Any, no_child: list[Any], tmp_path: Path
) -> None:
    desk, path = harness(), tmp_path / "run" / "control.sock"
    server = SocketServer(loop, path, desk.daemon.actions.answer)
    server.open()
    with closing(server), socket.socket(socket.AF_UNIX) as peer:
        peer.connect(str(path))
        peer.sendall(b'{"do": "start", "routine": "standing strength", "rounds": 2}\n')
        loop.until(lambda: no_child)
        assert json.loads(peer.recv(65536))["ok"]
    sent = json.loads(no_child[-1])
    assert (sent["routine"], sent["rounds"]) == ("bustle-standing-strength", 2)


@pytest.mark.parametrize(
    ("details", "says"),
    [
        ({"routine": "bustle-prone-strength", "rounds": 2}, '"Prone strength" is done 1 or 3 times through'),
        ({"routine": "bustle-prone-strength", "rounds": True}, "rounds must be a whole number"),
        ({"rounds": 3}, "rounds belong to a routine"),
        ({"routine": "brigdes"}, 'no routine "brigdes"; did you mean "Bridges"?'),
        ({"routine": ["cat-cow"]}, '"routine" must be text'),
    ],
)
def test_a_start_that_cannot_be_is_refused_in_words(
    harness: Desk, details: dict[str, Any], says: str, no_child: list[Any]
) -> None:
    reply = ask(harness(), do="start", **details)
    assert not reply["ok"] and reply["error"].startswith(says)
    assert reply["code"] == 2 and not no_child


def test_what_is_blocked_does_not_start_and_says_how_to_allow_it(harness: Desk, no_child: list[Any]) -> None:
    desk = harness()
    desk.daemon.records.journal.block("cat-cow", desk.clock.at, "it hurt")
    reply = ask(desk, do="start", routine="cat-cow")
    assert (reply["ok"], reply["code"]) == (False, 1)
    assert reply["error"] == 'all of "Cat-Cow" is blocked; to allow it again: deskbreak unblock cat-cow'
    assert not no_child and desk.daemon.notices.sentences == []
    assert ask(desk, do="start", routine="mobility-set")["ok"]  # the rest of it can be done


def test_a_failed_player_is_forgotten_when_another_opens(harness: Desk) -> None:
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    desk.daemon.players._line(running(desk), b'{"report": "failed", "why": "no display"}')
    assert desk.daemon.notices.sentences == ["no display"]
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    desk.daemon.players._line(running(desk), b'{"report": "opened", "face": "page"}')
    assert desk.daemon.notices.sentences == []


# -- what changes between the offer and its answer ---------------------------------------------------------


def played(opened: list[Any]) -> dict[str, Any]:
    """What the player was asked for last."""
    return json.loads(opened[-1])


@pytest.mark.parametrize("routine", ["auto", "mobility-set"])
def test_what_was_blocked_after_the_offer_is_not_played(
    routine: str, harness: Desk, no_child: list[Any]
) -> None:
    desk = harness(Break("mobility", every_s=2700.0, routine=routine, lasts_s=180.0))
    desk.goes_on(2701 + 300)
    assert desk.phase == "offered"
    offered = chosen(desk).exercises
    desk.daemon.records.journal.block(offered[0], desk.clock.at)
    desk.daemon.actions.answer({"do": "journal-changed"})
    assert desk.daemon.engine.command(CommandKind.START) == ""
    assert offered[0] in played(no_child)["blocked"]
    if routine == "auto":
        assert chosen(desk).routine == played(no_child)["routine"]
    assert offered[0] not in chosen(desk).exercises


def chosen(desk: DaemonHarness) -> ChosenSet:
    """What runs, is offered, or was offered last."""
    state = desk.daemon.engine.state
    of = state.running or state.offer or state.ended
    assert of is not None and of.chosen is not None
    return of.chosen


def test_a_body_that_changed_after_the_offer_counts(harness: Desk, no_child: list[Any]) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    offered = chosen(desk).exercises
    desk.edits(body=replace(desk.plan.body, avoid=offered))
    desk.daemon.engine.command(CommandKind.START)
    assert chosen(desk).routine == played(no_child)["routine"]
    assert not set(offered) & set(chosen(desk).exercises)


def test_done_says_what_was_offered_even_if_it_was_blocked_meanwhile(harness: Desk) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    offered = chosen(desk)
    desk.daemon.records.journal.block(offered.exercises[0], desk.clock.at)
    desk.daemon.engine.command(CommandKind.DONE)
    (row,) = desk.daemon.records.rows(0.0)
    assert (row.routine, row.exercises) == (offered.routine, offered.exercises)


@pytest.mark.parametrize("order", [CommandKind.DONE, CommandKind.SKIP, CommandKind.SNOOZE])
def test_the_row_of_an_offer_is_no_start_of_ones_own(order: CommandKind, harness: Desk) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    desk.daemon.engine.command(order)
    (row,) = desk.daemon.records.rows(0.0)
    assert not own_start(row)


@pytest.mark.parametrize("order", [CommandKind.DONE, CommandKind.SKIP])
def test_what_was_started_without_an_offer_is_ones_own(order: CommandKind, harness: Desk) -> None:
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    desk.daemon.engine.command(order)
    (row,) = desk.daemon.records.rows(0.0)
    assert own_start(row)


def test_a_break_called_off_before_it_came_was_not_offered(harness: Desk) -> None:
    desk = harness()
    assert desk.daemon.engine.command(CommandKind.SKIP_NEXT) == ""
    (row,) = desk.daemon.records.rows(0.0)
    assert (row.outcome, own_start(row)) == ("skipped", True)


@pytest.mark.parametrize("order", [CommandKind.DONE, CommandKind.SKIP, CommandKind.SNOOZE])
def test_an_outcome_is_written_even_if_choosing_fails(
    order: CommandKind, harness: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    offered = chosen(desk)
    desk.dies()

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("the package was upgraded under a running daemon")

    monkeypatch.setattr(desk.daemon.selector, "select", broken)
    assert desk.daemon.engine.command(order) == ""
    assert desk.outcomes == [{"done": "taken", "skip": "skipped", "snooze": "snoozed"}[order.value]]
    (row,) = desk.daemon.records.rows(0.0)
    assert row.routine == offered.routine
    assert row.exercises == (offered.exercises if order is CommandKind.DONE else ())


def test_an_outcome_is_written_even_if_nothing_could_be_chosen(
    harness: Desk, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("Offer failed")
    desk = harness(idle_is="absent")

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("the catalogue cannot be read")

    monkeypatch.setattr(desk.daemon.selector, "select", broken)
    desk.goes_on(2701)
    assert desk.daemon.engine.command(CommandKind.DONE) == ""
    (row,) = desk.daemon.records.rows(0.0)
    assert (row.outcome, row.break_name, row.routine, row.exercises) == ("taken", "mobility", "", ())


def test_what_was_offered_is_played_after_a_restart_though_another_set_would_be_chosen_by_now(
    harness: Desk, no_child: list[Any]
) -> None:
    desk = harness()
    desk.goes_on(2701 + 300)
    offered = chosen(desk)
    desk.dies()
    desk.daemon.records.took(desk.clock.at, "UTC", offered.routine, 60.0, offered.exercises)
    assert desk.daemon.selector.select("auto", 180.0).routine != offered.routine
    desk.daemon.engine.command(CommandKind.START)
    assert (played(no_child)["routine"], played(no_child)["why"]) == (offered.routine, offered.reason)


def test_a_click_reads_no_catalogue(
    harness: Desk, no_child: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the player needs was chosen before the offer was shown; only what is blocked is read."""
    desk = harness()
    desk.goes_on(2701 + 300)
    offered = chosen(desk)

    def broken(*_args: object, **_named: object) -> None:
        raise AssertionError("the catalogue is read between the click and the player")

    monkeypatch.setattr("deskbreak.app.selection.load_cached", broken)
    shown = [note for note in desk.desktop.notes if note.tag.startswith("offer")][-1]
    desk.daemon.presenter.on_note(shown.tag, "action:start")
    asked = played(no_child)
    assert (asked["routine"], asked["why"]) == (offered.routine, offered.reason)
    assert asked["levels"] == dict(offered.levels)


def test_one_choice_serves_the_offer_its_repeats_the_player_and_the_row(
    harness: Desk, no_child: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[Event] = []
    desk = harness()
    handle = desk.daemon.engine.handle
    monkeypatch.setattr(desk.daemon.engine, "handle", lambda event: (events.append(event), handle(event)))
    desk.goes_on(2701 + 300 + desk.plan.offer.repeat_every_s + 1)
    assert len([note for note in desk.desktop.notes if note.tag.startswith("offer")]) > 1
    desk.daemon.engine.command(CommandKind.START)
    assert [type(event) for event in events].count(Chosen) == 1
    routine = played(no_child)["routine"]
    desk.daemon.engine.command(CommandKind.DONE)
    (row,) = desk.daemon.records.rows(0.0)
    assert row.routine == routine


@pytest.mark.parametrize("left", [True, False])
def test_a_row_has_one_writer(
    left: bool, harness: Desk, no_child: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import of what the player left, or, where it could leave nothing, core."""
    desk = harness()
    desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    uid, added = running(desk), []
    add = desk.daemon.records.journal.add
    monkeypatch.setattr(
        desk.daemon.records.journal, "add", lambda **row: (added.append(row["uid"]), add(**row))[1]
    )
    if left:
        desk.leaves_result(uid)
    desk.daemon.players._line(uid, b'{"report": "finished", "outcome": "taken", "seconds": 45}')
    assert (added, desk.outcomes, desk.phase) == ([uid], ["taken"], "sitting")


def test_an_outcome_that_cannot_be_written_is_said_and_tried_again(
    harness: Desk, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("Record failed")
    desk = harness()
    desk.goes_on(2701 + 300)
    works = desk.daemon.records.outcome

    def broken(*_args: object, **_named: object) -> None:
        raise sqlite3.InterfaceError("a fault that nobody thought of")

    monkeypatch.setattr(desk.daemon.records, "outcome", broken)
    reply = desk.daemon.actions.answer({"do": "done"})
    assert reply["said"].startswith("It counts, and is kept")
    desk.daemon.engine.tick()
    assert desk.outcomes == []
    (said,) = desk.daemon.notices.sentences
    assert (
        said
        == "a break could not be written down yet: an unexpected fault; see the daemon's log: deskbreak doctor --log"
    )
    monkeypatch.setattr(desk.daemon.records, "outcome", works)
    desk.daemon.engine.tick()
    assert (desk.outcomes, desk.daemon.notices.sentences) == (["taken"], [])


def test_what_was_taken_otherwise_is_logged_even_if_choosing_fails(
    harness: Desk, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("what was taken cannot be told for a row")
    desk = harness()

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("the package was upgraded under a running daemon")

    monkeypatch.setattr(desk.daemon.selector, "select", broken)
    desk.daemon.actions.act("took", what="cat-cow")
    (row,) = desk.daemon.records.rows(0.0)
    assert (row.outcome, row.routine) == ("taken", "cat-cow")


@pytest.mark.parametrize(
    "odd",
    [
        {"exercises": 5},
        {"exercises": [1, None, "\ud800"]},
        {"seconds": 10**400},
        {"seconds": "long"},
        {"outcome": []},
        {"note": {"a": 1}},
    ],
)
def test_a_report_of_any_shape_ends_the_break(
    harness: Desk, odd: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        errors, code = b"", None

        def send(self, line: bytes) -> None: ...

    monkeypatch.setattr(spawn, "start", lambda *_args, **_more: Silent())
    desk = harness()
    assert desk.daemon.engine.command(CommandKind.START, name="cat-cow") == ""
    report = {"report": "finished", "outcome": "taken", "seconds": 45, "exercises": ["cat-cow"]} | odd
    desk.daemon.players._line(desk.daemon.players._uid, json.dumps(report).encode())
    assert desk.daemon.engine.state.running is None and len(desk.outcomes) == 1


def test_time_given_back_takes_back_one_row_and_no_other(harness: Desk) -> None:
    """A person who comes after work hours began was never away from them: there is no row to take back."""
    desk = harness()
    for number in range(3):
        desk.daemon.records.journal.add(at=desk.clock.at - 600 - number, outcome="taken", routine="cat-cow")
    desk.edits(hours=((Range(600, 1080),),) * 7)
    desk.daemon.inputs.on_power("locked")
    desk.goes_on(5400)
    desk.daemon.inputs.on_power("unlocked")
    assert desk.daemon.engine.command(CommandKind.SAT) == ""
    assert desk.outcomes.count("taken") == 3, "what was done stays in the log"


@pytest.mark.parametrize("uid", ["", "1", "own"])
def test_a_row_is_found_by_its_whole_uid(harness: Desk, uid: str) -> None:
    desk = harness()
    desk.daemon.records.journal.add(at=desk.clock.at - 60, outcome="taken", uid="unknown1")
    desk.daemon.records.take_back(uid)
    assert desk.outcomes == ["taken"] and desk.daemon.records.row_of(uid) is None
    desk.daemon.records.take_back("unknown1")
    assert desk.outcomes == []
