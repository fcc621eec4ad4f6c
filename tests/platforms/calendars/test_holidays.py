"""Days off from a holiday calendar."""

from __future__ import annotations


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
