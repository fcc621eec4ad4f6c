"""A person's own data on the settings page: what is left out, the journal as a file, and its end.

Everything goes through the journal's own doors, as the commands do; a running daemon is notified.
"""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from deskbreak.app.client import notify_if_running, now_for
from deskbreak.errors import UsageError
from deskbreak.language import translated
from deskbreak.paths import Profile
from deskbreak.sentences import N_, english
from deskbreak.store.export import FORMATS
from deskbreak.store.opening import open_to_read, open_to_write

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog

Json = dict[str, Any]

CONFIRMED = "delete"  # the word that the user has to write
_ENDINGS = {"json": "json", "csv": "csv", "ics": "ics", "activitywatch": "activitywatch.json"}


def blocked(profile: Profile, catalog: Catalog, zone: tzinfo) -> list[Json]:
    """The exercises that are left out, by name, with the day and the reason."""
    with open_to_read(profile) as journal:
        found = journal.blocked().values()
    rows = []
    for one in found:
        known = catalog.exercises.get(one.exercise)
        since = datetime.fromtimestamp(one.at, zone)
        name = known.name if known else one.exercise
        since_day = translated(f"{since.day} {since:%B %Y}")
        rows.append(
            {"id": one.exercise, "name": translated(name), "since": since_day, "why": translated(one.reason)}
        )
    return sorted(rows, key=lambda row: str(row["name"]).lower())


def allow(profile: Profile, exercise: str) -> bool:
    """Take an exercise back in; whether it was left out."""
    with open_to_write(profile) as journal:
        known = exercise in journal.blocked()
        if known:
            journal.unblock(exercise, time.time())
    if known:
        notify_if_running(profile, "journal-changed")
    return known


def exported(profile: Profile, kind: str, today: str) -> Json:
    """The whole journal in an open format, and what to call the file."""
    if kind not in FORMATS:
        raise UsageError(english("there are: {names}", names=", ".join(FORMATS)))
    with open_to_read(profile) as journal:
        rows, offers = journal.rows(), journal.offers()
    return {
        "name": f"deskbreak-{today}.{_ENDINGS[kind]}",
        "text": FORMATS[kind](rows, offers),
        "rows": len(rows),
    }


def delete_all(profile: Profile, typed: str) -> str:
    """Delete the journal's rows for good, as `log forget` does, after the word was written; what was done."""
    if typed.strip().casefold() != CONFIRMED:
        raise UsageError(english("nothing was deleted: write the word {command} first", command=CONFIRMED))
    with open_to_write(profile) as journal:
        gone = journal.forget(now_for(profile))
    notify_if_running(profile, "journal-changed")
    if gone == 1:
        return N_("1 row of the journal deleted for good.")
    return english("{count} rows of the journal deleted for good.", count=f"{gone:,}")
