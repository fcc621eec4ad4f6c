"""A Monday at the office in UTC, hours from 09:00 to 12:30 and from 13:30 to 18:00, for tests of one rule at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from deskbreak.core.draft import Draft
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import State
from deskbreak.values import replace

DAY = date(2026, 11, 23)
HOURS = (Range(540, 750), Range(810, 1080))
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=1800.0, say="Drink water")
LOOK = Break("look", every_s=1200.0, say="Look away", lasts_s=20.0)
WALK = Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0)
PLAN = Plan(hours=(HOURS,) * 5 + ((),) * 2, breaks=(MOBILITY,), zone=UTC)


def at(clock: str, days: int = 0) -> float:
    """The instant of "10:45" or "10:45:30" on that Monday, or so many days later."""
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    midnight = datetime.combine(DAY + timedelta(days=days), datetime.min.time(), UTC)
    return midnight.timestamp() + hour * 3600 + minute * 60 + second


def plan(*breaks: Break, **more: Any) -> Plan:
    return replace(PLAN, breaks=breaks or (MOBILITY,), **more)


def state(clock: str, days: int = 0, **more: Any) -> State:
    """The user at the desk, within work hours, as far as `more` does not say otherwise; the steady clock shows 1000."""
    return State(at(clock, days), 1000.0, **{"in_hours": True} | more)


def sat(seconds: float, name: str = "mobility") -> dict[str, Any]:
    """So much on the sitting clock, and on that of one break."""
    return {"sat_s": seconds, "sat": ((name, seconds),)}


def draft(before: State, of: Plan = PLAN, now: float | None = None) -> Draft:
    return Draft(before, of, before.at if now is None else now)
