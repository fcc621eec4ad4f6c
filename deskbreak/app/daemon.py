"""The daemon's life: it opens, takes plans, keeps house at every wake, and closes. `build` makes it, complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak import language
from deskbreak.core.events import PlanChanged, Tick
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.runtime.memory import trim_heap
from deskbreak.sentences import N_, english, english_n
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.app.actions import Actions
    from deskbreak.app.bus_api import BusApi
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.control import ControlServer
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.effects import Effects
    from deskbreak.app.engine import Engine
    from deskbreak.app.greeter import Greeter
    from deskbreak.app.hooks import HookRunner
    from deskbreak.app.inputs import Inputs
    from deskbreak.app.learner import Learner
    from deskbreak.app.meetings import Meetings
    from deskbreak.app.menu import TrayMenu
    from deskbreak.app.menu_facts import MenuFacts
    from deskbreak.app.notices import Notices
    from deskbreak.app.options import Options
    from deskbreak.app.plan_source import PlanSource
    from deskbreak.app.players import Players
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.records import Records
    from deskbreak.app.schedule import Schedule
    from deskbreak.app.selection import Selector
    from deskbreak.app.sharing import Sharing
    from deskbreak.app.status import StatusReport
    from deskbreak.app.tray_look import TrayLook
    from deskbreak.core.effects import Effect
    from deskbreak.core.plan import Plan
    from deskbreak.platforms.power.port import PowerEvent
    from deskbreak.runtime.loop import Loop

ANSWERED_BY_S = 1.5  # the desktop's services have said by then whether they are there
SETTLED_S = 2.0  # after a change of plan; by then its traces can go
ABOUT_SETTINGS = "settings"
SEE_CHECK = N_("See: deskbreak config check")


@dataclass(frozen=True, slots=True, eq=False)
class Daemon:
    """One profile's daemon. Its parts know each other, and none of them knows it."""

    loop: Loop
    options: Options
    clock: DaemonClock
    current: CurrentPlan
    schedule: Schedule
    engine: Engine
    desktop: Desktop
    presenter: OfferPresenter
    notices: Notices
    records: Records
    selector: Selector
    sharing: Sharing
    players: Players
    meetings: Meetings
    inputs: Inputs
    effects: Effects
    hooks: HookRunner
    learner: Learner
    source: PlanSource
    report: StatusReport
    greeter: Greeter
    look: TrayLook
    facts: MenuFacts
    actions: Actions
    menu: TrayMenu
    server: ControlServer
    api: BusApi | None

    # -- life -----------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Listen for commands and ask for the plan; counting begins when it comes, at once or in a moment."""
        try:
            self.server.open()
        except (OSError, DeskbreakError) as error:
            said = english("commands cannot reach this daemon: {why}; see: deskbreak doctor", why=error)
            self.notices.notify(said)
        self.loop.call_later(ANSWERED_BY_S if self.desktop.answers else 0.0, self.desktop_answered)
        self.schedule.each_day(self.current.zone, self.day_roll)
        self.source.start()

    def desktop_answered(self) -> None:
        """The desktop's services are known by now: where none can ask, the terminal does."""
        self.presenter.open_terminal(self.loop, self.notices.sentences)
        self.greeter.ports_known()

    def close(self) -> None:
        """Put everything away; what was counted stays in the saved state."""
        if self.engine.started:
            self.engine.handle(Tick(*self.engine.clocks()))
            self.effects.write_again()
        self.meetings.close()
        self.players.let_go()
        self.records.close()
        if self.api is not None:
            self.api.close()
        self.desktop.close()
        self.presenter.close()
        self.source.close()
        self.schedule.close()
        self.sharing.close()
        self.server.close()

    # -- plans ----------------------------------------------------------------------------------------------

    def use_plan(self, settings: Plan) -> None:
        """Checked settings came: the first ones begin the day, later ones change it."""
        before, now = language.current(), language.use(settings.language)
        self.facts.refresh()
        if not self.source.problems:
            self.notices.clear(ABOUT_SETTINGS)
        self.look.forget()  # the menu's lists may have changed with the plan
        self.current.use_settings(settings)
        if not self.engine.started:
            self._start()
        if now != before:
            self.effects.show_again()
        self.sharing.follow(self.engine.plan)
        self.greeter.look()
        self.loop.call_later(SETTLED_S, trim_heap)

    def plan_changed(self) -> None:
        """The plan in use is another one: by new settings, days off in a calendar, or a journey."""
        self.schedule.each_day(self.current.zone, self.day_roll)
        if self.engine.started:
            self.inputs.follow_plan()
            self.engine.handle(PlanChanged(*self.engine.clocks()))

    def settings_trouble(self, problems: list[str]) -> None:
        """The settings cannot be used as they are; notified once, with the place to look."""
        first = problems[0]
        if more := len(problems) - 1:
            first = english_n("{problem} and {n} more", "{problem} and {n} more", more, problem=first)
        sentence = f"{first}; {self.source.what_holds}. {SEE_CHECK}"
        self.notices.notify(sentence, title=N_("The settings have a problem"), about=ABOUT_SETTINGS)

    def _start(self) -> None:
        if self.options.fast:
            from deskbreak.app.fast_time import begin_at

            begin = begin_at(self.options.at, self.engine.plan, self.clock.now())
            self.clock.run_at(self.options.speed, begin)
            self.engine.start(None)
        else:
            self.engine.start(self.records.load_state())
        self.learner.refresh()
        self.inputs.follow_plan()
        self.players.catch_up()  # first: a routine that ended meanwhile is not one that never came back
        self.engine.handle_first_events(locked=bool(self.desktop.power.locked))

    # -- events ---------------------------------------------------------------------------------------------

    def perform(self, effect: Effect) -> None:
        """What core wants done, and then what the user wants done when it is."""
        self.effects.perform(effect)
        self.hooks.after(effect, self.engine.state)

    def notify_followers(self) -> None:
        """What the tray shows has changed: send the new status to those who follow it."""
        self.server.notify_followers({"status": self.report.status()})
        if self.api is not None:
            self.api.changed()

    # -- upkeep ---------------------------------------------------------------------------------------------

    def upkeep(self) -> None:
        """At every wake: what waits is tried again, and what reports nothing by itself is polled."""
        self.records.retry()
        self.effects.write_again()
        self.players.tick()
        self.sharing.tick()
        self.current.look_at_zone()
        self.inputs.look_at_idle()

    def settled(self, seen: View, now: float) -> None:
        """An event is done with: its state is kept first, and then shown."""
        self.records.save_state(self.engine.state)
        self.inputs.follow(seen)
        self.look.show(seen, now)
        self.hooks.settled(seen)

    def on_power(self, event: PowerEvent) -> None:
        """Sleep, lock or a jump of the clocks; before the machine sleeps, all is kept."""
        self.inputs.on_power(event)
        if event == "sleeping":
            self.records.save_now()

    def day_roll(self) -> None:
        """A new local day: old rows go, and another weekday may mean another profile."""
        keep_s = self.engine.plan.keep_s
        if keep_s is not None:
            self.records.forget(self.clock.now() - keep_s)
        self.learner.refresh()
        self.source.look()
