"""The fields of the state as a change may name them, for the type checker: a wrong name or value is an error.

The same names and types as in `core.state.State`; a test holds them together.
"""

from __future__ import annotations

from typing import TypedDict

from deskbreak.core.easing import Easing
from deskbreak.core.state import Absence, Due, Ended, OpenOffer, Running


class StateChanges(TypedDict, total=False):
    """Keywords of `Draft.change`; see `State` for what each one means."""

    at: float
    mono: float
    sat_s: float
    sat: tuple[tuple[str, float], ...]
    sitting_since: float | None
    fixed_seen: float
    due: tuple[Due, ...]
    offer: OpenOffer | None
    running: Running | None
    ended: Ended | None
    offers: int
    absences: int
    starts: int
    heads_up_for: float
    idle_known: bool
    idle_since: float | None
    excused: float
    locked_since: float | None
    away_since: float | None
    away_before: Absence | None
    absence: Absence | None
    busy: frozenset[str]
    busy_at: float | None
    busy_asked: float | None
    meetings: tuple[tuple[float, float], ...]
    meeting_until: float | None
    meetings_over: float
    pause_until: float | None
    standing_until: float | None
    work_until: float | None
    skipped_days: tuple[tuple[str, int], ...]
    put_off: tuple[tuple[str, float], ...]
    passed_over: tuple[tuple[str, float], ...]
    held_for: tuple[str, ...]
    waiting_told: bool
    debt_s: float
    in_hours: bool
    off_since: float | None
    healed: int
    easing: Easing
    before: str
    before_at: float | None
