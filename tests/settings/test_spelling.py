"""Hours, times and weekdays as people type them: each spelling with its one meaning, or the whole sentence."""

from __future__ import annotations

import pytest

from deskbreak.core.plan import WEEKDAYS
from deskbreak.settings.clock_times import format_clock, parse_clock
from deskbreak.settings.spelling import (
    MAX_TEXT,
    plain_signs,
    read_clock,
    read_ranges,
    read_weekdays,
    write_range,
)

RANGES = [
    ("6-14", [(360, 840)]),  # an early shift
    ("06-12", [(360, 720)]),  # nobody who counts to twelve writes a zero in front
    ("5:00-12:00", [(300, 720)]),
    ("05:00-11", [(300, 660)]),
    ("3-11:00am", [(180, 660)]),
    ("8-12:00", [(480, 720)]),
    ("22-6", [(1320, 1800)]),
    ("13-1", [(780, 1500)]),
    ("7-13", [(420, 780)]),
    ("23:59-0", [(1439, 1440)]),
    ("0-24", [(0, 1440)]),
    ("0:00-24:00", [(0, 1440)]),
    ("12-6am", [(0, 360)]),
    ("12-6pm", [(720, 1080)]),
    ("11-6pm", [(660, 1080)]),
    ("12am-12pm", [(0, 720)]),
    ("12pm-12am", [(720, 1440)]),
    ("1pm-1am", [(780, 1500)]),
    ("9pm-5am", [(1260, 1740)]),
    ("9pm-5", [(1260, 1740)]),
    ("9am-12", [(540, 720)]),
    ("9am-9", [(540, 1260)]),
    ("1pm-12", [(780, 1440)]),
    ("9am-13", [(540, 780)]),
    ("13-2pm", [(780, 840)]),
    ("5-5pm", [(300, 1020)]),
    ("6-5am", [(1080, 1740)]),
    ("9 a.m.-5 p.m.", [(540, 1020)]),
    ("9 until 17", [(540, 1020)]),
    ("9 till 17", [(540, 1020)]),
    ("0930-1745", [(570, 1065)]),
    ("9-12+13-17", [(540, 720), (780, 1020)]),
    ("9-12/13-17&18-19", [(540, 720), (780, 1020), (1080, 1140)]),
    ("", None),
    ("9", None),
    ("9-12,", [(540, 720)]),
    ("9-12,,13-17", None),
    ("9-12 or 13-17", None),
    ("9:00-12:3013:00-14:00", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ranges"), RANGES)
def test_ranges_of_hours(text: str, ranges: list[tuple[int, int]] | None) -> None:
    if ranges is not None:
        assert read_ranges(text) == ranges
        return
    with pytest.raises(ValueError) as raised:
        read_ranges(text)
    assert str(raised.value) == f'"{text}" is no range of hours; write "09:00-12:30"'


SENTENCES = [
    ("9-5", 'does "9-5" end in the afternoon? Write 17:00, as in "09:00-17:00", or "09:00-05:00" for a night'),
    ("8:30-4", 'does "8:30-4" end in the afternoon? Write 16:00, as in "08:30-16:00", or "08:30-04:00" for a night'),
    ("12-1", 'does "12-1" end in the afternoon? Write 13:00, as in "12:00-13:00", or "12:00-01:00" for a night'),
    ("1-5", 'does "1-5" begin in the afternoon? Write "13:00-17:00", or "01:00-05:00" for a night'),
    ("5-12", 'does "5-12" begin in the afternoon? Write "17:00-24:00", or "05:00-12:00" for a night'),
    ("5-12:00", 'does "5-12:00" begin in the afternoon? Write "17:00-24:00", or "05:00-12:00" for a night'),
    ("9-9", '"9-9" is no range of hours: it ends when it begins'),
    ("9:00-9", '"9:00-9" is no range of hours: it ends when it begins'),
    ("9-9:00", '"9-9:00" is no range of hours: it ends when it begins'),
    ("09:00-09:00", '"09:00-09:00" is empty: it ends when it begins'),
    ("9am-9am", '"9am-9am" is empty: it ends when it begins'),
    ("09-09", '"09-09" is empty: it ends when it begins'),
    ("13pm-2pm", 'there is no "13 pm"; write hours from 1 to 12, or "17:00"'),
    ("0am-2am", 'there is no "0 am"; write hours from 1 to 12, or "17:00"'),
    ("25-26", '"25:00" does not exist; a day goes from "00:00" to "23:59"'),
    ("24-25", '"24:00" does not exist; a day goes from "00:00" to "23:59"'),
    ("9-12:60", '"12:60" does not exist; a day goes from "00:00" to "23:59"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SENTENCES)
def test_what_may_mean_two_things_or_nothing_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_ranges(text)
    assert str(raised.value) == said


def test_the_sentence_is_about_the_range_that_is_wrong() -> None:
    with pytest.raises(ValueError, match=r'^does "9-5" end'):
        read_ranges("06:00-08:00, 9-5")
    with pytest.raises(ValueError, match=r'^"9-9" is no range'):
        read_ranges("9-9, 10-12")


def test_a_text_has_a_length() -> None:
    text = ", ".join(["09:00-12:30"] * 15)
    assert len(text) == 193 and len(read_ranges(text)) == 15
    assert len(read_ranges(text + " " * (MAX_TEXT - 193))) == 15
    with pytest.raises(ValueError, match="is no range of hours"):
        read_ranges(text + " " * (MAX_TEXT - 192))
    days = "mon, " * 39 + "tue"
    assert len(days) == 198 and read_weekdays(days + "  ") == ("mon", "tue")
    assert read_weekdays(days + "   ") == ()


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("12:30", 750), ("12.30", 750), ("12h30", 750), ("9h", 540), ("9am", 540), ("9 pm", 1260), ("12am", 0),
        ("12 p.m.", 720), ("12:05am", 5), ("1:15 PM", 795), ("0:00", 0), ("23:59", 1439), ("7:05", 425),
        ("１２：３０", 750),
    ],
)  # fmt: skip
def test_times_of_day(text: str, minute: int) -> None:
    assert read_clock(text) == minute


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9", '"9" is no time of day; write hours and minutes, such as "09:30"'),
        ("12", '"12" is no time of day; write hours and minutes, such as "09:30"'),
        ("noon", '"noon" is no time of day; write hours and minutes, such as "09:30"'),
        ("24:00", '"24:00" does not exist; a day goes from "00:00" to "23:59"'),
        ("13pm", 'there is no "13 pm"; write hours from 1 to 12, or "17:00"'),
        ("0am", 'there is no "0 am"; write hours from 1 to 12, or "17:00"'),
    ],
)
def test_what_is_no_time_of_day_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_clock(text)
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("text", "end", "minute"),
    [
        ("00:00", False, 0), (" 9:05 ", False, 545), ("23:59", False, 1439), ("24:00", True, 1440),
        ("23:59", True, 1439), ("24:00", False, None), ("24:01", True, None), ("12:60", False, None),
        ("9:5", False, None), ("٠٩:٠٠", False, None), ("109:00", False, None),
    ],
)  # fmt: skip
def test_a_plain_time(text: str, end: bool, minute: int | None) -> None:
    if minute is None:
        with pytest.raises(ValueError):
            parse_clock(text, end=end)
    else:
        assert parse_clock(text, end=end) == minute


