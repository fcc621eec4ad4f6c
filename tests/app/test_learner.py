"""From the daemon's offers to its tables: written when shown, read once a day, forgotten when told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deskbreak.core.events import CommandKind
from deskbreak.core.plan import OfferRules
from deskbreak.runtime import spawn
from deskbreak.store.offers import OfferRow
from deskbreak.values import replace
from tests.app.harness import DaemonHarness

Make = Callable[..., DaemonHarness]
DAY_S = 86400.0


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        errors, code = b"", None

        def send(self, _line: bytes) -> None: ...
        def close_stdin(self) -> None: ...
        def abandon(self) -> None: ...

    monkeypatch.setattr(spawn, "start", lambda *_args, **_more: Silent())


def rows_of(desk: DaemonHarness, count: int, days: float, moment: str = "", every: int = 2) -> None:
    """So many offers of the past, each second (or third ...) of them taken."""
    for number in range(count):
        at = desk.clock.at - days * DAY_S * (number + 1) / count
        desk.daemon.records.offer(
            OfferRow(
                at,
                "UTC",
                offer=number + 1000 * (1 + bool(moment) + (moment == "plain")),
                break_name="mobility",
                sat=2700.0,
                hour=10,
                weekday=0,
                before="meeting" if number % 2 else "",
                seconds=170.0,
                floor=False,
                step=0,
                moment=moment,
                waited=0.0,
            )
        )
        if number % every == every - 1:
            desk.daemon.records.journal.add(
                at=at + 200,
                outcome="taken",
                routine="cat-cow",
                seconds=170,
                uid=f"x{moment}-{number + 1000 * (1 + bool(moment) + (moment == 'plain'))}-0",
            )


def test_each_offer_leaves_its_context_once(harness: Make) -> None:
    desk = harness()
    desk.goes_on(2701 + 300 + 300)  # and it is repeated
    (row,) = desk.daemon.records.journal.offers()
    assert (row.break_name, row.before, row.step, row.moment) == ("mobility", "typing", 0, "")
    assert (row.hour, row.weekday, round(row.sat)) == (9, 0, 3000)
    assert row.seconds > 60 and not row.floor


def test_a_break_that_is_taken_counts(harness: Make) -> None:
    desk = harness()
    desk.goes_on(3001)
    desk.daemon.engine.command(CommandKind.DONE)
    (one,) = desk.daemon.records.shown(0.0)
    assert one.taken


def test_tables_come_with_the_next_day_once_there_is_enough(harness: Make) -> None:
    desk = harness()
    rows_of(desk, 70, 30.0)
    assert desk.daemon.engine.plan.learned is None
    desk.daemon.day_roll()
    tables = desk.daemon.engine.plan.learned
    assert tables is not None and (tables.offers, tables.taken) == (70, 35)
    assert tables.seed == desk.daemon.records.own_key() != ""
    assert tables.context("meeting") > 0.8
    assert desk.daemon.report.status()["learning"]["state"] == "on"


def test_too_little_is_only_told(harness: Make) -> None:
    desk = harness()
    rows_of(desk, 20, 30.0)
    desk.daemon.day_roll()
    assert desk.daemon.engine.plan.learned is None
    reported = desk.daemon.report.status()["learning"]
    assert (reported["state"], reported["offers"]) == ("collecting", 20)
    assert reported["words"].startswith("still collecting: 20 offers in 30 days")


def test_learn_off_says_so(harness: Make) -> None:
    desk = harness()
    desk.edits(offer=replace(desk.plan.offer, learn=False))
    assert desk.daemon.report.status()["learning"]["state"] == "off"


def test_what_is_forgotten_is_used_no_more(harness: Make) -> None:
    desk = harness()
    rows_of(desk, 70, 30.0)
    desk.daemon.day_roll()
    desk.daemon.records.journal.forget_offers()
    desk.daemon.actions.answer({"do": "journal-changed"})
    assert desk.daemon.engine.plan.learned is None


def test_while_it_waits_for_a_better_moment_the_tray_says_so(harness: Make) -> None:
    desk = harness()
    rows_of(desk, 80, 30.0)
    desk.edits(offer=OfferRules(heads_up_s=0.0))
    desk.daemon.day_roll()
    desk.goes_on(2701)
    waiting = desk.daemon.engine.view().waiting
    assert waiting in ("waiting for a better moment", "waiting for a pause", "")


def test_learning_that_went_worse_switches_itself_off_and_says_so(harness: Make) -> None:
    desk = harness()
    rows_of(desk, 70, 30.0)
    desk.daemon.day_roll()
    assert desk.daemon.engine.plan.learned is not None
    rows_of(desk, 40, 20.0, "chosen", every=20)
    rows_of(desk, 40, 20.0, "plain", every=1)
    desk.daemon.day_roll()
    assert desk.daemon.engine.plan.learned is None
    assert desk.daemon.report.status()["learning"]["state"] == "worse"
    (said,) = desk.daemon.notices.sentences
    assert said.startswith("Learning is switched off, because chosen moments went worse")
