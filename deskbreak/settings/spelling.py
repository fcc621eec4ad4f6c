"""Hours and weekdays in the ways people type them: "9-17", "9am-5pm", two ranges in one text, "mon-fri".

Only what has one meaning is read; anything else is a ValueError whose sentence shows how to write it.
"""

from __future__ import annotations

import re
import unicodedata

from deskbreak.core.durations import shorten
from deskbreak.core.plan import WEEKDAYS
from deskbreak.sentences import english
from deskbreak.settings.clock_times import format_clock, parse_clock
from deskbreak.values import dataclass

MAX_TEXT = 200
DASHES = "‐‑‒–—―−－〜～→"
QUOTES = "“”„‟«»‹›″＂‘’‚‛′＇`「」"
_SIGNS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(QUOTES, ""))
_TIME = r"([0-9]{1,2})(?:[:.h]([0-9]{2})|h)?(?:\s*([ap]\.?m\b\.?))?"
_MILITARY = re.compile(r"\b([0-2][0-9])([0-5][0-9])\b")
_RANGE = re.compile(rf"{_TIME}\s*(?:-|\bto\b|\buntil\b|\btill\b)\s*{_TIME}")
_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\band\b)?\s*")
_ONE_TIME = re.compile(_TIME)
_EARLY = 6  # "1-5" may well be the afternoon; "6-14" is an early shift

_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    **dict.fromkeys(("weekdays", "weekday", "workdays", "working days"), WEEKDAYS[:5]),
    **dict.fromkeys(("weekend", "weekends"), WEEKDAYS[5:]),
    **dict.fromkeys(("daily", "every day", "everyday", "all days"), WEEKDAYS),
}


def plain_signs(text: str) -> str:
    """The text with the dashes, blanks and wide digits of word processors as the keyboard has them; no quotes."""
    return unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip()


# -- hours ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as written: its half of the day where one is named, and what the spelling shows of the rest."""

    hour: int
    minute: int
    half: str  # "a", "p" or ""
    bare: bool  # without minutes
    padded: bool  # "09": not written so by people who count to twelve

    def minutes(self, half: str = "", *, end: bool = False) -> int:
        """Minutes after midnight, in this half of the day; ValueError where there is no such time."""
        half = self.half or half
        if not half:
            return parse_clock(f"{self.hour}:{self.minute:02}", end=end)
        if not 1 <= self.hour <= 12:
            time = f"{self.hour} {half}m"
            raise ValueError(english('there is no "{time}"; write hours from 1 to 12, or "17:00"', time=time))
        return parse_clock(f"{self.hour % 12 + (12 if half == 'p' else 0)}:{self.minute:02}")


def read_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges of hours in a text, as minutes after midnight; an end past midnight counts on from 1440."""
    plain = _MILITARY.sub(r"\1:\2", plain_signs(text[:MAX_TEXT]).lower())
    found: list[tuple[int, int]] = []
    at = 0
    while match := _RANGE.match(plain, at):
        found.append(_range(match[0], _time(*match.group(1, 2, 3)), _time(*match.group(4, 5, 6))))
        gap = _BETWEEN.match(plain, match.end())
        at = gap.end() if gap else match.end()
        if at == match.end() < len(plain):
            break  # two ranges without anything between them
    if not found or at < len(plain) or len(text) > MAX_TEXT:
        raise ValueError(english('"{text}" is no range of hours; write "09:00-12:30"', text=shorten(text)))
    return found


def write_range(start: int, end: int) -> str:
    """ "09:00-12:30" of minutes, as every file should have it."""
    return f"{format_clock(start)}-{format_clock(end)}"


def read_clock(text: str) -> int:
    """Minutes after midnight of "12:30", "12.30", "12h30" or "9am"; a bare number is no time of day."""
    plain = plain_signs(text[:MAX_TEXT]).lower()
    match = _ONE_TIME.fullmatch(plain)
    if match is None or plain.isdecimal():
        return parse_clock(plain)
    return _time(*match.group(1, 2, 3)).minutes()


def _time(hour: str, minute: str | None, half: str | None) -> _Time:
    padded = hour.startswith("0")
    bare = minute is None and not half and not padded
    return _Time(int(hour), int(minute or 0), (half or "")[:1], bare, padded)


def _range(text: str, first: _Time, last: _Time) -> tuple[int, int]:
    start, end = _both(first, last)
    if start == end:
        if first.bare or last.bare:
            raise ValueError(english('"{text}" is no range of hours: it ends when it begins', text=text))
        raise ValueError(english('"{text}" is empty: it ends when it begins', text=text))
    if _may_be_afternoon(first, last) and (end < start or first.hour < _EARLY):
        raise ValueError(_afternoon(text, start, end))
    return start, end if end > start else end + 1440


def _afternoon(text: str, start: int, end: int) -> str:
    night = write_range(start, end)
    later = write_range(start if end < start else start + 720, end + 720)
    if end < start:
        return english(
            'does "{text}" end in the afternoon? Write {time}, as in "{later}", or "{night}" for a night',
            text=text,
            time=format_clock(end + 720),
            later=later,
            night=night,
        )
    return english(
        'does "{text}" begin in the afternoon? Write "{later}", or "{night}" for a night',
        text=text,
        later=later,
        night=night,
    )


def _may_be_afternoon(first: _Time, last: _Time) -> bool:
    """Return True if the hours may be those of a clock face."""
    if first.half or last.half or first.padded or last.padded:
        return False
    return (first.bare or last.bare) and first.hour <= 12 and last.hour <= 12


def _both(first: _Time, last: _Time) -> tuple[int, int]:
    """Both ends; where only one names its half of the day, the other is the nearest that makes sense."""
    if first.half and not last.half and last.hour <= 12:
        start = first.minutes()
        ends = [last.minutes(half) for half in "ap"]
        return start, next((end for end in sorted(ends) if end > start), min(ends))
    if last.half and not first.half and first.hour <= 12:
        end = last.minutes()
        starts = [first.minutes(half) for half in "pa"]
        return next((start for start in starts if start < end), starts[0]), end
    return first.minutes(), last.minutes(end=True)


# -- weekdays ------------------------------------------------------------------------------------------------


def read_weekdays(text: str) -> tuple[str, ...]:
    """The weekdays that a text names ("mon-fri", "mon, wed", "weekend"); () where it names anything else."""
    if len(text) > MAX_TEXT:
        return ()
    plain = " ".join(plain_signs(text).lower().split())
    if plain in _GROUPS:
        return _GROUPS[plain]
    plain = re.sub(r"\s*(?:-|\b(?:to|through|until|till)\b)\s*", "-", plain)
    parts = [part for part in re.split(r"\s*[,;/&+]\s*|\s+and\s+|\s+", plain) if part]
    days = [_weekdays(part) for part in parts]
    return tuple(dict.fromkeys(day for some in days for day in some)) if all(days) else ()


def _weekdays(part: str) -> tuple[str, ...]:
    """ "mon" or "fri-mon", which goes on over the weekend."""
    first, dash, last = part.partition("-")
    start, end = _weekday(first), _weekday(last) if dash else _weekday(first)
    if start is None or end is None:
        return ()
    return tuple(WEEKDAYS[(start + step) % 7] for step in range((end - start) % 7 + 1))


def _weekday(word: str) -> int | None:
    word = word.rstrip(".").removesuffix("s")  # "tues", "mondays"
    near = [number for number, name in enumerate(_FULL) if len(word) >= 2 and name.startswith(word)]
    return near[0] if len(near) == 1 else None
