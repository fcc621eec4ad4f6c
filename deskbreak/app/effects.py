"""Does what core answers: shows and withdraws offers, opens players, writes the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.app import ease_off, words
from deskbreak.app.logs import SEE_LOG
from deskbreak.core.durations import roughly
from deskbreak.core.effects import (
    AskBusy,
    ClosePlayer,
    Decided,
    Effect,
    HeadsUp,
    Offer,
    OfferContext,
    OpenPlayer,
    Question,
    QuestionOver,
    Record,
    Sat,
    TakeBack,
    WelcomeBack,
    Withdraw,
)
from deskbreak.core.events import Chosen, OfferGone, PlayerReported
from deskbreak.core.hours import wall_clock
from deskbreak.errors import DeskbreakError
from deskbreak.runtime.memory import trim_heap
from deskbreak.sentences import english
from deskbreak.store.offers import OfferRow

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
UNWRITTEN = "unwritten"  # what is said of outcomes that wait for a fault to pass
TRIM_AFTER_S = 1.0


def offer_tag(offer: int) -> str:
    """The tag of the notification that shows this offer."""
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
        self._unwritten: list[Record] = []
        self._shown: Selection | None = None  # with the last offer
        self._offered: Offer | None = None

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
            case OfferContext():
                self._write_context(effect)
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
        why = str(error) if known else english("an unexpected fault; see the daemon's {log}", log=SEE_LOG)
        now, mono = self._engine.clocks()
        if isinstance(effect, OpenPlayer):
            self._notices.notify(english("the routine could not start: {why}", why=why))
            failed = PlayerReported(now, mono, effect.uid, report="failed", note=why)
            self._loop.call_soon(lambda: self._engine.handle(failed))
        elif isinstance(effect, Offer):
            self._notices.notify(english("a break could not be shown: {why}", why=why))
            gone = OfferGone(now, mono, effect.offer, "failed")
            self._loop.call_soon(lambda: self._engine.handle(gone))
        elif isinstance(effect, Record):
            said = english("a break could not be written down yet: {why}", why=why)
            self._notices.notify(said, about=UNWRITTEN)
            self._unwritten.append(effect)

    @property
    def unwritten(self) -> bool:
        """Return True if outcomes wait for a fault to pass."""
        return bool(self._unwritten)

    def write_again(self) -> None:
        """Outcomes that a fault kept out of the journal; none is given up."""
        waiting, self._unwritten = self._unwritten, []
        for record in waiting:
            self.perform(record)
        if waiting and not self._unwritten:
            self._notices.clear(UNWRITTEN)

    # -- what is offered, played and recorded -------------------------------------------------------------

    def _select(self, effect: Offer | OpenPlayer, *, rounds: int | None = None) -> Selection:
        """What it brings right now. Core keeps that, at the moment of the effect itself: no time goes by between."""
        selection = self._selector.select(
            effect.routine, effect.lasts_s, rounds=rounds, upright=effect.upright, chosen=effect.chosen
        )
        self._loop.call_later(TRIM_AFTER_S, trim_heap)
        if selection.routine and selection.as_chosen() != effect.chosen:
            state = self._engine.state
            of = {"offer": effect.offer} if isinstance(effect, Offer) else {"uid": effect.uid}
            self._engine.handle(Chosen(state.at, state.mono, selection.as_chosen(), **of))
        return selection

    def _offer(self, offer: Offer) -> None:
        self._shown, self._offered = self._select(offer), offer
        self._present(offer, self._shown, sound=self._engine.plan.offer.sound)

    def _present(self, offer: Offer, chosen: Selection, *, sound: bool) -> None:
        said = words.offer_words(offer, chosen.name, chosen.steps, chosen.seconds, chosen.places)
        tray = self._tray.state().state == "ok"
        self._presenter.offer(offer_tag(offer.offer), said, offer, sound=sound, tray=tray)

    def show_again(self) -> None:
        """Another language is spoken: an offer that is on the screen is shown in that one."""
        offer, chosen = self._offered, self._shown
        if offer is not None and chosen is not None and self._presenter.is_open(offer_tag(offer.offer)):
            self._present(offer, chosen, sound=False)
        self._presenter.show_again()

    def _write_context(self, context: OfferContext) -> None:
        """What went before the offer that was just shown, beside the form of its set."""
        zone, chosen = self._engine.plan.zone, self._shown
        local = wall_clock(context.at, zone)
        self._records.offer(
            OfferRow(
                context.at,
                str(zone),
                offer=context.offer,
                break_name=context.break_name,
                sat=context.sat_s,
                hour=local.hour,
                weekday=local.weekday(),
                before=context.before,
                seconds=chosen.seconds if chosen is not None else 0.0,
                floor=chosen is not None and "floor" in chosen.places,
                step=context.step,
                moment=context.moment,
                waited=round(context.waited_s),
            )
        )

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
            title = english("A break in {length}", length=soon)
            self._presenter.say(HEADS_UP_TAG, title, words.titled(name), timeout_s=HEADS_UP_SHOWN_S)

    def _open(self, order: OpenPlayer) -> None:
        chosen = order.chosen
        if chosen is None or order.rounds is not None or not self._selector.still_holds(chosen):
            chosen = self._select(order, rounds=order.rounds).as_chosen()
        self._players.open(order, chosen)

    def _record(self, record: Record) -> None:
        if not record.left:
            self._records.outcome(record, str(self._engine.plan.zone))
        self._sharing.soon()
