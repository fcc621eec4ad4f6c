"""Small edges of the store: names that were meant, what a command repairs, days long ago, and exports to the letter."""

from __future__ import annotations

import csv
import io
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak import language
from deskbreak.core.measured import Compared, Progress
from deskbreak.paths import Profile
from deskbreak.store import names as names_module
from deskbreak.store import opening
from deskbreak.store.export import as_activitywatch, as_csv, as_ics, as_json
from deskbreak.store.health import repair
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names, load_names
from deskbreak.store.offers import OfferRow
from deskbreak.store.report.make import brief_lines
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import Report, report_of
from deskbreak.store.rows import Row, outcome_uid
from deskbreak.store.shapes import LATEST, MAX_S
from deskbreak.store.spans import DaySpan, read_days
from deskbreak.store.text import Paint
from deskbreak.values import replace

pytestmark = pytest.mark.usefixtures("berlin")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN).timestamp()  # a Friday


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as one:
        yield one


def run(path: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(path) as db:
        db.execute(sql, values)
    db.close()


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hip-stretch", "hip-flexor-stretch"),  # three quarters of the letters are the same
        ("Hip stretch", "hip-flexor-stretch"),  # as a name
        ("HIP STRETCH", "hip-flexor-stretch"),
        ("superwoman", "superman"),
        ("moblity", None),  # a little less than three quarters
        ("hip-flexor", None),
        ("wall", None),
    ],
)
def test_three_quarters_of_a_name_are_enough(names: Names, typed: str, meant: str | None) -> None:
    assert names.near(typed) == meant


def test_names_need_little_of_the_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[dict[str, object]] = []

    def note(_: Profile, **how: object) -> object:
        asked.append(how)
        return Names().catalog

    monkeypatch.setattr("deskbreak.catalog.cached.load_cached", note)
    assert isinstance(load_names(Profile(tmp_path, tmp_path, tmp_path, tmp_path)), names_module.Names)
    assert asked == [{"lean": True}]


# -- opening ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def profile() -> Iterator[Profile]:
    """A profile in a short folder: a socket's path has to be short."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Journal.open(
            home / "journal.sqlite3", machine=opening.machine_name(), clock=lambda: NOW
        ) as journal:
            journal.add(at=NOW - 60, outcome="taken")
        yield Profile(home, home, home, home / "c")


@pytest.mark.parametrize("open_", [opening.open_to_read, opening.open_to_write])
@pytest.mark.parametrize("sql", ["UPDATE outcomes SET written = ?", "UPDATE outcomes SET seconds = ?"])
def test_a_command_does_not_look_through_every_row(profile: Profile, open_, sql: str) -> None:  # type: ignore[no-untyped-def]
    """The daemon does when it starts."""
    run(profile.journal, sql, max(LATEST, MAX_S) + 1)
    with open_(profile) as journal:
        assert journal.notices() == []
    assert len(repair(profile.journal, lambda: NOW)) == 1


def test_a_command_that_records_has_the_clock_and_the_name_of_this_machine(profile: Profile) -> None:
    with opening.open_to_write(profile) as journal:
        row = journal.row(journal.add(at=NOW, outcome="taken"))
    assert row.machine == opening.machine_name() and abs(row.written - datetime.now().timestamp()) < 60
    with opening.open_to_read(profile) as journal:
        assert [one.at for one in journal.rows()] == [NOW - 60, NOW] and all(
            one.own for one in journal.rows()
        )


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets")
def test_a_daemon_that_is_busy_is_there_as_well(profile: Profile) -> None:
    run(profile.journal, "UPDATE outcomes SET at = ?", LATEST + 1)
    profile.socket.parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(profile.socket))
        door.listen(0)
        waiting = [socket.socket(socket.AF_UNIX) for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(str(profile.socket))  # until nobody more has room at the door
        with opening.open_to_read(profile) as journal:
            assert journal.notices() == []
        for one in waiting:
            one.close()


def test_where_there_are_no_such_sockets_no_daemon_answers(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(profile.journal, "UPDATE outcomes SET at = ?", LATEST + 1)
    monkeypatch.delattr(socket, "AF_UNIX", raising=False)
    with opening.open_to_read(profile) as journal:
        assert len(journal.notices()) == 1


# -- repairing -------------------------------------------------------------------------------------------------------


def test_what_was_forgotten_does_not_come_back_with_a_repair(journal: Journal) -> None:
    journal.add(at=NOW - 900, outcome="taken")
    journal.add(at=NOW - 10, outcome="missed")
    path, db = journal._db.path, journal._db.connection
    # As where the old pages of a file are all that is left of it.
    db.execute("INSERT INTO forgets VALUES (NULL, 'm-f', 'm', ?, ?, 1)", (NOW, NOW - 100))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal.close()
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    (said,) = repair(path, lambda: NOW)
    kept = path.with_name("journal.sqlite3.damaged-2026-11-20")
    assert said == f"the journal was damaged: 1 break was saved, and the damaged file was kept as {kept}"
    with Journal.read(path, clock=lambda: NOW) as again:
        assert [row.outcome for row in again.rows()] == ["missed"]


# -- ranges ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "shown"),
    [("1972-01-01", date(1972, 1, 1)), ("1971-12-31", date(2026, 11, 18)), (None, date(2026, 11, 18))],
)
def test_whoever_asks_from_the_beginning_of_time_gets_the_journals(
    journal: Journal, names: Names, first: str | None, shown: date
) -> None:
    journal.add(at=at("2026-11-18 12:00"), outcome="taken", zone="Europe/Berlin")
    days = read_days(first, "2026-11-19", NOW)
    assert days is not None and report_of(journal, names, NOW, days).numbers.first == shown


def test_a_range_is_of_the_days_of_the_place(journal: Journal, names: Names) -> None:
    """Where a row was written it was already the range's first day, or no longer its last."""
    journal.add(at=at("2026-11-01 12:00"), outcome="taken", zone="Europe/Berlin")
    journal.add(at=at("2026-11-13 12:00"), outcome="partly", zone="Pacific/Kiritimati")  # 14 November, 01:00
    journal.add(at=at("2026-11-14 01:00"), outcome="missed", zone="America/New_York")  # 13 November, 19:00
    week = dict(report_of(journal, names, NOW, None).ranges)["7 days"]
    assert week.outcomes == {"partly": 1}


