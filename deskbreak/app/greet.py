"""The first words of `deskbreak run`: that it works, where its icon is, what comes first, and how to stop it."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from deskbreak.app import account
from deskbreak.app.terminal import print_line
from deskbreak.called import as_called, command
from deskbreak.columns import fitted

if TYPE_CHECKING:
    from deskbreak.app.daemon import Daemon


def greet(daemon: Daemon) -> None:
    """Print it where the daemon was started; at login that is the session's log."""
    now, zone = daemon.clock.now(), daemon.plan.zone
    terminal = daemon.faces.terminal
    keys = terminal.reads if terminal is not None else None
    ports = daemon.seen_ports()
    lines = account.greeting(daemon.next_break(), now, zone, ports, stops=_stops(daemon), keys=keys)
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
