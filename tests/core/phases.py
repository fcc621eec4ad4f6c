"""Every phase of the machine and where each event leads from there, found by trying; docs/phases.md shows it.

From a morning on, every event is tried in every situation that was not seen before. Situations that differ only in
amounts (how much was sat, when a pause ends) count as one. No time goes by with an event, but with `time goes by`:
then the machine is woken as often as it wants to be, for some hours.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from deskbreak.core import machine
from deskbreak.core.answers import answerable_end
from deskbreak.core.draft import Draft
from deskbreak.core.effects import Decided
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Chosen,
    ChosenSet,
    Command,
    CommandKind,
    Event,
    Idle,
    IdleKnown,
    Input,
    Locked,
    MeetingsChanged,
    OfferGone,
    Phase,
    PlanChanged,
    PlayerReported,
    Slept,
    TakenElsewhere,
    Tick,
)
from deskbreak.core.hours import next_edge
from deskbreak.core.plan import Break, OfferRules, Plan, Range, SnoozeRules
from deskbreak.core.state import State
from deskbreak.core.view import phase

DOC = Path(__file__).resolve().parent.parent.parent / "docs" / "phases.md"
BEGIN, END = "<!-- the table, by scripts/phases -->", "<!-- end of the table -->"
MORNING = datetime(2026, 11, 23, 8, 50, tzinfo=UTC).timestamp()
HOURS = ((Range(540, 750), Range(810, 1080)),) * 7
WALK = Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0)
MOVES = Break("break", every_s=2700.0, routine="auto", lasts_s=180.0)
ONLY_SAYS = Break("break", every_s=2700.0, say="Drink water")
PLANS = tuple(
    Plan(hours=HOURS, breaks=breaks, snooze=SnoozeRules(at_most=1), offer=OfferRules(heads_up_s=0.0))
    for breaks in ((MOVES, WALK), (ONLY_SAYS,))
)
SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)
NAMES = {CommandKind.SKIP_TODAY: "break", CommandKind.EASE: "keep"}
TIME, REFUSED = "time goes by", "refused"
MAX_WAKES = 4
MAX_EXTRAS = 2  # holds, locks and the like at once: what is more counts as one situation


def events(s: State, plan: Plan) -> Iterator[tuple[str, Event]]:
    """Every event that may come in this situation, and some that make no sense in it."""
    at, mono = s.at, s.mono
    edge = next_edge(plan, at)
    assert edge is not None
    yield "hours begin or end", Tick(edge, mono + edge - at)
    offer = s.offer.id if s.offer is not None else s.offers
    uid = s.running.uid if s.running is not None else "gone"
    yield "input", Input(at, mono)
    yield "still for a moment", Idle(at, mono, for_s=5.0)
    yield "still for long", Idle(at, mono, for_s=plan.away.counts_as_break_s)
    yield "input can be watched", IdleKnown(at, mono, known=True)
    yield "locked", Locked(at, mono)
    yield "unlocked", Locked(at, mono, locked=False)
    yield "slept for an hour", Slept(at + 3600, mono, wall_s=3600.0)
    yield "nothing is busy", BusyChanged(at, mono)
    yield "a probe is busy", BusyChanged(at, mono, frozenset(("microphone",)))
    yield "a meeting begins", MeetingsChanged(at, mono, ((at, at + 600.0),))
    yield "no meetings", MeetingsChanged(at, mono)
    yield "settings changed", PlanChanged(at, mono)
    yield "a break taken elsewhere", TakenElsewhere(at, mono, when=at, break_name="break")
    yield "chosen", Chosen(at, mono, SET, offer=offer)
    for answer in Answer:
        yield f"answer: {answer}", Answered(at, mono, offer=offer, answer=answer)
    yield "notification gone", OfferGone(at, mono, offer=offer, how="failed")
    yield "player: finished", PlayerReported(at, mono, uid, report="finished")
    yield "player: failed", PlayerReported(at, mono, uid, report="failed")
    for kind in CommandKind:
        command = Command(at, mono, kind=kind, for_s=600.0, name=NAMES.get(kind, ""))
        yield f"command: {kind}", command


def in_time(s: State, plan: Plan) -> Iterator[State]:
    """What becomes of the situation if nothing happens for some hours."""
    for _ in range(MAX_WAKES):
        wake = machine.next_wake(s, plan, s.at)
        s, _effects = machine.step(s, Tick(wake, s.mono + wake - s.at), plan)
        yield s


def situation(s: State, plan: Plan) -> tuple[object, ...]:
    """What tells one situation from another."""
    at, offer = s.at, s.offer
    shown = offer and ("held" if offer.held else "snoozed" if offer.snooze_until else "shown")
    extras = (
        s.locked_since is not None,
        s.pause_until is not None or s.meeting_until is not None,
        s.standing_until is not None,
        s.work_until is not None,
        s.absence is not None,
        answerable_end(Draft(s, plan, at)) is not None,
    )
    what = phase(s, plan, at), offer and (shown, offer.snoozes), bool(s.due), s.busy_asked is not None
    return (*what, *(extras if sum(extras) <= MAX_EXTRAS else ("more",)))


Leads = dict[str, dict[Phase, set[str]]]


@cache
def explored() -> tuple[Leads, tuple[tuple[State, ...], ...]]:
    """For each event and phase where it leads, phases and `refused`; and a state of every situation of each plan."""
    found: Leads = defaultdict(lambda: defaultdict(set))
    situations = tuple(_explore(plan, found) for plan in PLANS)
    return {TIME: found.pop(TIME), **found}, situations


def _explore(plan: Plan, found: Leads) -> tuple[State, ...]:
    first = machine.start(MORNING, 0.0, plan)
    seen, waiting = {situation(first, plan): first}, deque([first])
    while waiting:
        for state in _tried(waiting.popleft(), plan, found):
            known = situation(state, plan)
            if known not in seen:
                seen[known] = state
                waiting.append(state)
    return tuple(seen.values())


def _tried(state: State, plan: Plan, found: Leads) -> Iterator[State]:
    """Every state that one event, or time, makes of this one; what leads where is put into `found`."""
    here = phase(state, plan, state.at)
    for name, event in events(state, plan):
        after, effects = machine.step(state, event, plan)
        refused = any(isinstance(one, Decided) and one.decision == REFUSED for one in effects)
        found[name][here].add(REFUSED if refused else phase(after, plan, after.at).value)
        yield after
    for later in in_time(state, plan):
        there = phase(later, plan, later.at)
        found[TIME][here].add(there.value)
        here = there
        yield later


def table() -> str:
    """The table of docs/phases.md."""
    rows = [
        "| | " + " | ".join(f"**{one.value}**" for one in Phase) + " |",
        "|---" * (len(Phase) + 1) + "|",
    ]
    order = [one.value for one in Phase]
    for name, by_phase in explored()[0].items():
        cells = []
        for here in Phase:
            there = by_phase[here]
            words = ["stays" if one == here.value else one for one in order if one in there]
            cells.append(" / ".join([*words, *(["—"] if REFUSED in there else [])]))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def in_doc() -> str:
    """The table as docs/phases.md has it."""
    return DOC.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def arrows_in_doc() -> set[tuple[str, str]]:
    """The arrows of its drawing."""
    drawing = DOC.read_text("utf-8").partition("```mermaid")[2].partition("```")[0]
    return {(a, b) for a, b in re.findall(r"^\s*(\w+) --> (\w+)", drawing, re.MULTILINE)}


def write() -> None:
    """Put the table into docs/phases.md again."""
    before, _, rest = DOC.read_text("utf-8").partition(BEGIN)
    DOC.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    write()
