"""The log on a terminal to the column: where each part of a row stands, what is cut, and where it takes two lines."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest

from deskbreak.store.names import Names
from deskbreak.store.rows import DayNote, Row
from deskbreak.store.text import Paint, counted, day_notes, log_lines, note_said, said, summary
from deskbreak.values import replace

pytestmark = pytest.mark.usefixtures("berlin")
NOON = 1_795_172_400.0  # Friday 20 November 2026, 12:00 in Berlin
DAY_S = 86400.0


@pytest.fixture
def row() -> Row:
    return Row(
        id=1345, at=NOON, zone="", break_name="mobility", routine="", outcome="taken", seconds=180, note="", reason="",
        uid="a-1", written=NOON, exercises=(), machine="desk", own=True,
    )  # fmt: skip


@pytest.fixture
def paint(monkeypatch: pytest.MonkeyPatch) -> Paint:
    """Plain letters on 80 columns, whatever the terminal says it has."""
    monkeypatch.setenv("COLUMNS", "200")
    one = Paint()
    one.width, one.unicode, one.colour = 80, True, False
    return one


def line(row: Row, paint: Paint) -> str:
    return list(log_lines([row], Names(), paint))[1]


def test_each_part_stands_in_its_columns(row: Row, paint: Paint) -> None:
    assert line(row, paint) == "  ● 12:00  taken          3 min  mobility" + " " * 32 + " #1345"
    assert line(replace(row, id=7, seconds=0, outcome="suppressed"), paint) == (
        "  ○ 12:00  held back             mobility" + " " * 35 + " #7"
    )
    assert len(line(row, paint)) == len(line(replace(row, id=7), paint)) == 79


@pytest.mark.parametrize(("unicode", "ending"), [(True, "…"), (False, "...")])
def test_what_has_room_is_whole_and_what_has_not_ends_in_dots(
    row: Row, paint: Paint, unicode: bool, ending: str
) -> None:
    """With a number of four digits there is room for forty letters."""
    paint.unicode = unicode
    assert line(replace(row, break_name="x" * 40), paint).endswith("  " + "x" * 40 + " #1345")
    cut = "x" * (40 - len(ending)) + ending
    assert line(replace(row, break_name="x" * 41), paint).endswith("  " + cut + " #1345")
    between = "x" * 30 + " " + "y" * 12
    assert line(replace(row, break_name=between), paint).endswith(
        "  " + ("x" * 30 + ending).ljust(40) + " #1345"
    )


@pytest.mark.parametrize(("width", "two"), [(66, False), (65, True)])
def test_below_66_columns_a_row_takes_two_lines(row: Row, paint: Paint, width: int, two: bool) -> None:
    paint.width = width
    shown = line(row, paint)
    assert shown == "  ● 12:00  taken, 3 min #1345\n    mobility" if two else len(shown) == 65


def test_everything_fits_the_terminal_that_was_asked(row: Row, paint: Paint) -> None:
    long = replace(row, break_name="long words " * 12, note="more words " * 12)
    notes = {date(2026, 11, 20): "what was on this day " * 6}
    for width in (40, 66, 100):
        paint.width = width
        lines = "\n".join(log_lines([long], Names(), paint, notes)).splitlines()
        assert max(map(len, lines)) <= width and max(map(len, lines)) > width - 12
    paint.width = 40
    every = [
        replace(row, outcome=one) for one in ("taken", "partly", "natural", "snoozed", "skipped", "missed")
    ]
    assert "\n".join(log_lines(every, Names(), paint)).splitlines()[-3:] == [
        "  1 taken, 1 partly, 1 natural, 1",
        "  snoozed, 1 skipped, 1 missed; 6 min of",
        "  movement",
    ]


def test_days_follow_each_other_whatever_the_order_of_the_rows(row: Row, paint: Paint) -> None:
    rows = [replace(row, at=NOON + DAY_S), row, replace(row, at=NOON + 60, machine="laptop")]
    lines = list(log_lines(rows, Names(), paint, {date(2026, 11, 19): "only a note"}))
    assert [one.split()[0] for one in lines if one] == [
        "Thursday", "Note:", "Friday", "●", "●", "2", "Saturday", "●", "1",
    ]  # fmt: skip
    assert lines[4].rstrip().endswith("mobility [desk]" + " " * 25 + " #1345")
    assert [one for one in lines if not one] == ["", "", ""] and lines[-1] == ""


@pytest.mark.parametrize("encoding", [None, "", "ascii", "ANSI_X3.4-1968"])
def test_a_terminal_that_does_not_say_its_letters_gets_plain_ones(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None
) -> None:
    class Terminal(io.StringIO):
        pass

    terminal = Terminal()
    monkeypatch.setattr(Terminal, "encoding", encoding, raising=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert not Paint().unicode
    monkeypatch.setattr(Terminal, "encoding", "UTF-8")
    assert Paint().unicode


@pytest.mark.parametrize(("columns", "width"), [("70", 70), ("120", 120), ("", 80)])
def test_the_width_is_the_terminals_or_eighty(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert Paint().width == width


def test_the_words_of_each_outcome(row: Row) -> None:
    words = ("taken", "partly", "natural", "snoozed", "skipped", "missed", "stopped", "held back")
    outcomes = (*words[:-1], "suppressed")
    assert tuple(map(said, outcomes)) == words and said("other") == "other"
    assert [counted(one, 2) for one in outcomes] == [f"2 {word}" for word in words]
    assert note_said("yours") == "yours"
    every = [replace(row, outcome=one, seconds=60) for one in outcomes]
    assert summary([*every, every[0]]) == (
        "2 taken, 1 partly, 1 natural, 1 snoozed, 1 skipped, 1 missed, 1 stopped, 1 held back; 3 min of movement"
    )


def test_the_note_that_was_written_last_is_the_days() -> None:
    notes = [
        DayNote(NOON, "UTC", "one"),
        DayNote(NOON + 60, "UTC", "two"),
        DayNote(NOON + DAY_S, "UTC", "three"),
        DayNote(NOON + DAY_S, "UTC", ""),
        DayNote(NOON, "Pacific/Kiritimati", "there"),  # it is tomorrow there
    ]
    assert day_notes(notes) == {date(2026, 11, 20): "two", date(2026, 11, 21): "there"}
