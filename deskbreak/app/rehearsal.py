"""Playing coming days on the person's plan, content and calendars; for `rehearse` and the settings page."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from deskbreak.errors import UsageError
from deskbreak.paths import Profile
from deskbreak.zone import database_name, local

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.core.plan import Break, Plan
    from deskbreak.core.rehearse import Line


def local_zone() -> tzinfo:
    """The zone in TZ if set, else the machine's; UsageError for a TZ that nobody knows."""
    found = local()
    if found.trouble and os.environ.get("TZ"):
        raise UsageError(f"{found.trouble}; set TZ, such as TZ=Europe/Berlin")
    return found.zone


def load_plan(profile: Profile, zone: tzinfo) -> tuple[Plan, Catalog]:
    """Settings and content, from the cache while nothing changed."""
    from deskbreak.catalog.cached import load_cached
    from deskbreak.settings.cached import cached_plan

    catalog = load_cached(profile, lean=True)
    known = cached_plan(profile, zone)
    if known is not None:
        return known[0], catalog
    from deskbreak.settings.load import load_settings

    return load_settings(profile, zone=zone).plan, catalog


def rehearse_plan(
    plan: Plan, catalog: Catalog, first: date, days: int, meetings: list[tuple[float, float]]
) -> list[Line]:
    """The lines of the rehearsal; `auto` is resolved as it will be, with nothing done before the first day."""
    from deskbreak.core.dose import routine_seconds
    from deskbreak.core.rehearse import rehearse

    def seconds_of(routine: str) -> float:
        found = catalog.routine(routine)
        return float(routine_seconds(found, catalog)) if found else 0.0

    try:
        return rehearse(
            plan, first, days, pick=_picker(plan, catalog), seconds_of=seconds_of, meetings=meetings
        )
    except OverflowError as error:
        raise UsageError(f"{first} lies too far away to rehearse") from error


def _picker(plan: Plan, catalog: Catalog) -> Callable[[Break, float], str]:
    from deskbreak.core.choose import choose, wanted
    from deskbreak.core.past import Done

    done: list[Done] = []

    def pick(one: Break, at: float) -> str:
        day = datetime.fromtimestamp(at, plan.zone).date()
        choice = choose(catalog, wanted(plan.body, one.lasts_s), done, day)
        if choice is None:
            return ""
        done.append(Done(day, tuple(step.exercise for step in choice.routine.steps)))
        return choice.routine.id

    return pick


def with_calendars(
    profile: Profile, plan: Plan, first: date, days: int
) -> tuple[Plan, list[tuple[float, float]], list[str]]:
    """Meetings and holidays of the settings' calendars within the days."""
    if not (plan.quiet.calendars or plan.holidays):
        return plan, [], []
    from dataclasses import replace

    from deskbreak.core.hours import instant
    from deskbreak.core.plan import DayRule
    from deskbreak.platforms.calendars.ask import Ask, read_now

    start = int(instant(plan.zone, first, -1440))
    end = int(instant(plan.zone, first + timedelta(days=days), 0))
    base = str(profile.config_dir)
    found = read_now(
        Ask(start, end, database_name(plan.zone), plan.quiet.calendars, plan.holidays, plan.quiet.me, base)
    )
    off = tuple(
        DayRule(date.fromisoformat(day), date.fromisoformat(day), (), why) for day, why in found.days_off
    )
    return (
        replace(plan, days=(*off, *plan.days)),
        [(float(a), float(b)) for a, b in found.busy],
        list(found.problems),
    )