def test_a_range_has_what_happened_at_its_start_and_not_what_ended_there(
    journal: Journal, names: Names
) -> None:
    journal.add(at=at("2026-11-01 12:00"), outcome="taken", zone="Europe/Berlin")
    journal.add_sitting(at("2026-11-13 19:00"), at("2026-11-14 00:00"))
    journal.add_sitting(at("2026-11-14 00:00") + 1, at("2026-11-14 01:00"))
    journal.add_sitting(at("2026-11-21 00:00"), at("2026-11-21 09:00"))  # a clock that was ahead
    for when, answer in (("2026-11-13 23:59", "easy"), ("2026-11-14 00:00", "right"), ("2026-11-20 23:59", "right"),
                         ("2026-11-21 00:00", "hard")):  # fmt: skip
        journal.add_answer(at(when), "cat-cow", answer)
    week = dict(report_of(journal, names, NOW, None).ranges)["7 days"]
    assert week.longest is not None and week.longest.seconds == 3599
    assert week.felt["Cat-Cow"].counts == {"right": 2}


@pytest.mark.parametrize(("tongue", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_page_runs_as_its_language_does(
    journal: Journal, names: Names, tongue: str, direction: str
) -> None:
    language.use(tongue, {})
    assert f'<html lang="{tongue}" dir="{direction}">' in page(report_of(journal, names, NOW, None))


def test_short_names_of_days_have_three_columns(journal: Journal, names: Names) -> None:
    journal.add(at=NOW - 60, outcome="taken")
    language.use("ja", {})
    last = list(brief_lines(report_of(journal, names, NOW, None), Paint()))[-1]
    assert last.startswith("  金  20  ")


def test_a_report_on_certain_days_has_their_answers_and_their_week(journal: Journal, names: Names) -> None:
    for day in (9, 16):
        journal.add(at=at(f"2026-11-{day:02} 12:00"), outcome="taken", zone="Europe/Berlin")
        journal.add_back(at(f"2026-11-{day:02} 12:00"), "Europe/Berlin", day - 8)
        journal.add_answer(at(f"2026-11-{day:02} 12:00"), "cat-cow", "easy")
    report = report_of(journal, names, NOW, DaySpan(date(2026, 11, 9), date(2026, 11, 15)))
    assert [(one.monday, one.score, one.breaks) for one in report.backs] == [(date(2026, 11, 9), 1, 1)]
    assert report.numbers.felt["Cat-Cow"].counts == {"easy": 1}
    assert (report.weeks, report.ranges) == (None, ())
    whole = report_of(journal, names, NOW, None)
    assert whole.weeks is not None and [one.score for one in whole.backs] == [1, 8]
    bare = Report(whole.numbers)
    assert (bare.weeks, bare.backs, bare.ranges) == (None, (), ())


def test_a_report_has_the_chosen_moments_of_its_days(journal: Journal, names: Names) -> None:
    for number, (day, moment) in enumerate(((9, "plain"), (16, "chosen"), (17, "plain"), (18, "chosen")), 1):
        when = at(f"2026-11-{day:02} 12:00")
        offer = OfferRow(
            when, "UTC", number, "walk", 2700.0, 12, 0, "", 180.0, floor=False, step=0, moment="", waited=0
        )
        journal.add_offer(replace(offer, moment=moment))
        outcome = "skipped" if number == 4 else "taken"
        journal.add(
            at=when + 200, outcome=outcome, seconds=100, uid=outcome_uid(number), zone="Europe/Berlin"
        )
    days = DaySpan(date(2026, 11, 16), date(2026, 11, 20))
    asked = report_of(journal, names, NOW, days).learning
    assert asked == Progress("collecting", 3, 4, Compared(1, 2, 1, 1))
    assert report_of(journal, names, NOW, None).learning == Progress(
        "collecting", 4, 11, Compared(1, 2, 2, 2)
    )


# -- an offer's context ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("floor", [True, False])
def test_whether_an_offer_needed_the_floor_comes_back_as_it_was(journal: Journal, floor: bool) -> None:
    one = OfferRow(
        NOW, "UTC", 3, "walk", 2700.0, 9, 2, "taken", 180.0, floor=floor, step=1, moment="", waited=5.5
    )
    journal.add_offer(one)
    (found,) = journal.offers()
    assert found == one and found.floor is floor


# -- exports to the letter -------------------------------------------------------------------------------------------


@pytest.fixture
def row() -> Row:
    return Row(
        id=1345, at=1_795_000_000.0, zone="UTC", break_name="mobility", routine="cat-cow", outcome="taken",
        seconds=90.0, note="", reason="", uid="a-1", written=1_795_000_060.0, exercises=("cat-cow", "wall-sit"),
        machine="desk",
        own=True,
    )  # fmt: skip


def test_a_row_in_json(row: Row) -> None:
    assert as_json([row]) == (
        '[\n {\n  "id": 1345,\n  "at": "2026-11-18T11:06:40+00:00",\n  "break": "mobility",\n  "routine": "cat-cow",\n'
        '  "outcome": "taken",\n  "seconds": 90,\n  "exercises": [\n   "cat-cow",\n   "wall-sit"\n  ],\n  "note": "",\n'
        '  "machine": "desk",\n  "reason": "",\n  "offer": null\n }\n]\n'
    )


def test_a_row_in_csv(row: Row) -> None:
    assert as_csv([row]).splitlines()[1] == (
        "1345,2026-11-18T11:06:40+00:00,mobility,cat-cow,taken,90,cat-cow wall-sit,,desk,,,,,,,,,,"
    )
    assert as_csv([row]).endswith("\r\n") and len(list(csv.reader(io.StringIO(as_csv([row]))))) == 2


def test_a_row_in_a_calendar(row: Row) -> None:
    lines = as_ics([replace(row, routine="", note="well; so, so")]).split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[2].startswith("PRODID:-//deskbreak//")
    assert lines[3:] == [
        "BEGIN:VEVENT", "UID:a-1@deskbreak", "DTSTAMP:20261118T110740Z", "DTSTART:20261118T110510Z",
        "DTEND:20261118T110640Z", "SUMMARY:mobility (taken)", "DESCRIPTION:well\\; so\\, so", "TRANSP:TRANSPARENT",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    assert "SUMMARY:break (taken)" in as_ics([replace(row, routine="", break_name="")])
    assert "DTEND" not in as_ics([replace(row, seconds=0.2, at=1_795_000_000.5)])  # in the very second


@pytest.mark.parametrize(("length", "lines"), [(61, 1), (62, 2), (61 + 72, 2), (61 + 73, 3)])
def test_a_line_of_a_calendar_has_73_bytes_and_goes_on_behind_a_blank(
    row: Row, length: int, lines: int
) -> None:
    text = as_ics([replace(row, note="x" * length)])
    start = text.index("DESCRIPTION:")
    parts = text[start : text.index("TRANSP")].split("\r\n")[:-1]
    assert len(parts) == lines and all(len(one) == 73 for one in parts[:-1])
    assert parts[0] + "".join(one[1:] for one in parts[1:]) == "DESCRIPTION:" + "x" * length
    wide = as_ics([replace(row, note="ü" * 40)])
    assert max(len(one.encode()) for one in wide.split("\r\n")) == 72  # a letter of two bytes is not cut


def test_a_row_for_activitywatch(row: Row) -> None:
    text = as_activitywatch([row])
    assert text.startswith(
        '{\n "buckets": {\n  "deskbreak_desk": {\n   "id": "deskbreak_desk",\n'
    ) and text.endswith("}\n")
    assert '"timestamp": "2026-11-18T11:05:10+00:00",\n     "duration": 90.0,' in text
