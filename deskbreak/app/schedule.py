"""Wake-ups, executed by APScheduler on deskbreak's own loop. What they are for is core's business.

APScheduler imports asyncio, importlib.metadata, a thread pool and more at the top, 10 MiB that this daemon never
uses; stand-ins take their place meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from deskbreak.stand_ins import stand_ins

if TYPE_CHECKING:
    from datetime import tzinfo


class Timer(Protocol):
    """A call that is yet to come."""

    def cancel(self) -> None: ...


class Timers(Protocol):
    """What the scheduler asks of a loop."""

    def call_later(self, seconds: float, run: Callable[[], None]) -> Timer: ...
    def call_soon(self, run: Callable[[], None]) -> object: ...


with stand_ins(
    "apscheduler.executors.pool", "asyncio", "calendar", "importlib.metadata", "inspect", "random", "tzlocal", "uuid"
):  # fmt: skip
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.date import DateTrigger


class _OnLoop(BaseScheduler):  # type: ignore[misc]
    """A scheduler that waits on a loop's timer and runs jobs right there."""

    def __init__(self, timers: Timers) -> None:
        # Jobs are late after a suspend and must still run, once: what lateness means is decided in core.
        late = {"misfire_grace_time": None, "coalesce": True}
        super().__init__(timezone=UTC, job_defaults=late)
        self._timers = timers
        self._timer: Timer | None = None

    def _create_default_executor(self) -> Any:
        return DebugExecutor()

    def wakeup(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        wait = self._process_jobs()
        self._timer = None if wait is None else self._timers.call_later(wait, self.wakeup)

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)
        if self._timer is not None:
            self._timer.cancel()


class Schedule:
    """The next wake, and the roll of the day."""

    _WAKE, _DAY = "wake", "day"

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._jobs = _OnLoop(timers)
        self._jobs.start()

    def wake_at(self, instant: float, run: Callable[[], None]) -> None:
        """Call `run` once at the real instant `instant` (UTC epoch seconds); the wake set before is forgotten."""
        when = datetime.fromtimestamp(instant, UTC)
        self._jobs.add_job(self._soon(run), DateTrigger(when, UTC), id=self._WAKE, replace_existing=True)

    def each_day(self, zone: tzinfo, run: Callable[[], None]) -> None:
        """Call `run` a moment after every local midnight of `zone`."""
        trigger = CronTrigger(hour=0, minute=0, second=5, timezone=zone)
        self._jobs.add_job(self._soon(run), trigger, id=self._DAY, replace_existing=True)

    def _soon(self, run: Callable[[], None]) -> Callable[[], None]:
        """A job that sets the next wake must not do so while the scheduler still tidies up after this one."""

        def job() -> None:
            self._timers.call_soon(run)

        return job

    def next_wake(self) -> float | None:
        """The instant of the next wake, in UTC epoch seconds; None where none is set."""
        job = self._jobs.get_job(self._WAKE)
        return job.next_run_time.timestamp() if job is not None and job.next_run_time else None

    def woke_up(self) -> None:
        """The machine slept: timers stood still meanwhile, so look at the wall clock again."""
        self._jobs.wakeup()

    def close(self) -> None:
        self._jobs.shutdown()