def test_minutes_are_shown_as_a_clock_shows_them() -> None:
    shown = {
        0: "00:00",
        65: "01:05",
        1439: "23:59",
        1440: "24:00",
        1441: "00:01",
        1800: "06:00",
        2880: "00:00",
    }
    assert {minute: format_clock(minute) for minute in shown} == shown
    assert write_range(1320, 1800) == "22:00-06:00" and write_range(0, 1440) == "00:00-24:00"


def test_signs_of_word_processors_are_the_keyboards() -> None:
    assert plain_signs(" “９–１７” ") == "9-17"
    assert read_ranges("＂9-17＂") == [(540, 1020)]
    for dash in "‐‑‒–—―−－〜～→":
        assert read_ranges(f"9{dash}17") == [(540, 1020)]


WEEK = "mon tue wed thu fri sat sun"
DAYS = [
    ("mon", "mon"), ("Monday", "mon"), ("mondays", "mon"), ("mo.", "mon"), ("m", ""), ("tu", "tue"),
    ("tues", "tue"), ("th", "thu"), ("thurs", "thu"), ("sa", "sat"), ("su", "sun"), ("s", ""), ("we", "wed"),
    ("mox", ""), ("fri-mon", "fri sat sun mon"), ("sun-mon", "sun mon"), ("wed-wed", "wed"), ("mon-sun", WEEK),
    ("tue-mon", "tue wed thu fri sat sun mon"), ("mon through thu", "mon tue wed thu"), ("mon until tue", "mon tue"),
    ("mon till tue", "mon tue"), ("mon to tue", "mon tue"), ("mon;tue/wed&thu+fri", "mon tue wed thu fri"),
    ("mon and wed", "mon wed"), ("mon wed", "mon wed"), ("wed, mon", "wed mon"),
    ("mon-wed, tue-thu", "mon tue wed thu"),
    ("x-mon", ""), ("mon-x", ""), ("-mon", ""), ("mon-", ""), ("mon, x", ""), (",", ""),
    ("weekday", "mon tue wed thu fri"), ("Workdays", "mon tue wed thu fri"), ("working  days", "mon tue wed thu fri"),
    ("weekends", "sat sun"), ("every day", WEEK), ("everyday", WEEK), ("all days", WEEK), ("DAILY", WEEK),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_weekdays_in_words(text: str, days: str) -> None:
    assert read_weekdays(text) == tuple(days.split())
    assert set(read_weekdays(text)) <= set(WEEKDAYS)
