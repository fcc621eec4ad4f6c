"""Notes of the log: whose they are, and asking for their words in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.printed import short_moment
from deskbreak.language import _, translated

if TYPE_CHECKING:
    from deskbreak.paths import Profile
    from deskbreak.store.journal import Journal
    from deskbreak.store.rows import Row


def last_of_today(journal: Journal, now: float) -> Row | None:
    """The latest row of the local day of `now` (epoch seconds), if there is one."""
    from deskbreak.store.spans import last_days

    today = last_days(1, now)
    return next(reversed(journal.rows(today.start, today.end)), None)


def note_the_day(journal: Journal, now: float, text: str) -> None:
    """Put `text` down as the note of the local day of `now` (epoch seconds)."""
    from deskbreak.store.zones import local_zone_name

    journal.add_note(now, local_zone_name(), text)


def asked_for_day(journal: Journal, now: float) -> str | None:
    """The day's note as the person writes it into a window; None where they cancel."""
    from deskbreak.player.note_window import ask_for_note
    from deskbreak.store.spans import last_days
    from deskbreak.store.text import day_notes

    today = last_days(1, now)
    before = day_notes(journal.notes(today.start, today.end)).get(today.first, "")
    return ask_for_note(_("A note for today:"), before)


def asked(profile: Profile, row: Row) -> str | None:
    """What the person writes into a small window."""
    from deskbreak.player.note_window import ask_for_note
    from deskbreak.store.names import load_names
    from deskbreak.zone import moment

    routine = translated(load_names(profile).routine(row.routine))
    name = routine or row.break_name or _("the break")
    when = short_moment(moment(row.at, row.zone))
    return ask_for_note(_("A note for {name}, {time}:", name=name, time=when), row.note)
