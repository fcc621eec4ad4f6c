"""What a daemon that runs for months holds in memory: no more than on its first days, however long its journal is."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app import selection
from deskbreak.app.journal_facts import reached
from deskbreak.app.records import Records
from deskbreak.catalog.cached import load_cached
from deskbreak.core import machine
from deskbreak.core.events import CommandKind, Input
from deskbreak.core.plan import Break, Range
from deskbreak.runtime import spawn
from deskbreak.runtime.loop import Loop
from deskbreak.store.journal import Journal
from tests.app.harness import DaemonHarness
from tests.store.lived import live

WATER = Break("water", every_s=1800.0, say="Drink water")
STRETCH = Break("stretch", at=(550,), say="Stretch")
SHORT_DAY = (Range(540, 600),)
ANSWERS = (CommandKind.SNOOZE, CommandKind.SKIP, CommandKind.DONE)
DAY = 86400.0
STARTED = date(2025, 1, 1)
A_YEAR_LATER = STARTED.toordinal() * DAY - 62_135_596_800.0 + 380 * DAY


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DaemonHarness]:
    """A daemon on a loop as it is, none of whose checks ever begins."""
    monkeypatch.setattr(spawn, "start", lambda *_argv, **_more: None)
    loop = Loop()
    made = DaemonHarness(loop, tmp_path, WATER, STRETCH)
    made.edits(hours=(SHORT_DAY,) * 7)
    made.daemon.records.journal._db.connection.execute("PRAGMA synchronous=OFF")
    yield made
    made.close()
    loop.close()


def lives_a_day(desk: DaemonHarness) -> None:
    """An hour at the desk with offers, and the rest of the day away from it."""
    engine, clock = desk.daemon.engine, desk.clock
    end = clock.at + DAY
    while clock.at < end:
        clock.at = min(machine.next_wake(engine.state, engine.plan, clock.at), clock.at + 3600, end)
        engine.tick()
        engine.handle(Input(*engine.clocks()))
        desk.desktop.answer()
        if engine.state.offer is not None:
            engine.command(ANSWERS[len(desk.desktop.notes) % 3])
        desk.loop.turn(0)
    desk.daemon.day_roll()
    desk.desktop.notes.clear()
    desk.desktop.watches[:] = [one for one in desk.desktop.watches if not one.cancelled]


def blocks() -> int:
    gc.collect()
    return sys.getallocatedblocks()


def test_weeks_of_days_leave_nothing_behind(desk: DaemonHarness) -> None:
    for _ in range(3):
        lives_a_day(desk)
    before = blocks()
    for _ in range(10):
        lives_a_day(desk)
    grown = blocks() - before
    assert grown < 10 * 40, "each timer that stays costs three blocks, and a day sets a hundred and more"
    assert desk.outcomes


def peak(work: Callable[[], object]) -> int:
    """The most memory that Python's objects took meanwhile, in bytes."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.fixture(scope="module")
def a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of a year, with an offer before each row."""
    path = tmp_path_factory.mktemp("lived") / "journal.sqlite3"
    live(path, STARTED, 380)
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO offers SELECT NULL, 'o' || uid, machine, written, at - 300, zone, 1, break, 2700, 10, 1,"
            " 'pause', 180, 0, 0, '', 5 FROM outcomes"
        )
    db.close()
    return path


def test_a_year_of_breaks_is_read_for_a_choice_without_being_held(a_year: Path) -> None:
    with Journal.open(a_year, machine="desk", clock=lambda: A_YEAR_LATER) as journal:
        rows = len(journal.rows())
        assert journal._db.connection.execute("PRAGMA cache_size").fetchone() == (-128,), "KiB of its pages"
        most = peak(lambda: reached(journal, UTC, A_YEAR_LATER))
    assert rows > 2_000 and most < 300_000


def test_what_is_learned_of_a_years_offers_holds_no_rows(a_year: Path) -> None:
    records = Records(a_year, "desk", lambda: A_YEAR_LATER, None)  # type: ignore[arg-type]
    offers = len(records.shown(0.0))
    most = peak(lambda: records.shown(0.0))
    records.close()
    assert offers > 2_000 and most < 320 * offers


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks here")
@pytest.mark.parametrize("what", ["an offer", "a start by name"])
def test_the_daemon_itself_reads_no_catalogue(
    what: str, desk: DaemonHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, read = os.getpid(), []

    def load(*profile: Any, **more: Any) -> Any:
        if os.getpid() == here:
            read.append(profile)
        return load_cached(*profile, **more)

    monkeypatch.setattr(selection, "load_cached", load)
    if what == "an offer":
        assert desk.daemon.selector.select("auto", 180.0).routine
    else:
        assert desk.daemon.selector.asked_for("Cat-cow", None) == "cat-cow"
    assert not read, "what it takes would leave holes behind"
