"""`deskbreak rehearse [DATE]`: play a coming day on the real settings and calendars."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from deskbreak.errors import UsageError
from deskbreak.paths import Profile, find_profile

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.core.plan import Break, Plan
    from deskbreak.core.rehearse import Line

MOST_DAYS = 3660


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", nargs="?", help="a date, today, or tomorrow (default: today)")
    parser.add_argument("--days", type=int, default=1, metavar="N", help="so many days from there on (1)")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.days <= MOST_DAYS:
        raise UsageError(f"--days {args.days}: write a number from 1 to {MOST_DAYS}")
    profile = find_profile(args.home)
    zone = local_zone()
    plan, catalog = load_plan(profile, zone)
    first = _date(args.date, datetime.now(zone).date())
    plan, meetings, problems = _with_calendars(profile, plan, first, args.days)
    lines = rehearse_plan(plan, catalog, first, args.days, meetings)
    if args.json:
        print(json.dumps([_row(line, zone) for line in lines], ensure_ascii=False))
    else:
        _tell(lines, zone, catalog, problems)
    return 0


def local_zone() -> tzinfo:
    """The zone in TZ if set, else the machine's."""
    import tzlocal

    try:
        return tzlocal.get_localzone()
    except (LookupError, ValueError, OSError) as error:
        raise UsageError(f"the time zone is not known ({error}); set TZ, such as TZ=Europe/Berlin") from error


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
    from deskbreak.core.choose import Done, choose, wanted

    done: list[Done] = []

    def pick(one: Break, at: float) -> str:
        day = datetime.fromtimestamp(at, plan.zone).date()
        choice = choose(catalog, wanted(plan.body, one.lasts_s), done[-60:], day)
        if choice is None:
            return ""
        done.append(Done(day, tuple(step.exercise for step in choice.routine.steps)))
        return choice.routine.id

    return pick


def _date(text: str | None, today: date) -> date:
    named = {None: 0, "today": 0, "tomorrow": 1, "yesterday": -1}
    if text in named:
        return today + timedelta(days=named[text])
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise UsageError(f'"{text}" is no date; write 2026-11-23, today or tomorrow') from None


def _with_calendars(
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
        Ask(start, end, str(plan.zone), plan.quiet.calendars, plan.holidays, plan.quiet.me, base)
    )
    off = tuple(
        DayRule(date.fromisoformat(day), date.fromisoformat(day), (), why) for day, why in found.days_off
    )
    return (
        replace(plan, days=(*off, *plan.days)),
        [(float(a), float(b)) for a, b in found.busy],
        list(found.problems),
    )


def _row(line: Line, zone: tzinfo) -> dict[str, Any]:
    return {
        "at": datetime.fromtimestamp(line.at, zone).isoformat(timespec="seconds"),
        "event": line.event,
        "break": line.break_name or None,
        "routine": line.routine or None,
        "reason": line.reason,
    }


_SIGNS = {"offer": "●", "held": "◌", "natural": "○", "hours": "─", "meeting": "▪"}


def _tell(lines: list[Line], zone: tzinfo, catalog: Catalog, problems: list[str]) -> None:
    day = None
    for line in lines:
        at = datetime.fromtimestamp(line.at, zone)
        if at.date() != day:
            day = at.date()
            print(f"\n{day:%A, %d %B %Y}" if line is not lines[0] else f"{day:%A, %d %B %Y}")
        print(f"  {at:%H:%M}  {_SIGNS[line.event]} {_said(line, catalog)}")
    if not lines:
        print("Nothing: no work hours in these days.")
    for problem in problems:
        print(f"note: {problem}")


def _said(line: Line, catalog: Catalog) -> str:
    if line.event == "offer":
        found = catalog.routine(line.routine) if line.routine else None
        what = found.name if found else line.break_name
        return f"{line.break_name}: {what} ({line.reason})" if found else f"{line.break_name} ({line.reason})"
    if line.event == "held":
        return f"{line.break_name} waits: {line.reason}"
    return f"meeting {line.reason}" if line.event == "meeting" else line.reason
