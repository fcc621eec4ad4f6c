"""The context of each offer: written when it is shown, told by what came of it, forgotten with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.store.export import as_csv, as_json
from deskbreak.store.journal import Journal
from deskbreak.store.offers import OfferRow, context_of, shown
from deskbreak.store.rows import outcome_uid

AT = 1_795_392_000.0


def an_offer(at: float = AT, number: int = 7, **more: object) -> OfferRow:
    values = {
        "zone": "UTC", "break_name": "mobility", "sat": 2700.0, "hour": 10, "weekday": 0, "before": "meeting",
        "seconds": 176.0, "floor": True, "step": 0, "moment": "", "waited": -60.0,
    }  # fmt: skip
    return OfferRow(at, offer=number, **values | more)  # type: ignore[arg-type]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    now = [AT + 7200]
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: now[0]) as opened:
        yield opened


def ends(journal: Journal, outcome: str, *, after_s: float, seconds: float = 180.0, uid: str = "") -> None:
    journal.add(
        at=AT + after_s,
        outcome=outcome,
        break_name="mobility",
        routine="" if outcome == "natural" else "cat-cow",
        seconds=seconds,
        uid=uid or outcome_uid(7),
    )


def test_what_is_written_is_read(journal: Journal) -> None:
    journal.add_offer(an_offer())
    assert journal.offers() == [an_offer()]
    assert journal.offers(AT + 1) == []


@pytest.mark.parametrize(
    ("outcome", "after_s", "taken"),
    [
        ("taken", 200, True),
        ("partly", 200, True),
        ("stopped", 200, True),
        ("taken", 900 + 180, True),
        ("taken", 901 + 180, False),
        ("skipped", 200, False),
        ("missed", 900, False),
        ("snoozed", 200, False),
    ],
)
def test_taken_is_what_began_within_a_quarter_of_an_hour(
    outcome: str, after_s: float, taken: bool, journal: Journal
) -> None:
    journal.add_offer(an_offer())
    ends(journal, outcome, after_s=after_s)
    (row,) = shown(journal.offers(), journal.rows())
    assert row.taken == taken
    assert (row.hour, row.before, round(row.minutes, 2), row.floor) == (10, "meeting", 2.93, True)


def test_another_offers_break_is_not_this_ones(journal: Journal) -> None:
    journal.add_offer(an_offer())
    ends(journal, "taken", after_s=200, uid=outcome_uid(8))
    assert not shown(journal.offers(), journal.rows())[0].taken


@pytest.mark.parametrize(("since", "taken"), [(-60, True), (600, True), (-200, False), (1000, False)])
def test_leaving_the_desk_after_it_is_taking_it(since: float, taken: bool, journal: Journal) -> None:
    journal.add_offer(an_offer())
    ends(journal, "natural", after_s=since + 600, seconds=600, uid="away-1795392000-3")
    assert shown(journal.offers(), journal.rows())[0].taken == taken


def test_exports_have_the_context_beside_the_outcome(journal: Journal) -> None:
    journal.add_offer(an_offer())
    ends(journal, "taken", after_s=200)
    ends(journal, "taken", after_s=400, uid=outcome_uid(0))
    rows, offers = journal.rows(), journal.offers()
    assert context_of(rows[0], offers) == an_offer() and context_of(rows[1], offers) is None
    text = as_json(rows, offers)
    assert '"after": "meeting"' in text and '"waited_s": -60' in text and '"offer": null' in text
    head, first, second = as_csv(rows, offers).splitlines()
    assert head.endswith("offer_sat_s,offer_hour,offer_weekday,offer_after,offer_seconds,offer_floor,"
                         "offer_step,offer_moment,offer_waited_s")  # fmt: skip
    assert first.endswith("2700,10,0,meeting,176,True,0,,-60") and second.endswith(",,,,,,,,")


def test_forgetting_takes_the_contexts_too(journal: Journal) -> None:
    journal.add_offer(an_offer())
    journal.add_offer(an_offer(AT + 3600, 8))
    journal.forget(AT + 60)
    assert [one.offer for one in journal.offers()] == [8]
    assert journal.forget_offers() == 1
    assert journal.offers() == []


def test_contexts_stay_on_their_machine(journal: Journal, tmp_path: Path) -> None:
    from deskbreak.store.sharing import exchange

    journal.add_offer(an_offer())
    ends(journal, "taken", after_s=200)
    folder = tmp_path / "shared"
    exchange(tmp_path / "journal.sqlite3", folder, "desk")
    text = "".join(path.read_text() for path in folder.iterdir())
    assert '"outcomes"' in text and "meeting" not in text
    assert journal.own_key() in text
