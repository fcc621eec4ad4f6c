"""What the user may do with the journal from the tray, and what the daemon does when the journal changed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from deskbreak.app import details, words
from deskbreak.app.control import Reply, Request
from deskbreak.app.menu_lists import MOVED
from deskbreak.app.presenter import REPLY_TAG
from deskbreak.app.selection import Selection
from deskbreak.core.durations import roughly
from deskbreak.core.events import TakenElsewhere
from deskbreak.core.plan import AUTO
from deskbreak.language import translated, with_label
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.learner import Learner
    from deskbreak.app.menu_facts import MenuFacts
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.records import Records
    from deskbreak.app.selection import Selector
    from deskbreak.app.sharing import Sharing
    from deskbreak.platforms.tray.port import Tray
    from deskbreak.store.rows import Row

LOG_LINES = 12
NOTED_SHOWN_S = 5.0
DAY_S = 86400.0


class JournalActions:
    """Reads and writes through the daemon's own records."""

    def __init__(
        self,
        *,
        engine: Engine,
        facts: MenuFacts,
        presenter: OfferPresenter,
        records: Records,
        selector: Selector,
        sharing: Sharing,
        tray: Tray,
        learner: Learner,
    ) -> None:
        self._engine, self._facts, self._presenter = engine, facts, presenter
        self._records, self._selector = records, selector
        self._sharing, self._tray, self._learner = sharing, tray, learner

    def took(self, request: Request) -> Reply:
        """Log a break that was taken without deskbreak; it counts for the sitting clock too."""
        engine, taken = self._engine, self._taken(details.text(request, "what"))
        now, mono = engine.clocks()
        self._sharing.soon()
        self._records.took(now, str(engine.plan.zone), taken.routine, taken.seconds, taken.exercises)
        engine.handle(TakenElsewhere(now, mono, when=now))
        length = f", {translated(roughly(taken.seconds))}" if taken.seconds else ""
        self._note(N_("Logged"), f"{translated(taken.name)}{length}.")
        return {}

    def _taken(self, what: str) -> Selection:
        if what.startswith(MOVED):  # movement of one's own, of which only the length is said
            return Selection("movement", N_("Movement"), seconds=float(what.removeprefix(MOVED)))
        try:
            return self._selector.select(what, None)
        except Exception:  # that it was done counts, whatever it was made of
            logging.getLogger(__name__).exception("what was taken cannot be told for a row")
            return Selection("" if what == AUTO else what, N_("A break"))

    def allow(self, request: Request) -> Reply:
        """An exercise that was left out may come again."""
        exercise = details.text(request, "exercise")
        name = dict(self._facts.left_out()).get(exercise, exercise)
        self._records.allow(exercise)
        self._sharing.soon()
        self._tray.menu_changed()
        self._note(name, N_("It may be offered again."))
        return {}

    def changed(self, _request: Request) -> Reply:
        """A command wrote to the journal: a break logged by hand, an exercise blocked."""
        self.look_for_breaks()
        self._learner.refresh()  # what it learned from may be forgotten
        self._sharing.soon()
        return {}

    def look_for_breaks(self) -> None:
        """Rows came that the daemon did not write: a break logged by hand, or one taken on another machine."""
        self._tray.menu_changed()  # what is left out may have changed
        last = self._records.last_rest()
        if last is not None:
            now, mono = self._engine.clocks()
            self._engine.handle(TakenElsewhere(now, mono, when=last[0], break_name=last[1]))

    def show(self, _request: Request) -> Reply:
        """Today's outcomes as a note; the whole journal is one click further, in the report."""
        zone = self._engine.plan.zone
        start = details.next_midnight(self._engine.now(), zone) - DAY_S
        names = {"movement": N_("Movement"), **self._facts.names()}
        lines = [
            f"{words.clock(row.at, zone)}  "
            + with_label(_called(row, names), translated(words.outcome(row.outcome)))
            for row in self._records.rows(start)[-LOG_LINES:]
        ]
        self._presenter.say(REPLY_TAG, N_("Today"), "\n".join(lines) or N_("Nothing yet today."))
        return {}

    def _note(self, title: str, body: str) -> None:
        self._presenter.say(REPLY_TAG, title, body, timeout_s=NOTED_SHOWN_S)


def _called(row: Row, names: Mapping[str, str]) -> str:
    """What a row is about, as text."""
    parts = row.routine.removeprefix("set:").split("+") if row.routine else [row.break_name or N_("break")]
    return words.titled(words.with_commas([translated(names.get(part, part)) for part in parts]))
