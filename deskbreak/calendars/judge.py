"""Which entries of a calendar hold breaks back: those that take the person's time, as far as files say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deskbreak.calendars.text import Block, Sheet

_ABSENT = ("DECLINED", "DELEGATED")
_FREE = ("FREE", "WORKINGELSEWHERE")
_ALL_DAY = (
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
    "X-FUNAMBOL-ALLDAY",
    "X-ALLDAY",
)
_MAX_TITLE = 60
_NOT_ENTRIES = ("CANCEL", "REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER")
_ADDRESS = re.compile(r"[^\s/\\:@]+@[^\s/\\:@]+\.[^\s/\\:@]+")


def holds_entries(sheet: Sheet) -> bool:
    """Return True if the calendar says what is, rather than answers or calls off an invitation."""
    return sheet.head.text("METHOD") not in _NOT_ENTRIES


def is_cancelled(block: Block) -> bool:
    """Return True if the entry says that it was cancelled."""
    return block.text("STATUS") == "CANCELLED"


def is_marked_all_day(block: Block) -> bool:
    """Marked as all-day by Outlook and others, which write such an event with times."""
    return any(block.text(name) in ("TRUE", "1") for name in _ALL_DAY)


def title(block: Block) -> str:
    """The event's name on one line, "" where it has none."""
    line = block.first("SUMMARY")
    text = re.sub(r"\\([\\;,])|\\[nN]", lambda found: found[1] or " ", line.value) if line else ""
    return " ".join(text.split())[:_MAX_TITLE]


def takes_time(block: Block, mine: frozenset[str]) -> bool:
    """Return True if the event keeps the person busy; `mine` are the addresses known to be theirs."""
    shown_free = block.text("TRANSP") == "TRANSPARENT" or block.text("X-MICROSOFT-CDO-BUSYSTATUS") in _FREE
    return not (shown_free or is_cancelled(block) or _is_declined(block, mine))


def addresses(sheet: Sheet, path: str, given: Iterable[str]) -> frozenset[str]:
    """The person's addresses: as given, or where the calendar or its file is named after one.

    Calendar programs often name both after the account (`me@example.org.ics`).
    """
    name = sheet.head.first("X-WR-CALNAME")
    stem = re.sub(r"\.(ics|ical|ifb)$", "", path, flags=re.IGNORECASE)
    texts = [*given, name.value if name else "", stem.rsplit("/", 1)[-1], stem]
    return frozenset(found.lower() for text in texts for found in _ADDRESS.findall(text))


def _is_declined(block: Block, mine: frozenset[str]) -> bool:
    """The person said no; where it is not known who they are, everybody must have."""
    answers: list[str] = []
    own: list[str] = []
    for line in block.lines:
        if line.name == "ATTENDEE":
            answer = line.param("PARTSTAT").upper()
            answers.append(answer)
            if {line.param("EMAIL").lower(), line.value.strip().lower().removeprefix("mailto:")} & mine:
                own.append(answer)
    asked = own or answers
    return bool(asked) and all(answer in _ABSENT for answer in asked)
