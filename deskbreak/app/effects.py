"""Does what core answers: shows and withdraws offers, opens players, writes the journal."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from deskbreak.app import words
from deskbreak.app.desktop import busy_holds, probes
from deskbreak.app.picks import Pick
from deskbreak.core.events import (
    AskBusy,
    BusyChanged,
    ClosePlayer,
    Decided,
    Effect,
    HeadsUp,
    Offer,
    OpenPlayer,
    Outcome,
    Record,
    Sat,
    TakeBack,
    WelcomeBack,
    Withdraw,
)
from deskbreak.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deskbreak.app.daemon import Daemon
    from deskbreak.platforms.busy.port import Probed

HEADS_UP_TAG = "heads-up"
HEADS_UP_SHOWN_S = 20.0
PICKS_KEPT = 20


def offer_tag(offer: int) -> str:
    return f"offer:{offer}"


def give_memory_back() -> None:
    """Choosing reads the whole catalogue; what that took goes back to the system, where the C library can."""
    import ctypes
    import gc

    gc.collect()
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Effects:
    """Performs one effect at a time for `daemon`."""

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon
        self._picked: dict[tuple[int | str, str], Pick] = {}
        self._allowed_then: dict[tuple[int | str, str], object] = {}  # what each was chosen under

    def perform(self, effect: Effect) -> None:
        daemon = self._daemon
        match effect:
            case Offer():
                self._offer(effect)
            case Withdraw(offer):
                daemon.faces.withdraw(offer_tag(offer))
            case HeadsUp(name, due_at):
                self._heads_up(name, due_at)
            case OpenPlayer():
                self._open(effect)
            case ClosePlayer(uid, as_):
                daemon.players.close(uid, as_.value)
            case Record():
                self._record(effect)
            case Decided():
                daemon.records.decided(effect)
            case TakeBack(uid):
                daemon.records.take_back(uid)
                daemon.sharing.soon()
            case Sat():
                daemon.records.sat(effect)
                daemon.sharing.soon()
            case AskBusy():
                daemon.inputs.look_at_calendars()  # its child reads while the probes look
                daemon.desktop.busy.ask(probes(daemon.plan.quiet), self._busy)
            case WelcomeBack():
                pass  # the menu's "I was sitting" reads it from the view

    def _pick_for(
        self, of: int | str, routine: str, lasts_s: float | None, rounds: int | None = None
    ) -> Pick:
        """What `routine` is for this offer or player: chosen once, and kept for repeats, player and row.

        What was blocked since, or what the body cannot do any more, is not shown or played all the same: then it
        is chosen again. Rounds that are asked for come after the offer; what is done then counts.
        """
        key, now = (of, routine), self._allowed()
        if key not in self._picked or self._allowed_then.get(key) != now or rounds is not None:
            self._choose(key, lasts_s, rounds)
            self._allowed_then[key] = now
        return self._picked[key]

    def _allowed(self) -> object:
        """What a choice depends on, besides what was done."""
        daemon = self._daemon
        return tuple(sorted(daemon.records.journal.blocked())), daemon.plan.body

    def _choose(self, key: tuple[int | str, str], lasts_s: float | None, rounds: int | None = None) -> Pick:
        self._picked[key] = pick = self._daemon.pick(key[1], lasts_s, rounds)
        self._daemon.loop.call_later(1.0, give_memory_back)
        while len(self._picked) > PICKS_KEPT:
            oldest = next(iter(self._picked))
            self._picked.pop(oldest)
            self._allowed_then.pop(oldest, None)
        return pick

    def _offered(self, record: Record) -> Pick | None:
        """What was on offer when this ended; None where it cannot be told, which costs no outcome."""
        key = (record.offer or record.uid, record.routine)
        try:
            return self._picked.get(key) or self._choose(key, record.lasts_s)
        except Exception:
            logging.getLogger(__name__).exception("what was offered cannot be told for a row")
            return None

    def _offer(self, offer: Offer) -> None:
        daemon = self._daemon
        pick = self._pick_for(offer.offer, offer.routine, offer.lasts_s)
        said = words.offer_words(offer, pick.name, pick.steps, pick.seconds, pick.places)
        tray = daemon.desktop.tray.state().state == "ok"
        daemon.faces.offer(offer_tag(offer.offer), said, offer, sound=daemon.plan.offer.sound, tray=tray)

    def _heads_up(self, name: str, due_at: float) -> None:
        daemon = self._daemon
        if daemon.plan.offer.heads_up_shown:
            soon = words.minutes(max(due_at - daemon.clock.now(), 1))
            daemon.faces.say(
                HEADS_UP_TAG, f"A break in {soon}", words.titled(name), timeout_s=HEADS_UP_SHOWN_S
            )

    def _open(self, order: OpenPlayer) -> None:
        pick = self._pick_for(order.offer or order.uid, order.routine, order.lasts_s, order.rounds)
        self._daemon.players.open(order, pick)

    def _record(self, record: Record) -> None:
        """Write an outcome. One that the person says themselves counts as the whole routine, as offered."""
        daemon, routine, seconds, exercises = self._daemon, record.routine, record.seconds, record.exercises
        by_word = record.outcome is Outcome.TAKEN and not exercises
        if routine == "auto" or (routine and by_word):
            pick = self._offered(record)
            routine = pick.routine if pick is not None else "" if routine == "auto" else routine
            if by_word and pick is not None:
                exercises, seconds = pick.exercises, seconds or pick.seconds
        whole = replace(record, seconds=round(seconds), exercises=exercises)
        daemon.records.outcome(whole, routine, str(daemon.plan.zone))
        daemon.sharing.soon()

    def _busy(self, answers: Mapping[str, Probed]) -> None:
        daemon, holds = self._daemon, busy_holds(answers)
        daemon.inputs.when_calendars_are_read(lambda: daemon.happen(BusyChanged(*daemon.clocks(), holds)))
