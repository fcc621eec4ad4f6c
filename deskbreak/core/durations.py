"""How long something is: as people type it, as files have it, and as it is shown."""

from __future__ import annotations

import re

from deskbreak.sentences import english

DAY_S = 86400.0

_UNITS = (r"h(?:(?:ou)?rs?)?", r"m(?:in(?:ute)?s?)?", r"s(?:ec(?:ond)?s?)?")
_DURATION = re.compile("".join(rf"(?:(\d+(?:\.\d+)?){unit})?" for unit in _UNITS))
_BARE = re.compile(r"\d+(\.\d+)?", re.ASCII)
_LENGTH = r"\d+(\.\d+)?\s*"
DURATION_PATTERN = (
    rf"^\s*({_LENGTH}h((ou)?rs?)?)?\s*({_LENGTH}m(in(ute)?s?)?)?\s*({_LENGTH}s(ec(ond)?s?)?)?\s*$"
)


def parse_duration(text: str, *, at_most: float | None = DAY_S) -> float:
    """Seconds of "90s", "10m", "1h30m"; ValueError with a sentence for anything else.

    A unit is needed, the length is over zero and, unless `at_most` says otherwise, at most 24 hours.
    """
    compact = re.sub(r"\s+", "", text).lower()
    found = _DURATION.fullmatch(compact) if compact.isascii() else None
    if found is None or not compact:
        raise ValueError(_wrong_duration(text, compact))
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    length = hours * 3600 + minutes * 60 + seconds
    if length <= 0:
        said = english(
            '"{text}" is no time at all; write something over zero, such as "5m"', text=shorten(text)
        )
        raise ValueError(said)
    if at_most is not None and length > at_most:
        raise ValueError(english('"{text}" is too long; a time is at most 24h', text=shorten(text)))
    return length


def typed_duration(text: str) -> float:
    """Seconds of what a person types where a length is asked for: like a settings file's, and "30" is minutes.

    ValueError with a sentence for anything else.
    """
    bare = text.strip()
    return parse_duration(f"{bare}m" if _BARE.fullmatch(bare) else text)


def _wrong_duration(text: str, compact: str) -> str:
    shown = shorten(text)
    if re.fullmatch(r"-.*", compact):
        return english('"{text}" is negative; write something over zero, such as "5m"', text=shown)
    if re.fullmatch(r"\d+(\.\d+)?", compact):
        return english(
            '"{text}" has no unit; write "{number}m" for minutes, or "{number}s" for seconds',
            text=shown,
            number=compact,
        )
    return english('"{text}" is no length of time; write 90s, 10m or 1h30m', text=shown)


def format_duration(seconds: float) -> str:
    """The shortest way to write a length that `parse_duration` reads back."""
    whole = round(seconds)
    if abs(seconds - whole) > 1e-6:
        return f"{seconds:g}s"
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (left, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def roughly(seconds: float) -> str:
    """A length as people say it, to the minute: "45 s", "5 min", "1 h 30 min"."""
    if round(seconds) < 60:
        return _seconds(max(round(seconds), 0))
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _minutes(minutes)
    if not minutes:
        return english("{hours:d} h", hours=hours)
    return english("{hours:d} h {minutes:d} min", hours=hours, minutes=minutes)


def exactly(seconds: float, *, in_seconds_below: int = 60) -> str:
    """A length to the second, without hours: "45 s", "3 min", "1 min 15 s"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if rest and (not minutes or whole < in_seconds_below):
        return _seconds(whole)
    if rest:
        return english("{minutes:d} min {seconds:d} s", minutes=minutes, seconds=rest)
    return _minutes(minutes) if minutes else _seconds(0)


def _minutes(minutes: int) -> str:
    return english("{minutes:d} min", minutes=minutes)


def _seconds(seconds: int) -> str:
    return english("{seconds:d} s", seconds=seconds)


def countdown(seconds: float) -> str:
    """ "0:30", counting down to zero."""
    whole = max(int(seconds + 0.999), 0)
    return f"{whole // 60}:{whole % 60:02}"


def shorten(text: str) -> str:
    """The text, short enough for a sentence."""
    return text if len(text) <= 40 else text[:37] + "..."
