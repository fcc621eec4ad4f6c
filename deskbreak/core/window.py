"""The window around a due moment, and the moment in it that is best; docs/learning.md states the rule.

Nothing here acts by itself: a break that waits is looked at when something happens anyway, and at the moments that
`candidates` names.
"""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.body_words import UPRIGHT
from deskbreak.core.coming import Coming, counts, holds, span_now
from deskbreak.core.draft import Draft
from deskbreak.core.hours import wall_clock
from deskbreak.core.learning import BLOCK_HOURS, CHOSEN, PLAIN, Learned, form_of, is_plain
from deskbreak.core.plan import Break, Plan
from deskbreak.core.state import Due, State
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, replace

EPSILON_S = 0.01
JUST_S = 600.0  # what ended so long ago has just ended
PAUSE_IN_S = 120.0  # how soon typing is taken to pause
LATE_COSTS = 0.01 / 60  # of the share, for each second after the due moment
EARLY_COSTS = 0.005 / 60  # and before it
SHORTER_COSTS, UPRIGHT_COSTS = (
    0.10,
    0.05,
)  # what a form must be better by, to be offered in place of the plan's own
LONG_S = 150.0  # a break that is longer has a short form


@dataclass(frozen=True, slots=True)
class Opening:
    """From when on a coming break may be offered, until when, and by which rule (chosen, plain, or "")."""

    at: float
    till: float | None = None
    moment: str = ""


def learned(plan: Plan) -> Learned | None:
    """The tables, where they are used."""
    return plan.learned if plan.offer.learn else None


def opening(s: State, plan: Plan, coming: Coming, at: float) -> Opening:
    """The window of a break by sitting; one at a time of day, or that was put off, has its own moment."""
    tables = learned(plan)
    if tables is None:
        return Opening(coming.at)
    one = next((one for one in plan.breaks if one.name == coming.name), None)
    if one is None or not one.every_s or not one.moves:
        return Opening(coming.at)
    if is_plain(tables.seed, s.easing.day, one.name, s.easing.offers):
        return Opening(coming.at, moment=PLAIN)
    if s.put_off_until(one.name) or coming.with_fixed:
        return Opening(coming.at, moment=CHOSEN)
    span = span_now(s, plan, at)
    last = span[1] - one.takes_s if span is not None else coming.due
    till = min(coming.due + plan.offer.later_s, last)
    first = coming.at if coming.early else coming.at - plan.offer.earlier_s
    return Opening(first, max(till, coming.at), CHOSEN)


# -- what goes before -------------------------------------------------------------------------------------


def context(s: State, at: float) -> str:
    """What ended just before `at`; else whether the person types."""
    if s.before and s.before_at is not None and 0 <= at - s.before_at <= JUST_S:
        return s.before
    if not s.idle_known:
        return ""
    return "typing" if s.idle_since is None else "pause"


def later_context(s: State, when: float) -> str:
    """What may be expected to go before `when`."""
    if s.before and s.before_at is not None and 0 <= when - s.before_at <= JUST_S:
        return s.before
    return "pause" if s.idle_known else ""


# -- the best moment --------------------------------------------------------------------------------------


def candidates(s: State, plan: Plan, due: Due, at: float) -> Iterator[tuple[float, str]]:
    """The moments from `at` on that can be told apart, each with what goes before it; the earliest first."""
    till = due.till if due.till is not None else due.since
    yield at, context(s, at)
    found = [(due.since, later_context(s, due.since))] if due.since > at else []
    if context(s, at) == "typing":
        found.append((min(at + PAUSE_IN_S, till), "pause"))
    edge = _next_block(plan, at)
    found.append((edge, later_context(s, edge)))
    found += [(end, "meeting") for start, end in s.meetings[:4]]
    for when, before in sorted(found):
        in_meeting = any(start <= when < end for start, end in s.meetings[:4])
        if at + EPSILON_S < when <= till and not in_meeting:
            yield when, before


def _next_block(plan: Plan, at: float) -> float:
    """When the next hours begin that are looked at together."""
    wall = wall_clock(at, plan.zone)
    gone = (wall.hour % BLOCK_HOURS) * 3600 + wall.minute * 60 + at % 60
    return at + BLOCK_HOURS * 3600 - gone


