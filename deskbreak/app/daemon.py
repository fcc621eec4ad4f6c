"""The daemon: events go into core, what core answers is done, and the tray tells the new story.

Only this module changes the state, and only in `happen`, on the loop's thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from deskbreak.app import status, words
from deskbreak.app.effects import Effects, give_memory_back
from deskbreak.app.faces import Faces
from deskbreak.app.greet import Greeter
from deskbreak.app.inputs import Inputs
from deskbreak.app.logs import SEE_LOG
from deskbreak.app.menu_lists import Now
from deskbreak.called import as_called
from deskbreak.columns import fitted
from deskbreak.core import machine
from deskbreak.core.events import (
    Answer,
    Answered,
    Command,
    CommandKind,
    Decided,
    Effect,
    Event,
    Offer,
    OfferGone,
    OpenPlayer,
    Phase,
    PlanChanged,
    PlayerReported,
    Record,
    Tick,
)
from deskbreak.core.plan import DayRule, Plan
from deskbreak.core.put_off import refusal_reason
from deskbreak.core.view import View, view
from deskbreak.errors import DeskbreakError
from deskbreak.platforms.tray.port import IconState, Look
from deskbreak.values import replace

if TYPE_CHECKING:
    from deskbreak.app.account import NextBreak
    from deskbreak.app.actions import Acts
    from deskbreak.app.clock import Clock
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.options import Options
    from deskbreak.app.picks import Pick
    from deskbreak.app.players import Players
    from deskbreak.app.records import Records
    from deskbreak.app.schedule import Schedule
    from deskbreak.app.sharing import Sharing
    from deskbreak.core.state import State
    from deskbreak.paths import Profile
    from deskbreak.runtime.loop import Loop

LATE_S = 5.0  # a wake that comes later than this, with the machine awake, was held up by something
HEAL_S = 1.0  # a wake in the past becomes one so far ahead
SETTLED_S = 2.0  # after a change of plan; by then its traces can go
TICK_S = 60.0  # the tray moves once a minute; a jump of the clocks is noticed no later
NOTICES_KEPT = 20
TROUBLE_TAG = "trouble"
ANSWERED_BY_S = 1.5  # the desktop's services have said by then whether they are there
UNWRITTEN = "unwritten"  # what is told of outcomes that wait for a fault to pass
TEXT_ONLY = ("plyer",)


class Daemon:
    """One profile's daemon. `open` shows the tray, `begin` starts counting once there is a plan."""

    acts: Acts
    desktop: Desktop
    records: Records
    players: Players
    faces: Faces
    schedule: Schedule
    sharing: Sharing

    def __init__(self, loop: Loop, clock: Clock, profile: Profile, options: Options) -> None:
        self.loop, self.clock, self.profile, self.options = loop, clock, profile, options
        self.plan = Plan(zone=UTC)
        self.state: State = machine.start(clock.now(), clock.mono(), self.plan)
        self.begun = False
        self._notices: dict[str, str] = {}  # what it is about, or the sentence itself -> the sentence
        self.healed = 0  # how often the watchdog had to step in
        self._expected: float | None = None  # the next wake, on the clock that rests during sleep
        self._days_off: tuple[DayRule, ...] = ()
        self.on_news: Callable[[dict[str, Any]], None] = lambda _news: None
        self.effects = Effects(self)
        self.inputs = Inputs(self)
        self._shown: tuple[object, ...] = ()
        self._unwritten: list[Record] = []
        self.greeter = Greeter(self)

    def open_faces(self) -> None:
        """Notifications, and the terminal where there are none or nobody else would answer."""
        self.faces = Faces(self.desktop.notify, None, self.answered, self.offer_gone)
        wait = ANSWERED_BY_S if self.desktop.answers else 0.0
        self.loop.call_later(wait, self._open_terminal)

    def _open_terminal(self) -> None:
        self._choose_terminal()
        self.greeter.ports_known()

    def _choose_terminal(self) -> None:
        notify = self.desktop.notify.state()
        if notify.state == "ok" and notify.backend not in TEXT_ONLY:
            return
        from deskbreak.app.terminal import Terminal

        terminal = Terminal(self.loop, self.answered)
        self.faces.terminal = terminal
        for sentence in self.notices:  # told before there was a terminal to tell it in
            terminal.say(fitted(as_called(f"deskbreak: {sentence}")))

    def on_note(self, tag: str, event: str) -> None:
        self.faces.on_note(tag, event)

    # -- time and state ---------------------------------------------------------------------------------

    def clocks(self) -> tuple[float, float]:
        """The wall and the steady clock, as every event carries them."""
        return self.clock.now(), self.clock.mono()

    def view(self) -> View:
        return view(self.state, self.plan, *self.clocks())

    def now(self) -> Now:
        at = self.clock.now()
        can_put_off = self.begun and not refusal_reason(self.state, self.plan, at)
        return Now(self.view(), self.plan, at, can_put_off, self.state.idle_known)

    def begin(self, plan: Plan, state: State | None) -> None:
        """Start counting with the first plan, from the saved state where there is one."""
        self.plan = plan
        now, mono = self.clocks()
        self.state = state or machine.start(now, mono, plan)
        self.begun = True
        self.inputs.begin()
        self.players.catch_up()  # first: a routine that ended meanwhile is not one that never came back
        for event in machine.first_events(self.state, now, mono, locked=bool(self.desktop.power.locked)):
            self.happen(event)

    def settings_trouble(self, problems: list[str]) -> None:
        """The settings cannot be used as they are; said once, with the place to look."""
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        sentence = f"{problems[0]}{more}; {self.acts.source.what_holds}. See: deskbreak config check"
        self.tell(sentence, title="The settings have a problem", about="settings")

    def set_days_off(self, days_off: Sequence[tuple[str, str]]) -> None:
        """Holidays from calendars; the settings' own dated exceptions win over them."""
        rules = tuple(
            DayRule(date.fromisoformat(day), date.fromisoformat(day), (), why) for day, why in days_off
        )
        if rules != self._days_off:
            own = self.plan.days[len(self._days_off) :]
            self._days_off = rules
            self.change_plan(replace(self.plan, days=(*rules, *own)))

    def _with_days_off(self, plan: Plan) -> Plan:
        return replace(plan, days=(*self._days_off, *plan.days)) if self._days_off else plan

    def change_plan(self, plan: Plan) -> None:
        self.plan = plan
        self.inputs.begin()
        self.happen(PlanChanged(*self.clocks()))

    def use_plan(self, plan: Plan) -> None:
        """A checked plan came: the first one begins the day, later ones change it."""
        plan = self._with_days_off(plan)
        self.acts.plan_changed()
        if not self.acts.source.problems:
            self.untell("settings")
        self._shown = ()  # the menu's lists may have changed with the plan
        # However fast our time runs, the probes need theirs.
        plan = replace(plan, answer_within_s=plan.answer_within_s * self.options.speed)
        if self.begun:
            self.change_plan(plan)
        elif self.options.fast:
            from deskbreak.app.fast_time import fast_clock

            self.clock = fast_clock(self.options.speed, self.options.at, plan, self.clock.now())
            self.begin(plan, None)
        else:
            self.begin(plan, self.records.load_state())
        self.sharing.follow(plan)
        self.greeter.look()
        self.loop.call_later(SETTLED_S, give_memory_back)

    def happen(self, event: Event) -> None:
        """Step the machine, and do what it answers. The journal is written before anything is shown."""
        if not self.begun:
            return
        self.state, effects = machine.step(self.state, event, self.plan)
        if self.options.fast:
            from deskbreak.app.pace import kept_pace

            self.clock = kept_pace(self.clock, event, self.state, self.plan, self.options)
        for effect in effects:
            try:
                self.effects.perform(effect)
            except Exception as error:
                self._could_not(effect, error)
        self.records.save_state(self.state)
        self.settle()

    def _could_not(self, effect: Effect, error: Exception) -> None:
        """One effect that fails keeps the others and the next wake; core hears of what it believes in."""
        import logging

        logging.getLogger(__name__).error("%s failed", type(effect).__name__, exc_info=error)
        why = (
            str(error)
            if isinstance(error, DeskbreakError)
            else f"an unexpected fault; see the daemon's {SEE_LOG}"
        )
        now, mono = self.clocks()
        if isinstance(effect, OpenPlayer):
            self.tell(f"the routine could not start: {why}")
            failed = PlayerReported(now, mono, effect.uid, "failed", note=why)
            self.loop.call_soon(lambda: self.happen(failed))
        elif isinstance(effect, Offer):
            self.tell(f"a break could not be shown: {why}")
            gone = OfferGone(now, mono, effect.offer, "failed")
            self.loop.call_soon(lambda: self.happen(gone))
        elif isinstance(effect, Record):
            self.tell(f"a break could not be written down yet: {why}", about=UNWRITTEN)
            self._unwritten.append(effect)

    @property
    def unwritten(self) -> bool:
        """Whether outcomes wait for a fault to pass."""
        return bool(self._unwritten)

    def _write_again(self) -> None:
        """Outcomes that a fault kept out of the journal; none is given up."""
        waiting, self._unwritten = self._unwritten, []
        for record in waiting:
            try:
                self.effects.perform(record)
            except Exception as error:
                self._could_not(record, error)
        if waiting and not self._unwritten:
            self.untell(UNWRITTEN)

    def tick(self) -> None:
        """A wake came: time went by. The next one is set first, so that a fault cannot be the last thing done."""
        self.schedule.wake_at(time.time() + TICK_S, self.tick)
        self._look_for_lateness()
        self.records.retry()
        self._write_again()
        self.players.tick()
        self.sharing.tick()
        self.inputs.look()
        self.happen(Tick(*self.clocks()))

    def day_roll(self) -> None:
        """A new local day: old rows go, and another weekday may mean another profile."""
        if self.plan.keep_s is not None:
            self.records.forget(self.clock.now() - self.plan.keep_s)
        self.acts.source.look()

    def settle(self) -> None:
        """Tell the new story where it is seen, and set the next wake."""
        now = self.clock.now()
        seen = view(self.state, self.plan, now, self.clock.mono())
        self.inputs.follow(seen)
        self._show(seen, now)
        wake = min(machine.next_wake(self.state, self.plan, now), now + TICK_S)
        if wake <= now:
            wake = now + HEAL_S
            self._heal("the next wake lay in the past")
        wait_s = self.clock.real_s(wake - now)
        self._expected = time.monotonic() + wait_s
        self.schedule.wake_at(time.time() + wait_s, self.tick)

    def _look_for_lateness(self) -> None:
        late_s = time.monotonic() - self._expected if self._expected is not None else 0.0
        if late_s > LATE_S:
            self._heal(f"a wake came {round(late_s)} s late")

    def _heal(self, what: str) -> None:
        """The watchdog stepped in: counted for `doctor`, and told by `why`."""
        self.healed += 1
        self.records.decided(Decided(self.clock.now(), "", "healed", what))

    def _show(self, seen: View, now: float) -> None:
        tooltip = words.summary(seen, now, self.plan.zone)
        look = Look(_icon(seen), seen.progress, tooltip)
        self.desktop.tray.show(look)
        shown = (seen.phase, seen.holds, seen.offer, tooltip, seen.snoozes_left, seen.can_give_back)
        if shown != self._shown:
            self._shown = shown
            self.desktop.tray.menu_changed()
            self.on_news({"status": self.status()})

    # -- what others ask --------------------------------------------------------------------------------

    def status(self, named: NextBreak | None = None) -> dict[str, Any]:
        return status.status(self.view(), self.plan, self.clock.now(), self.seen_ports(), self.notices, named)

    def seen_ports(self) -> dict[str, dict[str, str]]:
        """How each port stands, as far as it is used."""
        ports = self.desktop.ports()
        if not self.options.watches_idle:
            ports["idle"] |= {"state": "off", "detail": "ignored while time runs fast; see --with-idle"}
        return ports

    def pick(self, routine: str, lasts_s: float | None, rounds: int | None = None) -> Pick:
        from deskbreak.app.picks import pick

        return pick(self.profile, self.records.journal, self.plan, self.clock.now(), routine, lasts_s, rounds)

    def order(
        self,
        order: CommandKind,
        *,
        for_s: float | None = None,
        until: float | None = None,
        name: str = "",
        rounds: int | None = None,
    ) -> str:
        """Carry out what the person says; the sentence why it cannot be, or "" when it was."""
        now, mono = self.clocks()
        event = Command(now, mono, kind=order, for_s=for_s, until=until, name=name, rounds=rounds)
        refused = machine.refusal_reason(self.state, event, self.plan)
        if refused:
            return refused
        self.happen(event)
        return ""

    def answered(self, offer: int, answer: Answer, snooze_s: float | None) -> None:
        now, mono = self.clocks()
        self.happen(Answered(now, mono, offer=offer, answer=answer, snooze_s=snooze_s))

    def offer_gone(self, offer: int, how: str) -> None:
        now, mono = self.clocks()
        self.happen(OfferGone(now, mono, offer=offer, how=how))

    @property
    def notices(self) -> list[str]:
        """What was told and may still be so, oldest first."""
        return list(self._notices.values())

    def tell(self, sentence: str, *, title: str = "deskbreak", about: str = "") -> None:
        """Say something once: as a notification, and in `status` until `untell` of what it is about."""
        key = about or sentence
        if self._notices.get(key) == sentence:
            return
        self._notices.pop(key, None)
        self._notices[key] = sentence
        while len(self._notices) > NOTICES_KEPT:
            self._notices.pop(next(iter(self._notices)))
        self.faces.say(TROUBLE_TAG, title, as_called(sentence))

    def untell(self, about: str) -> None:
        """What was told about this is so no more; if it comes again it is said again."""
        self._notices.pop(about, None)

    def close(self) -> None:
        """Put everything away; what was counted stays in the saved state."""
        if self.begun:
            self.happen(Tick(*self.clocks()))
            self._write_again()
        self.inputs.close()
        self.players.let_go()
        self.records.close()
        self.desktop.close()
        if self.faces.terminal is not None:
            self.faces.terminal.close()


def _icon(seen: View) -> IconState:
    if seen.phase is Phase.ON_BREAK:
        return "on-break"
    if seen.phase is Phase.OFF_HOURS:
        return "off"
    if "paused" in seen.holds:
        return "held"
    if seen.phase in (Phase.DUE, Phase.OFFERED):
        return "held" if seen.holds else "due"
    return "held" if seen.holds else "sitting"
