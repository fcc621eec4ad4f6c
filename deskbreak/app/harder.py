"""Whether it is time for a harder level: the sentence that the report says when weeks have felt easy."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from deskbreak.core.body_words import LEVELS
from deskbreak.core.progress import EASY_WITHIN_DAYS, feels_easy
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.sentences import english
from deskbreak.store.journal import Journal

DAY_S = 86400.0


def harder(profile: Profile, journal: Journal, now: float) -> str:
    """The suggestion, or "" where there is none: weeks felt easy at this level, and nothing hurt.

    None for a sensitive back, and none where the settings cannot be read.
    """
    from deskbreak.app.rehearsal import load_plan, local_zone

    since = now - EASY_WITHIN_DAYS * DAY_S
    try:
        zone = local_zone()
        answers = [(_day(one.at, zone), one.answer) for one in journal.answers(since)]
        if journal.pain_reports(since) or not feels_easy(answers, _day(now, zone)):
            return ""
        body = load_plan(profile, zone)[0].body
    except DeskbreakError:
        return ""
    if body.back == "sensitive" or body.level not in LEVELS[:-1]:
        return ""
    higher = LEVELS[LEVELS.index(body.level) + 1]
    return english(
        "Your sets have felt easy for weeks. For harder ones: deskbreak config set body.level {level}",
        level=higher,
    )


def _day(at: float, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at, zone).date()
