"""A step in the making: the state as changed so far, and the effects so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.core.effects import Decided, Effect, Sat
from deskbreak.core.plan import Break, Plan
from deskbreak.core.state import State, changed

if TYPE_CHECKING:
    from typing import Unpack

    from deskbreak.core.changes import StateChanges


class Draft:
    """Collects what one step changes and does. Lives only within `machine.step`."""

    __slots__ = ("at", "effects", "plan", "state")

    def __init__(self, state: State, plan: Plan, at: float) -> None:
        self.state, self.plan, self.at = state, plan, at
        self.effects: list[Effect] = []

    def change(self, **changes: Unpack[StateChanges]) -> None:
        """Give fields of the state other values."""
        before = self.state.__dict__
        for name, value in changes.items():
            if before[name] != value:
                self.state = changed(self.state, changes)
                return

    def do(self, effect: Effect) -> None:
        self.effects.append(effect)

    def decide(self, name: str, decision: str, reason: str) -> None:
        """A line for `why`."""
        self.do(Decided(self.at, name, decision, reason))

    def find(self, name: str) -> Break | None:
        """The plan's break of that name."""
        return next((one for one in self.plan.breaks if one.name == name), None)

    # -- the sitting clocks -----------------------------------------------------------------------------

    def map_clocks(self, change: Callable[[float], float]) -> None:
        """Apply a function to the sitting clock and to every break's own."""
        self.change(
            sat_s=change(self.state.sat_s), sat=tuple((name, change(sat)) for name, sat in self.state.sat)
        )

    def rested(self, names: tuple[str, ...] = (), *, moved: bool = False) -> None:
        """The back had its break: every clock starts again, those of `names` at what pay-back of snoozing adds.

        With `moved` it was a movement break at the desk: breaks that only say something keep their own clock. An
        absence before this break cannot be given back any more.
        """
        kept = {one.name for one in self.plan.breaks if moved and not one.moves}
        sat = tuple(
            (name, self._paid_back_s(name) if name in names else was if name in kept else 0.0)
            for name, was in self.state.sat
        )
        self.change(sat_s=0.0, sat=sat, debt_s=0.0, absence=None)

    def restart(self, names: tuple[str, ...]) -> None:
        """These breaks wait a whole interval again, less what pay-back takes off; the sitting itself goes on."""
        sat = tuple((name, self._paid_back_s(name) if name in names else was) for name, was in self.state.sat)
        self.change(sat=sat, debt_s=0.0)

    def _paid_back_s(self, name: str) -> float:
        """What paying back takes off this break's next interval: half of it at most, our own choice."""
        one = self.find(name)
        return min(self.state.debt_s, (one.every_s or 0.0) / 2) if one is not None else 0.0

    def end_stretch(self, at: float) -> None:
        """Sitting stops here, for the report."""
        since = self.state.sitting_since
        if since is None:
            return
        if at - since >= 1:
            self.do(Sat(since, at))
        self.change(sitting_since=None)
