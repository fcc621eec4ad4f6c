"""An offer's life: made from what is due, shown, repeated, snoozed, held, answered, or left alone."""

from __future__ import annotations

from dataclasses import replace

from deskbreak.core.absence import Length, length
from deskbreak.core.coming import span_now
from deskbreak.core.draft import Draft
from deskbreak.core.events import ClosePlayer, Offer, OpenPlayer, Outcome, Record, Withdraw
from deskbreak.core.plan import Break
from deskbreak.core.snooze import PAUSE_WITHIN_S, UNTIL_PAUSE, snooze_choices, snooze_length
from deskbreak.core.state import Due, Ended, OpenOffer, Running

STILL_ANSWERABLE_S = 1800.0  # an unanswered offer may be called taken or skipped for so long
HEAL_AFTER_S = 1800.0  # a player that says nothing for so long after its time is gone
USUAL_PLAYER_S = 1800.0  # where the length of a routine is not known here

CREDITED = (Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.NATURAL)
OWING = (Outcome.TAKEN, Outcome.SKIPPED, Outcome.MISSED)  # ends of an offer after which snoozing is paid back


# -- making ------------------------------------------------------------------------------------------------


def make_offer(d: Draft) -> None:
    """Everything that is due becomes one offer; a routine leads, and of two the longer."""
    ready = [due for due in d.s.due if fits(d, due)]
    if not ready:
        return
    first, *rest = sorted(ready, key=lambda due: _rank(d.find(due.name)), reverse=True)
    one = d.find(first.name)
    if one is None:
        d.set(due=())
        return
    left = tuple(due for due in d.s.due if due not in ready)
    others = tuple(due.name for due in rest)
    say = " ".join(filter(None, (one.say, *(_said(d.find(name)) for name in others))))
    late = any(due.catch_up for due in ready)
    offer = OpenOffer(
        d.s.offers + 1, one.name, one.routine, one.lasts_s, say, others, d.at, d.at, catch_up=late
    )
    d.set(offer=offer, offers=offer.id, due=left, waiting_told=False, held_for=())
    d.decide(one.name, "offered", _why(first, one, min(d.s.sat_for(one.name), d.s.sat_s)))
    for name in others:
        d.decide(name, "merged", f"due together with {one.name}; one offer for both")
    show(d)


def _rank(one: Break | None) -> tuple[bool, bool, float]:
    """A movement break leads; of two the one that has its time of day, which keeps its row; then the longer."""
    return (one.moves, bool(one.at), one.lasts_s or 0.0) if one is not None else (False, False, 0.0)


def _moves(d: Draft, name: str) -> bool:
    one = d.find(name)
    return one is None or one.moves


def fits(d: Draft, due: Due) -> bool:
    """Whether the break can be finished before the shift ends; a fixed time keeps its time all the same."""
    one, span = d.find(due.name), span_now(d.s, d.plan, d.at)
    return due.fixed or one is None or span is None or d.at + one.takes_s <= span[1]


def _said(one: Break | None) -> str:
    return (one.say or one.name) if one else ""


def _why(due: Due, one: Break, sat_s: float) -> str:
    if due.early:
        return "enough was sat, and a meeting comes"
    if due.catch_up:
        return "it fell due earlier and waited"
    return "its time of day came" if due.fixed else f"sat for {round(sat_s / 60)} min"


def show(d: Draft) -> None:
    """Put the open offer on the screen (again)."""
    offer = d.s.offer
    if offer is None:
        return
    d.set(offer=replace(offer, shown_at=d.at, snooze_until=None, held=False, until_pause=False))
    choices = snooze_choices(d.plan.snooze, offer.snoozes)
    d.do(
        Offer(
            offer.id,
            offer.name,
            offer.routine,
            offer.lasts_s,
            offer.say,
            offer.repeat,
            offer.catch_up,
            choices,
            d.s.sat_s,
        )
    )


# -- while it is open ----------------------------------------------------------------------------------------


