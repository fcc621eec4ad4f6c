"""Exports that other programs read: the same rows, the right times, and nothing that runs or breaks a line."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from deskbreak.letters import readable
from deskbreak.store.export import COLUMNS, FORMATS, as_activitywatch, as_csv, as_ics, as_json
from deskbreak.store.journal import Journal
from deskbreak.store.offers import COLUMNS as OFFER_COLUMNS
from deskbreak.store.rows import OUTCOMES, Row, row_json
from deskbreak.values import replace

pytestmark = pytest.mark.usefixtures("berlin")

WRITTEN = datetime(2026, 11, 20, 17, 0, tzinfo=UTC).timestamp()
SUMMER_NIGHT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()  # 02:30, for the first time that night
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'say "hi"', "a,b;c\\d", "two\nlines", "two\r\nlines",
    "one\rother",
    "END:VEVENT\r\nBEGIN:VALARM", "Käse 茶 🫖" * 30, "\x00\x01\x1b[31m", "\u2028\u0085\x0b\x0c", "  blanks  ",
    "\x9b31mred\x1b]0;title\x07", "a\u202eb\u2066c", "\u05d0\u200f!",
    "\x00=1", "\x9b-1",
)  # fmt: skip

ALL_COLUMNS = [*COLUMNS, *(f"offer_{name}" for name in OFFER_COLUMNS)]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: WRITTEN) as one:
        yield one


@pytest.fixture
def rows(journal: Journal) -> list[Row]:
    """One row of each outcome, an hour apart, through the night in which the clocks go back."""
    for number, outcome in enumerate(OUTCOMES):
        journal.add(
            at=SUMMER_NIGHT + 3600 * number, outcome=outcome, break_name="mobility", routine="cat-cow",
            seconds=90 if outcome == "taken" else 45.5, exercises=["cat-cow", "dead-bug"], zone="Europe/Berlin",
        )  # fmt: skip
    return journal.rows()


@pytest.fixture
def hostile(journal: Journal) -> list[Row]:
    for number, words in enumerate(HOSTILE):
        journal.add(
            at=SUMMER_NIGHT + number,
            outcome="taken",
            break_name=words,
            routine=words,
            exercises=[words],
            note=words,
        )
    return journal.rows()


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_journal_exports_too(form: str) -> None:
    text = FORMATS[form]([])
    assert text.endswith("\n")
    match form:
        case "ics":
            assert events(text) == []
        case "csv":
            assert list(csv.reader(io.StringIO(text))) == [ALL_COLUMNS]
        case "json":
            assert json.loads(text) == []
        case "activitywatch":
            assert [one["events"] for one in json.loads(text)["buckets"].values()] == [[]]


def test_json_is_what_the_log_gives(rows: list[Row], hostile: list[Row]) -> None:
    assert json.loads(as_json(rows)) == [row_json(row) | {"offer": None} for row in rows]
    assert [one["note"] for one in json.loads(as_json(hostile)) if one["note"]] == list(HOSTILE)


def test_times_carry_the_offset_of_their_hour(rows: list[Row]) -> None:
    shown = [one["at"] for one in json.loads(as_json(rows))]
    assert shown[:3] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T03:30:00+01:00",
    ]
    assert [datetime.fromisoformat(one).timestamp() for one in shown] == [row.at for row in rows]


def test_csv_has_a_line_a_row_and_the_columns_of_the_log(rows: list[Row]) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
    assert list(read[0]) == ALL_COLUMNS
    assert [one["outcome"] for one in read] == list(OUTCOMES)
    assert (read[0]["seconds"], read[1]["seconds"]) == ("90", "45.5")
    assert read[0]["exercises"].split() == ["cat-cow", "dead-bug"]


def test_no_cell_of_a_csv_is_a_formula(hostile: list[Row]) -> None:
    text = as_csv(hostile)
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(read) == len(HOSTILE)
    for one, words in zip(read, HOSTILE, strict=True):
        assert one["note"].removeprefix("'") == readable(words)
        for cell in one.values():
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_ical_holds_what_rested_the_back_at_its_times(rows: list[Row]) -> None:
    found = events(as_ics(rows))
    assert [str(one["SUMMARY"]) for one in found] == [
        "cat-cow (taken)", "cat-cow (partly)", "cat-cow (natural)",
    ]  # fmt: skip
    first = found[0]
    assert first["DTEND"].dt == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(seconds=90)
    assert first["DTSTAMP"].dt == datetime.fromtimestamp(WRITTEN, UTC)
    assert all(one["DTSTART"].dt < one["DTEND"].dt for one in found)


def test_ical_names_an_event_the_same_in_every_export(journal: Journal, rows: list[Row]) -> None:
    before = [str(one["UID"]) for one in events(as_ics(rows))]
    journal.amend(rows[0].id, note="a second thought")
    journal.add(at=SUMMER_NIGHT - 60, outcome="taken")
    after = {str(one["UID"]): one for one in events(as_ics(journal.rows()))}
    assert set(before) < set(after) and len(after) == 4
    assert str(after[before[0]]["DESCRIPTION"]) == "a second thought"


def test_ical_survives_whatever_was_noted(hostile: list[Row]) -> None:
    text = as_ics(hostile)
    lines = text.encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(
        byte in line for line in lines for byte in (b"\n", b"\r", b"\x00", b"\x1b", b"\x0b", b"\x0c")
    )
    found = events(text)
    assert len(found) == len(HOSTILE)
    assert not list(icalendar.Calendar.from_ical(text).walk("VALARM"))
    by_words = [str(one["DESCRIPTION"]) for one in found]
    assert by_words[HOSTILE.index("a,b;c\\d")] == "a,b;c\\d"
    assert by_words[HOSTILE.index("Käse 茶 🫖" * 30)] == "Käse 茶 🫖" * 30
    assert by_words[HOSTILE.index("two\r\nlines")] == by_words[HOSTILE.index("two\nlines")] == "two\nlines"


def test_a_name_of_a_peers_row_is_no_line_of_its_own(rows: list[Row]) -> None:
    names = ("peer-1\r\nX-EVIL:1", "a\nBEGIN:VALARM", "b\rX:1", "c\u2028X:1", "d;,\\e", "f\ud800")
    taken = next(row for row in rows if row.outcome == "taken")
    text = as_ics([replace(taken, uid=name) for name in names])
    starts = {line.partition(":")[0] for line in text.splitlines() if not line.startswith(" ")}
    assert starts <= {
        "BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "END",
    }  # fmt: skip
    assert "VALARM" not in [line.partition(":")[2] for line in text.splitlines() if line.startswith("BEGIN")]
    assert len(events(text)) == len(names)


@pytest.mark.parametrize("form", FORMATS)
def test_no_letter_of_an_export_acts_on_a_terminal_or_its_neighbours(form: str, hostile: list[Row]) -> None:
    named = [replace(row, uid=words, machine=words) for row, words in zip(hostile, HOSTILE, strict=True)]
    text = FORMATS[form](named)
    acting = {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\t\r\n"}
    assert not acting
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    text.encode("utf-8")


def test_ical_has_an_event_without_a_length(journal: Journal) -> None:
    journal.add(at=SUMMER_NIGHT, outcome="taken", routine="cat-cow")
    (event,) = events(as_ics(journal.rows()))
    assert event["DTSTART"].dt == datetime.fromtimestamp(SUMMER_NIGHT, UTC)
    assert "DTEND" not in event


def test_activitywatch_finds_a_bucket_as_its_import_wants_it(rows: list[Row]) -> None:
    ((name, bucket),) = json.loads(as_activitywatch(rows))["buckets"].items()
    assert name == bucket["id"] == "deskbreak_desk"
    assert {"id", "type", "client", "hostname", "created", "events"} <= set(bucket)
    assert len(bucket["events"]) == len(rows)
    for event, row in zip(bucket["events"], rows, strict=True):
        started = datetime.fromisoformat(event["timestamp"])
        assert started.tzinfo is not None
        assert started.timestamp() + event["duration"] == pytest.approx(row.at)
        assert event["data"]["outcome"] == row.outcome
        assert event["data"]["exercises"] == list(row.exercises)
        assert event["data"]["title"] == "cat-cow"
    assert bucket["created"] == bucket["events"][0]["timestamp"]


def test_activitywatch_names_what_has_no_routine_by_its_break(rows: list[Row]) -> None:
    (bucket,) = json.loads(as_activitywatch([replace(rows[0], routine="")]))["buckets"].values()
    assert [event["data"]["title"] for event in bucket["events"]] == ["mobility"]
    (empty,) = json.loads(as_activitywatch([]))["buckets"].values()
    assert (empty["hostname"], empty["events"], empty["created"]) == (
        "this-machine", [], "1970-01-01T00:00:00+00:00",
    )  # fmt: skip


def test_activitywatch_has_a_bucket_for_each_machine(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    for number, machine in enumerate(("desk", "laptop", "desk")):  # a second desk: it was another in between
        with Journal.open(path, machine=machine, clock=lambda: WRITTEN) as journal:
            journal.add(at=SUMMER_NIGHT + number, outcome="taken", routine="cat-cow", seconds=60)
    with Journal.read(path, clock=lambda: WRITTEN) as journal:
        buckets = json.loads(as_activitywatch(journal.rows()))["buckets"]
    assert [len(bucket["events"]) for bucket in buckets.values()] == [1, 1, 1]
    hosts = [bucket["hostname"] for bucket in buckets.values()]
    assert "laptop" in hosts and len(set(hosts)) == 3
