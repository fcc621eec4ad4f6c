"""Writes what happened into the journal. A disk that refuses is said once; work goes on meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.core.effects import Decided, Record, Sat
from deskbreak.core.learning import Shown
from deskbreak.core.state import State, changed, from_json, to_json
from deskbreak.errors import DeskbreakError
from deskbreak.sentences import N_
from deskbreak.store.journal import Journal
from deskbreak.store.offers import OfferRow, shown
from deskbreak.store.outbox import import_results
from deskbreak.store.rows import Row, outcome_uid
from deskbreak.values import replace

if TYPE_CHECKING:
    from deskbreak.app.notices import Notices

SAVE_EVERY_S = 300.0  # of deskbreak's time, while nothing but the clocks moves
CLOSED = "closed"  # beside the saved state: the daemon ended by itself, and nothing came after it
TAKE_BACK_S = 86400.0  # how far back a row may lie that an event is about


def read_state(text: str, now: float) -> State:
    """The state of what `save_state` wrote; ValueError, KeyError, TypeError or RecursionError for anything else.

    A daemon that was killed may have gone on for a while after it saved: that while is neither sat nor an absence.
    """
    data = json.loads(text)
    state = from_json(data)
    if data.get(CLOSED) or now <= state.at:
        return state
    return replace(state, at=min(now, state.at + SAVE_EVERY_S))


class Records:
    """The journal as the daemon uses it; nothing here raises."""

    def __init__(
        self,
        path: Path,
        machine: str,
        now: Callable[[], float],
        notices: Notices,
    ) -> None:
        """`now` gives UTC epoch seconds; trouble becomes a notice until it is over."""
        self._notices, self._now = notices, now
        self._troubles: set[str] = set()
        self._latest: State | None = None
        self._saved: State | None = None
        self.journal = Journal.open(path, machine=machine, clock=now, check=True, fallback=True)
        self._pass_on_notices()

    def outcome(self, record: Record, zone: str) -> None:
        """Write a row; one with the same uid is there once."""
        self._try(
            lambda: self.journal.add(
                at=record.at,
                zone=zone,
                break_name=record.break_name,
                routine=record.routine,
                outcome=record.outcome.value,
                seconds=record.seconds,
                exercises=record.exercises,
                note=record.note,
                uid=record.uid or outcome_uid(record.offer),
            )
        )

    def offer(self, row: OfferRow) -> None:
        """What went before an offer that is shown now."""
        self._try(lambda: self.journal.add_offer(row))

    def shown(self, start: float) -> list[Shown]:
        """This machine's offers since `start` and whether they were taken; none where the journal cannot be read."""
        try:
            return shown(self.journal.each_offer(start), self.journal.each_row(start=start))
        except DeskbreakError as error:
            self._trouble(error)
            return []

    def own_key(self) -> str:
        """This machine's key in the journal."""
        try:
            return self.journal.own_key()
        except DeskbreakError as error:
            self._trouble(error)
            return ""

    def take_back(self, uid: str) -> None:
        """The row with this uid was wrong after all: it leaves the log."""
        row = self.row_of(uid)
        if row is not None:
            self._try(partial(self.journal.remove, row.id))

    def forget(self, before: float) -> None:
        """Delete what is older than the person wants to keep."""
        self._try(lambda: self.journal.forget(before, everywhere=False))

    def took(self, at: float, zone: str, routine: str, seconds: float, exercises: tuple[str, ...]) -> None:
        """A break that was taken without an offer."""
        self._try(
            lambda: self.journal.add(
                at=at,
                zone=zone,
                routine=routine,
                outcome="taken",
                seconds=seconds,
                exercises=exercises,
                uid=outcome_uid(0),
            )
        )

    def blocked(self) -> list[str]:
        """The exercises that are left out."""
        try:
            return sorted(self.journal.blocked())
        except DeskbreakError as error:
            self._trouble(error)
            return []

    def allow(self, exercise: str) -> None:
        """The exercise is blocked no longer."""
        self._try(lambda: self.journal.unblock(exercise, self._now()))

    def import_outbox(self, folder: Path) -> None:
        """Record what players left in `folder`; what the disk refuses stays there for the next time."""
        self._try(lambda: import_results(self.journal, folder))

    def last_rest(self) -> tuple[float, str] | None:
        """When the back last had its break, here or on another machine, and which; of the last day."""
        try:
            row = self.journal.last_rest(since=self._now() - TAKE_BACK_S)
        except DeskbreakError as error:
            self._trouble(error)
            return None
        return None if row is None else (row.at, row.break_name)

    def has_row(self, uid: str) -> bool:
        """Return True if the outcome with this uid is in this machine's journal; False where that cannot be read."""
        try:
            return self.journal.has_uid(uid)
        except DeskbreakError as error:
            self._trouble(error)
            return False

    def row_of(self, uid: str) -> Row | None:
        """This machine's row with this uid; None for what never had a row, whose uid is empty."""
        recent = self.rows(self._now() - TAKE_BACK_S) if uid else []
        return next((row for row in recent if row.own and row.uid.endswith(f"-{uid}")), None)

    def rows(self, start: float) -> list[Row]:
        """The rows since `start` (epoch seconds), oldest first; none where they cannot be read."""
        try:
            return self.journal.rows(start=start)
        except DeskbreakError as error:
            self._trouble(error)
            return []

    def decided(self, line: Decided) -> None:
        """Keep why a break came or did not, for `why`."""
        self._try(lambda: self.journal.decide(line.at, line.break_name, line.decision, line.reason))

    def sat(self, span: Sat) -> None:
        """Keep a span of sitting, for the report."""
        self._try(lambda: self.journal.add_sitting(span.start, span.end))

    def load_state(self) -> State | None:
        """The state that was saved last; an old or broken one gives a fresh start and one notice."""
        try:
            text = self.journal.load_state()
            return None if text is None else read_state(text, self._now())
        except DeskbreakError as error:
            self._trouble(error)
        except (ValueError, KeyError, TypeError, RecursionError):
            self._notices.notify(
                N_("What was counted before this start cannot be read; counting begins again.")
            )
        return None

    def save_state(self, state: State) -> None:
        """Keep the state: at once where more than the clocks moved, else no more often than every five minutes."""
        self._latest = state
        if self._saved is None or not _is_later(state, self._saved):
            self.save_now()

    def save_now(self, *, closed: bool = False) -> None:
        """Keep the state as it is: the machine goes to sleep, or the daemon ends."""
        if self._latest is None or (self._latest == self._saved and not closed):
            return
        self._saved = self._latest
        whole = to_json(self._latest) | ({CLOSED: True} if closed else {})
        text = json.dumps(whole, separators=(",", ":"))
        self._try(lambda: self.journal.save_state(text))

    def retry(self) -> None:
        """Try again what a full or read-only disk refused."""
        if self.journal.waiting and self.journal.retry():
            for sentence in self._troubles:
                self._notices.clear(sentence)
            self._troubles.clear()

    def close(self) -> None:
        self.save_now(closed=True)
        self._try(self.journal.close)

    def _try(self, write: Callable[[], object]) -> None:
        try:
            write()
        except DeskbreakError as error:
            self._trouble(error)
        self._pass_on_notices()

    def _trouble(self, error: DeskbreakError) -> None:
        for sentence in error.lines():
            if sentence not in self._troubles:
                self._troubles.add(sentence)
                self._notices.notify(sentence)

    def _pass_on_notices(self) -> None:
        for sentence in self.journal.notices():
            self._notices.notify(sentence)


def _is_later(state: State, saved: State) -> bool:
    """Return True if only the clocks moved on from `saved`, by less than is worth a write."""
    clocks = {"at": 0.0, "mono": 0.0, "sat_s": 0.0, "sat": (), "fixed_seen": 0.0}
    before, sat = dict(saved.sat), dict(state.sat)
    return (
        0.0 <= state.mono - saved.mono < SAVE_EVERY_S
        and state.at >= saved.at
        and state.sat_s >= saved.sat_s
        and all(sat.get(name, -1.0) >= seconds for name, seconds in before.items())
        and changed(state, clocks) == changed(saved, clocks)
    )
