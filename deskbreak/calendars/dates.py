"""What an event's dates say by themselves: most of a long calendar need not be understood at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from deskbreak.calendars.text import Block, ContentLine

_DAY = timedelta(days=1)


def may_matter(group: Sequence[Block], first: date, last: date) -> bool:
    """Return True if the event or one of its changes can touch these days; where that is not plain, it may."""
    return any(_may(block, first, last) for block in group)


def _may(block: Block, first: date, last: date) -> bool:
    starts = [_day(text) for name in ("DTSTART", "RDATE") for text in _values(block, name)]
    length = _length(block)
    if length is None or not starts or None in starts:
        return True
    known = [start for start in starts if start is not None]
    if min(known) > last:
        return False
    ends = [_until(rule.value) for rule in block.all("RRULE")]
    if None in ends:
        return True
    latest = max([*known, *(end for end in ends if end is not None)])
    return latest.toordinal() + length.days >= first.toordinal()  # as numbers: there is no day after 9999


def _values(block: Block, name: str) -> Iterator[str]:
    for line in block.all(name):
        yield from line.value.split(",") if name == "RDATE" else [line.value]


def _until(rule: str) -> date | None:
    """The last day of the rule, None where it has no plain end."""
    found = re.findall(r"UNTIL=(\d{8})", re.sub(r"\s+", "", rule.upper()))
    return _parsed(found[0]) if len(found) == 1 else None


def _length(block: Block) -> timedelta | None:
    """A length in whole days that the event surely does not exceed, None where that is not plain."""
    if any("/" in line.value for line in block.all("RDATE")):
        return None
    start, end = _first_day(block.first("DTSTART")), block.first("DTEND")
    if end is not None:
        last = _first_day(end)
        return last - start + _DAY if start and last and last >= start else None
    short = not block.first("DURATION") or re.fullmatch(r"PT\d{1,2}[HM](\d{1,2}M)?", block.text("DURATION"))
    return 6 * _DAY if short else None  # 99 hours, and the start may be late in its day


def _first_day(line: ContentLine | None) -> date | None:
    return _day(line.value) if line else None


def _day(text: str) -> date | None:
    found = re.match(r"\d{8}", text.strip())
    return _parsed(found[0]) if found else None


def _parsed(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
