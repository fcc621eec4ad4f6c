"""Meetings that are written while the daemon runs: noticed by themselves, and looked at before each offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deskbreak.calendars import watch
from deskbreak.calendars.found import Found
from deskbreak.core.plan import QuietRules
from deskbreak.runtime import file_watch as files
from tests.app.harness import MONDAY_9, DaemonHarness

Desk = Callable[..., DaemonHarness]
DUE_S = 2700.0


def write(path: Path, *meetings: tuple[float, float]) -> None:
    """The calendar at `path`, with meetings from and to so many seconds after nine."""
    entries = [
        f"BEGIN:VEVENT\nUID:{start}\nDTSTART:{_utc(start)}\nDTEND:{_utc(end)}\nEND:VEVENT\n"
        for start, end in meetings
    ]
    path.parent.mkdir(exist_ok=True)
    scratch = path.with_suffix(".tmp")  # as programs that sync do
    scratch.write_text(f"BEGIN:VCALENDAR\n{''.join(entries)}END:VCALENDAR\n")
    scratch.replace(path)


def _utc(after_s: float) -> str:
    return f"{datetime.fromtimestamp(MONDAY_9 + after_s, UTC):%Y%m%dT%H%M%SZ}"


def follows(desk: DaemonHarness, path: Path, loop: Any, **quiet: Any) -> DaemonHarness:
    """The desk's plan reads the calendar, and has read it once."""
    desk.edits(quiet=QuietRules(calendars=(str(path),), **quiet))
    loop.until(lambda: is_read(desk), 20)
    return desk


def is_read(desk: DaemonHarness) -> bool:
    """No child reads the calendars right now."""
    done: list[bool] = []
    desk.daemon.meetings.when_read(lambda: done.append(True))
    return bool(done)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rest between two readings."""
    monkeypatch.setattr(watch, "AFTER_CHANGE_S", 0.05)
    monkeypatch.setattr(watch, "BETWEEN_S", 0.1)


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that tells of no changes, such as one on a network."""
    monkeypatch.setattr(files, "_inotify_open", lambda: -1)


def test_a_meeting_written_a_minute_before_the_break_holds_it(
    harness: Desk, loop: Any, tmp_path: Path, deaf: None
):
    path = tmp_path / "work.ics"
    write(path)
    desk = follows(harness(), path, loop)
    desk.goes_on(DUE_S - 60)
    write(path, (DUE_S - 30, DUE_S + 1800))
    desk.goes_on(60)
    assert (desk.phase, desk.desktop.notes) == ("due", [])
    loop.until(lambda: is_read(desk), 20)
    desk.goes_on(400)
    assert (desk.phase, desk.desktop.notes) == ("due", [])
    assert "meeting" in desk.daemon.engine.view().holds
    desk.goes_on(1300)  # the meeting is over, and at most five minutes were waited for a pause in typing
    desk.goes_on(400)
    assert desk.phase == "offered"


def test_a_meeting_called_off_before_the_break_holds_nothing(
    harness: Desk, loop: Any, tmp_path: Path, deaf: None
):
    path = tmp_path / "calendars" / "a.ics"
    write(path, (DUE_S + 100, DUE_S + 1800))
    desk = follows(harness(), path.parent, loop)
    desk.goes_on(DUE_S - 60)
    write(path)
    desk.goes_on(60)
    loop.until(lambda: is_read(desk), 20)
    desk.goes_on(300)
    assert desk.phase == "offered"


@pytest.mark.parametrize("place", ["file", "folder", "folder below", "not there yet"])
def test_what_is_written_is_noticed_by_itself(harness: Desk, loop: Any, tmp_path: Path, place: str):
    base = tmp_path / "calendars"
    path = base / "below" / "work.ics" if place == "folder below" else base / "work.ics"
    base.mkdir()
    (base / "below").mkdir()
    if place != "not there yet":
        write(path)
    desk = follows(harness(), base if "folder" in place else path, loop)
    for start in (600.0, 1200.0):  # the second time the file is another one
        write(path, (start, start + 300))
        written = ((MONDAY_9 + start, MONDAY_9 + start + 300),)
        loop.until(lambda: desk.daemon.engine.state.meetings == written, 30)  # noqa: B023


def test_a_folder_made_later_is_noticed_too(harness: Desk, loop: Any, tmp_path: Path):
    base = tmp_path / "calendars"
    write(base / "work.ics")
    desk = follows(harness(), base, loop)
    (base / "new").mkdir()
    write(base / "new" / "team.ics", (600, 900))
    loop.until(lambda: desk.daemon.engine.state.meetings, 30)
    write(base / "new" / "team.ics", (1200, 1500))
    loop.until(lambda: desk.daemon.engine.state.meetings == ((MONDAY_9 + 1200, MONDAY_9 + 1500),), 30)


def test_a_meeting_over_the_longest_holds_no_break(harness: Desk, loop: Any, tmp_path: Path):
    path = tmp_path / "work.ics"
    write(path, (0, 5 * 3600))
    desk = follows(harness(), path, loop)
    desk.goes_on(DUE_S + 400)
    assert desk.phase == "offered"
    follows(desk, path, loop, longest_meeting_s=6 * 3600.0)
    assert "meeting" in desk.daemon.engine.view().holds


def test_a_calendar_that_cannot_be_read_holds_no_offer_for_ever(
    harness: Desk, loop: Any, tmp_path: Path, deaf: None, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "work.ics"
    write(path)
    desk = follows(harness(), path, loop)
    monkeypatch.setattr(watch, "command", lambda _ask: ["sleep", "60"])
    write(path, (10, 20))
    desk.goes_on(DUE_S + 400)  # core stops waiting after three seconds
    assert desk.phase == "offered"


def test_a_problem_is_told_once_though_other_files_have_it_the_next_day(
    harness: Desk, loop: Any, tmp_path: Path
):
    base = tmp_path / "calendars"
    write(base / "a.ics")
    desk = follows(harness(), base, loop)
    for number, said in enumerate(("1.ics and 4 more", "2.ics and 3 more", "3.ics and 7 more")):
        desk.daemon.meetings.found(Found(problems=(f"{said}: this is not an iCalendar file",), files=number))
    assert desk.daemon.notices.sentences == ["several calendars: this is not an iCalendar file"]
    reported = [note.body for note in desk.desktop.notes if "iCalendar" in note.body]
    assert len(reported) == 1
