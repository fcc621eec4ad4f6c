"""Offsets from UTC as programs write them: `+0530`, `UTC+05:30`, `(GMT-5.00)`, three digits, odd signs."""

from __future__ import annotations

import re
from datetime import timedelta, timezone

_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\uff0b": "+"})
_DIGITS = re.compile(r"([+-]?)(\d{1,6})")
_PARTS = re.compile(r"([+-]?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_NAMED = re.compile(r"(?:UTC|GMT|Z)?\s*([+-]\s*\d[\d:.]*)(?:\s*(?:UTC|GMT))?", re.IGNORECASE)
_MAX_OFFSET = timedelta(hours=24)


def offset(text: str) -> timedelta | None:
    """The offset that an iCalendar value means, signs and digits as they come; None where it means nothing."""
    plain = text.translate(_SIGNS).replace(" ", "").strip()
    if parts := _PARTS.fullmatch(plain):
        return _sum(parts[1], parts[2], parts[3], parts[4] or "0")
    digits = _DIGITS.fullmatch(plain)
    if not digits:
        return None
    number = digits[2]
    if len(number) <= 2:
        return _sum(digits[1], number, "0", "0")
    hours = number[: 2 - len(number) % 2]  # an odd number of digits left out the first zero
    rest = number[len(hours) :]
    return _sum(digits[1], hours, rest[:2], rest[2:] or "0")


def fixed_zone(name: str) -> timezone | None:
    """The zone that a name is nothing but an offset for, None for other names."""
    plain = name.translate(_SIGNS).strip().strip("()[]").strip()
    found = _NAMED.fullmatch(plain)
    length = offset(found[1]) if found else None
    return timezone(length) if length is not None else None


def _sum(sign: str, hours: str, minutes: str, seconds: str) -> timedelta | None:
    if int(minutes) > 59 or int(seconds) > 59:
        return None
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    if length >= _MAX_OFFSET:
        return None
    return -length if sign == "-" else length
