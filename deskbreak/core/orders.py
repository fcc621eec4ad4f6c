"""What the person says by tray or command line, carried out."""

from __future__ import annotations

from deskbreak.core import clocks, offers, put_off
from deskbreak.core.draft import Draft
from deskbreak.core.events import Command, Order
from deskbreak.core.hours import local_day
from deskbreak.core.state import FOREVER


def obey(d: Draft, order: Command) -> None:
    """Do it; an order that makes no sense now (see `machine.answerable`) changes nothing."""
    match order.order:
        case Order.START:
            if d.s.running is None:
                offers.start(d, order.name, order.rounds)
        case Order.SNOOZE if d.s.offer is None:
            put_off.put_off(d, order.for_s)
        case Order.SNOOZE:
            offers.snooze(d, order.for_s)
        case Order.SKIP_NEXT:
            put_off.skip_next(d)
        case Order.SKIP:
            offers.answer_skip(d)
        case Order.DONE:
            offers.answer_done(d)
        case Order.SAT:
            clocks.give_back(d)
        case Order.SKIP_TODAY:
            _skip_today(d, order.name)
        case _:
            _spell(d, order)


def _spell(d: Draft, order: Command) -> None:
    """Orders that hold for a while, and their ends."""
    until = order.until or (d.at + order.for_s if order.for_s else FOREVER)
    match order.order:
        case Order.PAUSE:
            d.set(pause_until=until)
            d.decide("", "paused", "you said so")
        case Order.RESUME:
            d.set(pause_until=None)
            d.decide("", "resumed", "you said so")
        case Order.MEETING:
            d.set(meeting_until=until)
            d.decide("", "meeting", "you said so")
        case Order.MEETING_OFF:
            running = [end for begin, end in d.s.meetings if begin <= d.at < end]
            d.set(meeting_until=None, meetings_over=max(running, default=d.s.meetings_over))
            take_meetings(d, d.s.meetings)
            d.decide("", "meeting over", "you said so")
        case Order.STANDING:
            d.end_stretch(d.at)
            d.set(standing_until=until)
            d.decide("", "standing", "the sitting clock rests")
        case Order.STANDING_OFF:
            d.set(standing_until=None)
            d.decide("", "sitting", "you said so")
        case Order.WORK:
            d.set(work_until=until)
            d.decide("", "overtime", "you said so")
        case Order.WORK_OFF:
            d.set(work_until=None)
            d.decide("", "overtime over", "you said so")


def take_meetings(d: Draft, meetings: tuple[tuple[float, float], ...]) -> None:
    """What the calendars say, without what has ended and what the person says has."""
    ahead = [(begin, end) for begin, end in meetings if end > d.at]
    over = d.s.meetings_over
    d.set(meetings=tuple(one for one in ahead if one[0] > d.at or one[1] > over))


def _skip_today(d: Draft, name: str) -> None:
    """Leave a break of the plan out until the local day ends."""
    today = local_day(d.plan, d.at).toordinal()
    kept = tuple(one for one in d.s.skipped_days if one[1] >= today)
    d.set(skipped_days=(*kept, (name, today)), due=tuple(due for due in d.s.due if due.name != name))
    d.decide(name, "skipped today", "you said so")
    if d.s.offer is not None and d.s.offer.name == name:
        offers.answer_skip(d)
