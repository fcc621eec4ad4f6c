"""The first words of `deskbreak run`: that it works, where its icon is, what comes first, and how to stop it."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from deskbreak.app import account
from deskbreak.app.account import NextBreak
from deskbreak.app.preview import Preview
from deskbreak.app.terminal import print_line
from deskbreak.called import as_called
from deskbreak.columns import fitted
from deskbreak.language import translated
from deskbreak.runtime.memory import trim_heap
from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.options import Options
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.status import StatusReport
    from deskbreak.paths import Profile
    from deskbreak.runtime.loop import Loop
    from deskbreak.store.journal import Journal

SETTLED_S = 2.0  # after the content was read; by then its traces can go


class Greeter:
    """Greets once, as soon as there is a plan and the desktop has answered; knows the next break by name."""

    def __init__(
        self,
        loop: Loop,
        profile: Profile,
        options: Options,
        *,
        engine: Engine,
        journal: Journal,
        presenter: OfferPresenter,
        report: StatusReport,
    ) -> None:
        self._profile, self._options = profile, options
        self._engine, self._journal = engine, journal
        self._presenter, self._report = presenter, report
        self._ports_known = self._greeted = False
        self._preview = Preview(lambda: loop.call_later(SETTLED_S, trim_heap))

    def ports_known(self) -> None:
        """The desktop has said what there is."""
        self._ports_known = True
        self.look()

    def look(self) -> None:
        """Greet, if it is time and was not done yet."""
        if self._ports_known and self._engine.started and not self._greeted:
            self._greeted = True
            self._greet()

    def next_break(self) -> NextBreak | None:
        """The next break with the name of what it brings."""
        engine = self._engine
        if not engine.started:
            return None
        first = not engine.state.offers
        return self._preview.of(engine.view(), engine.plan, self._profile, self._journal, first=first)

    def _greet(self) -> None:
        """Print it where the daemon was started; at login that is the session's log."""
        now, zone = self._engine.now(), self._engine.plan.zone
        terminal = self._presenter.terminal
        keys = terminal.reads if terminal is not None else None
        stops = _stops(self._profile)
        lines = account.greeting(self.next_break(), now, zone, self._report.ports(), stops=stops, keys=keys)
        for line in lines:
            print_line(_fitted(line))
        if self._options.fast:
            print_line("")
            speed, play_speed = self._options.speed, self._options.play_speed
            for line in account.try_out_lines(speed, play_speed, now, zone):
                print_line(_fitted(line))


def _fitted(line: str) -> str:
    return fitted(as_called(translated(line)))


def _stops(profile: Profile) -> str:
    stop = "deskbreak stop" + _home(profile)  # said as it is called when the line is printed
    if sys.stdin is not None and sys.stdin.isatty():
        return english("Ctrl-C here, or {command}", command=stop)
    return stop


def _home(profile: Profile) -> str:
    """What other commands need to reach this very daemon."""
    home = profile.home
    if home is None or os.environ.get("DESKBREAK_HOME") == str(home):
        return ""
    return f" --home {shlex.quote(str(home))}"
