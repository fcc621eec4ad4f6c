"""Reads the person's calendars: when they are busy, and which days are off.

The rules are in docs/calendars.md. Whatever a file holds, the answer is times or a sentence.
"""

from __future__ import annotations

import re
import time
import warnings
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbreak.calendars import places
from deskbreak.calendars.ask import Ask
from deskbreak.calendars.found import Found
from deskbreak.calendars.limits import TookTooLong, Watchdog
from deskbreak.calendars.moments import TimeWindow
from deskbreak.calendars.problems import Problems
from deskbreak.calendars.sheet import SheetReader
from deskbreak.calendars.taken import Taken
from deskbreak.calendars.text import Sheet, sheets
from deskbreak.calendars.zones import Definitions, person_zone
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_, english

MAX_FILE = 32 * 1024 * 1024
FILE_TIMEOUT_S = 6.0
TOTAL_TIMEOUT_S = 15.0
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
        self._ask, self._watchdog = ask, watchdog
        self._problems = Problems()
        self._home = str(Path.home())
        self._total_end = time.monotonic() + TOTAL_TIMEOUT_S
        self._files = self._left_out = 0
        mine = person_zone(ask.zone)
        if mine is None:
            self._problems.say(
                N_("your time zone"), english('nobody knows "{zone}"; UTC is used instead', zone=ask.zone)
            )
        window = TimeWindow(ask.start, ask.end)
        self._taken = Taken(window, mine or ZoneInfo("UTC"), ask.longest_s)
        last_year = window.days()[1].year + 1
        self._sheets = SheetReader(
            window,
            mine or ZoneInfo("UTC"),
            Definitions(watchdog, last_year),
            watchdog=watchdog,
            taken=self._taken,
            problems=self._problems,
        )

    def found(self) -> Found:
        if self._left_out:
            self._problems.say(
                N_("the calendars"),
                english(
                    "reading takes longer than {seconds} s; {files} files are read and {left_out} left out",
                    seconds=round(TOTAL_TIMEOUT_S),
                    files=self._files,
                    left_out=self._left_out,
                ),
            )
        return self._taken.found(self._problems, self._files)

    def read_place(self, path: str, *, holidays: bool) -> None:
        """Read the file, or every calendar file in the folder, that the settings name."""
        if _ADDRESS.match(path):
            self._problems.say(path, N_("deskbreak never goes to the network; save the calendar as a file"))
            return
        here = places.locate(path, self._ask.base)
        files = places.under(here)
        if not files:
            suffixes = ", ".join(places.SUFFIXES)
            self._problems.say(
                self._short(here),
                english("no calendar files ({suffixes}) are in this folder", suffixes=suffixes),
            )
        if len(files) > places.MAX_FILES:
            self._problems.say(
                self._short(here),
                english("more than {n} calendar files; the rest is left out", n=places.MAX_FILES),
            )
        if places.is_cut(here):
            self._problems.say(
                self._short(here),
                english(
                    "more than {n} folders; name the one with the calendars",
                    n=places.MAX_FOLDERS,
                ),
            )
        for file in files[: places.MAX_FILES]:
            self._read_or_say(file, holidays)

    def _read_or_say(self, file: str, holidays: bool) -> None:
        if time.monotonic() > self._total_end:
            self._left_out += 1
            return
        try:
            self._read_file(file, holidays)
        except TookTooLong:
            self._too_long(file)
        except FileNotFoundError:
            self._problems.say(
                self._short(file), N_("there is no such file; check the path in your settings"), "no file"
            )
        except (OSError, ValueError) as error:
            why = english("this cannot be read: {why}", why=getattr(error, "strerror", None) or error)
            self._problems.say(self._short(file), why, why)

    def _read_file(self, file: str, holidays: bool) -> None:
        size = places.plain_size(file)
        if size is None:
            self._problems.say(self._short(file), N_("this is not a plain file, and is left out"))
            return
        if size > MAX_FILE:
            what = english("this is larger than {size} MiB; export a shorter time", size=MAX_FILE >> 20)
            self._problems.say(self._short(file), what, "large")
            return
        self._files += 1
        end = min(self._total_end, time.monotonic() + FILE_TIMEOUT_S)
        with self._watchdog.within(max(end - time.monotonic(), 0.0)):
            found = self._parsed(file)
        for sheet in found:
            if not self._sheets.read(sheet, file, self._short(file), end, holidays, self._ask.me):
                self._too_long(file)
                return

    def _parsed(self, file: str) -> list[Sheet]:
        data = read_plain(Path(file), max_bytes=MAX_FILE)
        found = sheets(data)
        if not found:
            what = N_("the file is empty") if not data.strip() else N_("this is not an iCalendar file")
            self._problems.say(self._short(file), what, what)
        return found

    def _too_long(self, file: str) -> None:
        if time.monotonic() > self._total_end:  # said once, for all that are left out
            self._files -= 1
            self._left_out += 1
            return
        what = N_("this takes too long to read; the rest of it is left out")
        self._problems.say(self._short(file), what, "too long")

    def _short(self, file: str) -> str:
        """The path as a person knows it, with their home as `~`; bytes that are no text are shown escaped."""
        short = "~" + file.removeprefix(self._home) if file.startswith(self._home + "/") else file
        return short.encode("utf-8", "backslashreplace").decode()
