"""The child that reads, and the daemon's side that asks it only when there is reason to."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
import tracemalloc

import pytest

from deskbreak.calendars import ask as asking
from deskbreak.calendars import watch as watching
from deskbreak.calendars.ask import Ask, command, read_now
from deskbreak.calendars.found import Found, from_line
from deskbreak.calendars.watch import CalendarWatch
from deskbreak.runtime import spawn
from deskbreak.runtime.loop import Loop

NINE = "UID:1\nDTSTART:20260302T090000\nDTEND:20260302T100000"
START = 1_772_406_000  # Monday 2026-03-02, midnight in Berlin


def test_the_child_prints_one_line_that_reads_back(shelf):
    shelf.write(NINE)
    done = subprocess.run(
        command(Ask(START, START + 86_400, "Europe/Berlin", (str(shelf.folder),))),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "busy": [[START + 9 * 3600, START + 10 * 3600]],
        "days_off": [],
        "problems": [],
        "files": 1,
    }
    assert from_line(done.stdout.decode()).busy == ((START + 9 * 3600, START + 10 * 3600),)
    assert done.stderr == b""


def test_odd_names_survive_the_way_to_the_child(shelf):
    for name in ("--help.ics", "a b$(id).ics", "größe\n.ics"):
        shelf.write(NINE, name=name)
    paths = tuple(str(path) for path in shelf.folder.iterdir())
    assert (
        len(read_now(Ask(START, START + 86_400, "UTC", (*paths, "-x.ics"), base=str(shelf.folder))).problems)
        == 1
    )


def test_a_calendar_module_in_the_current_folder_is_not_ours(shelf, monkeypatch):
    (shelf.folder / "icalendar.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(shelf.folder)
    shelf.write(NINE)
    assert len(read_now(Ask(START, START + 86_400, "UTC", ("work.ics",))).busy) == 1


def test_no_paths_cost_no_child(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    assert read_now(Ask(0, 1)) == Found()


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("import time; time.sleep(60)", "take too long to read"),
        ("print('{')", "could not be read"),
        ("", "could not"),
    ],
)
def test_a_child_that_fails_is_a_sentence(shelf, monkeypatch, does, said):
    monkeypatch.setattr(asking, "command", lambda _: [sys.executable, "-c", does])
    monkeypatch.setattr(asking, "TIMEOUT_S", 0.5)
    found = read_now(Ask(0, 1, calendars=("work.ics",)))
    assert said in found.problems[0]


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", '{"busy":[[1]],"days_off":[],"problems":[],"files":1}', "[" * 100_000, '{"busy":3}'],
)
def test_a_line_that_is_no_reading_is_refused(line):
    with pytest.raises(ValueError, match="not a reading"):
        from_line(line)


class Desk:
    """A loop, a clock that the test moves, and a watch over the shelf's folder."""

    def __init__(self, shelf, monkeypatch) -> None:
        self.loop = Loop()
        self.now = float(START)
        self.heard: list[Found] = []
        self.watch = CalendarWatch(self.loop, self.heard.append, now=lambda: self.now)
        self.paths = [str(shelf.folder)]
        self.children = 0
        start = spawn.start

        def counted(*args, **named):
            self.children += 1
            return start(*args, **named)

        monkeypatch.setattr(spawn, "start", counted)

    def waits_for(self, readings: int) -> Found:
        until = time.monotonic() + 20
        while len(self.heard) < readings and time.monotonic() < until:
            self.loop.turn(0.1)
        assert len(self.heard) == readings
        return self.heard[-1]


@pytest.fixture
def desk(shelf, monkeypatch):
    desk = Desk(shelf, monkeypatch)
    yield desk
    desk.watch.close()
    desk.loop.close()


def test_the_calendars_are_read_at_first_and_when_a_file_changes(shelf, desk):
    path = shelf.write(NINE)
    desk.watch.follow(desk.paths, zone="Europe/Berlin")
    assert desk.waits_for(1).busy == ((START + 9 * 3600, START + 10 * 3600),)
    desk.watch.refresh()
    assert desk.children == 1  # nothing changed
    os.utime(path, ns=(5, 5))
    desk.watch.refresh()
    desk.waits_for(2)
    assert desk.children == 2


def test_the_window_moves_on_with_time(shelf, desk):
    shelf.write(NINE + "\nRRULE:FREQ=DAILY")
    desk.watch.follow(desk.paths, zone="Europe/Berlin")
    before = desk.waits_for(1)
    desk.now += 86_400
    desk.watch.refresh()
    assert desk.waits_for(2).busy[-1][0] == before.busy[-1][0] + 86_400


def test_a_change_while_the_child_reads_is_not_missed(shelf, desk):
    path = shelf.write(NINE)
    desk.watch.follow(desk.paths)
    os.utime(path, ns=(5, 5))
    desk.watch.refresh()
    desk.waits_for(2)
    assert desk.children == 2


def test_settings_without_calendars_end_the_meetings(shelf, desk):
    shelf.write(NINE)
    desk.watch.follow(desk.paths)
    desk.waits_for(1)
    desk.watch.follow([])
    assert desk.heard[-1] == Found()
    desk.now += 86_400
    desk.watch.refresh()
    assert desk.children == 1


def test_new_settings_make_the_old_answer_worthless(shelf, desk):
    shelf.write(NINE)
    desk.watch.follow(desk.paths, zone="Asia/Tokyo")
    desk.watch.follow(desk.paths, zone="Europe/Berlin")
    assert desk.waits_for(1).busy == ((START + 9 * 3600, START + 10 * 3600),)


def test_a_reading_that_fails_keeps_what_was_known(shelf, desk, monkeypatch):
    path = shelf.write(NINE)
    desk.watch.follow(desk.paths, zone="Europe/Berlin")
    good = desk.waits_for(1)
    with monkeypatch.context() as hung:
        hung.setattr(watching, "command", lambda _: [sys.executable, "-c", "import time; time.sleep(60)"])
        hung.setattr(watching, "TIMEOUT_S", 0.3)
        os.utime(path, ns=(5, 5))
        desk.watch.refresh()
        failed = desk.waits_for(2)
    assert failed.busy == good.busy
    assert failed.problems == ("the calendars take too long to read; what was known before is kept",)
    desk.watch.refresh()
    assert desk.children == 2  # not again at once
    desk.now += watching.RETRY_S + 1
    desk.watch.refresh()
    assert desk.waits_for(3).problems == ()


def test_reading_again_and_again_does_not_grow_the_daemon(shelf, desk):
    events = [
        f"UID:{n}\nDTSTART:20260302T{n % 24:02}{n % 60:02}00\nDURATION:PT1M\nRRULE:FREQ=DAILY"
        for n in range(200)
    ]
    path = shelf.write(*events)
    desk.watch.follow(desk.paths, zone="Europe/Berlin")
    desk.waits_for(1)
    tracemalloc.start()
    sizes = []
    for turn in range(2, 7):
        os.utime(path, ns=(turn, turn))
        desk.watch.refresh()
        desk.waits_for(turn)
        desk.heard[-2] = Found()  # the daemon keeps the last one only
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[-1] - sizes[1] < 32 * 1024


HEAVY = ["icalendar", "recurring_ical_events", "dateutil", "zoneinfo", "argparse"]


def test_the_daemons_side_is_light():
    code = f"import sys, deskbreak.calendars.watch; print(sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
