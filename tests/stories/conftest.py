"""`Day`: a day at the desk, told step by step against the real machine. No clock, no sleeping, no desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core import machine
from deskbreak.core.events import (
    Answer,
    Answered,
    AskBusy,
    BusyChanged,
    Command,
    Decided,
    Event,
    Idle,
    IdleKnown,
    Input,
    Locked,
    MeetingsChanged,
    Offer,
    OpenPlayer,
    Order,
    Outcome,
    PlayerReported,
    Record,
    Slept,
    Tick,
    Withdraw,
)
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.state import from_json, to_json
from deskbreak.core.view import view

sys.path.insert(0, str(Path(__file__).parent))  # for `day`, which tells time as the wall does

MONDAY = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
OFFICE = (*(((Range(540, 750), Range(810, 1080)),) * 5), (), ())


def plan(**changes: Any) -> Plan:
    """Office hours, and a mobility break after 45 minutes of sitting."""
    usual = Plan(hours=OFFICE, breaks=(Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0),))
    return replace(usual, **changes)


class Day:
    """Time passes in wakes, as the daemon would have it; `said` collects what happened, with the clock."""

    def __init__(self, at: str = "09:00", **changes: Any) -> None:
        self.plan = plan(**changes)
        self.at = MONDAY + self._seconds(at)
        self.mono = 1000.0
        self.state = machine.start(self.at, self.mono, self.plan)
        self.busy: frozenset[str] = frozenset()
        self.said: list[str] = []
        self.rows: list[Record] = []
        self.shown: int | None = None
        self.uid = ""
        self._happen(Tick(self.at, self.mono))

    @staticmethod
    def _seconds(clock: str) -> float:
        hours, minutes = clock.split(":")
        return int(hours) * 3600.0 + int(minutes) * 60.0

    @property
    def clock(self) -> str:
        return datetime.fromtimestamp(self.at, UTC).strftime("%H:%M")

    def _happen(self, event: Event) -> None:
        self.at, self.mono = event.at, event.mono
        self.state, effects = machine.step(self.state, event, self.plan)
        for effect in effects:
            match effect:
                case AskBusy():
                    self._happen(BusyChanged(self.at, self.mono, self.busy))
                case Offer():
                    assert self.shown in (None, effect.offer), "two offers at once"
                    self.shown = effect.offer
                    self.said.append(f"{self.clock} offer {effect.break_name}")
                case Withdraw(offer) if self.shown == offer:
                    self.shown = None
                case OpenPlayer(uid):
                    self.uid = uid
                    self.said.append(f"{self.clock} start {effect.routine}")
                case Record():
                    self.rows.append(effect)
                    self.said.append(f"{self.clock} {effect.outcome.value}")
                case Decided():
                    pass

    # -- time -------------------------------------------------------------------------------------------

    def passes(self, minutes: float) -> None:
        """The daemon wakes when it wants to, until so many minutes are over."""
        end = self.at + minutes * 60
        while (wake := min(machine.next_wake(self.state, self.plan, self.at), end)) < end:
            assert wake > self.at, "the next wake must lie ahead"
            self._happen(Tick(wake, self.mono + wake - self.at))
        self._happen(Tick(end, self.mono + end - self.at))

    def until(self, clock: str) -> None:
        then = MONDAY + self._seconds(clock)
        self.passes((then - self.at) / 60)

    def sleeps(self, minutes: float) -> None:
        """A closed lid: the wall clock goes on, the steady one rests."""
        self._happen(Tick(self.at + minutes * 60, self.mono + 1))

    def switched_off(self, minutes: float) -> None:
        """Another boot, with the saved state."""
        self.restarts()
        self._happen(Slept(self.at + minutes * 60, 5.0, minutes * 60, 0.0))

    def clock_set(self, minutes: float) -> None:
        """Somebody sets the wall clock."""
        self._happen(Tick(self.at + minutes * 60, self.mono))

    def restarts(self) -> None:
        self.state = from_json(to_json(self.state))

    # -- the person -------------------------------------------------------------------------------------

    def sees_idle(self) -> None:
        self._happen(IdleKnown(self.at, self.mono, True))

    def still_for(self, minutes: float) -> None:
        """Keyboard and mouse rest; the desktop tells after five minutes."""
        first = min(minutes, 5.0)
        self.passes(first)
        if minutes >= 5:
            self._happen(Idle(self.at, self.mono, first * 60))
            self.passes(minutes - first)
        self._happen(Input(self.at, self.mono))

    def locks(self, minutes: float) -> None:
        self._happen(Locked(self.at, self.mono, True))
        self.passes(minutes)
        self._happen(Locked(self.at, self.mono, False))

    def answers(self, answer: Answer, minutes: float | None = None) -> None:
        length = None if minutes is None else minutes * 60
        self._happen(Answered(self.at, self.mono, self.shown or 0, answer, length))

    def plays(self, minutes: float = 3, outcome: Outcome = Outcome.TAKEN) -> None:
        """Starts the offer, plays, and comes back."""
        self.answers(Answer.START)
        self.passes(minutes)
        self._happen(PlayerReported(self.at, self.mono, self.uid, "finished", outcome, minutes * 60))

    def says(self, order: Order, minutes: float | None = None, name: str = "") -> str:
        length = None if minutes is None else minutes * 60
        event = Command(self.at, self.mono, order, length, None, name)
        refused = machine.answerable(self.state, event, self.plan)
        if not refused:
            self._happen(event)
        return refused

    def meets(self, *spans: tuple[str, str]) -> None:
        times = tuple((MONDAY + self._seconds(a), MONDAY + self._seconds(b)) for a, b in spans)
        self._happen(MeetingsChanged(self.at, self.mono, times))

    def edits(self, **changes: Any) -> None:
        from deskbreak.core.events import PlanChanged

        self.plan = replace(self.plan, **changes)
        self._happen(PlanChanged(self.at, self.mono))

    # -- looking ----------------------------------------------------------------------------------------

    @property
    def sat_minutes(self) -> float:
        return round(view(self.state, self.plan, self.at).sitting_s / 60, 1)

    @property
    def phase(self) -> str:
        return view(self.state, self.plan, self.at).phase.value

    @property
    def holds(self) -> tuple[str, ...]:
        return view(self.state, self.plan, self.at).holds

    def happened(self, *lines: str) -> None:
        assert self.said == list(lines)


@pytest.fixture
def day() -> Callable[..., Day]:
    return Day
