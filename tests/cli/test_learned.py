"""`learned`, `rehearse --ignore` and `--as-learned`, and `ease`, without a daemon."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from deskbreak.store.journal import Journal
from deskbreak.store.offers import OfferRow
from tests.cli.conftest import Run

NOW = time.time()


@pytest.fixture
def known(home: Path) -> Path:
    """Seventy offers in five weeks: those in the morning after meetings are taken."""
    home.mkdir()
    with Journal.open(home / "journal.sqlite3", machine="desk", clock=time.time) as journal:
        for number in range(70):
            at, taken = NOW - 35 * 86400 * (number + 1) / 70, number % 2 == 0
            journal.add_offer(
                OfferRow(
                    at,
                    "Europe/Berlin",
                    offer=number + 1,
                    break_name="mobility",
                    sat=2700.0,
                    hour=10 if taken else 15,
                    weekday=1,
                    before="meeting" if taken else "pause",
                    seconds=170.0,
                    floor=False,
                    step=0,
                    moment="",
                    waited=0.0,
                )
            )
            if taken:
                journal.add(
                    at=at + 200, outcome="taken", routine="cat-cow", seconds=170, uid=f"x-{number + 1}-0"
                )
    return home


def test_an_empty_journal_is_still_collecting(run: Run) -> None:
    assert run("learned")[:2] == (
        0,
        "Still collecting: 0 offers in 0 days; moments are chosen after 60 offers and 28 days.\n",
    )
    assert json.loads(run("learned", "--json")[1])["state"] == "collecting"


def test_the_tables_are_told(run: Run, known: Path) -> None:
    code, out, _ = run("learned")
    assert code == 0
    assert "35 of 70 offers were taken within a quarter of an hour" in out
    assert "after a meeting" in out and "10-12" in out and "3 min" in out
    reported = json.loads(run("learned", "--json")[1])
    assert (reported["state"], reported["offers"], reported["taken"]) == ("on", 70, 35)
    assert {one["before"]: one["taken"] for one in reported["before"]} == {"meeting": 35, "pause": 0}


def test_what_is_reset_is_gone_and_the_breaks_stay(run: Run, known: Path) -> None:
    assert run("learned", "--reset")[1] == "Forgotten, for good: 70 offers. Learning begins again.\n"
    assert json.loads(run("learned", "--json")[1])["offers"] == 0
    assert len(json.loads(run("log", "--json")[1])) == 35
    assert b"meeting" not in (known / "journal.sqlite3").read_bytes()


def test_a_rehearsal_for_somebody_who_ignores_everything(run: Run, home: Path) -> None:
    lines = json.loads(run("rehearse", "2026-11-30", "--days", "4", "--ignore", "--json")[1])
    offers = [line for line in lines if line["event"] == "offer"]
    by_day = [
        sum(line["at"].startswith(f"2026-{day}") for line in offers)
        for day in ("11-30", "12-01", "12-02", "12-03")
    ]
    assert by_day[0] > 10 and max(by_day[1:]) <= 4
    assert all(line["routine"] for line in offers)
    assert "the question whether breaks should come less often" in " ".join(line["reason"] for line in lines)


def test_a_rehearsal_as_learned_is_the_same_each_time(run: Run, known: Path) -> None:
    days = [run("rehearse", "2026-12-07", "--as-learned", "--json")[1] for _ in range(2)]
    assert days[0] == days[1]


def test_where_too_little_is_known_a_rehearsal_says_so(run: Run) -> None:
    out = run("rehearse", "2026-12-07", "--as-learned")[1]
    assert "too little is known of what you take" in " ".join(out.split())


def test_ease_needs_the_daemon_and_knows_its_answers(run: Run) -> None:
    assert run("ease", "90")[0] == 3
    code, _, err = run("ease", "sometimes")
    assert code == 2 and "60, 90, hours, week, keep, off" in err
