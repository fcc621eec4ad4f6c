"""What the next break will bring, by name: chosen when it is asked for, and kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from deskbreak.app.account import NextBreak
from deskbreak.app.selection import SetRequest, select_apart
from deskbreak.errors import DeskbreakError

if TYPE_CHECKING:
    from deskbreak.core.plan import Break, Plan
    from deskbreak.core.view import View
    from deskbreak.paths import Profile
    from deskbreak.store.journal import Journal


class Preview:
    """Asked by one daemon again and again; the catalogue is read only where the answer may have changed."""

    def __init__(self, on_read: Callable[[], object] = lambda: None) -> None:
        self._on_read = on_read
        self._key: object = None
        self._answer: tuple[str, float] = ("", 0.0)

    def of(
        self, seen: View, plan: Plan, profile: Profile, journal: Journal, *, first: bool
    ) -> NextBreak | None:
        """The next break of `seen`; None where none is in sight."""
        one = next((one for one in plan.breaks if one.name == seen.next_break), None)
        if seen.next_at is None or one is None:
            return None
        key = (one, _day(seen.next_at, plan), plan.body, _last(journal))
        if key != self._key:
            self._key, self._answer = key, named(one, seen.next_at, plan, profile, journal)
            self._on_read()
        return NextBreak(seen.next_at, *self._answer, first=first)


def named(one: Break, at: float, plan: Plan, profile: Profile, journal: Journal) -> tuple[str, float]:
    """The name and the seconds of what the break brings at `at`; the break's own where nothing can be chosen."""
    usual = one.say or one.name.capitalize()
    if not one.moves:
        return usual, one.lasts_s or 0.0
    try:
        chosen = select_apart(profile, journal, plan, at, SetRequest(one.routine, one.lasts_s))
    except DeskbreakError:  # content or journal that cannot be read is reported elsewhere
        return usual, one.lasts_s or 0.0
    return chosen.name or usual, chosen.seconds or one.lasts_s or 0.0


def _day(at: float, plan: Plan) -> int:
    return datetime.fromtimestamp(at, plan.zone).toordinal()


def _last(journal: Journal) -> object:
    """What changes whenever the journal does, as far as a choice looks at it."""
    try:
        last = journal.last()
        return (last.id if last is not None else 0, tuple(sorted(journal.blocked())))
    except DeskbreakError:
        return None
