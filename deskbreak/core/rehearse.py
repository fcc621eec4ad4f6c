"""Coming days on the real plan: the real machine, driven from wake to wake by a user who says yes, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from deskbreak.core import machine
from deskbreak.core.easing import STEPS
from deskbreak.core.effects import AskBusy, Decided, Effect, Offer, OpenPlayer, Question
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Event,
    MeetingsChanged,
    Outcome,
    PlayerReported,
    Tick,
)
from deskbreak.core.hours import instant, span_at
from deskbreak.core.plan import USUAL_LASTS_S, Break, Plan
from deskbreak.core.state import State
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, replace

Choose = Callable[[Break, float], str]  # (break, instant) -> routine id
Took = Callable[[Break, float], None]  # called for each break with a routine of its own, or none
Seconds = Callable[[str], float]  # routine id -> its length

ASKED = N_("the question whether breaks should come less often takes its place")
_SHOWN = {"held": "held", "natural": "natural", "hours": "hours", "suppressed": "held"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that will happen. `event` is offer, held, natural, hours or meeting."""

    at: float
    event: str
    break_name: str = ""
    routine: str = ""
    reason: str = ""


def rehearse(
    plan: Plan,
    first: date,
    days: int,
    *,
    choose: Choose,
    took: Took = lambda _one, _at: None,
    seconds_of: Seconds = lambda _routine: USUAL_LASTS_S,
    meetings: Sequence[tuple[float, float]] = (),
    passed: Sequence[tuple[float, float, str]] = (),
    ignore: bool = False,
    choose_upright: Choose | None = None,
) -> list[Line]:
    """What happens on the local days from `first`, whole, to a person who sits and takes each offer at once.

    `passed` are busy times that hold no breaks, each with the reason why. With `ignore` the person answers nothing,
    and each notification is a line. `choose_upright` picks what needs neither floor nor gear.
    """
    start = instant(plan.zone, first, 0)
    end = instant(plan.zone, first, days * 1440)
    day = _Day(
        plan,
        start=start,
        choose=choose,
        took=took,
        seconds_of=seconds_of,
        ignore=ignore,
        choose_upright=choose_upright,
    )
    day.happen(MeetingsChanged(start, start, tuple(sorted(meetings))))
    while (wake := day.next_event()) < end:
        day.go_to(wake)
    lines = [*_without_carried(day.lines, plan, start), *_meeting_lines(meetings, start, end)]
    inside = [one for one in passed if one[1] > start and one[0] < end]
    lines += [Line(max(one[0], start), "meeting", reason=one[2]) for one in inside]
    return sorted(lines, key=lambda line: line.at)


def _without_carried(lines: list[Line], plan: Plan, start: float) -> list[Line]:
    """A shift that began the evening before goes on at midnight; it does not begin there."""
    span = span_at(plan, start)
    if span is None or span[0] >= start:
        return lines
    return [line for line in lines if not (line.event == "hours" and line.at == start)]


class _Day:
    """The person, the desktop and the player of a rehearsal."""

    def __init__(
        self,
        plan: Plan,
        start: float,
        *,
        choose: Choose,
        took: Took,
        seconds_of: Seconds,
        ignore: bool,
        choose_upright: Choose | None,
    ) -> None:
        self._plan, self._choose, self._took, self._seconds_of = plan, choose, took, seconds_of
        self._ignore, self._choose_upright = ignore, choose_upright
        self.state: State = machine.start(start, start, plan)
        self.lines: list[Line] = []
        self._ends: tuple[float, str] | None = None  # when the player ends, and its uid
        self._routine = self._moved = ""

    def next_event(self) -> float:
        wake = machine.next_wake(self.state, self._plan, self.state.at)
        return min(wake, self._ends[0]) if self._ends else wake

    def go_to(self, at: float) -> None:
        if self._ends is not None and at >= self._ends[0]:
            at, uid = self._ends
            self._ends = None
            self.happen(PlayerReported(at, at, uid, report="finished", outcome=Outcome.TAKEN))
        else:
            self.happen(Tick(at, at))

    def happen(self, event: Event) -> None:
        self.state, effects = machine.step(self.state, event, self._plan)
        for effect in effects:
            self._live(effect, event.at)

    def _live(self, effect: Effect, at: float) -> None:
        match effect:
            case AskBusy():
                self.happen(BusyChanged(at, at))
            case Decided(decision="offered", reason=reason):
                self._moved = reason.partition("; ")[2]  # why it comes at another moment than when it is due
            case Offer() if self._ignore:
                routine = self._chosen(effect, at)
                self.lines.append(Line(at, "offer", effect.break_name, routine, reason=_shown(effect)))
            case Question():
                self.lines.append(Line(at, "held", reason=ASKED))
            case Offer():
                self._routine = self._chosen(effect, at)
                reason = N_("waited for a good moment") if effect.catch_up else _sat(effect)
                reason = f"{reason}; {self._moved}" if self._moved else reason
                self.lines.append(
                    Line(at, "offer", break_name=effect.break_name, routine=self._routine, reason=reason)
                )
                answer = Answer.START if self._routine else Answer.DONE
                self.happen(Answered(at, at, offer=effect.offer, answer=answer))
            case OpenPlayer():
                lasts = effect.lasts_s or self._seconds_of(self._routine) or USUAL_LASTS_S
                self._ends = (at + lasts, effect.uid)
            case Decided(decision=decision) if decision in _SHOWN:
                self.lines.append(
                    Line(at, _SHOWN[decision], break_name=effect.break_name, reason=effect.reason)
                )

    def _chosen(self, offer: Offer, at: float) -> str:
        one = next(one for one in self._plan.breaks if one.name == offer.break_name)
        if offer.routine == "auto":
            choose = self._choose_upright if offer.upright and self._choose_upright else self._choose
            return choose(replace(one, lasts_s=offer.lasts_s), at)
        self._took(one, at)
        return offer.routine


def _shown(offer: Offer) -> str:
    """How the offer is shown to a user who answers nothing."""
    if offer.repeat:
        return N_("shown again, as nobody answered")
    how = (STEPS[offer.step].words if offer.upright else "", N_("shown once") if offer.step else "")
    words = ", ".join(filter(None, how))
    return f"{_sat(offer)}; {words}" if words else _sat(offer)


def _sat(offer: Offer) -> str:
    return english("sat {minutes:d} min", minutes=round(offer.sat_s / 60))


def _meeting_lines(meetings: Sequence[tuple[float, float]], start: float, end: float) -> list[Line]:
    inside = [one for one in meetings if one[1] > start and one[0] < end]
    begins = [Line(max(one[0], start), "meeting", reason=N_("begins")) for one in inside]
    return begins + [Line(one[1], "meeting", reason=N_("ends")) for one in inside if one[1] < end]
