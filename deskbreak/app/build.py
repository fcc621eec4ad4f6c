"""The only wiring: makes every part of the daemon, each complete by its constructor.

Three circles of the real world are closed here, with functions that look their receiver up when they are called:
what the desktop reports, what the engine asks to have done, and what a new plan brings with it. Nothing is called
before `Daemon.open`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.app.actions import Actions, table
from deskbreak.app.break_actions import BreakActions
from deskbreak.app.bus_api import BusApi
from deskbreak.app.clock import DaemonClock
from deskbreak.app.current_plan import CurrentPlan
from deskbreak.app.daemon import Daemon
from deskbreak.app.effects import Effects
from deskbreak.app.engine import Engine
from deskbreak.app.greeter import Greeter
from deskbreak.app.hooks import HookRunner
from deskbreak.app.inputs import Inputs
from deskbreak.app.journal_actions import JournalActions
from deskbreak.app.learner import Learner
from deskbreak.app.meetings import Meetings
from deskbreak.app.menu import TrayMenu
from deskbreak.app.menu_facts import MenuFacts
from deskbreak.app.notices import Notices
from deskbreak.app.plan_source import PlanSource
from deskbreak.app.players import Players
from deskbreak.app.presenter import OfferPresenter
from deskbreak.app.records import Records
from deskbreak.app.schedule import Schedule
from deskbreak.app.selection import Selector
from deskbreak.app.sharing import Sharing
from deskbreak.app.status import StatusReport
from deskbreak.app.tray_look import TrayLook
from deskbreak.app.upkeep_actions import UpkeepActions
from deskbreak.store.opening import machine_name

if sys.platform == "win32":
    from deskbreak.app.control_pipe import PipeServer as Server
else:
    from deskbreak.app.control import SocketServer as Server

if TYPE_CHECKING:
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.options import Options
    from deskbreak.paths import Profile
    from deskbreak.platforms.notify.port import OnEvent
    from deskbreak.platforms.power.port import OnPower
    from deskbreak.runtime.loop import Loop

OpenDesktop = Callable[["OnEvent", "OnPower"], "Desktop"]


def build(
    loop: Loop,
    profile: Profile,
    options: Options,
    open_desktop: OpenDesktop,
    *,
    clock: DaemonClock | None = None,
    machine: str = "",
) -> Daemon:
    """The daemon, ready to open. `open_desktop` is called once, with what hears of notes and of power."""
    clock = clock or DaemonClock()
    schedule = Schedule(loop)
    current = CurrentPlan(lambda: daemon.plan_changed(), speed=options.speed)
    engine = Engine(
        clock,
        current,
        schedule,
        options,
        perform=lambda effect: daemon.perform(effect),
        upkeep=lambda: daemon.upkeep(),
        on_settled=lambda seen, now: daemon.settled(seen, now),
        is_calm=lambda: desktop.reports_jumps and not server.is_followed,
    )
    desktop = open_desktop(
        lambda tag, event: presenter.on_note(tag, event), lambda event: daemon.on_power(event)
    )
    presenter = OfferPresenter(desktop.notify, engine.answered, engine.offer_gone)
    notices = Notices(presenter)
    records = Records(profile.journal, machine or machine_name(), clock.now, notices)
    selector = Selector(profile, records.journal, current, clock)
    sharing = Sharing(loop, profile, notices, lambda: journal_actions.look_for_breaks())
    players = Players(
        loop,
        profile,
        options,
        engine=engine,
        notices=notices,
        presenter=presenter,
        records=records,
        sharing=sharing,
    )
    meetings = Meetings(loop, clock, profile.config_dir, engine, current, notices)
    inputs = Inputs(desktop, clock, engine, meetings, players, options)
    effects = Effects(
        loop,
        engine=engine,
        notices=notices,
        presenter=presenter,
        tray=desktop.tray,
        inputs=inputs,
        players=players,
        records=records,
        sharing=sharing,
        selector=selector,
        act=lambda word, **details: actions.act(word, **details),
    )
    learner = Learner(records, current, clock, notices)
    source = PlanSource(
        loop,
        profile,
        lambda: current.zone,
        lambda plan: daemon.use_plan(plan),
        lambda problems: daemon.settings_trouble(problems),
    )
    report = StatusReport(engine, desktop, notices, options=options, learner=learner)
    greeter = Greeter(
        loop,
        profile,
        options,
        engine=engine,
        journal=records.journal,
        presenter=presenter,
        report=report,
    )
    facts = MenuFacts(engine, records, profile)
    journal_actions = JournalActions(
        engine=engine,
        facts=facts,
        presenter=presenter,
        records=records,
        selector=selector,
        sharing=sharing,
        tray=desktop.tray,
        learner=learner,
    )
    upkeep_actions = UpkeepActions(
        loop,
        profile,
        engine=engine,
        greeter=greeter,
        notices=notices,
        presenter=presenter,
        report=report,
        schedule=schedule,
        sharing=sharing,
        source=source,
    )
    actions = Actions(
        table(BreakActions(engine, selector, effects), journal_actions, upkeep_actions), presenter
    )
    api = BusApi(desktop.bus, actions.answer, report.status) if desktop.bus is not None else None
    server = Server(loop, profile.socket, actions.answer, lambda: engine.started)
    daemon = Daemon(
        loop=loop,
        options=options,
        clock=clock,
        current=current,
        schedule=schedule,
        engine=engine,
        desktop=desktop,
        presenter=presenter,
        notices=notices,
        records=records,
        selector=selector,
        sharing=sharing,
        players=players,
        meetings=meetings,
        inputs=inputs,
        effects=effects,
        learner=learner,
        source=source,
        report=report,
        greeter=greeter,
        hooks=HookRunner(loop, current, notices),
        look=TrayLook(desktop.tray, current, lambda: daemon.notify_followers()),
        facts=facts,
        actions=actions,
        menu=TrayMenu(facts, actions.act),
        server=server,
        api=api,
    )
    return daemon
