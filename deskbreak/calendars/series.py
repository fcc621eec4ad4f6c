"""One event with all its repetitions: from its blocks to the times within a window.

Plain daily and weekly rules are worked out here, the others by the libraries; both give the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from deskbreak.calendars.entry import Entry, Unclear, sequence
from deskbreak.calendars.moments import Time, TimeWindow
from deskbreak.calendars.rules import Plain, plain
from deskbreak.calendars.text import Block
from deskbreak.sentences import N_

_DAY = timedelta(days=1)
MAX_TIMES = 5_000


def groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: an event, and its changed repetitions.

    Only the newest version of an event counts, but several of the same age are several events: some
    programs give all of theirs one UID.
    """
    by_uid: dict[str, list[Block]] = {}
    for block in blocks:
        uid = block.first("UID")
        key = uid.value.strip() if uid and uid.value.strip() else f"line {block.line}"
        by_uid.setdefault(key, []).append(block)
    for members in by_uid.values():
        yield from _split(members)


def _split(members: list[Block]) -> Iterator[list[Block]]:
    changes = [block for block in members if block.first("RECURRENCE-ID")]
    events = [block for block in members if not block.first("RECURRENCE-ID")]
    newest = max((sequence(block) for block in events), default=0)
    events = [block for block in events if sequence(block) == newest]
    events.sort(key=lambda block: block.first("RRULE") is None)  # changes belong to the one that repeats
    yield [*events[:1], *changes]
    for block in events[1:]:
        yield [block]


def times(series: Entry | None, changes: Sequence[Entry], window: TimeWindow) -> list[Time]:
    """When the event and its changes happen in the window; `Unclear` where that is not known."""
    rules = [plain(rule) for rule in series.rules] if series else []
    if None in rules or any(one.onwards or one.rules or one.more for one in changes):
        from deskbreak.calendars.library import occurrences

        found = occurrences([*([series] if series else []), *changes], window)
    else:
        found = list(_by_days(series, [rule for rule in rules if rule], changes, window))
    if len(found) > MAX_TIMES:
        raise Unclear(N_("repeats too often for a meeting"))
    return found


def _by_days(
    series: Entry | None, rules: Sequence[Plain], changes: Sequence[Entry], window: TimeWindow
) -> Iterator[Time]:
    """What the libraries give, for rules that follow from the date alone."""
    first, last = window.days()
    called_off = {one for at in series.without for one in _names(at)} if series else set()
    days_off = {at for at in series.without if not isinstance(at, datetime)} if series else set()
    newest = _newest(changes)
    if series is not None:
        own = {one: span for at, span in series.more if span is not None for one in _names(at)}
        for start in _starts(series, rules, first, last):
            names = _names(start)
            if _day(start) in days_off or called_off.intersection(names) or newest.keys() & set(names):
                continue
            span = next((own[one] for one in names if one in own), series.span)
            if _day(start + span) >= first:
                yield Time(
                    start, start + span if span != series.span else _ended(series, start), series.block
                )
    for change in dict.fromkeys(map(id, newest.values())):
        one = next(one for one in newest.values() if id(one) == change)
        if not called_off.intersection(_names(one.instead_of or one.start)):
            yield Time(one.start, one.end, one.block)


def _ended(series: Entry, start: date) -> date:
    """The end as it is written for the event itself, which may stand in another zone; else by its length."""
    return series.end if start == series.start else start + series.span


def _starts(series: Entry, rules: Sequence[Plain], first: date, last: date) -> set[date]:
    """All starts that can reach the days from `first` to `last`."""
    reach = first - series.span - _DAY
    found: set[date] = {at for at, _ in series.more if _day(at) <= last}
    for rule in rules:
        for day in rule.days_between(series.start, _day(reach), last):
            at = _at(day, series.start)
            if rule.until is None or at <= rule.until:
                found.add(at)
    ends = [rule.until for rule in rules if rule.until is not None]
    if _day(series.start) <= last and (not ends or series.start <= max(ends)):
        found.add(series.start)
    return found


def _newest(changes: Sequence[Entry]) -> dict[datetime, Entry]:
    """The change that counts for each repetition, by both names of its instant."""
    found: dict[datetime, Entry] = {}
    for one in changes:
        for name in _names(one.instead_of or one.start):
            if name not in found or sequence(one.block) > sequence(found[name].block):
                found[name] = one
    return found


def _names(at: date) -> tuple[datetime, ...]:
    """An instant in UTC and on its own wall, both without a zone: either names a repetition."""
    if not isinstance(at, datetime):
        return (datetime(at.year, at.month, at.day),)
    return at.astimezone(UTC).replace(tzinfo=None), at.replace(tzinfo=None)


def _at(day: date, start: date) -> date:
    if not isinstance(start, datetime):
        return day
    return datetime.combine(day, start.time(), tzinfo=start.tzinfo)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
