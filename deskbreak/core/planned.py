"""What the breaks with a routine of their own bring: `auto` leaves that to them."""

from __future__ import annotations

from deskbreak.core.catalog import Catalog
from deskbreak.core.hours import fixed_times, instant, local_day
from deskbreak.core.plan import AUTO, Break, Plan
from deskbreak.core.script import script


class Planned:
    """The exercises of the plan's own routines, found once."""

    def __init__(self, plan: Plan, catalog: Catalog) -> None:
        self._plan = plan
        self._brings = {
            one: _exercises_of(catalog, plan, one.routine, one.lasts_s)
            for one in plan.breaks
            if one.routine not in ("", AUTO)
        }

    def later(self, at: float) -> tuple[str, ...]:
        """Every exercise that a break brings after `at` on the same local day; one that comes back again
        and again brings its own once."""
        return tuple(name for one, names in self._brings.items() if self._comes(one, at) for name in names)

    def brings(self, one: Break) -> tuple[str, ...]:
        """What this break brings; nothing where it has no routine of its own."""
        return self._brings.get(one, ())

    def _comes(self, one: Break, at: float) -> bool:
        if one.every_s:
            return True
        last_minute = instant(self._plan.zone, local_day(self._plan, at), 1439)
        return next(fixed_times(self._plan, one, at, last_minute), None) is not None


def _exercises_of(catalog: Catalog, plan: Plan, routine: str, lasts_s: float | None) -> tuple[str, ...]:
    """What is done when this routine is played in that time, each once; nothing where it is not known."""
    found = catalog.routine(routine)
    if found is None:
        return ()
    played = script(found, catalog, seconds=lasts_s, equipment=plan.body.equipment)
    return tuple(dict.fromkeys(step.exercise for step in played.steps))
