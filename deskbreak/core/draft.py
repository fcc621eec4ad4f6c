"""A step in the making: the state as changed so far, and the effects so far."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from deskbreak.core.events import Decided, Effect, Sat
from deskbreak.core.plan import Break, Plan
from deskbreak.core.state import State


class Draft:
    """Collects what one step changes and does. Lives only within `machine.step`."""

    __slots__ = ("at", "effects", "plan", "s")

    def __init__(self, state: State, plan: Plan, at: float) -> None:
        self.s, self.plan, self.at = state, plan, at
        self.effects: list[Effect] = []

    def set(self, **changes: Any) -> None:
        state = self.s
        if any(getattr(state, name) != value for name, value in changes.items()):
            self.s = replace(state, **changes)

    def do(self, effect: Effect) -> None:
        self.effects.append(effect)

    def decide(self, name: str, decision: str, reason: str) -> None:
        """A line for `why`."""
        self.do(Decided(self.at, name, decision, reason))

    def find(self, name: str) -> Break | None:
        """The plan's break of that name."""
        return next((one for one in self.plan.breaks if one.name == name), None)

    # -- the sitting clocks -----------------------------------------------------------------------------

    def map_clocks(self, change: Any) -> None:
        """Apply a function to the sitting clock and to every break's own."""
        self.set(sat_s=change(self.s.sat_s), sat=tuple((name, change(sat)) for name, sat in self.s.sat))

    def rested(self) -> None:
        """The back had its break: every clock starts anew, less what snoozing owes."""
        debt = self.s.debt_s
        self.set(sat_s=0.0, sat=tuple((name, debt) for name, _ in self.s.sat), debt_s=0.0)

    def restart(self, names: tuple[str, ...]) -> None:
        """These breaks wait a whole interval again; the sitting itself goes on."""
        self.set(sat=tuple((name, 0.0 if name in names else sat) for name, sat in self.s.sat))

    def end_stretch(self, at: float) -> None:
        """Sitting stops here, for the report."""
        since = self.s.sitting_since
        if since is None:
            return
        if at - since >= 1:
            self.do(Sat(since, at))
        self.set(sitting_since=None)
