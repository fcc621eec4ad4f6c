"""Every sentence of `run`, `status` and `setup` about how it stands, by its cases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.app.account import (
    AS_SET,
    COMMANDS,
    EASE,
    HERE,
    KEYS,
    THERE,
    NextBreak,
    greeting,
    next_line,
    status_lines,
    try_out_lines,
    where_lines,
)
from deskbreak.core.easing import AS_BEFORE
from deskbreak.core.events import Phase
from deskbreak.values import replace
from tests.app.test_words import seen

HOUR, DAY = 3600.0, 86400.0

# -- account: the next break ----------------------------------------------------------------------------------

MONDAY = datetime(2026, 11, 30, 9, 45, tzinfo=UTC).timestamp()
HIPS = NextBreak(MONDAY, "Hips", 180.0, first=True)


@pytest.mark.parametrize(
    ("coming", "before_s", "line"),
    [
        (replace(HIPS, first=False), DAY, "Next break: Monday 09:45, Hips, 3 min"),
        (replace(HIPS, seconds=0.0), DAY, "First break: Monday 09:45, Hips"),
        (HIPS, 9.75 * HOUR, "First break: Monday 09:45 (today), Hips, 3 min"),
        (HIPS, 9.76 * HOUR, "First break: Monday 09:45, Hips, 3 min"),
        (HIPS, 6 * DAY, "First break: Monday 09:45, Hips, 3 min"),
        (HIPS, 7 * DAY, "First break: Monday 30 November 09:45, Hips, 3 min"),
    ],
)
def test_the_next_breaks_line(coming: NextBreak, before_s: float, line: str) -> None:
    assert next_line(coming, MONDAY - before_s, UTC) == line


# -- account: where it is seen --------------------------------------------------------------------------------


def port(state: str = "ok", detail: str = "", backend: str = "b") -> dict[str, str]:
    return {"backend": backend, "state": state, "detail": detail}


FINE = {name: port() for name in ("notify", "tray", "idle", "busy", "power")}
ICON = (
    "Icon: in your panel, a seated person, or a moon outside work hours. A click starts a break, the right button"
    " opens the menu."
)
GONE = port("absent", "no session bus (no desktop session)")


@pytest.mark.parametrize(
    ("ports", "where_", "lines"),
    [
        ({}, HERE, [ICON]),
        ({"tray": port("off")}, HERE, ["Icon: none, as --no-tray asks."]),
        ({"notify": port("off")}, HERE, [ICON]),
        ({"idle": port("off")}, HERE, [ICON]),
        (
            {"notify": port("ok", "no clicks.", "plyer")},
            THERE,
            [ICON, "Offers come in the terminal where it runs, because there is no clicks."],
        ),
        (
            {"notify": port("lost", "it went away. ")},
            "",
            [
                ICON,
                "Offers are shown nowhere, because it went away.",
                "To see them, stop it and let it run in a terminal: deskbreak run",
            ],
        ),
        (
            {"notify": GONE, "tray": GONE, "idle": GONE, "power": port("lost", "x")},
            "",
            [
                "Offers are shown nowhere, because there is no desktop session here; so "
                "there is no icon and it is not noticed when you leave the desk.",
                "To see them, stop it and let it run in a terminal: deskbreak run",
                "Sleep and the screen lock are not noticed, because x.",
            ],
        ),
        (
            {"notify": GONE, "tray": GONE, "idle": GONE, "busy": GONE},
            HERE,
            [
                "Offers come in this terminal, because there is no desktop session here; so "
                "there is no icon, it is not noticed when you leave the desk and calls "
                "and shared screens are not noticed.",
            ],
        ),
        (
            {
                "notify": port("lost", "no bus"),
                "busy": port("lost", "no bus."),
                "idle": port("lost", "no seat"),
            },
            HERE,
            [
                ICON,
                "Offers come in this terminal, because there is no bus; so calls and shared screens are not noticed.",
                "It is not noticed when you leave the desk, because there is no seat.",
            ],
        ),
        (
            {"busy": port("absent"), "idle": port("lost", "no compositor")},
            HERE,
            [
                ICON,
                "It is not noticed when you leave the desk, because there is no compositor.",
                "Calls and shared screens are not noticed, because this desktop does not offer it.",
            ],
        ),
    ],
)
def test_what_is_there_and_what_is_not(ports: dict[str, Any], where_: str, lines: list[str]) -> None:
    assert list(where_lines(FINE | ports, where_)) == lines


@pytest.mark.parametrize(("keys", "told"), [(None, []), (True, [KEYS]), (False, [COMMANDS])])
def test_the_greeting_has_its_lines_in_order(keys: bool | None, told: list[str]) -> None:
    lines = list(greeting(HIPS, MONDAY - DAY, UTC, FINE, stops="deskbreak stop", keys=keys))
    assert lines == [
        "deskbreak is running.", "First break: Monday 09:45, Hips, 3 min", ICON, *told, "To stop it: deskbreak stop",
    ]  # fmt: skip


# -- account: status ------------------------------------------------------------------------------------------

FIRST = "First break: Monday 09:45, Hips, 3 min"


@pytest.mark.parametrize(
    ("view", "lines"),
    [
        (seen(), ["deskbreak is running. 47 min sat.", FIRST]),
        (
            seen(phase=Phase.OFFERED),
            [
                "deskbreak is running. A break is waiting for you.",
                "Answer it with: deskbreak start, deskbreak snooze or deskbreak skip",
            ],
        ),
        (seen(phase=Phase.ON_BREAK), ["deskbreak is running. On a break."]),
        (
            seen(phase=Phase.DUE, holds=("camera", "app", "locked")),
            [
                "deskbreak is running. A break is due.",
                "Held back: the camera is in use, a quiet app runs and the screen is locked.",
                FIRST,
            ],
        ),
        (
            seen(easing=replace(AS_BEFORE, ignored_days=2)),
            [
                "deskbreak is running. 47 min sat.",
                FIRST,
                f"At most 3 notifications today, as the day before nothing was answered. {AS_SET}",
            ],
        ),
        (
            seen(easing=replace(AS_BEFORE, is_asking=True)),
            ["deskbreak is running. 47 min sat.", FIRST, f"Should breaks come less often? {EASE}"],
        ),
    ],
)
def test_status_line_by_line(view: Any, lines: list[str]) -> None:
    assert list(status_lines(view, HIPS, MONDAY - DAY, UTC, FINE)) == [*lines, ICON]


def test_status_says_in_which_terminal_offers_come() -> None:
    ports = FINE | {"notify": port("lost", "it went away")}
    there = list(status_lines(seen(), HIPS, MONDAY - DAY, UTC, ports))
    assert there[-1] == "Offers come in the terminal where it runs, because it went away."
    nowhere = list(status_lines(seen(), HIPS, MONDAY - DAY, UTC, ports, where=""))
    assert nowhere[-2] == "Offers are shown nowhere, because it went away."


@pytest.mark.parametrize(
    ("speed", "play_speed", "lines"),
    [
        (
            1.0,
            1.0,
            ["Routines play as in life; Next (n) skips ahead in one. With --play-speed 20 they play faster."],
        ),
        (1.0, 2.5, ["Routines play 2.5 times faster than in life."]),
        (
            120.0,
            20.0,
            [
                "This is a try-out: an hour of waiting takes 30 s. Here it is Monday 09:45.",
                "Routines play 20 times faster than in life.",
            ],
        ),
    ],
)
def test_a_try_out_says_what_is_faster(speed: float, play_speed: float, lines: list[str]) -> None:
    assert list(try_out_lines(speed, play_speed, MONDAY, UTC)) == lines
