"""Reads the person's calendars: when they are busy, and which days are off.

The rules, in words, are in docs/calendars.md. Whatever a file holds, the answer is times or a sentence.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbreak.platforms.calendars import judge, places
from deskbreak.platforms.calendars.ask import Ask
from deskbreak.platforms.calendars.dates import may_matter
from deskbreak.platforms.calendars.found import Found, Stretch
from deskbreak.platforms.calendars.freebusy import stretches
from deskbreak.platforms.calendars.holidays import Days
from deskbreak.platforms.calendars.limits import TookTooLong, Watchdog
from deskbreak.platforms.calendars.series import Time, Unclear, Window, groups, times
from deskbreak.platforms.calendars.text import Block, Sheet, sheets
from deskbreak.platforms.calendars.zones import Zones, known_name

LARGEST_FILE = 32 * 1024 * 1024
MOST_PROBLEMS = 20
MOST_STRETCHES = 20_000
EVENT_LIMIT_S = 1.0
FILE_LIMIT_S = 6.0
TOTAL_LIMIT_S = 15.0
_ADDRESS = re.compile(r"(https?|webcals?|caldavs?)://", re.IGNORECASE)


def read(ask: Ask) -> Found:
    """Everything the calendars say about the time asked for."""
    with warnings.catch_warnings(), Watchdog() as watchdog:
        warnings.simplefilter("ignore")  # the libraries warn of guesses that docs/calendars.md promises
        reader = _Reader(ask, watchdog)
        for path in ask.calendars:
            reader.read_place(path, holidays=False)
        for path in ask.holidays:
            reader.read_place(path, holidays=True)
    return reader.found()


class _Reader:
    """One reading: what is asked, and what has been found so far."""

    def __init__(self, ask: Ask, watchdog: Watchdog) -> None:
        self._ask = ask
        self._window = Window(ask.start, ask.end)
        self._watchdog = watchdog
        self._total_end = time.monotonic() + TOTAL_LIMIT_S
        self._busy: list[Stretch] = []
        self._problems: dict[str, None] = {}  # in order, each once
        self._files = 0
        self._zone = known_name(ask.zone) or "UTC"
        if not known_name(ask.zone):
            self._say("your time zone", f'nobody knows "{ask.zone}"; UTC is used instead')
        self._days = Days(
            *(datetime.fromtimestamp(at, ZoneInfo(self._zone)).date() for at in (ask.start, ask.end))
        )

    def found(self) -> Found:
        busy = _merged(self._busy, self._window)
        if len(busy) > MOST_STRETCHES:
            self._say("the calendars", f"more than {MOST_STRETCHES} meetings; the rest is left out")
        return Found(tuple(busy[:MOST_STRETCHES]), self._days.found(), tuple(self._told()), self._files)

    def _told(self) -> list[str]:
        told = list(self._problems)
        more = len(told) - MOST_PROBLEMS
        return [*told[:MOST_PROBLEMS], f"and {more} more problems like these"] if more > 0 else told

    def read_place(self, path: str, *, holidays: bool) -> None:
        """Read the file, or every calendar file in the folder, that the settings name."""
        if _ADDRESS.match(path):
            self._say(path, "deskbreak never goes to the network; save the calendar as a file")
            return
        here = places.locate(path, self._ask.base)
        files = places.under(here)
        if not files:
            self._say(_short(here), f"no calendar files ({', '.join(places.SUFFIXES)}) are in this folder")
        for file in files:
            try:
                self._read_file(file, holidays)
            except FileNotFoundError:
                self._say(_short(file), "there is no such file; check the path in your settings")
            except (OSError, ValueError) as error:
                self._say(_short(file), f"this cannot be read: {getattr(error, 'strerror', None) or error}")

    def _read_file(self, file: str, holidays: bool) -> None:
        if not places.is_plain_file(file):
            self._say(_short(file), "this is not a plain file, and is left out")
            return
        if Path(file).stat().st_size > LARGEST_FILE:
            self._say(_short(file), f"this is larger than {LARGEST_FILE >> 20} MiB; export a shorter time")
            return
        data = Path(file).read_bytes()
        self._files += 1
        found = sheets(data)
        if not found:
            self._say(
                _short(file), "the file is empty" if not data.strip() else "this is not an iCalendar file"
            )
        end = min(self._total_end, time.monotonic() + FILE_LIMIT_S)
        for sheet in found:
            self._read_sheet(sheet, file, end, holidays)

    def _read_sheet(self, sheet: Sheet, file: str, end: float, holidays: bool) -> None:
        short = _short(file)
        if sheet.cut:
            self._say(
                short,
                "the file ends in the middle of an entry, which is left out; is it still being written?",
            )
        if sheet.head.text("CALSCALE") not in ("", "GREGORIAN"):
            self._say(short, "this does not use the Gregorian calendar, and is left out")
            return
        if not judge.holds_entries(sheet):
            return
        zones = Zones(sheet, self._zone, self._watchdog)
        mine = judge.addresses(sheet, file, self._ask.me)
        for block in sheet.blocks:
            if block.kind == "VFREEBUSY" and not holidays:
                self._take_free_busy(block, short)
        for group in groups([block for block in sheet.blocks if block.kind == "VEVENT"]):
            if time.monotonic() > end:
                self._say(short, "this takes too long to read; the rest of it is left out")
                break
            if may_matter(group, *self._window.days()):
                for one in self._times(group, zones, short):
                    self._take(one, mine, holidays)
        for name in sorted(zones.unknown):
            self._say(short, f'nobody knows the time zone "{name[:60]}"; your own is used instead')

    def _times(self, group: Sequence[Block], zones: Zones, short: str) -> list[Time]:
        where = f"{short}:{group[0].line}"
        try:
            with self._watchdog.within(EVENT_LIMIT_S):
                return times(group, zones, self._window)
        except Unclear as why:
            self._say(where, f"the event {why}, and is left out")
        except TookTooLong:
            self._say(where, "the event's repetitions take too long to work out, and it is left out")
        except Exception:  # the libraries raise a dozen kinds on garbage; each means the same here
            self._say(where, "the event's times make no sense, and it is left out")
        return []

    def _take(self, one: Time, mine: frozenset[str], holidays: bool) -> None:
        whole = one.is_whole_days() or judge.is_whole_day(one.block)
        if holidays:
            if whole and not judge.is_cancelled(one.block):
                self._days.add(one)
        elif not whole and judge.takes_time(one.block, mine):
            self._busy.append(one.stretch())

    def _take_free_busy(self, block: Block, short: str) -> None:
        try:
            self._busy += stretches(block)
        except Exception:  # see `_times`
            self._say(f"{short}:{block.line}", "the free/busy times make no sense, and are left out")

    def _say(self, where: str, what: str) -> None:
        sentence = "".join(letter if letter.isprintable() else "?" for letter in f"{where}: {what}")
        self._problems[sentence] = None


def _merged(busy: list[Stretch], window: Window) -> list[Stretch]:
    """Sorted, cut to the window, and one where they touch or overlap."""
    merged: list[Stretch] = []
    for start, end in sorted(busy):
        start, end = max(start, window.start), min(end, window.end)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _short(file: str) -> str:
    """The path as a person knows it, with their home as `~`; bytes that are no text are shown escaped."""
    home = str(Path.home())
    short = "~" + file.removeprefix(home) if file.startswith(home + "/") else file
    return short.encode("utf-8", "backslashreplace").decode()
