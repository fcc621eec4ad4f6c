"""The first break that a daemon would offer if it began now; for `setup`, before there is one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from deskbreak.app.account import next_line
from deskbreak.app.preview import Preview
from deskbreak.app.rehearsal import load_plan, local_zone
from deskbreak.core import machine
from deskbreak.core.view import view

if TYPE_CHECKING:
    from deskbreak.paths import Profile


def first_line(profile: Profile) -> str:
    """ "First break: Monday 09:45, Standing Hip CARs, 3 min"; a DeskbreakError where settings cannot be used."""
    from deskbreak.store.opening import open_to_read

    now, zone = time.time(), local_zone()
    plan, _ = load_plan(profile, zone)
    state = machine.start(now, 0.0, plan)
    for event in machine.first_events(state, now, 0.0, locked=False):
        state, _ = machine.step(state, event, plan)
    with open_to_read(profile) as journal:
        coming = Preview().of(view(state, plan, now), plan, profile, journal, first=True)
    return next_line(coming, now, zone)
