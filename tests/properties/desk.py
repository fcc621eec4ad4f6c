"""A desk at which anything may happen, with what must always be so checked after each event.

It keeps its own simple account of hours, holds and sitting, and holds the machine to it.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from deskbreak.core import easing, machine
from deskbreak.core.easing import Choice, Easing
from deskbreak.core.effects import (
    AskBusy,
    Decided,
    Effect,
    Offer,
    OfferContext,
    OpenPlayer,
    Question,
    Record,
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
    TakenElsewhere,
    Tick,
)
from deskbreak.core.learning import Learned, Share
from deskbreak.core.moment import ANSWER_HOLDS_S
from deskbreak.core.plan import Body, Break, OfferRules, Plan, Range, SnoozeRules
from deskbreak.core.state import from_json, to_json
from deskbreak.core.view import view
from deskbreak.values import replace

MONDAY = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
MONDAY_ORDINAL = date(2026, 11, 23).toordinal()
HOURS = (Range(540, 750), Range(810, 1080))
NIGHT = (Range(1320, 1800),)
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)
WATER = Break("water", every_s=5400.0, say="Drink water")
WALK = Break("walk", at=(720, 960), routine="ten-minute-walk", lasts_s=600.0)
LEARNED = Learned(
    "desk",
    offers=100,
    taken=40,
    overall=0.4,
    blocks=(Share("08-10", 40, 10, 0.25), Share("12-14", 40, 30, 0.75)),
    contexts=(Share("meeting", 40, 32, 0.8), Share("typing", 40, 4, 0.1), Share("absence", 40, 30, 0.7)),
    forms=(Share("3 min, floor", 40, 4, 0.1), Share("1 min", 40, 36, 0.9)),
)
PLANS = (
    Plan(hours=(HOURS,) * 5 + ((),) * 2, breaks=(MOBILITY, WATER, WALK)),
    Plan(
        hours=(HOURS,) * 7,
        breaks=(replace(MOBILITY, every_s=1500.0), WALK),
        snooze=SnoozeRules(policy="pay-back"),
    ),
    Plan(hours=(NIGHT,) * 7, breaks=(MOBILITY, WATER), snooze=SnoozeRules(policy="shrinking", at_most=2)),
    Plan(hours=(HOURS,) * 7, breaks=(WALK,)),
    Plan(hours=(HOURS,) * 7, breaks=(MOBILITY, WALK), offer=OfferRules(adapt=False)),
    Plan(hours=(HOURS,) * 7, breaks=(MOBILITY, WATER, WALK), learned=LEARNED),
    Plan(hours=(HOURS,) * 7, breaks=(MOBILITY,), learned=LEARNED, body=Body(positions=("desk", "supine"))),
)
CREDITED = ("taken", "partly", "stopped", "natural")


class Desk:
    """One machine, its person and its clocks. `true` is time as it really goes by."""

    def __init__(self, plan: Plan = PLANS[0], at: float = MONDAY + 8.5 * 3600) -> None:
        self.plan = plan
        self.true = self.mono = 0.0
        self.wall_ahead = at
        self.state = machine.start(at, 0.0, plan)
        self.busy: frozenset[str] = frozenset()
        self.answers = True  # whether the probes do
        self.answer_since = 0.0  # from here on nothing is believed that silence said before
        self.on_screen: set[int] = set()
        self.snoozed: dict[int, float] = {}
        self.player: tuple[str, float] | None = None
        self.locked = False
        self.uids: set[str] = set()
        self.free_since: float | None = None
        self.rows: list[tuple[str, str]] = []
        self.asked: float | None = None
        self.events = 0
        self.back = (0.0, 0.0)  # when the machine, or the daemon, was back last, and how long it was gone
        self.happen(IdleKnown(*self.clocks(), known=True))

    @property
    def at(self) -> float:
        return self.true + self.wall_ahead

    def clocks(self) -> tuple[float, float]:
        return self.at, self.mono

    # -- what happens -----------------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        """Time at the desk, from wake to wake."""
        end, wakes = self.true + seconds, 0
        while self.true < end:
            wake = machine.next_wake(self.state, self.plan, self.at) - self.wall_ahead
            until = min(end, max(wake, self.true), self.player[1] if self.player else end)
            self.mono += until - self.true
            self.true = until
            wakes += 1
            assert wakes < 60 + seconds / 10, "it wakes and wakes"
            if self.player and self.true >= self.player[1]:
                uid, self.player = self.player[0], None
                self.happen(
                    PlayerReported(
                        *self.clocks(), uid, report="finished", outcome=Outcome.TAKEN, seconds=180.0
                    )
                )
            else:
                self.happen(Tick(*self.clocks()))

    def still(self, seconds: float) -> None:
        """No key and no pointer for so long, then a movement."""
        self.wait(min(seconds, 5.0))
        self.happen(Idle(*self.clocks(), for_s=min(seconds, 5.0)))
        long = self.plan.away.counts_as_break_s
        if seconds >= long:
            self.wait(long - 5)
            self.happen(Idle(*self.clocks(), for_s=long))
            self.wait(seconds - long)
        self.happen(Input(*self.clocks()))

    def sleep(self, seconds: float, *, reported: bool = False) -> None:
        """The lid is closed: the wall goes on, the steady clock rests."""
        self.true += seconds
        self.happen(
            Slept(*self.clocks(), wall_s=seconds) if reported else Tick(*self.clocks()), slept=seconds
        )

    def set_clock(self, back: float) -> None:
        """Back; one that is set forward looks like sleep."""
        self.wall_ahead -= back
        self.happen(Tick(*self.clocks()))

    def lock(self, seconds: float) -> None:
        self.locked = True
        self.happen(Locked(*self.clocks()))
        self.wait(seconds)
        self.locked = False
        self.happen(Locked(*self.clocks(), locked=False))

    def answer(self, answer: Answer, snooze_s: float | None = None) -> None:
        if self.state.offer is not None:
            offer, before = self.state.offer, self.true
            self.happen(Answered(*self.clocks(), offer.id, answer, snooze_s))
            now = self.state.offer
            if answer is Answer.SNOOZE and now is not None and now.snoozes > offer.snoozes:
                asked = snooze_s or self.plan.snooze.choices_s[0]
                if self.plan.snooze.policy == "shrinking":
                    asked = max(asked * 0.5**offer.snoozes, 60.0)
                self.snoozed[offer.id] = before + asked

    def order(self, order: CommandKind, **more: Any) -> None:
        """As the daemon does: a refused order is not given, one that is not refused does something."""
        command = Command(*self.clocks(), kind=order, **more)
        if machine.refusal_reason(self.state, command, self.plan):
            return
        rows = len(self.rows)
        if order is CommandKind.SNOOZE and self.state.offer is not None:
            self.answer(Answer.SNOOZE, command.for_s)
        else:
            self.happen(command)
        if order in (CommandKind.DONE, CommandKind.SKIP):
            assert len(self.rows) > rows, "done and skip leave a row"

    def player_ends(self, outcome: Outcome) -> None:
        if self.player:
            uid, self.player = self.player[0], None
            self.happen(PlayerReported(*self.clocks(), uid, report="finished", outcome=outcome, seconds=60.0))

    def player_fails(self) -> None:
        if self.player:
            uid, self.player = self.player[0], None
            self.happen(PlayerReported(*self.clocks(), uid, report="failed"))

    def player_dies(self) -> None:
        """Without a word."""
        self.player = None

    def dismiss(self, how: str) -> None:
        if self.state.offer is not None:
            self.happen(OfferGone(*self.clocks(), self.state.offer.id, how))

    def probes_answer(self, answers: bool) -> None:
        if answers and not self.answers:
            self.answer_since = self.true + ANSWER_HOLDS_S + 1.0
        self.answers = answers

    def becomes_busy(self, *reasons: str) -> None:
        self.busy = frozenset(reasons)
        self.happen(BusyChanged(*self.clocks(), self.busy))

    def meetings(self, *ahead: tuple[float, float]) -> None:
        found = tuple((self.at + start, self.at + start + lasts) for start, lasts in ahead)
        self.happen(MeetingsChanged(*self.clocks(), found))

    def new_plan(self, plan: Plan) -> None:
        sat, was = self.state.sat_s, self.plan
        self.plan = plan
        self.free_since = None  # another plan, another patience
        self.happen(PlanChanged(*self.clocks()))
        if was.hours == plan.hours:
            assert abs(self.state.sat_s - sat) < 1e-6, "a change of plan keeps what was sat"

    def elsewhere(self, ago: float) -> None:
        self.happen(TakenElsewhere(*self.clocks(), when=self.at - ago, break_name="mobility"))

    def restart(self, off_s: float = 0.0) -> None:
        """The daemon stops and starts again from what it saved."""
        saved = json.dumps(to_json(self.state))
        assert from_json(json.loads(saved)) == self.state
        self.state = from_json(json.loads(saved))
        self.true += off_s
        self.mono = 0.0 if off_s else self.mono
        self.happen(Slept(*self.clocks(), wall_s=off_s), slept=off_s)
        self.happen(PlanChanged(*self.clocks()))

    # -- what must be so ----------------------------------------------------------------------------------

    def happen(self, event: Event, slept: float = 0.0) -> None:
        self.events += 1
        self.back = (self.true, slept) if slept else self.back
        before, plan = self.state, self.plan
        counted = self._counts()
        state, effects = machine.step(before, event, plan)
        self.state = state
        self._effects(effects)
        self._sitting(before, event, effects, counted, slept)
        if slept:
            self.free_since = None
        self._rest(event)
        for effect in effects:
            if isinstance(effect, AskBusy) and self.answers:
                self.happen(BusyChanged(*self.clocks(), self.busy))
            elif isinstance(effect, Offer | OpenPlayer) and effect.routine and effect.chosen is None:
                self._choose(effect)

    def _choose(self, effect: Offer | OpenPlayer) -> None:
        """Now and then nothing can be chosen."""
        if self.events % 7:
            of = {"offer": effect.offer} if isinstance(effect, Offer) else {"uid": effect.uid}
            routine = f"set-{self.events}" if effect.routine == "auto" else effect.routine
            self.happen(Chosen(*self.clocks(), ChosenSet(routine, ("cat-cow",), 170.0), **of))  # type: ignore[arg-type]

    def working(self) -> bool:
        s, at = self.state, self.at
        if s.work_until is not None and at < s.work_until:
            return True
        return self._in_hours(at)

    def _in_hours(self, at: float) -> bool:
        """Work hours told the slow way: the minute of the day, and of the day before."""
        now = datetime.fromtimestamp(at, UTC)
        for back in (0, 1):
            day = now.date() - timedelta(days=back)
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
            if any(r.start <= (at - midnight) / 60 < r.end for r in self.plan.hours[day.weekday()]):
                return True
        return False

    def _counts(self) -> bool:
        s = self.state
        resting = s.away_since is not None or self.locked or s.running is not None
        return not resting and self._in_hours(s.at) and s.standing_until is None and s.work_until is None

    def _effects(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Offer():
                    self._offered(effect)
                case Withdraw(offer=offer):
                    self.on_screen.discard(offer)
                case Question():
                    self._asked()
                case OfferContext():
                    self._in_its_window(effect)
                case OpenPlayer(uid=uid):
                    assert self.player is None or self.state.healed, "two players"
                    assert not self.on_screen, "an offer stays on the screen over the player"
                    self.player = (uid, self.true + 180.0)
                case Record(uid=uid, outcome=outcome, break_name=name):
                    assert effect.routine != "auto", "a row that names no routine"
                    whole = (
                        outcome is not Outcome.TAKEN
                        or effect.exercises
                        or not effect.routine.startswith("set")
                    )
                    assert whole, "a routine that was taken without its exercises"
                    assert not uid or uid not in self.uids, f"row {uid} twice"
                    self.uids.add(uid)
                    self.rows.append((outcome.value, name))
                    if self.state.running is None:
                        self.player = None

    def _offered(self, offer: Offer) -> None:
        s = self.state
        assert self.on_screen <= {offer.offer}, "two offers at once"
        self.on_screen = {offer.offer}
        assert self.working(), "an offer outside work hours"
        assert not self.locked, "an offer to a locked screen"
        assert s.running is None, "an offer during a break"
        assert s.pause_until is None and s.meeting_until is None, "an offer in a hold"
        assert not any(start <= self.at < end for start, end in s.meetings), "an offer in a meeting"
        if self.answers and self.true >= self.answer_since:
            assert not self.busy, "an offer at a bad moment"
        self._banner(offer)
        back = self.snoozed.pop(offer.offer, None)
        assert back is None or self.true >= back - 0.1, "a snooze was cut short"

    def _in_its_window(self, context: OfferContext) -> None:
        """A chosen moment is neither too early nor too late; what was held back comes when it is free."""
        rules, offer = self.plan.offer, self.state.offer
        if context.moment != "chosen" or offer is None or offer.catch_up:
            return
        early = (
            -rules.earlier_s if not self.state.meetings else -3600.0
        )  # a gap before a meeting may be earlier
        last = max(rules.later_s, rules.wait_at_most_s)
        when, gone = self.back
        if self.true - when <= self.plan.answer_within_s + 1:  # a window that ended meanwhile: at once
            last += gone
        assert early - 1 <= context.waited_s <= last + self.plan.answer_within_s + 1, context.waited_s

    def _asked(self) -> None:
        """The question is a notification like an offer, and not asked beside one, nor twice in two weeks."""
        assert self.working() and not self.on_screen and self.state.running is None
        last, self.asked = self.asked, self.at
        assert last is None or abs(self.at - last) >= 14 * 86400 - 1, "asked again so soon"

    def _banner(self, offer: Offer) -> None:
        """What easing off promises of a day on which all was ignored the day before."""
        s, e = self.state, self.state.easing
        wants = s.offer is not None and (s.offer.routine or s.offer.lasts_s is None)
        if not wants or not self.plan.offer.adapt:
            return
        back = s.offer is not None and s.offer.snoozes > 0  # the person wants it back
        assert back or not e.ignored_days or e.banners <= 4, "more than four after an ignored day"
        assert not offer.upright or (offer.lasts_s is not None and offer.lasts_s <= 60), "a longer set"
        if offer.repeat:
            assert not e.is_once, "repeated while nobody answers"

    def _sitting(
        self, before: Any, event: Event, effects: tuple[Effect, ...], counted: bool, slept: float
    ) -> None:
        """The clock grows by exactly the time sat, and shrinks only for a reason."""
        after = self.state
        steady = max(event.mono - before.mono, 0.0)
        grown = after.sat_s - before.sat_s
        given = isinstance(event, Command) and event.kind is CommandKind.SAT
        assert given or grown <= steady + min(slept, 30.0) + 0.1, (
            f"{grown} s of sitting invented in {steady} s"
        )
        assert after.sat_s >= 0 and all(sat >= 0 for _, sat in after.sat)
        started = before.in_hours != after.in_hours or any(
            isinstance(one, Decided) and one.decision == "hours" for one in effects
        )
        reasons = (
            started
            or given
            or isinstance(event, TakenElsewhere)
            or any(isinstance(one, WelcomeBack) for one in effects)
            or any(isinstance(one, Record) and one.outcome.value in CREDITED for one in effects)
            or (after.away_since is not None and before.away_since is None)
        )
        if reasons:
            return
        if slept or isinstance(event, Locked | Slept):
            lost = max(slept, event.at - (before.locked_since or event.at))
            kept = 0.0 if lost < self.plan.away.keep_below_s else lost
            assert grown >= min(steady - kept, 0.0) - 0.1, (
                f"{-grown} s of sitting lost in an absence of {lost} s"
            )
        elif counted:
            assert abs(grown - steady) < 0.1, f"sat {steady} s, counted {grown}"
        else:
            assert grown >= -0.1, f"{-grown} s of sitting lost"

    def _rest(self, event: Event) -> None:
        s, plan, at = self.state, self.plan, self.at
        wake = machine.next_wake(s, plan, at)
        assert at < wake <= at + 86400.0, "the next wake lies ahead, a day at most"
        again, more = machine.step(s, Tick(*self.clocks()), plan)
        changed = [name for name in to_json(s) if getattr(again, name, 0) != getattr(s, name, 0)]
        assert not more and set(changed) <= {"excused"}, (
            f"the same moment twice does something: {changed} {more}"
        )
        assert self.on_screen <= ({s.offer.id} if s.offer else set()), "an offer is left on the screen"
        seen = view(s, plan, at)
        assert seen.sitting_s >= 0 and 0 <= seen.progress <= 1
        assert seen.next_at is None or seen.next_at >= at - 0.1, "the next break is in the past"
        self._not_stuck(bool(seen.holds))

    def _not_stuck(self, held: bool) -> None:
        s = self.state
        free = self.working() and not held and s.running is None and s.away_since is None and self.answers
        waits = s.offer.snooze_until is None if s.offer else any(due.since <= self.at for due in s.due)
        if not free or self.busy or not waits:
            self.free_since = None
            return
        if self.free_since is None or (s.offer and s.offer.shown_at > self.free_since + self.wall_ahead):
            self.free_since = self.true
        rules = self.plan.offer
        window = rules.earlier_s + rules.later_s if self.plan.learned else 0.0
        patience = rules.repeat_every_s + rules.wait_at_most_s + window + 10
        assert self.true - self.free_since <= patience, "stuck"


# -- anything may happen ---------------------------------------------------------------------------------


def random_act(desk: Desk, chance: Random) -> None:
    """One thing that may happen at a desk."""
    pick = chance.choice
    match chance.randrange(31):
        case 0 | 1 | 2 | 3:
            desk.wait(chance.uniform(1, 6000))
        case 4 | 5:
            desk.wait(pick((1, 3, 5, 60, 300, 2700)))
        case 6 | 7:
            desk.still(pick((3, 5, 60, 299, 300, 301, 900, 7200)))
        case 8:
            desk.sleep(pick((10, 29, 31, 100, 200, 400, 4000, 30000, 250000)), reported=chance.random() < 0.5)
        case 9:
            desk.set_clock(pick((86400 * 30, 86400, 7200, 3600, 45)))
        case 10:
            desk.lock(pick((5, 60, 119, 121, 299, 301, 2000, 20000)))
        case 11 | 12:
            desk.answer(Answer.START)
        case 13:
            desk.answer(Answer.SNOOZE, pick((None, 300.0, 600.0, 1800.0)))
        case 14:
            desk.answer(pick((Answer.SKIP, Answer.DONE)))
        case 15:
            desk.order(
                pick(
                    (
                        CommandKind.DONE,
                        CommandKind.SKIP,
                        CommandKind.SNOOZE,
                        CommandKind.START,
                        CommandKind.SAT,
                    )
                )
            )
        case 16:
            desk.order(
                pick((CommandKind.PAUSE, CommandKind.MEETING, CommandKind.STANDING, CommandKind.WORK)),
                for_s=pick((600.0, 5400.0)),
            )
        case 17:
            desk.order(
                pick(
                    (
                        CommandKind.RESUME,
                        CommandKind.MEETING_OFF,
                        CommandKind.STANDING_OFF,
                        CommandKind.WORK_OFF,
                    )
                )
            )
        case 18:
            desk.order(CommandKind.SKIP_TODAY, name=pick(("walk", "mobility", "water")))
        case 19:
            desk.player_ends(pick((Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.SKIPPED)))
        case 20:
            pick((desk.player_fails, desk.player_dies))()
        case 21:
            desk.becomes_busy(pick(("microphone", "fullscreen", "do-not-disturb")))
        case 22 | 23:
            desk.becomes_busy()
        case 24:
            desk.meetings((pick((60, 600, 3000)), pick((900, 3600))))
        case 25:
            desk.new_plan(pick(PLANS))
        case 26 | 27:
            desk.restart(pick((0.0, 0.0, 5.0, 200.0, 1000.0, 40000.0)))
        case 28:
            desk.dismiss(pick(("expired", "dismissed", "failed")))
        case 29:
            desk.probes_answer(chance.random() < 0.8)
            desk.elsewhere(pick((0.0, 600.0, 7200.0)))

        case 30:
            desk.order(CommandKind.EASE, name=pick(tuple(Choice)))


def some_easing(chance: Random) -> Easing:
    """How the days before went."""
    e = Easing()
    for day in range(MONDAY_ORDINAL - 9, MONDAY_ORDINAL):
        e = easing.on_day(e, day)
        for _ in range(chance.randrange(4)):
            e = chance.choice((easing.missed, easing.missed, easing.skipped, easing.took))(easing.shown(e))
    return e


def random_day(seed: int, acts: int = 40) -> Desk:
    """A day in which anything happens; the same seed is the same day."""
    chance = Random(seed)
    desk = Desk(chance.choice(PLANS), MONDAY + 86400 * chance.randrange(5) + chance.uniform(0, 86400))
    desk.state = replace(desk.state, easing=some_easing(chance))
    until = desk.true + 86400
    for _ in range(acts):
        random_act(desk, chance)
        if desk.true >= until:
            break
    if desk.true < until:
        desk.wait(until - desk.true)
    return desk
