"""The plan in use, and its one owner: what the settings say, days off from calendars, the zone, how fast time runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, tzinfo

from deskbreak.core.learning import Learned
from deskbreak.core.plan import DayRule, Plan
from deskbreak.values import replace
from deskbreak.zone import LocalZone


class CurrentPlan:
    """Puts the plan together again whenever one of its parts changes, and calls `on_change` then."""

    def __init__(self, on_change: Callable[[], None], *, speed: float = 1.0) -> None:
        self._on_change = on_change
        self._speed = speed
        self._local = LocalZone()
        self._settings = Plan(zone=UTC)
        self._days_off: tuple[DayRule, ...] = ()
        self._learned: Learned | None = None
        self._plan = self._settings

    @property
    def plan(self) -> Plan:
        """The plan in use."""
        return self._plan

    @property
    def zone(self) -> tzinfo:
        """The time zone of this machine."""
        return self._local.zone

    def use_settings(self, settings: Plan) -> None:
        """The settings were read; `settings` is in the zone of this machine."""
        self._settings = settings
        self._changed()

    def use_days_off(self, days_off: Sequence[tuple[str, str]]) -> None:
        """Holidays from calendars, as (ISO date, why); the settings' own dated exceptions win over them."""
        rules = tuple(
            DayRule(date.fromisoformat(day), date.fromisoformat(day), (), why) for day, why in days_off
        )
        if rules != self._days_off:
            self._days_off = rules
            self._changed()

    def use_learned(self, learned: Learned | None) -> None:
        """What the journal says of earlier offers; None: nothing to go by."""
        if learned != self._learned:
            self._learned = learned
            self._changed()

    def look_at_zone(self) -> None:
        """Once a minute: does the clock on the wall go by another zone now?"""
        if self._local.changed():
            self._settings = replace(self._settings, zone=self._local.zone)
            self._changed()

    def _changed(self) -> None:
        settings = self._settings
        self._plan = replace(
            settings,
            days=(*self._days_off, *settings.days),
            learned=self._learned,
            # However fast our time runs, the probes need theirs.
            answer_within_s=settings.answer_within_s * self._speed,
        )
        self._on_change()
