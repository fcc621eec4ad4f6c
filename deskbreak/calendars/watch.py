"""Keeps the daemon's view of the calendars fresh: a short child reads them when there is reason to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from deskbreak.calendars import places
from deskbreak.calendars.ask import MAX_MEETING_S, TIMEOUT_S, Ask, command
from deskbreak.calendars.found import Found, from_table
from deskbreak.runtime.file_watch import FileWatch
from deskbreak.runtime.job import Job, JobResult
from deskbreak.runtime.loop import Handle, Loop
from deskbreak.sentences import N_
from deskbreak.values import replace

POLL_INTERVAL_S = 900.0
BEHIND_S = 86_400  # a shift that began last evening
AHEAD_S = 15 * 86_400
ASK_AGAIN_S = 43_200.0  # the window moves on: twice a day
AFTER_CHANGE_S = 1.0  # a program that syncs writes one file after the other
BETWEEN_S = 5.0  # and may go on for a minute: changes alone start no more readings than this
RETRY_S = 3_600.0  # after a child that failed: files that take a core for 20 s are not read all day long


class CalendarWatch:
    """Reports what the calendars hold, at first and whenever it changed; between that it only looks at dates.

    Files and folders are watched for changes where the system can; the others are looked at every quarter of an hour,
    and whenever `refresh` asks. A reading that fails keeps what the last good one found, and says so.
    """

    def __init__(
        self, loop: Loop, on_found: Callable[[Found], object], *, now: Callable[[], float] = time.time
    ) -> None:
        self._loop, self._on_found, self._now = loop, on_found, now
        self._ask = Ask(0, 0)
        self._mark: int | None = None  # the files' signature when they were read last
        self._read_at = 0.0
        self._job = Job(loop, self._ended, self._look_again)
        self._timer: Handle | None = None
        self._files: FileWatch | None = None
        self._soon: Handle | None = None
        self._ended_at = -BETWEEN_S
        self._waiting: list[Callable[[], object]] = []
        self.found = Found()

    def follow(
        self,
        calendars: Sequence[str],
        holidays: Sequence[str] = (),
        *,
        zone: str = "UTC",
        me: Sequence[str] = (),
        base: str = "",
        longest_s: float = MAX_MEETING_S,
    ) -> None:
        """Read these from now on; called at the start, and when the settings or the time zone changed."""
        ask = Ask(0, 0, zone, tuple(calendars), tuple(holidays), tuple(me), base, longest_s)
        if ask == self._ask:
            self.refresh()
            return
        self.close()
        self._ask, self._mark = ask, None
        if self._has_paths():
            self._watch_files()
            self._look()
        else:
            self._publish(Found())
            self._let_go()

    def refresh(self) -> None:
        """Look whether a file changed, and if so read them all; cheap enough to call before every break."""
        if not self._has_paths():
            return
        mark = places.signature(self._paths(), self._ask.base)
        age = self._now() - self._read_at
        if mark != self._mark or not 0 <= age < ASK_AGAIN_S:
            self._start(mark)

    def when_read(self, then: Callable[[], object]) -> None:
        """Call back once nothing is being read any more: at once, or after the answer was reported."""
        if not self._job.running:
            then()
        else:
            self._waiting.append(then)

    def close(self) -> None:
        """Stop looking; a child that still reads is ended and its answer ignored."""
        for timer in (self._timer, self._soon):
            if timer is not None:
                timer.cancel()
        self._timer = self._soon = None
        if self._files is not None:
            self._files.close()
            self._files = None
        self._job.cancel()

    def _has_paths(self) -> bool:
        return bool(self._paths())

    def _paths(self) -> list[str]:
        return [*self._ask.calendars, *self._ask.holidays]

    def _watch_files(self) -> None:
        """Watch the files and folders; called again after each change, since there may be others now."""
        if self._files is None:
            self._files = FileWatch(self._loop, self._changed, polls=False)
        folders, files = places.watched(self._paths(), self._ask.base)
        self._files.folders(map(Path, folders))
        self._files.files(map(Path, files))

    def _changed(self) -> None:
        self._watch_files()
        if self._soon is None:
            rest_s = self._ended_at + BETWEEN_S - time.monotonic()
            self._soon = self._loop.call_later(max(AFTER_CHANGE_S, rest_s), self._settled)

    def _settled(self) -> None:
        self._soon = None
        self.refresh()

    def _look(self) -> None:
        self._timer = self._loop.call_later(POLL_INTERVAL_S, self._look)
        self.refresh()

    def _start(self, mark: int) -> None:
        now = self._now()
        ask = replace(self._ask, start=int(now) - BEHIND_S, end=int(now) + AHEAD_S)
        if self._job.start(command(ask), TIMEOUT_S):
            self._mark, self._read_at = mark, now

    def _ended(self, answer: JobResult) -> None:
        try:
            self._publish(from_table(answer.table))
        except ValueError:
            self._failed(timed_out=answer.timed_out)
        self._ended_at = time.monotonic()
        if not self._job.asked_again:
            self._let_go()

    def _look_again(self) -> None:
        self.refresh()
        if not self._job.running:
            self._let_go()

    def _let_go(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _failed(self, *, timed_out: bool) -> None:
        self._read_at = self._now() - ASK_AGAIN_S + RETRY_S
        why = N_("the calendars could not be read")
        if timed_out:
            why = N_("the calendars take too long to read")
        kept = N_("breaks do not wait for meetings")
        if self.found.files:
            kept = N_("what was known before is kept")
        self._publish(replace(self.found, problems=(f"{why}; {kept}",)))

    def _publish(self, found: Found) -> None:
        """Without the titles of what holds no breaks: the daemon has no need of them."""
        found = replace(found, passed=())
        self.found = found
        self._on_found(found)
