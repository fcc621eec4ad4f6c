"""A life at the desk through the real machine: working days with meetings and typing, offers met as its kind does."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from deskbreak.core import machine
from deskbreak.core.effects import AskBusy, Decided, Effect, Offer, OfferContext, OpenPlayer, Question
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Event,
    Idle,
    IdleKnown,
    Input,
    MeetingsChanged,
    Outcome,
    PlanChanged,
    PlayerReported,
    Tick,
)
from deskbreak.core.learning import TAKEN_WITHIN_S, Shown, learn
from deskbreak.core.measured import progress
from deskbreak.core.plan import Body, Break, OfferRules, Plan, Range
from deskbreak.values import replace
from tests.people.kinds import Kind, Moment

MONDAY = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
DAY_S = 86400.0
HOURS = (Range(540, 750), Range(810, 1080))
SPANS = ((9 * 3600.0, 12.5 * 3600), (13.5 * 3600, 18 * 3600.0))
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
PLACES = ("standing", "desk", "chair", "wall", "supine", "quadruped")
FLOOR_SHARE = 0.6  # of the sets that a plan with a floor gets
STILL_S = 5.0


@dataclass
class LifeResult:
    """What came of a life."""

    offers: int = 0
    taken: int = 0
    banners: list[int] = field(default_factory=list)  # by working day
    longest_s: list[float] = field(default_factory=list)  # sitting, by working day
    late_s: float = 0.0  # the latest that an offer came after it fell due, where its moment was chosen
    why: list[str] = field(default_factory=list)


class Life:
    """`eased` is with easing off and learning, else as it was without both."""

    def __init__(self, kind: Kind, seed: int, *, eased: bool) -> None:
        self.kind, self.chance = kind, Random(f"{kind.name} {seed}")
        self.days_chance = Random(f"days {kind.name} {seed}")  # the same days with and without
        self.plan = Plan(
            hours=(HOURS,) * 5 + ((),) * 2,
            breaks=(MOBILITY,),
            offer=OfferRules(heads_up_s=0.0, adapt=eased, learn=eased),
            body=Body(positions=PLACES),
            zone=UTC,
        )
        self.seed, self.eased = f"{kind.name} {seed}", eased
        self.rows: list[Shown] = []
        self.result = LifeResult()
        self.at = MONDAY
        self.state = machine.start(self.at, self.at, self.plan)
        self.answer: tuple[float, int, Answer] | None = None
        self.player: tuple[float, str] | None = None
        self.form, self.shown_at = (3.0, False), 0.0  # of the last offer
        self.edges: list[float] = []  # when typing pauses and goes on
        self.ended: list[float] = []  # meetings
        self.day = 0
        self.happen(IdleKnown(self.at, self.at, known=True))

    def lives(self, days: int) -> LifeResult:
        for number in range(days):
            self.day = number
            self.lives_a_day(MONDAY + (number // 5 * 7 + number % 5) * DAY_S)
        return self.result

    # -- a day ------------------------------------------------------------------------------------------

    def lives_a_day(self, midnight: float) -> None:
        meetings = self.meetings(midnight)
        self.ended = [end for _, end in meetings]
        self.edges = self.typing(midnight)
        self.result.banners.append(0)
        self.result.longest_s.append(0.0)
        if self.eased:
            on = progress(self.rows, midnight).state == "on"
            self.plan = replace(self.plan, learned=learn(self.rows, midnight, self.seed) if on else None)
        self.go_on(midnight + 8.9 * 3600)
        self.happen(Input(self.at, self.at))
        if self.eased:
            self.happen(PlanChanged(self.at, self.at))
        self.happen(MeetingsChanged(self.at, self.at, meetings))
        self.go_on(midnight + 18.1 * 3600)

    def meetings(self, midnight: float) -> tuple[tuple[float, float], ...]:
        """Three to six of half an hour to an hour, on the half hours."""
        chance, found, free = self.days_chance, [], 0.0
        for start in sorted(chance.sample(range(18, 35), chance.randint(3, 6))):
            begin = midnight + start * 1800
            if begin >= free:
                free = begin + chance.choice((1800, 1800, 2700, 3600))
                found.append((begin, free))
        return tuple(found)

    def typing(self, midnight: float) -> list[float]:
        """From nine on they type; then a pause, and so on."""
        chance, at, edges = self.days_chance, midnight + 9 * 3600, []
        while at < midnight + 18 * 3600:
            at += chance.expovariate(1 / (self.kind.typing_min * 60))
            edges.append(at)
            at += STILL_S + chance.expovariate(1 / self.kind.pause_s)
            edges.append(at)
        return edges

    def is_typing(self) -> bool:
        return bisect.bisect(self.edges, self.at) % 2 == 0

    def next_edge(self) -> tuple[float, bool]:
        """When the machine hears next of a pause, or of its end; and whether it is a pause."""
        number = bisect.bisect(self.edges, self.at)
        while number < len(self.edges):
            pause = number % 2 == 0
            when = self.edges[number] + (STILL_S if pause else 0.0)
            if when > self.at:
                return when, pause
            number += 1
        return float("inf"), False

    # -- time -------------------------------------------------------------------------------------------

    def go_on(self, end: float) -> None:
        while self.at < end:
            when = min(machine.next_wake(self.state, self.plan, self.at), end)
            event: str = "tick"
            if self.state.due and self.state.offer is None:
                edge, pause = self.next_edge()
                if edge < when:
                    when, event = edge, "pause" if pause else "types"
            if self.answer is not None and self.answer[0] <= when:
                when, event = max(self.answer[0], self.at), "answer"
            if self.player is not None and self.player[0] <= when:
                when, event = max(self.player[0], self.at), "player"
            self.at = when
            self.live(event)

    def live(self, event: str) -> None:
        at = self.at
        if event == "pause":
            self.happen(Idle(at, at, for_s=STILL_S))
        elif event == "types":
            self.happen(Input(at, at))
        elif event == "answer":
            assert self.answer is not None
            _, offer, answer = self.answer
            self.answer = None
            if answer is Answer.START and self.state.offer is not None:
                self.takes_it()
            self.happen(Answered(at, at, offer=offer, answer=answer))
        elif event == "player":
            assert self.player is not None
            uid, self.player = self.player[1], None
            self.happen(PlayerReported(at, at, uid, report="finished", outcome=Outcome.TAKEN, seconds=60.0))
            self.happen(Input(at, at))
        else:
            self.happen(Tick(at, at))

    def happen(self, event: Event) -> None:
        before = self.state
        self.state, effects = machine.step(before, event, self.plan)
        if self.result.longest_s:
            self.result.longest_s[-1] = max(self.result.longest_s[-1], before.sat_s, self.state.sat_s)
        for effect in effects:
            self.see(effect)
        if (
            before.due
            and not self.state.due
            and self.state.idle_since is not None
            and self.state.offer is None
        ):
            self.happen(Input(self.at, self.at))

    def see(self, effect: Effect) -> None:
        match effect:
            case AskBusy():
                self.happen(BusyChanged(self.at, self.at))
            case Offer():
                self.meets(effect)
            case OfferContext():
                self.note(effect)
            case Question():
                self.result.banners[-1] += 1
            case OpenPlayer(uid=uid, lasts_s=lasts):
                self.player = (self.at + (lasts or 180.0), uid)
            case Decided(decision="offered", reason=reason) if ":" in reason:
                self.result.why.append(reason)

    # -- offers ------------------------------------------------------------------------------------------

    def meets(self, offer: Offer) -> None:
        self.result.banners[-1] += 1
        if offer.repeat == 0:
            minutes = (offer.lasts_s or 180.0) / 60
            floor = not offer.upright and self.chance.random() < FLOOR_SHARE
            self.form = (minutes, floor)
        taken = self.chance.random() < self.kind.takes(self.moment())
        skips = self.chance.random() < self.kind.skips
        self.answer = None
        if taken or skips:
            answer = Answer.START if taken else Answer.SKIP
            self.answer = (self.at + 20.0, offer.offer, answer)

    def moment(self) -> Moment:
        hour = (self.at % DAY_S) / 3600
        after = min((self.at - end for end in self.ended if end <= self.at), default=DAY_S) / 60
        return Moment(self.day, hour, after, self.is_typing(), *self.form)

    def note(self, context: OfferContext) -> None:
        """The row of this offer, as the journal has it."""
        self.result.offers += 1
        minutes, floor = self.form
        row = Shown(
            context.at,
            hour=int(context.at % DAY_S // 3600),
            before=context.before,
            minutes=minutes,
            floor=floor,
            taken=False,
            moment=context.moment,
            step=context.step,
        )
        self.rows.append(row)
        self.shown_at = context.at
        if context.moment == "chosen":
            self.result.late_s = max(self.result.late_s, context.waited_s)

    def takes_it(self) -> None:
        self.result.taken += 1
        if self.at - self.shown_at <= TAKEN_WITHIN_S:
            self.rows[-1] = replace(self.rows[-1], taken=True)
