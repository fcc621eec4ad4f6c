"""Which entries of a calendar make a person busy."""

from __future__ import annotations

import pytest


def test_a_meeting_makes_busy(shelf, meeting):
    shelf.write(meeting("SUMMARY:Planning"))
    assert shelf.busy() == ["03-02 09:00-10:00"]
    assert shelf.found.problems == ()
    assert shelf.found.files == 1


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "transp:transparent",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org",
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:you@example.org":mailto:me@example.org',
    ],
)
def test_what_takes_no_time_holds_no_break(shelf, meeting, line):
    shelf.write(meeting(line))
    assert shelf.busy() == []
    assert shelf.found.problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:OPAQUE",
        "STATUS:TENTATIVE",
        "STATUS:CONFIRMED",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@example.org",
        "DESCRIPTION:STATUS:CANCELLED is only a text here",
    ],
)
def test_what_may_take_time_holds_breaks(shelf, meeting, line):
    shelf.write(meeting(line))
    assert shelf.busy() == ["03-02 09:00-10:00"]


def test_a_meeting_that_only_somebody_else_declined_goes_on(shelf, meeting):
    answers = (
        "ATTENDEE;PARTSTAT=DECLINED:mailto:boss@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org",
    )
    shelf.write(meeting(*answers))
    assert shelf.busy() == ["03-02 09:00-10:00"]


@pytest.mark.parametrize("known_by", ["given", "calendar name", "file name", "folder name"])
def test_a_meeting_that_i_declined_is_left_out_when_my_address_is_known(shelf, meeting, known_by):
    name = {"file name": "me@example.org.ics", "folder name": "me@example.org/events.ics"}.get(
        known_by, "work.ics"
    )
    head = "X-WR-CALNAME:Me@Example.org" if known_by == "calendar name" else ""
    shelf.me = ("me@example.org",) if known_by == "given" else ()
    answers = (
        'ATTENDEE;CN="Boss, The";PARTSTAT=ACCEPTED:mailto:boss@example.org',
        "ATTENDEE;CN=Me;PARTSTAT=DECLINED;EMAIL=me@example.org:/principal/7",
    )
    shelf.write(meeting(*answers), name=name, head=head)
    assert shelf.busy() == []


def test_whole_days_hold_no_breaks(shelf):
    shelf.write(
        "UID:1\nSUMMARY:Anna's birthday\nDTSTART;VALUE=DATE:20260303",
        "UID:2\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260306\nTRANSP:OPAQUE",
        "UID:3\nSUMMARY:On call\nDTSTART:20260302T080000\nDTEND:20260309T080000",
        "UID:4\nSUMMARY:Midnight to midnight\nDTSTART:20260305T000000\nDTEND:20260306T000000",
    )
    assert shelf.busy() == []
    assert shelf.found.problems == ()


def test_midnight_to_midnight_is_a_whole_day_even_where_it_has_23_hours(shelf):
    shelf.first, shelf.last = "2026-03-23", "2026-04-06"
    shelf.write("UID:1\nDTSTART:20260329T000000\nDTEND:20260330T000000")
    assert shelf.busy() == []


def test_a_moment_holds_nothing(shelf):
    shelf.write(
        "UID:1\nSUMMARY:no end\nDTSTART:20260303T090000",
        "UID:2\nSUMMARY:ends at once\nDTSTART:20260303T110000\nDTEND:20260303T110000",
        "UID:3\nSUMMARY:lasts nothing\nDTSTART:20260303T130000\nDURATION:PT0S",
    )
    assert shelf.busy() == []
    assert shelf.found.problems == ()


def test_a_length_instead_of_an_end(shelf):
    shelf.write("UID:1\nDTSTART:20260303T090000\nDURATION:PT1H30M")
    assert shelf.busy() == ["03-03 09:00-10:30"]


def test_meetings_that_touch_or_overlap_are_one_stretch(shelf):
    shelf.write(
        "UID:1\nDTSTART:20260303T100000\nDTEND:20260303T110000",
        "UID:2\nDTSTART:20260303T090000\nDTEND:20260303T100000",
        "UID:3\nDTSTART:20260303T103000\nDTEND:20260303T113000",
        "UID:4\nDTSTART:20260303T093000\nDTEND:20260303T094500",
        "UID:5\nDTSTART:20260303T140000\nDTEND:20260303T150000",
    )
    assert shelf.busy() == ["03-03 09:00-11:30", "03-03 14:00-15:00"]


def test_a_meeting_across_the_edge_of_the_window_is_cut(shelf):
    shelf.write(
        "UID:1\nDTSTART:20260301T230000\nDTEND:20260302T010000",
        "UID:2\nDTSTART:20260315T230000\nDTEND:20260316T010000",
        "UID:3\nDTSTART:20260301T220000\nDTEND:20260302T000000",
    )
    assert shelf.busy() == ["03-02 00:00-01:00", "03-15 23:00-03-16 00:00"]


def test_an_answer_to_an_invitation_is_no_meeting(shelf, meeting):
    for method in ("REPLY", "CANCEL", "REFRESH", "COUNTER"):
        shelf.write(meeting(), name=f"{method}.ics", head=f"METHOD:{method}")
    assert shelf.busy() == []
    shelf.write(meeting(), name="invitation.ics", head="METHOD:REQUEST")
    assert shelf.busy() == ["03-02 09:00-10:00"]


def test_tasks_and_notes_are_no_meetings(shelf):
    times = "DTSTART:20260302T090000\nDUE:20260302T100000"
    shelf.write(f"BEGIN:VTODO\nUID:1\n{times}\nEND:VTODO", f"BEGIN:VJOURNAL\nUID:2\n{times}\nEND:VJOURNAL")
    assert shelf.busy() == []
    assert shelf.found.problems == ()


def test_free_busy_times_of_a_server(shelf):
    shelf.write(
        "BEGIN:VFREEBUSY\nUID:1\nDTSTART:20260302T000000Z\nDTEND:20260309T000000Z\n"
        "FREEBUSY:20260302T080000Z/20260302T090000Z,20260302T120000Z/PT30M\n"
        "FREEBUSY;FBTYPE=FREE:20260303T080000Z/20260303T090000Z\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260304T080000Z/PT1H\n"
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260306T200000Z/20260308T200000Z\n"
        "END:VFREEBUSY",
        name="me.ifb",
    )
    assert shelf.busy() == ["03-02 09:00-10:00", "03-02 13:00-13:30", "03-04 09:00-10:00"]
    assert shelf.found.problems == ()
