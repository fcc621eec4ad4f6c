"""What the journal says of earlier offers, for the plan in use: worked out once a day, and when the journal is told
to forget. Between two days the tables stay as they are, so that a day can be played again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.core.learning import Learned, learn
from deskbreak.core.measured import NOTHING_YET, Progress, progress
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.app.clock import DaemonClock
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.app.notices import Notices
    from deskbreak.app.records import Records
    from deskbreak.core.learning import Shown

TITLE = N_("Breaks come at their plain moments again")
REMEMBERED_S = 400 * 86400.0  # older offers hardly count any more


class Learner:
    """Keeps the plan's tables as new as the day."""

    def __init__(self, records: Records, current: CurrentPlan, clock: DaemonClock, notices: Notices) -> None:
        self._records, self._current, self._clock, self._notices = records, current, clock, notices
        self.progress: Progress = NOTHING_YET

    def refresh(self) -> None:
        """Read the journal, and use what it says if that is enough."""
        now = self._clock.now()
        rows = self._records.shown(now - REMEMBERED_S)
        before, self.progress = self.progress, progress(rows, now)
        if (before.state, self.progress.state) == ("on", "worse"):
            said = english("Learning is {words}. See: deskbreak learned", words=self.progress.words)
            self._notices.notify(said, title=TITLE)
        self._current.use_learned(tables(rows, now, self._records.own_key()))


def tables(rows: list[Shown], at: float, seed: str) -> Learned | None:
    """The tables, if there is enough to go by; None until then, and where chosen moments went worse."""
    return learn(rows, at, seed) if progress(rows, at).state == "on" else None
