"""Does what core answers: shows and withdraws offers, opens players, writes the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.app import ease_off, words
from deskbreak.app.logs import SEE_LOG
from deskbreak.core.durations import roughly
from deskbreak.core.events import (
    AskBusy,
    ClosePlayer,
    Decided,
    Effect,
    HeadsUp,
    Offer,
    OfferGone,
    OpenPlayer,
    Outcome,
    PlayerReported,
    Question,
    QuestionOver,
    Record,
    Sat,
    TakeBack,
    WelcomeBack,
    Withdraw,
)
from deskbreak.errors import DeskbreakError
from deskbreak.runtime.memory import trim_heap
from deskbreak.values import replace

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.inputs import Inputs
    from deskbreak.app.notices import Notices
    from deskbreak.app.players import Players
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.records import Records
    from deskbreak.app.selection import Selection, Selector
    from deskbreak.app.sharing import Sharing
    from deskbreak.platforms.tray.port import Tray
    from deskbreak.runtime.loop import Loop

HEADS_UP_TAG = "heads-up"
HEADS_UP_SHOWN_S = 20.0
MAX_SELECTIONS = 20
UNWRITTEN = "unwritten"  # what is said of outcomes that wait for a fault to pass
TRIM_AFTER_S = 1.0


def offer_tag(offer: int) -> str:
    return f"offer:{offer}"


class Effects:
    """Performs one effect at a time. One that fails keeps the others; core hears of what it believes in."""

    def __init__(
        self,
        loop: Loop,
        *,
        engine: Engine,
        notices: Notices,
        presenter: OfferPresenter,
        tray: Tray,
        inputs: Inputs,
        players: Players,
        records: Records,
        sharing: Sharing,
        selector: Selector,
        act: Callable[..., None],
    ) -> None:
        self._loop, self._engine, self._notices = loop, engine, notices
        self._presenter, self._tray = presenter, tray
        self._inputs, self._players = inputs, players
        self._records, self._sharing, self._selector = records, sharing, selector
        self._act = act  # as from the menu: what a note of ours was answered with
        self._selected: dict[tuple[int | str, str], Selection] = {}
        self._allowed_then: dict[tuple[int | str, str], object] = {}  # what each was selected under
        self._unwritten: list[Record] = []

    def perform(self, effect: Effect) -> None:
        """Carry it out; never raises."""
        try:
            self._carry_out(effect)
        except Exception as error:
            self._failed(effect, error)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Offer():
                self._offer(effect)
            case Withdraw(offer):
                self._presenter.withdraw(offer_tag(offer))
            case HeadsUp(name, due_at):
                self._heads_up(name, due_at)
            case OpenPlayer():
                self._open(effect)
            case ClosePlayer(uid, as_):
                self._players.close(uid, as_.value)
            case Record():
                self._record(effect)
            case Decided():
                self._records.decided(effect)
            case TakeBack(uid):
                self._records.take_back(uid)
                self._sharing.soon()
            case Sat():
                self._records.sat(effect)
                self._sharing.soon()
            case AskBusy():
                self._inputs.ask_busy()
            case Question(days):
                self._ask(days)
            case QuestionOver():
                self._presenter.withdraw(ease_off.QUESTION_TAG)
            case WelcomeBack():
                pass  # the menu's "I was sitting" reads it from the view

    # -- failures -----------------------------------------------------------------------------------------

    def _failed(self, effect: Effect, error: Exception) -> None:
        """Say it; an offer or a player that did not come is over, and an outcome waits to be written."""
        logging.getLogger(__name__).error("%s failed", type(effect).__name__, exc_info=error)
        known = isinstance(error, DeskbreakError)
        why = str(error) if known else f"an unexpected fault; see the daemon's {SEE_LOG}"
        now, mono = self._engine.clocks()
        if isinstance(effect, OpenPlayer):
            self._notices.notify(f"the routine could not start: {why}")
            failed = PlayerReported(now, mono, effect.uid, report="failed", note=why)
            self._loop.call_soon(lambda: self._engine.handle(failed))
        elif isinstance(effect, Offer):
            self._notices.notify(f"a break could not be shown: {why}")
            gone = OfferGone(now, mono, effect.offer, "failed")
            self._loop.call_soon(lambda: self._engine.handle(gone))
        elif isinstance(effect, Record):
            self._notices.notify(f"a break could not be written down yet: {why}", about=UNWRITTEN)
            self._unwritten.append(effect)

    @property
    def unwritten(self) -> bool:
        """Whether outcomes wait for a fault to pass."""
        return bool(self._unwritten)

    def write_again(self) -> None:
        """Outcomes that a fault kept out of the journal; none is given up."""
        waiting, self._unwritten = self._unwritten, []
        for record in waiting:
            self.perform(record)
        if waiting and not self._unwritten:
            self._notices.clear(UNWRITTEN)

    # -- what is offered, played and recorded -------------------------------------------------------------

    def _selection_for(
        self,
        of: int | str,
        routine: str,
        lasts_s: float | None,
        rounds: int | None = None,
        *,
        upright: bool = False,
    ) -> Selection:
        """What `routine` is for this offer or player: selected once, and kept for repeats, player and row.

        What was blocked since, or what the body cannot do any more, is not shown or played all the same: then it
        is selected again. Rounds that are asked for come after the offer; what is done then counts.
        """
        key, now = (of, routine), self._allowed()
        if key not in self._selected or self._allowed_then.get(key) != now or rounds is not None:
            self._select(key, lasts_s, rounds, upright=upright)
            self._allowed_then[key] = now
        return self._selected[key]

    def _allowed(self) -> object:
        """What a selection depends on, besides what was done."""
        return tuple(sorted(self._records.journal.blocked())), self._engine.plan.body

    def _select(
        self,
        key: tuple[int | str, str],
        lasts_s: float | None,
        rounds: int | None = None,
        *,
        upright: bool = False,
    ) -> Selection:
        self._selected[key] = selection = self._selector.select(key[1], lasts_s, rounds, upright=upright)
        self._loop.call_later(TRIM_AFTER_S, trim_heap)
        while len(self._selected) > MAX_SELECTIONS:
            oldest = next(iter(self._selected))
            self._selected.pop(oldest)
            self._allowed_then.pop(oldest, None)
        return selection

    def _offered(self, record: Record) -> Selection | None:
        """What was on offer when this ended; None where it cannot be said, which costs no outcome."""
        key = (record.offer or record.uid, record.routine)
        try:
            return self._selected.get(key) or self._select(key, record.lasts_s)
        except Exception:
            logging.getLogger(__name__).exception("what was offered cannot be told for a row")
            return None

    def _offer(self, offer: Offer) -> None:
        chosen = self._selection_for(offer.offer, offer.routine, offer.lasts_s, upright=offer.upright)
        said = words.offer_words(offer, chosen.name, chosen.steps, chosen.seconds, chosen.places)
        tray, sound = self._tray.state().state == "ok", self._engine.plan.offer.sound
        self._presenter.offer(offer_tag(offer.offer), said, offer, sound=sound, tray=tray)

    def _ask(self, days: int) -> None:
        """The question after days without a break; the tray and the settings page have it too."""
        easing, zone = self._engine.state.easing, self._engine.plan.zone

        def answered(event: str) -> None:
            kind, _, key = event.partition(":")
            if kind == "action":
                self._act("ease", choice=key, open=True)

        self._presenter.ask(
            ease_off.QUESTION_TAG,
            ease_off.TITLE,
            ease_off.question(days, easing.fewer_till, zone),
            ease_off.actions(),
            on_event=answered,
            click=ease_off.CLICK,
        )

    def _heads_up(self, name: str, due_at: float) -> None:
        if self._engine.plan.offer.heads_up_shown:
            soon = roughly(max(due_at - self._engine.now(), 1))
            self._presenter.say(
                HEADS_UP_TAG, f"A break in {soon}", words.titled(name), timeout_s=HEADS_UP_SHOWN_S
            )

    def _open(self, order: OpenPlayer) -> None:
        chosen = self._selection_for(
            order.offer or order.uid, order.routine, order.lasts_s, order.rounds, upright=order.upright
        )
        self._players.open(order, chosen)

    def _record(self, record: Record) -> None:
        """Write an outcome. One that the user says themselves counts as the whole routine, as offered."""
        routine, seconds, exercises = record.routine, record.seconds, record.exercises
        by_word = record.outcome is Outcome.TAKEN and not exercises
        if routine == "auto" or (routine and by_word):
            chosen = self._offered(record)
            routine = chosen.routine if chosen is not None else "" if routine == "auto" else routine
            if by_word and chosen is not None:
                exercises, seconds = chosen.exercises, seconds or chosen.seconds
        whole = replace(record, seconds=round(seconds), exercises=exercises)
        self._records.outcome(whole, routine, str(self._engine.plan.zone))
        self._sharing.soon()
