"""Events that repeat, with exceptions, changes and time zones."""

from __future__ import annotations

import pytest

DAILY = "UID:standup\nDTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;TZID=Europe/Berlin:20260302T091500"


def test_every_weekday_for_ever(shelf):
    shelf.write(f"{DAILY}\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    assert len(shelf.busy()) == 10
    shelf.first, shelf.last = "2036-03-03", "2036-03-10"
    assert len(shelf.busy()) == 5


def test_a_repetition_called_off_is_left_out(shelf):
    shelf.write(
        f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260303T090000,20260304T090000"
    )
    assert shelf.busy() == ["03-02 09:00-09:15", "03-05 09:00-09:15"]


@pytest.mark.parametrize(
    "exception",
    ["EXDATE:20260303T080000Z", "EXDATE;VALUE=DATE:20260303", "EXDATE;TZID=America/New_York:20260303T030000"],
)
def test_a_repetition_may_be_called_off_in_another_way_than_it_was_written(shelf, exception):
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=2\n{exception}")
    assert shelf.busy() == ["03-02 09:00-09:15"]


def test_a_moved_repetition_happens_at_its_new_time_only(shelf):
    moved = (
        "UID:standup\nRECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\n"
        "DTSTART;TZID=Europe/Berlin:20260303T140000\nDTEND;TZID=Europe/Berlin:20260303T143000"
    )
    shelf.write(moved, f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=2")
    assert shelf.busy() == ["03-02 09:00-09:15", "03-03 14:00-14:30"]


def test_a_repetition_moved_from_far_away_into_the_window(shelf):
    moved = (
        "UID:standup\nRECURRENCE-ID;TZID=Europe/Berlin:20260401T090000\n"
        "DTSTART;TZID=Europe/Berlin:20260305T140000\nDTEND;TZID=Europe/Berlin:20260305T143000"
    )
    shelf.write(DAILY.replace("20260302", "20260401") + "\nRRULE:FREQ=DAILY;COUNT=2", moved)
    assert shelf.busy() == ["03-05 14:00-14:30"]


@pytest.mark.parametrize(
    "why", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@a.org"]
)
def test_one_repetition_may_be_off_while_the_others_stay(shelf, why):
    off = (
        "UID:standup\nRECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\n"
        f"DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260303T091500\n{why}"
    )
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3", off)
    assert shelf.busy() == ["03-02 09:00-09:15", "03-04 09:00-09:15"]


def test_a_change_from_one_repetition_on(shelf):
    later = (
        "UID:standup\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260304T090000\n"
        "DTSTART;TZID=Europe/Berlin:20260304T110000\nDTEND;TZID=Europe/Berlin:20260304T113000"
    )
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=4", later)
    assert shelf.busy() == [
        "03-02 09:00-09:15",
        "03-03 09:00-09:15",
        "03-04 11:00-11:30",
        "03-05 11:00-11:30",
    ]


def test_a_change_without_the_event_that_it_changes(shelf):
    shelf.write(
        "UID:lost\nRECURRENCE-ID:20260303T080000Z\nDTSTART:20260303T100000Z\nDTEND:20260303T110000Z",
    )
    assert shelf.busy() == ["03-03 11:00-12:00"]


def test_added_dates_and_periods(shelf):
    shelf.write(
        f"{DAILY}\nRDATE;TZID=Europe/Berlin:20260304T100000\nRDATE;VALUE=PERIOD:20260305T080000Z/PT2H"
    )
    assert shelf.busy() == ["03-02 09:00-09:15", "03-04 10:00-10:15", "03-05 09:00-11:00"]


def test_only_the_newest_version_counts(shelf):
    shelf.write(
        f"{DAILY}\nSEQUENCE:1",
        "UID:standup\nSEQUENCE:2\nDTSTART:20260302T110000\nDTEND:20260302T113000",
    )
    assert shelf.busy() == ["03-02 11:00-11:30"]


def test_events_that_share_one_uid_are_several_events(shelf):
    shelf.write(
        "UID:\nDTSTART:20260302T090000\nDTEND:20260302T100000",
        "UID:same\nDTSTART:20260303T090000\nDTEND:20260303T100000",
        "UID:same\nDTSTART:20260304T090000\nDTEND:20260304T100000",
        "DTSTART:20260305T090000\nDTEND:20260305T100000",
    )
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-03", "03-04", "03-05"]


def test_wall_time_holds_across_the_change_to_summer(shelf):
    shelf.first, shelf.last = "2026-03-27", "2026-03-31"
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY")
    assert shelf.busy() == [f"03-{day} 09:00-09:15" for day in (27, 28, 29, 30)]


def test_times_in_utc_move_on_the_wall_with_summer(shelf):
    shelf.first, shelf.last = "2026-03-28", "2026-03-30"
    shelf.write("UID:1\nDTSTART:20260301T080000Z\nDTEND:20260301T090000Z\nRRULE:FREQ=DAILY")
    assert shelf.busy() == ["03-28 09:00-10:00", "03-29 10:00-11:00"]


@pytest.mark.parametrize("until", ["20260303", "20260303T090000", "20260303T080000Z", "20260303T235959"])
def test_the_last_day_is_included_however_until_is_written(shelf, until):
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;UNTIL={until}")
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-03"]


def test_the_last_day_is_included_west_of_greenwich_too(shelf):
    shelf.zone = "America/Los_Angeles"
    shelf.write(
        "UID:1\nDTSTART:20260302T160000\nDTEND:20260302T170000\nRRULE:FREQ=DAILY;UNTIL=20260304T160000"
    )
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-03", "03-04"]


def test_lower_case_and_a_stray_semicolon_in_a_rule(shelf):
    shelf.write(f"{DAILY}\nrrule:freq=daily;count=2;")
    assert len(shelf.busy()) == 2


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=10", "FREQ=DAILY;BYHOUR=9;BYMINUTE=5\nEXRULE:X"]
)
def test_rules_that_no_meeting_has_are_a_sentence(shelf, rule):
    shelf.write(f"{DAILY}\nRRULE:{rule}")
    assert shelf.busy() == []
    assert shelf.problem().startswith("work.ics:3: the event ")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=FORTNIGHTLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "INTERVAL=2",
        "FREQ=YEARLY;RSCALE=CHINESE;SKIP=FORWARD",
        "FREQ=WEEKLY;UNTIL=99999999",
    ],
)
def test_endless_and_senseless_rules_end_soon_in_a_sentence(shelf, rule):
    shelf.write(f"{DAILY}\nRRULE:{rule}", "UID:fine\nDTSTART:20260304T090000\nDTEND:20260304T100000")
    assert "03-04 09:00-10:00" in shelf.busy()
    assert len(shelf.found.problems) <= 1


