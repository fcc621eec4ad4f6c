"""The one question a week, for those who want it: how the back was."""

from __future__ import annotations

from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.sentences import N_
from deskbreak.store.journal import Journal

OFFER = N_(
    "Once a week the report can ask how your back was, and draw the answers beside your breaks. "
    "If you want that: deskbreak config set journal.ask_back true"
)
QUESTION = N_("How was your back this week, from 0 (bad) to 10 (good)? Write it down: deskbreak log back 7")


def offered_once(profile: Profile) -> str:
    """The sentence that offers the weekly question, once; "" ever after, and where it is asked already."""
    from deskbreak.app.rehearsal import load_plan, local_zone

    try:
        if profile.back_question_shown.exists() or load_plan(profile, local_zone())[0].ask_back:
            return ""
        profile.back_question_shown.touch(0o600)
    except (OSError, DeskbreakError):
        return ""
    return OFFER


def wants_to_know(profile: Profile, journal: Journal, now: float) -> str:
    """The question; "" where it is not wanted, where this week has its answer, or the settings cannot be read."""
    from deskbreak.app.rehearsal import load_plan, local_zone
    from deskbreak.store.report.weeks import monday_of
    from deskbreak.store.spans import today
    from deskbreak.store.zones import midnight

    if not profile.config.exists():
        return ""  # it was not asked for, and nothing need be loaded to know that
    try:
        if not load_plan(profile, local_zone())[0].ask_back:
            return ""
        return "" if journal.backs(midnight(monday_of(today(now)))) else QUESTION
    except DeskbreakError:
        return ""
