"""A coming day with the person's calendars."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from deskbreak.app.rehearsal import load_plan, read_calendars, rehearse_plan, with_days_off
from deskbreak.paths import Profile

DAY = date(2026, 11, 30)
SETTINGS = """
[hours]
mon = ["09:00-18:00"]
[quiet]
calendars = ["work.ics"]
"""
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:{}\n{}\nEND:VEVENT\nEND:VCALENDAR\n"
ALL_DAY_LONG = "DTSTART:20261130T090000\nDTEND:20261130T180000"


@pytest.fixture
def rehearsed(tmp_path: Path):
    def play(event: str, more: str = "") -> tuple[list[str], int]:
        """What is said of meetings, and how many breaks are offered."""
        (tmp_path / "config.toml").write_text(SETTINGS + more)
        (tmp_path / "work.ics").write_text(EVENT.format("Working from home", event))
        profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
        plan, catalog = load_plan(profile, UTC)
        known = read_calendars(profile, plan, DAY, 1)
        assert known.problems == ()
        lines = rehearse_plan(with_days_off(plan, known), catalog, DAY, 1, known)
        said = [line.reason for line in lines if line.event == "meeting"]
        return said, sum(line.event == "offer" for line in lines)

    return play


def test_a_day_of_focus_does_not_silence_the_day_and_is_said(rehearsed):
    said, offers = rehearsed(ALL_DAY_LONG)
    assert said == ['"Working from home" is longer than 4h, so it holds no breaks']
    assert offers > 5


def test_the_longest_meeting_is_a_setting(rehearsed):
    said, offers = rehearsed(ALL_DAY_LONG, 'longest_meeting = "10h"\n')
    assert (said, offers) == (["begins", "ends"], 0)
    said, offers = rehearsed("DTSTART:20261130T090000\nDURATION:PT90M", 'longest_meeting = "1h"\n')
    assert said == ['"Working from home" is longer than 1h, so it holds no breaks']


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:20261130",
        "DTSTART:20261130T000000\nDTEND:20261130T235900",
        "DTSTART:20261129T000000\nDURATION:P5D",
        f"{ALL_DAY_LONG}\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    ],
)
def test_whole_days_never_hold_breaks_and_are_said(rehearsed, event):
    said, offers = rehearsed(event, 'longest_meeting = "24h"\n')
    assert said == ['"Working from home" takes whole days, so it holds no breaks']
    assert offers > 5


def test_a_meeting_of_just_the_longest_holds_breaks(rehearsed):
    said, _ = rehearsed("DTSTART:20261130T090000\nDURATION:PT4H")
    assert said == ["begins", "ends"]


def test_what_is_shown_as_free_is_not_spoken_of(rehearsed):
    assert rehearsed(f"{ALL_DAY_LONG}\nTRANSP:TRANSPARENT")[0] == []
