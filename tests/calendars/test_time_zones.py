"""One moment, and the many ways in which programs write its time zone."""

from __future__ import annotations

import pytest

from deskbreak.calendars.ask import Ask
from deskbreak.calendars.read import read

NEW_YORK_RULES = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def at_nine(zone: str) -> str:
    return f'UID:1\nDTSTART;TZID="{zone}":20260302T090000\nDTEND;TZID="{zone}":20260302T100000'


@pytest.mark.parametrize(
    "zone",
    [
        "America/New_York",
        "/America/New_York",
        "/citadel.org/20260101_1/America/New_York",
        "/freeassociation.sourceforge.net/America/New_York",
        "US/Eastern",
        "Eastern Standard Time",
        "GMT-0500",
        "UTC-05:00",
        "(UTC-05:00)",
        "-05:00",
    ],
)
def test_a_zone_by_any_of_its_names(shelf, zone):
    shelf.write(at_nine(zone))
    assert shelf.busy() == ["03-02 15:00-16:00"]
    assert shelf.found.problems == ()


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "tzone://Microsoft/Utc", "Z"])
def test_universal_time_by_any_of_its_names(shelf, zone):
    shelf.write(at_nine(zone))
    assert shelf.busy() == ["03-02 10:00-11:00"]


@pytest.mark.parametrize(
    "zone", ["Customized Time Zone", "tzone://Microsoft/Custom", "(UTC-05:00) Eastern Time (US & Canada)"]
)
def test_a_zone_that_only_the_calendar_itself_defines(shelf, zone):
    shelf.first, shelf.last = "2026-03-02", "2026-03-10"
    shelf.write(NEW_YORK_RULES.format(name=zone), at_nine(zone) + "\nRRULE:FREQ=WEEKLY")
    # in the second week New York has summer time and Berlin not yet
    assert shelf.busy() == ["03-02 15:00-16:00", "03-09 14:00-15:00"]
    assert shelf.found.problems == ()


def test_a_zone_may_be_defined_after_its_use(shelf):
    shelf.write(at_nine("Here"), NEW_YORK_RULES.format(name="Here"))
    assert shelf.busy() == ["03-02 15:00-16:00"]


def test_two_calendars_may_mean_different_zones_by_one_name(shelf):
    other = NEW_YORK_RULES.replace("-0400", "+0900").replace("-0500", "+0900")
    shelf.write(NEW_YORK_RULES.format(name="Custom"), at_nine("Custom"), name="a.ics")
    shelf.write(other.format(name="Custom"), at_nine("Custom"), name="b.ics")
    assert shelf.busy() == ["03-02 01:00-02:00", "03-02 15:00-16:00"]


@pytest.mark.parametrize(
    "name", ["Eastern Standard Time", "Europe/Berlin", "UTC", "GMT+0100", "Eastern Time"]
)
def test_the_rules_in_the_file_win_over_the_name(shelf, name):
    tokyo = NEW_YORK_RULES.format(name=name).replace("-0400", "+0900").replace("-0500", "+0900")
    shelf.write(tokyo, at_nine(name))
    assert shelf.busy() == ["03-02 01:00-02:00"]
    assert shelf.found.problems == ()


def test_the_rules_of_a_zone_found_by_another_spelling_of_its_name(shelf):
    shelf.write(NEW_YORK_RULES.format(name='"Our  Place"'), at_nine("our  place"))
    assert shelf.busy() == ["03-02 15:00-16:00"]


@pytest.mark.parametrize(
    "more", ["BYHOUR=2;BYMINUTE=0", "BYHOUR=2;BYMINUTE=0;BYSECOND=0;WKST=SU", "INTERVAL=1"]
)
def test_rules_that_say_the_hour_of_the_change(shelf, more):
    shelf.first, shelf.last = "2026-03-02", "2026-03-10"
    rules = NEW_YORK_RULES.format(name="Here").replace("FREQ=YEARLY", f"FREQ=YEARLY;{more}")
    shelf.write(rules, at_nine("Here") + "\nRRULE:FREQ=WEEKLY")
    assert shelf.busy() == ["03-02 15:00-16:00", "03-09 14:00-15:00"]
    assert shelf.found.problems == ()


