"""An offer's life: made from what is due, shown, repeated, held, closed."""

from __future__ import annotations

from deskbreak.core import eased, easing, window
from deskbreak.core.coming import span_now
from deskbreak.core.draft import Draft
from deskbreak.core.effects import Offer, OfferContext, Withdraw
from deskbreak.core.events import Outcome
from deskbreak.core.learning import CHOSEN
from deskbreak.core.plan import Break
from deskbreak.core.rows import write_row
from deskbreak.core.snooze import snooze_choices
from deskbreak.core.state import Due, Ended, OpenOffer
from deskbreak.sentences import N_, english, english_n
from deskbreak.values import replace

CREDITED = (Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.NATURAL)
ONE_FOR_BOTH = N_("one offer for both")
PAID_BACK_AFTER = (Outcome.TAKEN, Outcome.SKIPPED, Outcome.MISSED)  # of an offer that was snoozed


def make_offer(d: Draft) -> None:
    """Everything that is due becomes one offer; a routine leads, and of two the longer."""
    ready = [due for due in d.state.due if fits(d, due)]
    if not ready:
        return
    first, *rest = sorted(ready, key=lambda due: rank(d.find(due.name)), reverse=True)
    one = d.find(first.name)
    if one is None:
        d.change(due=())
        return
    if eased.instead(d, one, ready):
        return
    left = tuple(due for due in d.state.due if due not in ready)
    others = tuple(due.name for due in rest)
    say = " ".join(filter(None, (one.say, *(_said(d.find(name)) for name in others))))
    late = any(due.catch_up for due in ready)
    routine, lasts_s, upright = _form(d, one, first)
    asked = OfferContext(
        d.state.offers + 1,
        break_name=one.name,
        at=d.at,
        sat_s=d.state.sat_s,
        before=window.context(d.state, d.at),
        moment=first.moment,
        waited_s=d.at - first.since,
        step=d.state.easing.step,
    )
    moved = window.why(d.state, d.plan, first, d.at)
    offer = OpenOffer(
        d.state.offers + 1,
        name=one.name,
        routine=routine,
        lasts_s=lasts_s,
        say=say,
        with_=others,
        at=d.at,
        shown_at=d.at,
        catch_up=late,
        step=d.state.easing.step if one.wants_answer else 0,
        upright=upright,
    )
    d.change(offer=offer, offers=offer.id, due=left, waiting_told=False, held_for=())
    sat = _why(first, one, min(d.state.sat_for(one.name), d.state.sat_s))
    d.decide(one.name, N_("offered"), "; ".join(filter(None, (sat, moved))))
    for name in others:
        together = english("due together with {name}", name=one.name)
        d.decide(name, N_("merged"), f"{together}; {ONE_FOR_BOTH}")
    show(d, again=False)
    if one.moves:
        d.do(asked)


def _form(d: Draft, one: Break, due: Due) -> tuple[str, float | None, bool]:
    """Which routine, how long, and whether without floor and gear; a break at a time of day stays what it is."""
    if not one.moves or one.at:
        return one.routine, one.lasts_s, False
    if eased.how(d).short:
        return "auto", min(one.lasts_s or easing.SHORT_S, easing.SHORT_S), True
    if due.moment == CHOSEN:
        return (one.routine, *window.best_form(d, one))
    return one.routine, one.lasts_s, False


def rank(one: Break | None) -> tuple[bool, bool, float]:
    """A movement break leads; of two the one that has its time of day, which keeps its row; then the longer.

    One that the settings do not have any more never leads: it would take what is due with it.
    """
    return (one.moves, bool(one.at), one.lasts_s or 0.0) if one is not None else (False, False, -1.0)


def _moves(d: Draft, name: str) -> bool:
    one = d.find(name)
    return one is None or one.moves


def fits(d: Draft, due: Due) -> bool:
    """Return True if the break can be finished before the shift ends; a fixed time keeps its time all the same."""
    one, span = d.find(due.name), span_now(d.state, d.plan, d.at)
    return due.fixed or one is None or span is None or d.at + one.takes_s <= span[1]


