"""What is remembered to have ended just before an offer: an absence, a meeting, a hold, and for how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deskbreak.core.events import CommandKind
from deskbreak.core.window import JUST_S, context
from tests.stories.day import Day, every


def comes_back(day: Day) -> None:
    day.leaves()
    day.until("09:20")
    day.returns()


def says(begin: CommandKind, end: CommandKind) -> Callable[[Day], None]:
    def act(day: Day) -> None:
        day.says(begin)
        day.until("09:20")
        day.says(end)

    return act


def runs_out(begin: CommandKind) -> Callable[[Day], None]:
    def act(day: Day) -> None:
        day.says(begin, minutes=10)
        day.until("09:20")

    return act


def calendar(day: Day) -> None:
    day.has_meetings("09:10-09:20")
    day.until("09:20")


@pytest.mark.parametrize(
    ("act", "before"),
    [
        (comes_back, "absence"),
        (says(CommandKind.PAUSE, CommandKind.RESUME), "hold"),
        (runs_out(CommandKind.PAUSE), "hold"),
        (says(CommandKind.MEETING, CommandKind.MEETING_OFF), "meeting"),
        (runs_out(CommandKind.MEETING), "meeting"),
        (calendar, "meeting"),
    ],
)
def test_it_counts_for_a_while(act: Callable[[Day], None], before: str):
    day = Day(every(300))
    day.until("09:10")
    assert context(day.state, day.instant("09:10")) == ""
    act(day)
    assert context(day.state, day.instant("09:20")) == before
    assert context(day.state, day.instant("09:20") + JUST_S) == before
    assert context(day.state, day.instant("09:20") + JUST_S + 1) == ""
    assert context(day.state, day.instant("09:20") - 1) == ""
