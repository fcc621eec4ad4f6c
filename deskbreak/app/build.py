"""The only wiring: makes the parts, introduces them to each other, and takes them apart in the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from deskbreak.app.actions import Acts
from deskbreak.app.clock import Clock
from deskbreak.app.daemon import Daemon
from deskbreak.app.menu import TrayMenu
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.options import Options
    from deskbreak.app.requests import Requests
    from deskbreak.paths import Profile
    from deskbreak.runtime.loop import Loop


@dataclass(slots=True)
class Built:
    """A running daemon, and what has to be closed with it."""

    daemon: Daemon
    menu: TrayMenu
    parts: list[Closable]
    ready: bool = False  # everything is built, not only the icon
    trouble: Exception | None = None  # why the rest could not be built

    def close(self) -> None:
        """Put away what there is; a signal may come before there is more than the icon."""
        if not self.ready:
            self.daemon.desktop.close_icon()
            return
        self.daemon.close()
        for part in self.parts:
            part.close()


class Closable(Protocol):
    def close(self) -> None: ...


def build(loop: Loop, profile: Profile, options: Options, desktop: Desktop) -> Built:
    """Make the daemon around the tray that is there already, and begin."""
    daemon = Daemon(loop, Clock(), profile, options)
    daemon.acts = Acts(daemon)
    daemon.desktop = desktop
    built = Built(daemon, TrayMenu(daemon.acts), [])
    loop.call_soon(lambda: _rest_or_end(daemon, built))
    return built


def _rest_or_end(daemon: Daemon, built: Built) -> None:
    """An icon without a daemon behind it helps nobody: what cannot be built ends it."""
    try:
        _rest(daemon, built)
        built.ready = True
    except Exception as error:
        built.trouble = error
        daemon.loop.stop()


def _rest(daemon: Daemon, built: Built) -> None:
    """Everything that may take its time; the icon is on its way by now."""
    from deskbreak.app.plan_source import PlanSource
    from deskbreak.app.players import Players
    from deskbreak.app.records import Records
    from deskbreak.app.requests import Requests
    from deskbreak.app.schedule import Schedule
    from deskbreak.app.sharing import Sharing
    from deskbreak.store.opening import machine_name

    loop, profile = daemon.loop, daemon.profile
    daemon.desktop.open_rest(daemon.on_note, daemon.inputs.on_power)
    daemon.open_faces()
    daemon.schedule = Schedule(loop)
    daemon.records = Records(
        profile.journal, machine_name(), lambda: daemon.clock.now(), daemon.tell, daemon.untell
    )
    daemon.players = Players(daemon)
    daemon.sharing = Sharing(daemon)
    server = _serve(daemon, Requests(daemon, loop.stop))
    source = PlanSource(
        loop, profile, lambda: daemon.inputs.zone.zone, daemon.use_plan, daemon.settings_trouble
    )
    daemon.acts.source = source
    built.parts = [source, daemon.schedule, daemon.sharing, *([server] if server else [])]
    daemon.schedule.each_day(daemon.inputs.zone.zone, daemon.day_roll)
    source.begin()


def _serve(daemon: Daemon, requests: Requests) -> Closable | None:
    from deskbreak.errors import DeskbreakError

    if sys.platform == "win32":
        from deskbreak.app.control_pipe import PipeServer as Server
    else:
        from deskbreak.app.control import Server
    try:
        server = Server(daemon.loop, daemon.profile.socket, requests.answer, lambda: daemon.begun)
    except (OSError, DeskbreakError) as error:
        daemon.tell(f"commands cannot reach this daemon: {error}; see: deskbreak doctor")
        return None
    daemon.on_news = server.tell_followers
    return server
