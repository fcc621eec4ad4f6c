"""Should breaks come less often? Asked by a notification after two days without one, answered by its buttons."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deskbreak.core import machine
from deskbreak.core.easing import Easing
from deskbreak.core.plan import Plan
from deskbreak.core.state import to_json
from deskbreak.store.journal import Journal
from deskbreak.values import replace
from tests.desktop import desks
from tests.desktop.daemons import Daemon, settings
from tests.desktop.test_notify_servers import SERVERS, Place, find_server

pytestmark = pytest.mark.desktop

BUTTON, GAP, FIRST, FROM_BELOW = (
    125,
    7,
    75,
    31,
)  # width, between two, middle of the first, height of the middle
AT_ONCE = '[offer]\nwait_for_pause = "1s"\nwait_at_most = "1s"\n'


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[desks.X11Desk]:
    """One that draws every button of a notification."""
    path = find_server(SERVERS["xfce"])
    made = desks.X11Desk(panel=False, notifications=False)
    try:
        desks.enter(made, monkeypatch)
        made.start("server", [path])
        made.wait_owned("org.freedesktop.Notifications")
        yield made
    finally:
        made.stop()


@pytest.fixture
def daemon(desk: desks.X11Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    """It remembers two days without a break; its browser writes down what it was to open."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    eased = Easing(day=date.today().toordinal(), dry_days=2)
    state = replace(machine.start(time.time(), time.monotonic(), Plan()), easing=eased)
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=time.time) as journal:
        journal.save_state(json.dumps(to_json(state)))
    text = settings("3s", routine="cat-cow", more=AT_ONCE).replace('lasts = "3m"', 'lasts = "2s"')
    made = Daemon(tmp_path, text)
    yield made
    made.stop()


def popup(desk: desks.X11Desk) -> Place:
    """The question, once it stands still."""
    last: list[Place] = []

    def rests() -> bool:
        nonlocal last
        last, before = [place for place in desk.windows("xfce4-notifyd") if place[2] > 100], last
        return bool(last) and last == before

    desks.wait_for(rests, "the question")
    return last[0]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "other hours"),
        (1, "a break every 60 minutes at most, for two weeks"),
        (2, "a break every 90 minutes at most, for two weeks"),
        (3, "a pause for a week"),
        (4, "keep it as it is"),
    ],
)
def test_each_button_is_its_answer(desk: desks.X11Desk, daemon: Daemon, number: int, words: str) -> None:
    daemon.until(lambda now: now["easing"]["asking"], "the question")
    left, top, _, height = popup(desk)
    desk.click(left + FIRST + number * (BUTTON + GAP), top + height - FROM_BELOW)
    now = daemon.until(lambda now: not now["easing"]["asking"], "the answer")
    assert [line["reason"] for line in daemon.json("why") if line["decision"] == "asked"][1:] == [
        f"you chose: {words}"
    ]
    assert ("paused" in now["holds"]) == (number == 3)
    if number == 1:
        assert now["easing"]["at_least_s"] == 3600
    desks.wait_for(lambda: not desk.windows("xfce4-notifyd"), "the question to go")
    if number == 0:
        desks.wait_for((daemon.home / "opened").exists, "the settings page")