def worth(tables: Learned, plan: Plan, due: Due, *, when: float, before: str) -> float:
    """The share of offers taken at such a moment, less what being early or late costs."""
    away = when - due.since
    cost = away * LATE_COSTS if away > 0 else -away * EARLY_COSTS
    return tables.estimate(wall_clock(when, plan.zone).hour, before) - cost


def best(s: State, plan: Plan, due: Due, at: float) -> float:
    """The best moment for the break; of equal ones the earliest. For a pause in typing: the end of the window."""
    tables = learned(plan)
    if tables is None or due.till is None:
        return at
    known = candidates(s, plan, due, at)  # the earliest first, and the first of equal ones is taken
    when, before = max(known, key=lambda one: worth(tables, plan, due, when=one[0], before=one[1]))
    is_a_guess = before == "pause" and context(s, at) == "typing" and when > max(at, due.since)
    return due.till if is_a_guess else when


def waits(d: Draft) -> bool:
    """Return True if what is due waits for a better moment; what has no window is offered with all the others."""
    if any(due.till is None for due in d.state.due) or not is_free(d):
        return False
    chosen = tuple(replace(due, best=best(d.state, d.plan, due, d.at)) for due in d.state.due)
    d.change(due=chosen)
    return all(due.best is not None and due.best > d.at + EPSILON_S for due in chosen)


def is_free(d: Draft) -> bool:
    """Return True if nothing that is known keeps a break from being offered."""
    s = d.state
    known = set(holds(s, d.plan, d.at)) - s.busy
    return not known and s.offer is None and counts(s, d.plan, d.at)


def close_early(d: Draft) -> None:
    """Windows that opened before their due moment close where the break cannot come, and open again when it can."""
    early = [due for due in d.state.due if due.till is not None and d.at < due.since - EPSILON_S]
    if early and not is_free(d):
        d.change(due=tuple(due for due in d.state.due if due not in early))


# -- the form ----------------------------------------------------------------------------------------------


def best_form(d: Draft, one: Break) -> tuple[float | None, bool]:
    """How long, and whether without the floor: the plan's own form, unless another one is clearly taken more often."""
    tables = learned(d.plan)
    if tables is None or one.routine != "auto" or d.state.easing.offers == 0:
        return one.lasts_s, False
    minutes = one.takes_s / 60
    floor = any(place not in UPRIGHT for place in d.plan.body.positions)
    forms = [(tables.form(form_of(minutes, floor=floor)), one.lasts_s, False)]
    if floor:
        forms.append((tables.form(form_of(minutes, floor=False)) - UPRIGHT_COSTS, one.lasts_s, True))
    if one.takes_s >= LONG_S:
        forms.append((tables.form(form_of(1, floor=False)) - SHORTER_COSTS, 60.0, True))
    _, lasts_s, upright = max(forms, key=lambda form: form[0])
    return lasts_s, upright


# -- as text ----------------------------------------------------------------------------------------------

AFTER = {
    "meeting": N_("after a meeting"),
    "hold": N_("after they were held back"),
    "absence": N_("after you come back"),
    "pause": N_("in a pause in typing"),
    "typing": N_("while you type"),
    "": N_("otherwise"),
}


def why(s: State, plan: Plan, due: Due, at: float) -> str:
    """Why this moment, for `why`: "waited 6 min: you take 71 % of offers after a meeting, 40 % in all"."""
    tables, moved = learned(plan), at - due.since
    if tables is None or due.moment != CHOSEN or due.till is None or abs(moved) < 60:
        return ""
    before, hour = context(s, at), wall_clock(at, plan.zone).hour
    by_context, by_hour = tables.context(before), tables.block(hour)
    share, when = (
        (by_context, AFTER.get(before, before))
        if abs(by_context - tables.overall) >= abs(by_hour - tables.overall)
        else (by_hour, english("around {hour}:00", hour=f"{hour:02}"))
    )
    minutes = round(abs(moved) / 60)
    shift = (
        english("waited {minutes:d} min", minutes=minutes)
        if moved > 0
        else english("{minutes:d} min early", minutes=minutes)
    )
    share_words = english(
        "you take {share:d} % of offers {when}, {overall:d} % in all",
        share=round(100 * share),
        when=when,
        overall=round(100 * tables.overall),
    )
    return f"{shift}: {share_words}"
