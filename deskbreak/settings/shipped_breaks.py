"""Fixed times of the shipped breaks, fitted to the person's hours.

Who writes hours and no breaks has those that are shipped. One whose time of day no longer is in the hours is
moved by itself, or left out where no hours have room for it: the user is not sent to a file that is not theirs.
"""

from __future__ import annotations

from typing import Any

from deskbreak.core.plan import WEEKDAYS
from deskbreak.sentences import english
from deskbreak.settings.clock_times import format_clock
from deskbreak.settings.model import BreakOption, Settings
from deskbreak.values import dataclass

MinuteRanges = list[tuple[int, int]]

BEFORE_A_GAP = 15  # minutes before the desk is left for lunch
_STEP = 15
_ROOM = 15  # a stretch shorter than this has no room for a break of its own


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rows of `[[break]]` as they hold, and a sentence with its hint for each that was changed."""

    rows: list[dict[str, Any]]
    notes: list[tuple[str, str]]


def good_minute(ranges: MinuteRanges) -> int | None:
    """When a daily break fits: shortly before the first gap, else in the middle; None without room."""
    spans = sorted(ranges)
    if not spans or spans[0][1] - spans[0][0] < _ROOM:
        return None
    first, last = spans[0]
    when = last - BEFORE_A_GAP if len(spans) > 1 else first + (last - first) // (2 * _STEP) * _STEP
    return max(when, first)


def lies_within(settings: Settings, weekday: int, minute: int) -> bool:
    """Return True if the hours of a weekday, or those that reach over from the day before, hold the minute."""
    today, before = hours_of(settings, weekday), hours_of(settings, weekday - 1)
    return any(start <= minute < end for start, end in today) or any(
        start <= minute + 1440 < end for start, end in before
    )


def hours_of(settings: Settings, weekday: int) -> MinuteRanges:
    """The hours of a weekday (Monday is 0) as ranges in minutes of the day."""
    return list(getattr(settings.hours, WEEKDAYS[weekday % 7]))


def fit(settings: Settings, rows: list[dict[str, Any]]) -> Fitted:
    """The shipped breaks, given as `rows` too, within the hours of `settings`."""
    fitted = Fitted([], [])
    for one, row in zip(settings.breaks, rows, strict=True):
        days = [WEEKDAYS.index(day) for day in one.days]
        lost = [minute for minute in one.at or () if not any(lies_within(settings, d, minute) for d in days)]
        if not lost:
            fitted.rows.append(row)
        elif moved := _moved(settings, one, days):
            minute, on = moved
            own = {"days": [WEEKDAYS[day] for day in on]} if not set(on) & set(days) else {}
            fitted.rows.append(row | {"at": [format_clock(minute)]} | own)
            fitted.notes.append(_moved_note(one, format_clock(minute)))
        else:
            fitted.notes.append(_left_out_note(one))
    return fitted


def _moved(settings: Settings, one: BreakOption, days: list[int]) -> tuple[int, list[int]] | None:
    """The minute that suits most of the break's days that are worked, or else of all; and those days."""
    worked = [day for day in range(7) if hours_of(settings, day)]
    on = [day for day in worked if day in days] or worked
    usual = (one.at or [0])[0]
    minutes = {minute % 1440 for day in on if (minute := good_minute(hours_of(settings, day))) is not None}

    def suits(minute: int) -> tuple[int, int]:
        return sum(lies_within(settings, day, minute) for day in on), -abs(minute - usual)

    fitting = [minute for minute in minutes if suits(minute)[0]]
    return (max(fitting, key=suits), on) if fitting else None


def _moved_note(one: BreakOption, time: str) -> tuple[str, str]:
    what = english(
        'the "{name}" that is shipped for {times} lies outside your hours; it is at {time} instead',
        name=one.name,
        times=_times(one),
        time=time,
    )
    return what, _set_it(one, time)


def _left_out_note(one: BreakOption) -> tuple[str, str]:
    what = english(
        'the "{name}" that is shipped for {times} lies outside your hours and is left out',
        name=one.name,
        times=_times(one),
    )
    return what, _set_it(one, "10:00")


def _times(one: BreakOption) -> str:
    return ", ".join(format_clock(minute) for minute in one.at or ())


def _set_it(one: BreakOption, example: str) -> str:
    command = f"deskbreak config set break.{one.name}.at {example}"
    return english("to set it yourself: {command}", command=command)
