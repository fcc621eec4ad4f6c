"""That it works, as text: what `run`, `status` and `setup` say."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.app.account import (
    HERE,
    NextBreak,
    greeting,
    next_line,
    status_lines,
    try_out_lines,
    where_lines,
)
from deskbreak.core import machine
from deskbreak.core.events import Command, CommandKind
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.view import view

SUNDAY = datetime(2026, 11, 29, 12, tzinfo=UTC).timestamp()
MONDAY = datetime(2026, 11, 30, 9, 45, tzinfo=UTC).timestamp()
HIPS = NextBreak(MONDAY, "Standing Hip CARs", 180.0, first=True)
FINE = {
    name: {"backend": "b", "state": "ok", "detail": ""}
    for name in ("notify", "tray", "idle", "busy", "power")
}
PORTS = re.compile(r"\b(notify|tray|idle|busy|power)\b", re.IGNORECASE)


def without(detail: str, *names: str) -> dict[str, Any]:
    return FINE | {name: {"backend": "none", "state": "absent", "detail": detail} for name in names}


@pytest.mark.parametrize(
    ("coming", "now", "line"),
    [
        (HIPS, SUNDAY, "First break: Monday 09:45, Standing Hip CARs, 3 min"),
        (HIPS, MONDAY - 2700, "First break: Monday 09:45 (today), Standing Hip CARs, 3 min"),
        (HIPS, SUNDAY - 8 * 86400, "First break: Monday 30 November 09:45, Standing Hip CARs, 3 min"),
        (NextBreak(MONDAY, "Drink water"), SUNDAY, "Next break: Monday 09:45, Drink water"),
        (None, SUNDAY, "No break is in sight; see: deskbreak why, deskbreak config check"),
    ],
)
def test_the_next_break_has_day_time_and_name(coming: NextBreak | None, now: float, line: str) -> None:
    assert next_line(coming, now, UTC) == line


def test_on_a_desktop_it_says_where_the_icon_is() -> None:
    lines = list(greeting(HIPS, SUNDAY, UTC, FINE, stops="deskbreak stop", keys=None))
    assert lines[0] == "deskbreak is running."
    assert lines[1].startswith("First break: Monday 09:45")
    assert lines[2].startswith("Icon: in your panel, a seated person")
    assert lines[3:] == ["To stop it: deskbreak stop"]


def test_without_a_desktop_it_says_where_offers_come_and_why_without_port_names() -> None:
    ports = without("no session bus (no desktop session)", "notify", "tray", "idle")
    text = " ".join(greeting(HIPS, SUNDAY, UTC, ports, stops="Ctrl-C here", keys=True))
    assert (
        "Offers come in this terminal, because there is no desktop session here; so there is no icon" in text
    )
    assert "Enter starts the break, s snoozes it, k skips it" in text
    assert not PORTS.search(text)


def test_one_thing_that_is_missing_has_its_own_sentence() -> None:
    ports = without("this desktop has no tray; waiting for one", "tray")
    assert list(where_lines(ports, HERE)) == [
        "There is no icon, because this desktop has no tray; waiting for one."
    ]


def test_status_says_each_thing_once() -> None:
    plan = Plan(
        hours=((Range(0, 1440),),) * 7, breaks=(Break("mobility", every_s=2700.0, routine="auto"),), zone=UTC
    )
    state = machine.start(SUNDAY, 0.0, plan)
    state, _ = machine.step(state, Command(SUNDAY, 0.0, kind=CommandKind.PAUSE, for_s=7200.0), plan)
    lines = list(status_lines(view(state, plan, SUNDAY), HIPS, SUNDAY, UTC, FINE))
    assert lines[0] == "deskbreak is running. Paused until 14:00."
    assert sum("aused" in line for line in lines) == 1
    assert any(line.startswith("First break: Monday 09:45") for line in lines)


def test_a_try_out_says_how_fast_time_runs_and_how_to_skip_ahead() -> None:
    text = " ".join(try_out_lines(60.0, 1.0, SUNDAY, UTC))
    assert "an hour of waiting takes 1 min" in text and "Sunday 12:00" in text
    assert "Next (n)" in text and "--play-speed" in text
    assert "20 times faster" in " ".join(try_out_lines(60.0, 20.0, SUNDAY, UTC))
