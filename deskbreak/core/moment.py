"""Is this a good moment? The probes are asked, holds are kept, and typing is let finish."""

from __future__ import annotations

from deskbreak.core import offers, window
from deskbreak.core.coming import comings, holds
from deskbreak.core.draft import Draft
from deskbreak.core.effects import AskBusy, HeadsUp
from deskbreak.core.plan import Plan
from deskbreak.core.snooze import PAUSE_S
from deskbreak.core.state import FOREVER, OpenOffer, State
from deskbreak.sentences import N_
from deskbreak.values import replace

ANSWER_HOLDS_S = 20.0  # an answer of the probes is good for so long
ASK_AGAIN_S = 60.0  # while a probe holds an offer back
EPSILON_S = 0.01
STOPS = frozenset(("paused", "meeting"))  # what takes an offer off the screen; the rest keeps new ones off it


def look_after(d: Draft) -> None:
    """Whatever time alone does to the open offer: it is held, comes back, is repeated, or rests."""
    offer = d.state.offer
    if offer is None:
        return
    shown = offer.snooze_until is None and not offer.held
    stops = [reason for reason in holds(d.state, d.plan, d.at) if reason in STOPS]
    if shown and stops:
        offers.hold(d, stops)
    elif d.at >= offer_wakes(offer, d.state, d.plan) and not waits_for_probes(d):
        reasons = holds(d.state, d.plan, d.at)
        if reasons:
            offers.hold(d, list(reasons))
        else:
            offers.come_again(d)


def give_up_asking(d: Draft) -> None:
    """Probes that say nothing hold nothing back."""
    if d.state.busy_asked is not None and d.at >= d.state.busy_asked + d.plan.answer_within_s - EPSILON_S:
        d.change(busy_asked=None, busy=frozenset(), busy_at=d.at)


def offer_wakes(offer: OpenOffer, s: State, plan: Plan) -> float:
    """When the open offer wants the screen (again)."""
    if offer.until_pause and offer.snooze_until is not None:
        pause = offer.snooze_until if s.idle_since is None else s.idle_since + PAUSE_S
        return min(offer.snooze_until, pause)
    if offer.held:
        return offer.shown_at
    by_itself = offers.done_by_itself_s(offer)
    return offer.snooze_until or offer.shown_at + (by_itself or plan.offer.repeat_every_s)


def good_moment(d: Draft) -> None:
    """Offer what is due, unless something holds it back or the person types."""
    free = d.state.offer is None and d.state.running is None and d.state.away_since is None
    if not d.state.due or not free or not d.state.in_hours:
        return
    if window.waits(d):
        return
    if not (_is_typing(d) and _answered(d.state)) and waits_for_probes(d):
        return
    reasons = holds(d.state, d.plan, d.at)
    if reasons:
        _hold(d, reasons)
        return
    if d.state.held_for:  # free again: the wait for a pause in typing begins here
        d.change(held_for=(), due=tuple(replace(due, since=d.at) for due in d.state.due))
    if not _types(d):
        offers.make_offer(d)


def _answered(s: State) -> bool:
    """Return True if the probes found nothing that holds what is due: they are asked again when a pause comes."""
    reported_at = s.busy_at if s.busy_asked is None and not s.busy and not s.held_for else None
    return reported_at is not None and all(reported_at >= due.since - EPSILON_S for due in s.due)


def waits_for_probes(d: Draft) -> bool:
    """Ask the probes first, if their last answer is old."""
    if d.state.busy_asked is not None:
        return True
    if set(holds(d.state, d.plan, d.at)) - d.state.busy:
        return False  # held anyway: asking would change nothing
    if not may_ask(d.state, d.at, ASK_AGAIN_S if d.state.busy else ANSWER_HOLDS_S):
        return False
    ask(d)
    return True


def may_ask(s: State, at: float, after_s: float) -> bool:
    """Return True if the probes may be asked again: `after_s` seconds after their last answer."""
    return s.busy_asked is None and (s.busy_at is None or at >= s.busy_at + after_s - EPSILON_S)


def ask(d: Draft) -> None:
    """Ask the probes what holds an offer back."""
    d.change(busy_asked=d.at)
    d.do(AskBusy())


def _hold(d: Draft, reasons: tuple[str, ...]) -> None:
    # The window is over: when nothing holds it any more it comes at once.
    d.change(due=tuple(replace(due, catch_up=True, till=None, best=None) for due in d.state.due))
    if reasons != d.state.held_for:
        d.change(held_for=reasons)
        for due in d.state.due:
            d.decide(due.name, N_("held"), ", ".join(reasons))


def _types(d: Draft) -> bool:
    """Return True while a pause in typing is waited for; not for ever."""
    if not _is_typing(d):
        return False
    if not d.state.waiting_told:
        d.change(waiting_told=True)
        d.decide(d.state.due[0].name, N_("waiting"), N_("for a pause in typing"))
    return True


def _is_typing(d: Draft) -> bool:
    return pause_at(d.state, d.plan, d.at) > d.at + EPSILON_S


def pause_at(s: State, plan: Plan, at: float) -> float:
    """The earliest moment that is good if nothing else happens."""
    rules = plan.offer
    if not s.idle_known or rules.wait_for_pause_s <= 0 or not s.due:
        return at
    cap = min(min(due.since + rules.wait_at_most_s, due.till or FOREVER) for due in s.due)
    return cap if s.idle_since is None else min(cap, max(s.idle_since + rules.wait_for_pause_s, at))


def waiting(s: State, plan: Plan, at: float) -> str:
    """What a due break waits for, as text; "" when nothing is due or it is held."""
    if not s.due or s.offer is not None or s.running is not None or holds(s, plan, at):
        return ""
    if all(due.best is not None and due.best > at + EPSILON_S for due in s.due):
        return N_("waiting for a better moment")
    return N_("waiting for a pause") if s.waiting_told else ""


def heads_up(d: Draft) -> None:
    """A break is near: one that is about to fall due, or one that waits for a moment which is about to come."""
    lead_s = d.plan.offer.heads_up_s
    if d.state.offer is not None or lead_s <= 0 or holds(d.state, d.plan, d.at):
        return
    if d.state.due:
        ahead = [(due.best, due.name) for due in d.state.due if due.best is not None and due.best > d.at]
    else:
        ahead = [(one.at, one.name) for one in comings(d.state, d.plan, d.at)]
    when, name = min(ahead, default=(FOREVER, ""))
    if when - d.at <= lead_s + EPSILON_S and abs(when - d.state.heads_up_for) > 1.0:
        d.change(heads_up_for=when)
        d.do(HeadsUp(name, when))
