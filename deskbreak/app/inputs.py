"""What the desktop tells: stillness and input, lock and sleep, meetings ahead, another time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.app.desktop import busy_holds, probes
from deskbreak.core.events import BusyChanged, Idle, IdleKnown, Input, Locked, MeetingsChanged, Phase
from deskbreak.zone import LocalZone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deskbreak.app.daemon import Daemon
    from deskbreak.calendars.found import Found
    from deskbreak.calendars.watch import CalendarWatch
    from deskbreak.core.view import View
    from deskbreak.platforms.busy.port import Probed
    from deskbreak.platforms.idle.port import Watch
    from deskbreak.platforms.power.port import PowerEvent


class Inputs:
    """Turns what ports report into events; keeps only the watches that are needed right now."""

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon
        self.zone = LocalZone()
        self._away: Watch | None = None
        self._away_s = 0.0
        self._is_away = False  # told by the away watch, which tells of the return too
        self._pause: Watch | None = None
        self._in_pause = False
        self._calendars: CalendarWatch | None = None
        self._calendar_problems: set[str] = set()
        self._known: bool | None = None

    def begin(self) -> None:
        """Follow the plan: the probes' lists, the calendars, and how long is away."""
        daemon = self._daemon
        daemon.desktop.busy.configure(daemon.plan.quiet.apps, daemon.plan.quiet.command)
        self._watch_away()
        self._watch_calendars()

    def look(self) -> None:
        """Once a minute: did the zone change, can idle be seen?"""
        if self.zone.changed():
            from deskbreak.values import replace

            daemon = self._daemon
            daemon.schedule.each_day(self.zone.zone, daemon.day_roll)
            daemon.change_plan(replace(daemon.plan, zone=self.zone.zone))
        self._tell_idle_known()

    def follow(self, seen: View) -> None:
        """Watch for a pause in typing only while a break waits for one.

        A pause that was told is followed to its end: core would take it for the beginning of an absence.
        """
        wanted = seen.phase is Phase.DUE and self._watches() and self._daemon.plan.offer.wait_for_pause_s > 0
        if wanted and self._pause is None:
            real = self._daemon.clock.real_s(self._daemon.plan.offer.wait_for_pause_s)
            self._pause = self._daemon.desktop.idle.watch(real, self._still, self._moves)
        elif not wanted and self._pause is not None and not self._in_pause:
            self._pause.cancel()
            self._pause = None

    def on_power(self, event: PowerEvent) -> None:
        daemon = self._daemon
        if event in ("locked", "unlocked"):
            daemon.happen(Locked(*daemon.clocks(), locked=event == "locked"))
        elif event in ("woke", "clock"):
            daemon.schedule.woke_up()
            daemon.tick()
        elif event == "sleeping":
            daemon.tick()  # what was sat so far is saved before the machine goes

    # -- idle -------------------------------------------------------------------------------------------

    def _watches(self) -> bool:
        daemon = self._daemon
        return daemon.options.watches_idle and daemon.desktop.idle.state().state == "ok"

    def _watch_away(self) -> None:
        daemon = self._daemon
        away_s = daemon.clock.real_s(daemon.plan.away.counts_as_break_s)
        if self._away is not None and away_s != self._away_s and not self._is_away:
            self._away.cancel()
            self._away = None
        if self._away is None and daemon.options.watches_idle:  # a source that is not known yet keeps it
            self._away_s = away_s
            self._away = daemon.desktop.idle.watch(away_s, self._gone, self._back)

    def _tell_idle_known(self) -> None:
        known = self._watches()
        if known != self._known:
            self._known = known
            daemon = self._daemon
            daemon.happen(IdleKnown(*daemon.clocks(), known=known))

    def _still(self, for_s: float) -> None:
        daemon = self._daemon
        self._in_pause = True
        daemon.happen(Idle(*daemon.clocks(), for_s=for_s * daemon.clock.speed))

    def _moves(self) -> None:
        daemon = self._daemon
        self._in_pause = False
        daemon.happen(Input(*daemon.clocks()))

    def _gone(self, for_s: float) -> None:
        """Nothing moved for long: ask first whether it is a call or a film, then let core judge."""
        daemon = self._daemon
        self._is_away = True
        before = daemon.clock.now()
        daemon.players.away(for_s * daemon.clock.speed)

        def judged(answers: Mapping[str, Probed]) -> None:
            now, mono = daemon.clocks()
            daemon.happen(BusyChanged(now, mono, busy_holds(answers)))
            if self._is_away:  # and not back before the answers came
                daemon.happen(Idle(now, mono, for_s=for_s * daemon.clock.speed + now - before))

        daemon.desktop.busy.ask(probes(daemon.plan.quiet), judged)

    def _back(self) -> None:
        daemon = self._daemon
        self._is_away = False
        daemon.players.back()
        daemon.happen(Input(*daemon.clocks()))
        self._watch_away()  # the plan may have changed meanwhile

    # -- calendars --------------------------------------------------------------------------------------

    def _watch_calendars(self) -> None:
        daemon, plan = self._daemon, self._daemon.plan
        paths = (plan.quiet.calendars, plan.holidays)
        if self._calendars is None:
            if not any(paths):
                return
            from deskbreak.calendars.watch import CalendarWatch

            self._calendars = CalendarWatch(daemon.loop, self._found, now=daemon.clock.now)
        base = str(daemon.profile.config_dir)
        self._calendars.follow(
            *paths,
            zone=str(self.zone.zone),
            me=plan.quiet.me,
            base=base,
            longest_s=plan.quiet.longest_meeting_s,
        )

    def look_at_calendars(self) -> None:
        """A break falls due: was anything written that nobody told of?"""
        if self._calendars is not None:
            self._calendars.refresh()

    def when_calendars_are_read(self, then: Callable[[], object]) -> None:
        """Call back once what was written is known."""
        if self._calendars is None:
            then()
        else:
            self._calendars.when_read(then)

    def close(self) -> None:
        if self._calendars is not None:
            self._calendars.close()

    def _found(self, found: Found) -> None:
        from deskbreak.calendars.found import lasting

        daemon = self._daemon
        problems = dict.fromkeys(map(lasting, found.problems))
        for problem in self._calendar_problems.difference(problems):
            daemon.untell(problem)
        self._calendar_problems = set(problems)
        for problem in problems:
            daemon.tell(problem)
        daemon.set_days_off(found.days_off)
        daemon.happen(MeetingsChanged(*daemon.clocks(), meetings=tuple(found.busy)))
