"""Playing coming days on the user's plan, content and calendars; for `rehearse` and the settings page."""

from __future__ import annotations

import os
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from deskbreak.core.hours import instant, local_day
from deskbreak.core.plan import DayRule
from deskbreak.errors import UsageError
from deskbreak.paths import Profile
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, replace
from deskbreak.zone import local

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.core.learning import Learned
    from deskbreak.core.past import Done
    from deskbreak.core.plan import Break, Plan
    from deskbreak.core.rehearse import Line


def local_zone() -> tzinfo:
    """The zone in TZ if set, else the machine's; UsageError for an unknown TZ."""
    found = local()
    if found.trouble and os.environ.get("TZ"):
        raise UsageError(english("{trouble}; set TZ, such as TZ=Europe/Berlin", trouble=found.trouble))
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


@dataclass(frozen=True, slots=True)
class Known:
    """What the calendars say of the days."""

    days_off: tuple[DayRule, ...] = ()
    meetings: tuple[tuple[float, float], ...] = ()
    passed: tuple[tuple[float, float, str], ...] = ()  # busy, but no breaks are held: and why
    problems: tuple[str, ...] = ()


NOTHING = Known()  # no calendars are named, or asked


def with_days_off(plan: Plan, known: Known) -> Plan:
    """The plan with the holidays; the settings' own dated exceptions win over them."""
    return replace(plan, days=(*known.days_off, *plan.days))


def rehearse_plan(
    plan: Plan, catalog: Catalog, first: date, days: int, known: Known = NOTHING, *, ignore: bool = False
) -> list[Line]:
    """The lines of the rehearsal; `auto` is resolved as it will be, with nothing done before the first day.

    With `ignore` for a person who answers nothing.
    """
    from deskbreak.core.choose import standing_up
    from deskbreak.core.rehearse import rehearse
    from deskbreak.core.script import routine_seconds

    def seconds_of(routine: str) -> float:
        found = catalog.routine(routine)
        return float(routine_seconds(found, catalog)) if found else 0.0

    chooser = _Chooser(plan, catalog, takes=not ignore)
    upright = _Chooser(replace(plan, body=standing_up(plan.body)), catalog, takes=not ignore)
    upright.shares(chooser)
    return rehearse(
        plan,
        first,
        days,
        choose=chooser.choose,
        took=chooser.took,
        seconds_of=seconds_of,
        meetings=known.meetings,
        passed=known.passed,
        ignore=ignore,
        choose_upright=lambda one, at: upright.choose(one, at) or chooser.choose(one, at),
    )


class _Chooser:
    """Chooses as the daemon does; what was offered so far is taken as done, and as neither easy nor hard."""

    def __init__(self, plan: Plan, catalog: Catalog, *, takes: bool) -> None:
        from deskbreak.core.planned import Planned
        from deskbreak.core.progress import BuildUp

        self._plan, self._catalog = plan, catalog
        self._planned, self._progress = Planned(plan, catalog), BuildUp()
        self._done: list[Done] = []
        self._takes = takes

    def shares(self, other: _Chooser) -> None:
        """What the other chose was done as well, and the other way round."""
        self._done, self._progress = other._done, other._progress

    def choose(self, one: Break, at: float) -> str:
        """The set of `auto`."""
        from deskbreak.core.choose import choose, criteria

        day, want = self._day(at), criteria(self._plan.body, one.lasts_s)
        reached, later = self._progress.levels(day), self._planned.later(at)
        choice = choose(self._catalog, want, self._done, day, reached=reached, planned=later)
        if choice is None:
            return ""
        self._note(day, tuple(step.exercise for step in choice.routine.steps))
        return choice.routine.id

    def took(self, one: Break, at: float) -> None:
        """A break with a routine of its own was taken."""
        self._note(self._day(at), self._planned.brings(one))

    def _note(self, day: date, exercises: tuple[str, ...]) -> None:
        from deskbreak.core.past import Done
        from deskbreak.core.progress import Practice

        if not self._takes:
            return
        if exercises:
            self._done.append(Done(day, exercises))
        for exercise in exercises:
            self._progress.add(Practice(day, exercise))

    def _day(self, at: float) -> date:
        return local_day(self._plan, at)


def known_tables(profile: Profile, at: float) -> Learned | None:
    """What the journal says of earlier offers, if that is enough to go by."""
    from deskbreak.app.learner import REMEMBERED_S, tables
    from deskbreak.store.offers import shown
    from deskbreak.store.opening import open_to_read

    start = at - REMEMBERED_S
    with open_to_read(profile) as journal:
        return tables(
            shown(journal.each_offer(start, at), journal.each_row(start=start)), at, journal.own_key()
        )


def read_calendars(profile: Profile, plan: Plan, first: date, days: int) -> Known:
    """Meetings and holidays of the settings' calendars within the days."""
    if not (plan.quiet.calendars or plan.holidays):
        return NOTHING
    from deskbreak.calendars.ask import Ask, read_now

    start = int(instant(plan.zone, first, -1440))
    end = int(instant(plan.zone, first, days * 1440))
    base = str(profile.config_dir)
    quiet, zone = plan.quiet, str(plan.zone)
    found = read_now(
        Ask(start, end, zone, quiet.calendars, plan.holidays, quiet.me, base, quiet.longest_meeting_s)
    )
    off = tuple(
        DayRule(date.fromisoformat(day), date.fromisoformat(day), (), why) for day, why in found.days_off
    )
    return Known(
        off,
        tuple((float(a), float(b)) for a, b in found.busy),
        tuple((float(a), float(b), _why_passed(plan, name, whole)) for a, b, name, whole in found.passed),
        found.problems,
    )


def _why_passed(plan: Plan, title: str, whole: bool) -> str:
    """Why a busy time holds no breaks."""
    from deskbreak.core.durations import format_duration

    length = format_duration(plan.quiet.longest_meeting_s)
    if whole and title:
        return english('"{title}" takes whole days, so it holds no breaks', title=title)
    if whole:
        return N_("an event takes whole days, so it holds no breaks")
    if title:
        return english('"{title}" is longer than {length}, so it holds no breaks', title=title, length=length)
    return english("an event is longer than {length}, so it holds no breaks", length=length)