def _said(one: Break | None) -> str:
    return (one.say or one.name) if one else ""


def _why(due: Due, one: Break, sat_s: float) -> str:
    if due.early:
        return N_("enough was sat, and a meeting comes")
    if due.catch_up:
        return N_("it fell due earlier and waited")
    if due.fixed:
        return N_("its time of day came")
    return english("sat for {minutes:d} min", minutes=round(sat_s / 60))


def show(d: Draft, *, again: bool = True) -> None:
    """Put the open offer on the screen, for the first time or again."""
    offer = d.state.offer
    if offer is None:
        return
    if done_by_itself_s(offer) is None:
        eased.shown(d, again=again)
    d.change(offer=replace(offer, shown_at=d.at, snooze_until=None, held=False, until_pause=False))
    choices = snooze_choices(d.plan.snooze, offer.snoozes)
    d.do(
        Offer(
            offer.id,
            break_name=offer.name,
            routine=offer.routine,
            lasts_s=offer.lasts_s,
            say=offer.say,
            repeat=offer.repeat,
            catch_up=offer.catch_up,
            snooze_s=choices,
            sat_s=d.state.sat_s,
            step=offer.step,
            upright=offer.upright,
            chosen=offer.chosen,
        )
    )


def come_again(d: Draft) -> None:
    """The open offer's time has come (again) and nothing holds it back."""
    if d.state.offer is None:
        return
    offer = _joined(d, d.state.offer)
    if offer.held and d.state.easing.is_full and not offer.snoozes:
        d.decide(offer.name, N_("missed"), eased.ENOUGH)
        close(d, Outcome.MISSED, N_("nobody answered"))
    elif offer.held:
        d.decide(offer.name, N_("offered"), N_("nothing holds it back any more"))
        d.change(offer=replace(offer, catch_up=True))
        show(d)
    elif offer.snooze_until is not None:
        d.decide(offer.name, N_("offered"), N_("the snooze is over"))
        show(d)
    elif (seconds := done_by_itself_s(offer)) is not None:
        shown = english("shown for {seconds:d} s; it needs no answer", seconds=round(seconds))
        d.decide(offer.name, N_("taken"), shown)
        close(d, Outcome.TAKEN, N_("shown; it needs no answer"), seconds=seconds)
    else:
        _repeat_or_rest(d, offer)


def done_by_itself_s(offer: OpenOffer) -> float | None:
    """How long an offer that only says something stands until it is done without an answer; None: it needs one.

    That is one with a length, such as looking away for 20 seconds.
    """
    return offer.lasts_s if not offer.routine else None


def _joined(d: Draft, offer: OpenOffer) -> OpenOffer:
    """The open offer with what fell due meanwhile: one offer for all, led as a new one would be."""
    known = (offer.name, *offer.with_)
    fresh = [due.name for due in d.state.due if due.name not in known]
    d.change(due=())
    if not fresh:
        return offer
    lead = max((offer.name, *fresh), key=lambda name: rank(d.find(name)))
    for name in fresh:
        d.decide(name, N_("merged"), f"{english('{name} was open', name=offer.name)}; {ONE_FOR_BOTH}")
    others = tuple(name for name in (*known, *fresh) if name != lead)
    one = d.find(lead)
    if lead == offer.name or one is None:
        said = (offer.say, *(_said(d.find(name)) for name in fresh))
        merged = replace(offer, with_=others, say=" ".join(filter(None, said)))
    else:
        merged = _led_by(d, offer, one, others)
    d.change(offer=merged)
    return merged


def _led_by(d: Draft, offer: OpenOffer, one: Break, others: tuple[str, ...]) -> OpenOffer:
    """Another break leads from now on, under a number of its own: its routine is chosen again."""
    d.do(Withdraw(offer.id))
    d.change(offers=d.state.offers + 1)
    say = " ".join(filter(None, (one.say, *(_said(d.find(name)) for name in others))))
    routine, lasts_s, upright = _form(d, one, Due(one.name, d.at))
    return replace(
        offer,
        id=d.state.offers,
        name=one.name,
        routine=routine,
        lasts_s=lasts_s,
        upright=upright,
        with_=others,
        say=say,
        chosen=None,
    )


