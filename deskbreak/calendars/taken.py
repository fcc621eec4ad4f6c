"""What the events of all calendars come to: busy stretches, days off, and what is too long to hold breaks."""

from __future__ import annotations

from datetime import datetime, tzinfo

from deskbreak.calendars import judge
from deskbreak.calendars.found import Found, Passed, Stretch
from deskbreak.calendars.holidays import DaysOff
from deskbreak.calendars.moments import Time, TimeWindow
from deskbreak.calendars.problems import Problems
from deskbreak.sentences import N_, english

MAX_STRETCHES = 20_000
MAX_PASSED = 200


class Taken:
    """Takes one occurrence after the other; `mine` is the person's zone."""

    def __init__(self, window: TimeWindow, mine: tzinfo, longest_s: float) -> None:
        self._window, self._mine, self._longest_s = window, mine, longest_s
        self._busy: list[Stretch] = []
        self._passed: set[Passed] = set()
        first, last = (datetime.fromtimestamp(at, mine).date() for at in (window.start, window.end))
        self._days = DaysOff(first, last, mine)

    def holiday(self, one: Time) -> bool:
        """Make its whole days days off; False where it has none."""
        return self._days.add(one, judge.title(one.block), marked=judge.is_marked_all_day(one.block))

    def meeting(self, one: Time) -> None:
        """Time that the person is busy. A whole day, or a meeting over the longest, holds no breaks."""
        start, end = one.stretch(self._mine)
        whole = one.is_whole_days() or judge.is_marked_all_day(one.block)
        if not whole and end - start <= self._longest_s:
            self._busy.append((start, end))
        elif start < self._window.end and end > self._window.start and len(self._passed) < MAX_PASSED:
            self._passed.add((start, end, judge.title(one.block), whole))

    def found(self, problems: Problems, files: int) -> Found:
        busy = merged(self._busy, self._window)
        if len(busy) > MAX_STRETCHES:
            problems.say(
                N_("the calendars"),
                english("more than {n} meetings; the rest is left out", n=MAX_STRETCHES),
            )
        return Found(
            tuple(busy[:MAX_STRETCHES]),
            self._days.found(),
            problems.sentences(),
            files,
            tuple(sorted(self._passed)),
        )


def merged(busy: list[Stretch], window: TimeWindow) -> list[Stretch]:
    """Sorted, cut to the window, and one where they touch or overlap."""
    whole: list[Stretch] = []
    for start, end in sorted(busy):
        start, end = max(start, window.start), min(end, window.end)
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole
