"""`deskbreak log`: what was done, day by day; adding to it, correcting it, and forgetting."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from deskbreak.store.rows import OUTCOMES

Run = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Friday


@pytest.fixture(autouse=True)
def friday(home: Path) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    code, out, _ = run("log", *words, "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


@pytest.fixture
def week(run: Run) -> Run:
    """Three rows today, one on Wednesday, one a month ago."""
    run("log", "add", "cat-cow", "--at", "09:30", "--note", "in the kitchen")
    run("log", "add", "walk", "--minutes", "10", "--at", "12:00")
    run("log", "add", "mobility-set", "--at", "14:59")
    run("log", "add", "glute-bridge", "--at", "2026-11-18 10:00")
    run("log", "add", "swimming", "--minutes", "40", "--at", "2026-10-20 18:00")
    return run


# -- reading -----------------------------------------------------------------------------------------------


def test_an_empty_log_says_where_to_look(run: Run) -> None:
    assert run("log")[:2] == (0, "Nothing logged today yet; see earlier days with: deskbreak log --week\n")
    assert run("log", "--week")[:2] == (0, "Nothing was logged in these days.\n")
    assert run("log", "--json")[:2] == (0, "[]\n")


def test_rows_of_a_try_out_that_lie_ahead_are_pointed_to(run: Run) -> None:
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        run("log", "add", "cat-cow")
    for words in (("log",), ("log", "--week")):
        assert "A try-out left rows on later days: deskbreak log --from 2026-11-23" in run(*words)[1]
    assert "Cat-Cow" in run("log", "--from", "2026-11-23")[1]


def test_today_is_what_a_terminal_shows(week: Run) -> None:
    code, out, _ = week("log")
    assert code == 0
    assert week("log", "--today")[1] == out
    lines = out.splitlines()
    assert lines[0] == "Friday 20 November 2026"
    assert [re.search(r"\d\d:\d\d", line)[0] for line in lines[1:4]] == ["09:30", "12:00", "14:59"]  # type: ignore[index]
    assert "Cat-Cow - in the kitchen" in lines[1] and re.search(r"#\d+$", lines[1])
    assert lines[4].strip().startswith("3 taken; ")
    assert len(lines) == 5 and "\x1b" not in out


def test_the_week_has_a_head_for_each_day(week: Run) -> None:
    out = week("log", "--week")[1]
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Wednesday 18 November 2026", "Friday 20 November 2026"]
    assert "swimming" not in out


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 5),
        (("--today",), 3),
        (("--week",), 4),
        (("--from", "2026-11-18", "--to", "2026-11-18"), 1),
        (("--from", "2026-11-18"), 4),
        (("--to", "yesterday"), 2),
        (("--from", "2026-11-21"), 0),
    ],
)
def test_programs_get_all_rows_or_the_days_they_ask_for(
    week: Run, words: tuple[str, ...], count: int
) -> None:
    found = rows(week, *words)
    assert len(found) == count
    assert [row["at"] for row in found] == sorted(row["at"] for row in found)
    keys = {"id", "at", "break", "routine", "outcome", "seconds", "exercises", "note", "machine"}
    assert all(keys <= set(row) for row in found)


@pytest.mark.parametrize(
    "words",
    [
        ("--today", "--week"),
        ("--week", "--from", "2026-11-18"),
        ("--from", "2026-11-20", "--to", "2026-11-19"),
        ("--from", "soon"),
        ("--from", "2026-02-30"),
        ("nonsense",),
    ],
)
def test_days_that_cannot_be_are_sentences(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("log", *words)
    assert (code, out) == (2, "")
    assert err.strip()


def test_strange_words_do_nothing_to_the_terminal(run: Run) -> None:
    assert run("log", "add", "a\x1b[31mred\nline", "--note", "\u202eback\x07")[0] == 0
    out = run("log")[1]
    assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out
    assert len(out.splitlines()) == 3
    assert rows(run)[0]["note"] == "\u202eback\x07"


def test_bytes_that_are_no_text_are_kept_as_marks(run: Run) -> None:
    code, _, err = run("log", "add", "caf\udce9", "--note", "\udcff")
    assert (code, err) == (0, "")
    (row,) = rows(run)
    assert row["routine"].startswith("caf") and row["routine"].isprintable()


def test_a_strange_note_is_shown_harmlessly_when_it_is_corrected(run: Run) -> None:
    run("log", "add", "cat-cow")
    out = run("log", "edit", str(rows(run)[0]["id"]), "--note", "\x1b]0;title\x07 \udcff")[1]
    assert "\x1b" not in out and "\x07" not in out


# -- adding ------------------------------------------------------------------------------------------------


def test_what_is_added_is_said_and_in_the_log(run: Run) -> None:
    code, out, _ = run("log", "add", "cat-cow", "--minutes", "2.5", "--note", "before lunch")
    (row,) = rows(run)
    assert code == 0
    assert out == f"Logged as {row['id']}: Cat-Cow, 2 min, Fri 15:00.\n"
    assert (row["outcome"], row["seconds"], row["note"]) == ("taken", 150, "before lunch")
    assert row["at"] == "2026-11-20T15:00:00+01:00"


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("09:30", "2026-11-20T09:30:00+01:00"),
        ("15:01", "2026-11-19T15:01:00+01:00"),  # it has not come yet today
        ("2026-07-01 08:00", "2026-07-01T08:00:00+02:00"),
        ("2026-07-01T08:00", "2026-07-01T08:00:00+02:00"),
        ("yesterday 18:00", "2026-11-19T18:00:00+01:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),  # no clock showed it
    ],
)
def test_at_is_a_time_of_the_persons_clock(run: Run, given: str, at: str) -> None:
    assert run("log", "add", "cat-cow", "--at", given)[0] == 0
    assert rows(run)[0]["at"] == at


@pytest.mark.parametrize(
    "words",
    [
        ("cat-cow", "--at", "25:00"),
        ("cat-cow", "--at", "soon"),
        ("cat-cow", "--at", "2026-11-21 09:00"),
        ("cat-cow", "--at", ""),
        ("cat-cow", "--minutes", "0"),
        ("cat-cow", "--minutes", "-3"),
        ("cat-cow", "--minutes", "nan"),
        ("cat-cow", "--minutes", "inf"),
        ("cat-cow", "--minutes", "1441"),
        ("cat-cow", "--minutes", "ten"),
        ("  ",),
        (),
    ],
)
def test_what_cannot_be_added_is_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run("log", "add", *words)
    assert code == 2 and err.strip()
    assert rows(run) == []


def test_a_near_miss_gets_a_hint(run: Run) -> None:
    out = run("log", "add", "cat-cwo")[1]
    assert 'If you meant "cat-cow"' in out
    assert rows(run)[0]["routine"] == "cat-cwo"


# -- correcting --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_any_outcome_can_be_put_right(run: Run, outcome: str) -> None:
    run("log", "add", "cat-cow")
    number = rows(run)[0]["id"]
    assert run("log", "edit", str(number), "--outcome", outcome)[:2] == (
        0,
        f"Row {number} is corrected: {outcome}.\n",
    )
    assert rows(run)[0]["outcome"] == outcome


def test_a_note_can_be_added_changed_and_emptied(run: Run) -> None:
    run("log", "add", "cat-cow")
    number = f"#{rows(run)[0]['id']}"  # as the log shows it
    for note in ("felt good", "felt better", ""):
        assert run("log", "edit", number, "--note", note)[0] == 0
        assert rows(run)[0]["note"] == note
    assert rows(run)[0]["outcome"] == "taken"


def test_what_is_removed_stays_away_and_the_file_keeps_it(run: Run, home: Path) -> None:
    run("log", "add", "cat-cow")
    number = str(rows(run)[0]["id"])
    assert run("log", "remove", number)[:2] == (0, f"Row {number} is out of the log.\n")
    assert rows(run) == []
    for words in (("remove", number), ("edit", number, "--outcome", "partly")):
        code, _, err = run("log", *words)
        assert code == 2 and "no row" in err
    db = sqlite3.connect(home / "journal.sqlite3")
    assert db.execute("SELECT count(*) FROM outcomes").fetchone() == (1,)
    db.close()


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "1"),
        ("edit", "1", "--outcome", "perfect"),
        ("edit", "one", "--note", "x"),
        ("edit", "-1", "--note", "x"),
        ("edit", "99999999999999999999999", "--note", "x"),
        ("remove", "٣"),
        ("remove",),
        ("forget",),
        ("forget", "--before", "soon"),
        ("forget", "--before", "2026-13-01"),
    ],
)
def test_corrections_that_make_no_sense_are_sentences(run: Run, words: tuple[str, ...]) -> None:
    run("log", "add", "cat-cow")
    code, out, err = run("log", *words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert len(rows(run)) == 1


# -- forgetting --------------------------------------------------------------------------------------------


def test_forgetting_keeps_the_day_it_names_and_deletes_what_lies_before(week: Run, home: Path) -> None:
    code, out, _ = week("log", "forget", "--before", "2026-11-18")
    assert (code, out) == (0, "1 row from before 2026-11-18 deleted for good.\n")
    assert len(rows(week)) == 4
    assert week("log", "forget", "--before", "today")[1].startswith("1 row from before 2026-11-20")
    assert len(rows(week)) == 3
    held = b"".join(file.read_bytes() for file in home.glob("journal.sqlite3*"))
    assert b"swimming" not in held and b"in the kitchen" in held


def test_forgetting_twice_is_no_mistake(week: Run) -> None:
    week("log", "forget", "--before", "2026-11-18")
    assert week("log", "forget", "--before", "2026-11-18")[:2] == (
        0,
        "0 rows from before 2026-11-18 deleted for good.\n",
    )


def test_what_was_held_back_is_called_so(run: Run) -> None:
    run("log", "add", "cat-cow")
    run("log", "edit", str(rows(run)[0]["id"]), "--outcome", "suppressed")
    assert rows(run)[0]["outcome"] == "suppressed"  # the word of files and programs
    out = run("log")[1]
    assert "held back" in out and "1 held back" in out and "suppressed" not in out


# -- notes -------------------------------------------------------------------------------------------------


def test_a_note_on_a_fresh_day_is_for_the_day(run: Run) -> None:
    code, out, _ = run("log", "note", "stiff", "neck")
    assert (code, out) == (0, "Today: stiff neck\n")
    assert rows(run) == []
    assert run("log")[1].splitlines() == ["Friday 20 November 2026", "  Note: stiff neck"]


def test_a_note_does_not_go_to_the_row_of_another_day(run: Run) -> None:
    run("log", "add", "cat-cow", "--at", "2026-11-18 10:00")
    assert run("log", "note", "stiff neck")[1] == "Today: stiff neck\n"
    assert rows(run)[0]["note"] == ""


def test_a_note_goes_beside_todays_last_row_unless_it_is_for_the_day(week: Run) -> None:
    last = next(row["id"] for row in rows(week) if row["routine"] == "mobility-set")
    assert week("log", "note", "went well")[1] == f"Row {last}: went well\n"
    assert week("log", "note", "--day", "long day")[1] == "Today: long day\n"
    out = week("log")[1]
    assert "  Note: long day" in out and "went well" in out


def test_a_note_for_a_strange_day_is_shown_harmlessly(run: Run) -> None:
    run("log", "note", "a\x1b[31mred\nline")
    assert "\x1b" not in run("log")[1]
    assert run("log", "note", "--day", "--row", "1", "x")[0] == 2


def test_days_reach_from_the_year_1_to_9999(run: Run) -> None:
    assert run("log", "add", "walk")[0] == 0
    everything = rows(run)
    for words in (
        ("--from", "0001-01-01"),
        ("--to", "9999-12-31"),
        ("--from", "0001-01-01", "--to", "9999-12-31"),
    ):
        code, out, err = run("log", *words, "--json")
        assert (code, err) == (0, "") and json.loads(out) == everything
        assert run("export", "csv", *words)[0] == run("report", *words)[0] == 0
    assert run("log", "--to", "0001-01-01")[:1] == run("log", "--from", "9999-12-31")[:1] == (0,)
    assert rows(run) == everything
    assert run("log", "forget", "--before", "0001-01-01")[0] == 0 and rows(run) == everything
