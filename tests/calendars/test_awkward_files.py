"""Files as they really are: odd encodings and line ends, cut short, far too large, or something else."""

from __future__ import annotations

import os
import random
import time

import pytest

from deskbreak.calendars import read as reading
from deskbreak.calendars import sheet
from deskbreak.calendars.problems import MAX_PROBLEMS
from tests.calendars.invalid import check, invalid

PLAIN = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Größe besprechen
DTSTART:20260302T090000
DTEND:20260302T100000
END:VEVENT
END:VCALENDAR
"""
NINE = ["03-02 09:00-10:00"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\n\n", " \n"])
def test_any_line_end(shelf, end):
    shelf.put(PLAIN.replace("\n", end))
    assert shelf.busy() == NINE


def test_mixed_line_ends(shelf):
    shelf.put(PLAIN.replace("\n", "\r\n", 4))
    assert shelf.busy() == NINE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding(shelf, encoding):
    shelf.put(PLAIN.encode(encoding), name="holidays.ics")
    assert shelf.busy() == NINE


def test_folded_lines_even_inside_a_character(shelf):
    text = (
        PLAIN.encode()
        .replace("ö".encode(), b"\xc3\r\n \xb6")
        .replace(b"DTSTART:2026", b"DTST\n\tART:20\r\n 26")
    )
    shelf.put(text.replace(b"DTSTART", b"DTST\r\n ART"))
    assert shelf.busy() == NINE


@pytest.mark.parametrize(
    "gone", ["END:VCALENDAR\n", "BEGIN:VCALENDAR\nVERSION:2.0\n", "VERSION:2.0\n", "UID:1\n"]
)
def test_a_missing_line_that_harms_nothing(shelf, gone):
    shelf.put(PLAIN.replace(gone, ""))
    assert shelf.busy() == NINE
    assert shelf.found.problems == ()


def test_an_event_that_never_ends_before_the_next(shelf):
    second = PLAIN.split("BEGIN:VEVENT")[1].replace("UID:1", "UID:2").replace("20260302", "20260303")
    shelf.put(PLAIN.replace("END:VEVENT\nEND:VCALENDAR\n", "BEGIN:VEVENT" + second))
    assert shelf.busy() == ["03-02 09:00-10:00", "03-03 09:00-10:00"]


def test_an_alarm_inside_an_event_does_not_change_its_times(shelf):
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5H\nDTSTART:20260305T000000\nEND:VALARM\nEND:VEVENT"
    shelf.put(PLAIN.replace("END:VEVENT", alarm))
    assert shelf.busy() == NINE


def test_two_calendars_in_one_file(shelf):
    shelf.put(PLAIN + PLAIN.replace("20260302", "20260303"))
    assert shelf.busy() == [*NINE, "03-03 09:00-10:00"]


def test_a_file_that_is_still_being_copied(shelf):
    shelf.put(PLAIN.replace("END:VCALENDAR", "BEGIN:VEVENT\nUID:2\nDTSTART:2026"))
    assert shelf.busy() == NINE
    assert shelf.problem().startswith("work.ics: the file ends in the middle of an entry")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\r\n  \n", "the file is empty"),
        (b"<html><body>Please log in</body></html>", "this is not an iCalendar file"),
        (bytes(range(256)) * 50, "this is not an iCalendar file"),
        (b"BEGIN:VCALENDAR\nCALSCALE:HEBREW\nEND:VCALENDAR", "this does not use the Gregorian calendar"),
    ],
)
def test_what_is_no_calendar_is_a_sentence(shelf, content, said):
    shelf.put(content)
    assert shelf.busy() == []
    assert shelf.problem().startswith(f"work.ics: {said}")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("DTSTART:20260302T100000\nDTEND:20260302T090000", "ends before it starts"),
        ("DTSTART:20260302T100000\nDURATION:-PT1H", "ends before it starts"),
        ("SUMMARY:when?", "has no start"),
        ("DTSTART:tomorrow\nDTEND:20260302T090000", "has a broken DTSTART"),
        ("DTSTART:20260231T090000\nDTEND:20260302T090000", "has a broken DTSTART"),
        ("DTSTART:20260302T090000\nDTEND:20260302T250000", "has a broken DTEND"),
        ("DTSTART:20260302T090000\nDURATION:1 hour", "has a broken DURATION"),
        (
            "DTSTART:20260302T090000\nDTEND:20260302T100000\nRECURRENCE-ID:x",
            "has a broken RECURRENCE-ID",
        ),
        ("DTSTART:20260302T090000\nDTEND:20260302T100000\nRRULE:FREQ=FORTNIGHTLY", "has a broken RRULE"),
        (
            "DTSTART:20260302T090000\nDTEND;VALUE=DATE:20260302",
            "has a time for a start and a date for an end",
        ),
    ],
)
def test_times_that_make_no_sense_are_a_sentence_with_their_line(shelf, lines, said):
    shelf.write(f"UID:1\n{lines}", "UID:2\nDTSTART:20260303T090000\nDTEND:20260303T100000")
    assert shelf.busy() == ["03-03 09:00-10:00"]
    assert shelf.problem() == f"work.ics:3: the event {said}, and is left out"


def test_a_sentence_is_one_line_and_said_once(shelf):
    path = shelf.write("UID:1\nDTSTART;TZID=A\tB\x1b[31m\x00C:20260302T090000\nDTEND:20260302T100000Z")
    shelf.busy(path, path)
    assert shelf.problem() == 'work.ics: nobody knows the time zone "A?B?[31m?C"; your own is used instead'


def test_start_as_a_date_and_end_as_a_time(shelf):
    shelf.write("UID:1\nDTSTART;VALUE=DATE:20260302\nDTEND:20260302T100000")
    assert shelf.busy() in ([], ["03-02 00:00-10:00"])


def test_the_edges_of_time(shelf):
    shelf.write(
        "UID:1\nDTSTART:00010101T000000\nDTEND:00010101T010000\nRRULE:FREQ=YEARLY",
        "UID:2\nDTSTART:99991231T230000\nDTEND:99991231T235959\nRRULE:FREQ=DAILY",
        "UID:3\nDTSTART:20260303T090000\nDURATION:P99999999W",
        "UID:4\nDTSTART:20260303T090000\nDTEND:20260303T100000\nSEQUENCE:99999999999999999999",
    )
    assert "03-03 09:00-10:00" in shelf.busy()


def test_many_problems_are_counted_not_listed(shelf):
    shelf.write(*[f"UID:{number}\nDTSTART:x" for number in range(50)])
    assert shelf.busy() == []
    assert len(shelf.found.problems) == MAX_PROBLEMS + 1
    assert shelf.found.problems[-1] == "and 30 more problems like these"


def test_a_file_that_is_too_large_is_not_even_opened(shelf):
    path = shelf.put(PLAIN)
    os.truncate(path, reading.MAX_FILE + 1)
    assert shelf.busy() == []
    assert shelf.problem() == "work.ics: this is larger than 32 MiB; export a shorter time"


def test_a_large_file_of_attachments_is_read(shelf):
    blob = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "\n ".join(["A" * 70] * 100_000)
    shelf.put(PLAIN.replace("END:VEVENT", f"{blob}\nEND:VEVENT"))
    assert shelf.busy() == NINE


@pytest.mark.parametrize(
    "text", ["BEGIN:VEVENT\n", "BEGIN:A\n", "END:A\n", "BEGIN:A\nBEGIN:B\nEND:A\n", " \n", ";:\n"]
)
def test_a_hundred_thousand_of_the_same_line(shelf, text):
    shelf.put("BEGIN:VCALENDAR\n" + text * 100_000 + PLAIN)
    started = time.process_time()
    shelf.busy()
    assert time.process_time() - started < 10


def test_five_thousand_events_in_under_three_seconds(shelf):
    rules = ["", "", "", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE", "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z"]
    entries = [
        f"UID:{number}\nDTSTART;TZID=Europe/Berlin:20{16 + number % 11:02}0302T{number % 24:02}0000\n"
        f"DURATION:PT30M\n{rules[number % 5]}\nDESCRIPTION:{'much text ' * 20}"
        for number in range(5_000)
    ]
    shelf.write(*entries)
    started = time.process_time()
    assert shelf.busy()
    assert time.process_time() - started < 3
    assert shelf.found.problems == ()


def test_a_calendar_that_takes_too_long_gives_what_was_read_so_far(shelf, monkeypatch):
    monkeypatch.setattr(sheet, "EVENT_TIMEOUT_S", 0.1)
    monkeypatch.setattr(reading, "FILE_TIMEOUT_S", 0.3)
    endless = [
        f"UID:{n}\nDTSTART:20260101T000000\nDURATION:PT1M\nRRULE:FREQ=DAILY;INTERVAL=0" for n in range(50)
    ]
    shelf.write(PLAIN.split("BEGIN:VCALENDAR\nVERSION:2.0\n")[1].split("END:VCALENDAR")[0], *endless)
    started = time.monotonic()
    assert shelf.busy() == NINE
    assert time.monotonic() - started < 2
    assert "work.ics: this takes too long to read; the rest of it is left out" in "\n".join(
        shelf.found.problems
    ).replace(f"{shelf.folder}/", "")


@pytest.mark.parametrize("seed", range(120))
def test_a_spoiled_file_never_breaks_the_reading(shelf, seed, monkeypatch):
    monkeypatch.setattr(sheet, "EVENT_TIMEOUT_S", 0.2)
    path = shelf.put(invalid(random.Random(seed)))
    check(path, *shelf.window(), holidays=seed % 2 == 1)