def come_again(d: Draft) -> None:
    """The open offer's time has come (again) and nothing holds it back."""
    if d.s.offer is None:
        return
    offer = _joined(d, d.s.offer)
    if offer.held:
        d.decide(offer.name, "offered", "nothing holds it back any more")
        d.set(offer=replace(offer, catch_up=True))
        show(d)
    elif offer.snooze_until is not None:
        d.decide(offer.name, "offered", "the snooze is over")
        show(d)
    elif done_by_itself_s(offer) is not None:
        d.decide(offer.name, "taken", f"shown for {round(offer.lasts_s or 0.0)} s; it needs no answer")
        close(d, Outcome.TAKEN, "shown; it needs no answer", seconds=offer.lasts_s or 0.0)
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
    fresh = [due.name for due in d.s.due if due.name not in known]
    d.set(due=())
    if not fresh:
        return offer
    lead = max((offer.name, *fresh), key=lambda name: _rank(d.find(name)))
    for name in fresh:
        d.decide(name, "merged", f"{offer.name} was open; one offer for both")
    others = tuple(name for name in (*known, *fresh) if name != lead)
    one = d.find(lead)
    if lead == offer.name or one is None:
        said = (offer.say, *(_said(d.find(name)) for name in fresh))
        merged = replace(offer, with_=others, say=" ".join(filter(None, said)))
    else:
        merged = _led_by(d, offer, one, others)
    d.set(offer=merged)
    return merged


def _led_by(d: Draft, offer: OpenOffer, one: Break, others: tuple[str, ...]) -> OpenOffer:
    """Another break leads from now on, under a number of its own: its routine is chosen again."""
    d.do(Withdraw(offer.id))
    d.set(offers=d.s.offers + 1)
    say = " ".join(filter(None, (one.say, *(_said(d.find(name)) for name in others))))
    return replace(
        offer, id=d.s.offers, name=one.name, routine=one.routine, lasts_s=one.lasts_s, with_=others, say=say
    )


def hold(d: Draft, reasons: list[str]) -> None:
    """Keep the open offer off the screen while something holds breaks back; it comes back afterwards."""
    offer = d.s.offer
    if offer is None or offer.held:
        return
    if offer.snooze_until is None:
        d.do(Withdraw(offer.id))
    d.set(offer=replace(offer, held=True, snooze_until=None))
    d.decide(offer.name, "held", ", ".join(reasons))


def _repeat_or_rest(d: Draft, offer: OpenOffer) -> None:
    if offer.repeat < d.plan.offer.repeat_at_most:
        d.set(offer=replace(offer, repeat=offer.repeat + 1))
        d.decide(offer.name, "offered again", "nobody answered")
        show(d)
        return
    d.decide(offer.name, "missed", f"nobody answered {offer.repeat + 1} offers")
    close(d, Outcome.MISSED)


def close(d: Draft, outcome: Outcome, note: str = "", *, uid: str = "", seconds: float = 0.0) -> None:
    """The open offer ends with this outcome."""
    offer = d.s.offer
    if offer is None:
        return
    d.do(Withdraw(offer.id))
    routine = offer.routine if outcome is not Outcome.NATURAL else ""
    d.do(
        Record(
            d.at,
            offer.name,
            routine,
            outcome,
            seconds,
            note=note,
            uid=uid,
            offer=offer.id,
            lasts_s=offer.lasts_s,
        )
    )
    d.set(offer=None, ended=None)
    if outcome in (Outcome.MISSED, Outcome.SUPPRESSED):
        d.set(ended=Ended(offer.id, offer.name, offer.routine, offer.shown_at, outcome, offer.lasts_s))
    if outcome in OWING:
        _owe(d, offer)
    settle_clocks(d, outcome, (offer.name, *offer.with_), offer.routine)


def settle_clocks(d: Draft, outcome: Outcome, names: tuple[str, ...], routine: str) -> None:
    """A break with movement rests the back; anything else only makes its own clock begin again."""
    if outcome in CREDITED and routine:
        d.rested(names, moved=True)
        d.set(due=tuple(due for due in d.s.due if due.fixed or not _moves(d, due.name)))
    else:
        d.restart(names)


