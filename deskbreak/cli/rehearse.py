"""`deskbreak rehearse [DATE]`: play a coming day on the real settings and calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from deskbreak.app.rehearsal import (
    known_tables,
    load_plan,
    local_zone,
    read_calendars,
    rehearse_plan,
    with_days_off,
)
from deskbreak.columns import wrapped
from deskbreak.core.hours import instant, wall_clock
from deskbreak.core.named_days import typed_day
from deskbreak.errors import UsageError
from deskbreak.language import ENGLISH, _, current, p_, translated
from deskbreak.letters import json_text
from deskbreak.paths import find_profile
from deskbreak.sentences import N_, english
from deskbreak.values import replace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from deskbreak.core.catalog import Catalog
    from deskbreak.core.rehearse import Line

UNKNOWN = N_("too little is known of what you take; these are the plain moments. See: deskbreak learned")
MAX_DAYS = 3660


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", nargs="?", help=_("a date, today, tomorrow, or monday (default: today)"))
    parser.add_argument("--days", type=int, default=1, metavar="N", help=_("so many days from there on (1)"))
    parser.add_argument("--ignore", action="store_true", help=_("as for somebody who answers nothing"))
    parser.add_argument(
        "--as-learned", action="store_true", help=_("with moments and sets chosen by what you took before")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.days <= MAX_DAYS:
        raise UsageError(
            english("--days {days}: write a number from 1 to {most}", days=args.days, most=MAX_DAYS)
        )
    profile = find_profile(args.home)
    zone = local_zone()
    plan, catalog = load_plan(profile, zone)
    first = _date(args.date, datetime.now(zone).date())
    if args.as_learned:
        plan = replace(plan, learned=known_tables(profile, instant(zone, first, 0)))
    known = read_calendars(profile, plan, first, args.days)
    lines = rehearse_plan(with_days_off(plan, known), catalog, first, args.days, known, ignore=args.ignore)
    if args.json:
        print(json_text([_row(line, zone) for line in lines]))
    else:
        notes = [*known.problems, *([UNKNOWN] if args.as_learned and plan.learned is None else [])]
        _print(lines, zone, catalog, notes)
    return 0


def _date(text: str | None, today: date) -> date:
    day = typed_day(text or "today", today, ahead=True)
    if day is None:
        example = today + timedelta(days=2)
        raise UsageError(
            english(
                '"{text}" is no date; write {example}, today, tomorrow or monday', text=text, example=example
            )
        )
    return day


def _row(line: Line, zone: tzinfo) -> dict[str, Any]:
    return {
        "at": wall_clock(line.at, zone).isoformat(timespec="seconds"),
        "event": line.event,
        "break": line.break_name or None,
        "routine": line.routine or None,
        "reason": line.reason,
    }


_SIGNS = {"offer": "●", "held": "◌", "natural": "○", "hours": "─", "meeting": "▪"}


def _print(lines: list[Line], zone: tzinfo, catalog: Catalog, problems: Sequence[str]) -> None:
    day = None
    for line in lines:
        at = wall_clock(line.at, zone)
        if at.date() != day:
            day = at.date()
            print(("" if line is lines[0] else "\n") + _day_words(day))
        print(wrapped(_said(line, catalog), f"  {at:%H:%M}  {_SIGNS[line.event]} "))
    if not lines:
        print(_("Nothing: no work hours in these days."))
    for problem in problems:
        print(wrapped(translated(problem), f"{_('note:')} "))


def _day_words(day: date) -> str:
    if current() == ENGLISH:
        return f"{day:%A, %d %B %Y}"
    from deskbreak import local_forms

    named = local_forms.weekday(day, current(), short=False)
    dated = local_forms.day(day, current(), year=True)
    return local_forms.with_weekday(named, dated, current())


def _said(line: Line, catalog: Catalog) -> str:
    reason = translated(line.reason)
    if line.event == "offer":
        found = catalog.routine(line.routine) if line.routine else None
        about = f": {translated(found.name)}" if found else ""
        return f"{line.break_name}{about} ({reason})"
    if line.event == "held":
        return (
            _("{break_name} waits: {reason}", break_name=line.break_name, reason=reason)
            if line.break_name
            else reason
        )
    return p_("rehearsed", "meeting {reason}", reason=reason) if line.event == "meeting" else reason
