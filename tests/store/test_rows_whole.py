"""Rows, offers and results whole: every field as it comes back, and the edges of what belongs to what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbreak.core.learning import Shown
from deskbreak.plain_file import read_plain
from deskbreak.store import outbox, shapes, writes
from deskbreak.store.health import repair
from deskbreak.store.journal import Journal
from deskbreak.store.offers import OfferRow, context_of, shown
from deskbreak.store.outbox import import_results
from deskbreak.store.rows import BackScore, DoneRow, Feeling, JournalError, Row, row_json
from deskbreak.values import replace

NOW = 1_795_000_000.0
DAY_S = 86400.0


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as one:
        yield one


def columns(journal: Journal, sql: str) -> list[tuple[object, ...]]:
    return list(journal._db.connection.execute(sql))


# -- what a row has where nothing was said -----------------------------------------------------------------------------


def test_a_row_of_which_only_the_outcome_is_known(journal: Journal) -> None:
    found = journal.row(journal.add(at=NOW, outcome="missed", uid="u1"))
    assert found == Row(
        id=found.id, at=NOW, zone="", break_name="", routine="", outcome="missed", seconds=0.0, note="", reason="",
        uid=f"{journal.own_key()}-u1", written=NOW, exercises=(), machine="desk", own=True,
    )  # fmt: skip
    assert row_json(found)["seconds"] == 0


def test_whole_numbers_are_stored_as_times(journal: Journal) -> None:
    """SQL that divides them gets what it expects."""
    journal.add(at=1_795_000_000, outcome="taken", seconds=60)
    journal.add_answer(1_795_000_000, "cat-cow", "easy")
    journal.add_sitting(1_795_000_000, 1_795_000_060)
    journal.decide(1_795_000_000, "mobility", "held", "")
    for table in ("outcomes", "answers", "decisions"):
        assert columns(journal, f"SELECT typeof(at) FROM {table}") == [("real",)]
    assert columns(journal, "SELECT uid LIKE '%-1795000000' FROM sittings") == [(1,)]


def test_halves_of_letters_become_question_marks(journal: Journal) -> None:
    """As they come from a command line whose bytes are no UTF-8."""
    half = "half \ud800"
    row = journal.add(at=NOW, outcome="taken", note=half, exercises=[half, "käse"])
    assert (journal.row(row).note, journal.row(row).exercises) == ("half ?", ("half ?", "käse"))
    assert columns(journal, "SELECT exercises FROM outcomes") == [('["half ?", "käse"]',)]


def test_an_outcome_that_is_known_adds_nothing_but_the_state_that_comes_with_it(journal: Journal) -> None:
    first = journal.add(at=NOW, outcome="taken", uid="u1", state="one")
    assert journal.add(at=NOW, outcome="missed", uid="u1", state="") == first
    assert journal.load_state() == "" and [row.outcome for row in journal.rows()] == ["taken"]


def test_one_uid_answers_for_each_exercise(journal: Journal) -> None:
    for what, answer in (("cat-cow", "easy"), ("dead-bug", "hard"), ("cat-cow", "hard")):
        journal.add_answer(NOW, what, answer, "u1")
    assert journal.answers() == [Feeling(NOW, "cat-cow", "easy"), Feeling(NOW, "dead-bug", "hard")]


def test_only_a_number_from_0_to_10_is_how_the_back_was(journal: Journal) -> None:
    for score in (-1, 0, 10, 11):
        journal.add_back(NOW, "UTC", score)
    assert journal.backs() == [BackScore(NOW, "UTC", 0), BackScore(NOW, "UTC", 10)]


def test_what_was_done_is_read_from_a_moment_on(journal: Journal) -> None:
    for at, exercises in (
        (NOW - 1, ["a"]),
        (NOW, ["a", "b"]),
        (NOW + 2, ["a", "b"]),
        (NOW + 1, ["c"]),
        (NOW + 3, []),
    ):
        journal.add(at=at, outcome="partly", routine="r", exercises=exercises)
    assert list(journal.each_done(NOW)) == [
        DoneRow(NOW, "r", "partly", ("a", "b")),
        DoneRow(NOW + 1, "r", "partly", ("c",)),
        DoneRow(NOW + 2, "r", "partly", ("a", "b")),
    ]


def test_a_later_correction_counts_as_a_moment_later(journal: Journal) -> None:
    row = journal.add(at=NOW, outcome="taken")
    for note in ("one", "two", "three"):
        journal.amend(row, note=note)
    written = [float(str(at)) for (at,) in columns(journal, "SELECT written FROM corrections ORDER BY id")]
    assert written == pytest.approx([NOW, NOW + 0.001, NOW + 0.002], abs=0.0005)
    assert columns(journal, "SELECT at, outcome, note, removed FROM corrections LIMIT 1") == [
        (NOW, None, "one", 0)
    ]


def test_numbers_go_on_from_the_highest_where_the_count_is_lost(journal: Journal) -> None:
    """As in a file of which only the rows could be saved."""
    last = [journal.add(at=NOW, outcome="taken") for _ in range(3)][-1]
    journal._db.connection.execute("DELETE FROM meta WHERE key LIKE 'counter-%'")
    assert journal.add(at=NOW, outcome="taken") == last + 1000
    journal._db.connection.execute("DELETE FROM outcomes")
    assert journal.add(at=NOW, outcome="taken") == last + 2000  # a number does not come back


def test_names_are_of_random_digits(journal: Journal) -> None:
    journal.add(at=NOW, outcome="taken")
    for name, length in ((journal.own_key(), 8), (writes.new_uid(), 16)):
        assert len(name) == length and set(name) <= set("0123456789abcdef")


def test_where_a_shared_folder_was_read_is_not_saved_from_a_damaged_file(
    journal: Journal, tmp_path: Path
) -> None:
    """It is read again, so that nothing is missed."""
    journal.add(at=NOW, outcome="taken")
    journal._db.connection.execute("INSERT INTO shared VALUES ('deskbreak-m.jsonl', 700, 'mark')")
    journal._db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal.close()
    path = tmp_path / "journal.sqlite3"
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    repair(path, lambda: NOW)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT COUNT(*) FROM outcomes").fetchone() == (1,)
        assert db.execute("SELECT * FROM shared").fetchall() == []
    db.close()


# -- what may stand in a row, as docs/sharing.md says it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "may"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), True),
        (datetime(2200, 1, 1, tzinfo=UTC), True),
        (datetime(2200, 1, 1, 0, 0, 1, tzinfo=UTC), False),
    ],
)
def test_times_lie_between_1970_and_2200(when: datetime, may: bool) -> None:
    assert shapes.is_instant(when.timestamp()) is may


@pytest.mark.parametrize(("days", "may"), [(400, True), (400.0001, False)])
def test_lengths_are_at_most_400_days(days: float, may: bool) -> None:
    assert shapes.is_length(days * 86400) is may


@pytest.mark.parametrize(("letters", "may"), [(50_000, True), (50_001, False)])
def test_texts_have_at_most_50_000_letters(letters: int, may: bool) -> None:
    assert shapes.is_text("x" * letters) is may


@pytest.mark.parametrize(("count", "new"), [(500, 1), (501, 0)])
def test_a_result_has_at_most_500_exercises(journal: Journal, tmp_path: Path, count: int, new: int) -> None:
    (tmp_path / "r.json").write_text(json.dumps(RESULT | {"exercises": ["a"] * count}))
    assert import_results(journal, tmp_path) == new


# -- results ---------------------------------------------------------------------------------------------------------

RESULT: dict[str, object] = {"uid": "u1", "at": NOW, "outcome": "taken"}


@pytest.mark.parametrize(("length", "new"), [(65_536, 1), (65_537, 0)])
def test_a_result_has_at_most_64_kibibytes(journal: Journal, tmp_path: Path, length: int, new: int) -> None:
    (tmp_path / "r.json").write_text(json.dumps(RESULT).ljust(length))
    assert import_results(journal, tmp_path) == new


def test_what_cannot_be_read_now_keeps_nothing_else_back(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_one(file: Path, **how: object) -> bytes:
        if file.name == "a.json":
            raise PermissionError(13, "Permission denied")
        return read_plain(file, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "read_plain", refuse_one)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.json").write_text(json.dumps(RESULT | {"uid": name}))
    assert import_results(journal, tmp_path) == 2
    assert [one.name for one in tmp_path.glob("*.json")] == ["a.json"]
    assert journal.notices() == [
        f"{tmp_path / 'a.json'} cannot be read: Permission denied; it is tried again later"
    ]


def test_a_result_that_another_process_took_away_is_no_trouble(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps(RESULT))

    def taken(*_: object) -> bool:
        file.unlink()
        return True

    monkeypatch.setattr(outbox, "record", taken)
    assert import_results(journal, tmp_path) == 1


def test_a_result_that_cannot_be_set_aside_is_a_sentence(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.json").write_text("{}")

    def refuse(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(JournalError) as raised:
        import_results(journal, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'r.json'} is damaged and cannot be set aside: Permission denied; remove it"
    )


def test_a_link_out_of_the_folder_is_no_result(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    folder.mkdir()
    (tmp_path / "elsewhere").write_text(json.dumps(RESULT))
    try:
        (folder / "r.json").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("no links here")
    assert import_results(journal, folder) == 0
    assert [one.name for one in folder.iterdir()] == ["r.json.damaged"] and (tmp_path / "elsewhere").exists()


# -- offers and what came of them --------------------------------------------------------------------------------------


def an_offer(at: float, number: int = 3) -> OfferRow:
    return OfferRow(
        at, "UTC", number, "mobility", sat=2700.4, hour=9, weekday=2, before="taken", seconds=150.0, floor=False,
        step=1, moment="chosen", waited=-12.6,
    )  # fmt: skip


def ended(at: float, offer: int = 3, *, seconds: float = 60, **more: object) -> Row:
    uid = f"a-f00-{offer}-0" if offer else "a-away-f00-0-0"
    row = Row(
        id=1, at=at, zone="UTC", break_name="", routine="", outcome="taken" if offer else "natural", seconds=seconds,
        note="", reason="", uid=uid, written=at, exercises=(), machine="desk", own=True,
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def taken(offers: list[OfferRow], rows: list[Row]) -> list[bool]:
    return [one.taken for one in shown(offers, rows)]


def test_what_is_learned_from_has_every_field() -> None:
    assert shown([an_offer(NOW)], [ended(NOW + 100)]) == [
        Shown(
            NOW,
            hour=9,
            before="taken",
            minutes=2.5,
            floor=False,
            taken=True,
            moment="chosen",
            weekday=2,
            step=1,
        )
    ]
    assert an_offer(NOW).to_json() == {
        "sat_s": 2700, "hour": 9, "weekday": 2, "after": "taken", "seconds": 150, "floor": False, "step": 1,
        "moment": "chosen", "waited_s": -13,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("end", "is_taken"),
    [
        (ended(NOW - 1, seconds=0), False),  # it ended before the offer came
        (ended(NOW, seconds=0), True),
        (ended(NOW + 900, seconds=0), True),
        (ended(NOW + 901, seconds=0), False),
        (ended(NOW + DAY_S, seconds=DAY_S), True),
        (ended(NOW + DAY_S + 1, seconds=DAY_S + 1), False),  # an outcome is written within a day
        (ended(NOW + 60, offer=4), False),
        (ended(NOW + 60, own=False), False),  # on another machine
        (ended(NOW + 60, outcome="skipped"), False),
        (ended(NOW + 60, uid="a-1"), False),
        (ended(NOW + 600, offer=0, seconds=720), True),  # still for two minutes before it
        (ended(NOW + 600, offer=0, seconds=721), False),
        (ended(NOW + 1500, offer=0, seconds=600), True),
        (ended(NOW + 1501, offer=0, seconds=600), False),
    ],
    ids=range(14),
)
def test_an_offer_is_taken_by_what_began_while_it_was_fresh(end: Row, is_taken: bool) -> None:
    assert taken([an_offer(NOW)], [end]) == [is_taken]


def test_offers_and_breaks_are_read_side_by_side() -> None:
    """Each offer sees the ends of the day after it, also those that an earlier one saw."""
    offers = [
        an_offer(NOW, 1),
        an_offer(NOW + 50, 2),
        an_offer(NOW + 2 * DAY_S, 3),
        an_offer(NOW + 2 * DAY_S + 5, 4),
    ]
    rows = [
        ended(NOW - 10, 9), ended(NOW + 20, 1, seconds=0), ended(NOW + 60, 7), ended(NOW + 100, 2),
        ended(NOW + DAY_S, 8), ended(NOW + 2 * DAY_S + 400, 4), ended(NOW + 9 * DAY_S, 5),
    ]  # fmt: skip
    assert taken(offers, rows) == [True, True, False, True]
    assert taken(offers, []) == [False] * 4 and taken([], rows) == []
    assert taken([an_offer(NOW - 10, 1), an_offer(NOW, 2)], [ended(NOW, 2, seconds=0)]) == [False, True]
    away = ended(NOW + 2 * DAY_S + 300, 0, seconds=200)
    assert taken(offers, [*rows[:5], away]) == [True, True, True, True]  # who leaves takes both


def test_who_was_back_before_an_offer_came_did_not_leave_for_it() -> None:
    rows = [ended(NOW + 150, 0, seconds=50), ended(NOW + 400, 9)]
    assert taken([an_offer(NOW, 1), an_offer(NOW + 200, 2)], rows) == [True, False]


def test_the_latest_offer_of_a_number_is_the_rows() -> None:
    """A daemon that starts again counts from one."""
    offers = [an_offer(NOW - 500), an_offer(NOW - 300), an_offer(NOW - 100), an_offer(NOW - 50, 4)]
    assert context_of(ended(NOW), offers) == offers[2]
    assert context_of(ended(NOW - 200), offers) == offers[1]
    assert context_of(ended(NOW - 600), offers) is None
    assert context_of(ended(NOW, 0), offers) is None
