"""Where fast time begins."""

from __future__ import annotations

from datetime import datetime

from deskbreak.app.clock import Clock
from deskbreak.core.hours import next_edge, span_at
from deskbreak.core.plan import Plan
from deskbreak.errors import UsageError

LEAD_S = 60.0


def fast_clock(speed: float, at: str, plan: Plan, now: float) -> Clock:
    """The clock for trying out, from the moment that was asked for."""
    return Clock.fast(speed, begin_at(at, plan, now))


def begin_at(text: str, plan: Plan, now: float) -> float:
    """The instant meant by `text` ("2026-11-23T09:00", "2026-11-23", "09:00" for today).

    Without one it is a minute before the next work hours begin, or now where there are none.
    """
    if text:
        return _read(text, plan, now)
    after = now
    while (edge := next_edge(plan, after)) is not None and edge > after:
        if span_at(plan, edge) is not None:
            return edge - LEAD_S
        after = edge
    return now


def _read(text: str, plan: Plan, now: float) -> float:
    today = datetime.fromtimestamp(now, plan.zone).date().isoformat()
    for candidate in (text, f"{today}T{text}"):
        try:
            read = datetime.fromisoformat(candidate)
        except ValueError:
            continue
        return (read if read.tzinfo else read.replace(tzinfo=plan.zone)).timestamp()
    raise UsageError(f'--at "{text}" is no moment; write 2026-11-23T09:00, 2026-11-23, or 09:00')
