"""What an event's dates tell by themselves: most of a long calendar need not go through the libraries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from deskbreak.platforms.calendars.text import Block, Line

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PERIOD = {"DAILY": 1, "WEEKLY": 7}
_PLAIN = frozenset(("FREQ", "INTERVAL", "UNTIL", "WKST", "BYDAY"))
_DAY = timedelta(days=1)


def may_matter(group: Sequence[Block], first: date, last: date) -> bool:
    """Whether the group can touch these days; where that is not plain, it may."""
    event = group[0]
    start, length = _day(event.first("DTSTART")), _length(event)
    if len(group) > 1 or start is None or length is None or event.first("RDATE"):
        return True
    rule = event.first("RRULE")
    until = re.search(r"UNTIL=(\d{8})", rule.value.upper()) if rule else None
    end = _parsed(until[1]) if until else None if rule else start
    return start <= last and (end is None or end + length >= first)


def forward(block: Block, before: date) -> Block:
    """The same event, begun at one of its own repetitions that ends before `before`; else as it was.

    Only for rules whose repetitions follow from the date alone: no count, and a start that fits the rule.
    """
    start, end, rule = block.first("DTSTART"), block.first("DTEND"), block.first("RRULE")
    first, length = _day(start), _length(block)
    if rule is None or first is None or length is None or block.first("RDATE"):
        return block
    step = _step(rule.value.upper(), first)
    repetitions = (before - first - length).days // step if step else 0
    if repetitions <= 0:
        return block
    shift = timedelta(repetitions * step)
    return Block(
        block.kind,
        block.line,
        [_moved(line, shift) if line is start or line is end else line for line in block.lines],
    )


def _step(rule: str, first: date) -> int:
    """After how many days the rule is where it was, 0 where it is not that simple."""
    parts = dict(part.split("=", 1) for part in rule.strip(";").split(";") if "=" in part)
    freq, days = parts.get("FREQ", ""), parts.get("BYDAY")
    interval = parts.get("INTERVAL", "1")
    if not set(parts) <= _PLAIN or freq not in _PERIOD or not re.fullmatch("[1-9][0-9]{0,2}", interval):
        return 0
    if days is not None and (freq == "DAILY" or not _fits(days.split(","), first)):
        return 0
    return _PERIOD[freq] * int(interval)


def _fits(days: list[str], first: date) -> bool:
    return set(days) <= set(_WEEKDAYS) and _WEEKDAYS[first.weekday()] in days


def _length(block: Block) -> timedelta | None:
    """A length in whole days that the event surely does not exceed, None where that is not plain."""
    start, end = _day(block.first("DTSTART")), block.first("DTEND")
    if end is not None:
        last = _day(end)
        return last - start + _DAY if start and last and last >= start else None
    short = not block.first("DURATION") or re.fullmatch(r"PT\d{1,2}[HM](\d{1,2}M)?", block.text("DURATION"))
    return 6 * _DAY if short else None  # 99 hours, and the start may be late in its day


def _day(line: Line | None) -> date | None:
    found = re.match(r"\d{8}", line.value.strip()) if line else None
    return _parsed(found[0]) if found else None


def _parsed(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _moved(line: Line, shift: timedelta) -> Line:
    day, value = _day(line), line.value.strip()
    return Line(line.name, line.params, f"{day + shift:%Y%m%d}{value[8:]}") if day else line
