"""The row that an offer or a running break leaves in the journal: what was offered, and how it ended."""

from __future__ import annotations

from deskbreak.core.draft import Draft
from deskbreak.core.effects import Record
from deskbreak.core.events import Chosen, ChosenSet, Outcome
from deskbreak.core.plan import AUTO
from deskbreak.core.state import Ended, OpenOffer, Running
from deskbreak.values import replace


def take_choice(d: Draft, event: Chosen) -> None:
    """Keep what the open offer, or the running routine, brings: repeats, player and row hold to it."""
    if event.uid and d.state.running is not None:
        d.change(running=replace(d.state.running, chosen=event.chosen))
    elif d.state.offer is not None:
        d.change(offer=replace(d.state.offer, chosen=event.chosen))


def write_row(
    d: Draft,
    of: OpenOffer | Running | Ended,
    outcome: Outcome,
    *,
    seconds: float = 0.0,
    exercises: tuple[str, ...] = (),
    note: str = "",
    uid: str = "",
    left: bool = False,
) -> None:
    """Write how it ended. A whole one that was taken by the user's word counts as it was offered."""
    chosen = of.chosen
    if outcome is Outcome.TAKEN and not exercises and chosen is not None and chosen.routine:
        exercises, seconds = chosen.exercises, seconds or chosen.seconds
    d.do(
        Record(
            d.at,
            break_name=of.name,
            routine="" if outcome is Outcome.NATURAL else known_routine(of.routine, chosen),
            outcome=outcome,
            seconds=round(seconds),
            exercises=exercises,
            note=note,
            uid=of.uid if isinstance(of, Running) else uid,
            offer=of.offer if isinstance(of, Running) else of.id,
            left=left,
        )
    )


def write_unoffered(d: Draft, name: str, outcome: Outcome, note: str) -> None:
    """Write how a break ended that never came to be offered."""
    one = d.find(name)
    routine = known_routine(one.routine) if one is not None else ""
    d.do(Record(d.at, break_name=name, routine=routine, outcome=outcome, note=note))


def known_routine(routine: str, chosen: ChosenSet | None = None) -> str:
    """The id of what was chosen, else what the settings name; "" where "auto" was never resolved."""
    if chosen is not None and chosen.routine:
        return chosen.routine
    return "" if routine == AUTO else routine
