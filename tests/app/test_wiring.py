"""The wiring: what each part of the daemon is made with, and the circles that are closed by functions."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import build as module
from deskbreak.app.build import build
from deskbreak.app.clock import DaemonClock
from deskbreak.app.daemon import Daemon
from deskbreak.app.options import Options
from deskbreak.core.effects import AskBusy
from deskbreak.paths import Profile
from tests.app.harness import DaemonHarness, FakeDesktop


@pytest.fixture
def made(loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`made(...)` builds a daemon over a desktop that keeps what it is given."""
    daemons: list[Daemon] = []

    def make(options: Options | None = None, *, bus: Any = None, **more: Any) -> Any:
        kept = SimpleNamespace(desktop=FakeDesktop())
        kept.desktop.bus = bus

        def open_desktop(on_note: Any, on_power: Any) -> Any:
            kept.on_note, kept.on_power = on_note, on_power
            return kept.desktop

        profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
        kept.daemon = build(loop, profile, options or Options(), open_desktop, **more)
        daemons.append(kept.daemon)
        return kept

    yield make
    for one in daemons:
        for part in (one.meetings, one.source, one.server, one.schedule, one.records):
            part.close()


def noted(monkeypatch: pytest.MonkeyPatch, part: Any, name: str, answer: Any = None) -> list[tuple[Any, ...]]:
    """What this part is asked from now on."""
    asked: list[tuple[Any, ...]] = []

    def note(*values: Any, **named: Any) -> Any:
        asked.append((*values, *([named] if named else [])))
        return answer

    monkeypatch.setattr(type(part), name, lambda _self, *values, **named: note(*values, **named))
    return asked


def test_what_the_desktop_reports_reaches_its_receivers(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = made()
    clicked = noted(monkeypatch, kept.daemon.presenter, "on_note")
    power = noted(monkeypatch, kept.daemon, "on_power")
    kept.on_note("offer:1", "shown")
    kept.on_power("woke")
    assert (clicked, power) == ([("offer:1", "shown")], [("woke",)])


def test_what_the_engine_asks_for_is_done_by_the_daemon(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    daemon = made().daemon
    done = noted(monkeypatch, daemon, "perform")
    kept_up = noted(monkeypatch, daemon, "upkeep")
    settled = noted(monkeypatch, daemon, "settled")
    daemon.engine._perform(AskBusy())
    daemon.engine._upkeep()
    daemon.engine._on_settled("seen", 5.0)
    assert (done, kept_up, settled) == ([(AskBusy(),)], [()], [("seen", 5.0)])


@pytest.mark.parametrize(
    ("tells", "followed", "calm"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_nobody_needs_a_wake_a_minute_where_jumps_are_told_and_nobody_follows(
    made: Any, monkeypatch: pytest.MonkeyPatch, tells: bool, followed: bool, calm: bool
) -> None:
    kept = made()
    kept.desktop.reports_jumps = tells
    monkeypatch.setattr(type(kept.daemon.server), "is_followed", followed)
    assert kept.daemon.engine._is_calm() is calm


def test_plans_come_and_go_through_the_daemon(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    daemon = made().daemon
    used = noted(monkeypatch, daemon, "use_plan")
    trouble = noted(monkeypatch, daemon, "settings_trouble")
    changed = noted(monkeypatch, daemon, "plan_changed")
    daemon.source._on_plan("plan")
    daemon.source._on_problems(["bad"])
    daemon.current.use_days_off([("2026-12-24", "feast")])
    assert (used, trouble, changed) == ([("plan",)], [(["bad"],)], [()])
    assert daemon.source._zone() is daemon.current.zone


def test_rows_from_elsewhere_and_the_menu_find_the_actions(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = made().daemon
    looked = noted(monkeypatch, _journal(daemon), "look_for_breaks")
    acted = noted(monkeypatch, daemon.actions, "act")
    told = noted(monkeypatch, daemon, "notify_followers")
    daemon.sharing._on_breaks()
    daemon.effects._act("ease", choice="week")
    daemon.look._on_change()
    assert (looked, acted, told) == ([()], [("ease", {"choice": "week"})], [()])


def _journal(daemon: Daemon) -> Any:
    return daemon.actions._actions["took"].do.__self__  # type: ignore[attr-defined]


@pytest.mark.parametrize("started", [True, False])
def test_requests_wait_until_there_is_a_plan(
    made: Any, monkeypatch: pytest.MonkeyPatch, started: bool
) -> None:
    daemon = made().daemon
    monkeypatch.setattr(daemon.engine, "_started", started)
    assert daemon.server._ready() is started
    assert daemon.server._answer({"do": "tried"}) == {"ok": True, "events": []}


@pytest.mark.parametrize(("machine", "named"), [("desk", "desk"), ("", "this-one")])
def test_the_journal_knows_whose_it_is(
    made: Any, monkeypatch: pytest.MonkeyPatch, machine: str, named: str
) -> None:
    monkeypatch.setattr(module, "machine_name", lambda: "this-one")
    records = made(machine=machine).daemon.records
    records.took(1_795_000_000.0, "UTC", "cat-cow", 60.0, ())
    assert [row.machine for row in records.rows(0.0)] == [named]


def test_all_parts_hold_the_same_clock(made: Any) -> None:
    clock = DaemonClock()
    clock.run_at(60.0, 5000.0)
    daemon = made(clock=clock).daemon
    assert daemon.clock is clock
    assert all(
        part._clock is clock for part in (daemon.engine, daemon.inputs, daemon.meetings, daemon.learner)
    )
    own = made().daemon
    assert isinstance(own.clock, DaemonClock) and own.clock is not clock


def test_probes_have_their_time_however_fast_ours_runs(made: Any) -> None:
    usual = made().daemon.current.plan.answer_within_s
    fast = made(Options(speed=60.0)).daemon
    fast.current.use_days_off([("2026-12-24", "feast")])
    assert fast.current.plan.answer_within_s == 60 * usual


def test_without_a_bus_there_is_no_object_on_it(made: Any) -> None:
    assert made().daemon.api is None
    exported: list[Any] = []
    bus = SimpleNamespace(export=lambda *what: exported.append(what), request_name=lambda name: None)
    api = made(bus=bus).daemon.api
    assert api is not None and len(exported) == 1


def test_nothing_is_counted_before_it_is_opened(harness: Any) -> None:
    desk: DaemonHarness = harness(starts=False)
    assert not desk.daemon.engine.started and desk.desktop.watches == [] and desk.desktop.notes == []
