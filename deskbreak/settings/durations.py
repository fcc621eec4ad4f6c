"""How people write times: "1h30m", "09:00". Light, because every command reads them."""

from __future__ import annotations

import re

DAY_S = 86400.0

_UNITS = (r"h(?:(?:ou)?rs?)?", r"m(?:in(?:ute)?s?)?", r"s(?:ec(?:ond)?s?)?")
_DURATION = re.compile("".join(rf"(?:(\d+(?:\.\d+)?){unit})?" for unit in _UNITS))
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_BARE = re.compile(r"\d+(\.\d+)?", re.ASCII)
_LENGTH = r"\d+(\.\d+)?\s*"
DURATION_PATTERN = (
    rf"^\s*({_LENGTH}h((ou)?rs?)?)?\s*({_LENGTH}m(in(ute)?s?)?)?\s*({_LENGTH}s(ec(ond)?s?)?)?\s*$"
)
CLOCK_PATTERN = r"^\s*([01]?\d|2[0-3])([:.h][0-5]\d(\s*[AaPp][Mm])?|\s*[AaPp][Mm])\s*$"


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
        raise ValueError(f'"{shorten(text)}" is no time at all; write something over zero, such as "5m"')
    if at_most is not None and length > at_most:
        raise ValueError(f'"{shorten(text)}" is too long; a time is at most 24h')
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
        return f'"{shown}" is negative; write something over zero, such as "5m"'
    if re.fullmatch(r"\d+(\.\d+)?", compact):
        return f'"{shown}" has no unit; write "{compact}m" for minutes, or "{compact}s" for seconds'
    return f'"{shown}" is no length of time; write 90s, 10m or 1h30m'


def format_duration(seconds: float) -> str:
    """The shortest way to write a length that `parse_duration` reads back."""
    whole = round(seconds)
    if abs(seconds - whole) > 1e-6:
        return f"{seconds:g}s"
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (left, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def parse_clock(text: str, *, end: bool = False) -> int:
    """Minutes after midnight of "09:00"; "24:00" only as an `end`. ValueError with a sentence otherwise."""
    found = _CLOCK.fullmatch(text.strip()) if text.isascii() else None
    if found is None:
        raise ValueError(f'"{shorten(text)}" is no time of day; write hours and minutes, such as "09:30"')
    hour, minute = int(found[1]), int(found[2])
    if end and (hour, minute) == (24, 0):
        return 1440
    if hour > 23 or minute > 59:
        raise ValueError(f'"{shorten(text)}" does not exist; a day goes from "00:00" to "23:59"')
    return hour * 60 + minute


def format_clock(minutes: int) -> str:
    """ "09:00" of minutes after midnight; past midnight it counts on from zero, the end of a day is "24:00"."""
    if minutes == 1440:
        return "24:00"
    hour, minute = divmod(minutes % 1440, 60)
    return f"{hour:02}:{minute:02}"


def shorten(text: str) -> str:
    """The text, short enough for a sentence."""
    return text if len(text) <= 40 else text[:37] + "..."