@pytest.mark.parametrize(
    "days",
    ["BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14", "BYDAY=2SU", "BYDAY=+2SU", "BYDAY=MO,2SU", "BYDAY=-4SU"],
)
def test_rules_that_say_the_day_in_another_way(shelf, days):
    shelf.first, shelf.last = "2026-03-02", "2026-03-10"
    rules = NEW_YORK_RULES.format(name="Here").replace("BYDAY=2SU", days)
    shelf.write(rules, at_nine("Here") + "\nRRULE:FREQ=WEEKLY")
    assert shelf.busy()[-1] == "03-09 14:00-15:00"
    assert shelf.found.problems == ()


def test_offsets_of_three_digits_in_the_rules(shelf):
    rules = NEW_YORK_RULES.format(name="Here").replace("-0500", "-500").replace("-0400", "-400")
    shelf.write(rules, at_nine("Here"))
    assert shelf.busy() == ["03-02 15:00-16:00"]
    assert shelf.found.problems == ()


@pytest.mark.parametrize(
    "zone",
    ["GMT+05:30", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "UTC+05:30"],
)
def test_a_colon_without_quotes_belongs_to_the_zone(shelf, zone):
    shelf.write(
        f"UID:1\nDTSTART;TZID={zone}:20260302T140000\nDTEND;TZID={zone};X-ODD=1:20260302T142000\n"
        f"RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID={zone}:20260303T140000"
    )
    assert shelf.busy() == ["03-02 09:30-09:50", "03-04 09:30-09:50"]


def test_a_colon_in_a_name_that_the_file_defines(shelf):
    name = "(UTC-05:00) Eastern Time (US & Canada)"
    shelf.write(
        NEW_YORK_RULES.format(name=name),
        f"UID:1\nDTSTART;TZID={name}:20260302T090000\nDTEND;TZID={name}:20260302T100000",
    )
    assert shelf.busy() == ["03-02 15:00-16:00"]
    assert shelf.found.problems == ()


GUESSES = {
    "(UTC-05:00) Eastern Time (US & Canada)": ("America/New_York", "15:00"),
    "(GMT-05:00) Eastern Time (US and Canada)": ("America/New_York", "15:00"),
    "Eastern Standard Time 1": ("America/New_York", "15:00"),
    "Eastern Daylight Time": ("America/New_York", "15:00"),
    "america/new_york": ("America/New_York", "15:00"),
    "GMT-0500 (EST)": ("EST", "15:00"),
    "W. Europe Standard Time 2": ("Europe/Berlin", "09:00"),
    "(GMT+01.00) Sarajevo/Warsaw/Zagreb": ("Europe/Sarajevo", "09:00"),
    "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien": ("Europe/Amsterdam", "09:00"),
    "(UTC+10:00) Canberra, Melbourne, Sydney": ("Australia/Canberra", "23:00"),
    "Pacific Time": ("America/Los_Angeles", "18:00"),
    "(UTC-07:00) Arizona": ("America/Phoenix", "17:00"),
    "(UTC) Coordinated Universal Time": ("UTC", "10:00"),
    "(UTC-03:30) Somewhere": ("UTC-03:30", "13:30"),
}


@pytest.mark.parametrize("name", GUESSES)
def test_a_name_that_windows_shows_to_people_is_read_as_well_as_can_be(shelf, name):
    shelf.last = "2026-03-03"
    taken_as, starts = GUESSES[name]
    entry = at_nine(name)
    if starts == "23:00":  # of the day before
        entry = entry.replace("20260302", "20260303")
    shelf.write(entry)
    assert [line[6:11] for line in shelf.busy()] == [starts]
    assert shelf.problem() == (
        f'work.ics: the calendar does not say what these time zones are, so it takes "{name}" as {taken_as}'
    )


