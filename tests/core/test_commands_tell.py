"""Each command leaves its line for `why`, in what the person said."""

from __future__ import annotations

from datetime import UTC

import pytest

from deskbreak.core import machine
from deskbreak.core.effects import Decided
from deskbreak.core.events import Command, CommandKind
from deskbreak.core.plan import Break, Plan, Range

NINE = 1_774_857_600.0 + 9 * 3600.0  # a Monday, UTC
PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)


@pytest.mark.parametrize(
    ("kind", "reported"),
    [
        (CommandKind.MEETING, "meeting"),
        (CommandKind.MEETING_OFF, "meeting over"),
        (CommandKind.STANDING, "standing"),
        (CommandKind.STANDING_OFF, "sitting"),
        (CommandKind.WORK, "overtime"),
        (CommandKind.WORK_OFF, "overtime over"),
    ],
)
def test_a_command_is_told(kind: CommandKind, reported: str) -> None:
    state = machine.start(NINE, NINE, PLAN)
    if kind.value.endswith("off"):
        started = CommandKind(kind.value.removesuffix("-off"))
        state, _ = machine.step(state, Command(NINE + 1, NINE + 1, started, for_s=600.0), PLAN)
    _, effects = machine.step(state, Command(NINE + 2, NINE + 2, kind, for_s=600.0), PLAN)
    assert reported in [one.decision for one in effects if isinstance(one, Decided)]
