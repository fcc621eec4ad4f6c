"""What "auto" stands for is said once; the player and the row hold to it."""

from __future__ import annotations

from deskbreak.core.events import Chosen, ChosenSet, CommandKind, Outcome
from tests.stories.day import Day, at, every

SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)


def test_repeats_bring_what_was_offered_first_and_the_row_says_so():
    day = Day(every(45))
    day.until("09:46")
    day.until("09:56")
    assert day.count("offer mobility again") == 2
    assert day.state.offer is not None and day.state.offer.chosen is not None
    assert day.state.offer.chosen.routine == "set-1"
    day.says(CommandKind.DONE)
    row = day.recorded[-1]
    assert (row.routine, row.exercises, row.seconds) == ("set-1", ("cat-cow",), 170)


def test_a_row_of_a_snooze_names_what_was_put_off():
    day = Day(every(45))
    day.until("09:46")
    day.snoozes()
    assert (day.recorded[-1].routine, day.recorded[-1].exercises) == ("set-1", ())


def test_what_nobody_answered_is_said_afterwards_to_be_taken():
    day = Day(every(45))
    day.until("10:02")
    assert day.recorded[-1].outcome is Outcome.MISSED
    day.says(CommandKind.DONE)
    row = day.recorded[-1]
    assert (row.outcome, row.routine, row.exercises) == (Outcome.TAKEN, "set-1", ("cat-cow",))


def test_the_player_is_given_what_was_offered():
    day = Day(every(45))
    day.until("09:46")
    day.starts()
    assert day.state.running is not None and day.state.running.chosen is not None
    assert day.state.running.chosen.routine == "set-1"
    day.until("09:50")
    day.says(CommandKind.DONE)
    assert (day.recorded[-1].routine, day.recorded[-1].seconds) == ("set-1", 4 * 60)


def test_another_routine_that_is_started_is_no_matter_of_the_offer():
    day = Day(every(45))
    day.until("09:46")
    day.says(CommandKind.START, name="cat-cow")
    assert day.state.running is not None and day.state.running.chosen is not None
    assert day.state.running.chosen.routine == "cat-cow"


def test_a_break_that_takes_the_lead_is_chosen_for_itself():
    day = Day(every(45), at("10:05", name="stretch", routine="auto"))
    day.until("09:46")
    day.snoozes(30)
    day.until("10:17")
    day.happened("10:16 why: merged: mobility was open; one offer for both")
    assert day.state.offer is not None and day.state.offer.name == "stretch"
    assert day.state.offer.chosen is not None and day.state.offer.chosen.routine == "set-2"


def test_where_nothing_could_be_chosen_the_row_names_no_routine():
    day = Day(every(45))
    day.can_choose = False
    day.until("09:46")
    day.says(CommandKind.DONE)
    assert (day.recorded[-1].outcome, day.recorded[-1].routine) == (Outcome.TAKEN, "")


def test_a_choice_for_an_offer_that_is_gone_is_refused():
    day = Day(every(45))
    day.until("09:46")
    day.skips()
    assert day.refuses(Chosen, chosen=SET, offer=1) == "this offer is not open any more"
    assert day.refuses(Chosen, chosen=SET, uid="gone") == "this routine is not the one that runs"


def test_a_row_that_the_player_left_is_not_written_again():
    day = Day(every(45))
    day.until("09:46")
    day.starts()
    day._report("finished", Outcome.TAKEN, recorded=True)
    assert [one.left for one in day.recorded] == [True] and day.state.running is None
    assert day.sat == 0
