"""The awkward samples that the calendar libraries bring along: times or a sentence for each."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from deskbreak.calendars.ask import Ask
from deskbreak.calendars.read import read

FOLDERS = [Path(str(library.__file__)).parent for library in (icalendar, recurring_ical_events)]
SAMPLES = sorted(path for folder in FOLDERS for path in folder.rglob("*.ics"))
START, END = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2019, 2026))


@pytest.mark.skipif(not SAMPLES, reason="these libraries were installed without their samples")
def test_every_sample_gives_times_or_a_sentence():
    for path in SAMPLES:
        started = time.process_time()
        found = read(Ask(START, END, "Europe/Berlin", (str(path),), (str(path),)))
        assert time.process_time() - started < 8, path
        assert found.files == 2, path
        assert list(found.busy) == sorted(found.busy), path
        assert all(START <= start < end <= END for start, end in found.busy), path
        assert all(problem.isprintable() for problem in found.problems), path
