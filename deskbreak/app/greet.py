"""The first words of `deskbreak run`: that it works, where its icon is, what comes first, and how to stop it."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from deskbreak.app import account
from deskbreak.app.account import NextBreak
from deskbreak.app.effects import give_memory_back
from deskbreak.app.preview import Preview
from deskbreak.app.terminal import print_line
from deskbreak.called import as_called, command
from deskbreak.columns import fitted

if TYPE_CHECKING:
    from deskbreak.app.daemon import Daemon

SETTLED_S = 2.0  # after the content was read; by then its traces can go


class Greeter:
    """Greets once, as soon as there is a plan and the desktop has answered; knows the next break by name."""

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon
        self._ports_known = self._greeted = False
        self._preview = Preview(lambda: daemon.loop.call_later(SETTLED_S, give_memory_back))

    def ports_known(self) -> None:
        """The desktop has said what there is."""
        self._ports_known = True
        self.look()

    def look(self) -> None:
        """Greet, if it is time and was not done yet."""
        if self._ports_known and self._daemon.begun and not self._greeted:
            self._greeted = True
            _greet(self._daemon, self.next_break())

    def next_break(self) -> NextBreak | None:
        """The next break with the name of what it brings."""
        daemon = self._daemon
        if not daemon.begun:
            return None
        journal, first = daemon.records.journal, not daemon.state.offers
        return self._preview.of(daemon.view(), daemon.plan, daemon.profile, journal, first=first)


def _greet(daemon: Daemon, coming: NextBreak | None) -> None:
    """Print it where the daemon was started; at login that is the session's log."""
    now, zone = daemon.clock.now(), daemon.plan.zone
    terminal = daemon.faces.terminal
    keys = terminal.reads if terminal is not None else None
    ports = daemon.seen_ports()
    lines = account.greeting(coming, now, zone, ports, stops=_stops(daemon), keys=keys)
    for line in lines:
        print_line(fitted(as_called(line)))
    if daemon.options.fast:
        print_line("")
        for line in account.try_out_lines(daemon.options.speed, daemon.options.play_speed, now, zone):
            print_line(fitted(as_called(line)))


def _stops(daemon: Daemon) -> str:
    stop = command("stop") + _home(daemon)
    return f"Ctrl-C here, or {stop}" if sys.stdin is not None and sys.stdin.isatty() else stop


def _home(daemon: Daemon) -> str:
    """What other commands need to reach this very daemon."""
    home = daemon.profile.home
    if home is None or os.environ.get("DESKBREAK_HOME") == str(home):
        return ""
    return f" --home {shlex.quote(str(home))}"
