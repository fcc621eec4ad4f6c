"""Work hours as instants. Local time is turned into UTC here and nowhere else in core.

A local time that a clock change skips means the first valid minute after it; one that comes twice means the
first. A range that crosses midnight belongs to the day it starts, so a day off drops it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from deskbreak.core.plan import Break, Plan, Range, Span

MEMO_DAYS = 500  # more than are looked ahead
LOOK_AHEAD_DAYS = 400  # a year and a bit: who is off that long needs no next edge
FIXED_AHEAD_S = 14 * 86400.0  # and who has no such time for two weeks needs none announced
_EPOCH, _LAST = datetime(1970, 1, 1), date.max.toordinal()


def local_day(plan: Plan, at: float) -> date:
    """The local date at the instant `at`."""
    return wall_clock(at, plan.zone).date()


def wall_clock(at: float, zone: tzinfo) -> datetime:
    """What the clock on the wall shows at the instant `at`; before 0001 and after 9999 it stands still.

    The first and the last hours of the calendar are in years of their own in UTC, which Python does not have.
    """
    try:
        return datetime.fromtimestamp(at, zone)
    except (ValueError, OverflowError):
        edge = datetime.min if at < 0 else datetime.max
        offset = edge.replace(tzinfo=zone).utcoffset() or timedelta()
    try:
        return (_EPOCH + (timedelta(seconds=at) + offset)).replace(tzinfo=zone)
    except OverflowError:
        return edge.replace(tzinfo=zone)


def shifted(day: date, days: int) -> date:
    """The date so many days later; the first or the last that there is where there is no such day."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST))


def instant(zone: tzinfo, day: date, minute: int) -> float:
    """The instant of `minute` minutes after midnight on `day`, by the clock on the wall."""
    midnight = datetime(day.year, day.month, day.day)
    try:
        wall = midnight + timedelta(minutes=minute)
    except OverflowError:  # the night before 0001, or after 9999
        return midnight.replace(tzinfo=zone).timestamp() + minute * 60.0
    early = wall.replace(tzinfo=zone).timestamp()
    if wall_clock(early, zone).replace(tzinfo=None) == wall:
        return early
    return _after_gap(zone, wall.replace(tzinfo=zone, fold=1).timestamp(), early)


def _after_gap(zone: tzinfo, before: float, after: float) -> float:
    """The instant between two at which the clock jumps, to the minute."""
    offset = wall_clock(before, zone).utcoffset()
    while (half := (after - before) // 120 * 60) > 0:
        middle = before + half
        if wall_clock(middle, zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def ranges_on(plan: Plan, day: date) -> tuple[Range, ...]:
    """The work hours that start on `day`; of several exceptions the last entry wins."""
    for rule in reversed(plan.days):
        if rule.first <= day <= rule.last:
            return rule.hours
    return plan.hours[day.weekday()]


def _day_spans(plan: Plan, ordinal: int) -> tuple[Span, ...]:
    known = plan.memo.spans.get(ordinal)
    if known is None:
        day = date.fromordinal(ordinal)
        if len(plan.memo.spans) >= MEMO_DAYS:  # or each day that a daemon runs would leave a little behind
            plan.memo.spans.clear()
        made = (
            (instant(plan.zone, day, r.start), instant(plan.zone, day, r.end)) for r in ranges_on(plan, day)
        )
        known = plan.memo.spans[ordinal] = tuple(span for span in made if span[1] > span[0])
    return known


def spans(plan: Plan, first: date, days: int) -> list[Span]:
    """The work hours that begin on these local days, sorted, touching ones joined."""
    found: list[Span] = []
    for ordinal in range(first.toordinal(), min(first.toordinal() + days, _LAST + 1)):
        found.extend(_day_spans(plan, ordinal))
    return _joined(found)


def _joined(found: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def span_at(plan: Plan, at: float) -> Span | None:
    """The work hours that `at` is in; their end is outside."""
    return _stretch(plan, at)[2]


def _stretch(plan: Plan, at: float) -> tuple[float, float, Span | None]:
    """From when until when `at` is as it is, and the work hours if it is within any."""
    known = plan.memo.stretch
    if known[0] <= at < known[1]:
        return known
    day = local_day(plan, at)
    near = spans(plan, shifted(day, -2), 5)
    inside = next(((start, end) for start, end in near if start <= at < end), None)
    if inside is not None:
        known = (*inside, inside)
    else:
        high = min((start for start, _ in near if start > at), default=at)
        if high <= at:  # none is near; this instant is no edge, whoever asks about an earlier one
            return at, at, None
        known = (max((end for _, end in near if end <= at), default=at), high, None)
    plan.memo.stretch = known
    return known


def next_edge(plan: Plan, at: float) -> float | None:
    """The next instant after `at` at which work hours begin or end; None where none is in sight."""
    _, end_of_stretch, _ = _stretch(plan, at)
    if end_of_stretch > at:
        return end_of_stretch
    later = spans(plan, local_day(plan, at), LOOK_AHEAD_DAYS)
    return next((start for start, _ in later if start > at), None)


def work_within(plan: Plan, start: float, end: float) -> float:
    """How many seconds of work hours lie between two instants."""
    first = shifted(local_day(plan, start), -1)  # whose shift may go on into that day
    days = (local_day(plan, end) - first).days + 1
    return sum(max(min(end, stop) - max(start, begin), 0.0) for begin, stop in spans(plan, first, days))


def fixed_times(plan: Plan, one: Break, after: float, until: float) -> Iterator[float]:
    """The break's fixed times with after < instant <= until that lie within work hours, in order."""
    if not one.at:
        return
    first, last = local_day(plan, after).toordinal(), local_day(plan, until).toordinal()
    for ordinal in range(first, last + 1):
        if (ordinal - 1) % 7 in one.days:  # the first of January of the year 1 was a Monday
            for minute in sorted(one.at):
                when = _fixed(plan, ordinal, minute)
                if when is not None and after < when <= until:
                    yield when


def _fixed(plan: Plan, ordinal: int, minute: int) -> float | None:
    """The instant of a fixed time on that day, if it lies within work hours."""
    known = plan.memo.fixed
    if (ordinal, minute) not in known:
        if len(known) >= MEMO_DAYS:
            known.clear()
        when = instant(plan.zone, date.fromordinal(ordinal), minute)
        known[ordinal, minute] = when if span_at(plan, when) is not None else None
    return known[ordinal, minute]


def next_fixed(plan: Plan, one: Break, after: float) -> float | None:
    """The break's next fixed time within work hours, two weeks ahead at most."""
    known, key = plan.memo.next_fixed, (one.at, one.days)
    since, when = known.get(key) or (after, after)
    if since <= after < when:
        return when
    found = next(fixed_times(plan, one, after, after + FIXED_AHEAD_S), None)
    if found is not None:
        known[key] = after, found
    return found
