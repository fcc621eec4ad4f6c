"""The user's calendars: which are followed, what their reading finds, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.core.events import MeetingsChanged

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.app.engine import Engine
    from deskbreak.app.notices import Notices
    from deskbreak.calendars.found import Found
    from deskbreak.calendars.watch import CalendarWatch
    from deskbreak.runtime.loop import Loop


class Meetings:
    """Follows the plan's calendars. Nothing of them is loaded where the plan names none."""

    def __init__(
        self,
        loop: Loop,
        clock: DaemonClock,
        base: Path,
        engine: Engine,
        current: CurrentPlan,
        notices: Notices,
    ) -> None:
        """A relative path in the plan starts at `base`."""
        self._loop, self._clock, self._base = loop, clock, base
        self._engine, self._current, self._notices = engine, current, notices
        self._watch: CalendarWatch | None = None
        self._problems: set[str] = set()

    def follow_plan(self) -> None:
        """The plan or the zone is another one."""
        plan = self._current.plan
        paths = (plan.quiet.calendars, plan.holidays)
        if self._watch is None:
            if not any(paths):
                return
            from deskbreak.calendars.watch import CalendarWatch

            self._watch = CalendarWatch(self._loop, self.found, now=self._clock.now)
        self._watch.follow(
            *paths,
            zone=str(self._current.zone),
            me=plan.quiet.me,
            base=str(self._base),
            longest_s=plan.quiet.longest_meeting_s,
        )

    def refresh(self) -> None:
        """A break falls due: was anything written that was not reported?"""
        if self._watch is not None:
            self._watch.refresh()

    def when_read(self, then: Callable[[], object]) -> None:
        """Call back once what was written is known."""
        if self._watch is None:
            then()
        else:
            self._watch.when_read(then)

    def found(self, found: Found) -> None:
        """A reading ended."""
        from deskbreak.calendars.found import lasting

        problems = dict.fromkeys(map(lasting, found.problems))
        for problem in self._problems.difference(problems):
            self._notices.clear(problem)
        self._problems = set(problems)
        for problem in problems:
            self._notices.notify(problem)
        self._current.use_days_off(found.days_off)
        self._engine.handle(MeetingsChanged(*self._engine.clocks(), meetings=tuple(found.busy)))

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
