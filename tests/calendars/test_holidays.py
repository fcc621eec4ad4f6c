"""Days off from a holiday calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_whole_days_are_days_off_with_their_names(shelf):
    shelf.write(
        "UID:1\nSUMMARY:Women's Day\\, Berlin\nDTSTART;VALUE=DATE:20260308\nTRANSP:TRANSPARENT",
        "UID:2\nSUMMARY:Company\n  outing\nDTSTART;VALUE=DATE:20260311\nDTEND;VALUE=DATE:20260313",
        "UID:3\nDTSTART;VALUE=DATE:20260316",
    )
    assert shelf.days_off() == [
        "03-08 Women's Day, Berlin",
        "03-11 Company outing",
        "03-12 Company outing",
        "03-16 holiday",
    ]
    assert shelf.found.busy == ()


def test_holidays_that_come_back_every_year(shelf):
    shelf.write("UID:1\nSUMMARY:Pi Day\nDTSTART;VALUE=DATE:20150314\nRRULE:FREQ=YEARLY")
    assert shelf.days_off() == ["03-14 Pi Day"]


def test_midnight_to_midnight_is_a_whole_day_and_an_afternoon_is_none(shelf):
    shelf.write(
        "UID:1\nSUMMARY:Closed\nDTSTART:20260305T000000\nDTEND:20260306T000000",
        "UID:2\nSUMMARY:Party\nDTSTART:20260304T150000\nDTEND:20260304T180000",
        "UID:3\nSUMMARY:Trip\nDTSTART:20260309T120000\nDTEND:20260312T120000",
    )
    assert shelf.days_off() == ["03-05 Closed", "03-10 Trip", "03-11 Trip"]


def test_a_holiday_that_was_called_off_is_a_work_day(shelf):
    shelf.write("UID:1\nSUMMARY:Strike\nDTSTART;VALUE=DATE:20260305\nSTATUS:CANCELLED")
    assert shelf.days_off() == []


def test_of_two_holidays_on_one_day_the_first_counts(shelf):
    one = "UID:{}\nSUMMARY:{}\nDTSTART;VALUE=DATE:20260305"
    shelf.write(one.format(1, "First"), one.format(2, "Second"))
    assert shelf.days_off() == ["03-05 First"]


def test_a_year_off_that_began_long_ago(shelf):
    shelf.write("UID:1\nSUMMARY:Sabbatical\nDTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20260304")
    assert shelf.days_off() == ["03-02 Sabbatical", "03-03 Sabbatical"]


def test_a_holiday_of_millennia_is_a_sentence(shelf):
    shelf.write("UID:1\nDTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:99990101")
    assert shelf.days_off() == []
    assert shelf.problem() == "work.ics:3: the event's times make no sense, and it is left out"


WHOLE_DAYS = {
    "end equals start": "DTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260305",
    "no end": "DTSTART;VALUE=DATE:20260305",
    "no VALUE": "DTSTART:20260305\nDTEND:20260306",
    "a date and a time": "DTSTART;VALUE=DATE:20260305\nDTEND:20260306T000000",
    "a date and the same midnight": "DTSTART;VALUE=DATE:20260305\nDTEND:20260305T000000",
    "a date and an afternoon": "DTSTART;VALUE=DATE:20260305\nDTEND:20260305T170000",
    "a date and the last minute": "DTSTART;VALUE=DATE:20260305\nDTEND;TZID=Europe/Berlin:20260305T235900",
    "a midnight and a date": "DTSTART:20260305T000000\nDTEND;VALUE=DATE:20260306",
    "a date with a Z": "DTSTART;VALUE=DATE:20260305Z\nDTEND;VALUE=DATE:20260306Z",
    "a date with a zone": "DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260305",
    "a date that has midnight": "DTSTART;VALUE=DATE:20260305T000000Z\nDTEND;VALUE=DATE:20260306T000000Z",
    "midnight here": "DTSTART:20260305T000000\nDTEND:20260306T000000",
    "midnight as 24:00": "DTSTART:20260305T000000\nDTEND:20260305T240000",
    "midnight without an end": "DTSTART:20260305T000000",
    "midnight in UTC": "DTSTART:20260305T000000Z\nDTEND:20260306T000000Z",
    "midnight here as UTC": "DTSTART:20260304T230000Z\nDTEND:20260305T230000Z",
    "midnight elsewhere": "DTSTART;TZID=Asia/Tokyo:20260305T000000\nDTEND;TZID=Asia/Tokyo:20260306T000000",
    "marked by Exchange": "DTSTART:20260305T090000\nDTEND:20260305T170000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    "marked, midnight far away": "DTSTART:20260304T220000Z\nDTEND:20260305T220000Z\n"
    "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    "marked by MSN": "DTSTART:20260305T000000\nDTEND:20260305T000000\nX-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE",
    "marked by Funambol": "DTSTART:20260305T080000\nX-FUNAMBOL-ALLDAY:1",
    "to 23:59": "DTSTART:20260305T000000\nDTEND:20260305T235900",
    "to 23:59:59": "DTSTART;TZID=Europe/Berlin:20260305T000000\nDTEND;TZID=Europe/Berlin:20260305T235959",
    "to 23:59:59 as UTC": "DTSTART:20260304T230000Z\nDTEND:20260305T225959Z",
    "a day long": "DTSTART;VALUE=DATE:20260305\nDURATION:P1D",
    "24 hours long": "DTSTART:20260305T000000\nDURATION:PT24H",
    "no length": "DTSTART;VALUE=DATE:20260305\nDURATION:PT0S",
    "hours long": "DTSTART;VALUE=DATE:20260305\nDURATION:PT8H",
}


@pytest.mark.parametrize("how", WHOLE_DAYS)
def test_a_whole_day_as_any_program_writes_it(shelf, how):
    shelf.write(f"UID:1\nSUMMARY:Off\n{WHOLE_DAYS[how]}")
    assert shelf.days_off() == ["03-05 Off"]
    assert shelf.found.problems == ()


SEVERAL = {
    "to a date": "DTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260308",
    "days long": "DTSTART;VALUE=DATE:20260305\nDURATION:P3D",
    "hours long": "DTSTART;VALUE=DATE:20260305\nDURATION:PT72H",
    "from midnight, days long": "DTSTART:20260305T000000\nDURATION:P3D",
    "to the last minute": "DTSTART:20260305T000000\nDTEND:20260307T235959",
    "in UTC": "DTSTART:20260305T000000Z\nDTEND:20260308T000000Z",
    "a date and a time": "DTSTART;VALUE=DATE:20260305\nDTEND:20260307T180000",
    "marked": "DTSTART:20260304T230000Z\nDTEND:20260307T230000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
}


@pytest.mark.parametrize("how", SEVERAL)
def test_several_days_as_any_program_writes_them(shelf, how):
    shelf.write(f"UID:1\nSUMMARY:Off\n{SEVERAL[how]}")
    assert shelf.days_off() == ["03-05 Off", "03-06 Off", "03-07 Off"]


def test_weeks_are_days_too(shelf):
    shelf.write("UID:1\nDTSTART;VALUE=DATE:20260305\nDURATION:P1W")
    assert len(shelf.days_off()) == 7


def test_what_is_no_whole_day_is_said_once(shelf):
    shelf.write(
        "UID:1\nSUMMARY:Party\nDTSTART:20260304T150000\nDTEND:20260304T180000",
        "UID:2\nSUMMARY:Run\nDTSTART:20260304T150000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        "UID:3\nSUMMARY:Long ago\nDTSTART:20160304T150000\nDTEND:20160304T180000",
        "BEGIN:VFREEBUSY\nFREEBUSY:20260304T080000Z/PT1H\nEND:VFREEBUSY",
    )
    assert shelf.days_off() == []
    assert [problem.replace(f"{shelf.folder}/", "") for problem in shelf.found.problems] == [
        "work.ics: free/busy times are no days off",
        'work.ics: entries without a whole day are no days off, such as "Party" in line 3',
    ]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 14)).map(lambda at: at.replace(microsecond=0)),
    minutes=st.sampled_from([0, 1, 60, 600, 1439, 1440, 1441, 2879, 2880, 4320]),
    zone=st.sampled_from(["", ";TZID=Asia/Tokyo", ";TZID=America/New_York", "Z"]),
    midnight=st.booleans(),
    day=st.booleans(),
    length=st.booleans(),
    marked=st.booleans(),
)
def test_every_entry_is_a_day_off_or_a_sentence(shelf, start, minutes, zone, midnight, day, length, marked):
    start = start.replace(hour=0, minute=0, second=0) if midnight else start
    end = start + timedelta(minutes=minutes)
    last, zone = ("Z", "") if zone == "Z" else ("", zone)
    first = f"DTSTART;VALUE=DATE:{start:%Y%m%d}" if day else f"DTSTART{zone}:{start:%Y%m%dT%H%M%S}{last}"
    lines = [first, f"DURATION:PT{minutes}M" if length else f"DTEND{zone}:{end:%Y%m%dT%H%M%S}{last}"]
    lines += ["X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"] * marked
    shelf.write("UID:1\nSUMMARY:Off\n" + "\n".join(lines))
    shelf.first, shelf.last = "2026-02-20", "2026-04-01"
    assert bool(shelf.days_off()) != bool(shelf.found.problems)
    if day or marked:
        assert shelf.found.days_off
