"""What a journal gives back: the ranges' ends, the order, the latest of several, and whose row it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.core.learning import TAKEN_WITHIN_S
from deskbreak.errors import UsageError
from deskbreak.store import writes
from deskbreak.store.journal import DECISIONS_KEPT, Journal
from deskbreak.store.offers import OfferRow, context_of, offer_of, shown
from deskbreak.store.outbox import MAX_BYTES, import_results, record
from deskbreak.store.rows import Decision, NoSuchRow, Row, labels, number, outcome_uid, own_start, row_json
from deskbreak.values import replace

NOW = 1_795_000_000.0


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as one:
        yield one


def opened(journal: Journal, machine: str) -> Journal:
    return Journal.open(journal._db.path, machine=machine, clock=lambda: NOW)


# -- ranges: what happened at their start belongs to them, what happened at their end does not ---------------------


def add_outcome(journal: Journal, at: float) -> None:
    journal.add(at=at, outcome="taken")


def add_answer(journal: Journal, at: float) -> None:
    journal.add_answer(at, "cat-cow", "easy")


def add_note(journal: Journal, at: float) -> None:
    journal.add_note(at, "UTC", "well")


def add_back(journal: Journal, at: float) -> None:
    journal.add_back(at, "UTC", 0)


def add_offer(journal: Journal, at: float) -> None:
    journal.add_offer(offered(at))


Read = Callable[[Journal, float | None, float | None], list[float]]
KINDS: list[tuple[Callable[[Journal, float], None], Read]] = [
    (add_outcome, lambda one, start, end: [row.at for row in one.rows(start, end)]),
    (add_answer, lambda one, start, end: [row.at for row in one.answers(start, end)]),
    (add_note, lambda one, start, end: [row.at for row in one.notes(start, end)]),
    (add_back, lambda one, start, end: [row.at for row in one.backs(start, end)]),
    (add_offer, lambda one, start, end: [row.at for row in one.offers(start, end)]),
]


@pytest.mark.parametrize(("add", "read"), KINDS, ids=["outcomes", "answers", "notes", "backs", "offers"])
def test_a_range_has_its_start_and_not_its_end(
    journal: Journal, add: Callable[[Journal, float], None], read: Read
) -> None:
    for at in (NOW, NOW + 1, NOW + 2):
        add(journal, at)
    assert read(journal, None, None) == [NOW, NOW + 1, NOW + 2]
    assert read(journal, NOW + 1, None) == [NOW + 1, NOW + 2]
    assert read(journal, None, NOW + 1) == [NOW]
    assert read(journal, NOW, NOW + 1) == [NOW] and read(journal, NOW, NOW) == []
    assert read(journal, 0.0, None) == [NOW, NOW + 1, NOW + 2] and read(journal, None, 0.0) == []


def test_a_stretch_of_sitting_belongs_to_every_range_it_touches(journal: Journal) -> None:
    journal.add_sitting(NOW, NOW + 100)
    for start, end, touched in (
        (None, None, True), (NOW + 99, None, True), (NOW + 100, None, False), (None, NOW, False), (None, NOW + 1, True),
        (NOW + 40, NOW + 60, True),
    ):  # fmt: skip
        assert bool(journal.sittings(start, end)) is touched
    journal.add_sitting(NOW, NOW + 160)  # it goes on
    (found,) = journal.sittings()
    assert (found.start, found.end, found.seconds) == (NOW, NOW + 160, 160)


def test_pain_is_told_from_its_start_on_and_though_it_is_allowed_again(journal: Journal) -> None:
    journal.block("cat-cow", NOW, "it hurt")
    journal.block("dead-bug", NOW + 5, "it hurt")
    journal.block("wall-sit", NOW + 6, "no wall here")
    journal.unblock("cat-cow", NOW + 9)
    assert journal.pain_reports() == [(NOW, "cat-cow"), (NOW + 5, "dead-bug")]
    assert journal.pain_reports(NOW + 5) == [(NOW + 5, "dead-bug")]
    assert set(journal.blocked()) == {"dead-bug", "wall-sit"}
    found = journal.blocked()["dead-bug"]
    assert (found.exercise, found.at, found.reason) == ("dead-bug", NOW + 5, "it hurt")


# -- the latest ---------------------------------------------------------------------------------------------------


def test_the_last_row_is_that_of_its_break(journal: Journal) -> None:
    assert journal.last() is None and journal.last("walk") is None
    for at, name in ((NOW + 2, "walk"), (NOW + 3, "mobility"), (NOW + 1, "walk")):
        journal.add(at=at, outcome="taken", break_name=name)
    last, walk = journal.last(), journal.last("walk")
    assert last and (last.break_name, last.at) == ("mobility", NOW + 3)
    assert walk and walk.at == NOW + 2 and journal.last("water") is None


@pytest.mark.parametrize(
    ("outcome", "routine", "rested"),
    [("taken", "cat-cow", True), ("partly", "cat-cow", True), ("natural", "", True), ("taken", "", False),
     ("skipped", "cat-cow", False), ("stopped", "cat-cow", False), ("snoozed", "cat-cow", False)],
)  # fmt: skip
def test_a_rest_is_what_moved_or_left(journal: Journal, outcome: str, routine: str, rested: bool) -> None:
    journal.add(at=NOW, outcome=outcome, routine=routine, break_name="mobility")
    assert (journal.last_rest(NOW - 1) is not None) is rested
    assert journal.last_rest(NOW) is None  # only after it


def test_decisions_are_the_last_twenty_newest_last(journal: Journal) -> None:
    for count in range(25):
        journal.decide(NOW + count, "mobility", "held", f"reason {count}")
    found = journal.decisions()
    assert [one.at for one in found] == [NOW + count for count in range(5, 25)]
    assert found[-1] == Decision(NOW + 24, "mobility", "held", "reason 24")
    assert [one.reason for one in journal.decisions(2)] == ["reason 23", "reason 24"]
    assert DECISIONS_KEPT >= 2000


def test_state_is_the_last_one_saved_alone_or_with_an_outcome(journal: Journal) -> None:
    assert journal.load_state() is None
    journal.save_state("one")
    journal.save_state("two")
    assert journal.load_state() == "two"
    journal.add(at=NOW, outcome="taken", state="three")
    assert journal.load_state() == "three"
    journal.add(at=NOW, outcome="taken")
    assert journal.load_state() == "three"


def test_notices_are_said_once(journal: Journal) -> None:
    journal.add_notices("one", "two")
    journal.add_notices("three")
    assert journal.notices() == ["one", "two", "three"] and journal.notices() == []


# -- rows and their names -----------------------------------------------------------------------------------------


def test_every_field_comes_back_as_it_was_given(journal: Journal) -> None:
    given = {
        "break_name": "mobility", "routine": "cat-cow", "seconds": 45.5, "note": "fine", "reason": "meeting",
        "zone": "Asia/Tokyo",
    }  # fmt: skip
    row_id = journal.add(at=NOW - 5, outcome="partly", exercises=["cat-cow", "dead-bug"], uid="u7", **given)  # type: ignore[arg-type]
    row = journal.row(row_id)
    assert {name: getattr(row, name) for name in given} == given
    assert (row.id, row.at, row.outcome, row.written, row.machine, row.own) == (
        row_id,
        NOW - 5,
        "partly",
        NOW,
        "desk",
        True,
    )
    assert row.exercises == ("cat-cow", "dead-bug") and row.uid == f"{journal.own_key()}-u7"


def test_a_row_that_is_not_there_is_a_sentence(journal: Journal) -> None:
    for act in (journal.row, journal.remove, lambda one: journal.amend(one, note="x")):
        with pytest.raises(NoSuchRow, match="no row 1007"):
            act(1007)
    with pytest.raises(UsageError, match='no outcome "perfect"'):
        journal.amend(journal.add(at=NOW, outcome="taken"), outcome="perfect")


def test_a_correction_changes_what_it_names(journal: Journal) -> None:
    row = journal.add(at=NOW, outcome="missed", note="asleep")
    journal.amend(row, outcome="taken")
    assert (journal.row(row).outcome, journal.row(row).note) == ("taken", "asleep")
    journal.amend(row, note="")
    assert (journal.row(row).outcome, journal.row(row).note) == ("taken", "")


def test_numbers_run_on_and_those_of_forgotten_rows_do_not_come_back(journal: Journal) -> None:
    first, second = journal.add(at=NOW - 9, outcome="taken"), journal.add(at=NOW - 8, outcome="taken")
    assert second - first == 1000 and first // 1000 == 1
    assert journal.forget(NOW) == 2
    assert journal.add(at=NOW, outcome="taken") == second + 1000


def test_a_uid_is_known_on_the_machine_that_gave_it(journal: Journal) -> None:
    assert journal.own_key() == "" and not journal.has_uid("u1")
    journal.add(at=NOW, outcome="taken", uid="u1")
    assert journal.has_uid("u1") and not journal.has_uid("u") and not journal.has_uid("u2")
    with opened(journal, "laptop") as other:  # the file was copied to another computer
        assert other.add(at=NOW, outcome="skipped", uid="u2")
        assert {row.machine: row.uid.partition("-")[0] for row in other.rows()}["laptop"] == other.own_key()
        assert {row.machine for row in other.rows()} == {"desk", "laptop"}


def test_two_machines_of_one_name_are_told_apart() -> None:
    assert labels({"abcdef": "desk", "123456": "laptop"}) == {"abcdef": "desk", "123456": "laptop"}
    assert labels({"abcdef": "desk", "123456": "desk"}) == {"abcdef": "desk-abcd", "123456": "desk-1234"}


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (3.5, "3.5"), (0.0, "0"), (-2.0, "-2")])
def test_whole_numbers_are_written_as_such(value: float, text: str) -> None:
    assert json.dumps(number(value)) == text


@pytest.mark.parametrize(
    ("uid", "outcome", "own"),
    [("a-f00-0-0", "taken", True), ("a-f00-0-0", "skipped", True), ("a-f00-7-0", "taken", False),
     ("a-1", "taken", False), ("a-f00-0-0", "natural", False), ("a-f00-0-0", "suppressed", False)],
)  # fmt: skip
def test_what_was_begun_without_an_offer_says_so_in_its_name(
    journal: Journal, uid: str, outcome: str, own: bool
) -> None:
    journal.add(at=NOW, outcome=outcome)
    assert own_start(replace(journal.rows()[0], uid=uid)) is own
    assert own_start(replace(journal.rows()[0], uid=f"a-{outcome_uid(0)}", outcome="taken"))
    assert not own_start(replace(journal.rows()[0], uid=f"a-{outcome_uid(10)}", outcome="taken"))


def test_a_row_as_json_has_every_key(journal: Journal) -> None:
    journal.add(
        at=NOW,
        outcome="taken",
        break_name="b",
        routine="r",
        seconds=60,
        exercises=["e"],
        note="n",
        reason="w",
        zone="UTC",
    )
    shown_ = row_json(journal.rows()[0])
    assert shown_ | {"id": 0} == {
        "id": 0, "at": "2026-11-18T11:06:40+00:00", "break": "b", "routine": "r", "outcome": "taken", "seconds": 60,
        "exercises": ["e"], "note": "n", "machine": "desk", "reason": "w",
    }  # fmt: skip


# -- forgetting ---------------------------------------------------------------------------------------------------


def test_what_is_forgotten_lies_before_the_moment_and_never_after_now(journal: Journal) -> None:
    for at in (NOW - 2, NOW - 1, NOW, NOW + 5):
        journal.add(at=at, outcome="taken")
        journal.decide(at, "mobility", "held", "")
        journal.add_answer(at, "cat-cow", "easy")
        journal.add_sitting(at, at + 1)
    journal.block("dead-bug", NOW - 9, "it hurt")
    assert journal.forget(NOW - 1) == 1
    assert [row.at for row in journal.rows()] == [NOW - 1, NOW, NOW + 5]
    assert [one.at for one in journal.decisions()] == [NOW - 1, NOW, NOW + 5]
    assert journal.forget(NOW + 100) == 1
    assert [row.at for row in journal.rows()] == [NOW, NOW + 5] == [one.at for one in journal.answers()]
    assert [one.start for one in journal.sittings()] == [NOW, NOW + 5]
    assert set(journal.blocked()) == {"dead-bug"}  # for safety


@pytest.mark.parametrize("everywhere", [True, False])
def test_other_machines_forget_it_where_that_is_asked(journal: Journal, everywhere: bool) -> None:
    journal.forget(NOW, everywhere=everywhere)
    found = journal._db.connection.execute("SELECT before, everywhere FROM forgets").fetchall()
    assert found == [(NOW, int(everywhere))]


def test_forgetting_goes_to_other_machines_unless_said_otherwise(journal: Journal) -> None:
    journal.forget(NOW)
    assert journal._db.connection.execute("SELECT everywhere FROM forgets").fetchall() == [(1,)]


def test_an_emptied_log_gives_its_room_back(journal: Journal) -> None:
    for count in range(40):
        journal.add(at=NOW - 1000 + count, outcome="taken", note="x" * 20_000)
    path = journal._db.path
    journal.vacuum()
    before = path.stat().st_size
    assert journal.forget(NOW) == 40
    assert path.stat().st_size < before / 4
    log = path.with_name(f"{path.name}-wal")
    assert not log.exists() or log.stat().st_size == 0


# -- offers -------------------------------------------------------------------------------------------------------


def offered(at: float, offer: int = 3) -> OfferRow:
    return OfferRow(
        at, "UTC", offer, "mobility", sat=2700.0, hour=9, weekday=2, before="taken", seconds=180.0, floor=True, step=1,
        moment="chosen", waited=12.4,
    )  # fmt: skip


def outcome(journal: Journal, uid: str, at: float, seconds: float = 60, name: str = "taken") -> Row:
    journal.add(at=at, outcome=name, seconds=seconds, uid=uid)
    return journal.rows()[-1]


def test_an_offer_is_as_it_was_written(journal: Journal) -> None:
    journal.add_offer(offered(NOW))
    assert journal.offers() == [offered(NOW)]
    assert offered(NOW).to_json() == {
        "sat_s": 2700, "hour": 9, "weekday": 2, "after": "taken", "seconds": 180, "floor": True, "step": 1,
        "moment": "chosen", "waited_s": 12,
    }  # fmt: skip
    assert journal.forget_offers() == 1 and journal.offers() == []


@pytest.mark.parametrize(
    ("uid", "offer"),
    [("f00-7-0", 7), ("f00-12-3", 12), ("f00-0-0", 0), ("away-f00-7-0", 0), ("f00", 0), ("f00-x-0", 0)],
)
def test_a_name_tells_its_offer(journal: Journal, uid: str, offer: int) -> None:
    journal.add(at=NOW, outcome="taken")
    row = replace(journal.rows()[0], uid=f"key-{uid}")
    assert offer_of(row) == offer


@pytest.mark.parametrize(("after", "known"), [(-1.0, False), (0.0, True), (86400.0, True), (86401.0, False)])
def test_an_outcome_belongs_to_an_offer_of_the_last_day(journal: Journal, after: float, known: bool) -> None:
    row = outcome(journal, "f00-3-0", NOW)
    offers = [offered(NOW - after), offered(NOW - after, offer=4)]
    assert context_of(row, offers) == (offers[0] if known else None)
    assert context_of(replace(row, own=False), offers) is None


@pytest.mark.parametrize(
    ("begins", "seconds", "taken"),
    [(0.0, 0.0, True), (TAKEN_WITHIN_S, 60.0, True), (TAKEN_WITHIN_S + 1, 60.0, False), (-30.0, 60.0, True)],
)
def test_taken_is_what_begins_while_the_offer_is_fresh(
    journal: Journal, begins: float, seconds: float, taken: bool
) -> None:
    row = outcome(journal, "f00-3-0", NOW + begins + seconds, seconds)
    (found,) = shown([offered(NOW)], [row])
    assert found.taken is taken
    assert (found.minutes, found.hour, found.floor, found.weekday, found.step) == (3.0, 9, True, 2, 1)
    assert (found.at, found.before, found.moment) == (NOW, "taken", "chosen")


@pytest.mark.parametrize(("still", "taken"), [(0, True), (120, True), (121, False)])
def test_who_leaves_may_have_been_still_for_two_minutes(journal: Journal, still: float, taken: bool) -> None:
    row = outcome(journal, "away-f00-0-0", NOW + 600, 600 + still, "natural")
    assert [one.taken for one in shown([offered(NOW)], [row])] == [taken]


# -- results that a player left -----------------------------------------------------------------------------------


def test_every_word_of_a_result_is_recorded(journal: Journal, tmp_path: Path) -> None:
    result = {
        "uid": "f00-3-0", "at": NOW - 9, "outcome": "stopped", "break": "mobility", "routine": "cat-cow", "seconds": 45,
        "exercises": ["cat-cow"], "note": "ow", "zone": "Asia/Tokyo", "hurt": "cat-cow", "answer": "hard",
    }  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(result))
    assert import_results(journal, tmp_path) == 1
    (row,) = journal.rows()
    for name in ("at", "outcome", "routine", "seconds", "note", "zone"):
        assert getattr(row, name) == result[name]
    assert (row.break_name, row.exercises, row.reason) == ("mobility", ("cat-cow",), "cat-cow hurt")
    assert [(one.what, one.answer) for one in journal.answers()] == [("cat-cow", "hard")]
    assert journal.blocked()["cat-cow"].reason == "it hurt"
    assert journal.pain_reports() == [(NOW - 9, "cat-cow")]


def test_how_it_felt_counts_though_the_outcome_is_known(journal: Journal) -> None:
    result = {"uid": "u1", "at": NOW, "outcome": "taken", "routine": "cat-cow"}
    assert record(journal, result)
    assert not record(journal, result | {"outcome": "partly", "hurt": "cat-cow", "answer": "easy"})
    assert [row.outcome for row in journal.rows()] == ["taken"]
    assert len(journal.answers()) == 1 and set(journal.blocked()) == {"cat-cow"}
    journal.unblock("cat-cow", NOW + 1)
    record(journal, result | {"hurt": "cat-cow"})
    assert journal.blocked() == {}  # it was allowed again since


@pytest.mark.parametrize(
    "odd", [{"answer": "heavy"}, {"answer": None}, {"hurt": 7}, {"note": None, "zone": 3}]
)
def test_what_a_result_need_not_say_may_be_missing(journal: Journal, odd: dict[str, object]) -> None:
    assert record(journal, {"uid": "u1", "at": NOW, "outcome": "taken"} | odd)
    (row,) = journal.rows()
    assert (row.routine, row.note, row.zone, row.seconds, row.exercises, row.reason) == (
        "",
        "",
        "",
        0,
        (),
        "",
    )
    assert journal.answers() == [] and journal.blocked() == {}


def test_several_are_recorded_in_their_order_and_without_a_time_when_they_were_written(
    journal: Journal, tmp_path: Path
) -> None:
    for name, outcome_ in (("b", "skipped"), ("a", "taken"), ("c", "perfect")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"uid": name, "outcome": outcome_}))
    (tmp_path / "note.txt").write_text("not ours")
    written = (tmp_path / "a.json").stat().st_mtime
    assert import_results(journal, tmp_path) == 2
    assert [row.id // 1000 for row in journal.rows()] and journal.rows()[0].at == pytest.approx(
        written, abs=5
    )
    assert {row.outcome: row.id // 1000 for row in journal.rows()} == {"taken": 1, "skipped": 2}
    left = {one.name for one in tmp_path.iterdir() if "sqlite3" not in one.name}
    assert left == {"c.json.damaged", "note.txt"}
    (said,) = journal.notices()
    assert "c.json.damaged" in said


def test_a_large_result_is_read_and_one_too_large_is_not(journal: Journal, tmp_path: Path) -> None:
    sound = {"uid": "u1", "at": NOW, "outcome": "taken"}
    for name, length in (("fits", MAX_BYTES), ("not", MAX_BYTES + 1)):
        text = json.dumps(sound | {"uid": name})
        (tmp_path / f"{name}.json").write_text(text + " " * (length - len(text)))
    assert import_results(journal, tmp_path) == 1
    assert [row.uid.partition("-")[2] for row in journal.rows()] == ["fits"]


def test_what_cannot_be_read_now_is_left_for_later(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text("{}")

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("deskbreak.store.outbox.read_plain", refuse)
    assert import_results(journal, tmp_path) == 0
    assert (tmp_path / "a.json").exists()
    assert [one for one in journal.notices() if one.endswith("Permission denied; it is tried again later")]


def test_names_are_never_twice_the_same() -> None:
    assert len({writes.new_uid() for _ in range(200)}) == 200
    assert outcome_uid(3).endswith("-3-0") and len(outcome_uid(3)) == len("0123456789abcdef-3-0")
