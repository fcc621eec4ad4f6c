"""Leaving an exercise out of every routine, and allowing it again."""

from __future__ import annotations

import time

from deskbreak.cli.printed import print_translated
from deskbreak.cli.shown import exercise_id
from deskbreak.language import _, translated
from deskbreak.paths import find_profile
from deskbreak.sentences import english


def set_block(home: str | None, exercise: str, *, blocked: bool) -> int:
    """Write it into the journal; saying it twice changes nothing."""
    from deskbreak.app.client import notify_if_running
    from deskbreak.catalog.cached import load_cached
    from deskbreak.store.opening import open_to_write

    profile = find_profile(home)
    catalog = load_cached(profile, lean=True)
    with open_to_write(profile) as journal:
        known = journal.blocked()
        if exercise not in known:  # one of a pack that went away can still be allowed
            exercise = exercise_id(catalog, exercise)
        if blocked and exercise not in known:
            journal.block(exercise, time.time(), english("you said so"))
        elif not blocked and exercise in known:
            journal.unblock(exercise, time.time())
    notify_if_running(profile, "journal-changed")
    name = translated(catalog.exercises[exercise].name) if exercise in catalog.exercises else exercise
    again = f"deskbreak unblock {exercise}"
    print_translated(
        _("{exercise} is left out from now on; to allow it again: {command}", exercise=name, command=again)
        if blocked
        else _("{exercise} is allowed again.", exercise=name)
    )
    return 0
