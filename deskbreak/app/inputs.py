"""What the desktop says of the user: stillness and input, lock and sleep, busy or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.app.desktop import busy_holds, probes
from deskbreak.core.events import BusyChanged, Idle, IdleKnown, Input, Locked, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.engine import Engine
    from deskbreak.app.meetings import Meetings
    from deskbreak.app.options import Options
    from deskbreak.app.players import Players
    from deskbreak.core.view import View
    from deskbreak.platforms.busy.port import Probed
    from deskbreak.platforms.idle.port import Watch
    from deskbreak.platforms.power.port import PowerEvent


class Inputs:
    """Turns what ports report into events; keeps only the watches that are needed right now."""

    def __init__(
        self,
        desktop: Desktop,
        clock: DaemonClock,
        engine: Engine,
        meetings: Meetings,
        players: Players,
        options: Options,
    ) -> None:
        self._desktop, self._clock, self._options = desktop, clock, options
        self._engine, self._meetings, self._players = engine, meetings, players
        self._away: Watch | None = None
        self._away_s = 0.0
        self._is_away = False  # reported by the away watch, which reports the return too
        self._pause: Watch | None = None
        self._in_pause = False
        self._known: bool | None = None

    def follow_plan(self) -> None:
        """A plan came, or another one: the probes' lists, the calendars, and how long is away."""
        quiet = self._engine.plan.quiet
        self._desktop.busy.configure(quiet.apps, quiet.command)
        self._watch_away()
        self._meetings.follow_plan()

    def follow(self, seen: View) -> None:
        """Watch for a pause in typing only while a break waits for one.

        A pause that was reported is followed to its end: core would take it for the beginning of an absence.
        """
        wait_s = self._engine.plan.offer.wait_for_pause_s
        wanted = (seen.phase is Phase.DUE or seen.awaits_pause) and self._sees_idle() and wait_s > 0
        if wanted and self._pause is None:
            self._pause = self._desktop.idle.watch(self._clock.real_s(wait_s), self._still, self._moves)
        elif not wanted and self._pause is not None and not self._in_pause:
            self._pause.cancel()
            self._pause = None

    def on_power(self, event: PowerEvent) -> None:
        """The session was locked or unlocked, the machine sleeps or woke, or its clock was set."""
        if event in ("locked", "unlocked"):
            self._engine.handle(Locked(*self._engine.clocks(), locked=event == "locked"))
        elif event in ("woke", "clock"):
            self._engine.woke_up()
        elif event == "sleeping":
            self._engine.tick()  # what was sat so far is saved before the machine goes

    # -- busy -------------------------------------------------------------------------------------------

    def ask_busy(self) -> None:
        """A break falls due: does something hold it? The calendars are read while the probes look."""
        self._meetings.refresh()
        self._desktop.busy.ask(probes(self._engine.plan.quiet), self._probed)

    def _probed(self, answers: Mapping[str, Probed]) -> None:
        self._meetings.when_read(lambda: self._busy(answers))

    def _busy(self, answers: Mapping[str, Probed]) -> None:
        self._engine.handle(BusyChanged(*self._engine.clocks(), busy_holds(answers)))

    # -- idle -------------------------------------------------------------------------------------------

    def look_at_idle(self) -> None:
        """Once a minute: can idle be seen?"""
        known = self._sees_idle()
        if known != self._known:
            self._known = known
            self._engine.handle(IdleKnown(*self._engine.clocks(), known=known))

    def _sees_idle(self) -> bool:
        return self._options.watches_idle and self._desktop.idle.state().state == "ok"

    def _watch_away(self) -> None:
        away_s = self._clock.real_s(self._engine.plan.away.counts_as_break_s)
        if self._away is not None and away_s != self._away_s and not self._is_away:
            self._away.cancel()
            self._away = None
        if self._away is None and self._options.watches_idle:  # a source that is not known yet keeps it
            self._away_s = away_s
            self._away = self._desktop.idle.watch(away_s, self._gone, self._back)

    def _still(self, for_s: float) -> None:
        self._in_pause = True
        self._engine.handle(Idle(*self._engine.clocks(), for_s=for_s * self._clock.speed))

    def _moves(self) -> None:
        self._in_pause = False
        self._engine.handle(Input(*self._engine.clocks()))

    def _gone(self, for_s: float) -> None:
        """Nothing moved for long: ask first whether it is a call or a film, then let core judge."""
        self._is_away = True
        before = self._clock.now()
        self._players.away(for_s * self._clock.speed)

        def judged(answers: Mapping[str, Probed]) -> None:
            self._busy(answers)
            if self._is_away:  # and not back before the answers came
                now, mono = self._engine.clocks()
                self._engine.handle(Idle(now, mono, for_s=for_s * self._clock.speed + now - before))

        self._desktop.busy.ask(probes(self._engine.plan.quiet), judged)

    def _back(self) -> None:
        self._is_away = False
        self._players.back()
        self._engine.handle(Input(*self._engine.clocks()))
        self._watch_away()  # the plan may have changed meanwhile
