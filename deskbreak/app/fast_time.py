"""Where fast time begins."""

from __future__ import annotations

import time
from datetime import UTC, datetime, tzinfo

from deskbreak.core.hours import next_edge, span_at
from deskbreak.core.plan import Plan
from deskbreak.errors import UsageError
from deskbreak.sentences import english

LEAD_S = 60.0
FIRST_YEAR, LAST_YEAR = 1971, 9000  # a calendar that looks a year ahead ends before Python's does


def begin_at(text: str, plan: Plan, now: float) -> float:
    """The instant meant by `text` ("2026-11-23T09:00", "2026-11-23", "09:00" for today).

    Without one it is a minute before the next work hours begin, or now where there are none.
    """
    if text:
        return _read(text, plan.zone, now)
    after = now
    while (edge := next_edge(plan, after)) is not None and edge > after:
        if span_at(plan, edge) is not None:
            return edge - LEAD_S
        after = edge
    return now


def check_moment(text: str) -> None:
    """Raise UsageError, with a sentence, for words that mean no moment."""
    _read(text, UTC, time.time())


def _read(text: str, zone: tzinfo, now: float) -> float:
    today = datetime.fromtimestamp(now, zone).date().isoformat()
    for candidate in (text, f"{today}T{text}"):
        try:
            read = datetime.fromisoformat(candidate)
            if not FIRST_YEAR <= read.year <= LAST_YEAR:
                continue
            return (read if read.tzinfo else read.replace(tzinfo=zone)).timestamp()
        except (ValueError, OverflowError):
            continue
    raise UsageError(
        english('--at "{text}" is no moment; write 2026-11-23T09:00, 2026-11-23, or 09:00', text=text)
    )
