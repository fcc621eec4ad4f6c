"""Easing off within a step: what happens to offers is counted, and the counts decide how the next one is shown."""

from __future__ import annotations

from deskbreak.core import easing
from deskbreak.core.coming import span_now
from deskbreak.core.draft import Draft
from deskbreak.core.easing import Choice, Easing, Step
from deskbreak.core.effects import Question, QuestionOver
from deskbreak.core.events import Outcome
from deskbreak.core.hours import local_day
from deskbreak.core.plan import Break
from deskbreak.core.rows import write_unoffered
from deskbreak.core.state import Due, OpenOffer
from deskbreak.sentences import N_, english, english_n

TOOK = (Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.NATURAL)
ENOUGH = N_(
    "enough was shown today, and nothing was answered the day before; a break can be started at any time"
)


def how(d: Draft) -> Step:
    """How an offer is shown now."""
    return d.state.easing.how if d.plan.offer.adapt else easing.STEPS[0]


def new_day(d: Draft) -> None:
    """The counts belong to the day on which the shift began; hours without an end have the days of the calendar."""
    span = span_now(d.state, d.plan, d.at)
    began = span[0] if span is not None and span[1] - span[0] < easing.DAY_S else d.at
    _keep(d, easing.on_day(d.state.easing, local_day(d.plan, began).toordinal()))


def look_after_easing(d: Draft) -> None:
    """What ran out ends, and a machine that slept through the edge of a shift is on another day."""
    if d.state.in_hours and d.plan.offer.adapt:
        new_day(d)
    e = d.state.easing
    if easing.ends(e) or not d.plan.offer.adapt:
        _keep(d, easing.expired(e, d.at))


def instead(d: Draft, one: Break, ready: list[Due]) -> bool:
    """Return True if no offer is made now: the question takes its place, or the day has had enough."""
    new_day(d)
    if not d.plan.offer.adapt or not one.wants_answer:
        return False
    e = d.state.easing
    if e.should_ask(d.at):
        _drop(d, ready)
        d.do(Question(e.dry_days))
        d.decide("", N_("asked"), _asked(e.dry_days))
        _keep(d, easing.asked(e, d.at))
        return True
    if e.is_full:
        _drop(d, ready)
        for due in ready:
            d.decide(due.name, N_("suppressed"), ENOUGH)
            write_unoffered(d, due.name, Outcome.SUPPRESSED, ENOUGH)
        return True
    return False


def _drop(d: Draft, ready: list[Due]) -> None:
    """These breaks wait a whole interval again."""
    d.change(due=tuple(due for due in d.state.due if due not in ready), waiting_told=False, held_for=())
    d.restart(tuple(due.name for due in ready))


def may_come_again(d: Draft, offer: OpenOffer) -> bool:
    """Return True if an unanswered offer may be shown once more."""
    e = d.state.easing
    return not e.is_once and not e.is_full and offer.repeat < d.plan.offer.repeat_at_most


def shown(d: Draft, *, again: bool) -> None:
    """An offer that wants an answer came on the screen."""
    _keep(d, easing.shown(d.state.easing, again=again))


def ended(d: Draft, outcome: Outcome) -> None:
    """An offer, or a break, came to its end."""
    if not d.plan.offer.adapt:
        return
    before = d.state.easing
    if outcome in TOOK:
        _keep(d, easing.took(before))
    elif outcome is Outcome.SKIPPED:
        _keep(d, easing.skipped(before))
    elif outcome is Outcome.MISSED:
        _keep(d, easing.missed(before))
    _note_step(d, before)


def answered(d: Draft) -> None:
    """The person snoozed, or began: an answer, whatever comes of it."""
    if d.plan.offer.adapt:
        before = d.state.easing
        _keep(d, easing.snoozed(before))
        _note_step(d, before)


def choose(d: Draft, choice: Choice) -> None:
    """The person says how often breaks should come."""
    before = d.state.easing
    _keep(d, easing.chosen(before, choice, d.at))
    if choice is Choice.WEEK:
        d.change(pause_until=d.at + easing.PAUSE_FOR_S)
    d.decide("", N_("asked"), english("you chose: {choice}", choice=CHOICES[choice]))


def _asked(days: int) -> str:
    return english_n(
        "{n} working day without a break: whether they should come less often",
        "{n} working days without a break: whether they should come less often",
        days,
    )


CHOICES = {
    Choice.HOURLY: N_("a break every 60 minutes at most, for two weeks"),
    Choice.NINETY: N_("a break every 90 minutes at most, for two weeks"),
    Choice.HOURS: N_("other hours"),
    Choice.WEEK: N_("a pause for a week"),
    Choice.KEEP: N_("keep it as it is"),
    Choice.OFF: N_("as the settings say"),
}


def _note_step(d: Draft, before: Easing) -> None:
    """A line for `why` where the step changed."""
    now = d.state.easing
    if now.step != before.step:
        words = now.words or N_("as the settings say")
        decision = N_("eased off") if now.step > before.step else N_("eased back")
        d.decide("", decision, english("offers are now {how}", how=words))


def _keep(d: Draft, e: Easing) -> None:
    """With easing switched off there is none."""
    if not d.plan.offer.adapt:
        e = easing.as_settings(e)
    if d.state.easing.is_asking and not e.is_asking:
        d.do(QuestionOver())
    d.change(easing=e)
