"""One calendar of a file: its events into busy times and days off, and a sentence for what is not understood."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import tzinfo

from deskbreak.calendars import freebusy, judge
from deskbreak.calendars.dates import may_matter
from deskbreak.calendars.entry import Entry, Unclear, entry
from deskbreak.calendars.limits import TookTooLong, Watchdog
from deskbreak.calendars.moments import Time, TimeWindow
from deskbreak.calendars.problems import Problems
from deskbreak.calendars.series import groups, times
from deskbreak.calendars.taken import Taken
from deskbreak.calendars.text import Block, Sheet
from deskbreak.calendars.zones import Definitions, Zones
from deskbreak.sentences import N_, english

EVENT_TIMEOUT_S = 1.0
_SENSELESS = N_("the event's times make no sense, and it is left out")


class SheetReader:
    """Reads calendars one after the other into `taken`; `mine` is the person's zone."""

    def __init__(
        self,
        window: TimeWindow,
        mine: tzinfo,
        definitions: Definitions,
        *,
        watchdog: Watchdog,
        taken: Taken,
        problems: Problems,
    ) -> None:
        self._window, self._mine, self._definitions = window, mine, definitions
        self._watchdog, self._taken = watchdog, taken
        self._problems, self._say = problems, problems.say

    def read(
        self, sheet: Sheet, file: str, short: str, end: float, holidays: bool, me: Iterable[str]
    ) -> bool:
        """Take what the calendar says; False where the monotonic clock passed `end` before all was taken."""
        if sheet.cut:
            what = N_(
                "the file ends in the middle of an entry, which is left out; is it still being written?"
            )
            self._say(short, what, "cut")
        if sheet.head.text("CALSCALE") not in ("", "GREGORIAN"):
            self._say(short, N_("this does not use the Gregorian calendar, and is left out"), "scale")
            return True
        if not judge.holds_entries(sheet):
            return True
        zones = Zones(sheet, self._mine, self._definitions)
        self._take_free_busy(sheet, short, holidays)
        mine = judge.addresses(sheet, file, me)
        for group in groups([block for block in sheet.blocks if block.kind == "VEVENT"]):
            if time.monotonic() > end:
                return False
            if may_matter(group, *self._window.days()):
                self._take_group(group, zones, short, mine=mine, holidays=holidays)
        self._say_zones(zones, short)
        return True

    def _take_group(
        self, group: Sequence[Block], zones: Zones, short: str, *, mine: frozenset[str], holidays: bool
    ) -> None:
        where = f"{short}:{group[0].line}"
        try:
            with self._watchdog.within(EVENT_TIMEOUT_S):
                for one in times(*self._entries(group, zones, short), self._window):
                    self._take(one, mine, holidays, short)
        except Unclear as why:
            self._say(where, english("the event {why}, and is left out", why=why))
        except TookTooLong:
            what = N_("the event's repetitions take too long to work out, and it is left out")
            self._say(where, what, "endless")
        except Exception:  # the libraries raise a dozen kinds on garbage; each means the same here
            self._say(where, _SENSELESS)

    def _entries(self, group: Sequence[Block], zones: Zones, short: str) -> tuple[Entry | None, list[Entry]]:
        """The event and its changes; a change that is broken costs itself."""
        blocks = list(group)
        series = None if blocks[0].first("RECURRENCE-ID") else self._entry(blocks.pop(0), zones, None, short)
        changes = []
        for block in blocks:
            try:
                changes.append(self._entry(block, zones, series, short))
            except Unclear as why:
                if series is None and len(group) == 1:
                    raise
                self._say(
                    f"{short}:{block.line}", english("a changed repetition {why}, and is left out", why=why)
                )
        return series, changes

    def _entry(self, block: Block, zones: Zones, series: Entry | None, short: str) -> Entry:
        made = entry(block, zones, series)
        for name in made.lost:
            what = english("a value of the event's {name} is empty or broken, and is left out", name=name)
            self._say(f"{short}:{block.line}", what, f"lost {name}")
        return made

    def _take(self, one: Time, mine: frozenset[str], holidays: bool, short: str) -> None:
        if not holidays:
            if judge.takes_time(one.block, mine) and one.start != one.end:
                self._taken.meeting(one)
        elif not judge.is_cancelled(one.block) and not self._taken.holiday(one):
            named = english('"{title}" in line {line}', title=judge.title(one.block), line=one.block.line)
            what = english("entries without a whole day are no days off, such as {named}", named=named)
            self._say(short, what, f"no whole day {short}")

    def _take_free_busy(self, sheet: Sheet, short: str, holidays: bool) -> None:
        for block in sheet.blocks:
            if block.kind != "VFREEBUSY":
                continue
            if holidays:
                self._say(short, N_("free/busy times are no days off"), "free/busy")
                continue
            try:
                for one in freebusy.times(block):
                    self._taken.meeting(one)
            except Exception:  # see `_take_group`
                what = N_("the free/busy times make no sense, and are left out")
                self._say(f"{short}:{block.line}", what)

    def _say_zones(self, zones: Zones, short: str) -> None:
        for name in sorted(zones.unknown):
            what = english('nobody knows the time zone "{name}"; your own is used instead', name=name[:60])
            self._say(short, what, what)
        if zones.guessed:
            self._problems.guessed(short, zones.guessed)