def test_all_guesses_of_a_folder_are_one_sentence(shelf):
    for number in range(40):
        shelf.write(
            at_nine("Pacific Time"),
            at_nine("Eastern Time").replace("UID:1", "UID:2"),
            name=f"{number:02}.ics",
        )
    shelf.busy()
    assert shelf.problem() == (
        "00.ics and 39 more: the calendar does not say what these time zones are, so it takes "
        '"Eastern Time" as America/New_York; "Pacific Time" as America/Los_Angeles'
    )


@pytest.mark.parametrize("name", ["Nowhere Standard Time", "(XYZ) Town", "Bogus 1"])
def test_a_name_that_means_nothing_is_the_persons_own_and_said(shelf, name):
    shelf.write(at_nine(name))
    assert shelf.busy() == ["03-02 09:00-10:00"]
    assert "nobody knows the time zone" in shelf.problem()


def test_windows_names_mean_the_zone_even_where_the_calendar_defines_them_badly(shelf):
    bad = NEW_YORK_RULES.format(name="Eastern Standard Time").replace("-0500", "nonsense")
    shelf.write(bad, at_nine("Eastern Standard Time"))
    assert shelf.busy() == ["03-02 15:00-16:00"]


@pytest.mark.parametrize(
    "definition",
    [
        "",
        "BEGIN:VTIMEZONE\nTZID:Mars/Olympus\nEND:VTIMEZONE",
        NEW_YORK_RULES.format(name="Mars/Olympus").replace("-0500", "noon"),
        NEW_YORK_RULES.format(name="Mars/Olympus").replace("FREQ=YEARLY", "FREQ=SECONDLY;INTERVAL=0"),
    ],
)
def test_a_zone_that_nobody_knows_is_the_persons_own_and_said_once(shelf, definition):
    entries = [
        at_nine("Mars/Olympus"),
        at_nine("Mars/Olympus").replace("0302", "0303").replace("UID:1", "UID:2"),
    ]
    shelf.write(*([definition] if definition else []), *entries)
    assert shelf.busy() == ["03-02 09:00-10:00", "03-03 09:00-10:00"]
    assert shelf.problem() == 'work.ics: nobody knows the time zone "Mars/Olympus"; your own is used instead'


def test_floating_times_happen_where_the_person_is(shelf):
    shelf.write("UID:1\nDTSTART:20260302T090000\nDTEND:20260302T100000")
    assert shelf.busy() == ["03-02 09:00-10:00"]
    shelf.zone = "Asia/Tokyo"
    assert shelf.busy() == ["03-02 09:00-10:00"]


def test_floating_times_of_a_calendar_that_names_its_zone(shelf):
    shelf.write(
        "UID:1\nDTSTART:20260302T090000\nDTEND:20260302T100000", head="X-WR-TIMEZONE:America/New_York"
    )
    assert shelf.busy() == ["03-02 15:00-16:00"]


def test_start_and_end_in_different_zones(shelf):
    flight = "UID:1\nDTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;TZID=America/New_York:20260302T060000"
    shelf.write(flight)
    assert shelf.busy() == ["03-02 09:00-12:00"]


def test_an_hour_that_the_clock_skips_and_one_that_it_has_twice(shelf):
    shelf.first, shelf.last = "2026-03-28", "2026-10-26"
    shelf.write(
        "UID:1\nDTSTART:20260329T023000\nDTEND:20260329T040000",
        "UID:2\nDTSTART:20261025T013000\nDTEND:20261025T033000",
    )
    assert shelf.busy() == ["03-29 03:30-04:00", "10-25 01:30-03:30"]
    assert [two - one for one, two in shelf.found.busy] == [1800, 3 * 3600]


def test_an_unknown_zone_of_the_person_is_said(shelf):
    shelf.write("UID:1\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z")
    start, end = shelf.window()
    found = read(Ask(start, end, "Nowhere/Land", (str(shelf.folder),)))
    assert found.problems == ('your time zone: nobody knows "Nowhere/Land"; UTC is used instead',)
    assert len(found.busy) == 1
