"""A Monday at the desk, for tests of single rules: instants by the clock on the wall, and a state to begin from."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from deskbreak.core.draft import Draft
from deskbreak.core.learning import CHOSEN, Learned, Share, is_plain
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import Due, State
from deskbreak.values import replace

BERLIN = ZoneInfo("Europe/Berlin")
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=5400.0, say="Drink water", lasts_s=30.0)
WALK = Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0)
PLAN = Plan(
    hours=((Range(540, 1080),),) * 5 + ((),) * 2,  # 09:00 to 18:00
    breaks=(MOBILITY, WATER, WALK),
    zone=BERLIN,
)


def at(clock: str, day: int = 23) -> float:
    """The instant of "09:30" or "09:30:15" on that day of November 2026; the 23rd is the Monday."""
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=BERLIN).timestamp()


def sitting(clock: str, **more: Any) -> State:
    """Somebody sits at the desk, within work hours."""
    usual: dict[str, Any] = {"sat": (("mobility", 0.0), ("water", 0.0)), "in_hours": True}
    return State(at(clock), 0.0, **usual | more)


def draft(clock: str, plan: Plan = PLAN, **more: Any) -> Draft:
    """A step in the making at that time."""
    return Draft(sitting(clock, **more), plan, at(clock))


# -- what was learned -----------------------------------------------------------------------------------------

DAY = 739_943
NEVER_PLAIN = next(
    word for word in map(str, range(9999)) if not any(is_plain(word, DAY, "mobility", n) for n in range(12))
)


def tables(seed: str = NEVER_PLAIN, **shares: dict[str, float]) -> Learned:
    """Tables with these shares; whatever is not in them is taken as often as all: 40 %."""
    made = {
        kind: tuple(Share(key, offers=40, taken=round(40 * value), share=value) for key, value in of.items())
        for kind, of in shares.items()
    }
    return Learned(seed, offers=100, taken=40, overall=0.4, **made)


def learner(seed: str = NEVER_PLAIN, **shares: dict[str, float]) -> Plan:
    return replace(PLAN, learned=tables(seed, **shares))


def due(clock: str, till: str | None = None, **more: Any) -> Due:
    return Due("mobility", at(clock), till=at(till) if till else None, **{"moment": CHOSEN} | more)


def tables_of(plan: Plan) -> Learned:
    assert plan.learned is not None
    return plan.learned
