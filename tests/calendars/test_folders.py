"""Folders with thousands of files, as programs that sync a calendar leave them."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest

from deskbreak.calendars import defined, places, read, zones
from tests.calendars.exchange import fill

AROUND = datetime(2026, 3, 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("exchange")
    fill(made, 600, AROUND)
    return made


def test_six_hundred_files_of_exchange_lose_nothing_and_take_a_second(shelf, folder):
    began = time.process_time()
    assert len(shelf.busy(folder)) > 20
    assert time.process_time() - began < 1.5
    assert shelf.found.files == 600
    assert shelf.found.problems == ()


def test_rules_that_many_files_repeat_are_worked_out_once(shelf, folder, monkeypatch):
    made = []

    def counted(lines, last_year):
        made.append(lines)
        return defined.defined(lines, last_year)

    monkeypatch.setattr(zones, "defined", counted)
    shelf.busy(folder)
    assert len(made) == 1  # three names, the same rules


def test_reading_more_files_takes_no_more_memory(shelf, folder, tmp_path):
    few = tmp_path / "few"
    fill(few, 60, AROUND)
    peaks = []
    for place in (few, few, folder):
        tracemalloc.start()
        shelf.busy(place)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 1_000_000


def test_what_was_read_in_time_is_kept_and_one_sentence_says_the_rest(shelf, folder, monkeypatch):
    monkeypatch.setattr(read, "TOTAL_TIMEOUT_S", 0.1)
    assert shelf.busy(folder)
    files = shelf.found.files
    assert 0 < files < 600
    (said,) = shelf.found.problems
    assert said.startswith("the calendars: reading takes longer than 0 s; ")
    assert said.endswith(f"{files} files are read and {600 - files} left out")


def test_a_file_that_takes_the_time_of_all_leaves_the_others(shelf, monkeypatch):
    monkeypatch.setattr(read, "FILE_TIMEOUT_S", 0.2)
    rule = "RRULE:FREQ=DAILY;INTERVAL=0"
    for number in range(3):
        shelf.write(f"UID:1\nDTSTART:20260301T000000\nDURATION:PT1M\n{rule}", name=f"a{number}.ics")
    shelf.write("UID:1\nDTSTART:20260302T090000\nDURATION:PT1H", name="b.ics")
    assert shelf.busy() == ["03-02 09:00-10:00"]
    assert len(shelf.found.problems) == 1
    assert " and 2 more: " in shelf.problem()


def test_more_files_than_are_read_is_said(shelf, folder, monkeypatch):
    monkeypatch.setattr(places, "MAX_FILES", 100)
    shelf.busy(folder)
    assert shelf.found.files == 100
    assert shelf.found.problems == (f"{folder}: more than 100 calendar files; the rest is left out",)


def test_a_whole_disk_is_looked_into_only_so_far(shelf, tmp_path, monkeypatch):
    """A person names their home instead of a folder in it; the daemon looks there before every break."""
    monkeypatch.setattr(places, "MAX_FOLDERS", 20)
    for number in range(60):
        (tmp_path / "home" / f"{number:02}" / "deep" / "deeper").mkdir(parents=True)
    looked: list[str] = []
    monkeypatch.setattr(places, "_identity", lambda here: looked.append(here) or (1, len(looked)))
    places.signature([str(tmp_path / "home")])
    assert len(looked) <= 21
    folders, _ = places.watched([str(tmp_path / "home")])
    assert len(folders) == 20
    shelf.busy(tmp_path / "home")
    assert any("more than 20 folders; name the one with" in problem for problem in shelf.found.problems)


def test_a_folder_full_of_something_else_is_one_sentence(shelf):
    for number in range(50):
        shelf.put(b"<html>log in</html>", name=f"{number:02}.ics")
    assert shelf.busy() == []
    assert shelf.problem() == "00.ics and 49 more: this is not an iCalendar file"


def test_single_events_and_plain_rules_load_no_library(shelf, folder):
    """Python with the libraries takes three times as long to start, and a break that falls due waits for it."""
    start, end = shelf.window()
    ask = f"Ask({start}, {end}, 'Europe/Berlin', ({str(folder / '00000.ics')!r}, {str(folder / '00003.ics')!r}))"
    code = (
        "import sys\nfrom deskbreak.calendars.ask import Ask\n"
        f"from deskbreak.calendars.read import read\nfound = read({ask})\n"
        "print(found.files, found.problems, sorted({'icalendar', 'recurring_ical_events'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2 () []\n"
