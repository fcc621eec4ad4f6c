"""The checks that look at more than one value: overlaps, names, routines, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from deskbreak.core.body_words import EQUIPMENT, MOVEMENT_WORDS, POSITION_WORDS
from deskbreak.core.catalog import Catalog
from deskbreak.core.durations import format_duration
from deskbreak.core.plan import WEEKDAYS
from deskbreak.core.script import routine_seconds
from deskbreak.sentences import N_, english
from deskbreak.settings.clock_times import format_clock
from deskbreak.settings.model import BreakOption, Settings
from deskbreak.settings.never_due import never_due
from deskbreak.settings.places import KeyPath
from deskbreak.settings.sentences import did_you_mean
from deskbreak.settings.shipped_breaks import lies_within
from deskbreak.values import dataclass
from deskbreak.wrong_values import there_are

MinuteRanges = list[tuple[int, int]]
DAY = timedelta(days=1)
ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
RUNS_ON = ", which runs on from "


@dataclass(frozen=True, slots=True)
class SettingsFinding:
    """What is wrong at a path; a warning leaves the settings usable."""

    path: KeyPath
    what: str
    hint: str = ""
    warning: bool = False


def judge(settings: Settings, catalog: Catalog) -> Iterator[SettingsFinding]:
    """Everything that the values say together and should not."""
    yield from _hours(settings)
    yield from _days(settings)
    yield from _breaks(settings, catalog)
    for number, what, hint in never_due(settings):
        yield SettingsFinding(("break", number, "every"), what, hint, warning=True)
    yield from _words(settings, catalog)
    yield from _addresses(("quiet", "calendars"), settings.quiet.calendars)
    yield from _addresses(("holidays",), settings.holidays)
    away = settings.away
    if away.keep_below > away.counts_as_break:
        yield SettingsFinding(("away", "keep_below"), N_("keep_below is longer than counts_as_break"))


def _hours(settings: Settings) -> Iterator[SettingsFinding]:
    week: list[MinuteRanges] = [list(getattr(settings.hours, day)) for day in WEEKDAYS]
    for number, day in enumerate(WEEKDAYS):
        before = week[number - 1]
        yield from _overlaps(("hours", day), week[number], before, WEEKDAYS[number - 1])


def _overlaps(
    path: KeyPath, ranges: MinuteRanges, before: MinuteRanges, day_before: str
) -> Iterator[SettingsFinding]:
    for number, (start, end) in enumerate(ranges):
        for earlier in ranges[:number]:
            if start < earlier[1] and earlier[0] < end:
                yield SettingsFinding((*path, number), _overlap((start, end), earlier))
        for earlier in before:
            if earlier[1] - 1440 > start:
                what = english(
                    "{hours} overlaps {others}, which runs on from {day}",
                    hours=_written(start, end),
                    others=_written(*earlier),
                    day=day_before,
                )
                yield SettingsFinding((*path, number), what)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> str:
    return english("{hours} overlaps {others}", hours=_written(*one), others=_written(*other))


def _written(start: int, end: int) -> str:
    return f'"{format_clock(start)}-{format_clock(end)}"'


def _days(settings: Settings) -> Iterator[SettingsFinding]:
    for number, day in enumerate(settings.days):
        path, first, last = ("days", number, "hours"), day.on[0], day.on[1]
        if last > first:
            yield from _overlaps(path, day.hours, day.hours, N_("the day before"))
        if first > date.min:
            before = _hours_on(settings, first - DAY) if _rules(settings, number, first) else []
            yield from _overlaps(path, day.hours, before, f"{first - DAY}")
        if last < date.max and _rules(settings, number, last) and not _begins(settings, last + DAY):
            yield from _runs_on(path, day.hours, _hours_on(settings, last + DAY), last + DAY)


def _runs_on(
    path: KeyPath, ranges: MinuteRanges, after: MinuteRanges, day_after: date
) -> Iterator[SettingsFinding]:
    """What a dated shift that crosses midnight meets on the day after it, which may be an ordinary one."""
    for number, one in enumerate(ranges):
        for later in after:
            if one[1] - 1440 > later[0]:
                what = english(
                    "{hours} overlaps {others} on {day}",
                    hours=_written(*one),
                    others=_written(*later),
                    day=day_after,
                )
                yield SettingsFinding((*path, number), what)


def _hours_on(settings: Settings, day: date) -> MinuteRanges:
    """The hours of a date: of several entries for it the last wins."""
    listed_as = [one.hours for one in settings.days if one.on[0] <= day <= one.on[1]]
    return listed_as[-1] if listed_as else list(getattr(settings.hours, WEEKDAYS[day.weekday()]))


def _begins(settings: Settings, day: date) -> bool:
    """Return True if the entry that holds on this day begins with it: then it looks at the day before by itself."""
    holding = [one.on[0] for one in settings.days if one.on[0] <= day <= one.on[1]]
    return bool(holding) and holding[-1] == day


def _rules(settings: Settings, number: int, day: date) -> bool:
    """Return True if no later entry takes this day over."""
    return not any(one.on[0] <= day <= one.on[1] for one in settings.days[number + 1 :])


def _breaks(settings: Settings, catalog: Catalog) -> Iterator[SettingsFinding]:
    seen: set[str] = set()
    for number, one in enumerate(settings.breaks):
        path: KeyPath = ("break", number)
        if one.name in seen:
            what = english('a second break is called "{name}"', name=one.name)
            yield SettingsFinding((*path, "name"), what, N_("give each its own name"))
        seen.add(one.name)
        if (one.every is None) == (one.at is None):
            what = (
                N_('the break "{name}" has both every and at')
                if one.every is not None
                else N_('the break "{name}" has neither every nor at')
            )
            yield SettingsFinding(path, english(what, name=one.name), N_("write one of them"))
        if one.at is not None and not one.at:
            yield SettingsFinding(
                (*path, "at"), N_("this list is empty"), N_('write a time, such as ["12:20"]')
            )
        if one.at is not None and len(set(one.at)) < len(one.at):
            yield SettingsFinding((*path, "at"), N_("the same time stands here twice"))
        if not one.days:
            yield SettingsFinding((*path, "days"), N_("this list is empty"), N_("leave it out for every day"))
        yield from _outside(path, one, settings)
        yield from _lengths(path, one, catalog)


def _outside(path: KeyPath, one: BreakOption, settings: Settings) -> Iterator[SettingsFinding]:
    """A fixed time that no work hours of its days hold is never due."""
    for number, minute in enumerate(one.at or ()):
        if one.days and not any(lies_within(settings, WEEKDAYS.index(day), minute) for day in one.days):
            time = format_clock(minute)
            what = english("{time} lies outside your hours on every day of this break", time=time)
            hint = N_("it is never due; move it into the hours")
            yield SettingsFinding((*path, "at", number), what, hint, warning=True)


def _lengths(path: KeyPath, one: BreakOption, catalog: Catalog) -> Iterator[SettingsFinding]:
    if one.lasts is not None and one.every is not None and one.lasts >= one.every:
        what, hint = N_("lasts is not shorter than every"), N_("a break is shorter than what it interrupts")
        yield SettingsFinding((*path, "lasts"), what, hint)
    if one.routine is None or one.routine == "auto":
        return
    routine = catalog.routine(one.routine)
    if routine is None:
        named = catalog.routine_named(one.routine)
        hint = did_you_mean(named or one.routine, [*catalog.routines, *catalog.exercises])
        what = english('no routine "{name}"', name=one.routine)
        yield SettingsFinding((*path, "routine"), what, hint or N_("see: deskbreak routines"))
    elif one.lasts is not None and (seconds := routine_seconds(routine, catalog)) > one.lasts:
        what = english(
            '"{routine}" takes {length}, longer than lasts = "{lasts}"',
            routine=one.routine,
            length=format_duration(seconds),
            lasts=format_duration(one.lasts),
        )
        yield SettingsFinding((*path, "lasts"), what, N_("it is played whole all the same"), warning=True)


def _words(settings: Settings, catalog: Catalog) -> Iterator[SettingsFinding]:
    body = settings.body
    gear = {*EQUIPMENT, *(item for one in catalog.exercises.values() for item in one.needs)}
    yield from _known(("body", "positions"), body.positions, list(POSITION_WORDS), N_('no position "{word}"'))
    yield from _known(("body", "equipment"), body.equipment, sorted(gear), N_('no equipment "{word}"'))
    movable = [*catalog.exercises, *MOVEMENT_WORDS, *POSITION_WORDS]
    what = N_('no exercise or movement "{word}"')
    yield from _known(("body", "avoid"), body.avoid, movable, what, few=False)


def _addresses(path: KeyPath, given: list[str]) -> Iterator[SettingsFinding]:
    """An address of the web or of a server where a file is meant."""
    for number, text in enumerate(given):
        found = ADDRESS.match(text)
        if found is None:
            continue
        shown = text if len(text) <= 60 else text[:57] + "..."
        if found[1].lower() == "file":
            what = english('"{text}" is no path', text=shown)
            yield SettingsFinding((*path, number), what, N_("leave out file://"), warning=True)
            continue
        what = english(
            '"{text}" is a web address, and deskbreak reads files only: it never goes to the network',
            text=shown,
        )
        hint = N_(
            "let vdirsyncer, or the export of your calendar program, keep a file or folder, and write its path"
        )
        yield SettingsFinding((*path, number), what, hint, warning=True)


def _known(
    path: KeyPath, given: list[str], known: list[str], what: str, *, few: bool = True
) -> Iterator[SettingsFinding]:
    for number, word in enumerate(given):
        if word not in known:
            hint = did_you_mean(word, known) or (there_are(known) if few else N_("see: deskbreak exercises"))
            yield SettingsFinding((*path, number), english(what, word=word), hint)
