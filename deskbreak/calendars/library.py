"""Rules that are not plain, and changes from one repetition on: worked out by the libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes, vRecur

from deskbreak.calendars.entry import Entry, Unclear, sequence
from deskbreak.calendars.moments import MARGIN, Time, TimeWindow
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.calendars.rules import RecurrenceRule

_WHICH = "X-WHICH"  # names the entry that an occurrence comes from
_TOO_OFTEN = ("SECONDLY", "MINUTELY")


def occurrences(entries: Sequence[Entry], window: TimeWindow) -> list[Time]:
    """When the event and its changes happen in the window, as the libraries understand them."""
    calendar = Calendar()
    for place, one in enumerate(entries):
        calendar.add_component(_event(place, one))
    first, last = window.instants()
    query = recurring_ical_events.CalendarQuery(calendar)
    found = query.between(first - MARGIN, last + MARGIN)
    return [
        Time(event["DTSTART"].dt, event["DTEND"].dt, entries[int(event[_WHICH])].block) for event in found
    ]


def _event(place: int, one: Entry) -> Any:
    event = Event()
    event["UID"], event["SEQUENCE"], event[_WHICH] = "one", sequence(one.block), str(place)
    event["DTSTART"], event["DTEND"] = vDDDTypes(one.start), vDDDTypes(one.end)
    if one.rules:
        event["RRULE"] = [_recur(rule) for rule in one.rules]
    if one.more:
        event["RDATE"] = vDDDLists([at if span is None else (at, span) for at, span in one.more])
    if one.without:
        event["EXDATE"] = vDDDLists(one.without)
    if one.instead_of is not None:
        event["RECURRENCE-ID"] = vDDDTypes(one.instead_of)
        if one.onwards:
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event


def _recur(rule: RecurrenceRule) -> Any:
    try:
        recur = vRecur.from_ical(rule.text)
    except Exception as error:  # the library raises several kinds; each means the same
        raise Unclear("has a broken RRULE") from error
    if "FREQ" not in recur:
        raise Unclear("has a broken RRULE")
    if recur["FREQ"][0] in _TOO_OFTEN:
        raise Unclear(N_("repeats too often for a meeting"))
    return recur
