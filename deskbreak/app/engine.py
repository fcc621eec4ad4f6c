"""The engine: events go into core, its effects go out, and the next wake is set.

Only this module changes the daemon's state, and only on the loop's thread. What carries an effect out and what shows
the outcome are given as functions; the engine knows neither.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.core import machine
from deskbreak.core.clocks import JUMP_S
from deskbreak.core.effects import Decided, Effect
from deskbreak.core.events import Answer, Answered, ClockSet, Command, CommandKind, Event, OfferGone, Tick
from deskbreak.core.view import View, view
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.app.options import Options
    from deskbreak.app.schedule import Schedule
    from deskbreak.core.plan import Plan
    from deskbreak.core.state import State

TICK_S = 60.0  # no wake comes later than this: a jump of the clocks is noticed then
CALM_TICK_S = 300.0  # where the desktop reports such a jump, and no client follows by the minute
LATE_S = 5.0  # a wake that comes later than this, with the machine awake, was held up by something
RECOVER_S = 1.0  # a wake in the past becomes one so far ahead

Perform = Callable[[Effect], None]
OnSettled = Callable[[View, float], None]


class Engine:
    """Holds the state. Nothing happens in it before `start`."""

    def __init__(
        self,
        clock: DaemonClock,
        current: CurrentPlan,
        schedule: Schedule,
        options: Options,
        *,
        perform: Perform,
        upkeep: Callable[[], None],
        on_settled: OnSettled,
        is_calm: Callable[[], bool] = lambda: False,
    ) -> None:
        """`perform` carries out one effect and never raises. `upkeep` is called at every wake, before time goes by.

        `on_settled` gets the view of the new state and the instant, after each event, when all its effects are done.
        `is_calm` returns True if no wake is needed every minute.
        """
        self._clock, self._current, self._schedule, self._options = clock, current, schedule, options
        self._perform, self._upkeep, self._on_settled = perform, upkeep, on_settled
        self._is_calm = is_calm
        self._state = machine.start(*self.clocks(), current.plan)
        self._started = False
        self._slept_s = clock.slept_s()  # at the last wake
        self._recovered = 0
        self._expected: float | None = None  # the next wake, on the clock that rests during sleep

    # -- reading ------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The state after the last event."""
        return self._state

    @property
    def plan(self) -> Plan:
        """The plan in use."""
        return self._current.plan

    @property
    def started(self) -> bool:
        """Return True if there is a plan, and time counts."""
        return self._started

    @property
    def recovered(self) -> int:
        """How often the watchdog had to step in."""
        return self._recovered + self._state.healed

    def now(self) -> float:
        """UTC epoch seconds of deskbreak's time."""
        return self._clock.now()

    def clocks(self) -> tuple[float, float]:
        """The wall and the steady clock, as every event carries them."""
        return self._clock.now(), self._clock.mono()

    def view(self) -> View:
        """What can be said of the state at this moment."""
        return view(self._state, self.plan, *self.clocks())

    # -- events -------------------------------------------------------------------------------------------

    def start(self, saved: State | None) -> None:
        """Count from now on, with the plan in use, from the saved state where there is one."""
        self._state = saved or machine.start(*self.clocks(), self.plan)
        self._started = True

    def handle_first_events(self, *, locked: bool) -> None:
        """The first events: what the desktop says of the user after a start."""
        for event in machine.first_events(self._state, *self.clocks(), locked=locked):
            self.handle(event)

    def handle(self, event: Event) -> None:
        """Step the machine and carry out what it answers, in its order; before `start` nothing happens."""
        if not self._started:
            return
        self._state, effects = machine.step(self._state, event, self.plan)
        if self._options.fast:
            from deskbreak.app.pace import keep_pace

            keep_pace(self._clock, event, self._state, self.plan, self._options)
        for effect in effects:
            self._perform(effect)
        self._settle()

    def command(
        self,
        kind: CommandKind,
        *,
        for_s: float | None = None,
        until: float | None = None,
        name: str = "",
        rounds: int | None = None,
    ) -> str:
        """Carry out what the user says; the sentence why it cannot be, or "" when it was."""
        now, mono = self.clocks()
        event = Command(now, mono, kind=kind, for_s=for_s, until=until, name=name, rounds=rounds)
        refused = machine.refusal_reason(self._state, event, self.plan)
        if refused:
            return refused
        self.handle(event)
        return ""

    def answered(self, offer: int, answer: Answer, snooze_s: float | None) -> None:
        """An offer was answered; `snooze_s` in seconds, None for the settings' own."""
        now, mono = self.clocks()
        self.handle(Answered(now, mono, offer=offer, answer=answer, snooze_s=snooze_s))

    def offer_gone(self, offer: int, how: str) -> None:
        """An offer left the screen: `how` is "dismissed", "expired" or "failed"."""
        now, mono = self.clocks()
        self.handle(OfferGone(now, mono, offer=offer, how=how))

    # -- waking -------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """A wake came: time went by. The next one is set first, so that a fault cannot be the last thing done."""
        self._schedule.wake_at(time.time() + self._tick_s(), self.tick)
        self._look_for_lateness()
        self._upkeep()
        self._look_for_set_clock()
        self.handle(Tick(*self.clocks()))

    def _look_for_set_clock(self) -> None:
        """Time that went by on the wall alone, while the machine did not sleep: the clock was set."""
        before, self._slept_s = self._slept_s, self._clock.slept_s()
        now, mono = self.clocks()
        ahead = (now - self._state.at) - (mono - self._state.mono)
        if before is None or self._slept_s is None or mono < self._state.mono:
            return
        if ahead > JUMP_S and self._slept_s - before < ahead / 2:
            self.handle(ClockSet(now, mono))

    def woke_up(self) -> None:
        """The machine slept, or its clock was set: timers stood still meanwhile."""
        self._schedule.woke_up()
        self.tick()

    def _settle(self) -> None:
        now = self._clock.now()
        self._set_wake(now)
        self._on_settled(view(self._state, self.plan, now, self._clock.mono()), now)

    def _set_wake(self, now: float) -> None:
        wake = min(machine.next_wake(self._state, self.plan, now), now + self._tick_s())
        if wake <= now:
            wake = now + RECOVER_S
            self._recover(N_("the next wake lay in the past"))
        wait_s = self._clock.real_s(wake - now)
        self._expected = time.monotonic() + wait_s
        self._schedule.wake_at(time.time() + wait_s, self.tick)

    def _tick_s(self) -> float:
        return CALM_TICK_S if self._is_calm() and not self._options.fast else TICK_S

    def _look_for_lateness(self) -> None:
        late_s = time.monotonic() - self._expected if self._expected is not None else 0.0
        if late_s > LATE_S:
            self._recover(english("a wake came {seconds} s late", seconds=round(late_s)))

    def _recover(self, what: str) -> None:
        """The watchdog stepped in: counted for `doctor`, and shown by `why`."""
        self._recovered += 1
        self._perform(Decided(self._clock.now(), "", "healed", what))
