"""`Day` replays a day at the desk against the real machine: no clock, no sleeping, no desktop.

Time is told as on the wall ("10:45"). What happened is kept as "HH:MM what", and `happened` wants each of
its lines, in that order.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core import machine
from deskbreak.core.effects import (
    AskBusy,
    ClosePlayer,
    Decided,
    Effect,
    HeadsUp,
    Offer,
    OpenPlayer,
    Record,
    TakeBack,
    WelcomeBack,
    Withdraw,
)
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Chosen,
    ChosenSet,
    Command,
    CommandKind,
    Event,
    Idle,
    IdleKnown,
    Input,
    Locked,
    MeetingsChanged,
    OfferGone,
    Outcome,
    PlanChanged,
    PlayerReported,
    Slept,
    Tick,
)
from deskbreak.core.plan import AwayRules, Break, DayRule, OfferRules, Plan, Range, SnoozeRules
from deskbreak.core.state import State, from_json, to_json
from deskbreak.core.view import View, view

MONDAY = date(2026, 11, 23)
SHOWN = ("held", "waiting", "suppressed", "given back", "healed", "merged", "clock", "refused")


def hours(text: str) -> tuple[Range, ...]:
    """ "09:00-12:30 13:30-18:00" as ranges; an end before the start is the next day's."""
    found = []
    for part in text.split():
        start, end = map(minutes, part.split("-"))
        found.append(Range(start, end if end > start else end + 1440))
    return tuple(found)


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def every(minutes_sat: float, name: str = "mobility", **more: Any) -> Break:
    usual: dict[str, Any] = {"routine": "auto", "lasts_s": 180.0}
    return Break(name, every_s=minutes_sat * 60, **usual | more)


def at(*clock: str, name: str = "walk", **more: Any) -> Break:
    times = tuple(map(minutes, clock))
    usual: dict[str, Any] = {"routine": "ten-minute-walk", "lasts_s": 600.0}
    return Break(name, at=times, **usual | more)


