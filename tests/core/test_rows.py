"""The row of an offer or of a routine: what was offered, how it ended, and what counts of it."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.effects import Record
from deskbreak.core.events import Chosen, ChosenSet, Outcome
from deskbreak.core.rows import known_routine, take_choice, write_row, write_unoffered
from deskbreak.core.state import Ended, OpenOffer, Running
from deskbreak.values import replace
from tests.core.monday import at, draft

NOW = at("09:45")
SET = ChosenSet("set:cat-cow", ("cat-cow", "bird-dog"), 170.0)
OFFER = OpenOffer(
    7, name="mobility", routine="auto", lasts_s=180.0, say="", with_=(), at=NOW, shown_at=NOW, chosen=SET
)
RUNNING = Running("u7", offer=7, name="mobility", routine="auto", lasts_s=180.0, since=NOW, chosen=SET)
ENDED = Ended(7, name="mobility", routine="auto", shown_at=NOW, outcome=Outcome.MISSED, chosen=SET)


def written(of: Any, outcome: Outcome, **more: Any) -> Record:
    d = draft("09:45")
    write_row(d, of, outcome, **more)
    (row,) = d.effects
    assert isinstance(row, Record)
    return row


ROW = Record(
    NOW,
    break_name="mobility",
    routine="set:cat-cow",
    outcome=Outcome.TAKEN,
    seconds=170.0,
    exercises=("cat-cow", "bird-dog"),
    offer=7,
)


def test_what_was_taken_by_the_persons_word_counts_as_it_was_offered() -> None:
    assert written(OFFER, Outcome.TAKEN) == ROW
    assert written(ENDED, Outcome.TAKEN) == ROW
    assert written(RUNNING, Outcome.TAKEN) == replace(ROW, uid="u7")
    assert written(OFFER, Outcome.TAKEN, seconds=60.0) == replace(ROW, seconds=60.0)
    nothing = replace(ROW, routine="", seconds=0.0, exercises=())
    assert written(replace(OFFER, chosen=None), Outcome.TAKEN) == nothing
    assert written(replace(OFFER, chosen=replace(SET, routine="")), Outcome.TAKEN) == nothing


def test_what_its_player_said_counts_as_said() -> None:
    said = replace(ROW, exercises=("cat-cow",), seconds=60.0, uid="u7", left=True)
    assert written(RUNNING, Outcome.TAKEN, seconds=60.4, exercises=("cat-cow",), left=True) == said
    partly = replace(ROW, outcome=Outcome.PARTLY, exercises=(), seconds=62.0, note="phone", uid="u7")
    assert written(RUNNING, Outcome.PARTLY, seconds=61.6, note="phone") == partly


def test_a_missed_offer_names_what_it_was_shown_with() -> None:
    missed = replace(ROW, outcome=Outcome.MISSED, seconds=0.0, exercises=())
    assert written(OFFER, Outcome.MISSED) == missed


def test_leaving_the_desk_is_no_routine() -> None:
    natural = replace(ROW, routine="", outcome=Outcome.NATURAL, seconds=600.0, exercises=(), uid="away-1")
    assert written(OFFER, Outcome.NATURAL, seconds=600.0, uid="away-1") == natural
    assert written(RUNNING, Outcome.NATURAL, seconds=600.0, uid="not this") == replace(natural, uid="u7")


@pytest.mark.parametrize(
    ("routine", "chosen", "known"),
    [
        ("auto", None, ""),
        ("auto", SET, "set:cat-cow"),
        ("auto", replace(SET, routine=""), ""),
        ("mobility-set", None, "mobility-set"),
        ("mobility-set", SET, "set:cat-cow"),
        ("", None, ""),
        ("".join(["au", "to"]), None, ""),  # as it is read from the settings
    ],
)
def test_the_routine_of_a_row_is_one_that_exists(routine: str, chosen: ChosenSet | None, known: str) -> None:
    assert known_routine(routine, chosen) == known


@pytest.mark.parametrize(("name", "routine"), [("mobility", ""), ("walk", "ten-minute-walk"), ("gone", "")])
def test_the_row_of_a_break_that_was_never_offered(name: str, routine: str) -> None:
    d = draft("09:45")
    write_unoffered(d, name, Outcome.SUPPRESSED, "held")
    assert d.effects == [
        Record(NOW, break_name=name, routine=routine, outcome=Outcome.SUPPRESSED, note="held")
    ]


OTHER = ChosenSet("set:bridge", ("bridge",), 90.0)


def test_what_was_chosen_is_kept_for_the_offer_or_for_the_routine_that_asked() -> None:
    d = draft("09:45", offer=OFFER, running=RUNNING)
    before = d.state
    take_choice(d, Chosen(NOW, 0.0, OTHER, uid="u7"))
    assert d.state == replace(before, running=replace(RUNNING, chosen=OTHER))
    d.state = before
    take_choice(d, Chosen(NOW, 0.0, OTHER, offer=7))
    assert d.state == replace(before, offer=replace(OFFER, chosen=OTHER))
    alone = draft("09:45", running=RUNNING)
    take_choice(alone, Chosen(NOW, 0.0, OTHER, offer=7))
    assert alone.state.running == RUNNING and alone.effects == []