def withdraw(d: Draft, why: str) -> None:
    """The open offer makes no sense any more; no row of its own tells that."""
    offer = d.s.offer
    if offer is not None:
        d.do(Withdraw(offer.id))
        d.decide(offer.name, "suppressed", why)
        d.set(offer=None)


def leave_desk(d: Draft, uid: str, away_s: float) -> bool:
    """A long absence begins: an open offer counts as followed, what was due by sitting has its break.

    Says whether an offer was followed, which is then written down.
    """
    d.set(due=tuple(due for due in d.s.due if due.fixed))
    if d.s.offer is None:
        return False
    d.decide(d.s.offer.name, "natural", "you left the desk after the offer")
    close(d, Outcome.NATURAL, "left the desk after the offer", uid=uid, seconds=away_s)
    return True


# -- answers -------------------------------------------------------------------------------------------------


def snooze(d: Draft, asked_s: float | None) -> None:
    """Put the open offer off, as the snooze policy says."""
    offer = d.s.offer
    if offer is None or offer.snoozes >= d.plan.snooze.at_most:
        return
    until_pause = asked_s == UNTIL_PAUSE and d.s.idle_known
    if asked_s == UNTIL_PAUSE:
        length = PAUSE_WITHIN_S if until_pause else snooze_length(d.plan.snooze, None, offer.snoozes)
    else:
        length = snooze_length(d.plan.snooze, asked_s, offer.snoozes)
    d.do(Withdraw(offer.id))
    d.do(
        Record(
            d.at,
            offer.name,
            offer.routine,
            Outcome.SNOOZED,
            length,
            offer=offer.id,
            lasts_s=offer.lasts_s,
        )
    )
    how_long = "until you pause typing" if until_pause else f"for {round(length / 60)} min"
    d.decide(offer.name, "snoozed", how_long)
    d.set(
        offer=replace(
            offer,
            snoozes=offer.snoozes + 1,
            snooze_until=d.at + length,
            snoozed_s=offer.snoozed_s + length,
            repeat=0,
            held=False,
            until_pause=until_pause,
        )
    )


def start(d: Draft, routine: str = "", rounds: int | None = None) -> None:
    """Open the player: for the open offer, or for a routine the person asked for."""
    offer = d.s.offer
    if offer is not None and not offer.routine and not routine:
        answer_done(d)  # a break that only says something has nothing to play
        return
    due = max(d.s.due, key=lambda one: _rank(d.find(one.name)), default=None)
    one = d.find(due.name) if due is not None else None
    if offer is not None:
        d.do(Withdraw(offer.id))
        made = Running("", offer.id, offer.name, routine or offer.routine, offer.lasts_s, d.at, offer.with_)
        _owe(d, offer)
    elif one is not None and one.routine and not routine:
        made = Running("", 0, one.name, one.routine, one.lasts_s, d.at)
    else:
        name, lasts = _named(d, routine)
        made = Running("", 0, name, routine or "auto", lasts, d.at)
    starts = d.s.starts + 1
    names = {made.name, *made.with_}
    made = replace(
        made,
        uid=f"{round(d.at * 1000):x}-{made.offer}-{starts}",
        was_offer=offer,
        was_due=tuple(due for due in d.s.due if due.name in names),
    )
    d.set(
        starts=starts,
        offer=None,
        ended=None,
        running=made,
        due=tuple(due for due in d.s.due if due.name not in names),
    )
    d.decide(made.name, "started", "by hand" if offer is None else "you answered the offer")
    d.do(OpenPlayer(made.uid, made.offer, made.name, made.routine, made.lasts_s, rounds))


def _named(d: Draft, routine: str) -> tuple[str, float | None]:
    """The plan's break that a routine started by hand stands for, if there is one."""
    if routine:
        one = next((one for one in d.plan.breaks if one.routine == routine), None)
        return (one.name, one.lasts_s) if one else ("", None)
    one = next((one for one in d.plan.breaks if one.routine == "auto"), None)
    return (one.name, one.lasts_s) if one else ("", None)


def _owe(d: Draft, offer: OpenOffer) -> None:
    """Under pay-back, time that was snoozed away makes the next interval shorter."""
    if d.plan.snooze.policy == "pay-back":
        d.set(debt_s=offer.snoozed_s)


