"""A step in the making, on a Monday at a desk from nine to six: for tests of one part of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from deskbreak.core.draft import Draft
from deskbreak.core.easing import Easing
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.state import OpenOffer, State, changed
from deskbreak.values import replace

MONDAY = date(2026, 11, 23)
TODAY = MONDAY.toordinal()
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WALK = Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0)
WATER = Break("water", every_s=3600.0, say="Drink water")  # waits for an answer
EYES = Break("eyes", every_s=1200.0, say="Look away", lasts_s=20.0)  # is done by itself


def clock(text: str) -> float:
    """The instant of "09:45" or "09:45:20" on that Monday, in UTC."""
    return datetime.fromisoformat(f"{MONDAY}T{text}").replace(tzinfo=UTC).timestamp()


AT = clock("09:45")


def plan(*breaks: Break, work: tuple[int, int] = (540, 1080), **more: Any) -> Plan:
    """Work every day; `more` are fields of the plan, the rules of offers among them."""
    rules = {name: more.pop(name) for name in OfferRules.__match_args__ if name in more}
    return Plan(
        hours=((Range(*work),),) * 7,
        breaks=breaks,
        offer=replace(OfferRules(heads_up_s=0.0), **rules),
        **more,
    )


def state(at: float = AT, **more: Any) -> State:
    """Within work hours, on the day of its counts, nothing sat; `more` are other fields."""
    return changed(State(at, 1000.0), {"in_hours": True, "easing": Easing(day=TODAY)} | more)


def draft(*breaks: Break, at: float = AT, rules: dict[str, Any] | None = None, **more: Any) -> Draft:
    """At that instant, with these breaks, other `rules` of the plan, and fields of the state."""
    return Draft(state(at, **more), plan(*breaks, **rules or {}), at)


def offer(one: Break = MOBILITY, number: int = 7, at: float = AT, **more: Any) -> OpenOffer:
    """An open offer of that break, first shown at `at`."""
    its_own: dict[str, Any] = {
        "name": one.name,
        "routine": one.routine,
        "lasts_s": one.lasts_s,
        "say": one.say,
    }
    return OpenOffer(number, **its_own | {"with_": (), "at": at, "shown_at": at} | more)


def only_changed(d: Draft, before: State, **changes: Any) -> None:
    """Nothing else of the state is another than before."""
    assert d.state == changed(before, changes)