class Day:
    """A person at a desk, from `begins` on."""

    def __init__(
        self,
        *breaks: Break,
        work: str = "09:00-12:30 13:30-18:00",
        weekdays: int = 5,
        day: date = MONDAY,
        begins: str = "08:59",
        zone: tzinfo | None = None,
        typing: bool = False,
        days: tuple[DayRule, ...] = (),
        offer: OfferRules | None = None,
        snooze: SnoozeRules | None = None,
        away: AwayRules | None = None,
    ) -> None:
        self.plan = Plan(
            hours=(hours(work),) * weekdays + ((),) * (7 - weekdays),
            days=days,
            breaks=breaks or (every(45),),
            offer=offer or OfferRules(heads_up_s=0.0),
            snooze=snooze or SnoozeRules(),
            away=away or AwayRules(),
            zone=zone or ZoneInfo("Europe/Berlin"),
        )
        self.day = day
        self.lines: list[str] = []
        self.recorded: list[Record] = []
        self.busy: frozenset[str] = frozenset()
        self.probes_answer = True
        self.asked = self.wakes = 0  # how often the probes were, and how often the machine woke by itself
        self.can_choose, self._sets = True, 0
        self._at = self._mono = 0.0
        self._at = self.instant(begins)
        self._mono = 1000.0
        self._player: str | None = None
        self.state: State = machine.start(self._at, self._mono, self.plan)
        self._happen(IdleKnown(*self._clocks(), known=typing))

    # -- time -------------------------------------------------------------------------------------------

    def instant(self, clock: str, day: date | None = None) -> float:
        wall = datetime.combine(day or self.day, datetime.min.time()) + timedelta(minutes=minutes(clock))
        return wall.replace(tzinfo=self.plan.zone).timestamp()

    def until(self, clock: str, *, days: int = 0) -> None:
        """Sit (or be wherever one is) until then; the machine wakes when it wants to."""
        self._go_to(self.instant(clock, self.day + timedelta(days=days)))

    def works(self, minutes: float) -> None:
        self._go_to(self._at + minutes * 60)

    def _go_to(self, end: float) -> None:
        while self._at < end:
            wake = min(machine.next_wake(self.state, self.plan, self._at), end)
            assert wake > self._at
            self.wakes += wake < end
            self._mono += wake - self._at
            self._at = wake
            self._happen(Tick(*self._clocks()))

    def sleeps(self, minutes: float) -> None:
        """The lid is closed for so long; no event reports it, the clocks do."""
        self._at += minutes * 60
        self._happen(Tick(*self._clocks()))

    def sleeps_with_an_event(self, minutes: float) -> None:
        self._at += minutes * 60
        self._happen(Slept(*self._clocks(), wall_s=minutes * 60))

    def sets_the_clock(self, minutes: float) -> None:
        """Back; one that is set forward is told like sleep."""
        self._at += minutes * 60
        self._happen(Tick(*self._clocks()))

    def is_switched_off(self, minutes: float, *, locked: bool = False) -> None:
        """Off and on again: another boot, from the saved state."""
        self._at += minutes * 60
        self._mono = 20.0
        self.restarts(locked=locked)

    def restarts(self, *, locked: bool = False) -> None:
        self._reload()
        for event in machine.first_events(self.state, *self._clocks(), locked=locked):
            self._happen(event)

    def _reload(self) -> None:
        self.state = from_json(json.loads(json.dumps(to_json(self.state))))

    # -- the person --------------------------------------------------------------------------------------

    def leaves(self) -> None:
        """No key moves from now on; the desktop says so when it is long."""
        self._left = self._at
        self._go_to(self._at + self.plan.away.counts_as_break_s)
        self._happen(Idle(*self._clocks(), for_s=self._at - self._left))

    def returns(self) -> None:
        self._happen(Input(*self._clocks()))

    def stops_typing(self, seconds: float = 5.0) -> None:
        self._go_to(self._at + seconds)
        self._happen(Idle(*self._clocks(), for_s=seconds))

    def locks(self, minutes: float) -> None:
        self._happen(Locked(*self._clocks()))
        self._go_to(self._at + minutes * 60)
        self._happen(Locked(*self._clocks(), locked=False))

    def locks_for_good(self) -> None:
        self._happen(Locked(*self._clocks()))

    def answers(self, answer: Answer, minutes: float | None = None) -> None:
        assert self.state.offer is not None, "there is no offer to answer"
        snooze = None if minutes is None else minutes * 60
        self._happen(Answered(*self._clocks(), self.state.offer.id, answer, snooze))

    def starts(self) -> None:
        self.answers(Answer.START)

    def snoozes(self, minutes: float | None = None) -> None:
        self.answers(Answer.SNOOZE, minutes)

    def skips(self) -> None:
        self.answers(Answer.SKIP)

    def dismisses(self, how: str = "dismissed") -> None:
        assert self.state.offer is not None
        self._happen(OfferGone(*self._clocks(), self.state.offer.id, how))

    def finishes(self, outcome: Outcome = Outcome.TAKEN, *, after: float = 3) -> None:
        self._go_to(self._at + after * 60)
        self._report("finished", outcome)

    def takes_it(self) -> None:
        self.starts()
        if self.state.running is not None:  # a break that only says something is taken by now
            self.finishes()

    def player_fails(self) -> None:
        self._report("failed", Outcome.MISSED)

    def _report(self, report: str, outcome: Outcome, *, recorded: bool = False) -> None:
        assert self._player is not None, "no player runs"
        self._happen(
            PlayerReported(
                *self._clocks(),
                self._player,
                report=report,
                outcome=outcome,
                seconds=180.0,
                exercises=("cat-cow",),
                recorded=recorded,
            )
        )

    def says(self, order: CommandKind, *, minutes: float | None = None, name: str = "") -> str:
        """An order by tray or command line; the sentence why not, if it is refused."""
        seconds = None if minutes is None else minutes * 60
        command = Command(*self._clocks(), kind=order, for_s=seconds, name=name)
        refused = machine.refusal_reason(self.state, command, self.plan)
        if not refused:
            self._happen(command)
        return refused

    # -- the desktop and the settings ----------------------------------------------------------------------

    def becomes(self, *reasons: str) -> None:
        """What the probes would say from now on; they are asked, they do not call."""
        self.busy = frozenset(reasons)

    def has_meetings(self, *spans: str) -> None:
        ends = [tuple(self.instant(clock) for clock in span.split("-")) for span in spans]
        self._happen(MeetingsChanged(*self._clocks(), tuple((a, b) for a, b in ends)))

    def edits(self, **changes: Any) -> None:
        from deskbreak.values import replace

        self.plan = replace(self.plan, **changes)
        self._happen(PlanChanged(*self._clocks()))

    def happens(self, what: type[Event], **values: Any) -> None:
        self._happen(what(*self._clocks(), **values))

    def refuses(self, what: type[Event], **values: Any) -> str:
        """An event that makes no sense now: tests hear of it, the daemon writes it down; the sentence why."""
        event = what(*self._clocks(), **values)
        with pytest.raises(machine.IllegalEvent):
            machine.step(self.state, event, self.plan, strict=True)
        self._happen(event, strict=False)
        return machine.refusal_reason(self.state, event, self.plan)

    # -- what came of it -----------------------------------------------------------------------------------

    def happened(self, *lines: str) -> None:
        """Each of these lines was seen, in this order."""
        left = iter(self.lines)
        for line in lines:
            assert any(line == seen for seen in left), f"no {line!r} (or not then) in {self.lines}"

    def never(self, *parts: str) -> None:
        for part in parts:
            assert not any(part in line for line in self.lines), f"{part!r} in {self.lines}"

    def count(self, part: str) -> int:
        return sum(part in line for line in self.lines)

    @property
    def sat(self) -> float:
        """Minutes on the sitting clock."""
        return round(self.seen.sitting_s / 60, 2)

    @property
    def seen(self) -> View:
        return view(self.state, self.plan, self._at)

    def _clocks(self) -> tuple[float, float]:
        return self._at, self._mono

    def _happen(self, event: Event, *, strict: bool = True) -> None:
        self.state, effects = machine.step(self.state, event, self.plan, strict=strict)
        for effect in effects:
            self._see(effect)
        asks = any(isinstance(one, AskBusy) for one in effects)
        self.asked += asks
        if asks and self.probes_answer:
            self._happen(BusyChanged(*self._clocks(), self.busy))

    def _see(self, effect: Effect) -> None:
        match effect:
            case OpenPlayer(uid=uid, routine=routine):
                self._player = uid
                self._note(f"opens {routine}")
                self._choose(effect, uid=uid)
            case ClosePlayer():
                self._player = None
                self._note("closes")
            case Offer(offer=offer, break_name=name, repeat=repeat, catch_up=late):
                self._choose(effect, offer=offer)
                self._note(f"offer {name}" + (" again" if repeat else "") + (" late" if late else ""))
            case Record(at=when, break_name=name, outcome=outcome):
                self.recorded.append(effect)
                self._note(f"{outcome.value} {name}", when)
            case HeadsUp():
                self._note("heads-up")
            case Withdraw():
                self._note("withdrawn")
            case WelcomeBack(away_s=away):
                self._note(f"welcome back after {round(away / 60)}")
            case TakeBack():
                self._note("taken back")
            case Decided(decision=decision, reason=reason) if decision in SHOWN:
                self._note(f"why: {decision}: {reason}")

    def _choose(self, effect: Offer | OpenPlayer, **of: Any) -> None:
        """As the app does: what "auto" stands for is said once, before the offer is shown or the player opens."""
        if not effect.routine or effect.chosen is not None or not self.can_choose:
            return
        self._sets += 1
        routine = f"set-{self._sets}" if effect.routine == "auto" else effect.routine
        self._happen(Chosen(*self._clocks(), ChosenSet(routine, ("cat-cow",), 170.0), **of))

    def _note(self, what: str, when: float | None = None) -> None:
        self.lines.append(f"{datetime.fromtimestamp(when or self._at, self.plan.zone):%H:%M} {what}")