LOST = "a value of the event's {} is empty or broken, and is left out"


@pytest.mark.parametrize(
    "values",
    [
        "20260303T090000,",
        ",20260303T090000",
        "20260303T090000,,",
        "20260303T090000,20260399T090000",
        "x,20260303T090000",
    ],
)
@pytest.mark.parametrize("name", ["EXDATE", "RDATE"])
def test_a_broken_value_costs_itself(shelf, name, values):
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3\n{name};TZID=Europe/Berlin:{values}")
    days = ["03-02", "03-04"] if name == "EXDATE" else ["03-02", "03-03", "03-04"]
    assert [line[:5] for line in shelf.busy()] == days
    assert shelf.problem() == f"work.ics:3: {LOST.format(name)}"


@pytest.mark.parametrize(
    "line", ["EXDATE:", "RDATE:", "EXDATE;VALUE=DATE:", "RRULE:", "RDATE;VALUE=PERIOD:a/b"]
)
def test_an_empty_line_costs_nothing_else(shelf, line):
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3\n{line}")
    assert len(shelf.busy()) == 3
    assert shelf.problem() == f"work.ics:3: {LOST.format(line.split(';')[0].strip(':'))}"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY; BYDAY=MO, WE ;COUNT=3",
        " FREQ=WEEKLY;BYDAY=MO,WE,;COUNT=3",
        "FREQ=WEEKLY;;BYDAY=MO,WE;UNTIL= 20260309",
        "freq = weekly;byday = mo,we;until=20260309T090000 ",
    ],
)
def test_blanks_and_stray_signs_in_a_rule_are_forgiven(shelf, rule):
    shelf.write(f"{DAILY}\nRRULE:{rule}")
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-04", "03-09"]
    assert shelf.found.problems == ()