def hold(d: Draft, reasons: list[str]) -> None:
    """Keep the open offer off the screen while something holds breaks back; it comes back afterwards."""
    offer = d.state.offer
    if offer is None or offer.held:
        return
    if offer.snooze_until is None:
        d.do(Withdraw(offer.id))
    d.change(offer=replace(offer, held=True, snooze_until=None))
    d.decide(offer.name, N_("held"), ", ".join(reasons))


def _repeat_or_rest(d: Draft, offer: OpenOffer) -> None:
    if eased.may_come_again(d, offer):
        d.change(offer=replace(offer, repeat=offer.repeat + 1))
        d.decide(offer.name, N_("offered again"), N_("nobody answered"))
        show(d)
        return
    times = offer.repeat + 1
    d.decide(
        offer.name, N_("missed"), english_n("nobody answered {n} offer", "nobody answered {n} offers", times)
    )
    close(d, Outcome.MISSED)


def close(d: Draft, outcome: Outcome, note: str = "", *, uid: str = "", seconds: float = 0.0) -> None:
    """The open offer ends with this outcome."""
    offer = d.state.offer
    if offer is None:
        return
    d.do(Withdraw(offer.id))
    write_row(d, offer, outcome, seconds=seconds, note=note, uid=uid)
    d.change(offer=None, ended=None)
    if outcome in (Outcome.MISSED, Outcome.SUPPRESSED):
        d.change(
            ended=Ended(
                offer.id,
                name=offer.name,
                routine=offer.routine,
                shown_at=offer.shown_at,
                outcome=outcome,
                lasts_s=offer.lasts_s,
                chosen=offer.chosen,
            )
        )
    if outcome in PAID_BACK_AFTER:
        add_debt(d, offer)
    if done_by_itself_s(offer) is None and (outcome is not Outcome.MISSED or _had_its_time(d, offer)):
        eased.ended(d, outcome)
    settle_clocks(d, outcome, (offer.name, *offer.with_), offer.routine)


def _had_its_time(d: Draft, offer: OpenOffer) -> bool:
    """Return True if it was there long enough to be answered: work may have ended a moment later."""
    return d.at - offer.at >= d.plan.offer.repeat_every_s - 1.0


def settle_clocks(d: Draft, outcome: Outcome, names: tuple[str, ...], routine: str) -> None:
    """A break with movement rests the back; anything else only makes its own clock begin again."""
    if outcome in CREDITED and routine:
        d.rested(names, moved=True)
        d.change(due=tuple(due for due in d.state.due if due.fixed or not _moves(d, due.name)))
    else:
        d.restart(names)


def withdraw(d: Draft, why: str) -> None:
    """The open offer makes no sense any more; it gets no row of its own for that."""
    offer = d.state.offer
    if offer is not None:
        d.do(Withdraw(offer.id))
        d.decide(offer.name, N_("suppressed"), why)
        d.change(offer=None)


def leave_desk(d: Draft, uid: str, away_s: float) -> bool:
    """A long absence begins: an open offer counts as followed, what was due by sitting has its break.

    Return True if an offer was followed, which is then written down.
    """
    d.change(due=tuple(due for due in d.state.due if due.fixed))
    if d.state.offer is None:
        return False
    d.decide(d.state.offer.name, N_("natural"), N_("you left the desk after the offer"))
    close(d, Outcome.NATURAL, N_("left the desk after the offer"), uid=uid, seconds=away_s)
    return True


def add_debt(d: Draft, offer: OpenOffer) -> None:
    """Under pay-back, time that was snoozed away makes the next interval shorter."""
    if d.plan.snooze.policy == "pay-back":
        d.change(debt_s=offer.snoozed_s)