def answer_done(d: Draft) -> None:
    """ "I took it": the running break, the open or snoozed offer, or the last one that went unanswered."""
    _final(d, Outcome.TAKEN, "said by hand")


def answer_skip(d: Draft) -> None:
    _final(d, Outcome.SKIPPED, "")


def _final(d: Draft, outcome: Outcome, note: str) -> None:
    if d.s.running is not None:
        running = d.s.running
        d.do(ClosePlayer(running.uid, outcome))
        finish(d, outcome, d.at - running.since, (), note)
    elif d.s.offer is not None:
        d.decide(d.s.offer.name, outcome.value, note or "you said so")
        close(d, outcome, note)
    elif (ended := answerable_end(d)) is not None:
        d.do(
            Record(d.at, ended.name, ended.routine, outcome, note=note, offer=ended.id, lasts_s=ended.lasts_s)
        )
        d.decide(ended.name, outcome.value, note or "you said so afterwards")
        d.set(ended=None)
        settle_clocks(d, outcome, (ended.name,), ended.routine)


def answerable_end(d: Draft) -> Ended | None:
    """The last offer, if it went unanswered not long ago."""
    ended = d.s.ended
    return ended if ended is not None and d.at - ended.shown_at < STILL_ANSWERABLE_S else None


# -- the running break ---------------------------------------------------------------------------------------


def finish(d: Draft, outcome: Outcome, seconds: float, exercises: tuple[str, ...], note: str) -> None:
    """The running break is over."""
    running = d.s.running
    if running is None:
        return
    d.do(
        Record(
            d.at,
            running.name,
            running.routine,
            outcome,
            seconds,
            exercises,
            note,
            running.uid,
            running.offer,
            running.lasts_s,
        )
    )
    d.decide(running.name, outcome.value, note or "the routine ended")
    d.set(running=None)
    settle_clocks(d, outcome, (running.name, *running.with_), running.routine)


def sleep_in_a_routine(d: Draft, slept_s: float) -> None:
    """The machine slept in the middle of a routine: a long sleep was a break of its own, which nobody missed."""
    running = d.s.running
    if running is None or slept_s <= 0:
        return
    if length(slept_s, d.plan.away) is not Length.LONG:
        d.set(running=replace(running, since=running.since + slept_s))  # the player slept too, and goes on
        return
    why = f"the machine slept for {round(slept_s / 60)} min in the middle of the routine"
    d.do(ClosePlayer(running.uid, Outcome.NATURAL))
    d.do(
        Record(
            d.at, running.name, "", Outcome.NATURAL, slept_s, note=why, uid=running.uid, offer=running.offer
        )
    )
    d.decide(running.name, "natural", f"{why}, which counts as a break")
    d.set(running=None)
    if d.s.absence is not None:
        d.set(absence=replace(d.s.absence, uid=running.uid))  # "I was sitting" takes this row back
    else:
        settle_clocks(d, Outcome.NATURAL, (running.name, *running.with_), running.routine)


def player_failed(d: Draft, why: str) -> None:
    """No player could open: everything is as before the start, answerable by tray and command line."""
    running = d.s.running
    if running is None:
        return
    d.decide(running.name, "failed", why or "the player could not open")
    offer = replace(running.was_offer, shown_at=d.at) if running.was_offer is not None else None
    d.set(running=None, offer=offer, due=(*running.was_due, *d.s.due), debt_s=0.0)


def heal_running(d: Draft) -> None:
    """A player that never reports again must not keep the day on a break for ever."""
    running = d.s.running
    if running is not None and d.at >= heal_at(running):
        d.decide(running.name, "healed", "the player never came back")
        d.set(healed=d.s.healed + 1)
        d.do(ClosePlayer(running.uid, Outcome.MISSED))
        finish(d, Outcome.MISSED, 0.0, (), "the player never came back")


def heal_at(running: Running) -> float:
    return running.since + (running.lasts_s or USUAL_PLAYER_S) + HEAL_AFTER_S