@pytest.mark.parametrize("turned", [1, -1])
def test_every_rule_of_an_event_counts(shelf, turned):
    lines = ["RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=400"][::turned]
    shelf.write(DAILY.replace("20260302", "20260105") + "\n" + "\n".join(lines))
    days = ["03-03", "03-06", "03-09", "03-12", "03-15"]
    assert [line[:5] for line in shelf.busy()] == sorted({*days, "03-02", "03-09"})


def test_a_rule_that_has_ended_does_not_end_the_others(shelf):
    old = DAILY.replace("20260302", "20250106")
    shelf.write(f"{old}\nRRULE:FREQ=DAILY;UNTIL=20250201T000000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    assert shelf.busy() == ["03-03 09:00-09:15"]


CHANGED = (
    "UID:standup\nRECURRENCE-ID{}\n"
    "DTSTART;TZID=Europe/Berlin:20260303T140000\nDTEND;TZID=Europe/Berlin:20260303T143000"
)


@pytest.mark.parametrize(
    "which",
    [
        ";VALUE=DATE:20260303",
        ":20260303",
        ":20260303T080000Z",
        ":20260303T090000",
        ";VALUE=DATE:20260303T000000",
    ],
)
@pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;BYDAY=MO,TU,WE;UNTIL=20260304T230000Z"])
def test_a_repetition_changed_by_date_is_replaced(shelf, rule, which):
    shelf.write(f"{DAILY}\nRRULE:{rule}", CHANGED.format(which))
    assert shelf.busy() == ["03-02 09:00-09:15", "03-03 14:00-14:30", "03-04 09:00-09:15"]


def test_a_repetition_called_off_by_date(shelf):
    off = "UID:standup\nSTATUS:CANCELLED\nRECURRENCE-ID;VALUE=DATE:20260303\nDTSTART;VALUE=DATE:20260303"
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3", off)
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-04"]


def test_a_change_by_date_from_there_on(shelf):
    later = CHANGED.format(";RANGE=THISANDFUTURE;VALUE=DATE:20260303")
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3", later)
    assert shelf.busy() == ["03-02 09:00-09:15", "03-03 14:00-14:30", "03-04 14:00-14:30"]


def test_a_broken_change_costs_itself(shelf):
    shelf.write(f"{DAILY}\nRRULE:FREQ=DAILY;COUNT=3", CHANGED.format(":soon"))
    assert len(shelf.busy()) == 3
    assert shelf.problem() == "work.ics:9: a changed repetition has a broken RECURRENCE-ID, and is left out"


def test_an_added_date_without_a_time_is_at_the_usual_time(shelf):
    shelf.write(f"{DAILY}\nRDATE;VALUE=DATE:20260305")
    assert shelf.busy() == ["03-02 09:00-09:15", "03-05 09:00-09:15"]


def test_times_without_a_zone_beside_a_start_with_one_are_in_its_zone(shelf):
    start = "UID:1\nDTSTART;TZID=America/New_York:20260302T030000\nDTEND:20260302T031500"
    shelf.write(f"{start}\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260303T030000")
    assert shelf.busy() == ["03-02 09:00-09:15", "03-04 09:00-09:15"]


@pytest.mark.parametrize("until", ["20260304", "20260303T230000Z", "20260304T000000Z", "20260304T235959"])
def test_the_last_whole_day_however_until_is_written(shelf, until):
    shelf.write(f"UID:1\nSUMMARY:Off\nDTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;UNTIL={until}")
    assert [line[:5] for line in shelf.days_off()] == ["03-02", "03-03", "03-04"]
