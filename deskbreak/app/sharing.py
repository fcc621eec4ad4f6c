"""Keeps the journal in step with the shared folder: one short child an exchange.

An exchange follows what happens here or there; folders that report no changes are polled every five minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.runtime.file_watch import FileWatch
from deskbreak.runtime.job import Job, JobResult
from deskbreak.runtime.spawn import python
from deskbreak.sentences import english
from deskbreak.store.opening import machine_name

if TYPE_CHECKING:
    from deskbreak.app.notices import Notices
    from deskbreak.core.plan import Plan
    from deskbreak.paths import Profile
    from deskbreak.runtime.loop import Loop

SOON_S = 1.0  # rows that come together go together
POLL_INTERVAL_S = 300.0  # a network folder reports no changes
TIMEOUT_S = 60.0
ABOUT = "sharing"


class Sharing:
    """Exchanges with the folder of the plan: after each row of ours, and when the folder changed."""

    def __init__(self, loop: Loop, profile: Profile, notices: Notices, on_breaks: Callable[[], None]) -> None:
        """`on_breaks` is called when breaks came that were taken on another machine."""
        self._loop, self._profile, self._notices = loop, profile, notices
        self._on_breaks = on_breaks
        self._folder = ""
        self._watch: FileWatch | None = None
        self._job = Job(loop, self._ended, self.soon)
        self._wanted = False
        self._last = 0.0
        self._trouble = ""

    def follow(self, plan: Plan) -> None:
        """The plan's folder from now on; "" shares nothing."""
        folder = _expanded(plan.shared_folder, self._profile.config_dir)
        if folder == self._folder:
            return
        self.close()
        self._folder, self._trouble = folder, ""
        if folder:
            self._watch = FileWatch(self._loop, self.soon)
            self._exchange()

    def soon(self) -> None:
        """Something was recorded here, or changed there."""
        if self._folder and not self._wanted:
            self._wanted = True
            self._loop.call_later(SOON_S, self._exchange)

    def tick(self) -> None:
        """Time went by: a folder that reports no changes is polled now and then."""
        if self._folder and time.monotonic() - self._last > POLL_INTERVAL_S:
            self.soon()

    def health(self) -> dict[str, str]:
        return {"folder": self._folder, "trouble": self._trouble}

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self._watch, self._folder = None, ""

    def _exchange(self) -> None:
        self._wanted = False
        if not self._folder:
            return
        self._last = time.monotonic()
        journal = str(self._profile.journal)
        argv = python("-m", "deskbreak.store.sharing", journal, self._folder, machine_name())
        self._job.start(argv, TIMEOUT_S)

    def _ended(self, answer: JobResult) -> None:
        result = answer.table or {
            "trouble": english("the shared folder could not be read: {why}", why=answer.why)
        }
        self._trouble = str(result.get("trouble") or "")
        if self._trouble:
            self._notices.notify(self._trouble, about=ABOUT)
        else:
            self._notices.clear(ABOUT)
            if self._watch is not None:
                self._watch.folders([Path(self._folder)])  # it exists by now
        if result.get("breaks"):
            self._on_breaks()


def _expanded(folder: str, base: Path) -> str:
    """The folder as a path; a relative one is beside the settings."""
    return str(base / Path(folder).expanduser()) if folder else ""
